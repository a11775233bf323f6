"""What must hold of a directive and of the targets it sets before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.spans import overlap
from chibo_desktop.lists.directive_reviews import begins_on


def check_directive(proposed: Proposed) -> None:
    """Registered by this organisation; issued on a day that has come; its days in order."""
    if "body_id" in proposed.written and proposed.after.text("body_id") != proposed.organisation_id:
        raise proposed.refusal("body_id", "chỉ vào sổ văn bản của tổ chức mình được.")
    proposed.refuse_future("issued_on")
    _check_order(proposed, "valid_from", "valid_until")


def check_target(proposed: Proposed) -> None:
    """Of a directive that those below read; a share above nothing; each indicator once a time and kind of area."""
    after = proposed.after
    directive = proposed.need("directive", "directive_id")
    if proposed.is_new and directive.book != f"all:{proposed.organisation_id}":
        raise proposed.refusal(
            "directive_id",
            "cấp dưới không đọc được văn bản này nên chưa giao chỉ tiêu được. Hãy vào sổ lại, chọn phổ biến xuống dưới.",
        )
    if after.is_put_away:
        return
    if not after.text("indicator"):
        raise proposed.refusal("indicator", "chưa chọn. Chọn trong danh sách.")
    percent = after.count("percent")
    if percent is not None and (percent == 0 or (percent == 100 and after.flag("strict"))):
        raise proposed.refusal("percent", "từ 1 đến 100; “phải trên mức này” thì nhiều nhất 99.")
    _check_order(proposed, "from_on", "until_on")
    for other in proposed.siblings("target", "directive_id", directive.id):
        if (other.text("indicator"), other.text("area")) == (
            after.text("indicator"),
            after.text("area"),
        ) and overlap(other.span(), after.span()):
            raise proposed.refusal("indicator", "văn bản này đã giao chỉ tiêu ấy. Hãy sửa mức đã giao.")


def check_review(proposed: Proposed) -> None:
    """Of a directive held here, in this organisation's own book; a year it binds in; once a year and sort; a day that has come."""
    after, directive = proposed.after, proposed.need("directive", "directive_id")
    if proposed.is_new and after.book != proposed.organisation_id:
        raise proposed.refusal("directive_id", "sơ kết, tổng kết ghi vào sổ của chính nơi thực hiện.")
    proposed.refuse_future("held_on")
    year = after.count("year")
    if after.is_put_away or year is None:
        return
    begins = begins_on(directive)
    if "year" in proposed.written and begins and year < begins.year:
        raise proposed.refusal("year", f"năm {year} văn bản này chưa có hiệu lực. Xem lại năm.")
    if not proposed.is_placed("year", "sort"):
        return
    for other in proposed.siblings("directive_review", "directive_id", directive.id):
        if other.book == after.book and (other.count("year"), other.text("sort")) == (
            year,
            after.text("sort"),
        ):
            said = after.shown("sort").lower()
            raise proposed.refusal("year", f"đã ghi {said} năm {year}. Hãy sửa lần đã ghi.")


def _check_order(proposed: Proposed, first: str, last: str) -> None:
    begins, ends = proposed.after.day(first), proposed.after.day(last)
    if begins and ends and ends < begins and proposed.written & {first, last}:
        raise proposed.refusal(last, f"trước ngày bắt đầu {show_day(begins)}. Xem lại hai ngày này.")
