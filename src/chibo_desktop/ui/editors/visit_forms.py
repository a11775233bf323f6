"""The forms of the page "Dự sinh hoạt": plan, visit, team, duty, round, and what becomes of a visit."""

from __future__ import annotations

from collections.abc import Callable
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
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField

MATES_HINT = "Mỗi dòng: họ tên, chức vụ; hằng quý. Dòng đầu là tổ trưởng."
NOBODY = ("", "Chưa chọn")


def places_below(session: Session, *, bodies: bool = False) -> tuple[tuple[str, str], ...]:
    """The cells below by name; with `bodies` everything below, and the desk's own body."""
    tree = organisations(session.store).at(session.now().date())
    own = session.desk.organisation_id
    ids = (own, *tree.under(own)) if bodies else tree.cells(own)
    return tuple((one, tree.nodes[one].name) for one in ids if one in tree.nodes)


def _teams(session: Session) -> tuple[tuple[str, str], ...]:
    found = teams(session.store).of(session.desk.organisation_id, session.now().date())
    return (NOBODY, *((team.id, team.name) for team in found))


def _officials(session: Session) -> tuple[tuple[str, str], ...]:
    found = teams(session.store).officials_of(session.desk.organisation_id)
    return (NOBODY, *((each.id, each.text("full_name")) for each in found))


def _choices(kind: str, name: str) -> tuple[tuple[str, str], ...]:
    spec = find_spec(kind).field(name)
    return spec.choices if spec else ()


def plan_form(session: Session, year: int) -> EntryForm:
    """The plan of a year: which one, on what it rests, in which months and on which day."""
    fields: dict[str, Field] = {
        "year": NumberField("Năm", year, least=1950, most=2100),
        "basis": LineField("Căn cứ (quy chế, kế hoạch)", max_len=300),
        "months": ChoiceField("Tháng phải dự", _choices("visit_plan", "months"), "every"),
        "fixed_day": NumberField(
            "Ngày cố định trong tháng", None, "Bỏ trống: ngày chi bộ họp.", least=1, most=31
        ),
    }

    def write(given: dict[str, Any]) -> str:
        if given["year"] is None:
            raise Refusal("Gõ năm của kế hoạch, như 2026.", "year")
        return session.do(make_plan, given.pop("year"), **given)[1]

    rows = (("year", "basis"), ("months", "fixed_day"))
    return EntryForm(session, ("visit_plan", "new"), fields, rows, button="Lập kế hoạch", write=write)


def visit_form(session: Session, *, organisation_id: str, month: str, plan_id: str) -> EntryForm:
    """One more visit of a month; the day may stay open."""
    fields: dict[str, Field] = {
        "organisation_id": ChoiceField("Dự tại", places_below(session), organisation_id),
        "planned_on": DayField("Ngày dự kiến", hint=f"trong tháng {month[5:7]}/{month[:4]}"),
        "team_id": ChoiceField("Tổ", _teams(session), ""),
        "official_id": ChoiceField("Người dự", _officials(session), ""),
    }

    def write(given: dict[str, Any]) -> str:
        place = given.pop("organisation_id")
        return session.do(plan_visit, place, month, plan_id=plan_id, **given)[1]

    rows = (("organisation_id", "planned_on"), ("team_id", "official_id"))
    return EntryForm(session, ("visit", "new"), fields, rows, button="Thêm vào kế hoạch", write=write)


def unplanned_form(session: Session) -> EntryForm:
    """A visit made that no minutes here tell of: on paper still, or a committee's meeting."""
    fields: dict[str, Field] = {
        "organisation_id": ChoiceField("Dự tại", places_below(session, bodies=True), ""),
        "on": DayField("Ngày dự"),
        "purpose": ChoiceField("Dự buổi", _choices("visit", "purpose"), "committee"),
        "team_id": ChoiceField("Tổ", _teams(session), ""),
        "official_id": ChoiceField("Người dự", _officials(session), ""),
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
        "territory": LineField("Địa bàn phụ trách", max_len=300, hint="Có tên bản thì chỉ đi bản ấy."),
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
    fields: dict[str, Field] = {
        "full_name": LineField("Họ và tên cán bộ", max_len=80),
        "office": LineField("Chức vụ", max_len=160),
        "organisation_id": ChoiceField("Theo dõi, phụ trách", places_below(session, bodies=True)[1:], ""),
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

    return _small(session, f"{visit_id}/postpone", fields, "Hoãn", write)


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

    return _small(session, f"{visit_id}/made", fields, "Ghi đã dự", write)


def report_form(session: Session, made_id: str) -> EntryForm:
    """When the report of a made visit was sent."""
    fields: dict[str, Field] = {"reported_on": DayField("Ngày gửi báo cáo sau chuyến")}

    def write(given: dict[str, Any]) -> str:
        day = _need_day(given["reported_on"], "reported_on", "Ghi ngày gửi báo cáo.")
        session.do(note_report, made_id, day)
        return made_id

    return _small(session, f"{made_id}/report", fields, "Ghi đã báo cáo", write)


def _small(
    session: Session,
    draft: str,
    fields: dict[str, Field],
    button: str,
    write: Callable[[dict[str, Any]], str],
) -> EntryForm:
    return EntryForm(session, ("visit", draft), fields, (tuple(fields),), button=button, write=write)


def _need_day(day: date | None, field: str, sentence: str) -> date:
    if day is None:
        raise Refusal(sentence, field)
    return day
