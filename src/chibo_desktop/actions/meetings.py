"""A meeting from its preparation to its minutes: time and place, roll call, agenda, guests, opinions; votes are elsewhere."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.text import check_person_name
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import list_members, meeting_day, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Changes

Moment = datetime | time | None


def add_meeting(
    desk: Desk,
    /,
    *,
    period: PartialDate | str,
    held_on: date | None = None,
    cell_id: str | None = None,
    started_at: Moment = None,
    ended_at: Moment = None,
    agenda: bool = True,
    **fields: object,
) -> tuple[Changes, str]:
    """Begins the meeting of a month ("2026-10"); gives its id.

    Place, chair and secretary are those of the cell and of the meeting before unless given; the standard agenda
    is added unless `agenda` is False. Refusal when the month has a regular meeting already.
    """
    cell = cell_id or desk.organisation_id
    month = _read_month(period)
    day = held_on or date(month.year, month.month or 1, 1)
    usual = _usual(desk, cell, day)
    values = {"kind": "regular", **usual, **fields, **_moments(held_on, started_at, ended_at)}
    if held_on is not None:
        values["held_on"] = held_on
    with desk.writing(cell) as writer:
        meeting_id = writer.new_id()
        given = {name: value for name, value in values.items() if value not in (None, "")}
        writer.put("meeting", meeting_id, cell_id=cell, period=month, **given)
        if agenda:
            for position, title in enumerate(_standard_agenda(day), 1):
                writer.put(
                    "agenda_item", writer.new_id(), meeting_id=meeting_id, position=position, title=title
                )
    return writer.changes, meeting_id


def _standard_agenda(day: date) -> tuple[str, ...]:
    """What the guidance `meeting` asks a regular meeting to go through; of a day whose guidance names none, the newest."""
    return kind_of("regular", day).agenda


def _read_month(period: PartialDate | str) -> PartialDate:
    try:
        month = PartialDate.from_iso(period) if isinstance(period, str) else period
    except ValueError:
        month = None
    if month is None or month.month is None or month.day is not None:
        raise Refusal(f"Kỳ sinh hoạt “{period}” phải là một tháng, ví dụ 2026-10.", "period")
    return month


def _usual(desk: Desk, cell_id: str, day: date) -> dict[str, object]:
    """What is not asked twice: the usual place, the secretary of the cell as chair, last meeting's note-taker."""
    cell = find(desk.store, "organisation", cell_id)
    listed = [row for row in list_members(desk.store, cell_id, day) if row.standing.membership]
    chair = next((row.id for row in listed if row.office == "secretary" and row.is_due), None)
    before = meetings_of(desk.store, cell_id)
    writer = before[-1].text("secretary_id") if before else ""
    still = writer if any(row.id == writer and row.is_due for row in listed) else None
    return {"place": cell.text("usual_place") if cell else "", "chair_id": chair, "secretary_id": still}


def _moments(held_on: date | None, started_at: Moment, ended_at: Moment) -> dict[str, object]:
    """Times of day become moments of the day held; an end before the start is after midnight."""
    start, end = _moment(held_on, started_at, "started_at"), _moment(held_on, ended_at, "ended_at")
    if isinstance(ended_at, time) and start and end and end <= start and end.hour < 6:
        end += timedelta(days=1)
    moments = {"started_at": start, "ended_at": end}
    return {name: at for name, at in moments.items() if at is not None}


def _moment(held_on: date | None, at: Moment, field: str) -> datetime | None:
    if not isinstance(at, time):
        return at if at is None or at.tzinfo else at.replace(tzinfo=VIETNAM)
    if held_on is None:
        raise Refusal("Ghi ngày sinh hoạt trước rồi mới ghi giờ.", field)
    return datetime.combine(held_on, at, VIETNAM)


def change_meeting(desk: Desk, /, meeting_id: str, **fields: object) -> Changes:
    """Writes only the fields given; times may be given as times of day and follow the day when it moves."""
    meeting = need_meeting(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        writer.put("meeting", meeting_id, **_with_times(meeting, fields))
    return writer.changes


def _with_times(meeting: Facts, fields: dict[str, object]) -> dict[str, object]:
    held = fields.get("held_on", meeting.day("held_on"))
    day = held if isinstance(held, date) else None
    found = dict(fields)
    moved = "held_on" in fields and day is not None
    for name in ("started_at", "ended_at"):
        old = meeting.moment(name)
        if name in fields:
            at = fields[name]
            found[name] = _moment(day, at, name) if isinstance(at, datetime | time) else at
        elif moved and day is not None and old is not None:
            before = meeting.day("held_on") or old.date()
            found[name] = datetime.combine(day + (old.date() - before), old.time(), VIETNAM)
    start = found.get("started_at", meeting.moment("started_at"))
    end = found.get("ended_at")
    if isinstance(fields.get("ended_at"), time) and isinstance(start, datetime) and isinstance(end, datetime):
        found["ended_at"] = end + timedelta(days=1) if end <= start and end.hour < 6 else end
    return found


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
                "late_at": _moment(meeting_day(meeting), late_at, "late_at"),
                "left_at": _moment(meeting_day(meeting), left_at, "left_at"),
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
    unmarked = [p for p in people_at(desk.store, meeting_id) if p.standing.is_due and p.state is None]
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
