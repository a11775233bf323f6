"""What must hold of an addendum to finalised minutes, and the lock it gets when it is finalised itself."""

from __future__ import annotations

from chibo_desktop.actions.meeting_checks import check_is_listed
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import has_minutes
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts


def check_addendum(proposed: Proposed) -> None:
    """To finalised minutes kept here only; not of a day before the meeting or to come; a number not given yet."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    if meeting.moment("finalised_at") is None:
        raise Refusal(
            "Buổi sinh hoạt này chưa chốt. Hãy sửa thẳng trong biên bản, chưa cần biên bản bổ sung."
        )
    if proposed.is_new and not has_minutes(meeting):
        raise Refusal(
            "Buổi này không có biên bản trong chương trình nên không lập biên bản bổ sung. "
            "Biên bản ở sổ giấy thì ghi bổ sung vào sổ giấy."
        )
    if "raised_by_id" in proposed.written and after.text("raised_by_id"):
        check_is_listed(proposed, "raised_by_id", meeting)
    _check_day(proposed, meeting)
    _check_number(proposed)


def _check_day(proposed: Proposed, meeting: Facts) -> None:
    proposed.refuse_future("written_on")
    written, held = proposed.after.day("written_on"), meeting_day(meeting)
    if "written_on" in proposed.written and written is not None and written < held:
        raise proposed.refusal(
            "written_on", f"{show_day(written)} trước ngày sinh hoạt {show_day(held)}. Xem lại ngày này."
        )


def _check_number(proposed: Proposed) -> None:
    after = proposed.after
    number = after.count("number")
    others = proposed.siblings("addendum", "meeting_id", after.text("meeting_id"))
    taken = {other.count("number") for other in others}
    if "number" in proposed.written and number is not None and number in taken:
        raise proposed.refusal("number", f"số {number} đã dùng cho biên bản bổ sung khác của buổi này.")


def refuse_locked(proposed: Proposed) -> None:
    """Refusal for a change to a finalised addendum, or for finalising it by writing the field."""
    at = proposed.before.moment("finalised_at") if proposed.before else None
    if at is not None:
        raise Refusal(
            f"Biên bản bổ sung này đã chốt ngày {show_day(at.date())} nên không sửa được nữa. "
            "Hãy lập biên bản bổ sung lần sau."
        )
    if "finalised_at" in proposed.written:
        raise Refusal(
            "Biên bản bổ sung chỉ được chốt bằng nút Chốt, để mọi mục được kiểm tra.", "finalised_at"
        )
