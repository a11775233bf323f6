"""The private keys of this desk and of its body, inside the encrypted database and nowhere else."""

from __future__ import annotations

from chibo_desktop.base.errors import Trouble
from chibo_desktop.seal.box import SealingKey
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store.store import Store


def put_secret(store: Store, name: str, text: str) -> None:
    """Keeps a secret text; `device`, or `body:n` and `seal:n`, where past keys are kept with lower n."""
    store.connection.execute("INSERT OR REPLACE INTO secret VALUES (?, ?)", (name, text))


def get_secret(store: Store, name: str) -> str | None:
    """The secret text of that name."""
    row = store.row("SELECT text FROM secret WHERE name = ?", (name,))
    return str(row["text"]) if row else None


def forget_secret(store: Store, name: str) -> None:
    """Keeps it no longer; one that is not there is success."""
    store.connection.execute("DELETE FROM secret WHERE name = ?", (name,))


def device_key(store: Store) -> SigningKey:
    """The key this device signs with. Trouble when the database has none."""
    return SigningKey.from_text(_needed(store, "device"))


def body_key(store: Store) -> SigningKey:
    """The newest signing key of the body whose desk this is."""
    return SigningKey.from_text(_newest(store, "body"))


def sealing_key(store: Store) -> SealingKey:
    """The newest sealing key of the body."""
    return SealingKey.from_text(_newest(store, "seal"))


def sealing_keys(store: Store) -> list[SealingKey]:
    """Every sealing key the body ever had, newest first: bundles under past keys still open."""
    return [SealingKey.from_text(text) for text in _numbered(store, "seal")]


def _needed(store: Store, name: str) -> str:
    text = get_secret(store, name)
    if text is None:
        raise Trouble("Sổ này thiếu khóa của máy. Hãy lấy lại từ bản sao lưu gần nhất.")
    return text


def _newest(store: Store, kind: str) -> str:
    texts = _numbered(store, kind)
    if not texts:
        raise Trouble("Sổ này thiếu khóa của tổ chức. Hãy lấy lại từ bản sao lưu gần nhất.")
    return texts[0]


def _numbered(store: Store, kind: str) -> list[str]:
    rows = store.rows("SELECT name, text FROM secret WHERE name LIKE ?", (f"{kind}:%",))
    return [row["text"] for row in sorted(rows, key=lambda row: -int(row["name"].partition(":")[2]))]
