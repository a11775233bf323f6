"""One proposal as a page or paper shows it: its answers, its state from the facts, whether it is overdue; which ones is not here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.proposal_deadline import Due, due_of, is_receipted
from chibo_desktop.lists.proposal_groups import group_of
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_read import read_at_meetings
from chibo_desktop.lists.proposal_steps import (
    StepRow,
    Written,
    body_of_device,
    joined_to,
    joining,
    newest_competence,
    reopenings,
    steps_by_proposal,
    written_by_id,
)
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.lists.said_of_proposals import said_to_proposals
from chibo_desktop.lists.same import among
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.typed_for import typed_cells
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import newest_bodies

UNWRITTEN = Written("", "", 0, (0, 0))
"""Of a proposal whose record is not held here."""
STATES = {
    "new": "mới",
    "classified": "đã phân loại",
    "handed_up": "đã chuyển",
    "under_way": "đang giải quyết",
    "answered": "có văn bản trả lời",
    "returned": "đã trả về chi bộ",
    "closed": "đóng",
}
"""In the order in which a proposal goes through them; each follows from facts, nobody sets one."""
ANSWERED = ("answered", "returned", "closed")
"""The states in which nobody above owes an answer."""
UNDER_WAY = "under_way"


@dataclass(frozen=True)
class AnswerRow:
    """One answer, and which body gave it.

    `is_live` is False for what was answered before the proposal was reopened; `is_read` once it was read out.
    """

    id: str
    body_name: str
    answered_on: date | None
    paper_number: str
    outcome: str
    outcome_label: str
    content: str
    facts: Facts
    body_id: str = ""
    written: Written = UNWRITTEN
    is_live: bool = True
    is_read: bool = False

    @property
    def is_final(self) -> bool:
        """Whether it answers: one that only says work goes on does not."""
        return self.is_live and self.outcome != UNDER_WAY


@dataclass(frozen=True)
class ProposalRow:
    """One proposal with its steps and answers, newest last. `competence` is that of its newest classification."""

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
    steps: tuple[StepRow, ...] = ()
    number: int | None = None
    written: Written = UNWRITTEN
    asked: Written = UNWRITTEN
    """The write from which an answer is owed: of the proposal, or of opening it again."""
    due: Due | None = None
    is_overdue: bool = False
    is_reopened: bool = False
    is_joined: bool = False
    """Whether it was joined to another, which waits for an answer itself and is answered for both."""
    joined_id: str = ""
    """Which one; "" where only a body above knows: a cell is never told what another asked."""
    group: str = ""
    """As `proposal_groups.group_of` says it."""

    @property
    def counted_on(self) -> date:
        """The day by which it is counted: on which it was raised, else was written."""
        return self.raised_on or self.written.on

    @property
    def is_answered(self) -> bool:
        """Whether nobody owes an answer any more: a word that work goes on, or one from before it was opened again, is none."""
        return self.state in ANSWERED

    @property
    def is_announced(self) -> bool:
        """Whether the answer was read out at the cell, which closes it."""
        return self.state == "closed"

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still owed; of one joined to another the other is answered."""
        return not self.is_answered and not self.is_joined

    @property
    def unread(self) -> tuple[AnswerRow, ...]:
        """The answers that wait to be read out at the cell."""
        return tuple(each for each in self.answers if each.is_live and not each.is_read)

    @property
    def live_steps(self) -> tuple[StepRow, ...]:
        """The steps taken since it was raised, or opened again."""
        again = self.asked.order if self.facts.day("reopened_on") else (0, 0)
        return tuple(step for step in self.steps if step.written.order > again)

    @property
    def is_handed_up(self) -> bool:
        """Whether it lies with the level it is classified to because a body below handed it there."""
        return any(
            step.sort == "handed_up" and step.competence == self.competence for step in self.live_steps
        )


