"""What must hold of candidates, their steps, helpers and remarks before they are written: who writes which step, never two helpers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.below_choices import can_reach
from chibo_desktop.lists.candidate_way import helper_trouble, ways
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import AGAIN, LABELS, RETURNED, SENT, STOPPED, writer_of
from chibo_desktop.rules.standing import Period

BACK_AND_FORTH = {SENT: RETURNED, RETURNED: SENT}


def check_candidate(proposed: Proposed) -> None:
    """Of this cell, with a name, born before today; a member only of this cell's list, and followed once."""
    after = proposed.after
    if "cell_id" in proposed.written and after.text("cell_id") != proposed.organisation_id:
        raise proposed.refusal("cell_id", "chỉ chi bộ giúp đỡ người ấy mới ghi được.")
    if proposed.is_new and organisations(proposed.store).kind(after.text("cell_id")) != "cell":
        raise proposed.refusal("cell_id", "chỉ chi bộ có quần chúng để giúp đỡ.")
    if "full_name" in proposed.written or proposed.is_new:
        text.check_person_name(after.text("full_name"), "full_name")
    born = after.partial("birth_date")
    if "birth_date" in proposed.written and born and str(born) > proposed.today.isoformat():
        raise proposed.refusal("birth_date", f"{born.shown()} là ngày chưa đến. Xem lại năm sinh.")
    if "member_id" in proposed.written and after.text("member_id"):
        _check_member(proposed)


def _check_member(proposed: Proposed) -> None:
    member = proposed.need("member", "member_id")
    same = organisations(proposed.store).same
    if same(member.text("cell_id")) != same(proposed.after.text("cell_id")):
        raise proposed.refusal("member_id", "không phải đảng viên của chi bộ này.")
    if proposed.siblings("candidate", "member_id", member.id):
        raise proposed.refusal("member_id", "đã được theo dõi ở một dòng khác.")


def check_step(proposed: Proposed) -> None:
    """By whom the guidance says, on a day that has come, once; not where finalised minutes say it already."""
    after = proposed.after
    candidate = proposed.need("candidate", "candidate_id")
    if "step" in proposed.written and not proposed.is_new:
        raise proposed.refusal("step", "không đổi được. Cho bước này vào lưu trữ rồi ghi bước đúng.")
    if after.day("on") is None:
        raise proposed.refusal("on", "chưa có. Ghi ngày của bước.")
    if proposed.is_new:
        _check_writer(proposed, candidate)
    proposed.refuse_future("on")
    if not after.is_put_away:
        _check_once(proposed, candidate)


def _check_writer(proposed: Proposed, candidate: Facts) -> None:
    known, own = organisations(proposed.store), proposed.organisation_id
    cell, by = candidate.text("cell_id"), writer_of(proposed.after.text("step"))
    if known.same(cell) == known.same(own):
        if by == "body":
            raise proposed.refusal("step", "do cấp trên ghi; về chi bộ cùng gói.")
        return
    if by == "cell":
        raise proposed.refusal("step", "do chi bộ ghi.")
    if not can_reach(proposed.store, own, cell):
        raise proposed.refusal("candidate_id", "chi bộ này không nhận được gói của cấp mình.")
    if known.rank(cell, own) != 0:
        raise proposed.refusal("candidate_id", "do cấp ủy trực tiếp của chi bộ ghi.")


def _check_once(proposed: Proposed, candidate: Facts) -> None:
    after, step = proposed.after, proposed.after.text("step")
    others = proposed.siblings("candidate_step", "candidate_id", candidate.id)
    if _stands_already(after, others):
        said = f"“{LABELS.get(step, step)}” đã ghi rồi. Sửa ngày ở dòng ấy, hoặc cho dòng ấy vào lưu trữ."
        raise proposed.refusal("step", said)
    if not proposed.is_new:
        return
    read = ways(proposed.store)
    held = read.candidates.get(candidate.id)
    if held and any(line.step == step and line.meeting_id for line in read.steps(held)):
        raise proposed.refusal("step", "đã có trong biên bản đã chốt, không phải ghi lần nữa.")


