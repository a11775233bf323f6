"""Everything the meeting sheet shows of one meeting, read at once: facts, roll call, figures, and the state of each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from chibo_desktop.lists.answers_home import answers_at
from chibo_desktop.lists.assignments import AssignmentRow, due_at, given_at
from chibo_desktop.lists.ballots import BallotRow, ballots_at
from chibo_desktop.lists.cases import CaseRow, cases_with
from chibo_desktop.lists.elections import ElectionRow, elections_with
from chibo_desktop.lists.meetings import resolution_of, running_line, title_of
from chibo_desktop.lists.missing import Missing, missing_at
from chibo_desktop.lists.proposals import ProposalRow, raised_at
from chibo_desktop.lists.roster import (
    MemberRow,
    attendance_of,
    kept_offices,
    kind_at,
    list_members,
    marks_by_member,
    meeting_day,
    member_row,
    names_of,
    people_at,
    roll_of,
)
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.scoring import score_of
from chibo_desktop.rules.attendance import Attendance, Person, VoteBase, vote_base
from chibo_desktop.rules.comparisons import Target, attendance_target
from chibo_desktop.rules.kinds import MeetingKind
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

STEPS = (
    ("prepare", "Chuẩn bị"),
    ("roll_call", "Điểm danh"),
    ("last_month", "Tháng trước"),
    ("content", "Nội dung"),
    ("cases", "Xét từng người"),
    ("votes", "Biểu quyết"),
    ("elections", "Bầu cử"),
    ("decisions", "Nghị quyết, nhiệm vụ"),
    ("proposals", "Kiến nghị"),
    ("score", "Chấm điểm"),
    ("read_back", "Đọc lại"),
    ("finalise", "Chốt và in"),
    ("send", "Gửi lên"),
)
"""Every step there is, in the order of the evening; which of them a meeting has is `MeetingSheet.steps`."""
KEPT_STEPS = ("cases", "votes", "elections", "decisions", "proposals", "score")
"""Steps that stay in the thread of a kind without them as long as something is written there."""


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
    """One item with who prepared it, who presented it and what was said to it."""

    facts: Facts
    presenter: str
    opinions: tuple[OpinionRow, ...]
    preparer: str = ""


@dataclass(frozen=True)
class MeetingSheet:
    """One meeting whole."""

    meeting: Facts
    kind: MeetingKind
    title: str
    cell: Facts | None
    day: date
    chair: str
    secretary: str
    roll: tuple[RollRow, ...]
    """Who is due, by given name."""
    others: tuple[RollRow, ...]
    """On the list and not due: exempt, away, suspended, visiting, not of the committee, or nobody is due."""
    people: tuple[Person, ...]
    attendance: Attendance
    target: Target
    running_line: str
    agenda: tuple[AgendaRow, ...]
    other_opinions: tuple[OpinionRow, ...]
    """Opinions on no item."""
    guests: tuple[Facts, ...]
    vote_base: VoteBase
    cases: tuple[CaseRow, ...]
    """Those considered by name; their votes are with them."""
    ballots: tuple[BallotRow, ...]
    elections: tuple[ElectionRow, ...]
    """Every round, in the order they were held."""
    resolution: Facts | None
    given: tuple[AssignmentRow, ...]
    due_before: tuple[AssignmentRow, ...]
    proposals: tuple[ProposalRow, ...]
    to_announce: tuple[ProposalRow, ...]
    missing: tuple[Missing, ...]
    steps: tuple[Step, ...]
    """Those of the kind, and any other in which something is written."""

    @property
    def is_finalised(self) -> bool:
        return self.meeting.moment("finalised_at") is not None


def meeting_sheet(store: Store, meeting_id: str, today: date | None = None) -> MeetingSheet | None:
    """The sheet of a meeting; None when there is no such meeting. `today` None is the store's clock."""
    day = today or store.clock.now().date()
    return known(store, ("sheet", meeting_id, day), lambda: _read(store, meeting_id, day))


def _read(store: Store, meeting_id: str, today: date) -> MeetingSheet | None:
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return None
    opinions = _opinions(store, meeting_id)
    sheet = _assemble(store, meeting, opinions, today)
    return replace(sheet, steps=_steps(sheet, _filled(store, sheet, has_opinions=bool(opinions))))


