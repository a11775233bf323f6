"""One visit that was made, looked for by itself: of a plan's visit, of a day, of an id; all of them are in visits.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.same import together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_notices import told_visits
from chibo_desktop.lists.visits import MadeVisit, visits_of
from chibo_desktop.store import Store


def made_of(store: Store, visit: Facts) -> MadeVisit | None:
    """The visit made by which a planned one is fulfilled; None while it is open."""
    days = [visit.text("month"), visit.text("planned_on"), visit.text("made_on")]
    found = _made_around(store, visit.text("organisation_id"), days, visit.text("meeting_id"))
    return next((made for made in found if visit.id in made.visit_ids), None)


def made_on(store: Store, organisation_id: str, day: date) -> list[MadeVisit]:
    """The visits made to an organisation on that day."""
    found = _made_around(store, organisation_id, [day.isoformat()])
    return [made for made in found if made.day == day]


def find_made(store: Store, made_id: str) -> MadeVisit | None:
    """The visit made of that id (`MadeVisit.id`), of the minutes of a meeting or of a note; None when there is none."""
    told = told_visits(store).get(made_id)
    visit = told.visit if told else find(store, "visit", made_id)
    meeting_id = visit.text("meeting_id") if visit else made_id.partition("/")[0]
    meeting = find(store, "meeting", meeting_id) if visit is None else None
    if visit is None and meeting is None:
        return None
    place = visit.text("organisation_id") if visit else meeting.text("cell_id") if meeting else ""
    days = [visit.text("month"), visit.text("made_on")] if visit else []
    return next((made for made in _made_around(store, place, days, meeting_id) if made.id == made_id), None)


_PERIODS = """SELECT substr(COALESCE(period, held_on, ''), 1, 7) AS period, substr(COALESCE(held_on, ''), 1, 7) AS held
    FROM meeting WHERE id = ?1 OR (cell_id IN (SELECT value FROM json_each(?2))
    AND substr(COALESCE(held_on, ''), 1, 7) IN (SELECT value FROM json_each(?3)))"""


def _made_around(store: Store, place: str, days: Iterable[str], meeting_id: str = "") -> Sequence[MadeVisit]:
    """Of one organisation and the months of these days, with the periods whose meetings were held in them.

    Only these are read, so that a write which has to know of one visit does not wait for those of all years.
    """
    places = together(store, "organisation", organisations(store).same(place))
    months = {day[:7] for day in days if day}
    rows = store.rows(_PERIODS, (meeting_id, json.dumps(places), json.dumps(sorted(months))))
    months |= {month for row in rows for month in row if month}
    return visits_of(store, (min(months), max(months)), places) if months else ()
