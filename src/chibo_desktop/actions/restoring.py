"""Putting a backup in the place of the present book: prepared and checked beside it, exchanged whole, nothing deleted."""

from __future__ import annotations

import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from chibo_desktop.actions.backups import more_than
from chibo_desktop.actions.desk import MACHINE, machine_mark
from chibo_desktop.actions.new_device import take_new_device
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log
from chibo_desktop.base.paths import KEYS, check_data_dir, free_space
from chibo_desktop.base.system import flush_folder
from chibo_desktop.lists.backups import held_above
from chibo_desktop.seal.wrap import KeySlots, WrongPassword
from chibo_desktop.store import DATABASE, Store, backup_file, create_store, meta, open_store
from chibo_desktop.store.backup import Facts, chains_of, check_sound, facts_of, make_backup
from chibo_desktop.store.backup_file import Header, Say
from chibo_desktop.store.backup_notes import write_notes
from chibo_desktop.store.backup_shelf import make_shelf, shelf_of
from chibo_desktop.store.certificates import own_chain
from chibo_desktop.store.database import Damaged, connect, fold
from chibo_desktop.store.invitations import withdraw_open
from chibo_desktop.store.salvage import Salvaged, salvage
from chibo_desktop.store.swap import ASIDE, drop_stage, new_stage, swap_in

OPEN_ELSEWHERE = "Sổ đang mở ở cửa sổ hoặc lệnh khác. Hãy đóng ở đó rồi làm lại."


@dataclass(frozen=True)
class Prepared:
    """A book made ready beside the present one."""

    header: Header | None
    """Of the backup; None when there was none and the damaged file gave everything."""
    facts: Facts
    """Of the book made ready: the backup, and what was salvaged beyond it."""
    device: str
    """The new device code."""
    key: bytes = field(repr=False)
    """SECRET: the database key."""
    by_old: bool
    """Whether the passwords are from now on those of the backup's day."""
    salvaged: Salvaged | None
    """What a damaged file gave beyond the backup; None when none was read."""
    withdrawn: int
    """Invitations open on the backup's day: taken back, since they may have been used or withdrawn after it."""
    opens: tuple[str, ...]
    """With `by_old`: the users whose passwords of that day open the book from now on."""
    again: tuple[str, ...]
    """Of those the users who could open it no more before; empty where no list of today was there to compare."""
    above: int
    """Entries of this book that a body above has confirmed and that are not here: its next bundle brings them."""

    @property
    def moment(self) -> str:
        """When the backup was made, as a person says it; "" without one."""
        at = self.header.made_at if self.header else None
        return f"{at:%H:%M} ngày {show_day(at.date())}" if at else ""

    @property
    def to_know(self) -> tuple[str, ...]:
        """What came back with the backup's day and somebody may not want: passwords, invitations. A sentence each."""
        said = []
        if self.by_old:
            said.append(
                f"Mật khẩu từ nay là mật khẩu của ngày làm bản sao lưu ấy; mở được sổ: {', '.join(self.opens)}."
            )
        if self.again:
            said.append(
                f"Người đã bỏ nay lại mở được sổ: {', '.join(self.again)}. Hãy vào Thiết đặt bỏ lại nếu cần."
            )
        if self.withdrawn:
            said.append(
                f"{self.withdrawn} giấy mời còn mở đã được rút lại. Hãy làm giấy mời mới cho nơi cần mời."
            )
        return tuple(said)


@dataclass(frozen=True)
class Restored:
    """What became of a restore, and where the former files are kept."""

    prepared: Prepared
    aside: Path
    more_there: int | None
    """Entries of the former book that are not here; None when it could not be read."""


@dataclass(frozen=True)
class Opening:
    """Who opens the backup: a key that is known already, or a password with the user it belongs to."""

    key: bytes | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)
    user: str | None = None


