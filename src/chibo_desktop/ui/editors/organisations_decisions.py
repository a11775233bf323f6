"""The decisions about an organisation below a person can write down: a form for each; what they do is in actions/structure.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.actions.structure import (
    DISTRICTS_ENDED_ON,
    begin_organisation,
    end_district_level,
    end_organisation,
    merge,
    merge_into_new,
    place_organisation,
    record_historic,
    split,
    split_off_new,
)
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure import others_of_its_kind, parents_to_choose
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records.organisation import KINDS
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

NEW = "new"
"""In place of an id: the organisation is still to be taken on."""

Make = Callable[[Session, str, date], DecisionForm]


def _basis() -> LineField:
    return LineField("Quyết định", placeholder="số, ngày, cơ quan; không bắt buộc", max_len=160)


def _day(field: DayField) -> date:
    day = field.day()
    if day is None:
        raise Refusal("Gõ ngày có hiệu lực của quyết định.", "on")
    return day


def _span(first: DayField, last: DayField) -> tuple[date | None, date | None]:
    since, until = first.day(), last.day()
    if since is None and until is None:
        raise Refusal("Gõ ngày bắt đầu; nếu ghi lại thời trước thì gõ ngày cuối ở ô dưới.", "from_on")
    return since, until


def _spanned(form: DecisionForm) -> tuple[DayField, DayField, LineField]:
    """The three fields of a period, put into a form."""
    first, last = DayField("Từ ngày"), DayField("Đến hết ngày", hint="để trống nếu đến nay")
    basis = _basis()
    form.add_pair(first, last, "from_on", "until_on")
    form.add_field(basis, "basis")
    return first, last, basis


def _dated(form: DecisionForm, words: str = "Từ ngày") -> tuple[DayField, LineField]:
    on, basis = DayField(words), _basis()
    form.add_field(on, "on", "from_on", "until_on")
    form.add_field(basis, "basis")
    return on, basis


def rename(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another name from a day on, or the name of former times."""
    form = DecisionForm(session, "Đổi tên", ("placement", f"rename {organisation_id}"), "Ghi tên này")
    name = LineField("Tên mới", max_len=120)
    name.set_value(organisations(session.store).name(organisation_id, today))
    form.explain("Trước ngày ấy tên cũ vẫn đứng trong số liệu và văn bản.")
    form.add_field(name, "name")
    first, last, basis = _spanned(form)

    def save() -> str:
        since, until = _span(first, last)
        session.do(
            place_organisation,
            organisation_id,
            name=_needed(name, "Gõ tên mới."),
            from_on=since,
            until_on=until,
            basis=basis.draft(),
        )
        return f"Đã ghi tên “{name.draft()}”."

    form.on_save(save)
    return form


def _needed(field: LineField, sentence: str) -> str:
    if not field.draft().strip():
        raise Refusal(sentence, "name")
    return field.draft()


