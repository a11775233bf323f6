"""Answers onto the agenda of the next meeting by themselves, read out by finalising it, their tasks given; lists say which."""

from __future__ import annotations

from chibo_desktop.actions.answers_agenda import put_items
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import need_meeting, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.answers_home import reads_answers, task_given, wanted, wanted_on
from chibo_desktop.lists.proposal_numbers import numbers_in
from chibo_desktop.lists.rows import Facts, children, find, select_away
from chibo_desktop.lists.typed_for import ended_on
from chibo_desktop.rules.numbering import next_number
from chibo_desktop.store import Changes, Store


def list_answers(desk: Desk, meeting_id: str) -> Changes:
    """Puts every answer that waits onto the agenda of a meeting, when that is the next at which answers are read out.

    Nothing is written where nothing is missing, or where this desk only looks on.
    """
    meeting = need_meeting(desk, meeting_id)
    missing = wanted_on(desk.store, meeting)
    if not missing or not desk.may_write(meeting.book) or ended_on(desk.store, meeting.book):
        return Changes()
    with desk.writing(meeting.book) as writer:
        put_items(writer, meeting_id, missing, _last_place(desk.store, meeting_id))
    return writer.changes


def list_answer(desk: Desk, meeting_id: str, answer_id: str) -> Changes:
    """Puts one answer onto a meeting's agenda, also one that was taken off it. Refusal once the meeting is finalised."""
    meeting = need_meeting(desk, meeting_id)
    if not reads_answers(meeting):
        raise Refusal("Buổi này không đọc trả lời kiến nghị được. Chọn buổi sinh hoạt chi bộ đang mở.")
    off = select_away(desk.store, "agenda_item", "meeting_id", meeting_id)
    found = next((item for item in off if item.text("answer_id") == answer_id), None)
    with desk.writing(meeting.book) as writer:
        if found is not None:
            writer.put("agenda_item", found.id, put_away=False)
        else:
            missing = [
                each for each in wanted(desk.store, meeting.text("cell_id")) if each.answer_id == answer_id
            ]
            put_items(writer, meeting_id, missing, _last_place(desk.store, meeting_id))
    return writer.changes


def _last_place(store: Store, meeting_id: str) -> int:
    there = children(store, "agenda_item", "meeting_id", meeting_id)
    return max((item.count("position") or 0 for item in there), default=0)


def keep_read(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    """Within finalising: notes the meeting's day at the proposals whose answers stood on its agenda.

    A proposal a body above wrote down stays as it is: the finalised agenda says that it was read.
    """
    for proposal, answer_id in _read_at(desk, meeting):
        if proposal.text("announced_id") != answer_id or proposal.day("announced_on") is None:
            writer.put("proposal", proposal.id, announced_on=meeting.day("held_on"), announced_id=answer_id)


def forget_read(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    """Within opening the meeting again: the answers on its agenda are to be read out once more."""
    for proposal, answer_id in _read_at(desk, meeting):
        if proposal.text("announced_id") == answer_id:
            writer.put("proposal", proposal.id, announced_on=None, announced_id=None)


def _read_at(desk: Desk, meeting: Facts) -> list[tuple[Facts, str]]:
    """The proposals in books of this desk with the newest of their answers on the meeting's agenda."""
    found: dict[str, tuple[Facts, str]] = {}
    for item in children(desk.store, "agenda_item", "meeting_id", meeting.id):
        answer = find(desk.store, "answer", item.text("answer_id")) if item.text("answer_id") else None
        proposal = find(desk.store, "proposal", answer.text("proposal_id")) if answer else None
        if answer is not None and proposal is not None and desk.may_write(proposal.book):
            found[proposal.id] = (proposal, answer.id)
    return list(found.values())


def number_raised(desk: Desk, writer: GuardedWriter, meeting: Facts) -> None:
    """Within finalising: numbers the proposals raised at the meeting, in the order they were written."""
    used = numbers_in(desk.store, meeting.book)
    for proposal in children(desk.store, "proposal", "meeting_id", meeting.id):
        if proposal.count("number") is None and proposal.book == meeting.book:
            used.append(next_number(used))
            writer.put("proposal", proposal.id, number=used[-1])


def give_task(desk: Desk, answer_id: str, meeting_id: str) -> tuple[Changes, str]:
    """Makes what an answer asks of the cell a task of a meeting; gives its id. Refusal when it was given already."""
    answer = need_part(desk, "answer", answer_id)
    if not answer.text("task"):
        raise Refusal("Trả lời này không giao việc cho chi bộ.")
    if task_given(desk.store, answer_id) is not None:
        raise Refusal("Việc này đã giao rồi. Xem ở bước Nghị quyết, nhiệm vụ.")
    due = answer.day("task_due_on")
    fields: dict[str, object] = {"answer_id": answer_id, **({"due_on": due} if due else {})}
    return add_assignment(desk, meeting_id, title=answer.text("task"), leader_id=None, **fields)
