"""The persons a meeting considers, each with its votes, what they come to and who decides; papers and the sheet read it.

`cases_at` is what the minutes of such a meeting print: name, what was said, every round with its counts, the result in
full also when it failed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.ballot_base import votes_cast
from chibo_desktop.lists.ballots import BallotRow, Gap, ballots_at
from chibo_desktop.lists.roster import kind_at, meeting_day, member_row, people_at
from chibo_desktop.lists.rows import NOT_SENT, Facts, children, find, select
from chibo_desktop.lists.same import among
from chibo_desktop.records.person_case import RATINGS
from chibo_desktop.rules.attendance import Person
from chibo_desktop.rules.cases import (
    MeasureResult,
    after_failing,
    after_rounds,
    decision_of,
    measure_reached,
    measures_for,
    most_rounds,
    outcome,
    why_not_measure,
)
from chibo_desktop.rules.standing import Standing
from chibo_desktop.rules.voting import VoteResult
from chibo_desktop.store import Store


@dataclass(frozen=True)
class CaseRow:
    """One person considered for one matter.

    `ballots` in the order they were taken: rounds, or one for each form of discipline. `carried` None: not voted yet.
    `sentence` says the result, `follows` who decides and what else is asked. `is_decided_here`: the cell's vote is the
    decision. `next_round` is 0 when no further vote may be taken.
    """

    facts: Facts
    name: str
    ballots: tuple[BallotRow, ...]
    carried: bool | None
    sentence: str
    follows: tuple[str, ...]
    is_decided_here: bool
    measures: MeasureResult | None
    next_round: int
    resolution: Facts | None

    @property
    def matter(self) -> str:
        return self.facts.text("matter")

    @property
    def is_kept_below(self) -> bool:
        """Whether the votes are for forms of discipline that are not sent to this level: nothing is said of a result."""
        return _is_kept_below(self.ballots)

    @property
    def last(self) -> BallotRow | None:
        """The vote that counts: the newest round."""
        return self.ballots[-1] if self.ballots else None


def cases_at(store: Store, meeting_id: str) -> tuple[CaseRow, ...]:
    """Everybody considered at the meeting, in order."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return ()
    return cases_with(store, meeting, ballots_at(store, meeting, people_at(store, meeting_id)))


def cases_with(store: Store, meeting: Facts, ballots: Sequence[BallotRow]) -> tuple[CaseRow, ...]:
    """The same where the votes were read already."""
    found = children(store, "person_case", "meeting_id", meeting.id)
    names = _names(store, found)
    papers = {
        paper.text("case_id"): paper for paper in children(store, "resolution", "meeting_id", meeting.id)
    }
    taken: defaultdict[str, list[BallotRow]] = defaultdict(list)
    for row in sorted(ballots, key=lambda row: row.facts.count("round") or 1):
        taken[row.facts.text("case_id")].append(row)
    return tuple(
        _row(meeting, case, _name(case, names), tuple(taken[case.id]), papers.get(case.id)) for case in found
    )


def name_of_case(store: Store, case: Facts) -> str:
    """Who is considered; `NOT_SENT` where this level does not hold it."""
    return _name(case, _names(store, [case]))


def _names(store: Store, cases: Sequence[Facts]) -> dict[str, str]:
    ids = tuple({case.text("member_id") for case in cases if case.text("member_id")})
    members = select(store, "member", among("id", ids), ids, away=True) if ids else []
    return {member.id: member_row(member, Standing(None)).name_shown for member in members}


def _name(case: Facts, names: dict[str, str]) -> str:
    name = names.get(case.text("member_id"), "") or case.text("full_name")
    return name or (NOT_SENT if {"member_id", "full_name"} & case.absent else "")


def _row(
    meeting: Facts, case: Facts, name: str, ballots: tuple[BallotRow, ...], paper: Facts | None
) -> CaseRow:
    day = meeting_day(meeting)
    measures = _measures(case, ballots, day)
    carried = bool(measures.measure) if measures else _carried(ballots)
    decided = outcome(case.text("matter"), _detail(case, measures), day) if carried else None
    return CaseRow(
        facts=case,
        name=name,
        ballots=ballots,
        carried=carried,
        sentence=_sentence(name, case, ballots, measures),
        follows=_follows(case, ballots, carried, decided.words if decided else "", day),
        is_decided_here=decided is not None and decided.is_decided_here,
        measures=measures,
        next_round=_next_round(ballots, carried, day),
        resolution=paper,
    )


