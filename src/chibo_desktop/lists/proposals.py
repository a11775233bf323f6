"""Proposals: one cell's, or every one a desk holds, what is to be answered or read out; changing them is an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.proposal_deadline import LEVELS, bodies_above
from chibo_desktop.lists.proposal_home import home_of_cell, line_over
from chibo_desktop.lists.proposal_memory import all_rows, told_by_answers
from chibo_desktop.lists.proposal_rows import STATES, AnswerRow, ProposalRow, RowReader
from chibo_desktop.lists.rows import Facts, children, made_order, select
from chibo_desktop.lists.same import among
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

__all__ = [
    "STATES",
    "AnswerRow",
    "ProposalRow",
    "count_waiting",
    "every_proposal",
    "find_proposal",
    "has_handed_up",
    "is_for",
    "joinable",
    "joined_into",
    "joined_through",
    "list_proposals",
    "proposal_row",
    "raised_at",
    "rows_of",
    "to_announce",
    "to_answer",
]


def list_proposals(
    store: Store, cell_id: str | None = None, *, state: str | None = None
) -> list[ProposalRow]:
    """Proposals of a cell and of those it follows, or of all when None, newest first.

    `state`: of one of `STATES`, or "waiting" for those to which an answer is owed.
    """
    rows: Sequence[ProposalRow] = every_proposal(store)
    if cell_id is not None:
        ids = line_of(store, cell_id)
        rows = [row for row in rows if row.cell_id in ids]
    if state == "waiting":
        return [row for row in rows if row.is_waiting]
    return [row for row in rows if state is None or row.state == state]


def every_proposal(store: Store) -> tuple[ProposalRow, ...]:
    """Every proposal held, newest first.

    Of 513 the first call takes 60 ms, that after a write to one of them 20 ms, further ones nothing.
    """
    return known(store, ("proposals", store.clock.now().date()), lambda: _read_all(store))


def rows_of(store: Store, found: Sequence[Facts]) -> list[ProposalRow]:
    """These proposals as rows, in their order; only what belongs to them is read."""
    reader = RowReader(store, [facts.id for facts in found]) if found else None
    return [reader.row(facts) for facts in found] if reader else []


def find_proposal(store: Store, proposal_id: str) -> ProposalRow | None:
    """The proposal of that id, put away or not, or known only by its answer; None when it is not held."""
    found = select(store, "proposal", "id = ?", (proposal_id,), away=True)
    row = next(iter(rows_of(store, found)), None)
    if row is not None and not row.is_joined:
        return row
    return next((each for each in every_proposal(store) if each.id == proposal_id), row)


def joined_through(store: Store, proposal_id: str) -> list[str]:
    """The proposal, the one it was joined to, the one that was joined to, and so on."""
    found: list[str] = []
    while proposal_id and proposal_id not in found:
        found.append(proposal_id)
        row = next(iter(rows_of(store, select(store, "proposal", "id = ?", (proposal_id,)))), None)
        proposal_id = row.joined_id if row else ""
    return found


def joined_into(store: Store, proposal_id: str) -> list[ProposalRow]:
    """Those that are answered with this one, whether joined to it at once or through others."""
    return [row for row in every_proposal(store) if row.joined_id == proposal_id and row.is_joined]


def joinable(store: Store, row: ProposalRow) -> list[ProposalRow]:
    """The proposals a proposal may raise the same matter as: those still open from cells of the same commune, those of
    its field first. What one commune asks is not another's to know.
    """
    commune = _commune_of(store, row)
    others = [
        each
        for each in every_proposal(store)
        if each.id != row.id and each.is_waiting and _commune_of(store, each) == commune
    ]
    return sorted(others, key=lambda each: each.field.casefold() != row.field.casefold())


def _commune_of(store: Store, row: ProposalRow) -> str:
    held = organisations(store)
    line = line_over(store, home_of_cell(store, row.cell_id), store.clock.now().date())
    return next((body for body in line if held.kind(body) == "commune"), "")


def proposal_row(store: Store, facts: Facts) -> ProposalRow:
    """A proposal's facts as a row."""
    return rows_of(store, [facts])[0]


def count_waiting(store: Store) -> int:
    """How many of the proposals held wait for what this desk has to do."""
    return len(to_answer(store, own_organisation(store)))


