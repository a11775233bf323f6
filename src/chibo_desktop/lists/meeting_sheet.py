"""Everything the meeting sheet shows of one meeting, read at once: facts, roll call, figures, and the state of each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.assignments import AssignmentRow, due_at, given_at
from chibo_desktop.lists.meetings import resolution_of, title_of
from chibo_desktop.lists.missing import Missing, missing_at, votes_cast
from chibo_desktop.lists.proposals import ProposalRow, raised_at, to_announce
from chibo_desktop.lists.roster import MemberRow, list_members, meeting_day, member_row, names_of, people_at
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.scoring import score_of
from chibo_desktop.rules.attendance import (
    Attendance,
    Person,
    VoteBase,
    base_of_counts,
    count_attendance,
    vote_base,
)
from chibo_desktop.rules.comparisons import Target, attendance_target
from chibo_desktop.rules.voting import VoteResult, needed, result, threshold_sentence
from chibo_desktop.store import Store

STEPS = (
    ("prepare", "Chuẩn bị"),
    ("roll_call", "Điểm danh"),
    ("last_month", "Tháng trước"),
    ("content", "Nội dung"),
    ("votes", "Biểu quyết"),
    ("decisions", "Nghị quyết, nhiệm vụ"),
    ("proposals", "Kiến nghị"),
    ("score", "Chấm điểm"),
    ("read_back", "Đọc lại"),
    ("finalise", "Chốt và in"),
    ("send", "Gửi lên"),
)


@dataclass(frozen=True)
class Step:
    """One step of the thread; `state` is done, todo or optional ("nếu có")."""

    key: str
    label: str
    state: str


@dataclass(frozen=True)
class RollRow:
    """One line of the roll call. `mark` is the attendance record, None while nobody marked this member."""

    member: MemberRow
    person: Person
    mark: Facts | None


@dataclass(frozen=True)
class OpinionRow:
    """One opinion with its speaker's name."""

    facts: Facts
    speaker: str


@dataclass(frozen=True)
class AgendaRow:
    """One item with who presented it and what was said to it."""

    facts: Facts
    presenter: str
    opinions: tuple[OpinionRow, ...]


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


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting whole."""

    meeting: Facts
    title: str
    cell: Facts | None
    day: date
    chair: str
    secretary: str
    roll: tuple[RollRow, ...]
    """Who is due, by given name."""
    others: tuple[RollRow, ...]
    """On the list and not due (exempt, away, suspended), or visiting."""
    people: tuple[Person, ...]
    attendance: Attendance
    target: Target
    running_line: str
    agenda: tuple[AgendaRow, ...]
    other_opinions: tuple[OpinionRow, ...]
    """Opinions on no item."""
    guests: tuple[Facts, ...]
    vote_base: VoteBase
    ballots: tuple[BallotRow, ...]
    resolution: Facts | None
    given: tuple[AssignmentRow, ...]
    due_before: tuple[AssignmentRow, ...]
    proposals: tuple[ProposalRow, ...]
    to_announce: tuple[ProposalRow, ...]
    missing: tuple[Missing, ...]
    steps: tuple[Step, ...]

    @property
    def is_finalised(self) -> bool:
        return self.meeting.moment("finalised_at") is not None


def meeting_sheet(store: Store, meeting_id: str, today: date | None = None) -> MeetingSheet | None:
    """The sheet of a meeting; None when there is no such meeting. `today` None is the store's clock."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return None
    day = meeting_day(meeting)
    people = people_at(store, meeting_id)
    attendance, target = count_attendance(people), attendance_target(day)
    roll = _roll(store, meeting, people)
    names = names_of(store, [meeting.text("chair_id"), meeting.text("secretary_id")])
    lacking = missing_at(store, meeting_id, today or store.clock.now().date())
    opinions = _opinions(store, meeting_id)
    ballots = children(store, "ballot", "meeting_id", meeting_id)
    base = vote_base(people, day=day)
    resolution = resolution_of(store, meeting_id)
    parts = _Parts(
        given=tuple(given_at(store, meeting)),
        due_before=tuple(due_at(store, meeting)),
        proposals=tuple(raised_at(store, meeting_id)),
        to_announce=tuple(to_announce(store, meeting.text("cell_id"), on=day)),
    )
    return MeetingSheet(
        meeting=meeting,
        title=title_of(meeting),
        cell=find(store, "organisation", meeting.text("cell_id")),
        day=day,
        chair=names.get(meeting.text("chair_id"), ""),
        secretary=names.get(meeting.text("secretary_id"), ""),
        roll=tuple(row for row in roll if row.member.is_due),
        others=tuple(row for row in roll if not row.member.is_due),
        people=tuple(people),
        attendance=attendance,
        target=target,
        running_line=attendance.line(target),
        agenda=tuple(_agenda(store, meeting_id, opinions)),
        other_opinions=tuple(row for row in opinions if not row.facts.text("agenda_item_id")),
        guests=tuple(children(store, "guest", "meeting_id", meeting_id)),
        vote_base=base,
        ballots=tuple(_ballot(meeting, ballot, people) for ballot in ballots),
        resolution=resolution,
        given=parts.given,
        due_before=parts.due_before,
        proposals=parts.proposals,
        to_announce=parts.to_announce,
        missing=tuple(lacking),
        steps=_steps(
            meeting,
            lacking,
            parts,
            {
                "last_month": bool(parts.due_before) or bool(meeting.text("last_month")),
                "content": _has_content(store, meeting, has_opinions=bool(opinions)),
                "votes": bool(ballots),
                "decisions": resolution is not None or bool(parts.given),
                "proposals": bool(parts.proposals),
                "score": score_of(store, meeting_id) is not None,
            },
        ),
    )


