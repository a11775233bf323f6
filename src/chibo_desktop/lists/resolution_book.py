"""The book of resolutions: what cells resolved in a range, the tasks of each and how they ended; how it is printed is not here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.assignments import AssignmentRow, given_at, reports_on
from chibo_desktop.lists.meetings import meetings_of, resolution_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import MadeVisit, visits_made
from chibo_desktop.store import Store


@dataclass(frozen=True)
class BookTask:
    """A task the meeting gave. `last` is the newest report, `told_on` the day of the meeting that heard it."""

    row: AssignmentRow
    last: Facts | None
    told_on: date | None

    @property
    def is_done(self) -> bool:
        return self.last is not None and self.last.text("state") == "done"

    @property
    def state_label(self) -> str:
        """What was reported last, "chưa báo cáo" when nothing was."""
        return self.last.shown("state").lower() if self.last else "chưa báo cáo"


@dataclass(frozen=True)
class BookEntry:
    """One resolution or conclusion of a finalised meeting; the tasks stand with the one that closes the meeting."""

    paper: Facts
    meeting: Facts
    issued_on: date
    tasks: tuple[BookTask, ...]


@dataclass(frozen=True)
class CellBook:
    """The entries of one cell, the earliest first. `visited_on`: when the visitor the book is for was there."""

    cell_id: str
    name: str
    entries: tuple[BookEntry, ...]
    visited_on: tuple[date, ...] = ()


def books_below(store: Store, organisation_id: str, first: date, last: date) -> list[CellBook]:
    """Of a cell its own book, of a body that of every cell that stands below it on the last day, by name."""
    held = organisations(store)
    one = held.same(organisation_id)
    cells = (one,) if held.kind(one) == "cell" else held.at(last).cells(one)
    return [_book(store, cell, first, last) for cell in cells]


def books_of_visitor(store: Store, visitor_id: str, first: date, last: date) -> list[CellBook]:
    """Of an official or a team: the books of the cells visited in the range (L04), in the order of the first visit."""
    days: dict[str, list[date]] = {}
    for visit in visits_of_visitor(store, visitor_id, first, last):
        days.setdefault(visit.organisation_id, []).append(visit.day)
    return [_book(store, cell, first, last, tuple(on)) for cell, on in days.items()]


def visits_of_visitor(store: Store, visitor_id: str, first: date, last: date) -> list[MadeVisit]:
    """The visits to cells one official or one team made in a range, the earliest first."""
    found = [
        visit
        for visit in visits_made(store, first, last)
        if visitor_id in (visit.team_id, *visit.official_ids)
        and visit.purpose != "committee"
        and first <= visit.day <= last
    ]
    return sorted(found, key=lambda visit: visit.day)


def visitors_in(store: Store, body_id: str, first: date, last: date) -> list[tuple[str, str]]:
    """The officials and teams of a body who visited a cell in the range: id and name, people first."""
    known = teams(store)
    gone = {
        one
        for visit in visits_made(store, first, last)
        if visit.purpose != "committee" and first <= visit.day <= last
        for one in (visit.team_id, *visit.official_ids)
    }
    people = [(each.id, each.text("full_name")) for each in known.officials_of(body_id) if each.id in gone]
    return [*people, *((team.id, team.name) for team in known.of(body_id) if team.id in gone)]


def visitor_name(store: Store, visitor_id: str) -> str:
    """As in "đồng chí Hà Thị Xuân", "Tổ 1"; "" for nobody."""
    known = teams(store)
    name = known.name_of(visitor_id)
    team = known.teams.get(visitor_id)
    return f"đồng chí {name}" if name else team.name if team else ""


def _book(store: Store, cell: str, first: date, last: date, visited_on: tuple[date, ...] = ()) -> CellBook:
    entries = [
        entry
        for meeting in meetings_of(store, cell)
        if meeting.moment("finalised_at") is not None
        for entry in _entries(store, meeting)
        if first <= entry.issued_on <= last
    ]
    name = organisations(store).name(cell, last)
    ordered = sorted(entries, key=lambda each: (each.issued_on, each.paper.count("number") or 0))
    return CellBook(cell, name, tuple(ordered), visited_on)


def _entries(store: Store, meeting: Facts) -> Sequence[BookEntry]:
    closing = resolution_of(store, meeting.id)
    return [
        BookEntry(
            paper=paper,
            meeting=meeting,
            issued_on=paper.day("issued_on") or meeting_day(meeting),
            tasks=_tasks(store, meeting) if closing is not None and paper.id == closing.id else (),
        )
        for paper in children(store, "resolution", "meeting_id", meeting.id)
    ]


def _tasks(store: Store, meeting: Facts) -> tuple[BookTask, ...]:
    return tuple(_task(store, row) for row in given_at(store, meeting))


def _task(store: Store, row: AssignmentRow) -> BookTask:
    told = reports_on(store, row.facts)
    return BookTask(row, told[-1][1], told[-1][0]) if told else BookTask(row, None, None)
