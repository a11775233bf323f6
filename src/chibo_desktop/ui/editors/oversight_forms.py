"""The forms of the page "Nhiệm vụ": something to do, its result, an inspection, a gathering, who took part."""

from __future__ import annotations

from typing import Any

from chibo_desktop.actions.oversight import (
    add_follow_up,
    add_gathering,
    add_inspection,
    change_follow_up,
    change_inspection,
    report_follow_up,
)
from chibo_desktop.actions.participants import add_person
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, NumberField, ProseField

EVERYBODY, OURSELVES = "all", "own"
BY_OFFICE = ("", "Theo chức vụ")
NOWHERE = ("", "Chưa chọn")
TOLD = "Nơi phải làm thấy việc này khi nhận gói, và báo lại được."
BRIEFING, TRAINING, STUDY = "briefing", "training", "study"


def choices_of(kind: str, name: str) -> tuple[tuple[str, str], ...]:
    """The declared choices of a field, by name and label."""
    spec = find_spec(kind).field(name)
    return spec.choices if spec else ()


def places_below(session: Session) -> tuple[tuple[str, str], ...]:
    """Everything below by name, each beneath its own."""
    tree = organisations(session.store).at(session.now().date())
    return tuple((one, tree.nodes[one].name) for one in tree.under(session.desk.organisation_id))


def shortcoming_form(session: Session) -> EntryForm:
    """A shortcoming of this organisation's own, or of one below."""
    fields: dict[str, Field] = {
        "title": LineField("Khuyết điểm, việc phải khắc phục", max_len=300),
        "responsible": LineField("Người chịu trách nhiệm", max_len=160),
        "due_on": DayField("Hạn khắc phục"),
    }
    rows: list[tuple[str, ...]] = [("title",), ("responsible", "due_on")]
    if session.desk.kind != "cell":
        ours = (OURSELVES, "Cấp ủy mình")
        fields["organisation_id"] = ChoiceField(
            "Nơi phải làm", (ours, *places_below(session)), OURSELVES, TOLD
        )
        rows.insert(1, ("organisation_id",))

    def write(given: dict[str, Any]) -> str:
        place = given.pop("organisation_id", OURSELVES)
        where = session.desk.organisation_id if place == OURSELVES else place
        return session.do(add_follow_up, "shortcoming", organisation_id=where, **given)[1]

    return EntryForm(session, ("follow_up", "new"), fields, rows, button="Ghi việc phải làm", write=write)


def conclusion_form(session: Session, gathering_id: str = "") -> EntryForm:
    """Something given downward, to all or to one; of a gathering when it is named."""
    everybody = (EVERYBODY, "Mọi nơi trực thuộc")
    fields: dict[str, Field] = {
        "title": LineField("Việc giao", max_len=300),
        "organisation_id": ChoiceField("Giao cho", (everybody, *places_below(session)), EVERYBODY),
        "due_on": DayField("Hạn"),
        "responsible": LineField("Người chịu trách nhiệm (nếu có)", max_len=160),
    }

    def write(given: dict[str, Any]) -> str:
        place = given.pop("organisation_id")
        given["organisation_id"] = None if place == EVERYBODY else place
        of = {"gathering_id": gathering_id} if gathering_id else {}
        return session.do(add_follow_up, "conclusion", **given, **of)[1]

    rows = (("title",), ("organisation_id",), ("responsible", "due_on"))
    draft = ("follow_up", f"{gathering_id or 'new'}/conclusion")
    return EntryForm(session, draft, fields, rows, button="Giao việc", write=write)


def finding_form(session: Session, inspection_id: str, organisation_id: str) -> EntryForm:
    """Something an inspected organisation has to put right."""
    fields: dict[str, Field] = {
        "title": LineField("Hạn chế phải khắc phục", max_len=300, hint=TOLD),
        "responsible": LineField("Người chịu trách nhiệm", max_len=160),
        "due_on": DayField("Hạn khắc phục"),
    }

    def write(given: dict[str, Any]) -> str:
        where = {"organisation_id": organisation_id, "inspection_id": inspection_id}
        return session.do(add_follow_up, "finding", **where, **given)[1]

    rows = (("title",), ("responsible", "due_on"))
    draft = ("follow_up", f"{inspection_id}/finding")
    return EntryForm(session, draft, fields, rows, button="Thêm việc khắc phục", write=write)


def settle_form(session: Session, follow_up_id: str) -> EntryForm:
    """The result and the day it was done, by who follows it."""
    fields: dict[str, Field] = {
        "result": ProseField("Kết quả", lines=2),
        "done_on": DayField("Ngày xong", session.now().date()),
    }

    def write(given: dict[str, Any]) -> str:
        if given["done_on"] is None:
            raise Refusal("Ghi ngày xong.", "done_on")
        session.do(change_follow_up, follow_up_id, **given)
        return follow_up_id

    draft = ("follow_up", f"{follow_up_id}/settle")
    return EntryForm(session, draft, fields, (("result",), ("done_on",)), button="Ghi đã xong", write=write)


