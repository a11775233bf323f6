"""Who may be a guest of a meeting: who came from above before, and who announced to come; it proposes and counts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chibo_desktop.base import text
from chibo_desktop.lists.rows import Facts, children, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.visit_notices import Told, told_visits
from chibo_desktop.lists.visit_plans import PlannedVisit, all_planned
from chibo_desktop.lists.visits import LEVEL_OF
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import newest_bodies

MOST = 60
"""A cell is visited by a dozen people in a term; the newest are kept."""


def guests_before(store: Store, cell_id: str, meeting_id: str) -> list[Facts]:
    """One guest for each name, written down at another meeting, who came last first."""
    ids = together(store, "organisation", cell_id)
    found = select(
        store,
        "guest",
        f"meeting_id <> ? AND meeting_id IN (SELECT id FROM meeting WHERE {among('cell_id', ids)})",
        (meeting_id, *ids),
    )
    newest: dict[str, Facts] = {}
    for guest in reversed(found):
        newest.setdefault(text.fold(guest.text("full_name")), guest)
    newest.pop("", None)
    return list(newest.values())[:MOST]


def announced_visits(store: Store, cell_id: str, month: str) -> list[PlannedVisit]:
    """Who of the bodies above is still to come to the cell in that month ("2026-11") or later, the next first.

    Also teams that named nobody yet. Of that month also whose day is over: they may have come.
    """
    ids = together(store, "organisation", cell_id)
    if next(_noted(store, ids, month, "9999-12"), None) is None:
        return []  # desks with no visits ahead read nothing more
    return [
        visit
        for visit in all_planned(store, store.clock.now().date())
        if visit.organisation_id in ids
        and visit.purpose != "committee"
        and visit.month >= month
        and visit.is_open
    ]


def _noted(
    store: Store, places: tuple[str, ...], first: str, last: str
) -> Iterator[tuple[Facts, Told | None]]:
    """Visits to a place of these months: read here, as where a body types for the cell, and what other bodies told."""
    where = f"{among('organisation_id', places)} AND substr(month, 1, 7) BETWEEN ? AND ?"
    yield from ((visit, None) for visit in select(store, "visit", where, (*places, first, last)))
    for told in told_visits(store).values():
        is_here = told.visit.text("organisation_id") in places
        if is_here and first <= told.visit.text("month")[:7] <= last:
            yield told.visit, told


@dataclass(frozen=True)
class Announced:
    """Somebody whose visit in the month of a meeting is planned, in the words of a guest; `key` is the visit's id."""

    key: str
    full_name: str
    office: str
    level: str


def announced_guests(store: Store, meeting: Facts) -> list[Announced]:
    """Who announced to come to the cell in the meeting's month and is not among its guests, by name.

    Two of one name from two levels are two.
    """
    ids = together(store, "organisation", meeting.text("cell_id"))
    here = {
        text.fold(guest.text("full_name")) for guest in children(store, "guest", "meeting_id", meeting.id)
    }
    planned = _planned(store, ids, meeting.text("period")[:7])
    found = {(text.fold(each.full_name), each.level): each for each in planned}
    expected = (each for (name, _), each in found.items() if name and name not in here)
    return sorted(expected, key=lambda each: (text.name_key(each.full_name), each.key))


def _planned(store: Store, places: tuple[str, ...], month: str) -> Iterator[Announced]:
    """Without a name where the team named nobody yet."""
    for visit, told in _noted(store, places, month, month):
        if _is_open(visit):
            yield Announced(visit.id, *_visitor(store, visit, told), _level(store, visit))


def _visitor(store: Store, visit: Facts, told: Told | None) -> tuple[str, str]:
    """Name and office."""
    if told is not None:
        return told.visitor, told.office
    official = find(store, "official", visit.text("official_id"))
    return (official.text("full_name"), official.text("office")) if official else ("", "")


def _is_open(visit: Facts) -> bool:
    """Whether somebody is still to come to the cell's own meeting."""
    is_noted = visit.day("made_on") is not None or visit.text("meeting_id")
    return not (is_noted or visit.flag("excused")) and visit.text("purpose") == "cell"


def _level(store: Store, visit: Facts) -> str:
    """That of the body in a guest list."""
    body = newest_bodies(store).get(visit.text("body_id"), {})
    return LEVEL_OF.get(str(body.get("kind", "")), "other")
