"""What must hold of a proposal, of a step taken with it and of its answer before they are written."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_deadline import first_dealt
from chibo_desktop.lists.proposal_numbers import by_number
from chibo_desktop.lists.proposals import find_proposal, joined_through
from chibo_desktop.lists.rows import Facts

NEEDS = {
    "received": ("received_on", "chưa ghi. Ghi ngày trên dấu đến."),
    "classified": ("competence", "chưa chọn. Chọn cấp có thẩm quyền."),
    "handed_up": ("competence", "chưa chọn. Chọn cấp có thẩm quyền."),
    "assigned": ("agency", "chưa ghi. Ghi tên cơ quan được giao."),
    "interim": ("note", "chưa ghi. Ghi lý do chưa trả lời được."),
    "joined": ("joined_id", "chưa chọn. Chọn kiến nghị cùng việc."),
}
"""What a step of each sort cannot do without."""
IN_ORDER = (
    (("classified", "handed_up"), "lần phân loại, chuyển"),
    (("joined", "parted"), "lần nhập, tách"),
)
"""Sorts of which the newest day counts, and what they are called: whose a proposal is, with which it is answered."""


def check_proposal(proposed: Proposed) -> None:
    """Days that have come; a number of its own; a proposal repeats an older one, never itself."""
    proposed.refuse_future("raised_on", "announced_on", "reopened_on")
    after = proposed.after
    number = after.count("number")
    if number is not None and "number" in proposed.written and _is_borne(proposed, number):
        raise proposed.refusal("number", f"số {number:02d} đã dùng trong sổ này. Chọn số khác.")
    if "repeats_id" in proposed.written and after.text("repeats_id"):
        _refuse_ring(proposed, "proposal", "repeats_id")


def _is_borne(proposed: Proposed, number: int) -> bool:
    """Whether another of the book bears a number, as the block will leave it."""
    pending, after = proposed.pending, proposed.after
    held = by_number(proposed.store, after.book).get(number, frozenset())
    near = {*held, *pending.numbered("proposal", number)} - {after.id}
    put = {one: pending.find("proposal", one) for one in near}
    return any(
        facts is None or (facts.count("number") == number and facts.book == after.book)
        for facts in put.values()
    )


def check_step(proposed: Proposed) -> None:
    """This body's own, on a day that has come and not before it was raised, with what its sort needs.

    A cell writes none: what it says of its own proposal stands on the proposal.
    """
    after, own = proposed.after, proposed.organisation_id
    proposal = proposed.need("proposal", "proposal_id")
    if proposal.text("cell_id") == own:
        raise Refusal("Chi bộ ghi ngay vào kiến nghị của mình; các bước này là của cấp trên.", "proposal_id")
    if "body_id" in proposed.written and after.text("body_id") != own:
        raise proposed.refusal("body_id", "chỉ ghi thay mặt tổ chức của máy này được.")
    proposed.refuse_future("received_on", "taken_on", "paper_on")
    name, sentence = NEEDS.get(after.text("sort"), ("", ""))
    # a cell that is told it was joined is not told to which
    if name and not after.text(name) and not (name == "joined_id" and after.text("twin_id")):
        raise proposed.refusal(name, sentence)
    _check_days(proposed, proposal)
    if after.text("sort") == "joined" and "joined_id" in proposed.written:
        _check_joined(proposed)


def _check_days(proposed: Proposed, proposal: Facts) -> None:
    after, raised = proposed.after, proposal.day("raised_on")
    taken, due = after.day("taken_on"), after.day("due_on")
    for name in ("received_on", "taken_on"):
        day = after.day(name)
        if raised and day and day < raised and name in proposed.written:
            raise proposed.refusal(name, f"trước ngày nêu kiến nghị {show_day(raised)}. Xem lại ngày này.")
    if proposed.is_new and after.text("sort") == "received":
        _refuse_late_stamp(proposed)
    if taken and due and due < taken and "due_on" in proposed.written:
        raise proposed.refusal("due_on", f"trước ngày giao {show_day(taken)}. Xem lại hạn này.")
    if taken and "taken_on" in proposed.written:
        _refuse_before_newest(proposed, taken)


def _refuse_late_stamp(proposed: Proposed) -> None:
    """What this body has dealt with it had received by then: a later stamp would wipe out an overdue."""
    row = find_proposal(proposed.store, proposed.after.text("proposal_id"))
    received, own = proposed.after.day("received_on"), proposed.organisation_id
    if row is None or received is None:
        return
    steps = [step for step in row.live_steps if step.body_id == own]
    dealt = first_dealt(proposed.store, row.id, steps, row.asked, own)
    if dealt and received > dealt:
        words = f"sau ngày cấp mình đã xử lý kiến nghị này {show_day(dealt)}. Ghi đúng ngày trên dấu đến."
        raise proposed.refusal("received_on", words)


def _refuse_before_newest(proposed: Proposed, taken: date) -> None:
    """Where the newest counts, one written for an earlier day would change nothing."""
    sorts, called = next((each for each in IN_ORDER if proposed.after.text("sort") in each[0]), ((), ""))
    after = proposed.after
    steps = proposed.siblings("proposal_step", "proposal_id", after.text("proposal_id"))
    # what the cell is told is the same step once more
    others = [step for step in steps if step.text("twin_id") != after.id and step.id != after.text("twin_id")]
    days = [step.day("taken_on") for step in others if step.text("sort") in sorts]
    newest = max((day for day in days if day and day <= proposed.today), default=taken)
    if taken < newest:
        words = f"trước {called} ngày {show_day(newest)}. Ngày của văn bản ghi ở ô Ngày văn bản."
        raise proposed.refusal("taken_on", words)


def _check_joined(proposed: Proposed) -> None:
    """What it is joined to is not joined to it in turn."""
    if proposed.after.text("proposal_id") in joined_through(proposed.store, proposed.after.text("joined_id")):
        raise proposed.refusal("joined_id", "đã nhập ngược lại vào kiến nghị này. Chọn kiến nghị khác.")


def _refuse_ring(proposed: Proposed, kind: str, name: str) -> None:
    seen, following = {proposed.after.id}, proposed.after.text(name)
    while following:
        if following in seen:
            raise proposed.refusal(name, "phải là một kiến nghị nêu trước kiến nghị này. Chọn lại.")
        seen.add(following)
        found = proposed.find(kind, following)
        following = found.text(name) if found else ""


def check_answer(proposed: Proposed) -> None:
    """This body's own answer, to what it may settle; not dated in the future, nor before the proposal was raised."""
    proposed.refuse_future("answered_on")
    proposal, after = proposed.need("proposal", "proposal_id"), proposed.after
    own = proposed.organisation_id
    if "body_id" in proposed.written and after.text("body_id") != own:
        raise proposed.refusal("body_id", "chỉ trả lời thay mặt tổ chức của máy này được.")
    is_own = proposal.text("cell_id") == own
    if proposed.is_new and is_own and proposal.text("competence") not in ("", "cell"):
        raise Refusal("Kiến nghị này do cấp trên giải quyết; câu trả lời sẽ về từ cấp trên.", "proposal_id")
    raised, answered, due = proposal.day("raised_on"), after.day("answered_on"), after.day("task_due_on")
    if raised and answered and answered < raised and "answered_on" in proposed.written:
        raise proposed.refusal(
            "answered_on", f"trước ngày nêu kiến nghị {show_day(raised)}. Xem lại ngày này."
        )
    if due and answered and due < answered and "task_due_on" in proposed.written:
        raise proposed.refusal("task_due_on", f"trước ngày trả lời {show_day(answered)}. Xem lại hạn này.")
    if due and not after.text("task"):
        raise proposed.refusal("task", "có hạn mà chưa ghi việc. Ghi việc giao cho chi bộ, hoặc bỏ hạn.")
