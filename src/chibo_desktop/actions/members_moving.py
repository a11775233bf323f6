"""Moving the members of cells that ended to the list of the cell that followed; whose those are is in lists/succession_left.py."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import list_members, standings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.succession_left import LeftCell, left_members
from chibo_desktop.store import Changes

COPIED = ("full_name", "gender", "other_office", "phone", "card_number")
DATED = ("decided_on", "admitted_on", "official_on")
"""What is known of the person; the office is not among it: the cell that followed has a committee of its own."""


def move_left_members(desk: Desk, organisation_id: str) -> Changes:
    """Puts everybody still listed in cells that gave way to one other on that one's list, from the day it followed.

    In each old list their time ends the day before; the records stay in the book they were written in, with the
    minutes that name them. One action. Refusal while the day has not come, for books that are another's, and
    where a finalised meeting since counted them.
    """
    left = left_members(desk.store, organisation_id, desk.today)
    if left is None:
        raise Refusal("Không còn đảng viên nào phải chuyển.")
    if left.on > desk.today:
        raise Refusal(f"Ngày {show_day(left.on)} chưa đến. Đến ngày ấy hãy chuyển.", "on")
    with desk.writing(left.into_id) as writer:
        for cell in left.cells:
            for row in list_members(desk.store, cell.id, desk.today):
                _move(desk, writer, row.facts, left.into_id, cell)
    return writer.changes


def may_move(desk: Desk, organisation_id: str) -> bool:
    """Whether this desk types for all of them and the day has come."""
    left = left_members(desk.store, organisation_id, desk.today)
    if left is None or left.on > desk.today:
        return False
    return all(desk.may_write(book) for book in (left.into_id, *(cell.id for cell in left.cells)))


def _move(desk: Desk, writer: GuardedWriter, member: Facts, into: str, cell: LeftCell) -> None:
    moved = writer.new_id()
    words = {name: member.text(name) for name in COPIED if member.text(name)}
    days = {name: day for name in DATED if (day := member.day(name)) is not None}
    born = {"birth_date": member.partial("birth_date")} if member.partial("birth_date") else {}
    writer.put("member", moved, cell_id=into, **words, **days, **born)
    for standing in standings_of(desk.store, member.id):
        _move_standing(writer, standing, moved, cell)
    writer.put("member", member.id, put_away=True)


def _move_standing(writer: GuardedWriter, standing: Facts, moved: str, cell: LeftCell) -> None:
    """What ran on that day goes on in the new list, what had not begun begins there."""
    begun, until = standing.day("from_on") or date.min, standing.day("until_on")
    if until is not None and until < cell.on:
        return
    ending = {"until_on": until} if until else {}
    paper = {"basis": cell.basis} if cell.basis else {}
    kind, since = standing.text("kind"), max(begun, cell.on)
    writer.put("standing", writer.new_id(), member_id=moved, kind=kind, from_on=since, **ending, **paper)
    if begun >= cell.on:
        writer.put("standing", standing.id, put_away=True)
    else:
        writer.put("standing", standing.id, until_on=cell.on - timedelta(days=1))
