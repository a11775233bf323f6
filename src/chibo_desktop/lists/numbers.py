"""Which paper numbers of a cell are taken in a term; the next one is the rules' to say."""

from __future__ import annotations

from datetime import date

from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store

_OF_MEETING = ("kind", "held_on", "period", "minutes_number")


def numbers_used(store: Store, meeting: Facts, kind: str, *, except_id: str = "") -> list[int]:
    """Numbers of the cell's resolutions (or conclusions) in the term the meeting falls into (HD 36: per type and term).

    A congress has one series of its own for all its papers, its minutes among them.
    """
    if kind_at(meeting).congress:
        minutes = meeting.count("minutes_number")
        return [*_papers_of(store, meeting, except_id), *([] if minutes is None else [minutes])]
    others = {other.id for other in _same_series(store, meeting)}
    same = [
        paper
        for paper in _numbered(store, meeting.text("cell_id"))
        if paper.text("kind") == kind and paper.text("meeting_id") in others
    ]
    numbers = [paper.count("number") for paper in same if paper.id != except_id]
    return [number for number in numbers if number is not None]


def minutes_numbers_used(store: Store, meeting: Facts) -> list[int]:
    """Numbers of the cell's other minutes in the term; of a congress, those of its own papers."""
    if kind_at(meeting).congress:
        return _papers_of(store, meeting)
    others = [other for other in _same_series(store, meeting) if other.id != meeting.id]
    found = [other.count("minutes_number") for other in others]
    return [number for number in found if number is not None]


def _numbered(store: Store, cell_id: str) -> list[Facts]:
    """The resolutions of a cell that have a number."""
    ids = together(store, "organisation", cell_id)
    held = f"number IS NOT NULL AND meeting_id IN (SELECT id FROM meeting WHERE {among('cell_id', ids)})"
    return _read(store, "resolution", ("kind", "number", "meeting_id"), held, ids)


def _read(
    store: Store, kind: str, names: tuple[str, ...], where: str, params: tuple[str, ...]
) -> list[Facts]:
    """Of each record only what a series is known by: those of ten years whole would be read for nothing."""
    sql = f'SELECT id, {", ".join(names)} FROM "{kind}" WHERE COALESCE(put_away, 0) = 0 AND {where}'
    rows = store.rows(sql, params)
    return [Facts(kind, row["id"], {name: row[name] for name in names}) for row in rows]


def _papers_of(store: Store, meeting: Facts, except_id: str = "") -> list[int]:
    papers = children(store, "resolution", "meeting_id", meeting.id)
    found = [paper.count("number") for paper in papers if paper.id != except_id]
    return [number for number in found if number is not None]


def _same_series(store: Store, meeting: Facts) -> list[Facts]:
    """The cell's meetings whose papers are numbered with those of this one."""
    start, end = _term(store, meeting)
    is_inside = start <= meeting_day(meeting) <= end
    # outside the term on record there is the other term: the two never share a series
    ids = together(store, "organisation", meeting.text("cell_id"))
    held = _read(store, "meeting", _OF_MEETING, among("cell_id", ids), ids)
    return [
        other
        for other in held
        if (start <= meeting_day(other) <= end) == is_inside and not kind_at(other).congress
    ]


def _term(store: Store, meeting: Facts) -> tuple[date, date]:
    cell = find(store, "organisation", meeting.text("cell_id"))
    start = cell.day("term_from") if cell else None
    end = cell.day("term_until") if cell else None
    return start or date.min, end or date.max