class RowReader:
    """Makes rows, of these proposals alone or of every one held; what many of them need is read once."""

    def __init__(self, store: Store, proposals: Sequence[str] | None = None) -> None:
        self._store, self._today, self._names = store, store.clock.now().date(), dict[str, str]()
        self._homes = {own_organisation(store), *typed_cells(store)}
        self._known, self._certified = organisations(store), newest_bodies(store)
        where = "1" if proposals is None else among("proposal_id", tuple(proposals))
        answers = said_to_proposals(store, select(store, "answer", where, tuple(proposals or ())))
        ids = None if proposals is None else [each.id for each in answers]
        self._written, self._made = (
            written_by_id(store, "answer", ids),
            written_by_id(store, "proposal", proposals),
        )
        self._steps, self._again = steps_by_proposal(store, proposals), reopenings(store, proposals)
        self._answers: defaultdict[str, list[Facts]] = defaultdict(list)
        for answer in answers:
            self._answers[answer.text("proposal_id")].append(answer)
        self._read = read_at_meetings(store) if answers else frozenset()

    def row(self, facts: Facts) -> ProposalRow:
        steps, again = tuple(self._steps.get(facts.id, ())), self._again.get(facts.id)
        cell, raised, reopened = facts.text("cell_id"), facts.day("raised_on"), facts.day("reopened_on")
        since = again.order if again else (0, 0)
        live = [step for step in steps if step.written.order > since]
        answers = self._answers_of(facts, since)
        competence = newest_competence(steps, facts.text("competence"))
        state = self._state(facts, live, answers, competence)
        written = self._made.get(facts.id) or UNWRITTEN
        due = None
        if state not in ANSWERED and facts.text("party_matter") == "party":
            due = due_of(self._store, facts, again or written, live, competence)
        return ProposalRow(
            id=facts.id,
            cell_id=cell,
            cell_name=self._name(cell),
            content=facts.text("content"),
            source_label=facts.shown("source"),
            raised_by=facts.shown("raised_by"),
            raised_on=raised,
            field=next((step.field for step in reversed(steps) if step.field), facts.text("field")),
            place=facts.text("place"),
            competence=competence,
            competence_label=dict(COMPETENCES).get(competence, ""),
            state=state,
            state_label=STATES[state],
            announced_on=facts.day("announced_on"),
            answers=answers,
            facts=facts,
            steps=steps,
            number=facts.count("number"),
            written=written,
            asked=again or written,
            due=due,
            is_overdue=due is not None and due.due_on < self._today,
            is_reopened=reopened is not None and state != "closed",
            is_joined=joining(live) is not None,
            joined_id=joined_to(live),
            group=group_of(self._store, cell, competence, raised or written.on),
        )

    def _name(self, organisation_id: str) -> str:
        if organisation_id not in self._names:
            facts = self._known.facts(organisation_id)
            said = (facts.text("name") if facts else "") or self._certified.get(organisation_id, {}).get(
                "name"
            )
            self._names[organisation_id] = str(said or organisation_id)
        return self._names[organisation_id]

    def _answers_of(self, proposal: Facts, since: tuple[int, int]) -> tuple[AnswerRow, ...]:
        rows = [self._answer(facts, since) for facts in self._answers.get(proposal.id, ())]
        # by day: numbers of two bodies' devices say nothing about which answer came later
        rows.sort(key=_when)
        told, named = proposal.day("announced_on"), proposal.text("announced_id")
        last = next((_when(row) for row in rows if row.id == named), (date.max, (0, "")))
        return tuple(
            replace(row, is_read=row.id in self._read or (told is not None and _when(row) <= last))
            for row in rows
        )

    def _answer(self, facts: Facts, since: tuple[int, int]) -> AnswerRow:
        """Who answered is read from the certificate of the device that wrote it, not from what the record says."""
        written = self._written[facts.id]
        body = body_of_device(self._store, written.device)
        return AnswerRow(
            id=facts.id,
            body_name=self._name(body),
            answered_on=facts.day("answered_on"),
            paper_number=facts.text("paper_number"),
            outcome=facts.text("outcome"),
            outcome_label=facts.shown("outcome"),
            content=facts.text("content"),
            facts=facts,
            body_id=body,
            written=written,
            is_live=written.order > since,
        )

    def _state(
        self, proposal: Facts, steps: Sequence[StepRow], answers: Sequence[AnswerRow], competence: str
    ) -> str:
        """The furthest the facts since it was raised, or reopened, bring it."""
        final = [answer for answer in answers if answer.is_final]
        told = [step for step in steps if step.sort == "answered" and step.outcome != UNDER_WAY]
        if final or told:
            newest = final[-1] if final else None
            if newest.is_read if newest else proposal.day("announced_on"):
                return "closed"
            home = home_of_cell(self._store, proposal.text("cell_id"))
            is_home = newest and (home in self._homes or is_receipted(self._store, home, newest.written))
            return "returned" if is_home else "answered"
        sorts = {step.sort for step in steps}
        if sorts & {"assigned", "interim", "answered"} or any(answer.is_live for answer in answers):
            return "under_way"
        if "handed_up" in sorts:
            return "handed_up"
        return "classified" if competence else "new"


def _when(row: AnswerRow) -> tuple[date, tuple[int, str]]:
    return row.answered_on or date.min, made_order(row.id)
