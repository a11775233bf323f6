"""What a roster file would do to the list, person by person, and doing it in one step; the file is read elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Literal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.roster_back import left_out, may_come_back, put_back
from chibo_desktop.actions.roster_draft import EVERY_CELL, RosterDraft, remember_columns
from chibo_desktop.actions.roster_person import (
    NOTHING,
    FieldChange,
    NewPerson,
    candidate_words,
    differences,
    new_person,
    value_changes,
)
from chibo_desktop.actions.roster_putting import put_changes, put_person
from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.matching import Known, Match, Twins
from chibo_desktop.excel.reading import RosterRow, Said
from chibo_desktop.excel.sheets import Step
from chibo_desktop.lists.qualifications import Levels, levels_on
from chibo_desktop.lists.roster import MemberRow, list_members, standings_of
from chibo_desktop.store import Changes

Outcome = Literal["add", "change", "back", "same", "unsaid", "ask", "refuse", "skip", "elsewhere"]
OPEN: tuple[Outcome, ...] = ("unsaid", "ask", "refuse")
"""What a person has still to look at; none of it is written."""
NEW, SKIP, BACK = "new", "skip", "back"
"""Choices of a person for one row, beside the id of the member it is; `back_as` names whom to bring back."""
EVERY_ROW = 0
"""In place of a row number: the answer for every row that asks. Rows are counted from 1."""
AT_ONCE = 50
"""Rows tried in one block; so often it is told how far the reading is."""


@dataclass(frozen=True)
class Candidate:
    """A member the row might be, with what tells them apart."""

    member_id: str
    words: str


@dataclass(frozen=True)
class Line:
    """What becomes of one row. `reason` is why it is taken for the member it is.

    `may_come_back`: refused only because the member was put away, which the choice `BACK` mends.
    """

    row: RosterRow
    outcome: Outcome
    member_id: str = ""
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    notes: tuple[Said, ...] = ()
    problems: tuple[Said, ...] = ()
    new: NewPerson | None = None
    may_come_back: bool = False

    @property
    def is_unsaid(self) -> bool:
        """Whether the file does not tell official from probationary, answered by a person or not."""
        return self.new is not None and self.new.is_unsaid


@dataclass(frozen=True)
class Plan:
    """Every row with what becomes of it; nothing is written."""

    lines: tuple[Line, ...]

    def of(self, *outcomes: Outcome) -> tuple[Line, ...]:
        """The lines with one of these outcomes, in the order of the file."""
        return tuple(line for line in self.lines if line.outcome in outcomes)

    @property
    def to_write(self) -> int:
        """How many members would be written."""
        return len(self.of("add", "change", "back"))


@dataclass(frozen=True)
class Written:
    """What was written, in one entry."""

    changes: Changes
    added: int
    changed: int
    back: int = 0


def back_as(member_id: str) -> str:
    """The choice that brings this member back, who was put away."""
    return f"{BACK}:{member_id}"


def plan_roster(
    desk: Desk,
    draft: RosterDraft,
    choices: Mapping[int, str] | None = None,
    *,
    leave_wrong: bool = False,
    memberships: Mapping[int, str] | None = None,
    on_step: Step = lambda _done, _of: None,
) -> Plan:
    """What writing would do, tried with the checks of the book and taken back.

    `choices` are a person's by row number. `leave_wrong` leaves a cell that cannot be read empty instead of
    refusing its row; a row without a proper name stays refused. `memberships` are "official" or "probationary"
    by row number, for whom the file gives neither: without an answer such a row is "unsaid" and not written.
    """
    if draft.cell is None:
        return Plan(tuple(Line(row, "elsewhere") for row in draft.people.rows))
    planner = _Planner(desk, draft, choices or {}, memberships or {}, leave_wrong=leave_wrong)
    rows, lines = draft.people.rows, list[Line]()
    for begin in range(0, len(rows), AT_ONCE):
        on_step(begin, len(rows))
        with _tried(desk) as writer:
            lines += [planner.line(row, writer) for row in rows[begin : begin + AT_ONCE]]
    return Plan(tuple(lines))


class _TriedError(Exception):
    """Takes a transaction back that was only a trial."""


@contextmanager
def _tried(desk: Desk) -> Iterator[GuardedWriter]:
    """A block whose writing is taken back when it ends."""
    with suppress(_TriedError), desk.writing() as writer:
        yield writer
        raise _TriedError


class _Planner:
    def __init__(
        self,
        desk: Desk,
        draft: RosterDraft,
        choices: Mapping[int, str],
        memberships: Mapping[int, str],
        *,
        leave_wrong: bool,
    ) -> None:
        self._desk, self._draft, self._choices, self._leave_wrong = desk, draft, choices, leave_wrong
        self._memberships = memberships
        rows = list_members(desk.store, desk.organisation_id, desk.today, former=True)
        self._rows = {row.id: row for row in rows}
        self._known = Known([row.facts for row in rows])
        own = [row for row in draft.people.rows if draft.cell in (EVERY_CELL, row.cell_name)]
        self._twins = Twins(own).first_of
        self._taken: dict[str, int] = {}
        self._says_official = "official_on" in draft.table.mapped.values()
        for choice in choices.values():
            if choice not in ("", NEW, SKIP, BACK) and choice.removeprefix(back_as("")) not in self._rows:
                raise Refusal(
                    f"Không có đảng viên mang mã “{choice}” trong danh sách của chi bộ này.", "same"
                )

    def line(self, row: RosterRow, writer: GuardedWriter) -> Line:
        """What becomes of one row, given the rows before it."""
        choice = self._choices.get(row.number, "")
        if self._draft.cell not in (EVERY_CELL, row.cell_name):
            return Line(row, "elsewhere")
        if choice == SKIP:
            return Line(row, "skip", notes=tuple(row.notes))
        if row.gone:
            return Line(row, "skip", reason=f"tệp ghi “{row.gone}”: không còn trong danh sách chi bộ")
        problems = self._problems(row)
        if problems:
            return Line(row, "refuse", notes=tuple(row.notes), problems=problems)
        match = self._match(row, choice)
        if match.candidates:
            return Line(row, "ask", candidates=self._candidates(match), notes=tuple(row.notes))
        made = self._known_line(row, match) if match.member_id else self._new_line(row)
        return self._checked(made, writer) if made.outcome in ("add", "change", "back", "unsaid") else made

    def _candidates(self, match: Match) -> tuple[Candidate, ...]:
        """Two people of the same words are told apart by their ids."""
        said = {each: candidate_words(self._rows[each]) for each in match.candidates}
        words = list(said.values())
        return tuple(
            Candidate(each, f"{said[each]}, mã {each}" if words.count(said[each]) > 1 else said[each])
            for each in match.candidates
        )

    def _problems(self, row: RosterRow) -> tuple[Said, ...]:
        found = [
            said for said in row.problems if not self._leave_wrong or said.field in ("full_name", "standing")
        ]
        if row.number in self._twins and self._choices.get(row.number) != NEW:
            found.append(
                Said(
                    row.place_of("full_name"), f"trùng người với dòng {self._twins[row.number]}. Bỏ một dòng."
                )
            )
        return tuple(found)

    def _match(self, row: RosterRow, choice: str) -> Match:
        if choice == NEW:
            return Match()
        chosen = choice.removeprefix(back_as(""))
        if chosen in self._rows:
            return Match(chosen, "người nhập đã chọn")
        return self._known.match(row)

    def _known_line(self, row: RosterRow, match: Match) -> Line:
        member = self._rows[match.member_id]
        taken = self._taken.setdefault(member.id, row.number)
        made = Line(row, "same", member.id, match.reason, notes=tuple(row.notes))
        if taken != row.number:
            return self._refused(
                made, Said(row.place_of("full_name"), f"là người ở dòng {taken}. Bỏ một dòng.")
            )
        if member.facts.is_put_away or (member.standing.membership is None and self._was_listed(member)):
            return self._away_line(made, member)
        found = differences(row, member, self._levels_of(member))
        made = replace(made, changes=found.changes, notes=(*row.notes, *found.notes))
        if found.problem is not None:
            return self._refused(made, found.problem)
        return replace(made, outcome="change") if found.changes else made

    def _away_line(self, made: Line, member: MemberRow) -> Line:
        """Somebody put away comes back when a person says so; who left on a day comes back by hand."""
        row, name = made.row, member.name_shown
        if not may_come_back(self._desk, member):
            said = f"{name} đã đưa ra khỏi danh sách. Đưa trở lại trước, ở trang Nhật ký, mục Lưu trữ."
            return self._refused(made, Said(row.place_of("full_name"), said))
        answers = [self._choices.get(number, "") for number in (row.number, EVERY_ROW)]
        if not any(answer.startswith(BACK) for answer in answers):
            said = f"{name} đang ở lưu trữ. Chọn “Đưa trở lại” để người này có trong danh sách như tệp ghi."
            refused = self._refused(made, Said(row.place_of("full_name"), said))
            return replace(refused, may_come_back=True)
        made = replace(made, changes=value_changes(row, member, self._levels_of(member)))
        if standings_of(self._desk.store, member.id):  # the periods were never put away
            return replace(made, outcome="back")
        return self._person_line(
            replace(made, notes=(*made.notes, *left_out(self._desk, row, member))), "back"
        )

    def _person_line(self, made: Line, outcome: Outcome) -> Line:
        """Somebody whose membership the file must tell, or a person."""
        row = made.row
        answer = self._memberships.get(row.number) or self._memberships.get(EVERY_ROW, "")
        says = self._says_official
        person = new_person(row, self._desk.today, says_official=says, answer=answer)
        if person.problem is not None:
            return self._refused(made, person.problem)
        made = replace(made, notes=(*made.notes, *person.notes), new=person)
        return replace(made, outcome=outcome if person.membership else "unsaid")

    def _levels_of(self, member: MemberRow) -> Levels:
        return levels_on(self._desk.store, self._desk.today).get(member.id, NOTHING)

    def _was_listed(self, member: MemberRow) -> bool:
        until = [each.day("until_on") for each in standings_of(self._desk.store, member.id)]
        return bool(until) and all(day is not None and day < self._desk.today for day in until)

    def _new_line(self, row: RosterRow) -> Line:
        return self._person_line(Line(row, "add", notes=tuple(row.notes)), "add")

    def _checked(self, line: Line, writer: GuardedWriter) -> Line:
        try:
            try_line(self._desk, writer, line)
            return line
        except Refusal as refusal:
            return self._refused(
                line, Said(line.row.place_of(refusal.field), refusal.sentence, refusal.field or "")
            )

    def _refused(self, line: Line, said: Said) -> Line:
        return replace(line, outcome="refuse", problems=(*line.problems, said))


def try_line(desk: Desk, writer: GuardedWriter, line: Line) -> None:
    """Puts what of a line may be refused: the first periods of a new member cannot clash unless the file dates them.

    A row whose membership is not said is tried as official, so that what else is wrong with it is told at once.
    """
    new = line.new
    if new is not None and not new.membership:
        new = replace(new, membership="official")
        line = replace(line, new=new)
    if new is None or new.joined_on or new.more or new.levels or line.member_id:
        put_line(desk, writer, line)
    else:
        writer.put("member", writer.new_id(), cell_id=writer.book, **new.values)


def put_line(desk: Desk, writer: GuardedWriter, line: Line) -> None:
    """Puts one line into a block; the guard refuses what the window would refuse."""
    if line.outcome == "back":
        put_back(desk, writer, line.member_id, line.changes, line.new)
    elif line.new is not None:
        put_person(desk, writer, line.new)
    else:
        put_changes(desk, writer, line.member_id, line.changes)


def write_roster(
    desk: Desk,
    draft: RosterDraft,
    plan: Plan,
    choices: Mapping[int, str] | None = None,
    *,
    leave_wrong: bool = False,
    memberships: Mapping[int, str] | None = None,
    on_step: Step = lambda _done, _of: None,
) -> Written:
    """Writes what the plan adds and changes: all of it or nothing, one entry. The layout is remembered.

    Refusal when the list has changed since the plan was shown, so that nobody confirms one thing and gets another.
    """
    again = plan_roster(
        desk, draft, choices, leave_wrong=leave_wrong, memberships=memberships, on_step=on_step
    )
    if _gist(again) != _gist(plan):
        raise Refusal("Sổ vừa được ghi thêm ở nơi khác. Xem lại danh sách bên dưới rồi ghi.")
    lines = again.of("add", "change", "back")
    if not lines:
        raise Refusal("Không có ai để ghi. Sửa các ô được nêu trong tệp, hoặc chọn cột khác, rồi làm lại.")
    with desk.store.transaction():
        with desk.writing() as writer:
            for line in lines:
                put_line(desk, writer, line)
        remember_columns(desk, draft.table)
    return Written(writer.changes, *(len(again.of(outcome)) for outcome in ("add", "change", "back")))


def _gist(plan: Plan) -> list[tuple[int, str, str, tuple[FieldChange, ...]]]:
    return [(line.row.number, line.outcome, line.member_id, line.changes) for line in plan.lines]
