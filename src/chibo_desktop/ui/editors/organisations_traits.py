"""What an organisation is, for those who count it: kind of place, grassroots, difficult; of a body above cells its sort. Where it stands is beside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records.organisation import AREAS, SORTS
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.message import Message

FLAGS = (("grassroots", "Là chi bộ cơ sở"), ("difficult", "Vùng sâu, vùng xa, khó khăn"))


class Traits(QWidget):
    """`told(name, value)` as soon as something is chosen."""

    told = Signal(str, object)

    def __init__(self, *, is_cell: bool) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._name = "area" if is_cell else "sort"
        label, choices = ("Loại địa bàn", AREAS) if is_cell else ("Loại hình đảng bộ", SORTS)
        self._choice = ChoiceField(label, (("", "chưa ghi"), *choices))
        self._choice.left.connect(lambda taken: self.told.emit(self._name, taken or None))
        self._column.addWidget(self._choice)
        self._boxes = {name: CheckBox(words) for name, words in (FLAGS if is_cell else ())}
        for name, box in self._boxes.items():
            box.clicked.connect(lambda taken, name=name: self.told.emit(name, taken))
            self._column.addWidget(box)
        look.follow(self.fit)

    def show_facts(self, facts: Facts) -> None:
        """Shows what is written; sends nothing."""
        self._choice.set_value(facts.text(self._name))
        for name, box in self._boxes.items():
            box.setChecked(facts.flag(name))

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))


def traits_words(facts: Facts, *, is_cell: bool) -> str:
    """The same in words, of one that writes them itself."""
    if not is_cell:
        return facts.shown("sort").lower() or "chưa ghi loại hình"
    said = [facts.shown("area").lower() or "chưa ghi loại địa bàn"]
    said += [words.lower() for name, words in FLAGS if facts.flag(name)]
    return ", ".join(said)


class TraitsCard(Card):
    """Those of the desk's own organisation."""

    def __init__(self, session: Session) -> None:
        super().__init__("Đặc điểm", "để cấp trên tính số liệu")
        self._session = session
        self._traits = Traits(is_cell=session.desk.kind == "cell")
        self._traits.told.connect(self._on_told)
        self._message = Message()
        self.add(self._traits)
        self.add(self._message)
        self.refresh()

    def refresh(self) -> None:
        """Reads them again."""
        own = find(self._session.store, "organisation", self._session.desk.organisation_id)
        if own is not None:
            self._traits.show_facts(own)

    def _on_told(self, name: str, value: object) -> None:
        self._message.say("absent", "")
        try:
            self._session.do(change_organisation, **{name: value})
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            self.refresh()
