"""The page "Hôm nay": the next meeting and its clock, tasks, answers come home, where the last minutes are, the cells below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chibo_desktop.base.dates import VIETNAM, month_of, show_day, show_time
from chibo_desktop.lists.assignments import AssignmentRow, open_assignments
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.meetings import MeetingRow, list_meetings
from chibo_desktop.lists.proposals import ProposalRow, list_proposals, to_announce
from chibo_desktop.lists.strip import Point, meeting_strip
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.rules.deadlines import hours_words, materials_due_at
from chibo_desktop.store import Store
from chibo_desktop.store.times import last_time

CLOCK_SLACK = timedelta(minutes=5)
MONTHS = 12
"""How many finalised meetings the little chart shows."""


@dataclass(frozen=True)
class MonthRate:
    """Attendance of one regular meeting, for the chart."""

    period: str
    present: int
    due: int
    met: bool | None
    meeting_id: str


@dataclass(frozen=True)
class CellState:
    """How a cell below stands this month: its meeting, or None while nothing came."""

    cell_id: str
    name: str
    meeting: MeetingRow | None
    last_period: str


@dataclass(frozen=True)
class TodayFacts:
    """What the page shows; what does not apply to the desk's kind is empty."""

    next_meeting: MeetingRow | None
    materials_due_at: datetime | None
    materials_words: str
    assignments: tuple[AssignmentRow, ...]
    to_announce: tuple[ProposalRow, ...]
    last_finalised: MeetingRow | None
    strip: tuple[Point, ...]
    months: tuple[MonthRate, ...]
    cells: tuple[CellState, ...]
    to_answer: tuple[ProposalRow, ...]
    clock_trouble: str


def today(store: Store, organisation_id: str, now: datetime) -> TodayFacts:
    """Everything for the desk of an organisation at that moment."""
    own = list_meetings(store, organisation_id, finalised=MONTHS)
    open_ones = [row for row in own if not row.is_finalised]
    upcoming = (
        min(open_ones, key=lambda row: (row.held_on is None, row.held_on, row.period), default=None)
        if all(row.held_on for row in open_ones)
        else min(open_ones, key=lambda row: row.period, default=None)
    )
    done = [row for row in own if row.is_finalised]
    materials = _materials(upcoming)
    return TodayFacts(
        next_meeting=upcoming,
        materials_due_at=materials,
        materials_words=hours_words(materials, now) if materials else "",
        assignments=tuple(open_assignments(store, organisation_id, now.date())),
        to_announce=tuple(to_announce(store, organisation_id)),
        last_finalised=done[0] if done else None,
        strip=tuple(meeting_strip(store, done[0].id)) if done else (),
        months=tuple(_rate(row) for row in reversed(done)),
        cells=tuple(_cells(store, organisation_id, month_of(now.date()))),
        to_answer=tuple(
            row for row in list_proposals(store, state="waiting") if row.cell_id != organisation_id
        ),
        clock_trouble=_clock_trouble(store, now),
    )


def _materials(meeting: MeetingRow | None) -> datetime | None:
    """The last moment for materials, once the meeting's day is known; the start, or the evening of that day."""
    if meeting is None or meeting.held_on is None:
        return None
    start = meeting.facts.moment("started_at")
    evening = datetime(
        meeting.held_on.year, meeting.held_on.month, meeting.held_on.day, 19, 30, tzinfo=VIETNAM
    )
    return materials_due_at(start or evening)


def _rate(row: MeetingRow) -> MonthRate:
    return MonthRate(row.period, row.present, row.due, row.met, row.id)


def _cells(store: Store, organisation_id: str, month: str) -> list[CellState]:
    found = []
    for cell in cells_below(store, organisation_id):
        meetings = list_meetings(store, cell, finalised=1)
        this_month = next((row for row in meetings if row.period == month), None)
        last = next((row.period for row in meetings if row.is_finalised), "")
        found.append(CellState(cell, body_name(store, cell), this_month, last))
    return found


def _clock_trouble(store: Store, now: datetime) -> str:
    """Said when the clock stands before what was written last: a dead battery, usually."""
    ms, _ = last_time(store.connection)
    written = datetime.fromtimestamp(ms / 1000, VIETNAM)
    if ms == 0 or now >= written - CLOCK_SLACK:
        return ""
    return (
        f"Đồng hồ của máy chỉ {show_time(now)} {show_day(now.date())}, trước lần ghi sau cùng "
        f"{show_time(written)} {show_day(written.date())}. Hãy chỉnh lại ngày giờ của máy."
    )
