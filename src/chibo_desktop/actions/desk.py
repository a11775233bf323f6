"""The open desk: whose store, who sits at it, which books it may write; opening it with a password or a recovery sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.disks import refuse_unsafe
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.machine import machine_words
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.lists.typed_for import ended_on, typed_cells
from chibo_desktop.seal.digest import hex16
from chibo_desktop.seal.wrap import KeySlots
from chibo_desktop.store import DATABASE, Store, Writer, meta, open_store
from chibo_desktop.store.access import forget_old, list_access, note_access
from chibo_desktop.store.certificates import own_chain
from chibo_desktop.store.known import reading

MACHINE = "machine"
"""Under which name the database keeps the mark of the machine that opened it last."""


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
    typed_by: str = ""
    """The body above whose store this is, when it types for a cell without a laptop; "" at one's own desk."""
    notice: str = ""
    """A sentence to say once after opening, as that this copy of the book goes on under a new device code."""

    @property
    def today(self) -> date:
        """Today by this desk's clock."""
        return self.store.clock.now().date()

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.store.folder

    def folder_for(self, name: str) -> Path:
        """A folder of that name in the data folder, made when there is none; Trouble when the disk refuses."""
        folder = self.folder / name
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise Trouble(f"Không ghi được vào thư mục dữ liệu: {reason_in_words(error)}") from error
        return folder

    @contextmanager
    def writing(self, book: str | None = None, *, unlocked: bool = False) -> Iterator[GuardedWriter]:
        """What is put in the block becomes one entry a book: new records in `book` (None: this organisation's own),
        changes to older records in the books they live in.

        Each put is checked: declaration, finalised meeting, the rules of its kind. Refusal leaves nothing
        written. `unlocked` is for finalising itself. `writer.changes` is complete once the block has ended.
        """
        with self.store.transaction(), reading(self.store):
            with ExitStack() as writers:

                def open_book(name: str) -> Writer:
                    self.refuse_book(name)
                    return writers.enter_context(self.store.writing(name, self.user))

                target = book or self.organisation_id
                guarded = GuardedWriter(
                    self.store, target, open_book, self.organisation_id, unlocked=unlocked
                )
                yield guarded
            guarded.finish()

    def may_write(self, book: str) -> bool:
        """Whether this desk's certificate names the book; `down:*` covers what is addressed to a body below."""
        return book in self.books or (book.startswith("down:") and "down:*" in self.books)

    def refuse_book(self, book: str) -> None:
        """Refusal when this desk may not write the book: never could, or no more."""
        if not self.may_write(book):
            raise Refusal("Máy này không được ghi vào sổ của tổ chức đó. Hãy gửi ý kiến cho tổ chức ấy.")
        ended = ended_on(self.store, book)
        if ended is not None and self.typed_by:
            raise Refusal(
                f"Chi bộ đã có máy riêng từ ngày {show_day(ended)} nên ở đây chỉ xem. Cần sửa, hãy báo chi bộ."
            )
        if ended is not None:
            raise Refusal(
                f"Máy này thôi được ghi vào sổ ấy từ ngày {show_day(ended)}. Hãy hỏi nơi đã thu hồi hoặc nhận lại sổ."
            )

    def for_organisation(self, organisation_id: str) -> Desk:
        """The desk of a cell this one types for, on the same open store; closing it closes nothing.

        Refusal for any other organisation. A cell that has its own laptop by now can still be looked at.
        """
        if organisation_id == self.organisation_id:
            return self
        if organisation_id not in typed_cells(self.store):
            raise Refusal(
                "Máy này không nhập thay tổ chức đó. Chỉ nhập thay được cho chi bộ chưa có máy trong danh sách nhập thay.",
                "for",
            )
        own = self.typed_by or self.organisation_id
        return Desk(
            self.store, self.user, organisation_id, "cell", (organisation_id,), self.key, typed_by=own
        )

    def on(self, store: Store) -> Desk:
        """The same desk on another connection to its file, as a worker needs one."""
        made = desk_of(store, self.user, self.key)
        return made.for_organisation(self.organisation_id) if self.typed_by else made

    def read_standing(self) -> None:
        """Reads again which books it may write, after its certificate was renewed."""
        if not self.typed_by:
            self.books = desk_of(self.store, self.user, self.key).books

    def close(self) -> None:
        """Closes the store; the desk of a cell typed for leaves that to the desk it belongs to."""
        if not self.typed_by:
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


def _open(slots: KeySlots, key: bytes, user: str, clock: Clock | None) -> Desk:
    folder = slots.path.parent
    if not (folder / DATABASE).exists():
        raise Trouble("Thư mục này có khóa nhưng không có tệp sổ. Hãy lấy lại từ bản sao lưu.")
    refuse_unsafe(folder)
    store = open_store(folder, key, clock=clock or SystemClock())
    try:
        desk = desk_of(store, user, key)
        _follow_machine(desk)
        _note_resets(desk, slots)
        forget_old(store)
        return desk
    except BaseException:
        store.close()
        raise


def _follow_machine(desk: Desk) -> None:
    """A book opened on another machine than the last time goes on under a new device code; a sample is made to be copied."""
    mark = "" if desk.store.sample else machine_mark()
    if mark and mark != meta.get(desk.store.connection, MACHINE):
        from chibo_desktop.actions.new_device import follow_machine

        follow_machine(desk, mark)


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
        raise Trouble("Sổ này thiếu chứng thư của chính mình. Hãy lấy lại từ bản sao lưu gần nhất.")
    device, body = chain[0].body, chain[1].body
    if not store.sample and not meta.get(store.connection, MACHINE):
        meta.put(store.connection, MACHINE, machine_mark())
    return Desk(store, user, device["org"], body["kind"], tuple(device["books"]), key)


def machine_mark() -> str:
    """A hash of what tells this machine and user from any other; "" where nothing does."""
    words = machine_words()
    return hex16(f"chibo machine 1\n{words}".encode()) if words else ""
