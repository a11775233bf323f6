"""Opening a book whatever happened to its files: keys put back, a damaged file replaced by what backups and it still give."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from chibo_desktop.actions.backups import find_backups
from chibo_desktop.actions.book_files import has_desk, read_slots
from chibo_desktop.actions.desk import Desk, open_desk, open_desk_with_sheet
from chibo_desktop.actions.restoring import Opening, Prepared, Restored, exchange, prepare, prepare_alone
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.dates import VIETNAM, show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import Code, log
from chibo_desktop.base.paths import KEYS, write_whole
from chibo_desktop.base.system import move_into_place
from chibo_desktop.lists.backups import backup_facts
from chibo_desktop.seal.wrap import KeySlots, WrongPassword
from chibo_desktop.store import DATABASE, backup_file, meta
from chibo_desktop.store.backup import chains_of, working_folder
from chibo_desktop.store.backup_file import Say
from chibo_desktop.store.backup_notes import read_notes
from chibo_desktop.store.backup_shelf import Good, list_good, make_shelf, shelf_of
from chibo_desktop.store.database import Damaged, connect
from chibo_desktop.store.integrity import check_file, is_damage
from chibo_desktop.store.swap import ASIDE, finish_swap

LOOKED_OVER_AT_OPENING = 16 * 1024 * 1024
"""Bytes: a book up to this size is looked over page by page at each opening, some hundredths of a second."""

SAID = {
    "missing": "Tệp sổ không còn trong thư mục dữ liệu.",
    "unreadable": "Tệp sổ bị hỏng nên không mở được.",
    "pages": "Tệp sổ có trang bị hỏng.",
    "behind": "Tệp sổ bị thiếu phần ghi sau cùng.",
}


class DamagedBook(Damaged):
    """The book of a folder is damaged; `recover` mends it. `damage` is a word of `SAID`."""

    def __init__(self, folder: Path, damage: str, user: str, key: bytes) -> None:
        super().__init__(f"{SAID[damage]} Hãy mở chương trình để nó tự lấy lại, hoặc gõ backup restore.")
        self.folder, self.damage, self.user, self.key = folder, damage, user, key


@dataclass(frozen=True)
class Recovered:
    """What happened and what was done; `restored` says what the book consists of now."""

    damage: str
    restored: Restored

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        said, moment = SAID[self.damage].rstrip("."), self.restored.prepared.moment
        if not moment:
            return f"{said}; không có bản sao lưu nên đã dựng lại từ chính tệp hỏng."
        return f"{said}; đã lấy lại từ bản sao lưu {moment}."

    @property
    def more(self) -> tuple[str, ...]:
        """What else there is to know, a sentence each."""
        return tuple(_more(self.restored.prepared, self.restored.aside))


def make_ready(folder: Path) -> str:
    """What any door does first: finishes an exchange a power cut broke off, puts lost keys back from a backup.

    Gives the sentence to say, "" when all was well. Trouble when keys are lost and no backup has them.
    """
    finish_swap(folder)
    if not has_desk(folder) and not find_backups(folder):
        return ""
    try:
        KeySlots.read(folder / KEYS)
    except Trouble as trouble:
        return _put_keys_back(folder, trouble)
    return ""


def said_when_made_ready(folder: Path) -> str:
    """`make_ready` for a door that opens in any case: what could not be done is said there, too."""
    try:
        return make_ready(folder)
    except (Refusal, Trouble) as problem:
        return problem.sentence


def open_checked(folder: Path, password: str, user: str | None = None, clock: Clock | None = None) -> Desk:
    """Opens the desk as `open_desk` does, and looks the file over. DamagedBook when it has to be recovered first."""
    return open_watched(
        folder,
        lambda: open_desk(folder, password, user, clock),
        lambda slots: slots.open_with_password(user or slots.users[0], password),
    )


def open_checked_with_sheet(
    folder: Path, code: str, user: str | None = None, clock: Clock | None = None
) -> Desk:
    """The same with the printed recovery code."""
    return open_watched(
        folder,
        lambda: open_desk_with_sheet(folder, code, user, clock),
        lambda slots: slots.open_with_sheet(code),
    )


def open_watched(folder: Path, way: Callable[[], Desk], key_of: Callable[[KeySlots], bytes]) -> Desk:
    """The same for any way of opening; `key_of` gives the key once `way` has failed for damage."""
    make_ready(folder)
    if has_desk(folder) and _is_missing(folder):
        slots = read_slots(folder)
        raise DamagedBook(folder, "missing", (slots.users or [""])[0], key_of(slots))
    try:
        desk = way()
    except WrongPassword:
        raise
    except Exception as error:
        if not (isinstance(error, Trouble) or is_damage(error)):
            raise
        slots = read_slots(folder)
        key = key_of(slots)
        damage = find_damage(folder, key)
        if damage is None:
            raise
        raise DamagedBook(folder, damage, (slots.users or [""])[0], key) from error
    damage = _damage_of(desk)
    if damage:
        desk.close()
        raise DamagedBook(folder, damage, desk.user, desk.key)
    return desk


def find_damage(folder: Path, key: bytes) -> str | None:
    """What is wrong with the file of the book: a word of `SAID`; None when it is sound. Reads every page."""
    if _is_missing(folder):
        return "missing"
    try:
        connection = connect(folder / DATABASE, key)
    except Damaged:
        return "unreadable"
    try:
        if check_file(connection):
            return "pages"
        return "behind" if _is_behind(folder, meta.get(connection, "device"), chains_of(connection)) else None
    except Exception as error:
        if not is_damage(error):
            raise
        return "pages"
    finally:
        connection.close()


def _is_missing(folder: Path) -> bool:
    """An empty file is none: SQLite would begin a new book in it."""
    return not (folder / DATABASE).is_file() or not (folder / DATABASE).stat().st_size


def recover(damaged: DamagedBook, *, clock: Clock | None = None, say: Say = lambda *_: None) -> Recovered:
    """Makes a sound book of the newest good backup and of what the damaged file still gives; keeps that file aside.

    May take seconds. Trouble when no backup is good; then nothing has changed.
    """
    folder, clock = damaged.folder, clock or SystemClock()
    shelf = shelf_of(folder)
    make_shelf(shelf)
    with working_folder(shelf) as work:
        for name in (DATABASE, f"{DATABASE}-wal"):
            _copy_readable(folder / name, work / name)
        prepared = _from_newest(damaged, work, clock, say)
    restored = exchange(folder, prepared, clock=clock, is_sound=False)
    log("recovery").info("a damaged book was recovered: %s", Code(damaged.damage))
    return Recovered(damaged.damage, restored)


def _from_newest(damaged: DamagedBook, work: Path, clock: Clock, say: Say) -> Prepared:
    """From the newest backup that is good; one that is not is passed over. Without any from the damaged file alone."""
    for good in find_backups(damaged.folder):
        with suppress(Refusal):
            return prepare(
                damaged.folder, good.path, Opening(damaged.key), clock=clock, say=say, damaged=work
            )
    with suppress(Refusal, Trouble):
        return prepare_alone(damaged.folder, damaged.key, work, clock=clock)
    raise Trouble(
        f"{SAID[damaged.damage]} Không có bản sao lưu nào mở được. Đừng xóa gì trong thư mục dữ liệu; "
        "hãy cắm USB có bản sao lưu rồi mở lại, hoặc nhờ cấp trên lập lại sổ từ bản cấp trên giữ."
    )


def _damage_of(desk: Desk) -> str:
    """For an open desk; a large book is only looked over when its last backup found a bad page."""
    size = (desk.folder / DATABASE).stat().st_size
    suspect = bool(read_notes(shelf_of(desk.folder)).suspect)
    if (suspect or size <= LOOKED_OVER_AT_OPENING) and check_file(desk.store.connection):
        return "pages"
    chains = chains_of(desk.store.connection)
    return "behind" if _is_behind(desk.folder, desk.store.device, chains) else ""


def _is_behind(folder: Path, device: str, chains: dict[tuple[str, str], int]) -> bool:
    """Whether a backup of this device code knows higher numbers: the file lost what it had once written."""
    return any(
        number > chains.get((book, device), 0)
        for row in backup_facts(folder).rows
        if row.header is not None and row.header.device == device
        for book, number in row.header.numbers.items()
    )


def _put_keys_back(folder: Path, trouble: Trouble) -> str:
    for good in find_backups(folder):
        with suppress(Refusal, Trouble):
            if _is_of_book(folder, good):
                return _take_keys(folder, good)
    raise trouble


def _is_of_book(folder: Path, good: Good) -> bool:
    """Whether a backup is of this folder's book: several books may lay their copies on one stick.

    Those kept here and the last copy made say the organisation. Where there are none, the databases have to begin
    alike: their first 16 bytes are drawn when a book is made, and every copy of it keeps them.
    """
    shelf = shelf_of(folder)
    orgs = {one.header.org for one in list_good(shelf)} | {read_notes(shelf).copied.partition("_")[0]}
    own = backup_file.database_mark(folder / DATABASE, 0)
    start = backup_file.read_header(good.path)[1] + good.header.keys
    return good.header.org in orgs or (own != b"" and own == backup_file.database_mark(good.path, start))


def _take_keys(folder: Path, good: Good) -> str:
    """Keys are written only once they were read whole; damaged ones are kept beside."""
    keys, at = backup_file.read_keys(good.path), good.header.made_at
    make_shelf(shelf_of(folder))
    with working_folder(shelf_of(folder)) as work:
        (work / KEYS).write_bytes(keys)
        users = KeySlots.read(work / KEYS).users
    if (folder / KEYS).exists():
        aside = folder / ASIDE / f"{good.header.number}-keys"
        aside.mkdir(parents=True, exist_ok=True)
        move_into_place(folder / KEYS, aside / KEYS)
    write_whole(folder / KEYS, keys)
    log("recovery").info("lost keys were put back from a backup")
    return (
        f"Tệp khóa của sổ bị mất hoặc hỏng; đã lấy lại từ bản sao lưu ngày {show_day(at.date())}. "
        f"Mở được sổ: {', '.join(users)}. Hãy dùng mật khẩu của ngày ấy."
    )


def _copy_readable(source: Path, target: Path) -> None:
    """Copies a file whose disk may refuse single blocks; those become zeros."""
    block = 4096
    if not source.exists():
        return
    with source.open("rb") as file, target.open("wb") as copy:
        for at in range(0, source.stat().st_size, block):
            data = bytes(block)
            with suppress(OSError):
                file.seek(at)
                data = file.read(block)
            copy.write(data)
    shutil.copystat(source, target)


def _more(prepared: Prepared, aside: Path) -> list[str]:
    said = []
    gained = prepared.salvaged
    if gained is not None and (gained.entries or gained.drafts):
        until = (
            f", đến {datetime.fromtimestamp(gained.last_written_ms / 1000, VIETNAM):%H:%M %d/%m/%Y}"
            if gained.last_written_ms
            else ""
        )
        drafts = f" và {gained.drafts} chỗ đang gõ dở" if gained.drafts else ""
        said.append(f"Từ tệp hỏng đọc thêm được {gained.entries} lần ghi{drafts}{until}.")
    elif prepared.header is not None:
        said.append("Tệp hỏng không cho thêm lần ghi nào sau bản sao lưu ấy.")
    if gained is not None and gained.waiting:
        said.append(f"{gained.waiting} lần ghi còn chờ lần ghi trước chúng, chưa đọc được.")
    if prepared.above:
        said.append(f"Cấp trên còn giữ {prepared.above} lần ghi nữa; gói nhận lần tới đưa về.")
    said += prepared.to_know
    said.append(
        f"Các tệp cũ được giữ nguyên ở thư mục {aside.parent.name}/{aside.name} trong thư mục dữ liệu."
    )
    return said
