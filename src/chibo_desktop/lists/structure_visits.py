"""This desk's own visits still planned at an organisation that stands no more by then, and who came after it; moving them is an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.lineage import followers
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import PlannedVisit, all_planned
from chibo_desktop.store import Store


@dataclass(frozen=True)
class LeftVisits:
    """The visits, and the one organisation they can be moved to; "" where none or several came after."""

    visits: tuple[PlannedVisit, ...]
    into_id: str
    into_name: str


def left_visits(store: Store, organisation_id: str, today: date) -> LeftVisits:
    """This desk's own visits still to be made at an organisation on days on which it does not stand."""
    known, own = organisations(store), own_organisation(store)
    one = known.same(organisation_id)
    found = tuple(
        visit
        for visit in all_planned(store, today)
        if visit.is_left and visit.body_id == own and visit.organisation_id == one
    )
    after = followers(store, one) if found else ()
    into = after[0] if len(after) == 1 and known.stood(after[0], today, today) else ""
    return LeftVisits(found, into, known.name(into, today) if into else "")
