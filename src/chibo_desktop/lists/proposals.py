"""Proposals with what was answered: one cell's, or every cell's a body holds; answering is an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.lists.rows import Facts, children, made_order, of_cell, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device

STATES = {"waiting": "chưa trả lời", "answered": "đã trả lời", "announced": "đã thông báo tại chi bộ"}


@dataclass(frozen=True)
class AnswerRow:
    """One answer, and which body gave it."""

    id: str
    body_name: str
    answered_on: date | None
    paper_number: str
    outcome: str
    outcome_label: str
    content: str
    facts: Facts


@dataclass(frozen=True)
class ProposalRow:
    """One proposal with its answers, newest last. `state` is waiting, answered or announced."""

    id: str
    cell_id: str
    cell_name: str
    content: str
    source_label: str
    raised_by: str
    raised_on: date | None
    field: str
    place: str
    competence: str
    competence_label: str
    state: str
    state_label: str
    announced_on: date | None
    answers: tuple[AnswerRow, ...]
    facts: Facts


def list_proposals(
    store: Store, cell_id: str | None = None, *, state: str | None = None
) -> list[ProposalRow]:
    """Proposals of a cell, or of all when None, newest first; of one state when named."""
    found = of_cell(store, "proposal", cell_id) if cell_id else select(store, "proposal")
    rows = [proposal_row(store, facts) for facts in found]
    chosen = [row for row in rows if state is None or row.state == state]
    return sorted(chosen, key=_raised, reverse=True)


def _raised(row: ProposalRow) -> tuple[date, tuple[int, str]]:
    return row.raised_on or date.min, made_order(row.id)


def count_waiting(store: Store) -> int:
    """How many of the proposals held nobody has answered; without making a row of each."""
    answered = {answer.text("proposal_id") for answer in select(store, "answer")}
    return sum(1 for proposal in select(store, "proposal") if proposal.id not in answered)


def raised_at(store: Store, meeting_id: str) -> list[ProposalRow]:
    """The proposals raised at a meeting, in the order they were written."""
    return [proposal_row(store, facts) for facts in children(store, "proposal", "meeting_id", meeting_id)]


def to_announce(store: Store, cell_id: str, *, on: date | None = None) -> list[ProposalRow]:
    """Answered proposals of a cell not read out yet; with a day, also those read out on it."""
    ids, day = together(store, "organisation", cell_id), on.isoformat() if on else ""
    # those asked for first: a row is made of each, and of ten years nearly all are answered and read out
    where = (
        f"{among('cell_id', ids)} AND COALESCE(announced_on, '') IN ('', ?)"
        " AND id IN (SELECT proposal_id FROM answer WHERE COALESCE(put_away, 0) = 0)"
    )
    rows = [proposal_row(store, facts) for facts in select(store, "proposal", where, (*ids, day))]
    return [row for row in sorted(rows, key=_raised) if row.answers]


def proposal_row(store: Store, facts: Facts) -> ProposalRow:
    """A proposal's facts as a row."""
    found = [_answer(store, each) for each in children(store, "answer", "proposal_id", facts.id)]
    # by day: numbers of two bodies' devices say nothing about which answer came later
    answers = tuple(sorted(found, key=lambda each: (each.answered_on or date.min, made_order(each.id))))
    announced = facts.day("announced_on")
    state = "announced" if announced and answers else "answered" if answers else "waiting"
    return ProposalRow(
        id=facts.id,
        cell_id=facts.text("cell_id"),
        cell_name=cell_name(store, facts.text("cell_id")),
        content=facts.text("content"),
        source_label=facts.shown("source"),
        raised_by=facts.shown("raised_by"),
        raised_on=facts.day("raised_on"),
        field=facts.text("field"),
        place=facts.text("place"),
        competence=facts.text("competence"),
        competence_label=facts.shown("competence"),
        state=state,
        state_label=STATES[state],
        announced_on=announced,
        answers=answers,
        facts=facts,
    )


def _answer(store: Store, facts: Facts) -> AnswerRow:
    """Who answered is read from the certificate of the device that wrote it, not from what the record says."""
    from chibo_desktop.lists.exchange import body_name

    device = store.field_head("answer", facts.id, "content").partition(":")[0]
    chain = chain_of_device(store, device)
    body = str(chain[0].body["org"]) if chain else ""
    return AnswerRow(
        id=facts.id,
        body_name=body_name(store, body) if body else "",
        answered_on=facts.day("answered_on"),
        paper_number=facts.text("paper_number"),
        outcome=facts.text("outcome"),
        outcome_label=facts.shown("outcome"),
        content=facts.text("content"),
        facts=facts,
    )