def move(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another parent from a day on, or that of former times."""
    body = session.desk.organisation_id
    choices = parents_to_choose(session.store, body, today)
    form = DecisionForm(
        session, "Chuyển nơi trực thuộc", ("placement", f"move {organisation_id}"), "Ghi nơi trực thuộc"
    )
    parent = ChoiceField("Trực thuộc", [pair for pair in choices if pair[0] != organisation_id])
    form.explain(
        "Số liệu tính theo nơi trực thuộc mới từ ngày ấy. Tổ chức có máy thì đảng ủy mới phải nhận lại máy (trang "
        "Gửi – nhận); trước lúc đó gói tin, kiến nghị vẫn đi qua đảng ủy cũ."
    )
    form.add_field(parent, "parent_id", "name")
    first, last, basis = _spanned(form)

    def save() -> str:
        if not parent.value():
            raise Refusal("Chọn nơi trực thuộc.", "parent_id")
        since, until = _span(first, last)
        session.do(
            place_organisation,
            organisation_id,
            parent_id=parent.value(),
            from_on=since,
            until_on=until,
            basis=basis.draft(),
        )
        return f"Đã ghi: trực thuộc {dict(choices)[parent.value()]}."

    form.on_save(save)
    return form


def _others(session: Session, organisation_id: str, today: date, label: str) -> tuple[ChoiceField, LineField]:
    """Another organisation of the kind, or at a commune the name of a cell to be taken on."""
    others = others_of_its_kind(session.store, session.desk.organisation_id, organisation_id, today)
    is_cell = organisations(session.store).kind(organisation_id) == "cell"
    fresh = [(NEW, "Lập mới …")] if is_cell and session.desk.kind == "commune" else []
    other = ChoiceField(label, [*others, *fresh])
    name = LineField("Tên chi bộ lập mới", max_len=120)
    name.setVisible(False)
    other.left.connect(lambda taken: name.setVisible(taken == NEW))
    return other, name


def merging(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """This one goes into another, or both into a new one."""
    form = DecisionForm(session, "Sáp nhập", ("succession", f"merge {organisation_id}"), "Ghi sáp nhập")
    own = organisations(session.store).name(organisation_id, today)
    form.explain(
        f"{own} thôi hoạt động từ ngày ấy. Sổ cũ, kiến nghị cũ giữ nguyên và tìm được từ tổ chức nhận. "
        "Nơi trực thuộc, nếu có, chuyển theo."
    )
    into, name = _others(session, organisation_id, today, "Sáp nhập vào")
    others = others_of_its_kind(session.store, session.desk.organisation_id, organisation_id, today)
    along = ChoiceField("Cùng sáp nhập với", [("", "không có"), *others])
    along.setVisible(False)
    into.left.connect(lambda taken: along.setVisible(taken == NEW))
    form.add_field(into, "successor_id", "predecessor_id")
    form.add_field(name, "name")
    form.add_field(along, "along")
    on, basis = _dated(form)

    def save() -> str:
        day, taken = _chosen(into, on)
        if taken == NEW:
            old = [one for one in (organisation_id, along.value()) if one]
            session.do(merge_into_new, old, name=name.draft(), on=day, basis=basis.draft())
        else:
            session.do(merge, [organisation_id], taken, on=day, basis=basis.draft())
        return f"Đã ghi sáp nhập từ ngày {show_day(day)}."

    form.on_save(save)
    return form


def _chosen(other: ChoiceField, on: DayField) -> tuple[date, str]:
    if not other.value():
        raise Refusal("Chọn tổ chức.", "successor_id")
    return _day(on), other.value()


def splitting(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another is split off this one."""
    form = DecisionForm(session, "Chia tách", ("succession", f"split {organisation_id}"), "Ghi chia tách")
    other, name = _others(session, organisation_id, today, "Tổ chức được tách ra")
    goes_on = CheckBox("Tổ chức đang chia tách vẫn hoạt động")
    goes_on.setChecked(True)
    form.add_field(other, "successor_id", "predecessor_id")
    form.add_field(name, "name")
    form.add(goes_on)
    on, basis = _dated(form)

    def save() -> str:
        day, taken = _chosen(other, on)
        stays = goes_on.isChecked()
        if taken == NEW:
            session.do(
                split_off_new,
                organisation_id,
                name=name.draft(),
                on=day,
                basis=basis.draft(),
                goes_on=stays,
            )
        else:
            successors = [organisation_id, taken] if stays else [taken]
            session.do(split, organisation_id, successors, on=day, basis=basis.draft())
        return f"Đã ghi chia tách từ ngày {show_day(day)}."

    form.on_save(save)
    return form


def ending(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """It stands no more from a day on."""
    form = DecisionForm(
        session, "Kết thúc hoạt động", ("placement", f"end {organisation_id}"), "Ghi kết thúc"
    )
    form.explain("Không xóa gì: sổ và số liệu trước ngày ấy vẫn tính như cũ.")
    on, basis = _dated(form, "Thôi hoạt động từ ngày")

    def save() -> str:
        day = _day(on)
        session.do(end_organisation, organisation_id, on=day, basis=basis.draft())
        return f"Đã ghi: thôi hoạt động từ ngày {show_day(day)}."

    form.on_save(save)
    return form


def beginning(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """It stands from a day on: founded then, or again."""
    form = DecisionForm(
        session, "Bắt đầu hoạt động", ("placement", f"begin {organisation_id}"), "Ghi ngày bắt đầu"
    )
    form.explain("Trước ngày ấy tổ chức này không tính vào số liệu.")
    on, basis = _dated(form, "Hoạt động từ ngày")

    def save() -> str:
        day = _day(on)
        session.do(begin_organisation, organisation_id, on=day, basis=basis.draft())
        return f"Đã ghi: hoạt động từ ngày {show_day(day)}."

    form.on_save(save)
    return form


def history(session: Session, _organisation_id: str, today: date) -> DecisionForm:
    """An organisation of former times that has no desk."""
    body = session.desk.organisation_id
    form = DecisionForm(session, "Ghi tổ chức cũ", ("organisation", "historic/new"), "Ghi tổ chức này")
    form.explain(
        "Cho tổ chức không còn hoặc chưa từng có máy: đảng bộ huyện trước 7/2025, chi bộ đã sáp nhập."
    )
    name = LineField("Tên đầy đủ", max_len=120)
    kinds = [pair for pair in KINDS if pair[0] != "upper"]
    kind = ChoiceField("Loại", kinds if session.desk.kind == "upper" else kinds[:1], "cell")
    parent = ChoiceField("Trực thuộc", parents_to_choose(session.store, body, today), body)
    form.add_field(name, "name")
    form.add_field(kind, "kind")
    form.add_field(parent, "parent_id")
    first, last, basis = _spanned(form)

    def save() -> str:
        session.do(
            record_historic,
            name=name.draft(),
            kind=kind.value(),
            parent_id=parent.value() or None,
            from_on=first.day(),
            until_on=last.day(),
            basis=basis.draft(),
        )
        return f"Đã ghi “{name.draft()}”."

    form.on_save(save)
    return form


def districts(session: Session, _organisation_id: str, today: date) -> DecisionForm:
    """Every district ends, what stood under it stands here."""
    form = DecisionForm(
        session, "Kết thúc cấp huyện", ("placement", "districts/new"), "Ghi kết thúc cấp huyện"
    )
    form.explain("Mọi đảng bộ huyện đã ghi thôi hoạt động; các xã của huyện chuyển về trực thuộc đơn vị này.")
    on, basis = _dated(form)
    if not on.draft():
        on.set_day(DISTRICTS_ENDED_ON)

    def save() -> str:
        day = _day(on)
        session.do(end_district_level, on=day, basis=basis.draft())
        return f"Đã ghi: cấp huyện kết thúc từ ngày {show_day(day)}."

    form.on_save(save)
    return form


def dropping(session: Session, kind: str, record_id: str, words: str) -> DecisionForm:
    """One line written wrongly is put away; `words` say which."""
    form = DecisionForm(session, "Ghi nhầm dòng này?", (kind, record_id), "Cho vào lưu trữ")
    form.explain(f"{words}. Cho vào lưu trữ thì thôi tính; đưa trở lại được ở trang Nhật ký, phần Lưu trữ.")

    def save() -> str:
        session.do(put_away, kind, record_id)
        return "Đã cho vào lưu trữ."

    form.on_save(save)
    return form
