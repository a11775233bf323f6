"""What must hold of inspections, gatherings, those who took part, and things to do before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.text import fold
from chibo_desktop.lists.tree import organisations

ALONE = ("secretary", "committee_member", "member", "team_member")
"""Groups of which each line with a name or a member is one person."""


def check_inspection(proposed: Proposed) -> None:
    """Of an organisation below, days in order and not ahead, closed only after it was held."""
    after = proposed.after
    _check_own(proposed)
    _check_below(proposed, "organisation_id")
    proposed.refuse_future("held_on", "closed_on")
    _check_order(proposed, "held_on", "due_on", "trước ngày kiểm tra. Xem lại hạn khắc phục.")
    _check_order(proposed, "held_on", "closed_on", "trước ngày kiểm tra. Xem lại hai ngày này.")
    if after.day("closed_on") and after.day("held_on") is None:
        raise proposed.refusal("held_on", "chưa có. Ghi ngày kiểm tra trước khi kết thúc theo dõi.")


def check_gathering(proposed: Proposed) -> None:
    """This body's own, with a name, days in order; a topic only of a class."""
    after = proposed.after
    _check_own(proposed)
    if not after.text("title"):
        raise proposed.refusal("title", "chưa có. Gõ tên, như “Giao ban tháng 10”.")
    _check_order(proposed, "held_on", "until_on", "trước ngày bắt đầu. Xem lại hai ngày này.")
    if after.text("topic") and after.text("sort") != "training":
        raise proposed.refusal("topic", "chỉ ghi cho lớp bồi dưỡng, tập huấn. Bỏ mục này đi.")
    if after.text("directive_id") and "directive_id" in proposed.written:
        proposed.need("directive", "directive_id")


def check_participant(proposed: Proposed) -> None:
    """Each member and each named person once a gathering; several heads only without a name."""
    after = proposed.after
    if after.is_put_away:
        return
    heads, member, name = after.count("heads") or 0, after.text("member_id"), after.text("full_name")
    if heads != 1 and (member or name):
        raise proposed.refusal("heads", "người có tên thì ghi từng người, mỗi dòng một người.")
    if member and after.text("group") not in ALONE:
        raise proposed.refusal("group", "đảng viên thì chọn bí thư, cấp ủy viên hoặc đảng viên.")
    for other in proposed.siblings("participant", "gathering_id", after.text("gathering_id")):
        if member and other.text("member_id") == member:
            raise proposed.refusal("member_id", "đồng chí này đã có trong danh sách dự.")
        if name and _is_named_alike(
            after.text("organisation_id"), name, other.text("organisation_id"), other.text("full_name")
        ):
            raise proposed.refusal("full_name", f"“{name}” của nơi này đã có trong danh sách dự.")
        if after.text("group") == "organisation" == other.text("group") and other.text(
            "organisation_id"
        ) == after.text("organisation_id"):
            raise proposed.refusal("organisation_id", "tổ chức này đã ghi là có dự.")


def _is_named_alike(where: str, name: str, other_where: str, other_name: str) -> bool:
    return bool(other_name) and where == other_where and fold(name) == fold(other_name)


def check_follow_up(proposed: Proposed) -> None:
    """This organisation's own, saying what is to be done, for itself or one below; in the book its readers have."""
    after, own = proposed.after, proposed.organisation_id
    _check_own(proposed)
    if not after.text("title"):
        raise proposed.refusal("title", "chưa có. Gõ việc phải làm.")
    if after.text("organisation_id") != own:
        _check_below(proposed, "organisation_id")
    is_for_all = after.book.startswith("all:")
    if (
        "sort" in proposed.written
        and not proposed.is_new
        and not after.text("organisation_id")
        and is_for_all != (after.text("sort") == "conclusion")
    ):
        raise proposed.refusal("sort", "đã ghi thì không đổi loại được. Cho vào lưu trữ rồi ghi việc mới.")
    is_moved = "organisation_id" in proposed.written and not proposed.is_new
    if is_moved and (":" in after.book or after.text("organisation_id") not in ("", own)):
        raise proposed.refusal(
            "organisation_id", "đã ghi thì không đổi nơi làm được. Cho vào lưu trữ rồi ghi việc mới."
        )
    for kind, name in (("inspection", "inspection_id"), ("gathering", "gathering_id")):
        if after.text(name) and name in proposed.written:
            proposed.need(kind, name)
    proposed.refuse_future("done_on")


def check_follow_up_report(proposed: Proposed) -> None:
    """By an organisation that was given it, for itself, once; a day of done that has come."""
    after, own = proposed.after, proposed.organisation_id
    task = proposed.need("follow_up", "follow_up_id")
    same = organisations(proposed.store).same
    if after.id != f"{task.id}/{own}":
        raise proposed.refusal("follow_up_id", "mã kết quả phải là mã việc/mã nơi báo cáo.")
    if "organisation_id" in proposed.written and after.text("organisation_id") != own:
        raise proposed.refusal("organisation_id", "chỉ báo cáo thay mặt tổ chức của máy này được.")
    given_to = task.text("organisation_id")
    if proposed.is_new and given_to and same(given_to) != same(own):
        raise proposed.refusal("follow_up_id", "việc này giao cho nơi khác. Hãy chọn lại trong danh sách.")
    proposed.refuse_future("done_on")


def _check_own(proposed: Proposed) -> None:
    if "body_id" in proposed.written and proposed.after.text("body_id") != proposed.organisation_id:
        raise proposed.refusal("body_id", "chỉ ghi thay mặt tổ chức của máy này được.")


def _check_below(proposed: Proposed, name: str) -> None:
    """Below at any distance: today, or on the day the record is about."""
    organisation_id = proposed.after.text(name)
    if name not in proposed.written or not organisation_id:
        return
    known, own = organisations(proposed.store), proposed.organisation_id
    held = proposed.after.day("held_on") if proposed.after.kind == "inspection" else None
    days = (proposed.today, held) if held else (proposed.today,)
    one = known.same(organisation_id)
    if not any(one in known.at(day).under(known.same(own)) for day in days):
        raise proposed.refusal(name, "nơi này không thuộc cấp mình. Chọn một nơi ở dưới.")


def _check_order(proposed: Proposed, first: str, last: str, sentence: str) -> None:
    start, end = proposed.after.day(first), proposed.after.day(last)
    if start and end and end < start and {first, last} & proposed.written:
        raise proposed.refusal(last, sentence)
