"""Tables of a range of months for an organisation and all below it: sessions, proposals, tasks; figures are in indicators/."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo_desktop.base.text import percent
from chibo_desktop.lists.indicators.facts import Session
from chibo_desktop.lists.indicators.figure import reaches
from chibo_desktop.lists.indicators.report import scope_of
from chibo_desktop.lists.indicators.scope import Scope
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.lists.said import one_book, speaks_for_cell
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.store import Store

LEVELS = ("commune", "upper", "centre")
"""Those above the cell, from below."""


@dataclass(frozen=True)
class SessionLine:
    """One session that counts for attendance. `levels` are those of its guests from above; `met` as in IND-1."""

    id: str
    cell_id: str
    cell_name: str
    month: str
    held_on: date
    kind: str
    present: int
    due: int
    met: bool | None
    is_typed: bool
    levels: tuple[str, ...]
    has_focus: bool
    is_concluded: bool
    has_material: bool

    @property
    def percent_shown(self) -> str:
        """One decimal, "–" where nobody was due."""
        return percent(self.present, self.due)


@dataclass(frozen=True)
class ProposalLine:
    """One proposal raised in the range, as it stands today."""

    id: str
    cell_id: str
    cell_name: str
    raised_on: date
    content: str
    competence: str
    state: str
    answered_on: date | None
    announced_on: date | None
    is_overdue: bool


@dataclass(frozen=True)
class TaskLine:
    """One task given at a session of the range. `state` is the newest reported one, "" while nothing is.

    `reported_on` is the day of the meeting that heard of it.
    """

    id: str
    cell_id: str
    cell_name: str
    month: str
    title: str
    due_on: date | None
    state: str
    reported_on: date | None


def sessions_between(store: Store, organisation_id: str, first: str, last: str) -> list[SessionLine]:
    """The finalised sessions of the months, of cells that stood at or below the organisation on their day, by cell."""
    scope = scope_of(store, organisation_id, first, last)
    lines = [_session(scope, each) for each in scope.counted]
    return sorted(lines, key=lambda line: (line.cell_name.casefold(), line.cell_id, line.month, line.held_on))


def _session(scope: Scope, session: Session) -> SessionLine:
    held, rate = scope.held, scope.rate(session)
    return SessionLine(
        id=session.id,
        cell_id=session.cell_id,
        cell_name=held.organisations.name(session.cell_id, session.day),
        month=session.month,
        held_on=session.day,
        kind=dict(KINDS).get(session.kind, session.kind),
        present=rate.present,
        due=rate.due,
        met=reaches(rate.present, rate.due, scope.session_target(session)),
        is_typed=rate.is_typed,
        levels=tuple(level for level in LEVELS if level in held.guests.get(session.id, ())),
        has_focus=session.has_focus,
        is_concluded=session.id in held.concluded,
        has_material=session.id in held.supplied,
    )


def proposals_between(store: Store, organisation_id: str, first: str, last: str) -> list[ProposalLine]:
    """The proposals raised in the months by cells that stood at or below the organisation on that day, oldest first."""
    scope = scope_of(store, organisation_id, first, last)
    lines = []
    for row in every_proposal(store):
        day = row.raised_on
        if day is not None and scope.within.holds(day) and scope.holds(row.cell_id, day):
            lines.append(_proposal(row, day))
    return sorted(lines, key=lambda line: (line.raised_on, line.cell_name.casefold(), line.id))


def _proposal(row: ProposalRow, raised_on: date) -> ProposalLine:
    answered = [answer.answered_on for answer in row.answers if answer.answered_on and answer.is_final]
    return ProposalLine(
        id=row.id,
        cell_id=row.cell_id,
        cell_name=row.cell_name,
        raised_on=raised_on,
        content=row.content,
        competence=row.competence_label,
        state=row.state_label,
        answered_on=max(answered, default=None),
        announced_on=row.announced_on,
        is_overdue=row.is_overdue,
    )


_TASKS = """SELECT a.id, a._book AS book, m._book AS minutes, a.cell_id, a.title, a.due_on, a.meeting_id
    FROM assignment a JOIN meeting m ON m.id = a.meeting_id
    WHERE COALESCE(a.put_away, 0) = 0 AND substr(m.period, 1, 7) BETWEEN ? AND ?"""
_TOLD = """SELECT r.assignment_id, r._book AS book, a._book AS given_in, r.state, h.held_on FROM assignment_report r
    JOIN assignment a ON a.id = r.assignment_id JOIN meeting m ON m.id = a.meeting_id
    JOIN meeting h ON h.id = r.meeting_id WHERE COALESCE(r.put_away, 0) = 0 AND COALESCE(h.put_away, 0) = 0
    AND substr(m.period, 1, 7) BETWEEN ? AND ? ORDER BY h.held_on, r.id"""


def tasks_between(store: Store, organisation_id: str, first: str, last: str) -> list[TaskLine]:
    """The tasks given at those sessions, each with what was reported of it last, by cell."""
    scope = scope_of(store, organisation_id, first, last)
    sessions, is_one = {each.id: each for each in scope.counted}, one_book(store)
    is_own = speaks_for_cell(store)
    told = {
        row["assignment_id"]: row
        for row in store.rows(_TOLD, (first, last))
        if is_one(row["book"], row["given_in"])
    }
    lines = [
        _task(scope, row, told.get(row["id"]), sessions[row["meeting_id"]])
        for row in store.rows(_TASKS, (first, last))
        if row["meeting_id"] in sessions
        and is_one(row["book"], row["minutes"])
        and is_own(row["book"], row["cell_id"] or "")
    ]
    return sorted(lines, key=lambda line: (line.cell_name.casefold(), line.cell_id, line.month, line.id))


def _task(scope: Scope, row: Any, told: Any | None, session: Session) -> TaskLine:
    return TaskLine(
        id=row["id"],
        cell_id=session.cell_id,
        cell_name=scope.held.organisations.name(session.cell_id, session.day),
        month=session.month,
        title=row["title"] or "",
        due_on=_day(row["due_on"]),
        state=(told["state"] if told else None) or "",
        reported_on=_day(told["held_on"]) if told else None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