def _assemble(store: Store, meeting: Facts, opinions: list[OpinionRow], today: date) -> MeetingSheet:
    """The sheet without its steps, which follow from everything else."""
    meeting_id, day, kind = meeting.id, meeting_day(meeting), kind_at(meeting)
    people, roll = _roll(store, meeting)
    attendance, target = attendance_of(meeting, people), attendance_target(day)
    names = names_of(store, [meeting.text("chair_id"), meeting.text("secretary_id")])
    ballots = ballots_at(store, meeting, people)
    return MeetingSheet(
        meeting=meeting,
        kind=kind,
        title=title_of(meeting),
        cell=find(store, "organisation", meeting.text("cell_id")),
        day=day,
        chair=names.get(meeting.text("chair_id"), ""),
        secretary=names.get(meeting.text("secretary_id"), ""),
        roll=tuple(row for row in roll if row.person.is_due),
        others=tuple(row for row in roll if not row.person.is_due),
        people=tuple(people),
        attendance=attendance,
        target=target,
        running_line=running_line(meeting, attendance, target),
        agenda=tuple(_agenda(store, meeting_id, opinions)),
        other_opinions=tuple(row for row in opinions if not row.facts.text("agenda_item_id")),
        guests=tuple(children(store, "guest", "meeting_id", meeting_id)),
        vote_base=vote_base(people, day=day, congress=kind.congress),
        cases=cases_with(store, meeting, ballots),
        ballots=tuple(row for row in ballots if not row.facts.text("case_id")),
        elections=elections_with(store, meeting, people),
        resolution=resolution_of(store, meeting_id),
        given=tuple(given_at(store, meeting)),
        due_before=tuple(due_at(store, meeting)),
        proposals=tuple(raised_at(store, meeting_id)),
        to_announce=tuple(answers_at(store, meeting)),
        missing=tuple(missing_at(store, meeting_id, today, people=people)),
        steps=(),
    )


def _roll(store: Store, meeting: Facts) -> tuple[list[Person], list[RollRow]]:
    """The people of the roll, and their rows; where only the committee is due, then also the rest of the list, who may
    come too.
    """
    roster = roll_of(store, meeting.text("cell_id"))
    marks = children(store, "attendance", "meeting_id", meeting.id)
    people, marked, kept = (
        people_at(store, meeting.id),
        marks_by_member(marks),
        kept_offices(meeting, marks),
    )
    rows = [
        RollRow(
            member_row(roster.member(person.member_id), person.standing, kept),
            person,
            marked.get(person.member_id),
        )
        for person in people
    ]
    if kind_at(meeting).roll != "committee":
        return people, rows
    there = {person.member_id for person in people}
    listed = list_members(store, meeting.text("cell_id"), meeting_day(meeting), former=True)
    rest = [
        member_row(row.facts, row.standing, kept)
        for row in listed
        if row.id not in there and row.standing.membership
    ]
    uncalled = [Person(row.id, row.name, row.standing, is_called=False) for row in rest]
    return people, rows + [RollRow(*pair, None) for pair in zip(rest, uncalled, strict=True)]


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
    people = [item.text(name) for item in items for name in ("presenter_id", "preparer_id")]
    names = names_of(store, people)
    return [
        AgendaRow(
            item,
            names.get(item.text("presenter_id"), ""),
            tuple(row for row in opinions if row.facts.text("agenda_item_id") == item.id),
            names.get(item.text("preparer_id"), ""),
        )
        for item in items
    ]


def _filled(store: Store, sheet: MeetingSheet, *, has_opinions: bool) -> dict[str, bool]:
    """Whether there is anything in those steps in which there need not be."""
    meeting_id = sheet.meeting.id
    return {
        "roll_call": sheet.kind.roll != "open" or bool(sheet.attendance.came),
        "last_month": bool(sheet.due_before) or bool(sheet.meeting.text("last_month")),
        "content": has_opinions or _has_words(sheet),
        "cases": bool(sheet.cases),
        "votes": bool(sheet.ballots),
        "elections": bool(sheet.elections),
        "decisions": sheet.resolution is not None or bool(sheet.given),
        "proposals": bool(sheet.proposals),
        "score": score_of(store, meeting_id) is not None,
    }


def _has_words(sheet: MeetingSheet) -> bool:
    """Whether anything was written of what was said; the agenda alone says nothing of it."""
    written = [row.facts.text(name) for row in sheet.agenda for name in ("summary", "conclusion")]
    return any([*written, sheet.meeting.text("conclusion"), sheet.meeting.text("mood")])


def _steps(sheet: MeetingSheet, filled: Mapping[str, bool]) -> tuple[Step, ...]:
    """A step is done when nothing is missing and there is something in it; optional when there need not be.

    The content of a meeting is never optional, though nothing in it is asked for before finalising. What was written
    in a step stays to be seen when the kind changes to one without it.
    """
    wanting = {each.step for each in sheet.missing}
    if not all(task.report is not None for task in sheet.due_before):
        wanting.add("last_month")
    if not filled["content"] and not sheet.is_finalised and not sheet.meeting.flag("from_old_book"):
        wanting.add("content")
    states = {}
    for key, _ in STEPS:
        done = "done" if filled.get(key, True) else "optional"
        states[key] = "todo" if key in wanting else done
    states["finalise"] = "done" if sheet.is_finalised else "todo"
    states["send"] = "optional" if sheet.is_finalised else "todo"
    shown = _step_keys(sheet, filled)
    return tuple(Step(key, label, states[key]) for key, label in STEPS if key in shown)


def _step_keys(sheet: MeetingSheet, filled: Mapping[str, bool]) -> frozenset[str]:
    """A month without its meeting has only its reason, and what closes and sends it."""
    if sheet.meeting.flag("missed"):
        return frozenset({"prepare", "finalise", "send"})
    written = {key for key in KEPT_STEPS if filled[key]}
    if sheet.meeting.text("last_month") or any(task.report for task in sheet.due_before):
        written.add("last_month")
    return frozenset({*sheet.kind.steps, *written})