def _measures(case: Facts, ballots: tuple[BallotRow, ...], day: date) -> MeasureResult | None:
    """Which form of discipline the votes of the last round come to; None before they are counted.

    Counted they are once a vote stands on one of the forms, or a 0 on each: then nobody chose any.
    """
    last = _round_of(ballots)
    newest = [row for row in ballots if (row.facts.count("round") or 1) == last]
    votes = {measure: row for row in newest if (measure := row.facts.text("measure"))}
    if case.text("matter") != "discipline" or not votes:
        return None
    is_whole = all(row.facts.count("yes_count") is not None for row in votes.values())
    if not is_whole and not any(votes_cast(row.facts) for row in votes.values()):
        return None
    counted = {measure: row.facts.count("yes_count") or 0 for measure, row in votes.items()}
    return measure_reached(counted, max(row.base for row in votes.values()), day)


def _round_of(ballots: tuple[BallotRow, ...]) -> int:
    return max((row.facts.count("round") or 1 for row in ballots), default=0)


def _carried(ballots: tuple[BallotRow, ...]) -> bool | None:
    result = _result(ballots)
    return None if result is None else result.carried


def _result(ballots: tuple[BallotRow, ...]) -> VoteResult | None:
    """What the newest round says; a form of discipline alone says nothing, held here or not."""
    last = ballots[-1] if ballots else None
    if last is None or last.facts.text("measure") or _is_kept_below(ballots):
        return None
    return last.result


def _is_kept_below(ballots: tuple[BallotRow, ...]) -> bool:
    return any("measure" in row.facts.absent for row in ballots)


def _detail(case: Facts, measures: MeasureResult | None) -> str:
    return measures.measure if measures else case.text("ground")


def _sentence(name: str, case: Facts, ballots: tuple[BallotRow, ...], measures: MeasureResult | None) -> str:
    if measures:
        return f"{name}: {measures.sentence}"
    result = _result(ballots)
    if result is None:
        return ""
    said = result.sentence
    rating = dict(RATINGS).get(case.text("rating"), "")
    if rating:
        said = said.replace("điều kiện xếp loại", f"điều kiện xếp loại {rating}")
    number = _round_of(ballots)
    return f"{name}{f', lần {number}' if number > 1 else ''}: {said}"


def _follows(
    case: Facts, ballots: tuple[BallotRow, ...], carried: bool | None, decided: str, day: date
) -> tuple[str, ...]:
    if carried is None:
        return ()
    if carried:
        return (decided,) if decided else ()
    matter = case.text("matter")
    failed = sum(row.result is not None and not row.result.carried for row in ballots)
    said = (after_failing(matter, day), after_rounds(decision_of(matter), failed, day))
    return tuple(each for each in said if each)


def _next_round(ballots: tuple[BallotRow, ...], carried: bool | None, day: date) -> int:
    """The number of the vote that may be taken next: the first, or another after one that failed."""
    last = _round_of(ballots)
    if not ballots:
        return 1
    return last + 1 if carried is False and last < most_rounds(day) else 0


