"""Moving the members of cells that ended to the list of the cell that followed; whose those are is in lists/succession_left.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.actions.candidates_moving import move_candidates
from chibo_desktop.actions.derived import put_derived
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.recognition_moving import move_recognition
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.lineage import InPlace
from chibo_desktop.lists.roster import MemberRow, list_members, standings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.succession_left import LeftCell, left_members
from chibo_desktop.records.derived_id import derived_id
from chibo_desktop.store import Changes, Store

COPIED = (
    "full_name",
    "gender",
    "other_office",
    "phone",
    "card_number",
    "ethnic_group",
    "file_number",
    "months_not_counted",
)
DATED = ("decided_on", "admitted_on", "official_on", "card_issued_on")
"""What is known of the person; the office is not among it: the cell that followed has a committee of its own."""


def move_left_members(desk: Desk, organisation_id: str) -> Changes:
    """Puts everybody still listed in cells that gave way to one other on that one's list, from the day it followed.

    In each old list their time ends the day before; the records stay in the book they were written in, with the
    minutes that name them. Where cells followed one another they are on the list of each in its time. Whoever left
    after that day is on the new list until then. Those the cells prepare go along. One action; who has no name stays.
    Refusal while the day has not come, for books that are another's, and where nobody has a name.
    """
    left = left_members(desk.store, organisation_id, desk.today)
    if left is None:
        raise Refusal("Không còn đảng viên nào phải chuyển.")
    if left.on > desk.today:
        raise Refusal(f"Ngày {show_day(left.on)} chưa đến. Đến ngày ấy hãy chuyển.", "on")
    going = [
        (cell, row) for cell in left.cells for row in _listed_since(desk.store, cell, desk.today) if row.name
    ]
    if not going:
        raise Refusal(f"Còn {left.members} đảng viên chưa có họ và tên. Hãy ghi họ tên ở sổ cũ rồi chuyển.")
    with desk.writing(left.into_id) as writer:
        moved = {row.id: _move(desk, writer, row.facts, cell) for cell, row in going}
        for cell in left.cells:
            move_candidates(desk, writer, cell, moved)
    return writer.changes


def _listed_since(store: Store, cell: LeftCell, today: date) -> list[MemberRow]:
    """Who is on the list today, then who was on it on the day of the move or later and left since."""
    listed = list_members(store, cell.id, today)
    known = {row.id for row in listed}
    former = (row for row in list_members(store, cell.id, today, former=True) if row.id not in known)
    return [*listed, *(row for row in former if _left_since(store, row.id, cell.way[0].on))]


def _left_since(store: Store, member_id: str, on: date) -> bool:
    return any((until := each.day("until_on")) and until >= on for each in standings_of(store, member_id))


def may_move(desk: Desk, organisation_id: str) -> bool:
    """Whether this desk types for all of them and the day has come."""
    left = left_members(desk.store, organisation_id, desk.today)
    if left is None or left.on > desk.today:
        return False
    return all(desk.may_write(book) for book in left.books)


@dataclass(frozen=True)
class _Period:
    """One standing of a person, in the list it was written in or in that they go on to."""

    id: str
    kind: str
    from_on: date | None
    until_on: date | None


def _move(desk: Desk, writer: GuardedWriter, member: Facts, cell: LeftCell) -> str:
    """List by list, as if each had been moved when the next cell came; gives the id in the last they came to."""
    words = {name: member[name] for name in COPIED}
    days = {name: member.day(name) for name in DATED} | {"birth_date": member.partial("birth_date")}
    periods = [
        _Period(each.id, each.text("kind"), each.day("from_on"), each.day("until_on"))
        for each in standings_of(desk.store, member.id)
    ]
    one = member.id
    for step in cell.way:
        going = [each for each in periods if each.until_on is None or each.until_on >= step.on]
        if periods and not going:
            break
        into, moved = step.organisation_id, derived_id(one, step.organisation_id)
        put_derived(writer, "member", moved, into, cell_id=into, **words, **days)
        periods = [_move_period(writer, each, moved, step) for each in going]
        move_recognition(desk, writer, member.id, moved, into)
        writer.put("member", one, put_away=True)
        one = moved
    return one


def _move_period(writer: GuardedWriter, period: _Period, moved: str, step: InPlace) -> _Period:
    """What ran on that day goes on in the new list, what had not begun begins there; the period as it is there."""
    begun = period.from_on or date.min
    made = _Period(derived_id(period.id, moved), period.kind, max(begun, step.on), period.until_on)
    values = {"kind": made.kind, "from_on": made.from_on, "until_on": made.until_on, "basis": step.basis}
    put_derived(writer, "standing", made.id, step.organisation_id, member_id=moved, **values)
    if begun >= step.on:
        writer.put("standing", period.id, put_away=True)
    else:
        writer.put("standing", period.id, until_on=step.on - timedelta(days=1))
    return made
