"""Who may be a guest of a meeting: who came from above before, and who announced to come; it proposes and counts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from chibo_desktop.base import text
from chibo_desktop.lists.rows import Facts, children, find, select
from chibo_desktop.lists.same import among, together
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


@dataclass(frozen=True)
class Announced:
    """Somebody whose visit in the month of a meeting is planned, in the words of a guest; `key` is the visit's id."""

    key: str
    full_name: str
    office: str
    level: str


def announced_guests(store: Store, meeting: Facts) -> list[Announced]:
    """Who announced to come to the cell in the meeting's month and is not among its guests, by name; a few short queries."""
    ids = together(store, "organisation", meeting.text("cell_id"))
    where = f"{among('organisation_id', ids)} AND substr(month, 1, 7) = ? AND {_OPEN}"
    params = (*ids, meeting.text("period")[:7])
    here = {
        text.fold(guest.text("full_name")) for guest in children(store, "guest", "meeting_id", meeting.id)
    }
    found = {text.fold(each.full_name): each for each in _planned(store, where, params)}
    expected = (each for name, each in found.items() if name and name not in here)
    return sorted(expected, key=lambda each: (text.name_key(each.full_name), each.key))


_OPEN = """made_on IS NULL AND meeting_id IS NULL AND COALESCE(excused, 0) = 0
    AND COALESCE(purpose, 'cell') = 'cell'"""


def _planned(store: Store, where: str, params: tuple[object, ...]) -> Iterator[Announced]:
    """From visits read here, as where a body types for the cell, and from what other bodies told."""
    for visit in select(store, "visit", where, params):
        official = find(store, "official", visit.text("official_id"))
        if official is not None:
            name, office = official.text("full_name"), official.text("office")
            yield Announced(visit.id, name, office, _level(store, visit))
    for notice in select(
        store, "visit_notice", f"{where} AND visit_id NOT IN (SELECT id FROM visit)", params
    ):
        name, office = notice.text("visitor"), notice.text("office")
        yield Announced(notice.text("visit_id"), name, office, _level(store, notice))


def _level(store: Store, visit: Facts) -> str:
    """That of the body in a guest list."""
    body = newest_bodies(store).get(visit.text("body_id"), {})
    return LEVEL_OF.get(str(body.get("kind", "")), "other")
