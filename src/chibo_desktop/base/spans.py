"""Spells of days that may be open at either end: whether one covers a day, whether several share one; what a spell means is elsewhere."""

from __future__ import annotations

from datetime import date

Span = tuple[date | None, date | None]
"""The first and the last day, both included; None, like `date.min` and `date.max`, is an open end."""


def covers(span: Span, day: date) -> bool:
    """Whether a day belongs to a spell."""
    return overlap(span, (day, day))


def overlap(*spans: Span) -> bool:
    """Whether some day belongs to every one of them; never where one ends before it begins."""
    first = max((first or date.min for first, _ in spans), default=date.min)
    return first <= min((last or date.max for _, last in spans), default=date.max)
