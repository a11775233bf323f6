"""The forms for who follows whom: merging, splitting, an organisation set up anew; what they do is in actions/structure_successions.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure_successions import (
    merge,
    merge_into_new,
    replace,
    replace_with_new,
    split,
    split_off_new,
)
from chibo_desktop.actions.structure_told import Notice, Sort
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.structure import others_below, others_of_its_kind
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes
from chibo_desktop.ui.editors.organisations_decisions import dated, effective, tell_box, write_decision
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField

NEW = "new"
"""In place of an id: the organisation is still to be taken on."""
GOES_ALONG = {
    True: "Sổ cũ, kiến nghị cũ giữ nguyên và tìm được từ chi bộ nhận. Địa bàn, phân công phụ trách chuyển theo; ghi "
    "xong thì chuyển đảng viên ở thẻ này.",
    False: "Sổ cũ, kiến nghị cũ giữ nguyên và tìm được từ tổ chức nhận. Tổ chức trực thuộc chuyển theo.",
}
"""What becomes of a cell's things when it is merged, and of a committee's."""


class _Following:
    """What these forms share: the other organisation or the name of a new one, then day, paper and who is told."""

    def __init__(
        self,
        session: Session,
        form: DecisionForm,
        organisation_id: str,
        other: tuple[str, Sequence[tuple[str, str]]],
    ) -> None:
        self._session, self._form, self._one = session, form, organisation_id
        self._known = organisations(session.store)
        label, others = other
        is_typing = self._known.kind(organisation_id) == "cell" and session.desk.kind == "commune"
        self.other = ChoiceField(
            label, [("", "chưa chọn"), *others, *([(NEW, "Lập mới …")] if is_typing else [])]
        )
        self._name = LineField("Tên chi bộ lập mới", max_len=120)
        form.add_field(self.other, "successor_id", "predecessor_id")
        form.add_field(self._name, "name")
        form.show_when(self.other, lambda taken: taken == NEW, self._name)
        form.need(self.other, "Chọn tổ chức.")
        form.need(self._name, "Gõ tên đầy đủ của chi bộ lập mới, ví dụ Chi bộ bản Suối Lanh.")

    def end_form(self) -> None:
        """The fields beneath what is special to a form."""
        self._on, self._basis = dated(self._form)
        self._form.need(self._on, "Gõ ngày có hiệu lực của quyết định.")
        self._told = tell_box(self._form, self._session)

    @property
    def is_new(self) -> bool:
        return self.other.value() == NEW

    @property
    def given(self) -> tuple[date, str]:
        """Day and paper; Refusal while no organisation is chosen, or no day."""
        if not self.other.value():
            raise Refusal("Chọn tổ chức.", "successor_id")
        return effective(self._on), self._basis.draft()

    @property
    def name(self) -> str:
        """Of the other one."""
        return self._name.draft() if self.is_new else self._known.name(self.other.value(), self.given[0])

    @property
    def own_name(self) -> str:
        return self._known.name(self._one, self.given[0])

    def write(self, sort: Sort, decide: Callable[[Desk], Changes], says: str, said: str) -> str:
        """Writes the decision of a sort; `says` is the sentence for those told, `said` that for the person here."""
        day, basis = self.given
        about = (self._one,) if self.is_new else (self._one, self.other.value())
        notice = Notice(about, day, sort, f"Từ ngày {show_day(day)}, {says}", basis)
        return write_decision(
            self._session, self._told, decide, notice, f"Đã ghi {said} từ ngày {show_day(day)}."
        )


def merging(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """This one goes into another, or both into a new one."""
    form = DecisionForm(session, "Sáp nhập", ("succession", f"merge {organisation_id}"), "Ghi sáp nhập")
    ends = form.explain(" ")
    others = others_of_its_kind(session.store, session.desk.organisation_id, organisation_id, today)
    into = _Following(session, form, organisation_id, ("Sáp nhập vào", others))
    along = ChoiceField("Cùng sáp nhập với", [("", "chưa chọn"), *others])
    form.add_field(along, "along")
    form.show_when(into.other, lambda taken: taken == NEW, along)
    form.need(along, "Chọn chi bộ cùng sáp nhập. Chỉ một chi bộ lập lại thì bấm Lập mới thay thế.")
    into.end_form()

    def both() -> str:
        """Those that end, in words."""
        other = dict(others).get(along.value(), "") if into.is_new else ""
        own = organisations(session.store).name(organisation_id, today)
        return f"{own} và {other}" if other else own

    def say_ends(_taken: str = "") -> None:
        ends.say(escape(f"{both()} thôi hoạt động từ ngày ấy. {GOES_ALONG[is_cell]}"))

    is_cell = organisations(session.store).kind(organisation_id) == "cell"
    for choice in (into.other, along):
        choice.left.connect(say_ends)
    say_ends()

    form.on_save(
        lambda: into.write(
            "merged",
            lambda desk: _merge(desk, into, organisation_id, along.value()),
            f"{both()} sáp nhập {'thành' if into.is_new else 'vào'} {into.name}.",
            "sáp nhập",
        )
    )
    return form


def _merge(desk: Desk, into: _Following, organisation_id: str, along: str) -> Changes:
    day, basis = into.given
    if not into.is_new:
        return merge(desk, [organisation_id], into.other.value(), on=day, basis=basis)
    return merge_into_new(desk, [organisation_id, along], name=into.name, on=day, basis=basis)


def splitting(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """Another is split off this one."""
    form = DecisionForm(session, "Chia tách", ("succession", f"split {organisation_id}"), "Ghi chia tách")
    others = others_of_its_kind(session.store, session.desk.organisation_id, organisation_id, today)
    off = _Following(session, form, organisation_id, ("Tổ chức được tách ra", others))
    goes_on = CheckBox("Tổ chức đang chia tách vẫn hoạt động")
    goes_on.setChecked(True)
    form.add(goes_on)
    off.end_form()

    def decide(desk: Desk) -> Changes:
        (day, basis), stays = off.given, goes_on.isChecked()
        if off.is_new:
            return split_off_new(desk, organisation_id, name=off.name, on=day, basis=basis, goes_on=stays)
        successors = [organisation_id, off.other.value()] if stays else [off.other.value()]
        return split(desk, organisation_id, successors, on=day, basis=basis)

    form.on_save(lambda: off.write("split", decide, f"{off.name} tách ra từ {off.own_name}.", "chia tách"))
    return form


def replacing(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """One set up anew, with a book of its own, in the place of this one."""
    form = DecisionForm(
        session, "Lập mới thay thế", ("succession", f"replace {organisation_id}"), "Ghi thay thế"
    )
    form.explain(
        "Khi tổ chức lập lại với sổ mới: chi bộ nâng thành đảng bộ, chi bộ chuyển xã đã nối với đảng bộ mới. Tổ chức này "
        "thôi hoạt động từ ngày ấy; kiến nghị, lịch sử tìm được từ tổ chức mới."
    )
    others = others_below(session.store, session.desk.organisation_id, organisation_id, today)
    by = _Following(session, form, organisation_id, ("Tổ chức thay thế", others))
    by.end_form()

    def decide(desk: Desk) -> Changes:
        day, basis = by.given
        if by.is_new:
            return replace_with_new(desk, organisation_id, name=by.name, on=day, basis=basis)
        return replace(desk, organisation_id, by.other.value(), on=day, basis=basis)

    form.on_save(lambda: by.write("replaced", decide, f"{by.name} thay cho {by.own_name}.", "thay thế"))
    return form
