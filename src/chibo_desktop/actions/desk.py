"""The open desk: whose store, who sits at it, which books it may write; opening it with a password or a recovery sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import refuse_unsafe
from chibo_desktop.seal.wrap import KeySlots
from chibo_desktop.store import DATABASE, Store, open_store
from chibo_desktop.store.access import list_access, note_access
from chibo_desktop.store.certificates import own_chain

KEYS = "keys.json"


@dataclass
class Desk:
    """An open store and who uses it. `kind` is "cell", "commune" or "upper"; `books` are those it may write."""

    store: Store
    user: str
    organisation_id: str
    kind: str
    books: tuple[str, ...]
    key: bytes = field(repr=False)
    """SECRET: the database key, for giving another slot to it (recovery sheet, body above)."""

    @property
    def today(self) -> date:
        """Today by this desk's clock."""
        return self.store.clock.now().date()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.store.folder

    @contextmanager
    def writing(self, book: str | None = None, *, unlocked: bool = False) -> Iterator[GuardedWriter]:
        """Everything put in the block becomes one entry in the book (None: this organisation's own).

        Each put is checked: declaration, finalised meeting, the rules of its kind. Refusal leaves nothing
        written. `unlocked` is for finalising itself. `writer.changes` is complete once the block has ended.
        """
        target = book or self.organisation_id
        if not self.may_write(target):
            raise Refusal("Máy này không được ghi vào sổ của tổ chức đó. Hãy gửi ý kiến cho tổ chức ấy.")
        with self.store.transaction():
            with self.store.writing(target, self.user) as writer:
                guarded = GuardedWriter(self.store, writer, self.organisation_id, unlocked=unlocked)
                yield guarded
            guarded.changes = writer.changes

    def may_write(self, book: str) -> bool:
        """Whether this desk's certificate names the book; `down:*` covers what is addressed to a body below."""
        return book in self.books or (book.startswith("down:") and "down:*" in self.books)

    def close(self) -> None:
        """Closes the store."""
        self.store.close()


def open_desk(folder: Path, password: str, user: str | None = None, clock: Clock | None = None) -> Desk:
    """Opens the desk of a data folder; `user` None is the only user there is. Takes about 0.2 s.

    Refusal for a wrong password, an unknown user or a folder without a desk; Trouble when files are damaged.
    """
    slots = read_slots(folder)
    if user is None:
        if len(slots.users) != 1:
            raise Refusal(f"Sổ này có nhiều người dùng, hãy chọn tên: {', '.join(slots.users)}.", "user")
        user = slots.users[0]
    return _open(slots, slots.open_with_password(user, password), user, clock)


def open_desk_with_sheet(
    folder: Path, code: str, user: str | None = None, clock: Clock | None = None
) -> Desk:
    """Opens the desk with the printed recovery code, so that a new password can be set."""
    slots = read_slots(folder)
    return _open(slots, slots.open_with_sheet(code), user or (slots.users or ["phieu-khoi-phuc"])[0], clock)


def read_slots(folder: Path) -> KeySlots:
    """The key slots of a data folder; Refusal when there is no desk in it."""
    if not (folder / KEYS).exists() and not (folder / DATABASE).exists():
        raise Refusal("Thư mục này chưa có sổ. Hãy bắt đầu sổ mới, hoặc chọn đúng thư mục dữ liệu.")
    return KeySlots.read(folder / KEYS)


def has_desk(folder: Path) -> bool:
    """Whether a desk was already set up in this folder."""
    return (folder / KEYS).exists() or (folder / DATABASE).exists()


def _open(slots: KeySlots, key: bytes, user: str, clock: Clock | None) -> Desk:
    folder = slots.path.parent
    if not (folder / DATABASE).exists():
        raise Trouble("Thư mục này có khóa nhưng không có tệp sổ. Hãy mở bản chép thư mục gần nhất, nếu có.")
    refuse_unsafe(folder)
    store = open_store(folder, key, clock=clock or SystemClock())
    try:
        desk = desk_of(store, user, key)
        _note_resets(desk, slots)
        return desk
    except BaseException:
        store.close()
        raise


def _note_resets(desk: Desk, slots: KeySlots) -> None:
    """One line in the access log for each password that a body above set, written before anything is shown."""
    for reset in slots.resets:
        note = f"password of {reset.user} reset by {reset.by} at {reset.at.isoformat(timespec='seconds')}"
        lines = list_access(desk.store, "organisation", desk.organisation_id)
        if all(line.note != note for line in lines):
            note_access(
                desk.store, "opened_keys", "organisation", desk.organisation_id, user=desk.user, note=note
            )


def desk_of(store: Store, user: str, key: bytes) -> Desk:
    """The desk of an open store, as its own certificates say; Trouble when they are missing."""
    chain = own_chain(store)
    if len(chain) < 2 or chain[0].type != "device":
        raise Trouble("Sổ này thiếu chứng thư của chính mình. Hãy mở bản chép thư mục gần nhất, nếu có.")
    device, body = chain[0].body, chain[1].body
    return Desk(store, user, device["org"], body["kind"], tuple(device["books"]), key)
