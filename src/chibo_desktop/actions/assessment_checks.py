"""What must hold of an assessment of a meeting before it is written."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.lists.assessments import GRADED, PARTS, SAID
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store.certificates import path_up


def check_assessment(proposed: Proposed) -> None:
    """This body's own, of a cell below and a month, of that cell's meeting; one a visitor; it says something."""
    after = proposed.after
    if "body_id" in proposed.written and after.text("body_id") != proposed.organisation_id:
        raise proposed.refusal("body_id", "chỉ ghi thay mặt tổ chức của máy này được.")
    if proposed.is_new or "organisation_id" in proposed.written:
        _check_cell(proposed)
    month = after.partial("period")
    if month is None or month.month is None or month.day is not None:
        raise proposed.refusal("period", "phải là một tháng, ví dụ 10/2026.")
    proposed.refuse_future("assessed_on")
    _check_meeting(proposed)
    _check_writer(proposed)
    if proposed.is_new and not any(after.text(name) for name in (*PARTS, *SAID, *GRADED)):
        raise proposed.refusal("conduct", "phiếu chưa ghi gì. Ghi ít nhất một phần.")
    if not after.is_put_away:
        _refuse_second(proposed)


def _check_cell(proposed: Proposed) -> None:
    place = proposed.after.text("organisation_id")
    if not place:
        raise proposed.refusal("organisation_id", "chưa chọn. Hãy chọn chi bộ.")
    known, own = organisations(proposed.store), proposed.organisation_id
    on = _day(proposed.after) or proposed.today
    if own not in path_up(proposed.store, place)[1:] and own not in known.above(known.same(place), on):
        raise proposed.refusal("organisation_id", "nơi này không thuộc cấp mình. Chọn một chi bộ ở dưới.")
    if known.kind(known.same(place)) not in ("", "cell"):
        raise proposed.refusal("organisation_id", "phiếu đánh giá của một chi bộ. Chọn một chi bộ.")


def _day(after: Facts) -> date | None:
    month = after.partial("period")
    return date(month.year, month.month, 1) if month is not None and month.month is not None else None


def _check_meeting(proposed: Proposed) -> None:
    """A meeting that was held, of that cell and month; it was not assessed before it took place."""
    after = proposed.after
    if not after.text("meeting_id") or not proposed.written & {"meeting_id", "period", "assessed_on"}:
        return
    meeting, known = proposed.need("meeting", "meeting_id"), organisations(proposed.store)
    if known.same(meeting.text("cell_id")) != known.same(after.text("organisation_id")):
        raise proposed.refusal("meeting_id", "buổi này của chi bộ khác. Chọn buổi của chi bộ được đánh giá.")
    if meeting.flag("missed"):
        raise proposed.refusal("meeting_id", "tháng ấy chi bộ không sinh hoạt nên không có gì để đánh giá.")
    month = meeting.text("period")[:7]
    if month and month != after.text("period")[:7]:
        raise proposed.refusal(
            "period", f"buổi này của {show_month(month)}. Xem lại kỳ, hoặc chọn buổi khác."
        )
    held, assessed = meeting.day("held_on"), after.day("assessed_on")
    if held and assessed and assessed < held:
        raise proposed.refusal("assessed_on", f"trước ngày sinh hoạt {show_day(held)}. Xem lại ngày này.")


def _check_writer(proposed: Proposed) -> None:
    """Who wrote it is of this body; the visit is one to that cell."""
    after = proposed.after
    is_named = after.text("official_id") and "official_id" in proposed.written
    if is_named and proposed.need("official", "official_id").text("body_id") != after.text("body_id"):
        raise proposed.refusal("official_id", "của cấp ủy khác. Chọn trong danh sách của cấp ủy mình.")
    if after.text("visit_id") and "visit_id" in proposed.written:
        known = organisations(proposed.store)
        visit = proposed.need("visit", "visit_id")
        if known.same(visit.text("organisation_id")) != known.same(after.text("organisation_id")):
            raise proposed.refusal(
                "visit_id", "lượt dự này ở chi bộ khác. Chọn lượt dự ở chi bộ được đánh giá."
            )


def _refuse_second(proposed: Proposed) -> None:
    """One a visitor and meeting, or a visitor and month where no meeting is named."""
    after = proposed.after
    if not (proposed.is_new or proposed.written & {"meeting_id", "official_id", "period", "put_away"}):
        return
    for other in proposed.siblings("assessment", "organisation_id", after.text("organisation_id")):
        if all(
            other.text(name) == after.text(name)
            for name in ("body_id", "meeting_id", "official_id", "period")
        ):
            who = "đồng chí này" if after.text("official_id") else "buổi này"
            raise proposed.refusal(
                "official_id", f"{who} đã có phiếu của kỳ ấy. Mở phiếu đã có, hoặc chọn người đánh giá khác."
            )
