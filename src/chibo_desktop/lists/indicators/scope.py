"""Of whom a figure is counted: the sessions and cells of one organisation in a range; counting is the indicators' work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chibo_desktop.lists.indicators.facts import Held, Range, Session
from chibo_desktop.lists.indicators.figure import Behind, Ref, reaches
from chibo_desktop.lists.indicators.roll_calls import Rate
from chibo_desktop.lists.targets import Targets
from chibo_desktop.lists.tree import Tree
from chibo_desktop.rules.comparisons import Target


@dataclass(frozen=True)
class Scope:
    """One organisation over one range; what is the same for every organisation is in `shared`."""

    shared: Scopes
    organisation_id: str

    @property
    def held(self) -> Held:
        """What is counted from."""
        return self.shared.held

    @property
    def within(self) -> Range:
        """The range."""
        return self.shared.within

    @property
    def today(self) -> date:
        """The day that ends the months that are over."""
        return self.shared.today

    @property
    def tree(self) -> Tree:
        """The tree of the range's last day."""
        return self.shared.tree

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions of cells that stood at or below it on the day of the session."""
        return self.shared.by_organisation.get(self.organisation_id, ())

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells at or below it on the last day of the range."""
        return self.tree.cells(self.organisation_id)

    @property
    def is_cell(self) -> bool:
        """Whether it is a cell, at which nothing stands below; also one that stands no more."""
        return self.organisation_id in self.shared.every_cell

    @cached_property
    def counted(self) -> tuple[Session, ...]:
        """The sessions whose attendance is a figure."""
        return tuple(each for each in self.sessions if "attendance" in each.counts)

    def of_cell(self, cell: str, figure: str) -> tuple[Session, ...]:
        """A cell's sessions in the range that count in a figure, of the days on which it stood at or below this one."""
        return self._counting(figure).get(cell, ())

    @cached_property
    def _by_figure(self) -> dict[str, Mapping[str, tuple[Session, ...]]]:
        return {}

    def _counting(self, figure: str) -> Mapping[str, tuple[Session, ...]]:
        if figure not in self._by_figure:
            found: defaultdict[str, list[Session]] = defaultdict(list)
            for session in self.sessions:
                if figure in session.counts:
                    found[session.cell_id].append(session)
            self._by_figure[figure] = {cell: tuple(sessions) for cell, sessions in found.items()}
        return self._by_figure[figure]

    @property
    def every_month_due(self) -> Mapping[str, tuple[str, ...]]:
        """By cell the months in which it had to meet: it stood at or below this one from their first to their last day."""
        return self.shared.months_due.get(self.organisation_id, {})

    @cached_property
    def months_due(self) -> Mapping[str, tuple[str, ...]]:
        """The same of the cells of the last day."""
        due = self.every_month_due
        return {cell: due[cell] for cell in self.cells if cell in due}

    @cached_property
    def rates(self) -> tuple[Rate, ...]:
        """Who came of who was due, of each session in `counted`."""
        rates = self.held.rates
        return tuple(rates[each.id] for each in self.counted)

    def rate(self, session: Session) -> Rate:
        """Who came of who was due."""
        return self.held.rates[session.id]

    def target(self, key: str) -> Target | None:
        """What the organisation's figure is compared with, on the last day of the range."""
        return self.shared.targets.of(key, self.organisation_id, self.within.last_day)

    def session_target(self, session: Session) -> Target | None:
        """The share of those due who had to come to this session, as set for its cell on its day."""
        return self.shared.targets.of("IND-1", session.cell_id, session.day)

    def is_reached(self, session: Session) -> bool:
        """Whether a session reached the share set for it; one at which nobody was due did not."""
        return session.id in self.shared.reached

    def holds(self, organisation_id: str, day: date) -> bool:
        """Whether an organisation stood at or below this one on a day."""
        return self.organisation_id in self.held.tree(day).path(self.held.organisations.same(organisation_id))

    def name(self, organisation_id: str) -> str:
        """How an organisation was called on the last day of the range."""
        return self.held.organisations.name(organisation_id, self.within.last_day)


def refs(kind: str, ids: Iterable[str]) -> tuple[Ref, ...]:
    """The records of one kind."""
    return tuple((kind, one) for one in ids)