def _stands_already(after: Facts, others: Sequence[Facts]) -> bool:
    """Whether the step is said twice: but a file goes back and forth, even in one day, and who was given up may begin anew."""
    step, on = after.text("step"), after.day("on") or date.min
    alike = [each for each in others if each.text("step") == step]
    of_day = sum(each.day("on") == on for each in alike)
    if step in BACK_AND_FORTH:
        back = sum(each.day("on") == on and each.text("step") == BACK_AND_FORTH[step] for each in others)
        return of_day > 0 and back < of_day + (step == RETURNED)
    stops = [each.day("on") or date.min for each in others if each.text("step") == STOPPED]
    if step == STOPPED:
        return bool(stops) and all((each.day("on") or date.min) <= max(stops) for each in others)
    if step in AGAIN:
        return of_day > 0
    since = max((day for day in stops if day < on), default=date.min)
    return any((each.day("on") or date.min) > since for each in alike)


def check_helping(proposed: Proposed) -> None:
    """An official member of this cell on the first day, days in order, never two helpers on one day."""
    after = proposed.after
    candidate = proposed.need("candidate", "candidate_id")
    _check_own(proposed, candidate)
    if after.is_put_away:
        return
    member = proposed.need("member", "member_id")
    if member.id == candidate.text("member_id"):
        raise proposed.refusal("member_id", "không tự giúp đỡ mình được. Chọn đồng chí khác.")
    start = after.day("from_on") or proposed.today
    if proposed.written & {"member_id", "from_on"} and (
        trouble := helper_trouble(proposed.store, member.id, start)
    ):
        raise proposed.refusal("member_id", f"ngày ấy {trouble}; người giúp đỡ phải là đảng viên chính thức.")
    _check_silent(proposed)
    mine = _period(after)
    if mine.is_backwards:
        raise proposed.refusal("until_on", "trước ngày bắt đầu. Xem lại hai ngày này.")
    for other in proposed.siblings("helping", "candidate_id", candidate.id):
        if mine.overlaps(_period(other)):
            raise proposed.refusal("from_on", "trùng ngày với người giúp đỡ khác. Ghi ngày hết của người ấy.")


def _check_silent(proposed: Proposed) -> None:
    """What one helper said is not put into the mouth of another."""
    if proposed.before is None or "member_id" not in proposed.written:
        return
    if proposed.siblings("helper_remark", "helping_id", proposed.after.id):
        said = "đã có nhận xét của người giúp đỡ ấy. Phân công người khác từ ngày sau đó."
        raise proposed.refusal("member_id", said)


def check_remark(proposed: Proposed) -> None:
    """Of one month that has come, once, within the time of the helper."""
    after = proposed.after
    helping = proposed.need("helping", "helping_id")
    month = after.text("month")[:7]
    if len(month) != 7:
        raise proposed.refusal("month", "ghi theo tháng.")
    if not after.is_put_away and any(
        other.text("month")[:7] == month
        for other in proposed.siblings("helper_remark", "helping_id", helping.id)
    ):
        raise proposed.refusal("month", "tháng này đã có nhận xét. Sửa nhận xét ấy.")
    candidate = proposed.find("candidate", helping.text("candidate_id"))
    if candidate is not None:
        _check_own(proposed, candidate)
    if proposed.is_new and month > month_of(proposed.today):
        raise proposed.refusal("month", "là tháng chưa đến.")
    start, until = helping.day("from_on") or date.min, helping.day("until_on") or date.max
    if proposed.is_new and not month_of(start) <= month <= month_of(until):
        raise proposed.refusal("month", "ngoài thời gian đồng chí ấy giúp đỡ.")


def _check_own(proposed: Proposed, candidate: Facts) -> None:
    """In the book of the cell: who may write that is asked elsewhere."""
    same = organisations(proposed.store).same
    if same(candidate.text("cell_id")) != same(proposed.after.book):
        raise proposed.refusal("candidate_id", "do chi bộ giúp đỡ người ấy ghi.")


def _period(facts: Facts) -> Period:
    return Period("helping", facts.day("from_on"), facts.day("until_on"))
