"""What must hold of officials, teams, plans, visits and rounds before they are written."""

from __future__ import annotations

from chibo_desktop.actions.proposed import Proposed
from chibo_desktop.base import text
from chibo_desktop.base.dates import month_of, show_day, show_month
from chibo_desktop.base.spans import overlap
from chibo_desktop.lists.tree import organisations


def check_official(proposed: Proposed) -> None:
    """A full name."""
    if proposed.is_new or "full_name" in proposed.written:
        text.check_person_name(proposed.after.text("full_name"), "full_name")


def check_team(proposed: Proposed) -> None:
    """A name no other team of the body bears at the same time, days in order."""
    after = proposed.after
    _need_text(proposed, "name", "chưa có. Gõ tên tổ, như “Tổ 1”.")
    check_days(proposed)
    if after.is_put_away:
        return
    for other in proposed.siblings("visit_team", "body_id", after.text("body_id")):
        if text.fold(other.text("name")) == text.fold(after.text("name")) and overlap(
            other.span(), after.span()
        ):
            raise proposed.refusal("name", "đã có tổ mang tên này cùng thời gian. Hãy đặt tên khác.")


def check_team_member(proposed: Proposed) -> None:
    """Somebody of the same body, once at a time, with one leader at a time, days in order."""
    after = proposed.after
    team = proposed.need("visit_team", "team_id")
    official = proposed.need("official", "official_id")
    if official.text("body_id") != team.text("body_id"):
        raise proposed.refusal("official_id", "cán bộ này của cấp ủy khác. Hãy ghi người của cấp ủy mình.")
    check_days(proposed)
    if after.is_put_away:
        return
    for other in proposed.siblings("team_member", "team_id", team.id):
        if not overlap(other.span(), after.span()):
            continue
        if other.text("official_id") == official.id:
            raise proposed.refusal(
                "official_id", "đã ở trong tổ này cùng thời gian. Sửa ngày, hoặc chọn người khác."
            )
        if other.flag("leads") and after.flag("leads"):
            raise proposed.refusal("leads", "tổ đã có tổ trưởng cùng thời gian. Mỗi tổ có một tổ trưởng.")


def check_duty(proposed: Proposed) -> None:
    """Of whom and where, once at a time, days in order."""
    after = proposed.after
    _need_organisation(proposed)
    check_days(proposed)
    if after.is_put_away:
        return
    for other in proposed.siblings("visit_duty", "official_id", after.text("official_id")):
        if other.text("organisation_id") == after.text("organisation_id") and overlap(
            other.span(), after.span()
        ):
            raise proposed.refusal("organisation_id", "đồng chí này đang được phân công ở đây rồi.")


def check_plan(proposed: Proposed) -> None:
    """One plan a body and year."""
    after = proposed.after
    year = after.count("year")
    if year is None:
        raise proposed.refusal("year", "chưa có. Gõ năm, như 2026.")
    for other in proposed.siblings("visit_plan", "body_id", after.text("body_id")):
        if other.count("year") == year and not after.is_put_away:
            raise proposed.refusal("year", f"đã có kế hoạch năm {year}. Hãy mở kế hoạch ấy.")


def check_visit(proposed: Proposed) -> None:
    """Where, in which month, by whom of the same body; a reason for what was put off or excused; no day to come was made."""
    after = proposed.after
    _need_organisation(proposed)
    month = after.partial("month")
    if month is None or month.month is None or month.day is not None:
        raise proposed.refusal("month", "phải là một tháng, ví dụ 10/2026.")
    planned = after.day("planned_on")
    if planned is not None and month_of(planned) != str(month):
        raise proposed.refusal(
            "planned_on", f"{show_day(planned)} không trong {show_month(str(month))}. Xem lại ngày, hoặc kỳ."
        )
    if proposed.is_new or proposed.written & {"team_id", "official_id"}:
        _check_goers(proposed)
    if proposed.is_new or "purpose" in proposed.written:
        _check_purpose(proposed)
    _check_reasons(proposed)
    proposed.refuse_future("made_on", "reported_on")


