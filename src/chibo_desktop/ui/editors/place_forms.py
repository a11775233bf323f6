"""The forms for a place: its state, its head, who is in charge, the cell that leads it, the end of a line; the place itself is shown by its page."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.place_states import (
    change_place,
    end_place_line,
    put_in_charge,
    set_place_head,
    set_place_state,
)
from chibo_desktop.actions.places import add_place, serve_place
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.place_states import PastLine, PlaceRow, people_to_choose, place_kinds
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.editors.organisations_places import served
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.name_picker import NamePicker, Person

MEMBERSHIP = (("", "Chưa là đảng viên"), ("member", "Là đảng viên, nơi khác quản lý"))
FROM_START = "để trống nếu từ đầu"


def place_form(session: Session) -> EntryForm:
    """A hamlet, school or clinic that is not in the register yet."""
    fields: dict[str, Field] = {
        "name": LineField("Tên", max_len=120, placeholder="Bản Suối Lanh"),
        "kind": ChoiceField("Loại", tuple(place_kinds().items()), "hamlet"),
    }

    def write(given: dict[str, str]) -> str:
        return str(session.do(add_place, **given)[1])

    return EntryForm(session, ("place", "new"), fields, (("name", "kind"),), button="Ghi vào sổ", write=write)


def change_form(session: Session, row: PlaceRow) -> DecisionForm:
    """Its name, its kind, the days there is such a place; or that it was entered by mistake."""
    form = DecisionForm(session, "Sửa nơi này", ("place", f"{row.id}/change"), "Ghi")
    form.explain("Nơi đã sáp nhập hay thôi thì ghi ngày cuối: số liệu những năm trước vẫn đếm nơi ấy.")
    name, kind = (
        LineField("Tên", row.name, max_len=120),
        ChoiceField("Loại", tuple(place_kinds().items()), row.kind),
    )
    first = DayField("Có từ ngày", row.from_on, FROM_START)
    last = DayField("Còn đến hết ngày", row.until_on, "để trống nếu nay vẫn còn")
    wrong = CheckBox("Ghi nhầm, chưa bao giờ có nơi này: cho vào lưu trữ")
    form.add_pair(name, kind, "name", "kind")
    form.add_pair(first, last, "from_on", "until_on")
    form.add(wrong)

    def save() -> str:
        if wrong.isChecked():
            session.do(put_away, "place", row.id)
            return "Đã cho vào lưu trữ."
        days = {"from_on": first.day(), "until_on": last.day()}
        session.do(change_place, row.id, name=name.value(), kind=kind.value(), **days)
        return "Đã ghi."

    form.on_save(save)
    return form


def state_form(session: Session, row: PlaceRow) -> DecisionForm:
    """Another state from a day on."""
    form = DecisionForm(session, "Tình trạng mới", ("place_standing", f"{row.id}/new"), "Ghi tình trạng")
    declared = find_spec("place_standing").field("state")
    state = ChoiceField("Tình trạng", declared.choices if declared else (), row.state)
    first = DayField("Từ ngày", session.now().date(), FROM_START)
    form.add_field(state, "state")
    form.add_field(first, "from_on", "until_on")

    def save() -> str:
        session.do(set_place_state, row.id, state.value(), from_on=first.day())
        return "Đã ghi tình trạng."

    form.on_save(save)
    return form


def head_form(session: Session, row: PlaceRow) -> DecisionForm:
    """Who heads the place from a day on: a member of a list here, or anybody."""
    form = DecisionForm(
        session, "Trưởng thôn, bản", ("place_person", f"{row.id}/head"), "Ghi trưởng thôn, bản"
    )
    name = _person(session, "Gõ tên; đảng viên trong danh sách thì chọn tên được gợi ý.")
    membership = ChoiceField("Nếu không có trong danh sách", MEMBERSHIP, "")
    form.add_field(name, "full_name", "member_id")
    form.add_field(membership, "is_member")
    first, basis = _since(form)

    def save() -> str:
        member = name.key()
        session.do(
            set_place_head,
            row.id,
            member_id=member,
            full_name="" if member else name.value(),
            is_member=not member and membership.value() == "member",
            from_on=first.day(),
            basis=basis.value(),
        )
        return "Đã ghi trưởng thôn, bản."

    form.on_save(save)
    return form


def charge_form(session: Session, row: PlaceRow) -> DecisionForm:
    """Which member was put in charge of the place."""
    form = DecisionForm(
        session, "Đảng viên phụ trách", ("place_person", f"{row.id}/charge"), "Ghi người phụ trách"
    )
    name = _person(session, "Gõ tên rồi chọn đảng viên được gợi ý.")
    form.add_field(name, "member_id")
    first, basis = _since(form)

    def save() -> str:
        if not name.key():
            raise Refusal("Chọn một đảng viên trong danh sách được gợi ý.", "member_id")
        session.do(put_in_charge, row.id, name.key(), from_on=first.day(), basis=basis.value())
        return "Đã phân công phụ trách."

    form.on_save(save)
    return form


def _person(session: Session, hint: str) -> NamePicker:
    desk = session.desk
    known = people_to_choose(session.store, desk.organisation_id, desk.today)
    people = [Person(member, name, cell) for member, name, cell in known]
    return NamePicker("Họ và tên", people, hint, max_len=80)


def _since(form: DecisionForm) -> tuple[DayField, LineField]:
    """Puts the first day and the paper."""
    first, basis = DayField("Từ ngày", hint=FROM_START), LineField("Quyết định (nếu có)", max_len=160)
    form.add_pair(first, basis, "from_on", "basis")
    return first, basis


def leading_form(session: Session, row: PlaceRow) -> DecisionForm:
    """A cell that leads the place from a day on."""
    form = DecisionForm(session, "Chi bộ lãnh đạo", ("place_served", f"{row.id}/cell"), "Ghi chi bộ lãnh đạo")
    desk = session.desk
    tree = organisations(session.store).at(desk.today)
    cells = [(one, tree.nodes[one].name) for one in tree.cells(desk.organisation_id)]
    cell = ChoiceField("Chi bộ", cells, "")
    first = DayField("Từ ngày", hint=FROM_START)
    form.add_field(cell, "cell_id", "place_id")
    form.add_field(first, "from_on", "until_on")
    form.need(cell, "Chọn chi bộ.")

    def save() -> str:
        session.do(serve_place, row.id, cell.value(), from_on=first.day())
        return "Đã ghi chi bộ lãnh đạo."

    form.on_save(save)
    return form


def line_form(session: Session, line: PastLine) -> DecisionForm:
    """A line of the history that ended, or was written wrongly."""
    words = f"{line.words}, {line.days}"
    if line.kind == "place_served":
        return served(session, line.id, words)
    form = DecisionForm(session, "Dòng này", (line.kind, line.id), "Ghi")
    form.explain(f"{words}.")
    last = DayField("Đến hết ngày", line.until_on, "để trống nếu đến nay")
    wrong = CheckBox("Ghi nhầm dòng này, cho vào lưu trữ")
    form.add_field(last, "until_on", "from_on")
    form.add(wrong)

    def save() -> str:
        return _end(session, line, last.day(), is_wrong=wrong.isChecked())

    form.on_save(save)
    return form


def _end(session: Session, line: PastLine, until: date | None, *, is_wrong: bool) -> str:
    if is_wrong:
        session.do(put_away, line.kind, line.id)
        return "Đã cho vào lưu trữ."
    session.do(end_place_line, line.kind, line.id, until_on=until)
    return "Đã ghi ngày cuối."
