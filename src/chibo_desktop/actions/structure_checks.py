"""What must hold of placements, successions, places, who serves them, figures entered by hand, and of organisations of former times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from chibo_desktop.actions import member_checks
from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import fold
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.said import cells_by_certificate
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.records.organisation import KINDS

ORDER = "trước ngày bắt đầu. Xem lại hai ngày này."
NOT_BELOW = "không ở bên dưới đơn vị này và cũng không do đơn vị này ghi. Hãy chọn trong danh sách."


def check_organisation(proposed: Proposed) -> None:
    """As of any organisation; a district is history only, and no desk is history."""
    member_checks.check_organisation(proposed)
    after = proposed.after
    if after.id != after.book and after.book in cells_by_certificate(proposed.store):
        raise proposed.refusal("name", "chi bộ không ghi được tổ chức khác. Hãy báo đảng ủy trực tiếp.")
    if proposed.written & {"kind", "historic"}:
        if after.text("kind") == "district" and not after.flag("historic"):
            raise proposed.refusal("kind", "đảng bộ huyện chỉ ghi lại cho lịch sử. Chọn loại tổ chức khác.")
        if after.flag("historic") and after.id == after.book:
            raise proposed.refusal("historic", "tổ chức đang có sổ thì không phải tổ chức cũ.")
        if after.flag("historic") and after.text("kind") not in dict(KINDS):
            raise proposed.refusal("kind", "chưa chọn. Chọn loại của tổ chức cũ.")


def check_placement(proposed: Proposed) -> None:
    """Of an organisation below or written down here; days in order, no two periods of one body at once, nobody under itself."""
    after = proposed.after
    if after.is_put_away:
        return
    known = organisations(proposed.store)
    _refuse_stranger(proposed, known, "organisation_id")
    _refuse_order(proposed)
    _refuse_overlap(proposed, known)
    if parent := after.text("parent_id"):
        _check_parent(proposed, known, known.same(parent))


def _refuse_stranger(proposed: Proposed, known: Organisations, *names: str) -> None:
    for name in names:
        organisation_id = proposed.after.text(name)
        made = proposed.find("organisation", organisation_id)
        is_made_here = made is not None and made.book == proposed.after.book != organisation_id
        if not is_made_here and not known.may_say(proposed.after.book, organisation_id):
            raise proposed.refusal(name, NOT_BELOW)


def _refuse_order(proposed: Proposed) -> None:
    first, last = proposed.after.day("from_on"), proposed.after.day("until_on")
    if first and last and last < first:
        raise proposed.refusal("until_on", ORDER)


def _refuse_overlap(proposed: Proposed, known: Organisations) -> None:
    after = proposed.after
    for other in proposed.siblings("placement", "organisation_id", after.text("organisation_id")):
        if known.same(other.book) == known.same(after.book) and overlap(after.span(), other.span()):
            raise proposed.refusal(
                "from_on",
                f"trùng với thời kỳ {_period_words(other)} đã ghi của tổ chức này. Sửa ngày, hoặc sửa thời kỳ ấy trước.",
            )


def _period_words(facts: Facts) -> str:
    first, last = facts.day("from_on"), facts.day("until_on")
    since = f"từ {show_day(first)}" if first else "từ đầu"
    return f"{since} đến {show_day(last)}" if last else f"{since} đến nay"


def _check_parent(proposed: Proposed, known: Organisations, parent: str) -> None:
    after = proposed.after
    one = known.same(after.text("organisation_id"))
    if one not in (proposed.organisation_id, parent) and parent != proposed.organisation_id:
        _refuse_stranger(proposed, known, "parent_id")
    made = proposed.find("organisation", parent)
    if made is not None and made.text("kind") == "cell":
        raise proposed.refusal("parent_id", "là chi bộ, không có tổ chức trực thuộc. Chọn đảng bộ.")
    for day in _days_to_look(after, known):
        if one in (parent, *known.above(parent, day)):
            raise proposed.refusal(
                "parent_id",
                f"đang đứng dưới chính tổ chức này vào ngày {show_day(day)}. Chọn cấp trên khác.",
            )


def _days_to_look(after: Facts, known: Organisations) -> Iterable[date]:
    """The first day of the period and each day in it on which somebody is placed otherwise."""
    first, last = after.day("from_on") or date.min, after.day("until_on") or date.max
    begun = {spell.from_on for one in known.ids for spell in known.spells(one)}
    return sorted({max(first, date(1930, 2, 3)), *(day for day in begun if first <= day <= last)})


def check_succession(proposed: Proposed) -> None:
    """Two organisations this body may speak for, and nobody follows their own successor."""
    after = proposed.after
    if after.is_put_away:
        return
    known = organisations(proposed.store)
    proposed.need("organisation", "predecessor_id")
    _refuse_stranger(proposed, known, "predecessor_id", "successor_id")
    old, new = known.same(after.text("predecessor_id")), known.same(after.text("successor_id"))
    if old == new:
        raise proposed.refusal("successor_id", "là chính tổ chức cũ. Chọn tổ chức khác.")
    if old in _followers(proposed, new):
        raise proposed.refusal("successor_id", "đã được ghi là tổ chức có trước. Xem lại thứ tự kế thừa.")


def _followers(proposed: Proposed, organisation_id: str) -> set[str]:
    """Everyone who followed it, at any distance."""
    found, waiting = set[str](), [organisation_id]
    while waiting:
        for each in proposed.siblings("succession", "predecessor_id", waiting.pop()):
            if (successor := each.text("successor_id")) not in found:
                found.add(successor)
                waiting.append(successor)
    return found


def check_place(proposed: Proposed) -> None:
    """A name of its own among the places of this body that there are at one time; days in order."""
    after = proposed.after
    if after.is_put_away:
        return
    if not after.text("name"):
        raise proposed.refusal("name", "để trống. Gõ tên, ví dụ Bản Suối Lanh.")
    _refuse_order(proposed)
    for other in proposed.siblings("place", "body_id", after.text("body_id")):
        if fold(other.text("name")) == fold(after.text("name")) and overlap(after.span(), other.span()):
            raise proposed.refusal("name", f"“{other.text('name')}” đã có. Chọn trong danh sách.")


def check_place_served(proposed: Proposed) -> None:
    """Days in order, and a cell is not said twice to lead a place at one time; several cells may."""
    after = proposed.after
    if after.is_put_away:
        return
    proposed.need("place", "place_id")
    _refuse_stranger(proposed, organisations(proposed.store), "cell_id")
    _refuse_order(proposed)
    for other in proposed.siblings("place_served", "place_id", after.text("place_id")):
        if other.text("cell_id") == after.text("cell_id") and overlap(after.span(), other.span()):
            raise proposed.refusal("place_id", f"chi bộ đã lãnh đạo nơi này {_period_words(other)}.")


def check_hand_figure(proposed: Proposed) -> None:
    """A figure and where it comes from, of a period in order; never counted by this body itself."""
    after = proposed.after
    if after.is_put_away:
        return
    for name, example in (("indicator", "quần chúng học tập nghị quyết"), ("source", "báo cáo của UBND xã")):
        if not after.text(name):
            raise proposed.refusal(name, f"để trống. Ví dụ: {example}.")
    if after.count("numerator") is None and after.count("denominator") is None:
        raise proposed.refusal("numerator", "chưa có. Gõ số đếm được.")
    first, last = after.text("period_from"), after.text("period_until")
    if first and last and last < first[: len(last)]:
        raise proposed.refusal("period_until", ORDER.replace("ngày bắt đầu", "kỳ bắt đầu"))
    if after.text("organisation_id"):
        _refuse_stranger(proposed, organisations(proposed.store), "organisation_id")
