"""The page "Hôm nay": the next meeting and its clock, tasks, answers come home, where the last minutes are; the cells below are in board.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chibo_desktop.base.dates import VIETNAM, month_before, month_of, show_day, show_time
from chibo_desktop.lists.assignments import AssignmentRow, open_assignments
from chibo_desktop.lists.guests import announced_visits
from chibo_desktop.lists.meetings import MeetingRow, list_meetings
from chibo_desktop.lists.oversight import TO_DO, FollowUpRow, given_to
from chibo_desktop.lists.proposals import ProposalRow, to_announce, to_answer
from chibo_desktop.lists.strip import Point, meeting_strip
from chibo_desktop.lists.visit_plans import PlannedVisit
from chibo_desktop.rules.deadlines import hours_words, materials_due_at
from chibo_desktop.store import Store
from chibo_desktop.store.passed import surely_passed

CLOCK_SLACK = timedelta(minutes=5)
MONTHS = 12
"""How many months the little chart shows at most."""


@dataclass(frozen=True)
class MonthRate:
    """Attendance of one meeting of the kinds that count in it, for the chart.

    A month without its meeting has due 0; one of which nothing is written has no meeting_id either.
    """

    period: str
    present: int
    due: int
    met: bool | None
    meeting_id: str


@dataclass(frozen=True)
class TodayFacts:
    """What the page shows; what does not apply to the desk's kind is empty."""

    next_meeting: MeetingRow | None
    materials_due_at: datetime | None
    materials_words: str
    assignments: tuple[AssignmentRow, ...]
    given: tuple[FollowUpRow, ...]
    """What bodies above gave and have not been told is done, the overdue first."""
    to_announce: tuple[ProposalRow, ...]
    last_finalised: MeetingRow | None
    strip: tuple[Point, ...]
    months: tuple[MonthRate, ...]
    to_answer: tuple[ProposalRow, ...]
    clock_trouble: str
    coming: tuple[PlannedVisit, ...]
    """Who of the bodies above announced to come in the month of the next meeting, or from this month on; the next first."""


def today(store: Store, organisation_id: str, now: datetime) -> TodayFacts:
    """Everything for the desk of an organisation at that moment."""
    own = list_meetings(store, organisation_id, finalised=MONTHS)
    counted = list_meetings(store, organisation_id, finalised=MONTHS, figure="attendance")
    open_ones = [row for row in own if not row.is_finalised and not row.is_missed]
    upcoming = (
        min(open_ones, key=lambda row: (row.held_on is None, row.held_on, row.period), default=None)
        if all(row.held_on for row in open_ones)
        else min(open_ones, key=lambda row: row.period, default=None)
    )
    done = [row for row in own if has_minutes(row)]
    materials = _materials(upcoming)
    return TodayFacts(
        next_meeting=upcoming,
        materials_due_at=materials,
        materials_words=hours_words(materials, now) if materials else "",
        assignments=tuple(open_assignments(store, organisation_id, now.date())),
        given=tuple(
            row for row in given_to(store, organisation_id, now.date(), unsettled=True) if row.state in TO_DO
        ),
        to_announce=tuple(to_announce(store, organisation_id)),
        last_finalised=done[0] if done else None,
        strip=tuple(meeting_strip(store, done[0].id)) if done else (),
        months=_month_rates([row for row in counted if row.is_finalised and len(row.period) == 7]),
        to_answer=tuple(to_answer(store, organisation_id)),
        clock_trouble=clock_trouble(store, now),
        coming=_coming(store, organisation_id, upcoming, now),
    )


def _coming(
    store: Store, organisation_id: str, upcoming: MeetingRow | None, now: datetime
) -> tuple[PlannedVisit, ...]:
    """Of a month that is over only what was announced for the meeting still to be written down."""
    this_month = month_of(now.date())
    own = upcoming.period if upcoming is not None else this_month
    found = announced_visits(store, organisation_id, min(own, this_month))
    return tuple(visit for visit in found if visit.month == own or visit.is_to_come)


def has_minutes(row: MeetingRow) -> bool:
    """Whether there are finalised minutes that travel: neither of a month without its meeting nor of an old book."""
    return row.is_finalised and not row.is_missed and not row.is_old


def _materials(meeting: MeetingRow | None) -> datetime | None:
    """The last moment for materials, once the meeting's day is known; the start, or the evening of that day."""
    if meeting is None or meeting.held_on is None:
        return None
    start = meeting.facts.moment("started_at")
    evening = datetime(
        meeting.held_on.year, meeting.held_on.month, meeting.held_on.day, 19, 30, tzinfo=VIETNAM
    )
    return materials_due_at(start or evening)


def _month_rates(newest_first: list[MeetingRow]) -> tuple[MonthRate, ...]:
    """From the oldest meeting of the twelve months up to the newest one; every month between has its place."""
    months = [newest_first[0].period] if newest_first else []
    while months and len(months) < MONTHS:
        months.append(month_before(months[-1]))
    held = [row for row in newest_first if row.period in months]
    rates: list[MonthRate] = []
    for month in reversed(months):
        of_month = [_rate(row) for row in reversed(held) if row.period == month]
        rates += of_month or ([MonthRate(month, 0, 0, None, "")] if rates else [])
    return tuple(rates)


def _rate(row: MeetingRow) -> MonthRate:
    present, due = (0, 0) if row.is_missed else (row.present, row.due)
    return MonthRate(row.period, present, due, row.met, row.id)


def clock_trouble(store: Store, now: datetime) -> str:
    """Said when the clock stands before what was written last: a dead battery, usually."""
    passed = surely_passed(store)
    if passed is None or now >= passed - CLOCK_SLACK:
        return ""
    is_day = passed.time() == time()
    before = "buổi sinh hoạt đã chốt ngày" if is_day else f"lần ghi sau cùng {show_time(passed)}"
    return (
        f"Đồng hồ của máy chỉ {show_time(now)} {show_day(now.date())}, trước {before} {show_day(passed.date())}. "
        "Chữ gõ vào vẫn giữ đủ. Hãy chỉnh lại ngày giờ của máy."
    )
