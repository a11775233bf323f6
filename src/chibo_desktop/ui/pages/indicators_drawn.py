"""A figure over time and beside others as points and bars; the figures come from the worker, the drawing is the widgets'."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.lists.indicator_trends import Trends
from chibo_desktop.lists.indicator_words import aim_of, count_words, value_words
from chibo_desktop.lists.indicators.figure import Figure, Reported
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.chart import Chart, ChartPoint
from chibo_desktop.ui.widgets.share_bars import Bar

SHAPES: dict[bool, glyphs.Kind] = {True: "tick", False: "below"}
"""The shape of a verdict; the word stands beside it."""


def share(figure: Figure) -> float | None:
    """Percent for a place on a line, never to be compared or printed; None of nothing."""
    if figure.denominator is None:
        return float(figure.numerator)
    return 100 * figure.numerator / figure.denominator if figure.denominator else None


def points_of(trends: Trends, key: str) -> list[ChartPoint]:
    """One for each span; a gap where nothing was counted, and where a share is a mere count (IND-10 without a number)."""
    figures = trends.figures.get(key, ())
    is_share = any(figure is not None and figure.denominator is not None for figure in figures)
    return [
        _point(span.label, figure)
        if figure is not None and (figure.denominator is not None or not is_share)
        else ChartPoint(span.label, None)
        for span, figure in zip(trends.spans, figures, strict=True)
    ]


def _point(label: str, figure: Figure) -> ChartPoint:
    value = share(figure)
    return ChartPoint(label, value, value_words(figure) if value is not None else "", figure.met)


def draw_line(chart: Chart, trends: Trends, figure: Figure) -> bool:
    """Puts the line of a figure into a chart; False where fewer than two points hold a number."""
    points, aim = points_of(trends, figure.key), aim_of(figure)
    held = [point for point in points if point.value is not None]
    if len(held) < 2 or not any(point.value for point in held):
        return False
    chart.set_target(float(aim.percent) if aim else None, aim.words if aim else "")
    chart.set_points(points, points[-1].words)
    return True


def bars_of(below: Sequence[Reported], key: str) -> tuple[list[Bar], float | None]:
    """Those below with this figure, the smallest share first and those with nothing to count last; and the target."""
    figures = [(each, each.figures[key]) for each in below if key in each.figures]
    counts = [figure.numerator for _, figure in figures if figure.denominator is None]
    is_share = len(counts) < len(figures)
    longest = 0 if is_share else max(counts, default=0)  # no count beside shares has a length
    ranked = sorted(figures, key=lambda pair: (_rank(pair[1], is_share=is_share), pair[0].name.casefold()))
    aims = {aim_of(figure) for _, figure in figures}
    aim = next(iter(aims)) if len(aims) == 1 else None
    bars = [_bar(each, figure, longest) for each, figure in ranked]
    return bars, aim.percent / 100 if aim else None


def _rank(figure: Figure, *, is_share: bool) -> float:
    value = None if is_share and figure.denominator is None else share(figure)
    return 1_000_000 if value is None else value


def _bar(each: Reported, figure: Figure, longest: int) -> Bar:
    if figure.denominator is None:
        part = figure.numerator / longest if longest else None
        return Bar(each.organisation_id, each.name, part, count_words(figure))
    value = share(figure)
    words = (
        f"{figure.percent_shown} ({figure.numerator}/{figure.denominator})"
        if value is not None
        else "chưa có số"
    )
    return Bar(
        each.organisation_id,
        each.name,
        min(1.0, value / 100) if value is not None else None,
        words,
        figure.met,
    )
