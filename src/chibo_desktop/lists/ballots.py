"""Votes of a meeting as read from the book: of how many, what they come to, what is wrong or worth saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ballot_base import Bases, base_of_ballot, votes_of
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, children
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import missing
from chibo_desktop.records.meeting import MEASURES
from chibo_desktop.rules.presence import Person
from chibo_desktop.rules.vote_base import VoteBase
from chibo_desktop.rules.voting import (
    BOXES,
    PAPERS,
    Papers,
    VoteResult,
    check_papers,
    check_votes,
    needed,
    result,
    threshold_sentence,
    warnings,
)
from chibo_desktop.store import Store

ABOUT = {
    "admission": "đề nghị kết nạp",
    "full_membership": "đề nghị công nhận chính thức",
    "name_removal": "đề nghị xóa tên",
    "exemption": "miễn công tác và sinh hoạt",
    "expulsion": "đề nghị khai trừ",
    "discipline": "thi hành kỷ luật",
    "commendation": "khen thưởng",
    "rating": "xếp loại",
}
"""What stands after "đủ điều kiện"; a vote on an ordinary matter says no more than that."""


class Gap(NamedTuple):
    """One thing said of a vote or a person considered, the step it is put right in, and the field it belongs to."""

    sentence: str
    step: str
    field: str
    kind: str
    id: str


@dataclass(frozen=True)
class BallotRow:
    """One vote with its base: the one kept when finalised, the one that holds now before. `result` None: no counts.

    `counted` is what the roll call says of this vote's base and of who could cast one.
    """

    facts: Facts
    base: int
    counted: VoteBase
    needed: int
    threshold_sentence: str
    result: VoteResult | None


def ballots_at(store: Store, meeting: Facts, people: Sequence[Person]) -> tuple[BallotRow, ...]:
    """Every vote of the meeting in its order, those on persons too."""
    bases = Bases(meeting, people)
    found = children(store, "ballot", "meeting_id", meeting.id)
    return tuple(ballot_row(meeting, ballot, bases.of(ballot)) for ballot in found)


def ballot_row(meeting: Facts, ballot: Facts, counted: VoteBase) -> BallotRow:
    """One vote as the sheet and the papers show it."""
    day = meeting_day(meeting)
    kept = ballot.count("base_count") if meeting.moment("finalised_at") else None
    base, limit = counted.base if kept is None else kept, ballot.text("threshold")
    yes = ballot.count("yes_count")
    about = ABOUT.get(ballot.text("decision"), "")
    can_count = yes is not None and 0 <= yes <= base and base > 0
    return BallotRow(
        facts=ballot,
        base=base,
        counted=counted,
        needed=needed(base, limit, day=day),
        threshold_sentence=threshold_sentence(base, limit, day=day),
        result=result(yes, base, limit, matter=about, day=day) if can_count and yes is not None else None,
    )


def base_now(meeting: Facts, ballot: Facts, people: Sequence[Person]) -> VoteBase:
    """The base for numbers being written now: whoever left has no vote, unless the hour of the vote says otherwise."""
    counts = {name for name, _ in BOXES}
    values = {name: value for name, value in ballot.values.items() if name not in counts}
    return base_of_ballot(meeting, replace(ballot, values=values), people)


def papers_of(ballot: Facts) -> Papers:
    """The papers of a vote as far as they are written down; none of a vote that is not by paper."""
    return papers_counted(ballot) if ballot.text("method") == "secret" else Papers()


def papers_counted(facts: Facts) -> Papers:
    """The four counts of a vote by paper or of a round of an election as far as they are written down."""
    return Papers(*(facts.count(name) for name, _ in PAPERS))


def check_counts(ballot: Facts, base: VoteBase) -> None:
    """Refusal beside the box to mend when the votes or the papers cannot be."""
    votes = votes_of(ballot)
    check_votes(*votes, base.base, base.present_official)
    check_papers(papers_of(ballot), votes, base.present_official)


def name_of_vote(ballot: Facts) -> str:
    """What the vote is called in a sentence: its matter, the form of discipline it is for, the round."""
    measure = dict(MEASURES).get(ballot.text("measure"), "")
    called = f"{ballot.text('matter')}: {measure.lower()}" if measure else ballot.text("matter")
    number = ballot.count("round") or 1
    return f"{called}, lần {number}" if number > 1 else called


def vote_gaps(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """Votes without their matter or numbers, and those that cannot be as the roll call stands now.

    Whether a person was voted on is asked of the person (`cases.case_gaps`).
    """
    found = children(store, "ballot", "meeting_id", meeting.id)
    for number, ballot in enumerate((each for each in found if not each.text("case_id")), 1):
        for field in missing(find_spec("ballot"), ballot.values):
            if field.name not in ballot.absent:
                said = f"Biểu quyết {number}: chưa ghi “{field.label}”."
                yield Gap(said, "votes", field.name, "ballot", ballot.id)
    bases = Bases(meeting, people)
    for ballot in found:
        if ballot.count("yes_count") is None:
            continue
        try:
            check_counts(ballot, bases.of(ballot))
        except Refusal as refusal:
            sentence = f"Biểu quyết “{name_of_vote(ballot)}”: {refusal.sentence}"
            yield Gap(sentence, step_of(ballot), refusal.field or "", "ballot", ballot.id)


def vote_advice(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """What is worth saying of the votes and blocks nothing."""
    bases = Bases(meeting, people)
    for ballot in children(store, "ballot", "meeting_id", meeting.id):
        if ballot.text("measure"):
            continue
        for said in warnings_of(meeting, ballot, bases.of(ballot)):
            sentence = f"Biểu quyết “{name_of_vote(ballot)}”: {said}"
            yield Gap(sentence, step_of(ballot), "yes_count", "ballot", ballot.id)


def warnings_of(meeting: Facts, ballot: Facts, base: VoteBase) -> list[str]:
    """The same of one vote."""
    papers = papers_of(ballot) if ballot.text("method") == "secret" else None
    day = meeting_day(meeting)
    return warnings(
        votes_of(ballot), base.base, base.present_official, ballot.text("threshold"), day=day, papers=papers
    )


def step_of(ballot: Facts) -> str:
    """The step of the sheet where the vote stands."""
    return "cases" if ballot.text("case_id") else "votes"
