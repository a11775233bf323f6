"""The share an indicator has to reach, and who set it: a directive from above, else the dated guidance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.lists.tree import Tree, organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.comparisons import Target
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class _Set:
    """A target record with the days on which it and its directive are in force."""

    body_id: str
    area: str
    from_on: date
    until_on: date
    order: tuple[int, str]
    target: Target


class Targets:
    """Every target held here, read once."""

    def __init__(self, store: Store) -> None:
        self._organisations = organisations(store)
        self._trees: dict[date, Tree] = {}
        self._defaults: dict[tuple[str, date], Target | None] = {}
        self._set: defaultdict[str, list[_Set]] = defaultdict(list)
        directives = {facts.id: facts for facts in select(store, "directive")}
        for facts in select(store, "target"):
            if (directive := directives.get(facts.text("directive_id"))) is not None:
                self._take(facts, directive)

    def _take(self, facts: Facts, directive: Facts) -> None:
        """A target counts for what stands below the body in whose book its directive stands."""
        body = self._organisations.same(directive.book.removeprefix("all:"))
        if facts.book != directive.book or body != self._organisations.same(directive.text("body_id")):
            return
        ends = [day for day in (facts.day("until_on"), directive.day("valid_until")) if day]
        begins = [day for day in (facts.day("from_on"), directive.day("valid_from")) if day]
        self._set[facts.text("indicator")].append(
            _Set(
                body,
                facts.text("area"),
                max(begins, default=date.min),
                min(ends, default=date.max),
                made_order(facts.id),
                Target(facts.count("percent") or 0, facts.flag("strict"), title_of(directive)),
            )
        )

    def of(self, indicator: str, organisation_id: str, day: date) -> Target | None:
        """As `target_for`."""
        for found in self._in_force(indicator, organisation_id, day) if self._set.get(indicator) else ():
            return found.target
        return self._default(indicator, day)

    def _in_force(self, indicator: str, organisation_id: str, day: date) -> list[_Set]:
        """Of the nearest body first; of one body that for the area first, then that which began last."""
        if day not in self._trees:
            self._trees[day] = self._organisations.at(day)
        tree = self._trees[day]
        path, node = tree.path(organisation_id), tree.nodes.get(organisation_id)
        area = node.area if node else ""
        bodies = path[1:] if node and node.kind == "cell" else path
        found = [
            each
            for each in self._set[indicator]
            if each.body_id in bodies and each.from_on <= day <= each.until_on and each.area in ("", area)
        ]
        newest = sorted(found, key=lambda each: (each.area != "", each.from_on, each.order), reverse=True)
        return sorted(newest, key=lambda each: bodies.index(each.body_id))

    def _default(self, indicator: str, day: date) -> Target | None:
        key = (indicator, day)
        if key not in self._defaults:
            rule = guidance.in_force("indicators", day)
            said = rule.values["targets"].get(indicator)
            self._defaults[key] = Target(said["percent"], said["strict"], rule.number) if said else None
        return self._defaults[key]


def title_of(directive: Facts) -> str:
    """As in "Nghị quyết số 07-NQ/HU", without a number the kind and what it is about."""
    number = directive.text("number")
    return f"{directive.shown('sort')} {f'số {number}' if number else directive.text('summary')}"


def targets(store: Store) -> Targets:
    """Every target held here, read once until somebody writes."""
    return known(store, "targets", lambda: Targets(store))


def target_for(store: Store, indicator: str, organisation_id: str, day: date) -> Target | None:
    """What an organisation's indicator has to reach on a day: as the nearest body at or above it set, else the default.

    A body's own targets hold for the figures of all below it together, and for each below; a cell sets itself none. One
    for an area holds only for organisations of that area. None where nobody sets anything.
    """
    return targets(store).of(indicator, organisation_id, day)
