"""What must hold of a resolution, an assignment and its reports before they are written."""

from __future__ import annotations

from chibo_desktop.actions.meeting_checks import check_is_listed
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.numbers import numbers_used
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.rules.numbering import check_number


def check_resolution(proposed: Proposed) -> None:
    """One a meeting and one a person considered; its number is free within the term; it is not issued in the future."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    others = proposed.siblings("resolution", "meeting_id", meeting.id)
    if not after.is_put_away and any(other.text("case_id") == after.text("case_id") for other in others):
        raise proposed.refusal("meeting_id", "buổi này đã có nghị quyết hoặc kết luận. Hãy sửa văn kiện ấy.")
    proposed.refuse_future("issued_on")
    issued = after.day("issued_on")
    if issued and issued < meeting_day(meeting) and proposed.written & {"issued_on"}:
        raise proposed.refusal(
            "issued_on", f"trước ngày sinh hoạt {show_day(meeting_day(meeting))}. Xem lại ngày này."
        )
    number = after.count("number")
    if number is not None and not after.is_put_away and proposed.written & {"number", "kind", "put_away"}:
        check_number(number, numbers_used(proposed.store, meeting, after.text("kind"), except_id=after.id))


def check_assignment(proposed: Proposed) -> None:
    """The leader is one of the cell's people, the visitor was there; it is not due before it was given."""
    after = proposed.after
    meeting = proposed.find("meeting", after.text("meeting_id")) if after.text("meeting_id") else None
    if meeting is None:
        return
    if "leader_id" in proposed.written and after.text("leader_id"):
        check_is_listed(proposed, "leader_id", meeting)
    if "guest_id" in proposed.written and after.text("guest_id"):
        guest = proposed.need("guest", "guest_id")
        if guest.text("meeting_id") != meeting.id:
            raise proposed.refusal("guest_id", "đại biểu này dự buổi khác. Chọn đại biểu của buổi này.")
    due, held = after.day("due_on"), meeting.day("held_on")
    if due and held and due < held and "due_on" in proposed.written:
        raise proposed.refusal(
            "due_on", f"{show_day(due)} trước ngày giao {show_day(held)}. Xem lại hạn này."
        )
    report_at, period = after.text("report_at"), after.text("cell_id") and meeting.text("period")
    if "report_at" in proposed.written and report_at and period and report_at[:7] <= period[: len(report_at)]:
        raise proposed.refusal("report_at", "phải là một kỳ sau buổi này. Chọn tháng sau.")


def check_report(proposed: Proposed) -> None:
    """A report is given at a meeting of the same cell later than the one that gave the assignment."""
    after = proposed.after
    assignment = proposed.need("assignment", "assignment_id")
    meeting = proposed.need("meeting", "meeting_id")
    if after.id != f"{assignment.id}/{meeting.id}":
        raise proposed.refusal("meeting_id", "mã kết quả phải là mã nhiệm vụ/mã buổi sinh hoạt.")
    if assignment.text("cell_id") != meeting.text("cell_id"):
        raise proposed.refusal("meeting_id", "buổi này của chi bộ khác. Chọn buổi của chi bộ giao nhiệm vụ.")
    given_id = assignment.text("meeting_id")
    given = proposed.find("meeting", given_id) if given_id else None
    if given is not None and (given.id == meeting.id or meeting_day(meeting) < meeting_day(given)):
        raise proposed.refusal("meeting_id", "kết quả phải ghi ở một buổi sau buổi giao nhiệm vụ.")
    _check_progress(proposed)
    if "ended" in proposed.written and after.flag("ended") and not assignment.flag("recurring"):
        raise proposed.refusal(
            "ended", "chỉ nhiệm vụ thường xuyên mới cần kết thúc. Việc này chọn kết quả là đủ."
        )


def _check_progress(proposed: Proposed) -> None:
    """How much is done is told of what is going on only, and is less than all of it."""
    share, state = proposed.after.count("percent_done"), proposed.after.text("state")
    if share is None or not proposed.written & {"percent_done", "state"}:
        return
    if state == "ongoing" and share == 100:
        raise proposed.refusal("percent_done", "đã đủ 100 %. Chọn kết quả “Hoàn thành”.")
    if state == "not_done" and share > 0:
        raise proposed.refusal(
            "percent_done", f"đã làm {share} % thì việc đang thực hiện. Chọn kết quả “Đang thực hiện”."
        )
    if state == "done" and share < 100:
        raise proposed.refusal("percent_done", f"mới {share} % thì chưa hoàn thành. Xem lại kết quả.")
