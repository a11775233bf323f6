"""What is still to pass from organisations that ended to the one that followed: members on their lists, and what ran there that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.structure import LineRow, organisation_card
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.store import Store


@dataclass(frozen=True)
class LeftCell:
    """A cell that ends or ended, with so many members still on its list; the paper behind it.

    `on`: the first day they can be on the other list: that on which it ended, or the day after the last finalised
    meeting of either, which counted the list as it was.
    """

    id: str
    name: str
    on: date
    basis: str
    members: int


@dataclass(frozen=True)
class LeftMembers:
    """Who is to be moved to the one that followed, cell by cell."""

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


def left_members(store: Store, organisation_id: str, today: date) -> LeftMembers | None:
    """Members still listed in cells that gave way to one other, asked of any of them; None where nobody is left.

    Of one that was split among several only a person knows who went where.
    """
    found = organisations(store)
    into = _into(store, found, organisation_id, today)
    card = organisation_card(store, into, today) if into else None
    if card is None or card.kind != "cell":
        return None
    cells = [_left(store, found, row, today) for row in card.before]
    left = tuple(cell for cell in cells if cell is not None and cell.members)
    return LeftMembers(card.id, found.name(card.id, max(today, left[0].on)), left) if left else None


def _into(store: Store, found: Organisations, organisation_id: str, today: date) -> str:
    """The one that followed; itself where it goes on; "" of several."""
    card = organisation_card(store, organisation_id, today)
    after = [row for row in card.after if row.on is not None] if card is not None else []
    gone = [row for row in after if row.on and not found.stood(organisation_id, row.on, row.on)]
    if not gone:
        return organisation_id
    return gone[0].organisation_id if len(gone) == 1 else ""


def _left(store: Store, found: Organisations, row: LineRow, today: date) -> LeftCell | None:
    """None of one that goes on, or that several followed."""
    one = row.organisation_id
    if row.on is None or found.stood(one, row.on, row.on) or not (into := _into(store, found, one, today)):
        return None
    counted = (day for cell in (one, into) for day in finalised_days(store, cell))
    on = max([row.on, *(day + timedelta(days=1) for day in counted)])
    members = len(list_members(store, one, max(today, row.on)))
    return LeftCell(one, found.name(one, row.on - timedelta(days=1)), on, row.basis, members)


def running(store: Store, kind: str, whose: str, of: Sequence[str], on: date) -> list[Facts]:
    """Records with days, of these organisations by the field `whose`, that are not over before that day."""
    ids = tuple(each for one in of for each in together(store, "organisation", one))
    where = f"{among(whose, ids)} AND (until_on IS NULL OR until_on >= ?)"
    return select(store, kind, where, (*ids, on.isoformat()))
