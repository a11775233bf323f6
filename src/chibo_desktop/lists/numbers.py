"""Which paper numbers of a cell are taken in a term; the next one is the rules' to say."""

from __future__ import annotations

from datetime import date

from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, find, of_cell, select
from chibo_desktop.store import Store


def numbers_used(store: Store, meeting: Facts, kind: str, *, except_id: str = "") -> list[int]:
    """Numbers of the cell's resolutions (or conclusions) in the term the meeting falls into (HD 36: per type and term)."""
    found = []
    for paper in select(store, "resolution", "number IS NOT NULL AND id <> ?", (except_id,)):
        other = find(store, "meeting", paper.text("meeting_id"))
        number = paper.count("number")
        if other is None or number is None or other.is_put_away or paper.text("kind") != kind:
            continue
        if _same_series(store, meeting, other):
            found.append(number)
    return found


def minutes_numbers_used(store: Store, meeting: Facts) -> list[int]:
    """Numbers of the cell's other minutes in the term."""
    others = [other for other in of_cell(store, "meeting", meeting.text("cell_id")) if other.id != meeting.id]
    found = [other.count("minutes_number") for other in others if _same_series(store, meeting, other)]
    return [number for number in found if number is not None]


def _same_series(store: Store, meeting: Facts, other: Facts) -> bool:
    if meeting.text("cell_id") != other.text("cell_id"):
        return False
    start, end = _term(store, meeting)
    inside = start <= meeting_day(other) <= end
    # outside the term on record there is the other term: the two never share a series
    return inside == (start <= meeting_day(meeting) <= end)


def _term(store: Store, meeting: Facts) -> tuple[date, date]:
    cell = find(store, "organisation", meeting.text("cell_id"))
    start = cell.day("term_from") if cell else None
    end = cell.day("term_until") if cell else None
    return start or date.min, end or date.max
