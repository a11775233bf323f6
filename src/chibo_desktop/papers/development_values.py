"""The values of the report on admitting members: numbers and admissions, small cells, places by state; layout stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.admission_targets import counters
from chibo_desktop.lists.indicator_words import range_words
from chibo_desktop.lists.indicators.figure import Figure, Reported
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.place_states import (
    HAS_CELL,
    NO_CELL,
    NO_MEMBERS,
    UNSTABLE,
    WITHOUT,
    PlaceRow,
    counted,
    place_rows,
)
from chibo_desktop.lists.small_cells import small_cells, small_limits
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store

ADMISSION = "IND-10"
NAMED_MOST = 60
"""Cells or places named one by one; of more only how many there are."""


class TargetLine(TypedDict):
    """`target` "chưa giao" and `share` "–" where nobody gave a number."""

    name: str
    target: str
    admitted: int
    share: str


class LimitLine(TypedDict):
    fewer_than: int
    cells: int


class SmallLine(TypedDict):
    name: str
    official: int


class PlacesLine(TypedDict):
    title: str
    total: int
    no_members: int
    no_cell: int
    unstable: int
    has_cell: int


class DevelopmentReport(TypedDict):
    """A body over a range of months; small cells and places as of its last day. `share` is "" without a number."""

    issuer: Issuer
    issued_on: str
    signing: str
    last: str
    period: str
    admitted: int
    target: int
    share: str
    recognised: int
    cards: int
    badges: int
    notes: list[str]
    rows: list[TargetLine]
    limits: list[LimitLine]
    small: list[SmallLine]
    small_more: int
    places: list[PlacesLine]
    without: list[str]
    without_more: int


def development_values(store: Store, scope: Scope) -> DevelopmentReport:
    """The report of the whole months of a scope."""
    body, first, last = scope.organisation_id, month_of(scope.first), month_of(scope.last)
    made = report(store, body, first, last, keys=[ADMISSION], today=scope.issued_on)
    own, done = made.own.figures[ADMISSION], counters(store, body, scope.first, scope.last)
    limits = small_limits(scope.last)
    small = small_cells(store, body, scope.last, limits[-1])
    places = place_rows(store, body, scope.last)
    without = [row.name for row in places if row.state in WITHOUT]
    return DevelopmentReport(
        issuer=issuer_of(store, body),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, body),
        last=scope.last.isoformat(),
        period=range_words(first, last),
        admitted=own.numerator,
        target=own.denominator or 0,
        share=own.percent_shown,
        recognised=done.recognised,
        cards=done.cards,
        badges=done.badges,
        notes=list(own.notes),
        rows=[_target(each) for each in made.below],
        limits=[
            LimitLine(fewer_than=limit, cells=sum(each.official < limit for each in small))
            for limit in limits
        ],
        small=[SmallLine(name=each.name, official=each.official) for each in small[:NAMED_MOST]],
        small_more=max(0, len(small) - NAMED_MOST),
        places=_places(places),
        without=without[:NAMED_MOST],
        without_more=max(0, len(without) - NAMED_MOST),
    )


def _target(each: Reported) -> TargetLine:
    figure: Figure = each.figures[ADMISSION]
    target = str(figure.denominator) if figure.denominator else "chưa giao"
    return TargetLine(
        name=each.name, target=target, admitted=figure.numerator, share=figure.percent_shown or "–"
    )


def _places(rows: list[PlaceRow]) -> list[PlacesLine]:
    return [
        PlacesLine(
            title=title,
            total=states.total(),
            no_members=states[NO_MEMBERS],
            no_cell=states[NO_CELL],
            unstable=states[UNSTABLE],
            has_cell=states[HAS_CELL],
        )
        for title, states in counted(rows)
    ]
