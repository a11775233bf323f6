"""Which paper numbers of a cell are taken in a term; the next one is the rules' to say."""

from __future__ import annotations

from datetime import date

from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, children, find, of_cell, select
from chibo_desktop.store import Store


def numbers_used(store: Store, meeting: Facts, kind: str, *, except_id: str = "") -> list[int]:
    """Numbers of the cell's resolutions (or conclusions) in the term the meeting falls into (HD 36: per type and term).

    A congress has one series of its own for all its papers, its minutes among them.
    """
    if kind_at(meeting).congress:
        minutes = meeting.count("minutes_number")
        return [*_papers_of(store, meeting, except_id), *([] if minutes is None else [minutes])]
    held = meetings_of(store, meeting.text("cell_id"))
    others = {other.id for other in held if _same_series(store, meeting, other)}
    papers = select(store, "resolution", "number IS NOT NULL AND id <> ?", (except_id,))
    same = [paper for paper in papers if paper.text("kind") == kind and paper.text("meeting_id") in others]
    numbers = [paper.count("number") for paper in same]
    return [number for number in numbers if number is not None]


def minutes_numbers_used(store: Store, meeting: Facts) -> list[int]:
    """Numbers of the cell's other minutes in the term; of a congress, those of its own papers."""
    if kind_at(meeting).congress:
        return _papers_of(store, meeting)
    others = [other for other in of_cell(store, "meeting", meeting.text("cell_id")) if other.id != meeting.id]
    found = [other.count("minutes_number") for other in others if _same_series(store, meeting, other)]
    return [number for number in found if number is not None]


def _papers_of(store: Store, meeting: Facts, except_id: str = "") -> list[int]:
    papers = children(store, "resolution", "meeting_id", meeting.id)
    found = [paper.count("number") for paper in papers if paper.id != except_id]
    return [number for number in found if number is not None]


def _same_series(store: Store, meeting: Facts, other: Facts) -> bool:
    if meeting.text("cell_id") != other.text("cell_id") or kind_at(other).congress:
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
