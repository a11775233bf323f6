"""The proposals of the sample province: who asked for what, where it went, what was answered and announced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Chance
from chibo_desktop.actions.sample.facts import Session
from chibo_desktop.actions.sample.tree import DISTRICTS_END, Tree, desk_above
from chibo_desktop.records.proposal import Answer, Proposal, ProposalStep
from chibo_desktop.records.visits import Round

COMPETENCES = (("cell", 8), ("commune", 50), ("upper", 24), ("centre", 3), (None, 15))
SOURCES = (("cell", 50), ("member", 25), ("people", 25))


@dataclass
class Proposals:
    """What is made here."""

    tree: Tree
    chance: Chance
    rounds: Sequence[Round]
    proposals: list[Proposal] = field(default_factory=list)
    steps: list[ProposalStep] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    def new_id(self, body: Any) -> Any:
        return self.tree.ids.new(body.partition("-")[0])


def make_proposals(
    tree: Tree, seed: int, sessions: Sequence[Session], rounds: Sequence[Round], today: date
) -> Proposals:
    """About one for every eight meetings held and sent; nothing is done with them after `today`."""
    made = Proposals(tree, Chance(f"proposals {seed}"), rounds)
    cells = {cell.id: cell for cell in tree.cells}
    for session in sessions:
        if session.held_on and session.is_sent and not session.missed and made.chance.below(0.13):
            cell = cells[session.cell_id]
            proposal = _raise(made, cell.device, session)
            body = desk_above(tree, cell, session.held_on)
            _handle(made, proposal, body, today)
    return made


def _raise(made: Proposals, device: str, session: Session) -> Proposal:
    chance, day = made.chance, session.held_on
    earlier = [each for each in made.proposals if each.cell_id == session.cell_id]
    repeats = earlier[-1] if earlier and chance.below(0.12) else None
    return Proposal(
        id=made.tree.ids.new(device),
        cell_id=session.cell_id,
        meeting_id=session.id if chance.below(0.9) else None,
        raised_on=day,
        source=chance.weighted(SOURCES),
        content=repeats.content if repeats else chance.one(made.tree.said["asked"]),
        field=chance.one(made.tree.said["fields"]) if chance.below(0.7) else "",
        competence=_competence(made, day or date.max),
        party_matter="party" if chance.below(0.3) else "civic",
        round_id=_round_of(made, day) if chance.below(0.5) else None,
        repeats_id=repeats.id if repeats else None,
        put_away=chance.below(0.02),
    )


def _competence(made: Proposals, day: date) -> str | None:
    """Who has to settle it; until the districts ended mostly they, where it was not the commune."""
    drawn = made.chance.weighted(COMPETENCES)
    return "district" if drawn == "upper" and day <= DISTRICTS_END and made.chance.below(0.7) else drawn


def _round_of(made: Proposals, day: date | None) -> Any:
    return next(
        (
            each.id
            for each in made.rounds
            if day and (each.from_on or date.min) <= day <= (each.until_on or date.max)
        ),
        None,
    )


def _handle(made: Proposals, proposal: Proposal, body: Any, today: date) -> None:
    """What the body above did, and the one above it; the newest word on competence counts."""
    raised = proposal.raised_on or today
    same = [
        each
        for each in made.proposals
        if each.content == proposal.content and each.cell_id != proposal.cell_id
    ]
    step = _Steps(made, proposal, body, today)
    if proposal.competence is None and made.chance.below(0.5):
        step.add("classified", raised + timedelta(days=10), competence=made.chance.one(("commune", "upper")))
    elif made.chance.below(0.1):
        step.add("classified", raised + timedelta(days=10), competence="commune")
        step.add("classified", raised + timedelta(days=25), competence="upper")
    if same and made.chance.below(0.06):
        step.add("joined", raised + timedelta(days=12), joined_id=made.chance.one(same).id)
    elif made.chance.below(0.2):
        step.add(
            "assigned",
            raised + timedelta(days=15),
            agency="Phòng Kinh tế",
            due_on=raised + timedelta(days=60),
        )
    answered = _answer(made, step, proposal, body, raised)
    made.proposals.append(_announced(made, proposal, answered, today))


@dataclass(frozen=True)
class _Steps:
    """Notes what one body does with one proposal, as long as the day has come."""

    made: Proposals
    proposal: Proposal
    body: Any
    today: date

    def add(self, sort: str, day: date, **said: Any) -> None:
        if day > self.today:
            return
        self.made.steps.append(
            ProposalStep(
                id=self.made.new_id(self.body),
                proposal_id=self.proposal.id,
                body_id=self.body,
                sort=sort,
                taken_on=day,
                **said,
            )
        )


def _answer(made: Proposals, step: _Steps, proposal: Proposal, body: Any, raised: date) -> date | None:
    """The day of the answer; None where none came yet. One of three goes through the upper body."""
    chance, by = made.chance, body
    if chance.below(0.3) and body != made.tree.upper_id:
        step.add("handed_up", raised + timedelta(days=20), to_id=made.tree.upper_id, paper_number="12-CV/ĐU")
        by = made.tree.upper_id
    if not chance.below(0.7):
        if chance.below(0.4):
            step.add("interim", raised + timedelta(days=40), note="Đang xem xét")
        return None
    day = raised + timedelta(days=chance.number(25, 150))
    if day > step.today:
        return None
    if chance.below(0.1):
        _Steps(made, proposal, by, step.today).add("answered", day, outcome="settled", paper_number="20-CV")
        return day
    made.answers.append(
        Answer(
            id=made.new_id(by),
            proposal_id=proposal.id,
            body_id=by,
            answered_on=day,
            paper_number=f"{chance.number(1, 90)}-CV",
            outcome=chance.one(("settled", "settled", "under_way", "not_competent", "no_ground")),
            content="Đã xem xét và trả lời",
        )
    )
    return day


def _announced(made: Proposals, proposal: Proposal, answered: date | None, today: date) -> Proposal:
    """The proposal, announced at the cell some weeks after its answer."""
    if answered is None or not made.chance.below(0.75):
        return proposal
    day = answered + timedelta(days=made.chance.number(5, 40))
    return replace(proposal, announced_on=day) if day <= today else proposal
