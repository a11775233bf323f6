"""Every indicator of an organisation over the months, quarters or years before a range; one figure is counted elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from chibo_desktop.base.dates import month_after, month_before, month_of
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.figure import Figure
from chibo_desktop.lists.indicators.report import trend
from chibo_desktop.lists.meetings import months_held
from chibo_desktop.store import Store
from chibo_desktop.store.known import reading

Step = Literal["month", "quarter", "year"]
MONTHS: Mapping[Step, int] = {"month": 1, "quarter": 3, "year": 12}
TWO_YEARS = 24
YEARS_MOST = 12
"""Years shown at most: two terms of five years and two more."""
QUARTERS = ("I", "II", "III", "IV")


class Span(NamedTuple):
    """Whole months `first` to `last` ("2026-07"), as one point of a line."""

    first: str
    last: str
    label: str
    """Short, for an axis: "9/26", "III/26", "2026"."""


@dataclass(frozen=True)
class Trends:
    """`figures` by key, one for each of `spans`; None where the indicator does not apply."""

    spans: tuple[Span, ...]
    figures: Mapping[str, tuple[Figure | None, ...]]


def spans(step: Step, last: str, begun: str, running: str) -> tuple[Span, ...]:
    """The months or quarters of the two years, or the years since `begun`, that end with the one `last` lies in.

    One that is not over ends with the month before `running`: a month still to come would count as missed.
    """
    months = MONTHS[step]
    ends = last
    while int(ends[5:]) % months:
        ends = month_after(ends)
    count = TWO_YEARS // months
    if step == "year":
        count = min(YEARS_MOST, max(2, int(ends[:4]) - int(begun[:4]) + 1))
    found: list[Span] = []
    for _ in range(count):
        first = ends
        for _ in range(months - 1):
            first = month_before(first)
        is_running = first < running <= ends
        found.append(Span(first, month_before(running) if is_running else ends, _label(step, first)))
        ends = month_before(first)
    return tuple(reversed(found))


def _label(step: Step, first: str) -> str:
    if step == "year":
        return first[:4]
    month = int(first[5:])
    return f"{month if step == 'month' else QUARTERS[(month - 1) // 3]}/{first[2:4]}"


def trends(
    store: Store,
    organisation_id: str,
    step: Step,
    last: str,
    *,
    keys: Collection[str] | None = None,
    today: date | None = None,
    say: Callable[[int, int], None] = lambda _done, _total: None,
) -> Trends:
    """Every indicator (or `keys`) over the spans that end with `last`; `say(done, total)` after each. On a worker."""
    wanted = [each.key for each in INDICATORS if keys is None or each.key in keys]
    day = today or store.clock.now().date()
    within = spans(step, last, min(months_held(store), default=last), month_of(day))
    found = {}
    with reading(store):
        for place, key in enumerate(wanted):
            say(place, len(wanted))
            ranges = [(span.first, span.last) for span in within]
            found[key] = tuple(trend(store, organisation_id, key, ranges, today=day))
    return Trends(within, found)
