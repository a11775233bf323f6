"""A meeting from its preparation to its minutes: time and place, roll call, agenda, guests, opinions; votes are elsewhere."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.answers_agenda import put_answers
from chibo_desktop.actions.beginning import (
    change_agenda,
    earlier,
    put_agenda,
    usual_day,
    usual_people,
    usual_start,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.hours import Moment, changed_hours, first_hours, moment_at, moved_hours
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name
from chibo_desktop.lists.roster import kind_at, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Changes


def add_meeting(
    desk: Desk,
    /,
    *,
    period: PartialDate | str | None = None,
    kind: str = "regular",
    held_on: date | None = None,
    cell_id: str | None = None,
    started_at: Moment = None,
    ended_at: Moment = None,
    agenda: bool = True,
    usual: bool = False,
    **fields: object,
) -> tuple[Changes, str]:
    """Begins the meeting of a month ("2026-10"), or one held on a day; gives its id.

    Place, chair and secretary are those of the cell and of the newest meeting of the same roll unless given; the
    agenda of the kind is added unless `agenda` is False. With `usual` the day and the hour of the start are those
    usual for the kind, where they are known and not given; the day of the clock is never taken. Refusal when the
    month has a meeting of its series already.
    """
    cell, month = cell_id or desk.organisation_id, _read_month(period, held_on)
    first = date(month.year, month.month or 1, 1)
    asked = kind_of(kind, held_on or first)
    before = earlier(desk.store, cell, asked)
    if usual:
        held_on = held_on or usual_day(find(desk.store, "organisation", cell), asked, month, before)
        started_at = started_at or (usual_start(asked, before) if held_on else None)
    people = usual_people(desk.store, cell, asked, held_on or first, before)
    hours = first_hours(held_on, started_at, ended_at)
    values = {"kind": kind, "held_on": held_on, **people, **fields, **hours}
    with desk.writing(cell) as writer:
        meeting_id = writer.new_id()
        given = {name: value for name, value in values.items() if value not in (None, "")}
        writer.put("meeting", meeting_id, cell_id=cell, period=month, **given)
        if agenda:
            put_agenda(writer, meeting_id, asked)
            put_answers(desk.store, writer, meeting_id, len(asked.agenda))
    return writer.changes, meeting_id


def _read_month(period: PartialDate | str | None, held_on: date | None) -> PartialDate:
    """The month given, else that of the day held."""
    if period is None:
        if held_on is None:
            raise Refusal("Chọn tháng sinh hoạt, hoặc ghi ngày của buổi này.", "period")
        return PartialDate(held_on.year, held_on.month)
    try:
        month = PartialDate.from_iso(period) if isinstance(period, str) else period
    except ValueError:
        month = None
    if month is None or month.month is None or month.day is not None:
        raise Refusal(f"Kỳ sinh hoạt “{period}” phải là một tháng, ví dụ 2026-10.", "period")
    return month


def change_meeting(desk: Desk, /, meeting_id: str, **fields: object) -> Changes:
    """Writes only the fields given; times may be given as times of day.

    Every hour of the evening follows the day and the start in the same entry: start, end, marks, votes, elections.

    Another kind brings its agenda where nobody has worked on the old one; what only the old kind asked for is kept.
    A kind that belongs to no month takes the month of its day.
    """
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        writer.put("meeting", meeting_id, **_with_month(meeting, changed_hours(meeting, fields)))
        changed = writer.find("meeting", meeting_id) or meeting
        for kind, part_id, hours in moved_hours(desk.store, meeting, changed):
            writer.put(kind, part_id, **hours)
        if changed.text("kind") != meeting.text("kind"):
            change_agenda(desk.store, writer, meeting, kind_at(changed))
    return writer.changes


def _with_month(meeting: Facts, fields: dict[str, object]) -> dict[str, object]:
    kind, held = fields.get("kind", meeting.text("kind")), fields.get("held_on", meeting.day("held_on"))
    if "period" in fields or not fields.keys() & {"kind", "held_on"} or not isinstance(held, date):
        return fields
    month = PartialDate(held.year, held.month)
    is_moved = not kind_of(str(kind), held).of_month and str(month) != meeting.text("period")
    return {**fields, "period": month} if is_moved else fields


def record_attendance(
    desk: Desk,
    meeting_id: str,
    member_id: str,
    state: str | None,
    reason: str = "",
    *,
    late_at: Moment = None,
    left_at: Moment = None,
) -> Changes:
    """Marks one member present, late, excused (with a reason), absent; None takes the mark away.

    A reason, an hour of coming or going that was written before and no longer fits is cleared.
    """
    meeting = need_meeting(desk, meeting_id)
    mark_id = f"{meeting_id}/{member_id}"
    with desk.writing(meeting.book) as writer:
        if state is None:
            if writer.find("attendance", mark_id):
                writer.put("attendance", mark_id, put_away=True)
        else:
            wanted = {
                "reason": reason,
                "late_at": moment_at(meeting, late_at, "late_at"),
                "left_at": moment_at(meeting, left_at, "left_at"),
            }
            known = writer.find("attendance", mark_id)
            values: dict[str, object] = {
                name: value for name, value in wanted.items() if value or (known and known.values.get(name))
            }
            if known and known.is_put_away:
                values["put_away"] = False
            parents = {} if known else {"meeting_id": meeting_id, "member_id": member_id}
            writer.put("attendance", mark_id, **parents, state=state, **values)
    return writer.changes


def record_all_present(desk: Desk, meeting_id: str) -> Changes:
    """Marks everybody present who is due and not marked yet, in one entry."""
    meeting = need_meeting(desk, meeting_id)
    unmarked = [p for p in people_at(desk.store, meeting_id) if p.is_due and p.state is None]
    with desk.writing(meeting.book) as writer:
        for person in unmarked:
            mark_id = f"{meeting_id}/{person.member_id}"
            again = {"put_away": False} if writer.find("attendance", mark_id) else {}
            writer.put(
                "attendance",
                mark_id,
                meeting_id=meeting_id,
                member_id=person.member_id,
                state="present",
                **again,
            )
    return writer.changes


def add_agenda_item(desk: Desk, /, meeting_id: str, *, title: str, **fields: object) -> tuple[Changes, str]:
    """Adds an item at the end of the agenda unless `position` is given."""
    return add_part(desk, "agenda_item", meeting_id, title=title, **fields)


def change_agenda_item(desk: Desk, /, item_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "agenda_item", item_id, **fields)


def put_away_agenda_item(desk: Desk, item_id: str) -> Changes:
    """Takes the item off the agenda; opinions on it stay, without an item."""
    item = need_part(desk, "agenda_item", item_id)
    with desk.writing(item.book) as writer:
        for opinion in children(desk.store, "opinion", "agenda_item_id", item_id):
            writer.put("opinion", opinion.id, agenda_item_id=None)
        writer.put("agenda_item", item_id, put_away=True)
    return writer.changes


def add_guest(
    desk: Desk, /, meeting_id: str, *, full_name: str, level: str = "commune", **fields: object
) -> tuple[Changes, str]:
    """Adds somebody from above or outside who came."""
    return add_part(
        desk, "guest", meeting_id, full_name=check_person_name(full_name, "full_name"), level=level, **fields
    )


def change_guest(desk: Desk, /, guest_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    if isinstance(fields.get("full_name"), str):
        fields["full_name"] = check_person_name(str(fields["full_name"]), "full_name")
    return change_part(desk, "guest", guest_id, **fields)


def put_away_guest(desk: Desk, guest_id: str) -> Changes:
    """Takes the guest off the sheet."""
    return change_part(desk, "guest", guest_id, put_away=True)


def add_opinion(
    desk: Desk,
    /,
    meeting_id: str,
    *,
    body: str,
    member_id: str | None = None,
    agenda_item_id: str | None = None,
    **fields: object,
) -> tuple[Changes, str]:
    """Writes down what somebody said, after what was said before unless `position` is given."""
    given: dict[str, object] = {"member_id": member_id, "agenda_item_id": agenda_item_id}
    named = {name: value for name, value in given.items() if value}
    return add_part(desk, "opinion", meeting_id, body=body, **named, **fields)


def change_opinion(desk: Desk, /, opinion_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "opinion", opinion_id, **fields)


def put_away_opinion(desk: Desk, opinion_id: str) -> Changes:
    """Takes the opinion out of the minutes."""
    return change_part(desk, "opinion", opinion_id, put_away=True)


def add_part(desk: Desk, /, kind: str, meeting_id: str, **fields: object) -> tuple[Changes, str]:
    """Adds a record of a meeting; one that has a position goes to the end unless it is given."""
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        part_id = writer.new_id()
        if kind in POSITIONED and fields.get("position") is None:
            last = [
                facts.count("position") or 0 for facts in children(desk.store, kind, "meeting_id", meeting_id)
            ]
            fields["position"] = max(last, default=0) + 1
        writer.put(kind, part_id, meeting_id=meeting_id, **fields)
    return writer.changes, part_id


POSITIONED = ("agenda_item", "opinion", "ballot")


def change_part(desk: Desk, /, kind: str, part_id: str, **fields: object) -> Changes:
    """Writes fields of a record of a meeting."""
    part = need_part(desk, kind, part_id)
    with desk.writing(part.book) as writer:
        writer.put(kind, part_id, **fields)
    return writer.changes


def need_part(desk: Desk, kind: str, part_id: str) -> Facts:
    """The record; Refusal when there is none of that id."""
    part = find(desk.store, kind, part_id)
    if part is None:
        raise Refusal(f"Không có bản ghi mang mã “{part_id}”. Hãy chọn lại trên trang.", "id")
    return part


def need_meeting(desk: Desk, meeting_id: str) -> Facts:
    """The meeting; Refusal when there is none of that id."""
    meeting = find(desk.store, "meeting", meeting_id)
    if meeting is None:
        raise Refusal(
            f"Không có buổi sinh hoạt mang mã “{meeting_id}”. Hãy chọn lại trong danh sách.", "meeting_id"
        )
    return meeting