def to_answer(store: Store, organisation_id: str) -> list[ProposalRow]:
    """What a body has to classify, answer or hand on, the overdue first, then by the day it is due, then the oldest.

    At a cell: what it settles itself.
    """

    def find_mine() -> list[ProposalRow]:
        rows = (row for row in every_proposal(store) if row.is_waiting)
        return sorted((row for row in rows if is_for(store, row, organisation_id)), key=_by_need)

    today = store.clock.now().date()
    return list(known(store, ("proposals to answer", organisation_id, today), find_mine))


def _by_need(row: ProposalRow) -> tuple[bool, date, date]:
    return (not row.is_overdue, row.due.due_on if row.due else date.max, row.raised_on or date.max)


def is_for(store: Store, row: ProposalRow, organisation_id: str) -> bool:
    """Whether the next step is this organisation's: it has to settle it, to say who has to, or to hand it on."""
    bodies = bodies_above(store, home_of_cell(store, row.cell_id))
    mine = next((level for level, body in bodies.items() if body == organisation_id), "")
    if mine not in LEVELS:
        return False
    if mine == "cell":
        return row.competence == "cell"
    if row.competence not in LEVELS:  # nobody has said yet, or a level that ended
        return mine == "commune" or "commune" not in bodies
    if row.competence == mine:
        return True
    return LEVELS.index(row.competence) > LEVELS.index(mine) and not has_handed_up(row, organisation_id, mine)


def has_handed_up(row: ProposalRow, organisation_id: str, level: str) -> bool:
    """Whether the body of a level handed it up and nobody gave it back since, by saying it is for that level or below."""
    is_up = False
    for step in row.live_steps:
        if step.sort == "handed_up" and step.body_id == organisation_id:
            is_up = True
        elif step.sort == "classified" and step.competence in LEVELS[: LEVELS.index(level) + 1]:
            is_up = False
    return is_up


def raised_at(store: Store, meeting_id: str) -> list[ProposalRow]:
    """The proposals raised at a meeting, in the order they were written."""
    return rows_of(store, children(store, "proposal", "meeting_id", meeting_id))


def to_announce(store: Store, cell_id: str, *, on: date | None = None) -> list[ProposalRow]:
    """Answered proposals of a cell not read out yet, oldest first; with a day, also those read out on it."""
    ids = line_of(store, cell_id)
    # those asked for first: a row is made of each, and of ten years nearly all are answered and read out
    where = (
        f"{among('cell_id', ids)} AND id IN (SELECT proposal_id FROM answer WHERE COALESCE(put_away, 0) = 0) AND"
        " (COALESCE(announced_on, '') IN ('', ?) OR EXISTS (SELECT 1 FROM answer n, answer r"
        " WHERE n.proposal_id = proposal.id AND r.id = proposal.announced_id AND n.id <> r.id"
        " AND COALESCE(n.put_away, 0) = 0 AND COALESCE(n.answered_on, '') >= COALESCE(r.answered_on, '')))"
    )
    rows = rows_of(store, select(store, "proposal", where, (*ids, on.isoformat() if on else "")))
    rows += rows_of(store, [facts for facts in told_by_answers(store) if facts.text("cell_id") in ids])
    chosen = [
        row for row in rows if row.unread or (on is not None and row.answers and row.announced_on == on)
    ]
    return sorted(chosen, key=_raised)


def _raised(row: ProposalRow) -> tuple[date, tuple[int, str]]:
    return row.raised_on or date.min, made_order(row.id)


def _read_all(store: Store) -> tuple[ProposalRow, ...]:
    every = all_rows(store)
    away = {one for one, row in every.items() if row.facts.is_put_away}
    live = {one: row for one, row in every.items() if one not in away}
    return tuple(sorted((_as_joined(row, live, away) for row in live.values()), key=_raised, reverse=True))


def _as_joined(row: ProposalRow, by_id: Mapping[str, ProposalRow], away: set[str]) -> ProposalRow:
    """One joined to another stands as the last of those it was joined through, until it is answered itself.

    It waits on its own again once that one was put away, or answered without it; so do those joined in a ring.
    """
    seen, first = {row.id}, row
    while first.joined_id in by_id and first.joined_id not in seen:
        first = by_id[first.joined_id]
        seen.add(first.id)
    if not row.is_joined or (first is row and row.joined_id not in away | seen):
        return row  # not joined, or to one that is not known here
    if row.is_answered:
        return replace(row, joined_id=first.id) if first is not row else row
    if first.joined_id in away | seen or first.is_answered:
        return replace(row, is_joined=False, joined_id="")
    return replace(
        row, joined_id=first.id, state=first.state, state_label=first.state_label, due=None, is_overdue=False
    )
