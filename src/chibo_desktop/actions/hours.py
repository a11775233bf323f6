"""Hours of one evening: times of day as moments of the meeting, and what was timed following its day and its start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.store import Store

Moment = datetime | time | None

EARLY = 6
"""Before this hour of the morning a time before the start is taken to be after midnight."""

TIMED = {"attendance": ("late_at", "left_at"), "ballot": ("taken_at",), "election": ("taken_at",)}
"""The parts of a meeting that carry an hour of the evening."""


def first_hours(held_on: date | None, started_at: Moment, ended_at: Moment) -> dict[str, object]:
    """Start and end of a new meeting as moments of the day held, as far as they are given."""
    start, end = _moment(held_on, started_at, "started_at"), _moment(held_on, ended_at, "ended_at")
    if isinstance(ended_at, time):
        end = _after(start, end)
    moments = {"started_at": start, "ended_at": end}
    return {name: at for name, at in moments.items() if at is not None}


def changed_hours(meeting: Facts, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields to write with start and end as moments; one that is not given follows the day when it moves."""
    held = fields.get("held_on", meeting.day("held_on"))
    day = held if isinstance(held, date) else None
    found = dict(fields)
    for name in ("started_at", "ended_at"):
        old, at = meeting.moment(name), fields.get(name)
        if isinstance(at, datetime | time):
            found[name] = _moment(day, at, name)
        elif name not in fields and "held_on" in fields and day is not None and old is not None:
            before = meeting.day("held_on") or old.date()
            found[name] = datetime.combine(day + (old.date() - before), old.time(), VIETNAM)
    start = found.get("started_at", meeting.moment("started_at"))
    end = found.get("ended_at", meeting.moment("ended_at"))
    if not isinstance(fields.get("ended_at"), datetime) and isinstance(end, datetime):
        later = _after(start if isinstance(start, datetime) else None, end)
        if later != end:
            found["ended_at"] = later
    return found


def moment_at(meeting: Facts, at: Moment, field: str) -> datetime | None:
    """A time of day as a moment of the meeting: before its start and before six in the morning it is after midnight."""
    moment = _moment(meeting_day(meeting), at, field)
    return _after(meeting.moment("started_at"), moment) if isinstance(at, time) else moment


def with_hour(meeting: Facts, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields with `taken_at` as a moment of the meeting; Refusal for an hour while the day is not known."""
    at = fields.get("taken_at")
    if not isinstance(at, time | datetime):
        return dict(fields)
    if meeting.day("held_on") is None:
        raise Refusal("Ghi ngày của buổi này trước rồi mới ghi giờ.", "taken_at")
    return {**fields, "taken_at": moment_at(meeting, at, "taken_at")}


def moved_hours(
    store: Store, before: Facts, after: Facts
) -> Iterator[tuple[str, str, dict[str, datetime | None]]]:
    """Kind, id and hours of every mark, vote and election that move because the meeting's day or start did."""
    for kind, names in TIMED.items():
        for part in children(store, kind, "meeting_id", before.id):
            hours = {name: at for name in names if (at := part.moment(name))}
            moved = {name: _followed(at, before, after) for name, at in hours.items()}
            if moved != hours:
                yield kind, part.id, moved


def _followed(at: datetime, before: Facts, after: Facts) -> datetime | None:
    """The same time of day on the new day; one early in the morning lies before or after midnight by the new start."""
    start = after.moment("started_at")
    is_early = start is not None and at.hour < EARLY
    days = timedelta() if is_early else at.date() - meeting_day(before)
    return _after(start, datetime.combine(meeting_day(after) + days, at.time(), VIETNAM))


def _moment(held_on: date | None, at: Moment, field: str) -> datetime | None:
    if not isinstance(at, time):
        return at if at is None or at.tzinfo else at.replace(tzinfo=VIETNAM)
    if held_on is None:
        raise Refusal("Ghi ngày sinh hoạt trước rồi mới ghi giờ.", field)
    return datetime.combine(held_on, at, VIETNAM)


def _after(start: datetime | None, at: datetime | None) -> datetime | None:
    """A moment of the day held; early in the morning and before the start it is after midnight."""
    is_next = start is not None and at is not None and at < start and at.hour < EARLY
    return at + timedelta(days=1) if is_next and at is not None else at
