"""Where a proposal belongs: the cell its answer goes to, and the bodies that count it; the line of a cell is in lineage.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


def home_of_cell(store: Store, cell_id: str) -> str:
    """The cell an answer goes to today; a cell that was split goes on itself."""
    after, found = known(store, "followers", lambda: _followers(store)), [cell_id]
    while (following := after.get(found[-1])) and following not in found:
        found.append(following)
    return found[-1]


def line_over(store: Store, cell_id: str, day: date) -> tuple[str, ...]:
    """The cell and the bodies above it by which a proposal of a day is counted, nearest first.

    Of a cell that did not stand that day, as where one is typed late after its end, those of the nearest day on which it
    did; of one nobody here knows, this desk's own organisation and those above it.
    """
    held = organisations(store)
    cell = held.same(cell_id)
    if path := held.at(day).path(cell):
        return path
    spells = held.times(cell)
    days = [near for each in spells for near in (each.from_on, each.until_on) if date.min < near < date.max]
    if days:
        path = held.at(min(days, key=lambda near: abs(near - day))).path(cell)
    return path or (cell, *(held.above(cell, day) or held.at(day).path(own_organisation(store))))


def _followers(store: Store) -> Mapping[str, str]:
    held, today = organisations(store), store.clock.now().date()
    ended = [
        each
        for each in select(store, "succession")
        if each.text("how") != "split"
        and (each.day("on") or date.max) <= today
        and all(held.may_say(each.book, each.text(name)) for name in ("predecessor_id", "successor_id"))
    ]
    return {each.text("predecessor_id"): each.text("successor_id") for each in ended}
