"""What the worker counts for the page "Chỉ tiêu": the figures asked for, settled, then their lines; nothing of it is drawn here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.indicator_trends import Step, Trends, trends
from chibo_desktop.lists.indicators import INDICATORS
from chibo_desktop.lists.indicators.facts import Range
from chibo_desktop.lists.indicators.figure import Behind, Figure, Report, Reported, Row
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store.known import reading
from chibo_desktop.ui.tasks import Say


@dataclass(frozen=True)
class Asked:
    """Whose figures, over which months, with lines of which step."""

    organisation_id: str
    first: str
    last: str
    step: Step


@dataclass(frozen=True)
class Counted:
    """The figures of `asked`; `path` leads from the desk's own organisation to the one asked for, as (id, name)."""

    asked: Asked
    report: Report
    path: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen: no number above 0, and nobody below of whom that says something."""
        return not self.report.below and not any(figure.numerator for figure in self.report.figures)


def count_report(desk: Desk, say: Say, asked: Asked) -> Counted:
    """Every figure, one indicator after the other; what is given holds nothing of the worker's store."""
    with reading(desk.store):
        parts = []
        for place, indicator in enumerate(INDICATORS):
            say(place, len(INDICATORS))
            parts.append(
                report(desk.store, asked.organisation_id, asked.first, asked.last, keys=[indicator.key])
            )
        return Counted(asked, _joined(parts), _path(desk, asked))


def count_trends(desk: Desk, say: Say, asked: Asked) -> Trends:
    """The lines of every indicator, with figures that hold nothing of the worker's store."""
    made = trends(desk.store, asked.organisation_id, asked.step, asked.last, say=say)
    return Trends(
        made.spans,
        {key: tuple(each and _alone(each) for each in figures) for key, figures in made.figures.items()},
    )


def _joined(parts: list[Report]) -> Report:
    """One report of reports of one indicator each."""
    begun = parts[0]
    below = zip(*(part.below for part in parts), strict=True)
    return replace(
        begun,
        own=_together([part.own for part in parts], settled=True),
        below=tuple(_together(list(each)) for each in below),
    )


def _together(parts: list[Reported], *, settled: bool = False) -> Reported:
    figures = {key: figure for part in parts for key, figure in part.figures.items()}
    made = {key: _settled(each) if settled else _alone(each) for key, each in figures.items()}
    return replace(parts[0], figures=made)


def _settled(figure: Figure) -> Figure:
    """With its rows and records looked up, and no way back to where they were looked up."""
    ids, rows = figure.ids, tuple(_settled_row(row) for row in figure.rows)
    return replace(figure, parts=lambda: rows, behind=lambda: ids)


def _settled_row(row: Row) -> Row:
    ids = row.ids
    return replace(row, behind=lambda: ids)


def _alone(figure: Figure) -> Figure:
    """The numbers without what lies behind them."""
    return replace(figure, parts=tuple, behind=Behind)


def _path(desk: Desk, asked: Asked) -> tuple[tuple[str, str], ...]:
    held, day = organisations(desk.store), Range(asked.first, asked.last).last_day
    path = held.at(day).path(asked.organisation_id) or (asked.organisation_id,)
    if desk.organisation_id in path:
        path = path[: path.index(desk.organisation_id) + 1]
    return tuple((one, held.name(one, day)) for one in reversed(path))
