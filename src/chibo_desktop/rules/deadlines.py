"""Until when: materials, posting, answers to proposals; and days left or late in words. It sends no reminders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chibo_desktop.base.dates import show_day
from chibo_desktop.rules import guidance
from chibo_desktop.rules.comparisons import months_late
from chibo_desktop.rules.guidance import Guidance


@dataclass(frozen=True)
class Deadline:
    """The last day, the guidance version that gave it, and both in one sentence for the screen."""

    due_on: date
    rule: str
    sentence: str


def materials_due_at(starts_at: datetime, *, extra: Iterable[Guidance] = ()) -> datetime | None:
    """The last moment for materials: whole days before the start; None where the rule of that day sets none."""
    days = guidance.in_force("meeting", starts_at.date(), extra=extra).values.get("materials_days_before")
    return None if days is None else starts_at - timedelta(days=days)


def posting_due(held_on: date, *, extra: Iterable[Guidance] = ()) -> Deadline | None:
    """The last day for posting minutes and resolution, in calendar days; None where the rule sets none."""
    rule = guidance.in_force("meeting", held_on, extra=extra)
    days = rule.values.get("posting_days_after")
    if days is None:
        return None
    due = held_on + timedelta(days=days)
    sentence = f"Hạn đăng {show_day(due)}: trong {days:02d} ngày sau buổi sinh hoạt, theo {rule.version}."
    return Deadline(due, rule.version, sentence)


def proposal_due(received_on: date, level: str, *, extra: Iterable[Guidance] = ()) -> Deadline:
    """The last day to answer a Party proposal, in working days after the day it was received.

    level: the competence of the proposal (cell, commune, upper, centre), or `grassroots` where the commune is
    taken for a grassroots organisation (guidance `proposals`); LookupError for another. Civic matters have none.
    """
    entries = tuple(extra)
    rule = guidance.in_force("proposals", received_on, extra=entries)
    days, words = int(rule.values["working_days"][level]), str(rule.values["words"][level])
    due = working_day_after(received_on, days, extra=entries)
    sentence = f"Hạn trả lời {show_day(due)}: {days} ngày làm việc với {words}, theo {rule.version}."
    return Deadline(due, rule.version, sentence)


def working_days_words(due_on: date, today: date, *, extra: Iterable[Guidance] = ()) -> str:
    """In words: "còn 7 ngày làm việc", "hết hạn hôm nay", "quá hạn 2 ngày làm việc"."""
    entries = tuple(extra)
    if today == due_on:
        return "hết hạn hôm nay"
    if today < due_on:
        return f"còn {_working_days(today, due_on, entries)} ngày làm việc"
    late = _working_days(due_on, today, entries)
    # Late over a weekend only: no working day has passed, and "0 ngày" would read as in time.
    return f"quá hạn {late} ngày làm việc" if late else f"quá hạn {(today - due_on).days} ngày"


def working_day_after(start: date, count: int, *, extra: Iterable[Guidance] = ()) -> date:
    """The `count`-th working day after `start`, with the days off and the days worked that guidance fixes."""
    from chibo_desktop.base.working_days import add_working_days

    entries = tuple(extra)
    return add_working_days(start, count, extra_off=_listed("off", entries), extra_on=_listed("on", entries))


def working_days_taken(start: date, end: date, *, extra: Iterable[Guidance] = ()) -> int:
    """How many working days something took: those after `start` up to and with `end`."""
    return _working_days(start, end, tuple(extra))


def days_words(due_on: date, today: date) -> str:
    """The same in calendar days, for tasks and postings; from one whole month late on, in months."""
    if today == due_on:
        return "hết hạn hôm nay"
    if today < due_on:
        return f"còn {(due_on - today).days} ngày"
    months = months_late(due_on, today)
    return f"chậm {months} tháng" if months else f"chậm {(today - due_on).days} ngày"


def hours_words(due_at: datetime, now: datetime) -> str:
    """The time to a moment: "5 ngày", under three days "26 giờ", "40 phút"; "đã quá hạn" afterwards. Rounded down."""
    minutes = (due_at - now) // timedelta(minutes=1)
    if minutes < 0:
        return "đã quá hạn"
    if minutes >= 72 * 60:
        return f"{minutes // (24 * 60)} ngày"
    return f"{minutes // 60} giờ" if minutes >= 60 else f"{minutes} phút"


def _working_days(start: date, end: date, extra: tuple[Guidance, ...]) -> int:
    from chibo_desktop.base.working_days import working_days_between

    return working_days_between(start, end, extra_off=_listed("off", extra), extra_on=_listed("on", extra))


def _listed(name: str, extra: tuple[Guidance, ...]) -> frozenset[date]:
    # Every year has its own entry, and a limit of 90 working days runs over two years: all entries are taken.
    every = guidance.entries("working_days", extra=extra)
    return frozenset(day for each in every for day in each.values.get(name, ()))
