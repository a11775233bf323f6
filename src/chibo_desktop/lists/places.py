"""The places a body's cells lead, and the figures it entered by hand, as a screen shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.text import percent
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.store import Store

FIGURES = (
    ("IND-12-masses", "Quần chúng thuộc diện học tập nghị quyết"),
    ("population", "Dân số"),
)
"""Figures by hand that other lists ask for by these names; any other bears the name a person typed."""
ONE_NUMBER = {"IND-12-masses": "denominator", "population": "numerator"}
"""Of a figure that is a single number of people: the field that holds it."""


@dataclass(frozen=True)
class ServedRow:
    """A place a cell leads, and its days in words."""

    id: str
    place_id: str
    place_name: str
    kind_label: str
    cell_id: str
    cell_name: str
    days: str
    until_on: date | None


@dataclass(frozen=True)
class FigureRow:
    """A figure entered by hand, never added to ours."""

    id: str
    indicator: str
    of_name: str
    period: str
    numerator: int | None
    denominator: int | None
    source: str


def places_served(store: Store) -> list[ServedRow]:
    """Which cell leads which place, by place and then by its first day."""
    found, places = organisations(store), {each.id: each for each in select(store, "place")}
    served = [each for each in select(store, "place_served") if each.text("place_id") in places]
    served.sort(
        key=lambda each: (
            places[each.text("place_id")].text("name").casefold(),
            each.day("from_on") or date.min,
        )
    )
    return [_served(found, each, places[each.text("place_id")]) for each in served]


def places_of(store: Store, body: str) -> list[tuple[str, str]]:
    """Id and name of the places of a body, by name."""
    places = select(store, "place", "body_id = ?", (body,))
    return sorted(((each.id, each.text("name")) for each in places), key=lambda pair: pair[1].casefold())


def hand_figures(store: Store, body: str) -> list[FigureRow]:
    """The figures a body entered by hand, the newest first."""
    found = organisations(store)
    rows = [
        FigureRow(
            id=each.id,
            indicator=dict(FIGURES).get(each.text("indicator"), each.text("indicator")),
            of_name=found.name(each.text("organisation_id") or body, date.max),
            period=_period_words(each.shown("period_from"), each.shown("period_until")),
            numerator=each.count("numerator"),
            denominator=each.count("denominator"),
            source=each.text("source"),
        )
        for each in select(store, "hand_figure", "body_id = ?", (body,))
    ]
    return rows[::-1]


def share_sums(rows: Sequence[FigureRow]) -> list[str]:
    """A sentence for each set of shares that does not make 100 %: levels of one thing, called "Tên: mức", of one time.

    They are shown as they were typed: figures of others often miss a little (practice.md N12, X14).
    """
    sets: dict[tuple[str, str, str], list[Fraction]] = {}
    for row in rows:
        name, colon, _ = row.indicator.partition(":")
        if colon and row.numerator is not None and row.denominator:
            key = (name.strip(), row.of_name, row.period)
            sets.setdefault(key, []).append(Fraction(row.numerator, row.denominator))
    sums = {key: sum(shares, Fraction()) for key, shares in sets.items() if len(shares) > 1}
    return [
        f"{name}, {of}, {period}: tổng {percent(whole.numerator, whole.denominator)}, không phải 100\u00a0%."
        for (name, of, period), whole in sums.items()
        if whole != 1
    ]


def _period_words(first: str, last: str) -> str:
    """As "năm 2026", "tháng 06/2026", "năm 2025 đến tháng 06/2026"."""
    spoken = [f"tháng {each}" if "/" in each else f"năm {each}" for each in (first, last)]
    return " đến ".join(dict.fromkeys(spoken))


def days_words(first: date | None, last: date | None) -> str:
    """The days of a period; `date.min` and `date.max` are open ends too."""
    since = f"từ {show_day(first)}" if first and first != date.min else ""
    until = f"đến hết {show_day(last)}" if last and last != date.max else ""
    if since and until:
        return f"{since} {until}"
    return f"{since} đến nay" if since else until or "từ trước đến nay"


def _served(found: Organisations, facts: Facts, place: Facts) -> ServedRow:
    cell, until = found.same(facts.text("cell_id")), facts.day("until_on")
    return ServedRow(
        id=facts.id,
        place_id=place.id,
        place_name=place.text("name"),
        kind_label=place.shown("kind"),
        cell_id=cell,
        cell_name=found.name(cell, until or date.max),
        days=days_words(facts.day("from_on"), until),
        until_on=until,
    )
