"""What the journal holds to be sent: runs of entries, their private parts, and the signed heads that cover them."""

from __future__ import annotations

from dataclasses import dataclass

from chibo_desktop.seal.identity import SignedLine
from chibo_desktop.store.database import Row
from chibo_desktop.store.intake import put_head
from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class Tip:
    """How far a chain is held here."""

    book: str
    device: str
    number: int
    hash: str


def chain_tips(store: Store) -> list[Tip]:
    """The tip of every chain held, by book and device."""
    return [_tip(row) for row in store.rows("SELECT b, d, n, hash FROM chain ORDER BY b, d")]


def sign_own_heads(store: Store) -> None:
    """Signs the tip of every chain this device writes, where that has not been done yet."""
    from chibo_desktop.seal.identity import signed_head
    from chibo_desktop.store.secrets import device_key

    unsigned = store.rows(
        "SELECT b, d, n, hash FROM chain WHERE d = ? AND NOT EXISTS (SELECT 1 FROM head_signature h"
        " WHERE h.b = chain.b AND h.d = chain.d AND h.n = chain.n AND h.sha256 = chain.hash)",
        (store.device,),
    )
    if not unsigned:
        return
    key = device_key(store)
    for tip in map(_tip, unsigned):
        put_head(store, signed_head(key, tip.device, tip.book, tip.number, tip.hash))


def signed_tip(store: Store, book: str, device: str) -> tuple[Tip, SignedLine] | None:
    """The furthest entry of the chain that a signed head covers, with that head; None when there is none."""
    row = store.row(
        "SELECT j.b AS b, j.d AS d, j.n AS n, j.hash AS hash, h.text AS text, h.signature AS signature"
        " FROM head_signature h JOIN journal j ON j.b = h.b AND j.d = h.d AND j.n = h.n AND j.hash = h.sha256"
        " WHERE h.b = ? AND h.d = ? ORDER BY h.n DESC LIMIT 1",
        (book, device),
    )
    return (_tip(row), SignedLine(row["text"], row["signature"])) if row else None


def entries_between(store: Store, book: str, device: str, first: int, last: int) -> list[bytes]:
    """The bytes of a run of entries, both ends included, as they were written."""
    rows = store.rows(
        "SELECT body FROM journal WHERE b = ? AND d = ? AND n BETWEEN ? AND ? ORDER BY n",
        (book, device, first, last),
    )
    return [bytes(row["body"]) for row in rows]


def entry_hash(store: Store, book: str, device: str, number: int) -> str | None:
    """SHA-256 of one entry of the chain; None when it is not held."""
    row = store.row("SELECT hash FROM journal WHERE b = ? AND d = ? AND n = ?", (book, device, number))
    return str(row["hash"]) if row else None


def _tip(row: Row) -> Tip:
    return Tip(row["b"], row["d"], row["n"], row["hash"])
