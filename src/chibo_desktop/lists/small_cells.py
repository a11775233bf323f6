"""Cells with few full members on a day (practice.md N16), and from which numbers on a cell is called small."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import title_key
from chibo_desktop.lists.every_member import people_of_all, periods_of_all
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class SmallCell:
    """A cell and how many full members stood on its list that day."""

    id: str
    name: str
    official: int


def small_cells(store: Store, body: str, day: date, fewer_than: int) -> list[SmallCell]:
    """The cells at or below a body with fewer full members than that, the smallest first.

    A cell of which no list was ever received is not among them: nobody knows how many it has.
    """
    held, counted = organisations(store), _official_on(store, day)
    found = [
        SmallCell(cell, held.name(cell, day), counted[cell])
        for cell in held.at(day).cells(held.same(body))
        if cell in counted and counted[cell] < fewer_than
    ]
    return sorted(found, key=lambda each: (each.official, title_key(each.name)))


def small_limits(day: date) -> tuple[int, ...]:
    """The numbers of full members below which cells are listed, the smallest first."""
    return tuple(guidance.in_force("small_cells", day).values["fewer_than"])


def _official_on(store: Store, day: date) -> Counter[str]:
    """Full members by cell; 0 of a cell whose people all stand otherwise, nothing of one without people."""
    return known(store, ("official on", day), lambda: _count_official(store, day))


def _count_official(store: Store, day: date) -> Counter[str]:
    same, periods, found = organisations(store).same, periods_of_all(store), Counter[str]()
    for one in people_of_all(store):
        found[same(one.cell_id)] += standing_at(periods.get(one.id, ()), day).membership == "official"
    return found
