"""What must hold of a person considered at a meeting: who, once for one matter, days in order."""

from __future__ import annotations

from chibo_desktop.actions.meeting_checks import check_is_listed
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.births import born_apart
from chibo_desktop.lists.cases import too_early
from chibo_desktop.lists.roster import meeting_day, period_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.cases import measures_for, why_not_measure
from chibo_desktop.rules.standing import standing_at

OWN = {
    "ground": "exemption",
    "from_on": "exemption",
    "until_on": "exemption",
    "measure": "discipline",
    "self_rating": "rating",
    "rating": "rating",
    "candidate_id": "admission",
}
"""Fields that only one matter has."""


def check_case(proposed: Proposed) -> None:
    """A member of the list, or for admission a name; the matter stays what it was; days that follow each other."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    if proposed.before is not None and "matter" in proposed.written and proposed.before.text("matter"):
        raise proposed.refusal("matter", "không đổi được. Bỏ trường hợp này rồi ghi trường hợp mới.")
    if after.is_put_away:
        return
    for name in proposed.written & OWN.keys():
        if after[name] is not None and after.text("matter") != OWN[name]:
            raise proposed.refusal(name, "không thuộc việc đang xét. Bỏ mục này.")
    if proposed.written & {"member_id", "full_name", "matter"}:
        _check_who(proposed, meeting)
    elif "put_away" in proposed.written:
        _check_once(proposed, meeting)
    if proposed.written & {"measure", "member_id"}:
        _check_measure(proposed, meeting)
    if proposed.written & {"candidate_id", "full_name"} and after.text("candidate_id"):
        _check_candidate(proposed, meeting)
    _check_days(proposed, meeting)


def _check_who(proposed: Proposed, meeting: Facts) -> None:
    after = proposed.after
    if after.text("matter") == "admission":
        if after.text("member_id"):
            raise proposed.refusal("member_id", "người xin vào Đảng chưa có trong danh sách. Gõ họ và tên.")
        if after.text("full_name"):
            text.check_person_name(after.text("full_name"), "full_name")
    elif after.text("member_id"):
        standing = check_is_listed(proposed, "member_id", meeting)
        if after.text("matter") == "full_membership" and standing.membership == "official":
            raise proposed.refusal(
                "member_id", "đồng chí này đã là đảng viên chính thức. Chọn đảng viên dự bị."
            )
    _check_once(proposed, meeting)


def _check_once(proposed: Proposed, meeting: Facts) -> None:
    after = proposed.after
    for name in ("member_id", "full_name"):
        wanted = text.fold(after.text(name))
        for other in proposed.siblings("person_case", "meeting_id", meeting.id):
            is_same = other.text("matter") == after.text("matter") and text.fold(other.text(name)) == wanted
            if wanted and is_same and not born_apart(after, other):
                raise proposed.refusal(name, "đã có trong danh sách xét của buổi này. Mở trường hợp ấy.")


def _check_measure(proposed: Proposed, meeting: Facts) -> None:
    """A probationary member is given the light forms of discipline only."""
    after, day = proposed.after, meeting_day(meeting)
    if not after.text("measure") or not after.text("member_id"):
        return
    periods = [
        period_of(facts) for facts in proposed.siblings("standing", "member_id", after.text("member_id"))
    ]
    if after.text("measure") not in measures_for(standing_at(periods, day).membership, day):
        raise proposed.refusal("measure", f"{why_not_measure(day)}. Chọn lại hình thức.")


def _check_candidate(proposed: Proposed, meeting: Facts) -> None:
    """One of the cell that meets, and the person named."""
    candidate = proposed.need("candidate", "candidate_id")
    same, name = organisations(proposed.store).same, proposed.after.text("full_name")
    if same(candidate.text("cell_id")) != same(meeting.text("cell_id")):
        raise proposed.refusal("candidate_id", "không phải quần chúng của chi bộ này. Chọn lại.")
    if name and text.fold(name) != text.fold(candidate.text("full_name")):
        raise proposed.refusal("candidate_id", "không phải người mang họ tên đang ghi. Chọn lại.")


def _check_days(proposed: Proposed, meeting: Facts) -> None:
    held = meeting.day("held_on")
    start, until = proposed.after.day("from_on"), proposed.after.day("until_on")
    if proposed.written & {"from_on", "until_on"} and start and until and until < start:
        raise proposed.refusal("until_on", f"trước ngày bắt đầu {show_day(start)}. Xem lại hai ngày này.")
    if "from_on" in proposed.written and start and held and start <= held:
        raise proposed.refusal("from_on", too_early(held))
    born = proposed.after.partial("birth_date")
    if "birth_date" in proposed.written and born is not None and born.year > proposed.today.year:
        raise proposed.refusal("birth_date", "là ngày chưa đến. Xem lại năm sinh.")
