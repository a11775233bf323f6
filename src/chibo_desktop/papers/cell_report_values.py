"""The values of a cell's report of a month, quarter or year: what the lists and indicators count, in one place; nothing is counted anew."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.admissions import ADMITTED, RECOGNISED, Event, events_of
from chibo_desktop.lists.indicator_words import range_words
from chibo_desktop.lists.indicators.figure import Figure
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.meetings import notes_of, title_of
from chibo_desktop.lists.member_book import left_in, member_book
from chibo_desktop.lists.member_figures import figures_on
from chibo_desktop.lists.period_tables import SessionLine, TaskLine, sessions_between, tasks_between
from chibo_desktop.lists.proposal_register import count, of_body
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.lists.resolution_book import BookEntry, books_below
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.scoring import KeptScore, kept_scores
from chibo_desktop.lists.year_roll import missed_in
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import named
from chibo_desktop.papers.range_head import RangeHead, cell_head
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store

ATTENDED, RHYTHM, THEMATIC, VISITED = "IND-1b", "IND-16", "IND-3", "IND-5"


class SessionRow(TypedDict):
    """`score` as in "86/100 · Khá", "" where none was kept."""

    held_on: str
    kind: str
    present: int
    due: int
    score: str


class Share(TypedDict):
    """So many of so many, and as a percentage with one decimal."""

    numerator: int
    denominator: int
    percent: str


class Tasks(TypedDict):
    """Tasks given at the sessions of the range, by what was reported last; `overdue` by name with their day."""

    given: int
    done: int
    ongoing: int
    not_done: int
    silent: int
    overdue: list[OverdueTask]


class OverdueTask(TypedDict):
    title: str
    due_on: str


class Raised(TypedDict):
    content: str
    raised_on: str
    state: str


class Proposals(TypedDict):
    """As the register counts them; `raised` each time, `distinct` each matter once."""

    raised: int
    distinct: int
    above: int
    answered: int
    announced: int
    overdue: int
    rows: list[Raised]


class Members(TypedDict):
    """Counts of the day `counted_on`; who was admitted, recognised as a full member and who left in the range, by name."""

    counted_on: str
    all: int
    official: int
    probationary: int
    exempt: int
    away: int
    admitted: list[str]
    recognised: list[str]
    left: list[str]


class CellReport(RangeHead):
    """`attended`, `rhythm`, `thematic`, `visited` are the indicators of these names, None where one does not apply.

    `shortcomings` and `direction` are the words of the resolutions, one paragraph each; the direction is that of the
    newest one, of the day `directed_on`, "" where there is none.
    """

    period: str
    sessions: list[SessionRow]
    missed: list[str]
    attended: Share | None
    rhythm: Share | None
    thematic: Share | None
    visited: Share | None
    resolutions: int
    tasks: Tasks
    proposals: Proposals
    members: Members
    shortcomings: list[str]
    direction: list[str]
    directed_on: str


def cell_report_values(store: Store, scope: Scope) -> CellReport:
    """Of one cell, over the whole months of the scope."""
    cell, first, last = scope.organisation_id, month_of(scope.first), month_of(scope.last)
    keys = (ATTENDED, RHYTHM, THEMATIC, VISITED)
    figures = report(store, cell, first, last, keys=keys, with_below=False).own.figures
    entries = [entry for book in books_below(store, cell, scope.first, scope.last) for entry in book.entries]
    scores = kept_scores(store)
    return CellReport(
        **cell_head(store, scope),
        period=range_words(first, last),
        sessions=[_session(each, scores.get(each.id)) for each in sessions_between(store, cell, first, last)],
        missed=[", ".join((title_of(each), *notes_of(each))) for each in missed_in(store, cell, first, last)],
        attended=_share(figures.get(ATTENDED)),
        rhythm=_share(figures.get(RHYTHM)),
        thematic=_share(figures.get(THEMATIC)),
        visited=_share(figures.get(VISITED)),
        resolutions=len(entries),
        tasks=_tasks(tasks_between(store, cell, first, last), scope.today),
        proposals=_proposals(store, of_body(store, cell, scope.first, scope.last)),
        members=_members(store, scope),
        shortcomings=_paragraphs(entries, "shortcomings"),
        direction=_paragraphs(entries[-1:], "direction"),
        directed_on=entries[-1].issued_on.isoformat() if entries else "",
    )


def _session(line: SessionLine, score: KeptScore | None) -> SessionRow:
    return SessionRow(
        held_on=line.held_on.isoformat(),
        kind=line.kind,
        present=line.present,
        due=line.due,
        score=score.line if score else "",
    )


def _share(figure: Figure | None) -> Share | None:
    if figure is None or not figure.denominator:
        return None
    return Share(numerator=figure.numerator, denominator=figure.denominator, percent=figure.percent_shown)


def _tasks(lines: list[TaskLine], on: date) -> Tasks:
    states = [line.state for line in lines]
    late = [line for line in lines if line.state != "done" and line.due_on is not None and line.due_on < on]
    return Tasks(
        given=len(lines),
        done=states.count("done"),
        ongoing=states.count("ongoing"),
        not_done=states.count("not_done"),
        silent=states.count(""),
        overdue=[OverdueTask(title=line.title, due_on=iso_of(line.due_on)) for line in late],
    )


def _proposals(store: Store, rows: list[ProposalRow]) -> Proposals:
    counted = count(store, rows)
    return Proposals(
        raised=counted.raised,
        distinct=counted.distinct,
        above=counted.above,
        answered=sum(row.is_answered for row in rows),
        announced=sum(row.is_announced for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        rows=[
            Raised(content=row.content, raised_on=iso_of(row.raised_on), state=row.state_label)
            for row in rows[::-1]
        ],
    )


def _members(store: Store, scope: Scope) -> Members:
    cell, first, last = scope.organisation_id, scope.first, scope.today
    counted = figures_on(store, cell, last)
    left = left_in(member_book(store, cell, first, last), first)
    return Members(
        counted_on=last.isoformat(),
        all=counted.count("members") or 0,
        official=counted.count("official") or 0,
        probationary=counted.count("probationary") or 0,
        exempt=counted.count("exempt") or 0,
        away=counted.count("away") or 0,
        admitted=_names(store, list(events_of(store, cell, ADMITTED, first, last))),
        recognised=_names(store, list(events_of(store, cell, RECOGNISED, first, last))),
        left=[named(each.person.row.name_shown) for each in left],
    )


def _names(store: Store, events: list[Event]) -> list[str]:
    names = names_of(store, [each.member_id for each in events])
    return [named(names[each.member_id]) for each in events]


def _paragraphs(entries: list[BookEntry], field: str) -> list[str]:
    """The words of the resolutions, each once however often they were repeated."""
    return list(
        dict.fromkeys(
            line for each in entries for line in each.paper.text(field).splitlines() if line.strip()
        )
    )