def restore(
    folder: Path,
    path: Path,
    password: str,
    user: str | None = None,
    *,
    clock: Clock,
    say: Say = lambda *_: None,
) -> Restored:
    """Puts a backup in the place of the book of a data folder, or into an empty folder. May take seconds.

    The password is today's, or the one of the backup's day. The former files are kept in a folder of their own.
    Refusal for a damaged backup, one of another book, or a wrong password; Trouble when the book is open
    elsewhere or the disk refuses. Then nothing has changed.
    """
    is_new = not folder.exists()
    try:
        check_data_dir(folder)
        prepared = prepare(folder, path, Opening(None, password, user), clock=clock, say=say)
    except BaseException:
        if is_new:  # what was refused leaves nothing behind; a folder that holds something stays
            with suppress(OSError):
                folder.rmdir()
        raise
    return exchange(folder, prepared, clock=clock)


def prepare(
    folder: Path,
    path: Path,
    opening: Opening,
    *,
    clock: Clock,
    say: Say = lambda *_: None,
    damaged: Path | None = None,
) -> Prepared:
    """Unpacks and checks the backup beside the present book, adds what a damaged copy still gives, takes a new code.

    Nothing of the present book is touched. Refusal when the backup is damaged or nothing opens it.
    """
    stage = new_stage(folder)
    try:
        _check_room(stage, path)
        header = backup_file.unpack(path, stage, say)
        return _make_ready(stage, header, _open_keys(folder, stage, opening), clock, damaged)
    except BaseException:
        drop_stage(folder)
        raise


def prepare_alone(folder: Path, key: bytes, damaged: Path, *, clock: Clock) -> Prepared:
    """Makes a book of nothing but what a damaged copy still gives, where no backup is to be had.

    Trouble when it does not give what says who this desk is: certificates and private keys.
    """
    stage = new_stage(folder)
    try:
        with closing(create_store(stage, key, device="", sample=False, clock=clock)) as store:
            gained = salvage(store, damaged, key)
        with closing(open_store(stage, key, clock=clock)) as store:
            if len(own_chain(store)) < 2:
                raise Trouble("Tệp hỏng không còn cho biết sổ này của ai.")
            return _under_new_code(store, None, _Keys(key), gained)
    except BaseException:
        drop_stage(folder)
        raise


def exchange(folder: Path, prepared: Prepared, *, clock: Clock, is_sound: bool = True) -> Restored:
    """Exchanges the prepared book for the present one; a power cut ends with either, whole.

    Trouble while anybody has the present book open; then nothing has changed. With `is_sound` False its file is
    known to be damaged and is only moved.
    """
    more = None
    try:
        if is_sound and (folder / DATABASE).exists():
            more = _fold_present(folder, prepared, clock)
    except BaseException:
        drop_stage(folder)
        raise
    aside = swap_in(folder, f"{clock.now():%Y%m%d-%H%M%S}")
    shelf = shelf_of(folder)
    make_shelf(shelf)
    write_notes(shelf, tried_at=clock.now(), suspect="", trouble="", trouble_at="")
    log("backup").info("a backup was put in the place of the book")
    return Restored(prepared, aside, more)


def said_when_replaced(folder: Path, prepared: Prepared, clock: Clock | None) -> str:
    """Exchanges the books and gives the sentence to say at the door, also when it could not be done."""
    try:
        restored = exchange(folder, prepared, clock=clock or SystemClock())
    except (Refusal, Trouble) as problem:
        return problem.sentence
    words = [f"Đã lấy lại sổ như lúc {prepared.moment}."]
    if restored.more_there:
        words.append(f"Sổ trước đó có thêm {restored.more_there} lần ghi, được giữ trong thư mục {ASIDE}.")
    return " ".join((*words, *prepared.to_know))


def users_of(path: Path) -> list[str]:
    """Who can open a backup with a password. Refusal or Trouble when it cannot be read."""
    with tempfile.TemporaryDirectory(prefix="chibo-") as name:
        keys = Path(name) / KEYS
        keys.write_bytes(backup_file.read_keys(path))
        return KeySlots.read(keys).users


def _check_room(stage: Path, path: Path) -> None:
    # unpacked once, and its write-ahead log may grow as large
    if path.exists() and free_space(stage) < 2 * path.stat().st_size:
        raise Trouble("Ổ đĩa gần đầy nên chưa lấy lại được bản sao lưu. Hãy xóa bớt tệp khác rồi làm lại.")


