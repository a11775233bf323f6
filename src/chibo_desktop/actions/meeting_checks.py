"""What must hold of a meeting and of what is written down at it; what finalising asks for is in finalise.py."""

from __future__ import annotations

from datetime import timedelta

from chibo_desktop.actions.meeting_kind_checks import check_by_kind, check_may_be_marked
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.missing import MONTHS_APART, months_apart
from chibo_desktop.lists.numbers import minutes_numbers_used
from chibo_desktop.lists.roster import meeting_day, period_of
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.rules.numbering import check_number
from chibo_desktop.rules.presence import PRESENT
from chibo_desktop.rules.standing import Standing, standing_at

LONGEST = timedelta(hours=16)


def check_meeting(proposed: Proposed) -> None:
    """Month, one meeting a month of a series, times in order, chair and secretary on the list that day."""
    after = proposed.after
    period = after.partial("period")
    if proposed.is_new and period is None:
        raise proposed.refusal("period", "chưa có. Chọn tháng sinh hoạt, ví dụ 10/2026.")
    if "period" in proposed.written and (period is None or period.month is None or period.day is not None):
        raise proposed.refusal("period", "phải là một tháng, ví dụ 10/2026.")
    check_by_kind(proposed)
    if "held_on" in proposed.written:
        _check_near(proposed)
    if proposed.written & {"held_on", "started_at", "ended_at"}:
        _check_times(proposed)
    for name in ("chair_id", "secretary_id"):
        if name in proposed.written and after.text(name):
            check_is_listed(proposed, name, after)
    proposed.refuse_future("posted_before_on", "posted_after_on")
    number = after.count("minutes_number")
    if number is not None and "minutes_number" in proposed.written:
        check_number(number, minutes_numbers_used(proposed.store, after), field="minutes_number")


def _check_near(proposed: Proposed) -> None:
    """Only where the day is written: a month may be changed first, and the day after it; finalising asks again."""
    held = proposed.after.day("held_on")
    if held is not None and months_apart(proposed.after) > MONTHS_APART:
        raise proposed.refusal(
            "held_on",
            f"{show_day(held)} cách kỳ {proposed.after.shown('period')} hơn {MONTHS_APART} tháng. "
            "Xem lại tháng và năm, hoặc sửa kỳ sinh hoạt trước.",
        )


def _check_times(proposed: Proposed) -> None:
    after = proposed.after
    held, start, end = after.day("held_on"), after.moment("started_at"), after.moment("ended_at")
    if held and start and start.date() != held:
        raise proposed.refusal("started_at", f"không cùng ngày sinh hoạt {show_day(held)}. Xem lại ngày.")
    if start and end and end <= start:
        raise proposed.refusal(
            "ended_at", f"{show_time(end)} không sau giờ bắt đầu {show_time(start)}. Xem lại hai giờ này."
        )
    if start and end and end - start > LONGEST:
        raise proposed.refusal("ended_at", "cách giờ bắt đầu hơn 16 giờ. Xem lại ngày và giờ.")


def check_agenda_item(proposed: Proposed) -> None:
    """The presenter is one of the cell's people."""
    if "presenter_id" in proposed.written and proposed.after.text("presenter_id"):
        check_is_listed(proposed, "presenter_id", proposed.need("meeting", "meeting_id"))


def check_guest(proposed: Proposed) -> None:
    """A full name."""
    if "full_name" in proposed.written or proposed.is_new:
        text.check_person_name(proposed.after.text("full_name"), "full_name")


def check_opinion(proposed: Proposed) -> None:
    """The speaker is on the list that day; the agenda item belongs to the same meeting."""
    meeting = proposed.need("meeting", "meeting_id")
    if "member_id" in proposed.written and proposed.after.text("member_id"):
        check_is_listed(proposed, "member_id", meeting)
    if "agenda_item_id" in proposed.written and proposed.after.text("agenda_item_id"):
        item = proposed.need("agenda_item", "agenda_item_id")
        if item.text("meeting_id") != meeting.id:
            raise proposed.refusal(
                "agenda_item_id", "nội dung này thuộc buổi khác. Chọn nội dung của buổi này."
            )


def check_attendance(proposed: Proposed) -> None:
    """The mark is of somebody on the list that day, and its reason and times fit it and the meeting."""
    after = proposed.after
    meeting = proposed.need("meeting", "meeting_id")
    member = proposed.need("member", "member_id")
    if after.id != f"{meeting.id}/{member.id}":
        raise Refusal("Mã điểm danh phải là mã buổi sinh hoạt/mã đảng viên.", "member_id")
    if after.is_put_away:
        return
    standing = check_is_listed(proposed, "member_id", meeting)
    state = after.text("state")
    if proposed.written & {"state", "put_away"}:
        check_may_be_marked(proposed, meeting)
    if state in ("excused", "absent") and standing.not_due_because and "state" in proposed.written:
        raise proposed.refusal(
            "state", "đồng chí này không phải dự (miễn, tạm đi hoặc đình chỉ); chỉ ghi khi có mặt."
        )
    if state != "excused" and after.text("reason"):
        raise proposed.refusal("reason", "chỉ ghi lý do cho người vắng có lý do.")
    _check_mark_times(proposed, meeting, state)


def _check_mark_times(proposed: Proposed, meeting: Facts, state: str) -> None:
    late, left = proposed.after.moment("late_at"), proposed.after.moment("left_at")
    if late and state != "late":
        raise proposed.refusal("late_at", "chỉ ghi cho người đến muộn.")
    if left and state not in PRESENT:
        raise proposed.refusal("left_at", "chỉ ghi cho người có mặt.")
    if not proposed.written & {"late_at", "left_at"}:
        return
    for name in ("late_at", "left_at"):
        refuse_outside(proposed, meeting, name)
    if late and left and left <= late:
        raise proposed.refusal("left_at", "không sau giờ đến. Xem lại hai giờ này.")


def refuse_outside(proposed: Proposed, meeting: Facts, name: str) -> None:
    """Refusal for a moment before the meeting began or after it ended, as far as these are written.

    An hour that follows its meeting is asked about when finalising, not here.
    """
    if is_moving(proposed, meeting):
        return
    at, start, end = proposed.after.moment(name), meeting.moment("started_at"), meeting.moment("ended_at")
    if at and ((start and at < start) or (end and at > end)):
        raise proposed.refusal(
            name, f"{show_time(at)} nằm ngoài giờ họp. Xem lại giờ này và giờ bắt đầu, kết thúc."
        )


def is_moving(proposed: Proposed, meeting: Facts) -> bool:
    """Whether the meeting's day or start changes in this same block, so that its hours follow one by one."""
    held = find(proposed.store, "meeting", meeting.id)
    return held is not None and any(
        held[name] != meeting[name] for name in ("held_on", "period", "started_at")
    )


def check_is_listed(proposed: Proposed, name: str, meeting: Facts) -> Standing:
    """The standing, on the meeting's day, of the member a field names; Refusal for somebody not on the list."""
    member = proposed.need("member", name)
    if member.text("cell_id") != meeting.text("cell_id"):
        raise proposed.refusal(name, "đảng viên này thuộc chi bộ khác. Chọn người trong danh sách chi bộ.")
    periods = [period_of(facts) for facts in proposed.siblings("standing", "member_id", member.id)]
    standing = standing_at(periods, meeting_day(meeting))
    if standing.membership is None:
        raise proposed.refusal(
            name,
            f"đảng viên này không có trong danh sách ngày {show_day(meeting_day(meeting))}. Xem lại diện sinh hoạt.",
        )
    return standing
