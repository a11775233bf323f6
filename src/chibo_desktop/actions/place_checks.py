"""What must hold of a place's state and of its people before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.spans import overlap
from chibo_desktop.lists.place_states import HEAD
from chibo_desktop.lists.rows import Facts


def check_place_standing(proposed: Proposed) -> None:
    """Of a place of this body; days in order; one state at a time."""
    after = proposed.after
    if after.is_put_away:
        return
    _check_place(proposed)
    others = proposed.siblings("place_standing", "place_id", after.text("place_id"))
    _refuse_overlap(proposed, others, "tình trạng khác đã ghi")


def check_place_person(proposed: Proposed) -> None:
    """Of a place of this body; a member or a name; one head at a time; in charge is a member of a list here."""
    after = proposed.after
    if after.is_put_away:
        return
    _check_place(proposed)
    if after.text("member_id"):
        proposed.need("member", "member_id")
    elif after.text("role") != HEAD:
        raise proposed.refusal("member_id", "chưa chọn đảng viên. Chọn trong danh sách.")
    elif not after.text("full_name") and "full_name" not in after.absent:
        raise proposed.refusal("full_name", "để trống. Gõ họ và tên, hoặc chọn đảng viên.")
    if after.text("role") == HEAD:
        people = proposed.siblings("place_person", "place_id", after.text("place_id"))
        heads = [each for each in people if each.text("role") == HEAD]
        _refuse_overlap(proposed, heads, "trưởng thôn, bản khác đã ghi")


def _check_place(proposed: Proposed) -> None:
    place = proposed.need("place", "place_id")
    if place.text("body_id") != proposed.organisation_id:
        raise proposed.refusal("place_id", "nơi này do đảng ủy khác ghi. Chọn nơi thuộc cấp mình.")
    first, last = proposed.after.span()
    if first and last and last < first:
        raise proposed.refusal("until_on", f"trước ngày bắt đầu {show_day(first)}. Xem lại hai ngày này.")


def _refuse_overlap(proposed: Proposed, others: list[Facts], what: str) -> None:
    for other in others:
        if overlap(proposed.after.span(), other.span()):
            first = other.day("from_on")
            since = f" từ {show_day(first)}" if first else ""
            raise proposed.refusal(
                "from_on", f"trùng ngày với {what}{since}. Ghi ngày cuối của dòng ấy trước."
            )