def report_form(session: Session, follow_up_id: str) -> EntryForm:
    """What this organisation did; without a day it is not done yet."""
    fields: dict[str, Field] = {
        "result": ProseField("Việc đã làm", lines=3),
        "done_on": DayField("Ngày làm xong", session.now().date(), "Chưa xong thì bỏ trống ngày."),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(report_follow_up, follow_up_id, **given)
        return follow_up_id

    draft = ("follow_up_report", follow_up_id)
    rows, done = (("result",), ("done_on",)), "Đã ghi là đã làm."
    return EntryForm(session, draft, fields, rows, button="Đã làm", write=write, done=done)


def inspection_form(session: Session) -> EntryForm:
    """An inspection planned, or held when it has a day."""
    fields: dict[str, Field] = {
        "organisation_id": ChoiceField("Tổ chức được kiểm tra", places_below(session), ""),
        "sort": ChoiceField("Hình thức", choices_of("inspection", "sort"), "inspection"),
        "plan": LineField("Kế hoạch kiểm tra", max_len=160, placeholder="KH 05-KH/ĐU"),
        "held_on": DayField("Ngày kiểm tra", hint="Chưa làm thì bỏ trống."),
    }

    def write(given: dict[str, Any]) -> str:
        if not given["organisation_id"]:
            raise Refusal("Chọn nơi được kiểm tra.", "organisation_id")
        return session.do(add_inspection, given.pop("organisation_id"), **given)[1]

    rows = (("organisation_id",), ("sort", "held_on"), ("plan",))
    return EntryForm(session, ("inspection", "new"), fields, rows, button="Ghi cuộc kiểm tra", write=write)


def closing_form(session: Session, inspection_id: str) -> EntryForm:
    """What became of the findings, and the day from which it is followed no more."""
    fields: dict[str, Field] = {
        "closing": ProseField("Kết quả khắc phục", lines=2),
        "closed_on": DayField("Kết thúc theo dõi ngày", session.now().date()),
    }

    def write(given: dict[str, Any]) -> str:
        if given["closed_on"] is None:
            raise Refusal("Ghi ngày kết thúc theo dõi.", "closed_on")
        session.do(change_inspection, inspection_id, **given)
        return inspection_id

    draft = ("inspection", f"{inspection_id}/closing")
    rows = (("closing",), ("closed_on",))
    return EntryForm(session, draft, fields, rows, button="Kết thúc theo dõi", write=write)


def gathering_form(session: Session, sort: str) -> EntryForm:
    """A briefing, class, study session or exchange; a class has its topic."""
    day = session.now().date()
    usual = f"Giao ban tháng {day.month}" if sort == BRIEFING else ""
    fields: dict[str, Field] = {
        "title": LineField("Tên", usual, max_len=200),
        "held_on": DayField("Ngày"),
        "until_on": DayField("Đến ngày (nếu nhiều ngày)"),
        "place": LineField("Địa điểm", max_len=160),
        "organiser": LineField("Đơn vị tổ chức", max_len=160),
    }
    rows: list[tuple[str, ...]] = [("title",), ("held_on", "until_on"), ("place", "organiser")]
    if sort == TRAINING:
        fields["topic"] = ChoiceField("Chuyên đề bồi dưỡng", choices_of("gathering", "topic"), "content")
        rows.append(("topic",))

    def write(given: dict[str, Any]) -> str:
        return session.do(add_gathering, sort, given.pop("title"), **given)[1]

    return EntryForm(session, ("gathering", f"new-{sort}"), fields, rows, button="Ghi vào sổ", write=write)


def person_form(session: Session, gathering_id: str) -> EntryForm:
    """One more who took part: by name, or several unnamed of a group."""
    fields: dict[str, Field] = {
        "full_name": LineField(
            "Họ và tên", max_len=80, hint="Đảng viên có trong danh sách thì nhận ra theo tên."
        ),
        "group": ChoiceField("Thành phần", (BY_OFFICE, *choices_of("participant", "group")), ""),
        "organisation_id": ChoiceField("Của tổ chức đảng", (NOWHERE, *places_below(session)), ""),
        "heads": NumberField("Số người không ghi tên", None, least=1, most=1_000_000),
    }

    def write(given: dict[str, Any]) -> str:
        session.do(add_person, gathering_id, **given)
        return gathering_id

    rows = (("full_name",), ("organisation_id",), ("group", "heads"))
    draft = ("participant", gathering_id)
    return EntryForm(session, draft, fields, rows, button="Thêm người dự", write=write)
