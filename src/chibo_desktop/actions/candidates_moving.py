"""Moving those a cell prepares to the cell that followed, with steps, helpers and remarks; when that is done is in members_moving.py."""

from __future__ import annotations

from collections.abc import Mapping

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.lists.candidate_way import FROM_LIST, StepLine, ways
from chibo_desktop.lists.candidates import CandidateRow, candidate_row
from chibo_desktop.lists.rows import Facts, of_cell
from chibo_desktop.lists.succession_left import LeftCell
from chibo_desktop.records.derived_id import derived_id


def move_candidates(desk: Desk, writer: GuardedWriter, cell: LeftCell, members: Mapping[str, str]) -> None:
    """Puts the candidates of a cell that ended into the last that followed, under ids that follow too.

    `members` are the ids of the members moved by those before. Who became a member and was not moved stays. What
    minutes of the old cell said of a step is written as a step, for those of the new cell say nothing of it. All of
    it was judged when it was written, and goes along as it is.
    """
    for each in of_cell(desk.store, "candidate", cell.id):
        row, member_id = candidate_row(desk.store, each.id, desk.today), each.text("member_id")
        if row is not None and (not member_id or members.get(member_id, member_id) != member_id):
            _move(desk, writer, row, cell, members)


def _move(
    desk: Desk, writer: GuardedWriter, row: CandidateRow, cell: LeftCell, members: Mapping[str, str]
) -> None:
    into, moved, one = cell.way[-1].organisation_id, row.id, row.facts
    for step in cell.way:
        moved = derived_id(moved, step.organisation_id)
    member_id = members.get(one.text("member_id"))
    _tell(writer, one, moved, into, cell_id=into, member_id=member_id)
    for line in row.steps:
        if line.read_from != FROM_LIST:
            _move_step(writer, line, moved, into)
    for helper in row.helpers:
        held = writer.find("helping", helper.id)
        if held is None:
            continue
        helping = derived_id(helper.id, moved)
        whom = members.get(helper.member_id, helper.member_id)
        _tell(writer, held, helping, into, candidate_id=moved, member_id=whom)
        for remark in ways(desk.store).remarks(helper.id):
            remark_id = f"{helping}/{derived_id(helping, remark.text('month')[:7])}"
            _tell(writer, remark, remark_id, into, helping_id=helping)
    writer.put("candidate", one.id, put_away=True)


def _move_step(writer: GuardedWriter, line: StepLine, moved: str, into: str) -> None:
    """A body's step goes to the book the new cell reads."""
    values = {"candidate_id": moved, "step": line.step, "on": line.on.isoformat()}
    step = Facts("candidate_step", "", {**values, "paper": line.paper, "note": line.note}, "")
    book = f"down:{into}" if line.by == "body" else into
    _tell(writer, step, derived_id(line.id or line.meeting_id, line.step, moved), book)


def _tell(writer: GuardedWriter, one: Facts, record_id: str, book: str, **values: str | None) -> None:
    is_new = writer.find(one.kind, record_id) is None
    written = {**one.values, **values, "put_away": False}
    said = {name: value for name, value in written.items() if value not in (None, "") or not is_new}
    writer.tell(Facts(one.kind, record_id, said, book))