@dataclass(frozen=True)
class _Keys:
    """The key, and whether the wrapped keys of the backup's day take the place of today's: who opens then."""

    key: bytes = field(repr=False)
    by_old: bool = False
    opens: tuple[str, ...] = ()
    again: tuple[str, ...] = ()

    @classmethod
    def of_day(cls, key: bytes, of_day: KeySlots, present: KeySlots | None) -> Self:
        gone = () if present is None else tuple(user for user in of_day.users if user not in present.users)
        return cls(key, True, tuple(of_day.users), gone)


def _open_keys(folder: Path, stage: Path, opening: Opening) -> _Keys:
    of_day, present = KeySlots.read(stage / KEYS), _present_slots(folder)
    if present is not None and present.check != of_day.check:
        raise Refusal(
            "Bản sao lưu này là của sổ khác. Muốn mở nó, hãy lấy lại vào một thư mục dữ liệu trống."
        )
    if opening.key is not None:
        if not of_day.holds(opening.key):
            raise Refusal("Bản sao lưu này là của sổ khác. Hãy chọn bản khác.")
        return _Keys.of_day(opening.key, of_day, present) if present is None else _Keys(opening.key)
    tried = [of_day] if present is None else [present]
    if present is not None and opening.user in (None, *of_day.users):
        tried.append(of_day)
    for slots in tried:
        with suppress(WrongPassword):
            key = slots.open_with_password(_user(slots, opening.user), opening.password)
            return _Keys.of_day(key, of_day, present) if slots is of_day else _Keys(key)
    raise WrongPassword(
        "Mật khẩu chưa đúng. Bản sao lưu cũ mở bằng mật khẩu của ngày làm ra nó; hãy thử mật khẩu ngày ấy."
    )


def _present_slots(folder: Path) -> KeySlots | None:
    if (folder / KEYS).exists():
        with suppress(Trouble):
            return KeySlots.read(folder / KEYS)
    return None


def _user(slots: KeySlots, user: str | None) -> str:
    if user is None and len(slots.users) != 1:
        raise Refusal(f"Sổ này có nhiều người dùng, hãy chọn tên: {', '.join(slots.users)}.", "user")
    return user or slots.users[0]


def _make_ready(stage: Path, header: Header, keys: _Keys, clock: Clock, damaged: Path | None) -> Prepared:
    key = keys.key
    if not keys.by_old:
        backup_file.remove(stage / KEYS)
    with closing(connect(stage / DATABASE, key)) as connection:
        check_sound(connection, header)
    with closing(open_store(stage, key, clock=clock)) as store:
        gained = salvage(store, damaged, key) if damaged is not None else None
        return _under_new_code(store, header, keys, gained)


def _under_new_code(store: Store, header: Header | None, keys: _Keys, gained: Salvaged | None) -> Prepared:
    """The last steps of any prepared book: a new device code, a look over everything, one file without a log."""
    with store.transaction():
        device = take_new_device(store)
        withdrawn = withdraw_open(store)
        meta.put(store.connection, MACHINE, machine_mark())
    check_sound(store.connection)
    facts, above = facts_of(store.connection), held_above(store)
    fold(store.connection)
    flush_folder(store.folder)
    return Prepared(
        header, facts, device, keys.key, keys.by_old, gained, withdrawn, keys.opens, keys.again, above
    )


def _fold_present(folder: Path, prepared: Prepared, clock: Clock) -> int | None:
    """Closes the present book's log, which only works while nobody else has it open; None when it cannot be read."""
    try:
        _back_up_present(folder, prepared, clock)
        with closing(connect(folder / DATABASE, prepared.key)) as connection:
            more = more_than(chains_of(connection), prepared.facts.chains)
            if not fold(connection):
                raise Trouble(OPEN_ELSEWHERE)
            return more
    except Damaged:
        return None


def _back_up_present(folder: Path, prepared: Prepared, clock: Clock) -> None:
    """A last backup of the present book; where the disk has no room for one, its files are kept all the same."""
    if not (folder / KEYS).exists():
        return
    with suppress(Trouble, Refusal), closing(open_store(folder, prepared.key, clock=clock)) as store:
        make_backup(store, prepared.key, "restore")
