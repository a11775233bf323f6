"""The list of members: adding and changing a member, and the dated periods of standing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.base import text
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.roster import standings_of
from chibo_desktop.lists.rows import Facts, find, select_away
from chibo_desktop.store import Changes


def add_member(
    desk: Desk,
    /,
    *,
    full_name: str,
    official: bool = True,
    official_on: date | None = None,
    joined_on: date | None = None,
    visiting: bool = False,
    cell_id: str | None = None,
    **fields: Any,
) -> tuple[Changes, str]:
    """Puts a member on the cell's list, with the periods of standing that follow; gives the member's id.

    `official` False is a probationary member, `visiting` one who belongs to another cell's list. `joined_on` is
    the first day on this cell's list; without it the member was always there, or, once a meeting is finalised,
    since the day after the last finalised one. `fields` are declared fields of the member. Refusal for an
    impossible name or for days that have not come.
    """
    with desk.writing(cell_id or desk.organisation_id) as writer:
        member_id = put_new_member(
            desk,
            writer,
            full_name=full_name,
            official=official,
            official_on=official_on,
            joined_on=joined_on,
            visiting=visiting,
            **fields,
        )
    return writer.changes, member_id


def put_new_member(
    desk: Desk,
    writer: GuardedWriter,
    /,
    *,
    full_name: str,
    official: bool = True,
    official_on: date | None = None,
    joined_on: date | None = None,
    visiting: bool = False,
    **fields: Any,
) -> str:
    """The same within a block that writes more."""
    cell, member_id = writer.book, writer.new_id()
    name = text.check_person_name(full_name, "full_name")
    values = {**fields, "official_on": official_on} if official_on else fields
    writer.put("member", member_id, cell_id=cell, full_name=name, **values)
    put_periods(desk, writer, member_id, official=official, visiting=visiting, joined_on=joined_on)
    return member_id


def put_periods(
    desk: Desk,
    writer: GuardedWriter,
    member_id: str,
    *,
    official: bool = True,
    visiting: bool = False,
    joined_on: date | None = None,
    more: Iterable[str] = (),
    away: Iterable[Facts] = (),
) -> None:
    """The first periods of a member, and of `more` kinds beside them, in the same block.

    One that stands among those put `away`, with the same days, comes back and is not written a second time.
    """
    start = joined_on or _day_after_finalised(desk, writer.book)
    member = writer.find("member", member_id)
    periods = _periods(member, start, official=official, visiting=visiting)
    kept = {(each.text("kind"), each.day("from_on"), each.day("until_on")): each.id for each in away}
    for period in (*periods, *((kind, start, None) for kind in more)):
        if period in kept:
            writer.put("standing", kept[period], put_away=False)
        else:
            _put_standing(writer, member_id, *period)


def _day_after_finalised(desk: Desk, cell_id: str) -> date | None:
    days = finalised_days(desk.store, cell_id)
    return days[-1] + timedelta(days=1) if days else None


def _periods(
    member: Facts | None, start: date | None, *, official: bool, visiting: bool
) -> list[tuple[str, date | None, date | None]]:
    """Probationary until the day before the official date where both days are known; otherwise one period."""
    if visiting:
        return [("visiting", start, None)]
    admitted = member.day("admitted_on") if member else None
    official_on = member.day("official_on") if member else None
    if not official:
        return [("probationary", _later(start, admitted), None)]
    begun = _later(start, admitted)
    if admitted and official_on and (begun or date.min) < official_on:
        return [("probationary", begun, official_on - timedelta(days=1)), ("official", official_on, None)]
    return [("official", _later(start, official_on), None)]


def _later(one: date | None, other: date | None) -> date | None:
    days = [day for day in (one, other) if day is not None]
    return max(days) if days else None


def change_member(desk: Desk, /, member_id: str, **fields: object) -> Changes:
    """Writes only the fields given; a name is cleaned. Refusal names the field."""
    if isinstance(fields.get("full_name"), str):
        fields["full_name"] = text.check_person_name(str(fields["full_name"]), "full_name")
    member = need_member(desk, member_id)
    with desk.writing(member.book) as writer:
        writer.put("member", member_id, **fields)
    return writer.changes


def put_away_member(desk: Desk, member_id: str, *, left_on: date | None = None) -> Changes:
    """Takes a member off the list: periods end on `left_on`, the last day on it.

    Without a day the member was entered by mistake: the periods are put away too, which is refused once a
    finalised meeting counted them.
    """
    member = need_member(desk, member_id)
    if left_on and left_on > desk.today:
        raise Refusal(f"Ngày rời chi bộ {show_day(left_on)} là ngày chưa đến. Xem lại ngày này.", "left_on")
    with desk.writing(member.book) as writer:
        for standing in standings_of(desk.store, member_id):
            start, until = standing.day("from_on"), standing.day("until_on")
            if left_on is None or (start and start > left_on):
                writer.put("standing", standing.id, put_away=True)
            elif until is None or until > left_on:
                writer.put("standing", standing.id, until_on=left_on)
        if left_on is None or left_on < desk.today:
            writer.put("member", member_id, put_away=True)
    return writer.changes


def bring_back_member(desk: Desk, member_id: str) -> Changes:
    """Brings a member back who was put away by mistake, with the periods put away with them."""
    member = need_member(desk, member_id)
    with desk.writing(member.book) as writer:
        writer.put("member", member_id, put_away=False)
        for standing in select_away(desk.store, "standing", "member_id", member_id):
            writer.put("standing", standing.id, put_away=False)
    return writer.changes


def add_standing(
    desk: Desk,
    member_id: str,
    kind: str,
    from_on: date | None = None,
    until_on: date | None = None,
    *,
    basis: str = "",
) -> tuple[Changes, str]:
    """Adds a period; both days belong to it. Refusal when it clashes with another or with a finalised meeting."""
    member = need_member(desk, member_id)
    with desk.writing(member.book) as writer:
        standing_id = _put_standing(writer, member_id, kind, from_on, until_on, basis=basis)
    return writer.changes, standing_id


def change_standing(desk: Desk, /, standing_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    standing = _need_standing(desk, standing_id)
    with desk.writing(standing.book) as writer:
        writer.put("standing", standing_id, **fields)
    return writer.changes


def end_standing(desk: Desk, standing_id: str, until_on: date) -> Changes:
    """Ends a period; `until_on` is its last day."""
    return change_standing(desk, standing_id, until_on=until_on)


def record_official(desk: Desk, member_id: str, official_on: date, basis: str = "") -> Changes:
    """A probationary member becomes official on that day."""
    member = need_member(desk, member_id)
    with desk.writing(member.book) as writer:
        put_official(desk, writer, member_id, official_on, basis)
    return writer.changes


def put_standing_too(
    desk: Desk, writer: GuardedWriter, member_id: str, kind: str, joined_on: date | None = None
) -> None:
    """Another standing of a member put in the same block, from the first day on the list."""
    _put_standing(writer, member_id, kind, joined_on or _day_after_finalised(desk, writer.book), None)


def put_official(
    desk: Desk, writer: GuardedWriter, member_id: str, official_on: date, basis: str = ""
) -> None:
    """The same within a block that writes more."""
    writer.put("member", member_id, official_on=official_on)
    for standing in standings_of(desk.store, member_id):
        until = standing.day("until_on")
        if standing.text("kind") == "probationary" and (until is None or until >= official_on):
            writer.put("standing", standing.id, until_on=official_on - timedelta(days=1))
    _put_standing(writer, member_id, "official", official_on, None, basis=basis)


def need_member(desk: Desk, member_id: str) -> Facts:
    """The member; Refusal when there is none of that id."""
    member = find(desk.store, "member", member_id)
    if member is None:
        raise Refusal(f"Không có đảng viên mang mã “{member_id}”. Hãy chọn trong danh sách.", "member_id")
    return member


def _need_standing(desk: Desk, standing_id: str) -> Facts:
    standing = find(desk.store, "standing", standing_id)
    if standing is None:
        raise Refusal(f"Không có thời gian sinh hoạt mang mã “{standing_id}”.", "standing_id")
    return standing


def _put_standing(
    writer: GuardedWriter,
    member_id: str,
    kind: str,
    from_on: date | None,
    until_on: date | None,
    *,
    basis: str = "",
) -> str:
    standing_id = writer.new_id()
    values = {"from_on": from_on, "until_on": until_on, "basis": basis}
    given = {name: value for name, value in values.items() if value not in (None, "")}
    writer.put("standing", standing_id, member_id=member_id, kind=kind, **given)
    return standing_id
