"""Comparing whole numbers with targets, sums and due days; never a float, never a rounded figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules import guidance


class Target(NamedTuple):
    """A share to reach, in whole percent; strict means "trên", otherwise "từ"."""

    percent: int
    strict: bool = False
    rule: str = ""


def met(numerator: int, denominator: int, percent: int, strict: bool = False) -> bool | None:
    """Whether the share reaches the percent; None when the denominator is 0, which is neither met nor missed."""
    if denominator <= 0:
        return None
    reached, wanted = 100 * numerator, percent * denominator
    return reached > wanted if strict else reached >= wanted


def attendance_target(day: date, *, extra: Iterable[guidance.Guidance] = ()) -> Target:
    """The share of due members who should come to a meeting on that day (guidance `meeting`)."""
    rule = guidance.in_force("meeting", day, extra=extra)
    return Target(
        int(rule.values["attendance_percent"]), bool(rule.values["attendance_strict"]), rule.version
    )


def least_minutes(
    day: date,
    *,
    named: str = "minutes_least",
    local: int | None = None,
    extra: Iterable[guidance.Guidance] = (),
) -> int:
    """The shortest length of a meeting in minutes; `local` is what the body above set for a small cell.

    `named` is the value that a kind of meeting goes by (`MeetingKind.least_minutes`): 0 for "none".
    """
    if named == "none":
        return 0
    if local is not None:
        return local
    values = guidance.in_force("meeting", day, extra=extra).values
    return int(values.get(named, values["minutes_least"]))


def check_sum(label: str, total: int, parts: Sequence[tuple[str, int]], *, field: str | None = None) -> None:
    """Refusal when the parts do not make the total, with both figures, so that the wrong one can be found."""
    made = sum(number for _, number in parts)
    if made != total:
        shown = " + ".join(f"{name} {number}" for name, number in parts)
        raise Refusal(f"{label} {total}, nhưng {shown} là {made}. Xem lại các số này.", field)


def months_late(due_on: date, meeting_on: date) -> int:
    """Whole months passed since the due day; 0 when not late or late by less than a month."""
    if meeting_on <= due_on:
        return 0
    months = 12 * (meeting_on.year - due_on.year) + meeting_on.month - due_on.month
    # A task due on the 31st is one month late on the 30th of a month that has no 31st.
    is_month_full = meeting_on.day >= due_on.day or _is_month_end(meeting_on)
    return months if is_month_full else months - 1


def _is_month_end(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).day == 1
