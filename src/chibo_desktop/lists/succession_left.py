"""What is still to pass from organisations that ended to the one that followed: members on their lists, and what ran there that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from chibo_desktop.lists.lineage import InPlace, came_before, in_place_of
from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store


@dataclass(frozen=True)
class LeftCell:
    """A cell that ends or ended, with so many members still on its list.

    `way`: the cells whose lists they go on to, one after the other, each with the first day they can be on it: that on
    which it came in place of the one before, or the day after the last finalised meeting so far on the way, which
    counted the list as it was.
    """

    id: str
    name: str
    way: tuple[InPlace, ...]
    members: int

    @property
    def on(self) -> date:
        """The first day they can be on the last list."""
        return self.way[-1].on


@dataclass(frozen=True)
class LeftMembers:
    """Who is to be moved to the one that goes on, cell by cell."""

    into_id: str
    into_name: str
    cells: tuple[LeftCell, ...]

    @property
    def members(self) -> int:
        return sum(cell.members for cell in self.cells)

    @property
    def on(self) -> date:
        """The day from which all of them are to be there."""
        return max(cell.on for cell in self.cells)

    @property
    def books(self) -> frozenset[str]:
        """Those in which the move is written."""
        on_the_way = {each.organisation_id for cell in self.cells for each in cell.way}
        return frozenset({*on_the_way, *(cell.id for cell in self.cells)})


def left_members(store: Store, organisation_id: str, today: date) -> LeftMembers | None:
    """Members still listed in cells that gave way to one other, at once or step by step, asked of any of them.

    None where nobody is left. Of one that was split among several only a person knows who went where.
    """
    found = organisations(store)
    one = found.same(organisation_id)
    into = next((step.organisation_id for step in reversed(_way(store, one))), one)
    if found.kind(into) != "cell" or in_place_of(store, into):
        return None
    cells = [_left(store, cell, into, today) for cell in came_before(store, into)[1:]]
    left = tuple(cell for cell in cells if cell is not None and cell.members)
    return LeftMembers(into, found.name(into, max(today, left[0].on)), left) if left else None


def _left(store: Store, one: str, into: str, today: date) -> LeftCell | None:
    """None of one that goes on, or that several followed."""
    steps = _way(store, one)
    if not steps or steps[-1].organisation_id != into:
        return None
    name = organisations(store).name(one, steps[0].on - timedelta(days=1))
    return LeftCell(
        one, name, _with_meetings(store, one, steps), len(list_members(store, one, max(today, steps[0].on)))
    )


def _way(store: Store, one: str) -> list[InPlace]:
    """Each that came in place of the one before, as long as it is one alone."""
    way, seen = list[InPlace](), {one}
    while len(after := in_place_of(store, one)) == 1 and after[0].organisation_id not in seen:
        one = after[0].organisation_id
        seen.add(one)
        way.append(after[0])
    return way


def _with_meetings(store: Store, one: str, steps: list[InPlace]) -> tuple[InPlace, ...]:
    """Without those on whose list nobody could be for a day, since meetings before counted it as it was."""
    counted, way = list(finalised_days(store, one)), list[InPlace]()
    for step in steps:
        counted += finalised_days(store, step.organisation_id)
        on = max([step.on, *(day + timedelta(days=1) for day in counted)])
        way = [each for each in way if each.on < on] + [replace(step, on=on)]
    return tuple(way)


def running(store: Store, kind: str, whose: str, of: Sequence[str], on: date) -> list[Facts]:
    """Records with days, of these organisations by the field `whose`, that are not over before that day."""
    ids = tuple(each for one in of for each in together(store, "organisation", one))
    where = f"{among(whose, ids)} AND (until_on IS NULL OR until_on >= ?)"
    return select(store, kind, where, (*ids, on.isoformat()))
