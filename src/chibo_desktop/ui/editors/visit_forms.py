"""The forms of the page "Dự sinh hoạt": plan, visit, team, duty, round, and what becomes of a visit."""

from __future__ import annotations

from datetime import date
from typing import Any

from chibo_desktop.actions.visit_names import assign_by_name, found_team, reorganise_by_names
from chibo_desktop.actions.visits import (
    excuse_visit,
    make_plan,
    make_round,
    note_made,
    note_report,
    note_visit,
    plan_visit,
    postpone_visit,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.visit_plans import Plan
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import Done, EntryForm, Write
from chibo_desktop.ui.editors.visit_goers import NOBODY, NOWHERE, goer_fields, places_below
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField

MATES_HINT = (
    "Mỗi người một dòng: họ tên, chức vụ; hằng quý (hoặc hằng năm; không ghi là hằng tháng). "
    "Dòng đầu là tổ trưởng."
)
TERRITORY_HINT = "Ghi tên bản, xã nào thì tổ chỉ dự ở đó; để trống là mọi chi bộ."
REPORT_WANTED = (("yes", "Có, ghi ngày gửi từng lượt"), ("no", "Không yêu cầu"))


def _choices(kind: str, name: str) -> tuple[tuple[str, str], ...]:
    spec = find_spec(kind).field(name)
    return spec.choices if spec else ()


def plan_fields(plan: Plan | None = None) -> dict[str, Field]:
    """What a plan says: on what it rests, in which months and on which day, what it asks of each who goes."""
    months = plan.facts.text("months") if plan else "every"
    return {
        "basis": LineField("Căn cứ (quy chế, kế hoạch)", plan.basis if plan else "", max_len=300),
        "months": ChoiceField("Tháng phải dự", _choices("visit_plan", "months"), months),
        "fixed_day": NumberField(
            "Ngày cố định trong tháng",
            plan.fixed_day if plan else None,
            "Bỏ trống: ngày chi bộ họp.",
            least=1,
            most=31,
        ),
        "visits_each": NumberField(
            "Số lượt mỗi người trong năm",
            plan.visits_each if plan else None,
            "Bỏ trống: quy chế không định số lượt.",
            least=1,
            most=366,
        ),
        "report_wanted": ChoiceField(
            "Báo cáo sau mỗi lượt dự", REPORT_WANTED, "no" if plan and not plan.report_wanted else "yes"
        ),
    }


PLAN_ROWS = (("months", "fixed_day"), ("visits_each", "report_wanted"))


def read_plan(given: dict[str, Any]) -> dict[str, Any]:
    """What the fields of a plan hold, as the actions take it."""
    return {**given, "report_wanted": given["report_wanted"] != "no"}


def plan_form(session: Session, year: int) -> EntryForm:
    """The plan of a year."""
    fields: dict[str, Field] = {"year": NumberField("Năm", year, least=1950, most=2100), **plan_fields()}

    def write(given: dict[str, Any]) -> str:
        if given["year"] is None:
            raise Refusal("Gõ năm của kế hoạch, như 2026.", "year")
        return session.do(make_plan, given.pop("year"), **read_plan(given))[1]

    def done(given: dict[str, Any]) -> str:
        return f"Đã lập kế hoạch năm {given['year']}."

    rows = (("year", "basis"), *PLAN_ROWS)
    return EntryForm(
        session, ("visit_plan", "new"), fields, rows, button="Lập kế hoạch", write=write, done=done
    )


def visit_form(session: Session, *, organisation_id: str, month: str, plan: Plan) -> EntryForm:
    """One more visit of a plan, to a cell's meeting or a committee's; the day may stay open."""
    place = ChoiceField(
        "Dự tại", (NOWHERE, *places_below(session, bodies=True)), organisation_id, _no_place(session)
    )
    purpose = ChoiceField("Dự buổi", _choices("visit", "purpose"), "cell")
    cells = {one for one, _ in places_below(session)}

    def on_place(one: str) -> None:
        if one and one not in cells:
            purpose.set_value("committee")

    place.left.connect(on_place)
    on_place(organisation_id)
    months = [(f"{plan.year}-{number:02d}", f"tháng {number}/{plan.year}") for number in range(1, 13)]
    fields: dict[str, Field] = {
        "organisation_id": place,
        "purpose": purpose,
        "month": ChoiceField("Tháng", months, month),
        "planned_on": DayField("Ngày dự kiến", hint="Bỏ trống: chưa định ngày."),
        **goer_fields(session),
    }

    def write(given: dict[str, Any]) -> str:
        return session.do(
            plan_visit, given.pop("organisation_id"), given.pop("month"), plan_id=plan.id, **given
        )[1]

    rows = (("organisation_id", "purpose"), ("month", "planned_on"), ("team_id", "official_id"))
    return EntryForm(session, ("visit", "new"), fields, rows, button="Thêm vào kế hoạch", write=write)


def _no_place(session: Session) -> str:
    return (
        ""
        if places_below(session)
        else "Chưa có chi bộ nào ở dưới: thêm ở Thiết đặt, hoặc kết nạp ở Gửi – nhận."
    )


def unplanned_form(session: Session) -> EntryForm:
    """A visit made that no minutes here tell of: on paper still, or a committee's meeting."""
    places = (NOWHERE, *places_below(session, bodies=True))
    fields: dict[str, Field] = {
        "organisation_id": ChoiceField("Dự tại", places, "", _no_place(session)),
        "on": DayField("Ngày dự"),
        "purpose": ChoiceField("Dự buổi", _choices("visit", "purpose"), "committee"),
        **goer_fields(session),
    }

    def write(given: dict[str, Any]) -> str:
        on = _need_day(given.pop("on"), "on", "Ghi ngày đã dự.")
        if not given["organisation_id"]:
            raise Refusal("Chọn nơi đã dự.", "organisation_id")
        return session.do(note_visit, given.pop("organisation_id"), on, **given)[1]

    rows = (("organisation_id", "on"), ("purpose",), ("team_id", "official_id"))
    return EntryForm(session, ("visit", "new-made"), fields, rows, button="Ghi lượt đã dự", write=write)


def team_form(session: Session) -> EntryForm:
    """A new team with its people."""
    fields: dict[str, Field] = {
        "name": LineField("Tên tổ", max_len=80, placeholder="Tổ 1"),
        "territory": LineField("Địa bàn phụ trách", max_len=300, hint=TERRITORY_HINT),
        "basis": LineField("Quyết định thành lập", max_len=160),
        "from_on": DayField("Từ ngày"),
        "mates": ProseField("Thành viên", hint=MATES_HINT, lines=4),
    }

    def write(given: dict[str, Any]) -> str:
        return session.do(found_team, **given)[1]

    rows = (("name", "territory"), ("basis", "from_on"), ("mates",))
    return EntryForm(session, ("visit_team", "new"), fields, rows, button="Lập tổ", write=write)


def reorganise_form(session: Session, team_id: str, mates: str) -> EntryForm:
    """The people a team has from a day on; those it has now stand in the field."""
    fields: dict[str, Field] = {
        "on": DayField("Kiện toàn từ ngày"),
        "basis": LineField("Theo quyết định", max_len=160),
        "mates": ProseField("Thành viên từ ngày ấy", mates, MATES_HINT, lines=4),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(reorganise_by_names, team_id, **given)
        return team_id

    rows = (("on", "basis"), ("mates",))
    return EntryForm(
        session, ("visit_team", f"{team_id}/again"), fields, rows, button="Ghi kiện toàn", write=write
    )


def duty_form(session: Session) -> EntryForm:
    """Who answers for which organisation from when."""
    places = (NOBODY, *places_below(session, bodies=True)[1:])
    fields: dict[str, Field] = {
        "full_name": LineField("Họ và tên cán bộ", max_len=80),
        "office": LineField("Chức vụ", max_len=160),
        "organisation_id": ChoiceField("Theo dõi, phụ trách", places, "", _no_place(session)),
        "from_on": DayField("Từ ngày"),
        "basis": LineField("Văn bản phân công", max_len=160),
    }

    def write(given: dict[str, Any]) -> str:
        return session.do(assign_by_name, **given)[1]

    rows = (("full_name", "office"), ("organisation_id", "from_on"), ("basis",))
    return EntryForm(session, ("visit_duty", "new"), fields, rows, button="Ghi phân công", write=write)


def round_form(session: Session, number: int) -> EntryForm:
    """A new round: its number, its days, and what is to be talked about."""
    fields: dict[str, Field] = {
        "number": NumberField("Kỳ thứ", number, least=1, most=999),
        "from_on": DayField("Từ ngày"),
        "until_on": DayField("Đến hết ngày"),
        "orientation": ProseField(
            "Nội dung định hướng", hint="Các tổ và các chi bộ đọc được sau khi nhận gói.", lines=4
        ),
    }

    def write(given: dict[str, Any]) -> str:
        if given["number"] is None:
            raise Refusal("Gõ số của kỳ, như 12.", "number")
        return session.do(make_round, given.pop("number"), **given)[1]

    rows = (("number", "from_on", "until_on"), ("orientation",))
    return EntryForm(session, ("round", "new"), fields, rows, button="Mở kỳ", write=write)


def postpone_form(session: Session, visit_id: str) -> EntryForm:
    """Another day and why."""
    fields: dict[str, Field] = {
        "planned_on": DayField("Hoãn sang ngày"),
        "postponed_because": LineField("Lý do hoãn", max_len=300),
    }

    def write(given: dict[str, Any]) -> str:
        day = _need_day(given["planned_on"], "planned_on", "Ghi ngày sẽ dự.")
        session.do(postpone_visit, visit_id, day, given["postponed_because"])
        return visit_id

    def done(given: dict[str, Any]) -> str:
        return f"Đã hoãn sang ngày {show_day(given['planned_on'])}."

    return _small(session, f"{visit_id}/postpone", fields, "Hoãn", write, done=done)


def excuse_form(session: Session, visit_id: str) -> EntryForm:
    """Why nobody goes."""
    fields: dict[str, Field] = {"excused_because": LineField("Lý do không dự được", max_len=300)}

    def write(given: dict[str, Any]) -> str:
        session.do(excuse_visit, visit_id, given["excused_because"])
        return visit_id

    return _small(session, f"{visit_id}/excuse", fields, "Ghi không dự được", write)


def made_form(session: Session, visit_id: str) -> EntryForm:
    """On which day the visit was made, where no minutes here tell it."""
    hint = "Biên bản của chi bộ ghi tên người dự thì không cần ghi ở đây."
    fields: dict[str, Field] = {"made_on": DayField("Đã dự ngày", hint=hint)}

    def write(given: dict[str, Any]) -> str:
        session.do(note_made, visit_id, _need_day(given["made_on"], "made_on", "Ghi ngày đã dự."))
        return visit_id

    return _small(session, f"{visit_id}/made", fields, "Ghi đã dự", write, done="Đã ghi lượt này là đã dự.")


def report_form(session: Session, made_id: str) -> EntryForm:
    """When the report of a made visit was sent."""
    fields: dict[str, Field] = {"reported_on": DayField("Ngày gửi báo cáo sau chuyến")}

    def write(given: dict[str, Any]) -> str:
        day = _need_day(given["reported_on"], "reported_on", "Ghi ngày gửi báo cáo.")
        session.do(note_report, made_id, day)
        return made_id

    return _small(
        session, f"{made_id}/report", fields, "Ghi đã báo cáo", write, done="Đã ghi ngày gửi báo cáo."
    )


def _small(
    session: Session,
    draft: str,
    fields: dict[str, Field],
    button: str,
    write: Write,
    *,
    done: Done = "",
) -> EntryForm:
    rows = (tuple(fields),)
    return EntryForm(session, ("visit", draft), fields, rows, button=button, write=write, done=done)


def _need_day(day: date | None, field: str, sentence: str) -> date:
    if day is None:
        raise Refusal(sentence, field)
    return day