def case_gaps(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """What finalising asks of the persons considered: who, a vote with its numbers, and what the matter asks for."""
    rows = cases_with(store, meeting, ballots_at(store, meeting, people))
    for place, row in enumerate(rows, 1):
        if not row.name:
            who = "member_id" if row.matter != "admission" else "full_name"
            yield Gap(
                f"Trường hợp {place}: chưa ghi người được xét.", "cases", who, "person_case", row.facts.id
            )
        if row.matter == "rating" and not row.facts.text("rating") and "rating" not in row.facts.absent:
            yield Gap(f"{row.name}: chưa ghi mức chi bộ xếp.", "cases", "rating", "person_case", row.facts.id)
        elif row.carried is None and not row.is_kept_below:
            target = ("yes_count", "ballot", row.ballots[0].facts.id) if row.ballots else None
            said = f"{row.name or 'Trường hợp này'}: chưa ghi kết quả biểu quyết."
            yield Gap(said, "cases", *(target or ("matter", "person_case", row.facts.id)))
        for field, said in (*_exemption_gaps(row, meeting), *_measure_gaps(row, meeting, people)):
            yield Gap(f"{row.name}: {said}", "cases", field, "person_case", row.facts.id)


def _exemption_gaps(row: CaseRow, meeting: Facts) -> Iterator[tuple[str, str]]:
    """The ground says who decides; what the cell itself decides begins on a day after the meeting."""
    facts = row.facts
    if row.matter != "exemption":
        return
    if not facts.text("ground") and "ground" not in facts.absent:
        yield "ground", "chưa ghi “Lý do miễn”."
    start = facts.day("from_on")
    if start is None and row.is_decided_here and "from_on" not in facts.absent:
        yield "from_on", "chưa ghi “Miễn từ ngày”."
    elif start is not None and start <= meeting_day(meeting):
        yield "from_on", f"“Miễn từ ngày” {too_early(meeting_day(meeting))}"


def too_early(held: date) -> str:
    """What is said beside a day of exemption that would change who was counted at the meeting that grants it."""
    first = show_day(held + timedelta(days=1))
    return f"phải sau ngày họp {show_day(held)}, vì buổi này vẫn tính đồng chí ấy. Ghi từ ngày {first}."


def _measure_gaps(row: CaseRow, meeting: Facts, people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """A form of discipline there is not for a probationary member, proposed or come to by the votes."""
    reached = row.measures.measure if row.measures else row.facts.text("measure")
    standings = {person.member_id: person.standing for person in people}
    standing = standings.get(row.facts.text("member_id"))
    membership, day = standing.membership if standing else None, meeting_day(meeting)
    if row.matter == "discipline" and reached and reached not in measures_for(membership, day):
        yield "measure", f"{why_not_measure(day)}."


def case_advice(store: Store, meeting: Facts, people: Sequence[Person]) -> Iterator[Gap]:
    """Members a meeting of ratings has not rated, and how it voted when nobody said; blocks nothing."""
    if kind_at(meeting).matter != "rating":
        return
    found = children(store, "person_case", "meeting_id", meeting.id)
    rated = {case.text("member_id") for case in found if case.text("matter") == "rating"}
    left = [person.name for person in people if is_rated(person) and person.member_id not in rated]
    if left:
        shown = ", ".join(left[:5]) + (f" và {len(left) - 5} người nữa" if len(left) > 5 else "")
        yield Gap(f"Chưa xếp loại {len(left)} đảng viên: {shown}.", "cases", "", "meeting", meeting.id)
    votes = [each for each in children(store, "ballot", "meeting_id", meeting.id) if is_rating_vote(each)]
    if votes and not rating_method(votes):
        yield Gap("Chưa chọn hình thức biểu quyết xếp loại.", "cases", RATING_METHOD, "meeting", meeting.id)


def is_rated(person: Person) -> bool:
    """Whether the yearly rating asks for this member: not those exempt (294-QĐ/TW §7.2.3) or suspended."""
    return person.standing.is_listed and not (person.standing.exempt or person.standing.suspended)


RATING_METHOD = "method"
"""What the advice calls the choice that stands above the list of ratings."""


def is_rating_vote(ballot: Facts) -> bool:
    """Whether it is a vote on the yearly rating of one member."""
    return ballot.text("decision") == "rating" and bool(ballot.text("case_id"))


def rating_method(ballots: Iterable[Facts]) -> str:
    """How the yearly rating is voted on, the same for everybody; "" while nobody chose it."""
    chosen = (str(each.values.get("method") or "") for each in ballots if is_rating_vote(each))
    return next((method for method in chosen if method), "")


@dataclass(frozen=True)
class RatingCount:
    """How many were given one level, of all that were rated."""

    rating: str
    words: str
    count: int
    rated: int


def rating_table(rows: Sequence[CaseRow]) -> tuple[RatingCount, ...]:
    """The summary by level, the best first; only levels the cell's vote carried, and held here, are counted."""
    carried = [row.facts.text("rating") for row in rows if row.matter == "rating" and row.carried]
    given = [rating for rating in carried if rating]
    return tuple(RatingCount(key, words, given.count(key), len(given)) for key, words in RATINGS)