def _check_goers(proposed: Proposed) -> None:
    for kind, name in (("visit_team", "team_id"), ("official", "official_id")):
        if not proposed.after.text(name):
            continue
        if proposed.need(kind, name).text("body_id") != proposed.after.text("body_id"):
            raise proposed.refusal(name, "của cấp ủy khác. Hãy chọn trong danh sách của cấp ủy mình.")


def _check_purpose(proposed: Proposed) -> None:
    after = proposed.after
    if after.text("purpose") != "cell":
        return
    kind, name = _kind_and_name(proposed, after.text("organisation_id"))
    if kind not in ("", "cell"):
        raise proposed.refusal(
            "purpose", f"{name} không phải chi bộ. Chọn “Họp đảng ủy, chi ủy”, hoặc chọn một chi bộ."
        )


def _kind_and_name(proposed: Proposed, organisation_id: str) -> tuple[str, str]:
    """By its record, which is found at once; of one only certified by the tree, which every put makes anew."""
    facts = proposed.find("organisation", organisation_id)
    if facts is not None:
        return facts.text("kind"), facts.text("name")
    known = organisations(proposed.store)
    node = known.at(proposed.today).nodes.get(known.same(organisation_id))
    return (node.kind, node.name) if node else ("", "")


def _check_reasons(proposed: Proposed) -> None:
    after = proposed.after
    if after.text("postponed_from") and not after.text("postponed_because"):
        raise proposed.refusal("postponed_because", "chưa có. Gõ lý do hoãn.")
    if after.flag("excused") != bool(after.text("excused_because")):
        raise proposed.refusal(
            "excused_because", "chưa có. Không dự được thì gõ lý do, có lý do thì ghi không dự."
        )
    if after.day("made_on") and after.flag("excused"):
        raise proposed.refusal("excused_because", "lượt này đã dự. Xóa lý do trước, hoặc xóa ngày đã dự.")
    made, reported = after.day("made_on"), after.day("reported_on")
    if made and reported and reported < made:
        raise proposed.refusal("reported_on", f"trước ngày dự {show_day(made)}. Xem lại hai ngày này.")


def check_round(proposed: Proposed) -> None:
    """A number of its own, days in order, no day in two rounds."""
    after = proposed.after
    if after.count("number") is None:
        raise proposed.refusal("number", "chưa có. Gõ số của kỳ, như 12.")
    check_days(proposed)
    if after.is_put_away:
        return
    for other in proposed.siblings("round", "body_id", after.text("body_id")):
        if other.count("number") == after.count("number"):
            raise proposed.refusal("number", f"đã có kỳ thứ {after.count('number')}. Gõ số khác.")
        if after.day("from_on") and other.day("from_on") and overlap(other.span(), after.span()):
            raise proposed.refusal(
                "from_on", f"trùng ngày với kỳ thứ {other.count('number')}. Xem lại các ngày."
            )


def check_days(proposed: Proposed) -> None:
    """The first day not after the last."""
    first, last = proposed.after.day("from_on"), proposed.after.day("until_on")
    if first and last and last < first:
        raise proposed.refusal("until_on", f"{show_day(last)} trước ngày bắt đầu {show_day(first)}. Xem lại.")


def _need_text(proposed: Proposed, name: str, sentence: str) -> None:
    if not proposed.after.text(name).strip():
        raise proposed.refusal(name, sentence)


def _need_organisation(proposed: Proposed) -> None:
    place = proposed.after.text("organisation_id")
    if not place:
        raise proposed.refusal("organisation_id", "chưa chọn. Hãy chọn chi bộ hoặc đảng bộ.")
    if _kind_and_name(proposed, place) == ("", ""):
        raise proposed.refusal("organisation_id", "không có trong danh sách ở máy này. Hãy chọn lại.")
