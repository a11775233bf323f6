"""Persons considered at a meeting of a cell of nine: the meeting begun, a vote taken, and what is read of it."""

from __future__ import annotations

from datetime import date, time

from chibo_desktop.actions.ballots import change_ballot
from chibo_desktop.actions.cases import begin_vote
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, record_all_present
from chibo_desktop.lists.cases import CaseRow, cases_at
from chibo_desktop.lists.rows import find

NAME = "Vàng A Páo"


def begin(desk: Desk, members: list[str], kind: str) -> str:
    """A meeting of the kind, everybody present."""
    meeting = add_meeting(
        desk,
        period="2026-10",
        kind=kind,
        held_on=date(2026, 10, 5),
        started_at=time(19, 30),
        ended_at=time(21, 15),
        secretary_id=members[1],
    )[1]
    record_all_present(desk, meeting)
    return meeting


def voted(desk: Desk, case: str, yes: int, no: int = 0) -> CaseRow:
    """The case after another vote."""
    for ballot in begin_vote(desk, case)[1]:
        change_ballot(desk, ballot, yes_count=yes, no_count=no)
    return case_of(desk, case)


def case_of(desk: Desk, case: str) -> CaseRow:
    facts = find(desk.store, "person_case", case)
    assert facts is not None
    return next(row for row in cases_at(desk.store, facts.text("meeting_id")) if row.facts.id == case)