def behind_cells(reached: Iterable[str], all_of_them: Iterable[str]) -> Behind:
    """The cells behind a share of cells."""
    return Behind(refs("organisation", reached), refs("organisation", all_of_them))


def behind_sessions(reached: Iterable[Session], all_of_them: Iterable[Session]) -> Behind:
    """The sessions behind a share of sessions."""
    return Behind(
        refs("meeting", (each.id for each in reached)), refs("meeting", (each.id for each in all_of_them))
    )


class Scopes:
    """Every organisation over one range: the sessions are dealt out, and judged, once for all of them."""

    def __init__(self, held: Held, targets: Targets, within: Range, today: date) -> None:
        self.held, self.targets, self.within, self.today = held, targets, within, today
        self.tree: Tree = held.tree(within.last_day)
        self._paths_of: dict[int, Mapping[str, tuple[str, ...]]] = {}

    def of(self, organisation_id: str) -> Scope:
        """The scope of one organisation."""
        return Scope(self, organisation_id)

    @cached_property
    def by_cell(self) -> Mapping[str, tuple[Session, ...]]:
        """The sessions in the range, by cell, wherever the cell stood."""
        if self.within == self.held.within:
            return self.held.by_cell
        first, last = self.within
        return {
            cell: tuple(each for each in sessions if first <= each.month <= last)
            for cell, sessions in self.held.by_cell.items()
        }

    @cached_property
    def by_organisation(self) -> Mapping[str, tuple[Session, ...]]:
        """The sessions in the range by every organisation at or above their cells on their day."""
        paths: dict[tuple[int, str], tuple[str, ...]] = {}
        found: defaultdict[str, list[Session]] = defaultdict(list)
        for session in (each for sessions in self.by_cell.values() for each in sessions):
            tree = self.held.tree(session.day)
            key = (id(tree), session.cell_id)
            if key not in paths:
                paths[key] = tree.path(session.cell_id)
            for organisation in paths[key]:
                found[organisation].append(session)
        return {organisation: tuple(sessions) for organisation, sessions in found.items()}

    @cached_property
    def every_cell(self) -> frozenset[str]:
        """Every cell held, standing or not."""
        rows = self.held.store.rows("SELECT id FROM organisation WHERE kind = 'cell'")
        standing = (node.id for node in self.tree.nodes.values() if node.kind == "cell")
        return frozenset([*(row["id"] for row in rows), *standing])

    @cached_property
    def months_due(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """By organisation, by cell at or below it: the months throughout which the cell stood there."""
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for month in self.within.months():
            for cell, above in self._throughout(Range(month, month)).items():
                for organisation in above:
                    found[organisation][cell].append(month)
        return {one: {cell: tuple(due) for cell, due in cells.items()} for one, cells in found.items()}

    def _throughout(self, month: Range) -> Mapping[str, tuple[str, ...]]:
        """By cell that stood all month, those at or above it on the first and on the last day."""
        before, after = self._paths(month.first_day), self._paths(month.last_day)
        stood = (cell for cell in after if cell in before and self.held.stood(cell, month))
        if before is after:
            return {cell: after[cell] for cell in stood}
        return {cell: tuple(one for one in after[cell] if one in before[cell]) for cell in stood}

    def _paths(self, day: date) -> Mapping[str, tuple[str, ...]]:
        """By cell that stood on a day it and those above it; days that share a tree share the answer."""
        tree = self.held.tree(day)
        if id(tree) not in self._paths_of:
            cells = (node.id for node in tree.nodes.values() if node.kind == "cell")
            self._paths_of[id(tree)] = {cell: tree.path(cell) for cell in cells}
        return self._paths_of[id(tree)]

    @cached_property
    def reached(self) -> frozenset[str]:
        """The sessions at which the share set for them came."""
        counted = (each for sessions in self.by_cell.values() for each in sessions)
        return frozenset(
            each.id for each in counted if "attendance" in each.counts and self._is_reached(each)
        )

    def _is_reached(self, session: Session) -> bool:
        rate, target = self.held.rates[session.id], self.targets.of("IND-1", session.cell_id, session.day)
        return bool(reaches(rate.present, rate.due, target))
