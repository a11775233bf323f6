"""Proposals of a cell, the answers of bodies above, telling the cell, opening again; the steps between are elsewhere."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_numbers import numbers_in
from chibo_desktop.lists.proposals import find_proposal, joined_into
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Changes


def add_proposal(
    desk: Desk,
    /,
    meeting_id: str | None = None,
    *,
    content: str,
    source: str = "cell",
    cell_id: str = "",
    **fields: object,
) -> tuple[Changes, str]:
    """Writes a proposal down, raised at a meeting or between two; gives its id.

    A body above writes down what it heard at a cell, named by `cell_id`, in its own book. What is raised at a meeting
    gets its number when the meeting is finalised, anything else at once.
    """
    if not content.strip():
        raise Refusal("Chưa có nội dung kiến nghị. Gõ việc cần kiến nghị.", "content")
    cell, book = cell_id or desk.organisation_id, desk.organisation_id
    if meeting_id:
        meeting = need_meeting(desk, meeting_id)
        cell, book = meeting.text("cell_id"), meeting.book
        held = meeting.day("held_on")
        if held is not None and held <= desk.today:
            fields.setdefault("raised_on", held)
        fields["meeting_id"] = meeting_id
    else:
        fields.setdefault("number", next_number(numbers_in(desk.store, book)))
    with desk.writing(book) as writer:
        proposal_id = writer.new_id()
        writer.put("proposal", proposal_id, cell_id=cell, content=content, source=source, **fields)
    return writer.changes, proposal_id


def change_proposal(desk: Desk, /, proposal_id: str, **fields: object) -> Changes:
    """Writes only the fields given; what stands in finalised minutes is refused, and a number another has."""
    return change_part(desk, "proposal", proposal_id, **fields)


def put_away_proposal(desk: Desk, proposal_id: str) -> Changes:
    """Takes the proposal back."""
    return change_part(desk, "proposal", proposal_id, put_away=True)


def answer_proposal(
    desk: Desk,
    proposal_id: str,
    *,
    content: str,
    outcome: str,
    paper_number: str = "",
    answered_on: date | None = None,
    task: str = "",
    task_due_on: date | None = None,
) -> tuple[Changes, str]:
    """Answers a proposal and those joined to it, through others too; gives the id of its answer.

    Each answer stands in the book addressed to the cell and goes down with the next bundle, to the cell that follows
    where the one that raised it stands no more; that it was answered stands in the body's own book, for those above.
    `answered_on` None is today. `task` is what the cell is asked to do. A cell may answer only what it settles itself.
    """
    proposal = need_part(desk, "proposal", proposal_id)
    if not content.strip():
        raise Refusal("Chưa có nội dung trả lời. Gõ câu trả lời để chi bộ đọc được.", "content")
    values: dict[str, object] = {"answered_on": answered_on or desk.today, "outcome": outcome}
    values |= {"content": content, "body_id": desk.organisation_id}
    given = {"paper_number": paper_number, "task": task, "task_due_on": task_due_on}
    values |= {name: value for name, value in given.items() if value}
    with desk.store.transaction():
        if proposal.text("cell_id") == desk.organisation_id:
            return _answer(desk, desk.organisation_id, [(proposal, values)])
        # what it is asked to do is asked of the cell once
        plain = {name: value for name, value in values.items() if not name.startswith("task")}
        joined = [row.facts for row in joined_into(desk.store, proposal_id) if not row.is_answered]
        homes: dict[str, list[tuple[Facts, dict[str, object]]]] = {}
        for each, said in [(proposal, values), *((other, plain) for other in joined)]:
            homes.setdefault(home_of_cell(desk.store, each.text("cell_id")), []).append((each, said))
        written = [_answer(desk, home, found) for home, found in homes.items()]
        told = _note_answered(desk, [proposal, *joined], values)
    return Changes.of_one_action(*(changes for changes, _ in written), told), written[0][1]


def _answer(desk: Desk, home: str, found: list[tuple[Facts, dict[str, object]]]) -> tuple[Changes, str]:
    """The answers to a cell's proposals, in one entry; the id of the first."""
    ids = []
    with desk.writing(home if home == desk.organisation_id else f"down:{home}") as writer:
        for proposal, values in found:
            # a cell holds its own book and what is addressed to it: of anything else it gets the words
            is_held = proposal.book in (home, f"down:{home}")
            asked = {} if is_held else {"asked": proposal.text("content")}
            ids.append(writer.new_id())
            writer.put("answer", ids[-1], proposal_id=proposal.id, **values, **asked)
    return writer.changes, ids[0]


def _note_answered(desk: Desk, proposals: list[Facts], values: dict[str, object]) -> Changes:
    """That they were answered, in the body's own book: those above do not read what is addressed to the cell."""
    said = {name: values[name] for name in ("outcome", "paper_number") if name in values}
    with desk.writing() as writer:
        for proposal in proposals:
            step = {"sort": "answered", "body_id": desk.organisation_id, "taken_on": values["answered_on"]}
            writer.put("proposal_step", writer.new_id(), proposal_id=proposal.id, **step, **said)
    return writer.changes


def announce_answer(desk: Desk, proposal_id: str, on: date) -> Changes:
    """Notes the day the answers that came were read out to the cell; Refusal while none has come."""
    row = find_proposal(desk.store, proposal_id)
    answers = [answer for answer in row.answers if answer.is_live] if row else []
    if not answers:
        raise Refusal("Chưa có trả lời cho kiến nghị này. Nhận gói của cấp trên trước.", "announced_on")
    proposal = need_part(desk, "proposal", proposal_id)
    with desk.writing(proposal.book) as writer:
        writer.put("proposal", proposal_id, announced_on=on, announced_id=answers[-1].id)
    return writer.changes


def reopen_proposal(desk: Desk, proposal_id: str, because: str, on: date | None = None) -> Changes:
    """Opens an answered proposal again, today unless said otherwise: what was answered before does not settle it.

    Refusal without a reason, and for one nobody has answered.
    """
    row = find_proposal(desk.store, proposal_id)
    if row is None or not row.is_answered:
        raise Refusal("Kiến nghị này chưa có trả lời nên chưa có gì để mở lại.", "reopened_because")
    if not because.strip():
        raise Refusal("Ghi lý do mở lại, để nơi trả lời biết còn vướng ở đâu.", "reopened_because")
    again = {"reopened_on": on or desk.today, "reopened_because": because}
    # one taken for read before is not, now that another answer is asked for
    told = {"announced_on": None, "announced_id": None} if row.announced_on else {}
    with desk.writing(need_part(desk, "proposal", proposal_id).book) as writer:
        writer.put("proposal", proposal_id, **again, **told)
    return writer.changes


def is_home(desk: Desk, proposal_id: str) -> bool:
    """Whether this desk may write the proposal itself: number it, open it again, note that its answer was read."""
    proposal = find(desk.store, "proposal", proposal_id)
    return proposal is not None and desk.may_write(proposal.book)
