"""What the views of one thing of the page "Nhiệm vụ" share: the way back, forms that keep drafts, kept fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.kept import Action, choose, keep
from chibo_desktop.ui.pages.parted import BackView
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import shortened

BACK = "Nhiệm vụ"


class OneView(BackView):
    """One record of the kind `KIND`, changed by the action `CHANGE`."""

    TITLE: ClassVar[str] = "Nhiệm vụ"
    KIND: ClassVar[str] = ""
    BACK_TO: ClassVar[str] = BACK
    CHANGE: ClassVar[Action]

    def __init__(self, session: Session, record_id: str) -> None:
        super().__init__(session, type(self).BACK_TO)
        self.record_id = record_id
        self._forms: list[EntryForm] = []
        self._words = ""
        self.said = Message()
        self.body.addWidget(self.said)

    def call(self, words: str) -> None:
        """What the view is of, said as its title as far as there is room."""
        self._words = words
        self.fold()

    def fold(self) -> None:
        """As much of the title as there is room for."""
        if words := getattr(self, "_words", ""):  # the page fits itself before it has a name
            self.title.set_title(shortened(words, 60 if self.is_roomy() else 26))

    def form_in(self, card: Card, form: EntryForm, on_written: Callable[[], None] | None = None) -> EntryForm:
        """Puts a form into a card; once it is written the view reads again."""
        form.written.connect(lambda _key: (on_written or self.refresh)())
        self._forms.append(form)
        card.add(form)
        return form

    def clear_card(self, card: Card) -> None:
        """Empties a card, after what was typed in its forms is kept."""
        gone = [form for form in self._forms if card.isAncestorOf(form)]
        for form in gone:
            form.leave()
            self._forms.remove(form)
        empty(card.body)

    def kept(self, name: str, field: TypedField) -> TypedField:
        """A field of the record that is written as it is left."""
        keep(self.session, field, (self.KIND, self.record_id, name), type(self).CHANGE)
        return field

    def chosen(self, name: str, field: ChoiceField) -> ChoiceField:
        """A choice of the record that is written as soon as it is taken."""
        place = (self.KIND, self.record_id, name)
        choose(self.session, field, place, type(self).CHANGE, said=self.said)
        return field

    def away_button(self) -> Flow:
        """Puts the record away and leads back."""
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        foot = Flow()
        foot.put(away)
        return foot

    def act(self, action: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Does something at once; what is refused is said above."""
        self.said.say("absent", "")
        try:
            self.session.do(action, *args, **kwargs)
        except (Refusal, Trouble) as problem:
            self.said.say("absent", problem.sentence)
            return False
        return True

    def _on_away(self) -> None:
        if self.act(type(self).CHANGE, self.record_id, put_away=True):
            self.back_chosen.emit()

    def leave(self) -> bool:
        for form in self._forms:
            form.leave()
        return True


def listed(name: str, wanted: Callable[[str], None]) -> RowList:
    """A list of rows that wrap, each of which opens."""
    rows = RowList(name=name, wraps=True)
    rows.opened.connect(wanted)
    return rows


def fill(card: Card, rows: RowList, found: Sequence[Row], note: str = "") -> None:
    """Shows the rows; a card without any is hidden."""
    rows.set_rows(found)
    card.set_note(note)
    card.setVisible(bool(found))
