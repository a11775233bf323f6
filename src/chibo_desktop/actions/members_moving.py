"""Moving the members of cells that ended to the list of the cell that followed; whose those are is in lists/succession_left.py."""

from __future__ import annotations

from base64 import b32encode
from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import MemberRow, list_members, standings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.succession_left import LeftCell, left_members
from chibo_desktop.seal.digest import sha256
from chibo_desktop.store import Changes, Store

COPIED = ("full_name", "gender", "other_office", "phone", "card_number")
DATED = ("decided_on", "admitted_on", "official_on")
"""What is known of the person; the office is not among it: the cell that followed has a committee of its own."""


def move_left_members(desk: Desk, organisation_id: str) -> Changes:
    """Puts everybody still listed in cells that gave way to one other on that one's list, from the day it followed.

    In each old list their time ends the day before; the records stay in the book they were written in, with the
    minutes that name them. Whoever left after that day is on the new list until then. One action; who has no name
    stays. Refusal while the day has not come, for books that are another's, and where nobody has a name.
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
        for cell, row in going:
            _move(desk, writer, row.facts, left.into_id, cell)
    return writer.changes


def _listed_since(store: Store, cell: LeftCell, today: date) -> list[MemberRow]:
    """Who is on the list today, then who was on it on the day of the move or later and left since."""
    listed = list_members(store, cell.id, today)
    known = {row.id for row in listed}
    former = (row for row in list_members(store, cell.id, today, former=True) if row.id not in known)
    return [*listed, *(row for row in former if _left_since(store, row.id, cell.on))]


def _left_since(store: Store, member_id: str, on: date) -> bool:
    return any((until := each.day("until_on")) and until >= on for each in standings_of(store, member_id))


def may_move(desk: Desk, organisation_id: str) -> bool:
    """Whether this desk types for all of them and the day has come."""
    left = left_members(desk.store, organisation_id, desk.today)
    if left is None or left.on > desk.today:
        return False
    return all(desk.may_write(book) for book in (left.into_id, *(cell.id for cell in left.cells)))


def _move(desk: Desk, writer: GuardedWriter, member: Facts, into: str, cell: LeftCell) -> None:
    moved = _copy_id(member.id, into)
    words = {name: member[name] for name in COPIED}
    days = {name: member.day(name) for name in DATED}
    _put_copy(writer, "member", moved, cell_id=into, birth_date=member.partial("birth_date"), **words, **days)
    for standing in standings_of(desk.store, member.id):
        _move_standing(writer, standing, moved, cell)
    writer.put("member", member.id, put_away=True)


def _copy_id(record_id: str, into: str) -> str:
    """The id under which a record goes on in that list, the same whichever machine moves it.

    In one part, as marks of a roll call join a member's id to their meeting's.
    """
    made = sha256(f"{record_id}/{into}".encode())
    return f"{b32encode(made[:5]).decode().lower()}-{int.from_bytes(made[5:9], 'big') + 1}"


def _put_copy(writer: GuardedWriter, record: str, record_id: str, /, **values: object) -> None:
    """Writes a record of the new list under an id that follows from the old one: two machines that move write the same.

    One made before and taken back is the same record again, so what is empty is written over it too.
    """
    is_new = writer.find(record, record_id) is None
    said = {name: value for name, value in values.items() if value or not is_new}
    writer.put(record, record_id, put_away=False, **said)


def _move_standing(writer: GuardedWriter, standing: Facts, moved: str, cell: LeftCell) -> None:
    """What ran on that day goes on in the new list, what had not begun begins there."""
    begun, until = standing.day("from_on") or date.min, standing.day("until_on")
    if until is not None and until < cell.on:
        return
    _put_copy(
        writer,
        "standing",
        _copy_id(standing.id, moved),
        member_id=moved,
        kind=standing.text("kind"),
        from_on=max(begun, cell.on),
        until_on=until,
        basis=cell.basis,
    )
    if begun >= cell.on:
        writer.put("standing", standing.id, put_away=True)
    else:
        writer.put("standing", standing.id, until_on=cell.on - timedelta(days=1))
