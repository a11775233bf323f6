"""Elections of a congress as read from the book: of how many, who is elected, what follows; papers and the sheet read it.

`elections_at` is what the minutes of a count print: one row a round in the order they were held, each with its list in
the order of the paper. What finalising asks of them and what is worth saying is in election_gaps.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import fold, percent
from chibo_desktop.lists.roster import kind_at, meeting_day, names_of, people_at
from chibo_desktop.lists.rows import NOT_SENT, Facts, children, find
from chibo_desktop.records.election import SEATS
from chibo_desktop.rules.elections import (
    Candidate,
    Count,
    after_round,
    count_election,
    election_threshold,
    may_go_on,
)
from chibo_desktop.rules.kinds import committee_least
from chibo_desktop.rules.presence import Person
from chibo_desktop.rules.vote_base import VoteBase, base_of_counts
from chibo_desktop.store import Store

TITLES = {
    "delegates": "Bầu đại biểu dự đại hội cấp trên",
    "alternates": "Bầu đại biểu dự khuyết",
}
"""Any other office is called as on the roster: “Bầu Chi ủy”."""


@dataclass(frozen=True)
class NomineeRow:
    """One name on the list. `rank` from 1 among those elected, shared by those chosen as often; None for the others.

    `chosen` is 0 while the papers are not counted. `sentence` is "" until everybody's are.
    """

    facts: Facts
    name: str
    chosen: int
    is_elected: bool
    rank: int | None
    is_tied: bool = False
    sentence: str = ""


@dataclass(frozen=True)
class ElectionRow:
    """One round of one election. `base`: the one kept when finalised, the one that holds now before.

    `sentence` says the result, "" while it is not counted; `failed`: counted, and a seat was left. `counted` is what
    the roll call says of the base and of who could vote. `next_round` is 0 when none follows or it was begun already.
    """

    facts: Facts
    title: str
    base: int
    needed: int
    nominees: tuple[NomineeRow, ...]
    sentence: str
    failed: bool
    counted: VoteBase
    needed_sentence: str
    follows: str
    seats_left: int
    next_round: int

    @property
    def office(self) -> str:
        return self.facts.text("office")

    @property
    def is_counted(self) -> bool:
        """Whether everybody's papers are written down."""
        return bool(self.sentence)

    @property
    def elected(self) -> tuple[NomineeRow, ...]:
        """The most chosen first."""
        return tuple(
            sorted((each for each in self.nominees if each.is_elected), key=lambda each: each.rank or 0)
        )

    @property
    def for_next_round(self) -> tuple[NomineeRow, ...]:
        """Who stands in the next round: those tied at the last seat, else everybody not elected."""
        tied = tuple(each for each in self.nominees if each.is_tied)
        return tied or tuple(each for each in self.nominees if not each.is_elected)


def elections_at(store: Store, meeting_id: str) -> tuple[ElectionRow, ...]:
    """Every round of every election of the meeting, in the order they were held; () for no such meeting."""
    meeting = find(store, "meeting", meeting_id)
    return () if meeting is None else elections_with(store, meeting, people_at(store, meeting_id))


def elections_with(store: Store, meeting: Facts, people: Sequence[Person]) -> tuple[ElectionRow, ...]:
    """The same where the people of the meeting were read already."""
    elections = children(store, "election", "meeting_id", meeting.id)
    found = children(store, "nominee", "meeting_id", meeting.id) if elections else []
    names = names_of(store, [each.text("member_id") for each in found])
    begun = {(each.text("office"), each.count("round") or 1) for each in elections}
    rows = []
    for election in elections:
        listed = [each for each in found if each.text("election_id") == election.id]
        rows.append(_row(meeting, election, [(each, _name(each, names)) for each in listed], people, begun))
    return tuple(rows)


def name_of_nominee(store: Store, nominee: Facts) -> str:
    """Who stands on the list; `NOT_SENT` where this level does not hold it."""
    return _name(nominee, names_of(store, [nominee.text("member_id")]))


def _name(nominee: Facts, names: dict[str, str]) -> str:
    name = names.get(nominee.text("member_id"), "") or nominee.text("full_name")
    return name or (NOT_SENT if nominee.absent & {"member_id", "full_name"} else "")


def base_of_election(meeting: Facts, election: Facts, people: Sequence[Person]) -> VoteBase:
    """Of how many official members it is counted by the roll call, for the people as they were when it was held."""
    return base_of_counts(
        people,
        election.count("issued_count") or 0,
        day=meeting_day(meeting),
        taken_at=election.moment("taken_at"),
        congress=kind_at(meeting).congress,
    )


def base_now(meeting: Facts, election: Facts, people: Sequence[Person]) -> VoteBase:
    """The base for numbers being written now: whoever left has no vote, unless the hour of the count says otherwise."""
    return base_of_counts(
        people,
        0,
        day=meeting_day(meeting),
        taken_at=election.moment("taken_at"),
        congress=kind_at(meeting).congress,
    )


