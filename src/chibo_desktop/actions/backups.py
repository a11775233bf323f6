"""Backups of a desk: making one when something changed, copying it to a second place, trying whether one opens."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.disks import is_within, spot_of
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log
from chibo_desktop.store import backup_shelf
from chibo_desktop.store.backup import Facts, check_backup, facts_of, make_backup, state_of
from chibo_desktop.store.backup_file import Header, Say
from chibo_desktop.store.backup_notes import place_now, read_notes, write_notes
from chibo_desktop.store.backup_shelf import Good, shelf_of
from chibo_desktop.store.database import Damaged
from chibo_desktop.store.integrity import is_damage

Chains = Mapping[tuple[str, str], int]
"""The highest number of each chain, by book and device."""
SUSPECT = (
    "Sổ có chỗ không đọc được nên chưa sao lưu được; các bản trước vẫn còn. "
    "Hãy đóng chương trình rồi mở lại: chương trình tự sửa."
)


@dataclass(frozen=True)
class Comparison:
    """What a backup holds beside what the present book holds."""

    header: Header
    facts: Facts
    own: Facts
    more_here: int
    """Entries of the present book that the backup does not have."""


def back_up(desk: Desk, why: str = "asked", say: Say = lambda *_: None) -> Path | None:
    """Makes a checked backup; None when nothing changed since the newest. May take seconds.

    Trouble when it could not be made: remembered, so that the screens say it until one succeeds.
    """
    shelf = shelf_of(desk.folder)
    try:
        made = make_backup(desk.store, desk.key, why, say)
    except (Refusal, Trouble) as problem:
        raise _remembered(desk, problem) from problem
    except Exception as error:
        if not is_damage(error):
            raise
        raise _remembered(desk, Damaged()) from error
    if read_notes(shelf).trouble:
        write_notes(shelf, trouble="", trouble_at="")
    if made is not None:
        log("backup").info("backup made")
    return made


def is_due(desk: Desk) -> bool:
    """Whether something changed since the newest backup and none was made today. A few milliseconds."""
    newest = backup_shelf.newest(shelf_of(desk.folder))
    if newest is None:
        return True
    return newest.header.made_at.date() != desk.today and newest.header.state != state_of(desk.store)


def choose_place(desk: Desk, folder: Path) -> None:
    """Remembers the folder for copies. Refusal for one inside the data folder: both would be lost together."""
    if is_within(folder, desk.folder):
        raise Refusal("Nơi này nằm ngay trong thư mục dữ liệu. Hãy chọn USB hoặc ổ khác.", "place")
    backup_shelf.make_shelf(shelf_of(desk.folder))
    write_notes(shelf_of(desk.folder), place=str(folder), spot=spot_of(folder))


def copy_out(desk: Desk, folder: Path | None = None, say: Say = lambda *_: None) -> Path:
    """Backs up if something changed, copies the newest backup to the second place and reads it back there.

    `folder` None is the place chosen before. Once this returns the stick may be pulled out. Older copies under
    this device code are let go there by the same rule as here. Refusal without a place, Trouble when it is gone or full.
    """
    shelf = shelf_of(desk.folder)
    if folder is not None:
        choose_place(desk, folder)
    place = place_now(read_notes(shelf))
    if place is None:
        raise Refusal("Chưa chọn nơi chép. Hãy chọn USB hoặc ổ khác.", "place")
    back_up(desk, "asked", say)
    newest = backup_shelf.newest(shelf)
    if newest is None:
        raise Trouble("Chưa có bản sao lưu nào để chép. Hãy sao lưu trước.")
    copied = backup_shelf.copy_checked(newest.path, place, say)
    backup_shelf.let_go(place, newest.header.device)
    write_notes(shelf, place=str(place), copied=copied.name, copied_at=desk.store.clock.now())
    return copied


def look_into(desk: Desk, path: Path, say: Say = lambda *_: None) -> Comparison:
    """Opens a backup in a folder of its own, checks it whole and compares; leaves nothing behind but the day.

    Refusal when it is damaged, of a newer program or of another book.
    """
    header, facts = check_backup(path, desk.key, shelf_of(desk.folder), say)
    own = facts_of(desk.store.connection)
    write_notes(shelf_of(desk.folder), tried_at=desk.store.clock.now())
    return Comparison(header, facts, own, more_than(own.chains, facts.chains))


def more_than(own: Chains, other: Chains) -> int:
    """How many entries the first has beyond the second, chain by chain."""
    return sum(max(0, number - other.get(chain, 0)) for chain, number in own.items())


def find_backups(folder: Path) -> list[Good]:
    """The backups of a data folder and those at its second place, each once, newest first; a place that is away has none.

    Numbers of another folder, as of a laptop that is gone, say nothing beside our own: its copies come last.
    """
    shelf = shelf_of(folder)
    here = backup_shelf.list_good(shelf)
    place = place_now(read_notes(shelf))
    orgs = {one.header.org for one in here}
    away = backup_shelf.list_good(place) if place else []
    known = {one.path.name for one in here}
    more = [one for one in away if one.path.name not in known and (not orgs or one.header.org in orgs)]
    codes = {one.header.device for one in here}
    ours = [*here, *(one for one in more if one.header.device in codes)]
    others = [one for one in more if one.header.device not in codes]
    return [
        *sorted(ours, key=lambda one: -one.header.number),
        *sorted(others, key=lambda one: one.header.made_at, reverse=True),
    ]


def _remembered(desk: Desk, problem: Refusal | Trouble) -> Trouble:
    """The same as Trouble, kept for the screens; a disk that refuses even the note is told anyway."""
    shelf, now = shelf_of(desk.folder), desk.store.clock.now()
    is_suspect = isinstance(problem, Refusal | Damaged)
    sentence = SUSPECT if is_suspect else problem.sentence
    with suppress(Trouble, OSError):
        write_notes(shelf, trouble=sentence, trouble_at=now, **({"suspect": now} if is_suspect else {}))
    return Trouble(sentence)
