"""What must hold of a member, of periods of standing and of an organisation before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.roster import period_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.standing import Period, problems, standing_at


def check_organisation(proposed: Proposed) -> None:
    """The organisation's name, its term, and that it does not stand below itself."""
    after = proposed.after
    if "name" in proposed.written and not after.text("name"):
        raise proposed.refusal("name", "để trống. Gõ tên đầy đủ, ví dụ Chi bộ bản Suối Lanh.")
    if after.text("parent_id") == after.id:
        raise proposed.refusal("parent_id", "tổ chức không thể là cấp trên của chính mình.")
    start, end = after.day("term_from"), after.day("term_until")
    if start and end and end < start:
        raise proposed.refusal("term_until", "trước ngày bắt đầu nhiệm kỳ. Xem lại hai ngày này.")


def check_member(proposed: Proposed) -> None:
    """The name, the order of the dates of admission, and that nobody on the list is put away."""
    if "full_name" in proposed.written or proposed.is_new:
        text.check_person_name(proposed.after.text("full_name"), "full_name")
    _check_dates(proposed)
    if "put_away" in proposed.written and proposed.after.is_put_away:
        _check_leaving(proposed)


def _check_dates(proposed: Proposed) -> None:
    after = proposed.after
    proposed.refuse_future("decided_on", "admitted_on", "official_on", "card_issued_on")
    born = after.partial("birth_date")
    if "birth_date" in proposed.written and born and str(born) > proposed.today.isoformat():
        raise proposed.refusal("birth_date", f"{born.shown()} là ngày chưa đến. Xem lại năm sinh.")
    order = ("decided_on", "admitted_on", "official_on")
    for earlier, later in (
        ("decided_on", "admitted_on"),
        ("decided_on", "official_on"),
        ("admitted_on", "official_on"),
        ("admitted_on", "card_issued_on"),
    ):
        first, second = after.day(earlier), after.day(later)
        if first and second and second < first and proposed.written & {earlier, later}:
            wrong = later if later in proposed.written else earlier
            raise proposed.refusal(
                wrong,
                f"ngày {show_day(second)} không thể trước ngày {show_day(first)}. Thứ tự là: quyết định, kết nạp, chính thức, phát thẻ.",
            )
    first_day = next((day for name in order if (day := after.day(name))), None)
    if born and first_day and proposed.written & {"birth_date", *order} and born.year >= first_day.year:
        raise proposed.refusal("birth_date", "sinh sau khi vào Đảng. Xem lại năm sinh và các ngày kết nạp.")


def _check_leaving(proposed: Proposed) -> None:
    running = [
        facts for facts in _periods(proposed, proposed.after.id) if period_of(facts).covers(proposed.today)
    ]
    if running:
        raise Refusal(
            "Đảng viên này đang có tên trong danh sách. Ghi ngày rời chi bộ trước, rồi mới cho vào lưu trữ.",
            "put_away",
        )


def check_standing(proposed: Proposed) -> None:
    """Periods of one member must be possible together and leave finalised meetings as they were."""
    member = proposed.need("member", "member_id")
    others = _periods(proposed, member.id)
    mine = [] if proposed.after.is_put_away else [proposed.after]
    found = problems([period_of(facts) for facts in (*others, *mine)])
    known = problems([period_of(facts) for facts in others])
    # "not on the list those days" may only mean that the membership is entered next: said when finalising
    new = [said for said in found if said not in known and "không có tên trong danh sách" not in said]
    if new:
        raise Refusal(new[0], "until_on" if "kết thúc trước" in new[0] else "from_on")
    before = [proposed.before] if proposed.before and not proposed.before.is_put_away else []
    _check_history(proposed, member, [*others, *before], [*others, *mine])


def _check_history(proposed: Proposed, member: Facts, before: list[Facts], after: list[Facts]) -> None:
    """A finalised meeting counted people as they stood; a period that would count them otherwise is refused."""
    old, new = _as_periods(before), _as_periods(after)
    for day in finalised_days(proposed.store, member.text("cell_id"), member.id):
        if standing_at(old, day) != standing_at(new, day):
            raise Refusal(
                f"Buổi sinh hoạt ngày {show_day(day)} đã chốt với danh sách lúc ấy. "
                "Ghi từ sau ngày đó, hoặc đính chính bằng biên bản bổ sung.",
                "from_on" if "from_on" in proposed.written or proposed.is_new else "until_on",
            )


def _periods(proposed: Proposed, member_id: str) -> list[Facts]:
    return proposed.siblings("standing", "member_id", member_id)


def _as_periods(facts: list[Facts]) -> list[Period]:
    return [period_of(each) for each in facts]