def title_of_election(office: str, round_: int = 1) -> str:
    """What an election is called: “Bầu Chi ủy, lần 2”."""
    called = TITLES.get(office) or f"Bầu {dict(SEATS).get(office, office)}"
    return f"{called}, lần {round_}" if round_ > 1 else called


def is_same_person(one: Facts, other: Facts) -> bool:
    """Whether two lines of a list name the same member, or the same typed name."""
    if one.text("member_id") or other.text("member_id"):
        return one.text("member_id") == other.text("member_id")
    return fold(one.text("full_name")) == fold(other.text("full_name"))


def _row(
    meeting: Facts,
    election: Facts,
    listed: list[tuple[Facts, str]],
    people: Sequence[Person],
    begun: set[tuple[str, int]],
) -> ElectionRow:
    day, counted = meeting_day(meeting), base_of_election(meeting, election, people)
    kept = election.count("base_count") if meeting.moment("finalised_at") else None
    base = counted.base if kept is None else kept
    limit, office, round_ = election_threshold(day), election.text("office"), election.count("round") or 1
    count = _count(election, [each for each, _ in listed], base, day)
    left = count.seats_left if count else 0
    goes_on = left > 0 and may_go_on(office, round_, day) and (office, round_ + 1) not in begun
    nominees = tuple(_nominee(facts, name, count, base) for facts, name in listed)
    return ElectionRow(
        facts=election,
        title=title_of_election(office),
        base=base,
        needed=limit.needed(base),
        nominees=nominees,
        sentence=_sentence(nominees, count, election.count("seats") or 0),
        failed=left > 0,
        counted=counted,
        needed_sentence=f"Trúng cử cần {limit.words}, tức {limit.needed(base)} phiếu trên {base}.",
        follows=after_round(office, round_, day) if left else "",
        seats_left=left,
        next_round=round_ + 1 if goes_on and any(not each.is_elected for each in nominees) else 0,
    )


def _count(election: Facts, listed: Sequence[Facts], base: int, day: date) -> Count | None:
    """None until seats, valid papers and everybody's papers are written down."""
    seats = election.count("seats")
    if not seats or not listed or base <= 0 or election.count("valid_count") is None:
        return None
    chosen = [(each.id, each.count("chosen_count")) for each in listed]
    candidates = [Candidate(key, number) for key, number in chosen if number is not None]
    return count_election(candidates, seats, base, day) if len(candidates) == len(listed) else None


def _nominee(facts: Facts, name: str, count: Count | None, base: int) -> NomineeRow:
    chosen = facts.count("chosen_count") or 0
    rank = count.rank_of(facts.id) if count else None
    is_tied = count is not None and any(each.key == facts.id for each in count.tied)
    verdict = (
        f"trúng cử, thứ {rank}" if rank else "ngang phiếu, phải bầu lại" if is_tied else "không trúng cử"
    )
    said = f"{chosen} trên {base} phiếu, đạt {percent(chosen, base)}: {verdict}." if count and base else ""
    return NomineeRow(facts, name, chosen, rank is not None, rank, is_tied, said)


def _sentence(nominees: Sequence[NomineeRow], count: Count | None, seats: int) -> str:
    if count is None:
        return ""
    elected = sorted((each for each in nominees if each.is_elected), key=lambda each: each.rank or 0)
    named = ", ".join(_with_papers(each) for each in elected)
    said = f"Trúng cử {len(elected)} trên {seats}: {named}." if elected else "Chưa ai trúng cử."
    tied = [_called(each) for each in nominees if each.is_tied]
    if tied:
        number = next(each.chosen for each in nominees if each.is_tied)
        return f"{said} {' và '.join([', '.join(tied[:-1]), tied[-1]])} cùng {number} phiếu: bầu lại giữa những người này."
    return f"{said} Còn thiếu {count.seats_left} người." if count.seats_left and elected else said


def _called(row: NomineeRow) -> str:
    return "một người" if row.name == NOT_SENT else row.name or "chưa ghi tên"


def _with_papers(row: NomineeRow) -> str:
    return f"{row.chosen} phiếu" if row.name == NOT_SENT else f"{_called(row)} ({row.chosen} phiếu)"


def next_office(store: Store, meeting: Facts) -> str:
    """The office whose turn it is, "" when every one has an election; a small cell elects no committee."""
    begun = {each.text("office") for each in children(store, "election", "meeting_id", meeting.id)}
    day = meeting_day(meeting)
    official = sum(each.standing.membership == "official" for each in people_at(store, meeting.id))
    skipped = {"committee"} if official < committee_least(day) else set()
    return next((key for key, _ in SEATS if key not in begun | skipped), "")
