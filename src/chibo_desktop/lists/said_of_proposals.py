"""Which steps and answers to proposals count: those of the cell itself and of bodies above it; what follows is not here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.said import body_of_devices, cells_of_proposals, devices_of, ever_above
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store

DAY_OF = {"proposal_step": "taken_on", "answer": "answered_on"}
"""By kind the day on which it was said."""


def said_to_proposals(store: Store, found: Sequence[Facts]) -> list[Facts]:
    """These steps, or answers, without those of anybody who has nothing to say of the proposal.

    It counts from the cell that raised it or goes on for it, and from a body that stood above one of them on the day it was
    said, stands there today, or ever certified one there. Who said it is the body whose device wrote it.
    """
    if not found:
        return []
    cells = cells_of_proposals(store, [each.text("proposal_id") for each in found])
    devices, bodies = devices_of(store, found[0].kind, [each.id for each in found]), body_of_devices(store)
    line, today = _Line(store), store.clock.now().date()

    def is_said(each: Facts) -> bool:
        # of a proposal that is not held the book addressed to a cell says whose it is
        cell = cells.get(each.text("proposal_id")) or each.book.rpartition(":")[2]
        body = bodies.get(devices.get(each.id) or each.id.partition("-")[0], "")
        return line.may_say(body, cell, each.day(DAY_OF[each.kind]) or today, today)

    return [each for each in found if is_said(each)]


class _Line:
    """Who stands above cells, each asked once."""

    def __init__(self, store: Store) -> None:
        self._store, self._known = store, organisations(store)
        self._asked: dict[tuple[str, str, date], bool] = {}

    def may_say(self, body: str, cell: str, day: date, today: date) -> bool:
        key = body, cell, day
        if key not in self._asked:
            self._asked[key] = self._may_say(self._known.same(body), self._known.same(cell), (day, today))
        return self._asked[key]

    def _may_say(self, body: str, cell: str, days: Sequence[date]) -> bool:
        return any(
            body == one
            or body in ever_above(self._store, one)
            or any(body in self._known.above(one, day) for day in days)
            for one in dict.fromkeys((cell, home_of_cell(self._store, cell)))
        )
