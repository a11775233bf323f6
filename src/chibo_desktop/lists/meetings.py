"""Meetings of a cell, or of every cell a body holds: one row each with the figures of its roll call."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.base.dates import show_month
from chibo_desktop.lists.roster import Roll, meeting_day
from chibo_desktop.lists.rows import Facts, children, find, of_cell, select
from chibo_desktop.lists.same import among
from chibo_desktop.rules.attendance import Attendance, count_attendance
from chibo_desktop.rules.comparisons import attendance_target
from chibo_desktop.store import Store


@dataclass(frozen=True)
class MeetingRow:
    """One meeting. `met` is None while nobody is marked or nobody is due."""

    id: str
    cell_id: str
    cell_name: str
    period: str
    title: str
    held_on: date | None
    due: int
    present: int
    attendance: Attendance
    percent: str
    met: bool | None
    finalised_at: datetime | None
    facts: Facts

    @property
    def is_finalised(self) -> bool:
        return self.finalised_at is not None


def list_meetings(
    store: Store, cell_id: str | None = None, *, finalised: int | None = None
) -> list[MeetingRow]:
    """Meetings of a cell, or of every cell held when None, newest first.

    With `finalised` only the newest so many of those finalised, and every one that is not: the roll calls of
    ten years are not counted to show the last.
    """
    found = of_cell(store, "meeting", cell_id) if cell_id else select(store, "meeting")
    newest = sorted(found, key=lambda each: (each.text("period"), meeting_day(each), each.id), reverse=True)
    if finalised is not None:
        done = [each.id for each in newest if each.moment("finalised_at")]
        newest = [each for each in newest if each.id not in set(done[finalised:])]
    is_all = cell_id is None and finalised is None
    marks = _marks(store, None if is_all else [each.id for each in newest])
    rolls: dict[str, Roll] = {}
    rows = []
    for meeting in newest:
        cell = meeting.text("cell_id")
        roll = rolls.setdefault(cell, Roll(store, cell)) if cell not in rolls else rolls[cell]
        rows.append(_row(store, meeting, count_attendance(roll.people(meeting, marks[meeting.id]))))
    return rows


def _marks(store: Store, meetings: list[str] | None) -> defaultdict[str, list[Facts]]:
    """The marks of the roll calls by meeting; of all meetings when None."""
    ids = tuple(meetings or ())
    found = (
        select(store, "attendance")
        if meetings is None
        else select(store, "attendance", among("meeting_id", ids), ids)
    )
    marks: defaultdict[str, list[Facts]] = defaultdict(list)
    for mark in found:
        marks[mark.text("meeting_id")].append(mark)
    return marks


def _row(store: Store, meeting: Facts, attendance: Attendance) -> MeetingRow:
    day = meeting_day(meeting)
    is_marked = attendance.unmarked < attendance.due
    return MeetingRow(
        id=meeting.id,
        cell_id=meeting.text("cell_id"),
        cell_name=cell_name(store, meeting.text("cell_id")),
        period=meeting.text("period"),
        title=title_of(meeting),
        held_on=meeting.day("held_on"),
        due=attendance.due,
        present=attendance.present,
        attendance=attendance,
        percent=attendance.percent if is_marked else "–",
        met=attendance.met(attendance_target(day)) if is_marked else None,
        finalised_at=meeting.moment("finalised_at"),
        facts=meeting,
    )


def title_of(meeting: Facts) -> str:
    """As in "Sinh hoạt thường kỳ tháng 10 năm 2026"."""
    period = meeting.text("period")
    month = f" {show_month(period)}" if len(period) == 7 else ""
    return f"{meeting.shown('kind')}{month}"


def cell_name(store: Store, organisation_id: str) -> str:
    """An organisation's name; its id when the organisation has not arrived."""
    organisation = find(store, "organisation", organisation_id) if organisation_id else None
    return (organisation.text("name") if organisation else "") or organisation_id


def meetings_of(store: Store, cell_id: str) -> list[Facts]:
    """A cell's meetings that are not put away, oldest first by the day that counts for them."""
    return sorted(
        of_cell(store, "meeting", cell_id),
        key=lambda meeting: (meeting_day(meeting), meeting.id),
    )


def resolution_of(store: Store, meeting_id: str) -> Facts | None:
    """The meeting's one resolution or conclusion, None while there is none."""
    return next(iter(children(store, "resolution", "meeting_id", meeting_id)), None)


def finalised_days(store: Store, cell_id: str) -> list[date]:
    """The days of a cell's finalised meetings, oldest first."""
    return [meeting_day(meeting) for meeting in meetings_of(store, cell_id) if meeting.moment("finalised_at")]
