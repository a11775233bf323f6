"""How a place stands in respect of the Party from a day on, who heads it, which member is in charge; its own name and days."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.structure import Day, refuse_cell
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name, clean_line
from chibo_desktop.lists.place_states import HEAD, IN_CHARGE
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.store import Changes


def change_place(desk: Desk, place_id: str, *, name: str, kind: str, from_on: Day, until_on: Day) -> Changes:
    """Says what a place is called, its kind, and from when until when there is, or was, such a place; open where None.

    Refusal at a cell, and for a place of another body.
    """
    refuse_cell(desk)
    with desk.writing() as writer:
        days = {"from_on": from_on, "until_on": until_on}
        writer.put("place", place_id, name=clean_line(name), kind=kind, **days)
    return writer.changes


def set_place_state(
    desk: Desk, place_id: str, state: str, *, from_on: Day = None, until_on: Day = None
) -> tuple[Changes, str]:
    """Says how a place stands from a day on; gives the id of what was written.

    The state before ends the day before; one that begins later stays, and this one ends before it. `from_on` None is
    from the beginning. Refusal at a cell, and for a place of another body.
    """
    others = _periods(desk, "place_standing", place_id)
    with desk.writing() as writer:
        made = _begin(writer, others, "place_standing", from_on, until_on, place_id=place_id, state=state)
    return writer.changes, made


def set_place_head(
    desk: Desk,
    place_id: str,
    *,
    member_id: str = "",
    full_name: str = "",
    is_member: bool = False,
    from_on: Day = None,
    until_on: Day = None,
    basis: str = "",
) -> tuple[Changes, str]:
    """Says who heads a place from a day on: a member of a list here, or anybody by name; the one before ends the day before.

    `is_member`: of somebody named who belongs to a list elsewhere. Gives the id of what was written.
    """
    others = [each for each in _periods(desk, "place_person", place_id) if each.text("role") == HEAD]
    who = _who(member_id, full_name, is_member=is_member)
    with desk.writing() as writer:
        said = {"place_id": place_id, "role": HEAD, "basis": clean_line(basis), **who}
        made = _begin(writer, others, "place_person", from_on, until_on, **said)
    return writer.changes, made


def put_in_charge(
    desk: Desk, place_id: str, member_id: str, *, from_on: Day = None, until_on: Day = None, basis: str = ""
) -> tuple[Changes, str]:
    """Says that a member was put in charge of a place; several may be. Gives the id of what was written."""
    refuse_cell(desk)
    with desk.writing() as writer:
        said = {"place_id": place_id, "role": IN_CHARGE, "member_id": member_id, "basis": clean_line(basis)}
        made = _begin(writer, [], "place_person", from_on, until_on, **said)
    return writer.changes, made


def end_place_line(desk: Desk, kind: str, record_id: str, *, until_on: Day) -> Changes:
    """Says on which day a state or somebody's role ended; None takes that back."""
    facts = find(desk.store, kind, record_id)
    if facts is None:
        raise Refusal("Không còn dòng này. Hãy xem lại danh sách.")
    with desk.writing(facts.book) as writer:
        writer.put(kind, record_id, until_on=until_on)
    return writer.changes


def _periods(desk: Desk, kind: str, place_id: str) -> list[Facts]:
    refuse_cell(desk)
    return children(desk.store, kind, "place_id", place_id)


def _who(member_id: str, full_name: str, *, is_member: bool) -> dict[str, object]:
    if member_id:
        return {"member_id": member_id}
    return {"full_name": check_person_name(full_name, "full_name"), "is_member": is_member}


def _begin(
    writer: GuardedWriter, others: list[Facts], kind: str, from_on: Day, until_on: Day, **said: object
) -> str:
    """Writes a period among others of which one holds at a time; one of the very same first day is replaced."""
    begun = from_on or date.min
    for other in others:
        first, last = other.day("from_on") or date.min, other.day("until_on") or date.max
        if first == begun:
            writer.put(kind, other.id, put_away=True)
        elif first < begun <= last:
            writer.put(kind, other.id, until_on=begun - timedelta(days=1))
    later = [day for other in others if (day := other.day("from_on")) and day > begun]
    ends = [min(later) - timedelta(days=1)] if later else []
    ends += [until_on] if until_on else []
    record_id = writer.new_id()
    writer.put(kind, record_id, from_on=from_on, until_on=min(ends, default=None), **said)
    return record_id
