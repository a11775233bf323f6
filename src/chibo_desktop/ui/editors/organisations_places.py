"""The forms for a place a cell leads, and for one it leads no more; the places a cell leads are shown on its card."""

from __future__ import annotations

from datetime import date

from chibo_desktop.actions.places import add_place, end_serving, serve_place
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.places import places_of
from chibo_desktop.records import find_spec
from chibo_desktop.ui.editors.organisations_form import DecisionForm
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField

NEW = "new"


def serving(session: Session, organisation_id: str, today: date) -> DecisionForm:
    """A hamlet, school or clinic, known here or named now, that the cell leads from a day on."""
    form = DecisionForm(
        session, "Địa bàn lãnh đạo", ("place_served", f"{organisation_id}/new"), "Ghi địa bàn"
    )
    known = places_of(session.store, session.desk.organisation_id)
    kinds = find_spec("place").field("kind")
    place = ChoiceField("Thôn, bản, trường, trạm", [*known, (NEW, "Nơi khác …")], "" if known else NEW)
    name = LineField("Tên nơi ấy", max_len=120)
    kind = ChoiceField("Loại", kinds.choices if kinds else (), "hamlet")
    first, last = (
        DayField("Từ ngày", hint="để trống nếu từ đầu"),
        DayField("Đến hết ngày", hint="để trống nếu đến nay"),
    )
    form.add_field(place, "place_id", "cell_id")
    form.add_field(name, "name")
    form.add_field(kind, "kind")
    form.add_pair(first, last, "from_on", "until_on")
    form.show_when(place, lambda taken: taken == NEW, name, kind)

    def save() -> str:
        chosen = place.value()
        if not chosen:
            raise Refusal("Chọn một nơi, hoặc chọn Nơi khác rồi gõ tên.", "place_id")
        since, until = first.day(), last.day()
        if chosen == NEW:
            _, chosen = session.do(add_place, name=name.draft(), kind=kind.value())
        session.do(serve_place, chosen, organisation_id, from_on=since, until_on=until)
        return "Đã ghi địa bàn."

    form.on_save(save)
    return form


def served(session: Session, served_id: str, words: str) -> DecisionForm:
    """A place the cell leads no more, or a line written wrongly; `words` say which."""
    form = DecisionForm(session, "Địa bàn này", ("place_served", served_id), "Ghi")
    form.explain(f"{words}.")
    last = DayField("Chi bộ lãnh đạo đến hết ngày", hint="để trống nếu đến nay")
    wrong = CheckBox("Ghi nhầm dòng này, cho vào lưu trữ")
    form.add_field(last, "until_on")
    form.add(wrong)

    def save() -> str:
        if wrong.isChecked():
            session.do(put_away, "place_served", served_id)
            return "Đã cho vào lưu trữ."
        session.do(end_serving, served_id, until_on=last.day())
        return "Đã ghi ngày cuối."

    form.on_save(save)
    return form
