"""Where the answer to a proposal goes: to the cell that raised it, or to the one that follows it; before it: structure.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

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
