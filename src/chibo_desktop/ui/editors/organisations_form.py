"""One decision about an organisation being typed: its fields, a button that writes it, drafts; which decisions there are is beside."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class DecisionForm(QWidget):
    """`written` carries the sentence that says what was written; `closed` when the person gives up for now.

    What is typed is kept as a draft of `draft` (kind and a word for the record to be) until it is written.
    """

    written = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, title: str, draft: tuple[str, str], button: str) -> None:
        super().__init__()
        self._session, self._draft = session, draft
        self._fields: dict[str, Field] = {}
        self._needed: list[tuple[Field, str]] = []
        self._kept: list[FreshDraft] = []
        self._pairs: list[QHBoxLayout] = []
        self._do: Callable[[], str] = str
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.title = title
        self._message = Message()
        self._save = Button(button, icon="check")
        self._save.clicked.connect(self.save)
        self._cancel = cancel = Button("Thôi", "quiet")
        cancel.clicked.connect(self.closed)
        self._foot = Flow()
        self._foot.put(self._save)
        self._foot.put(cancel)
        self._column.addWidget(self._message)
        self._column.addWidget(self._foot)
        look.follow(self.fit)

    def add(self, widget: QWidget) -> None:
        """Puts a widget above the buttons."""
        self._column.insertWidget(self._column.count() - 2, widget)

    def explain(self, words: str) -> Prose:
        """A muted sentence above the fields that follow."""
        said = Prose(escape(words), "muted", width=240)
        self.add(said)
        return said

    def only_say(self, words: str) -> None:
        """Nothing can be written here: why, and who can, in the place of the button."""
        self.explain(words)
        self._save.hide()
        self._cancel.say("Đóng")

    def need(self, field: Field, sentence: str) -> None:
        """Says so beneath the field when it is shown and empty, together with all others that are."""
        self._needed.append((field, sentence))

    def add_pair(self, first: Field, second: Field, *names: str) -> None:
        """Two fields beside each other, each under its own name."""
        row = QHBoxLayout()
        self._pairs.append(row)
        self._column.insertLayout(self._column.count() - 2, row)
        for field, name in zip((first, second), names, strict=True):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self._take(field, name)

    def add_field(self, field: Field, *names: str) -> None:
        """Puts a field; a Refusal that names one of `names` is said beneath it. What is typed or chosen is kept as a draft."""
        self.add(field)
        self._take(field, *names)

    def _take(self, field: Field, *names: str) -> None:
        self._fields |= dict.fromkeys(names, field)
        self._kept.append(FreshDraft(self._session, field, (*self._draft, names[0])))

    def show_when(self, choice: Field, wanted: Callable[[str], bool], *fields: Field) -> None:
        """Shows fields only while a choice put in before stands where they are wanted, also as a draft brought it back."""

        def show(taken: str) -> None:
            for field in fields:
                field.setVisible(wanted(taken))

        choice.left.connect(show)
        show(choice.value())

    def on_save(self, do: Callable[[], str]) -> None:
        """What the button does; gives the sentence to say, or raises a Refusal."""
        self._do = do

    def save(self) -> None:
        for field in self._fields.values():
            field.clear_error()
        self._message.say("absent", "")
        if self._say_needed():
            return
        try:
            said = self._do()
        except Refusal as refusal:
            self._say(refusal)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        else:
            for kept in self._kept:
                kept.clear()
            self.written.emit(said)

    def _say_needed(self) -> bool:
        """Whether a field that is needed stands empty; the keyboard goes to the first."""
        empty = [pair for pair in self._needed if not pair[0].isHidden() and not str(pair[0].value()).strip()]
        for field, sentence in empty:
            field.show_error(sentence)
        if empty:
            empty[0][0].setFocus()
        return bool(empty)

    def _say(self, refusal: Refusal) -> None:
        field = self._fields.get(refusal.field or "")
        if field is None or field.isHidden():
            self._message.say("absent", refusal.sentence)
        else:
            field.show_error(refusal.sentence)

    def leave(self) -> None:
        """Keeps what is not kept yet as a draft."""
        for kept in self._kept:
            kept.leave()

    def take_focus(self) -> None:
        """The keyboard on the first field, or on the button where there is none."""
        button = self._cancel if self._save.isHidden() else self._save
        first: QWidget = next(iter(self._fields.values()), button)
        first.setFocus()

    def fit(self) -> None:
        self._column.setSpacing(look.px(12))
        for row in self._pairs:
            row.setSpacing(look.px(16))
