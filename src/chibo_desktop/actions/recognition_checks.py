"""What must hold of levels, badges and fixed figures before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.member_figures import BY_KEY, POPULATION, SUMMED
from chibo_desktop.lists.qualifications import SORT_NAMES
from chibo_desktop.lists.said import one_book
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.party_age import kinds

BADGE_DAYS = (
    ("proposed_on", "decided_on", "ngày quyết định trước ngày đề nghị"),
    ("decided_on", "awarded_on", "ngày trao trước ngày quyết định"),
)


def check_qualification(proposed: Proposed) -> None:
    """A level of at least one sort, of a member of this book, from a day that has come; each sort once a day."""
    after = proposed.after
    if after.is_put_away:
        return
    member = proposed.need("member", "member_id")
    if proposed.is_new and not one_book(proposed.store)(after.book, member.book):
        raise proposed.refusal("member_id", "trình độ do chi bộ của đồng chí ấy ghi.")
    proposed.refuse_future("from_on")
    if not any(after.text(sort) for sort in SORT_NAMES):
        raise proposed.refusal("schooling", "chưa chọn trình độ nào.")
    placed = [sort for sort in SORT_NAMES if after.text(sort) and proposed.is_placed("from_on", sort)]
    others = proposed.siblings("qualification", "member_id", member.id) if placed else []
    for other in others:
        if other.day("from_on") == after.day("from_on") and any(other.text(sort) for sort in placed):
            since = after.day("from_on")
            said = f"từ {show_day(since)}" if since else "không có ngày"
            raise proposed.refusal("from_on", f"đã ghi trình độ {said}. Sửa dòng ấy, hoặc ghi ngày khác.")


def check_badge(proposed: Proposed) -> None:
    """One of the kinds there are, once a member and book, its days in order and come; of a member of this cell or below."""
    after, same = proposed.after, organisations(proposed.store).same
    if after.is_put_away:
        return
    member = proposed.need("member", "member_id")
    if proposed.is_new and same(after.book.removeprefix("down:")) != same(member.text("cell_id")):
        raise proposed.refusal("member_id", "đồng chí này không thuộc nơi mình. Chọn lại trong danh sách.")
    if "years" in proposed.written and after.count("years") not in kinds(proposed.today):
        known = ", ".join(str(each) for each in kinds(proposed.today))
        raise proposed.refusal("years", f"chỉ có các loại {known} năm. Chọn một loại.")
    proposed.refuse_future("proposed_on", "decided_on", "awarded_on")
    for first, later, said in BADGE_DAYS:
        one, other = after.day(first), after.day(later)
        if one and other and other < one and proposed.written & {first, later}:
            raise proposed.refusal(later, f"{said}. Xem lại hai ngày này.")
    others = proposed.siblings("badge", "member_id", member.id) if proposed.is_placed("years") else []
    for each in others:
        if each.count("years") == after.count("years") and each.book == after.book:
            raise proposed.refusal(
                "years", f"huy hiệu {after.count('years')} năm của đồng chí này đã ghi rồi."
            )


def check_snapshot(proposed: Proposed) -> None:
    """This organisation's own count of a day that has come, of something that is counted, once a day."""
    after = proposed.after
    if "organisation_id" in proposed.written and after.text("organisation_id") != proposed.organisation_id:
        raise proposed.refusal("organisation_id", "chỉ chốt số liệu của tổ chức mình được.")
    proposed.refuse_future("on")
    if after.is_put_away:
        return
    measure = after.text("measure")
    if "measure" in proposed.written and measure not in {*BY_KEY, POPULATION, SUMMED}:
        raise proposed.refusal("measure", f"không có số liệu “{measure}”.")
    if not proposed.is_placed("on", "measure"):
        return
    for other in proposed.siblings("snapshot", "organisation_id", after.text("organisation_id")):
        if other.day("on") == after.day("on") and other.text("measure") == measure:
            raise proposed.refusal("on", "số liệu này của ngày ấy đã chốt rồi.")
