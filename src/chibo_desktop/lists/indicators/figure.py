"""The shapes of a figure: what was counted of what, against which target, what lies behind it; nothing is counted here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from chibo_desktop.base.text import percent
from chibo_desktop.rules.comparisons import Target, met

if TYPE_CHECKING:
    from chibo_desktop.lists.indicators.scope import Scope

Ref = tuple[str, str]
"""A record: (kind, id), as pages open it."""


class Behind(NamedTuple):
    """The records behind a figure. Those of the numerator are among those of the denominator where it is a share."""

    numerator: tuple[Ref, ...] = ()
    denominator: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Row:
    """A part of a figure: one session, one quarter, one group, one team.

    `denominator` None: a count, not a share. `unit` is printed behind a count ("lượt", "chi bộ"). `ref` is what the
    row opens, None for nothing; `key` is the same in every language and version, `title` is what people read.
    """

    key: str
    title: str
    numerator: int
    denominator: int | None = None
    met: bool | None = None
    unit: str = ""
    note: str = ""
    ref: Ref | None = None
    behind: Callable[[], Behind] = field(default=Behind, repr=False, compare=False)

    @property
    def percent_shown(self) -> str:
        """One decimal; "–" of nothing, "" for a count."""
        return "" if self.denominator is None else percent(self.numerator, self.denominator)

    @cached_property
    def ids(self) -> Behind:
        """The records behind, looked up when first asked for."""
        return self.behind()


@dataclass(frozen=True)
class Figure:
    """One indicator of one organisation over one range of months.

    `numerator` of `denominator`; a `denominator` None means a count and no share (IND-8). `met` is None where nothing
    sets a target or the denominator is 0. `rows` and `ids` are worked out when first asked for. `notes` are sentences
    that must stand beside the figure wherever it is shown.
    """

    key: str
    title: str
    numerator: int
    denominator: int | None
    target: Target | None = None
    met: bool | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()
    parts: Callable[[], tuple[Row, ...]] = field(default=tuple, repr=False, compare=False)
    behind: Callable[[], Behind] = field(default=Behind, repr=False, compare=False)

    @property
    def percent_shown(self) -> str:
        """One decimal; "–" of nothing, "" for a count."""
        return "" if self.denominator is None else percent(self.numerator, self.denominator)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The parts of the figure."""
        return self.parts()

    @cached_property
    def ids(self) -> Behind:
        """The records behind the numerator and the denominator."""
        return self.behind()

    def settle(self) -> None:
        """As `Report.settle`, of this figure."""
        _ = self.ids, [row.ids for row in self.rows]


def reaches(numerator: int, denominator: int, target: Target | None) -> bool | None:
    """Compared in whole numbers; None where no target is set or nothing is counted."""
    return None if target is None else met(numerator, denominator, target.percent, target.strict)


@dataclass(frozen=True)
class Indicator:
    """One indicator: its key, what it is called, how it is counted in one sentence, and what counts it.

    `count` gives None where the indicator does not apply (IND-7 of a cell).
    """

    key: str
    title: str
    formula: str
    count: Callable[[Scope], Figure | None] = field(repr=False, compare=False)

    def share(
        self,
        scope: Scope,
        numerator: int,
        denominator: int,
        unit: str,
        behind: Callable[[], Behind],
        *,
        notes: tuple[str, ...] = (),
        parts: Callable[[], tuple[Row, ...]] = tuple,
    ) -> Figure:
        """So many of so many, held against the target of the range."""
        target = scope.target(self.key)
        is_met = reaches(numerator, denominator, target)
        return Figure(
            self.key, self.title, numerator, denominator, target, is_met, unit, notes, parts, behind
        )


@dataclass(frozen=True)
class HandRow:
    """A figure typed by hand (`hand_figure`), shown apart from ours and marked; never added to one."""

    id: str
    indicator: str
    period_from: str
    period_until: str
    numerator: int | None
    denominator: int | None
    source: str

    @property
    def percent_shown(self) -> str:
        """One decimal; "–" where either number is missing or nothing is counted."""
        if self.numerator is None or self.denominator is None:
            return "–"
        return percent(self.numerator, self.denominator)


@dataclass(frozen=True)
class Reported:
    """The figures of one organisation within a report, by key, in the order of INDICATORS."""

    organisation_id: str
    name: str
    kind: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Report:
    """The figures of an organisation over the months `first` to `last` ("2026-01"), and of each directly below it.

    Names and what stands below are those of the last day of the range. `by_hand` are figures typed by hand that touch
    the range.
    """

    own: Reported
    first: str
    last: str
    below: tuple[Reported, ...] = ()
    by_hand: tuple[HandRow, ...] = ()

    def settle(self) -> Report:
        """Works out the rows and the records behind them now, so that another thread may read them; gives itself.

        What a figure looks up later it looks up in the store it was counted from, which belongs to one thread.
        """
        for reported in (self.own, *self.below):
            for figure in reported.figures.values():
                figure.settle()
        return self

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The organisation's own, in the order of INDICATORS."""
        return tuple(self.own.figures.values())
