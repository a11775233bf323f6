"""The values of the report of indicators: figures, parts, those below, sessions short of their share; its layout stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.indicator_words import (
    count_words,
    hand_count,
    hand_period,
    hand_title,
    range_words,
    target_words,
    value_words,
    verdict_words,
)
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.figure import Figure, Report, Row
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.people_values import issuer_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store

COMPARED = ("IND-1", "IND-1b", "IND-3", "IND-4", "IND-5", "IND-16")
"""Which figures of those below stand beside each other on the paper: what a sheet held upright has room for."""
SHORT = "IND-1"
SHORT_MOST = 60
"""Sessions short of their share that are listed by name; of more only how many there are."""


class FigureLine(TypedDict):
    """One indicator; `percent` is "" for a count, `target` and `verdict` "" where nothing is asked for."""

    number: int
    title: str
    count: str
    percent: str
    target: str
    rule: str
    verdict: str
    formula: str
    notes: list[str]


class PartLine(TypedDict):
    title: str
    count: str
    percent: str
    note: str


class PartsOf(TypedDict):
    """What an indicator consists of, where that is no list of sessions."""

    title: str
    rows: list[PartLine]


class BelowLine(TypedDict):
    """One organisation directly below; `shares` in the order of `compared`."""

    name: str
    shares: list[str]


class HandLine(TypedDict):
    title: str
    period: str
    count: str
    source: str


class IndicatorReport(TypedDict):
    """The figures of `of_name`, which is the issuer or stands below it. `short` are sessions short of their share."""

    issuer: Issuer
    issued_on: str
    of_name: str
    period: str
    figures: list[FigureLine]
    parts: list[PartsOf]
    compared: list[str]
    below: list[BelowLine]
    short: list[PartLine]
    short_more: int
    by_hand: list[HandLine]


def indicator_values(store: Store, scope: Scope) -> IndicatorReport:
    """The report of the whole months of a scope, of the organisation `record_id` or else of the issuer itself."""
    of = scope.record_id or scope.organisation_id
    made = report(store, of, month_of(scope.first), month_of(scope.last))
    issuer = issuer_of(store, scope.organisation_id)
    return values_of(made, issuer, scope.issued_on.isoformat())


def values_of(report: Report, issuer: Issuer, issued_on: str) -> IndicatorReport:
    """The same report that page and workbook show, as words."""
    compared = [key for key in COMPARED if any(key in each.figures for each in report.below)]
    titles = {each.key: each.title for each in INDICATORS}
    short = _short(report)
    return IndicatorReport(
        issuer=issuer,
        issued_on=issued_on,
        of_name=report.own.name,
        period=range_words(report.first, report.last),
        figures=[_line(place, figure) for place, figure in enumerate(report.figures, 1)],
        parts=[parts for figure in report.figures if (parts := _parts(figure))["rows"]],
        compared=[titles[key] for key in compared],
        below=[
            BelowLine(
                name=each.name,
                shares=[value_words(each.figures[key]) if key in each.figures else "–" for key in compared],
            )
            for each in report.below
        ],
        short=[_part(row) for row in short[:SHORT_MOST]],
        short_more=max(0, len(short) - SHORT_MOST),
        by_hand=[
            HandLine(title=hand_title(row), period=hand_period(row), count=hand_count(row), source=row.source)
            for row in report.by_hand
        ],
    )


def _line(number: int, figure: Figure) -> FigureLine:
    formulas = {each.key: each.formula for each in INDICATORS}
    return FigureLine(
        number=number,
        title=figure.title,
        count=count_words(figure),
        percent=figure.percent_shown,
        target=target_words(figure).removeprefix("Mức: "),
        rule=figure.target.rule if figure.target else "",
        verdict=verdict_words(figure.met, figure.target, figure.denominator),
        formula=formulas.get(figure.key, ""),
        notes=list(figure.notes),
    )


def _parts(figure: Figure) -> PartsOf:
    return PartsOf(title=figure.title, rows=[_part(row) for row in figure.rows if row.ref is None])


def _part(row: Row) -> PartLine:
    return PartLine(title=row.title, count=count_words(row), percent=row.percent_shown, note=row.note)


def _short(report: Report) -> list[Row]:
    """The sessions that did not reach the share set for them."""
    figure = report.own.figures.get(SHORT)
    return [row for row in figure.rows if row.met is False] if figure else []
