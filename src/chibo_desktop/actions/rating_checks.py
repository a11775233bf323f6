"""What must hold of a yearly rating and of a commendation before it is written."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.lists.member_ratings import said_at_meetings
from chibo_desktop.lists.own_and_told import is_told
from chibo_desktop.lists.said import cells_by_certificate
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.ratings import MEMBERS, ORGANISATIONS, scale_of


def check_organisation_rating(proposed: Proposed) -> None:
    """By this body, never a cell, of one below it; a grade of that year's words; once a year."""
    after, own = proposed.after, proposed.organisation_id
    _check_own(proposed)
    if own in cells_by_certificate(proposed.store):
        raise proposed.refusal("body_id", "chi bộ không xếp loại tổ chức nào. Cấp ủy cấp trên xếp loại.")
    year = _check_year(proposed, ORGANISATIONS)
    proposed.refuse_future("decided_on")
    if after.is_put_away:
        return
    if "organisation_id" in proposed.written and not _is_below(
        proposed, after.text("organisation_id"), date(year, 12, 31)
    ):
        raise proposed.refusal("organisation_id", "nơi này không thuộc cấp mình. Chọn một nơi ở dưới.")
    if not proposed.is_placed("year"):
        return
    same = organisations(proposed.store).same
    for other in proposed.siblings("organisation_rating", "organisation_id", after.text("organisation_id")):
        if other.count("year") == year and same(other.text("body_id")) == same(after.text("body_id")):
            raise proposed.refusal("year", f"nơi này đã xếp loại năm {year}. Hãy sửa mức đã ghi.")


def check_member_rating(proposed: Proposed) -> None:
    """Of a member of this cell, or of one below a body; a grade of that year's words; once a year and writer.

    A cell types no year that a finalised meeting rated: its word stands in the minutes.
    """
    after, same = proposed.after, organisations(proposed.store).same
    member = proposed.need("member", "member_id")
    year = _check_year(proposed, MEMBERS)
    proposed.refuse_future("decided_on")
    if after.is_put_away:
        return
    cell = same(member.text("cell_id"))
    if proposed.is_new and same(after.book.removeprefix("down:")) != cell:
        raise proposed.refusal("member_id", "đồng chí này không thuộc nơi mình. Chọn lại trong danh sách.")
    if not is_told(after) and said_at_meetings(proposed.store, cell, [member.id], year):
        raise proposed.refusal("year", f"năm {year} chi bộ đã xếp loại tại buổi kiểm điểm, không ghi lại.")
    if not proposed.is_placed("year"):
        return
    for other in proposed.siblings("member_rating", "member_id", member.id):
        if other.count("year") == year and other.book == after.book:
            raise proposed.refusal("year", f"đồng chí này đã ghi xếp loại năm {year}. Hãy sửa mức đã ghi.")


def check_commendation(proposed: Proposed) -> None:
    """Of this body's register, of one organisation or one member it may speak of; a form in words; a day that has come."""
    after = proposed.after
    _check_own(proposed)
    proposed.refuse_future("decided_on")
    if after.is_put_away:
        return
    if not after.text("form"):
        raise proposed.refusal("form", "chưa có. Chọn, hoặc gõ như “Giấy khen”.")
    organisation, member = after.text("organisation_id"), after.text("member_id")
    if bool(organisation) == bool(member):
        raise proposed.refusal("organisation_id", "chọn một tổ chức, hoặc một đảng viên được khen.")
    if not proposed.written & {"organisation_id", "member_id"}:
        return
    whose = organisation or proposed.need("member", "member_id").text("cell_id")
    name = "organisation_id" if organisation else "member_id"
    if not _is_own_or_below(proposed, whose):
        raise proposed.refusal(name, "không thuộc nơi mình. Chọn lại trong danh sách.")
    told = after.book.removeprefix("down:")
    if told != proposed.organisation_id and not _is_one(proposed, told, whose):
        raise proposed.refusal(name, "đã ghi thì không đổi người được khen. Cho vào lưu trữ rồi ghi lại.")
    if after.text("case_id") and "case_id" in proposed.written:
        proposed.need("person_case", "case_id")


def _check_own(proposed: Proposed) -> None:
    """Also a change: nobody gives another word to what another body wrote."""
    if not _is_one(proposed, proposed.after.text("body_id"), proposed.organisation_id):
        raise proposed.refusal("body_id", "chỉ ghi thay mặt tổ chức của máy này được.")


def _check_year(proposed: Proposed, what: str) -> int:
    """The year, which has begun, with a grade of its own words."""
    after = proposed.after
    year = after.count("year") or proposed.today.year
    if "year" in proposed.written and year > proposed.today.year:
        raise proposed.refusal("year", f"năm {year} chưa đến.")
    scale = scale_of(what, year)
    if proposed.written & {"grade", "year"} and after.text("grade") not in {
        each.key for each in scale.grades
    }:
        words = "; ".join(each.words for each in scale.grades)
        raise proposed.refusal("grade", f"năm {year} có các mức: {words}. Chọn một mức.")
    return year


def _is_one(proposed: Proposed, one: str, other: str) -> bool:
    same = organisations(proposed.store).same
    return same(one) == same(other)


def _is_own_or_below(proposed: Proposed, organisation_id: str) -> bool:
    return _is_one(proposed, organisation_id, proposed.organisation_id) or _is_below(
        proposed, organisation_id, proposed.after.day("decided_on") or proposed.today
    )


def _is_below(proposed: Proposed, organisation_id: str, day: date) -> bool:
    """At any distance, today or on a day."""
    known = organisations(proposed.store)
    one, own = known.same(organisation_id), known.same(proposed.organisation_id)
    return any(one in known.at(each).under(own) for each in (proposed.today, day))
