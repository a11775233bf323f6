"""Visits another body announced, as somebody below is told of them: each read as the visit it tells of, with its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

SAME = (
    "organisation_id",
    "body_id",
    "purpose",
    "month",
    "planned_on",
    "postponed_from",
    "excused",
    "made_on",
    "meeting_id",
    "put_away",
)
"""What a notice says in the words of the visit itself; reasons, what was prepared and reports are not among it."""


@dataclass(frozen=True)
class Told:
    """One visit known by its notice alone. `visit` has the id of the visit and no more than `SAME`; names may be ""."""

    visit: Facts
    team: str
    visitor: str
    office: str


def told_visits(store: Store) -> Mapping[str, Told]:
    """By id of the visit those whose own record is not held here; read once until somebody writes."""
    return known(store, "visits told", lambda: _read(store))


def _read(store: Store) -> Mapping[str, Told]:
    found = select(store, "visit_notice", "visit_id NOT IN (SELECT id FROM visit)")
    return {facts.text("visit_id"): _told(facts) for facts in found}


def _told(facts: Facts) -> Told:
    values = {name: facts[name] for name in SAME}
    visit = Facts("visit", facts.text("visit_id"), values, facts.book)
    return Told(visit, facts.text("team"), facts.text("visitor"), facts.text("office"))
