"""The values of the book of resolutions, of one cell, of those below a body or of those somebody visited; layout stands in forms/."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.lists.meetings import title_of
from chibo_desktop.lists.resolution_book import (
    BookEntry,
    BookTask,
    CellBook,
    books_below,
    books_of_visitor,
    visitor_name,
)
from chibo_desktop.lists.roster import kind_at
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.numbers import number_of_paper
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import named
from chibo_desktop.papers.range_head import RangeHead, range_head
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class BookedTask(TypedDict):
    """`state` is what was reported last, `told_on` when; `due_on` "" for a task without a day."""

    title: str
    leader: str
    helpers: str
    due_on: str
    recurring: bool
    state: str
    told_on: str
    result: str


class Booked(TypedDict):
    """One resolution or conclusion; `occasion` names the meeting."""

    number: str
    issued_on: str
    summary: str
    occasion: str
    tasks: list[BookedTask]


class OfCell(TypedDict):
    name: str
    visited_on: list[str]
    rows: list[Booked]


class ResolutionBook(RangeHead):
    """`visitor` is whom the book is for, "" for nobody; `many`: of more than one cell, each under its name."""

    visitor: str
    many: bool
    cells: list[OfCell]
    resolutions: int
    tasks: int
    done: int


def resolution_book_values(store: Store, scope: Scope) -> ResolutionBook:
    """Of the cells the official or team `scope.record_id` visited; without one of the organisation and those below it."""
    visitor, first, last = scope.record_id, scope.first, scope.last
    books = (
        books_of_visitor(store, visitor, first, last)
        if visitor
        else books_below(store, scope.organisation_id, first, last)
    )
    tasks = [task for book in books for entry in book.entries for task in entry.tasks]
    return ResolutionBook(
        **range_head(store, scope),
        visitor=visitor_name(store, visitor) if visitor else "",
        many=bool(visitor) or [book.cell_id for book in books] != [scope.organisation_id],
        cells=[_of_cell(store, book) for book in books],
        resolutions=sum(len(book.entries) for book in books),
        tasks=len(tasks),
        done=sum(task.is_done for task in tasks),
    )


def _of_cell(store: Store, book: CellBook) -> OfCell:
    return OfCell(
        name=book.name,
        visited_on=[day.isoformat() for day in book.visited_on],
        rows=[_booked(store, entry) for entry in book.entries],
    )


def _booked(store: Store, entry: BookEntry) -> Booked:
    cell = find(store, "organisation", entry.meeting.text("cell_id"))
    return Booked(
        number=number_of_paper(kind_at(entry.meeting), cell, entry.paper),
        issued_on=entry.issued_on.isoformat(),
        summary=entry.paper.text("summary"),
        occasion=title_of(entry.meeting),
        tasks=[_task(task) for task in entry.tasks],
    )


def _task(task: BookTask) -> BookedTask:
    return BookedTask(
        title=task.row.title,
        leader=named(task.row.leader_name),
        helpers=task.row.facts.text("helpers"),
        due_on=iso_of(task.row.due_on),
        recurring=task.row.recurring,
        state=task.state_label,
        told_on=iso_of(task.told_on),
        result=task.last.text("result") if task.last else "",
    )
