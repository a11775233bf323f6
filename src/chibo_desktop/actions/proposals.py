"""Proposals a cell sends up, the answers of bodies above, and telling the cell what was answered."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import change_part, need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import children
from chibo_desktop.store import Changes


def add_proposal(
    desk: Desk, /, meeting_id: str | None = None, *, content: str, source: str = "cell", **fields: object
) -> tuple[Changes, str]:
    """Writes a proposal down, raised at a meeting or between two; gives its id."""
    if not content.strip():
        raise Refusal("Chưa có nội dung kiến nghị. Gõ việc cần kiến nghị.", "content")
    cell, book = desk.organisation_id, desk.organisation_id
    if meeting_id:
        meeting = need_meeting(desk, meeting_id)
        cell, book = meeting.text("cell_id"), meeting.book
        held = meeting.day("held_on")
        if held is not None and held <= desk.today:
            fields.setdefault("raised_on", held)
        fields["meeting_id"] = meeting_id
    with desk.writing(book) as writer:
        proposal_id = writer.new_id()
        writer.put("proposal", proposal_id, cell_id=cell, content=content, source=source, **fields)
    return writer.changes, proposal_id


def change_proposal(desk: Desk, /, proposal_id: str, **fields: object) -> Changes:
    """Writes only the fields given; what stands in finalised minutes is refused."""
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
) -> tuple[Changes, str]:
    """Answers a proposal; the answer stands in the book addressed to the cell and goes down with the next bundle.

    `answered_on` None is today. A cell may answer only what it settles itself.
    """
    proposal = need_part(desk, "proposal", proposal_id)
    if not content.strip():
        raise Refusal("Chưa có nội dung trả lời. Gõ câu trả lời để chi bộ đọc được.", "content")
    cell = proposal.text("cell_id")
    with desk.writing(cell if cell == desk.organisation_id else f"down:{cell}") as writer:
        answer_id = writer.new_id()
        numbered = {"paper_number": paper_number} if paper_number else {}
        writer.put(
            "answer",
            answer_id,
            proposal_id=proposal_id,
            body_id=desk.organisation_id,
            answered_on=answered_on or desk.today,
            outcome=outcome,
            content=content,
            **numbered,
        )
    return writer.changes, answer_id


def announce_answer(desk: Desk, proposal_id: str, on: date) -> Changes:
    """Notes the day the answer was read out to the cell; Refusal while no answer has come."""
    proposal = need_part(desk, "proposal", proposal_id)
    if not children(desk.store, "answer", "proposal_id", proposal_id):
        raise Refusal("Chưa có trả lời cho kiến nghị này. Nhận gói của cấp trên trước.", "announced_on")
    with desk.writing(proposal.book) as writer:
        writer.put("proposal", proposal_id, announced_on=on)
    return writer.changes