@dataclass(frozen=True)
class _Parts:
    given: tuple[AssignmentRow, ...]
    due_before: tuple[AssignmentRow, ...]
    proposals: tuple[ProposalRow, ...]
    to_announce: tuple[ProposalRow, ...]


def _roll(store: Store, meeting: Facts, people: list[Person]) -> list[RollRow]:
    marks = {mark.text("member_id"): mark for mark in children(store, "attendance", "meeting_id", meeting.id)}
    rows = {
        row.id: row for row in list_members(store, meeting.text("cell_id"), meeting_day(meeting), former=True)
    }
    return [
        RollRow(
            member_row(rows[person.member_id].facts, person.standing), person, marks.get(person.member_id)
        )
        for person in people
    ]


def _opinions(store: Store, meeting_id: str) -> list[OpinionRow]:
    found = children(store, "opinion", "meeting_id", meeting_id)
    names = names_of(store, [facts.text("member_id") for facts in found])
    return [
        OpinionRow(
            facts,
            names.get(facts.text("member_id"), "")
            or (facts.shown("member_id") if "member_id" in facts.absent else ""),
        )
        for facts in found
    ]


def _agenda(store: Store, meeting_id: str, opinions: list[OpinionRow]) -> list[AgendaRow]:
    items = children(store, "agenda_item", "meeting_id", meeting_id)
    names = names_of(store, [item.text("presenter_id") for item in items])
    return [
        AgendaRow(
            item,
            names.get(item.text("presenter_id"), ""),
            tuple(row for row in opinions if row.facts.text("agenda_item_id") == item.id),
        )
        for item in items
    ]


def _ballot(meeting: Facts, ballot: Facts, people: list[Person]) -> BallotRow:
    day = meeting_day(meeting)
    counted = base_of_counts(people, votes_cast(ballot), day=day)
    kept = ballot.count("base_count") if meeting.moment("finalised_at") else None
    base = counted.base if kept is None else kept
    limit = ballot.text("threshold")
    yes = ballot.count("yes_count")
    can_count = yes is not None and 0 <= yes <= base and base > 0
    return BallotRow(
        facts=ballot,
        base=base,
        counted=counted,
        needed=needed(base, limit, day=day),
        threshold_sentence=threshold_sentence(base, limit, day=day),
        result=result(yes, base, limit, day=day) if can_count and yes is not None else None,
    )


def _has_content(store: Store, meeting: Facts, *, has_opinions: bool) -> bool:
    """Whether anything was written of what was said; the agenda alone says nothing of it."""
    items = children(store, "agenda_item", "meeting_id", meeting.id)
    written = [item.text(name) for item in items for name in ("summary", "conclusion")]
    return has_opinions or any([*written, meeting.text("conclusion"), meeting.text("mood")])


def _steps(
    meeting: Facts, lacking: list[Missing], parts: _Parts, filled: Mapping[str, bool]
) -> tuple[Step, ...]:
    """A step is done when nothing is missing and there is something in it; optional when there need not be.

    The content of a meeting is never optional, though nothing in it is asked for before finalising.
    """
    is_final = meeting.moment("finalised_at") is not None
    wanting = {each.step for each in lacking}
    if not all(task.report is not None for task in parts.due_before):
        wanting.add("last_month")
    if not filled["content"] and not is_final:
        wanting.add("content")
    states = {}
    for key, _ in STEPS:
        done = "done" if filled.get(key, True) else "optional"
        states[key] = "todo" if key in wanting else done
    states["finalise"] = "done" if is_final else "todo"
    states["send"] = "optional" if is_final else "todo"
    return tuple(Step(key, label, states[key]) for key, label in STEPS)
