"""What every field of a form has: label above, editor, error beneath in the words of the form, hint; all with a name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.composing import ComposingLine, ComposingProse, commit_composing
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import SideNote, Words


class Field(QWidget):
    """What all fields share. `edited` fires on each key (for the draft), `left` when the field is done.

    `left` comes when the focus leaves or Enter is pressed, after composing was committed.
    """

    edited = Signal(str)
    left = Signal(str)
    link_chosen = Signal(str)

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", *, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label_words, self._hint_words = label, hint
        self._editor = editor
        self._label = Words(label)
        self._label.setBuddy(editor)
        self._note = SideNote(note)
        self._hint: Words | None = None
        self._error = Message()
        self._error.link_chosen.connect(self.link_chosen)
        self._head = QHBoxLayout()
        self._head.addWidget(self._label, 1)
        self._head.addWidget(self._note)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(editor)
        self._column.addWidget(self._error)
        self._column.addStretch(1)  # fields beside each other keep their labels on one line
        self.set_hint(hint)
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look.follow(self.fit)

    def value(self) -> str:
        """What stands in it, cleaned; of a choice its key."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Shows a value; sends nothing."""
        raise NotImplementedError

    def draft(self) -> str:
        """What a draft keeps of it."""
        return self.value()

    def label(self) -> str:
        return self._label_words

    def set_label(self, label: str) -> None:
        self._label_words = label
        self._label.say(label)
        self._editor.setAccessibleName(label)

    def show_error(self, sentence: str, more: str = "") -> None:
        """Says under the field what to do; nothing typed is lost. `more` may hold <a href="key">.

        The screen reader reads the sentence with the field.
        """
        self._error.say("absent", sentence, more)
        self._mark("wrong" if sentence else "")
        self._editor.setAccessibleDescription(sentence)

    def clear_error(self) -> None:
        self.show_error("")

    def error(self) -> str:
        """The sentence shown now, "" when there is none."""
        return self._editor.accessibleDescription() if self._editor.property("state") == "wrong" else ""

    def set_hint(self, hint: str) -> None:
        if self._hint is None:
            if not hint:
                return
            self._hint = Words(tone="muted")
            self._column.insertWidget(self._column.indexOf(self._error), self._hint)
        self._hint.say(hint)
        self._hint.setVisible(bool(hint))

    def set_note(self, note: str) -> None:
        """The muted words at the right of the label ("giữ đến giây 20:14:32")."""
        self._note.say(note)

    def _mark(self, state: str) -> None:
        if self._editor.property("state") == state:
            return
        self._editor.setProperty("state", state)
        look.restyle(self._editor)
        for name, value in (("role", "strong" if state else "body"), ("tone", "bad" if state else "ink")):
            self._label.setProperty(name, value)
        look.restyle(self._label)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))


class TypedField(Field):
    """A field people type into: what stands in it while a word is composed, when it changes, and when it is done."""

    def __init__(
        self,
        label: str,
        editor: ComposingLine | ComposingProse,
        hint: str = "",
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._typing = editor
        super().__init__(label, editor, hint, note=note, parent=parent)
        editor.typed.connect(self._on_typed)
        editor.left.connect(self._on_left)
        editor.refused.connect(self.show_error)

    def draft(self) -> str:
        """The text with what is being composed."""
        return self._typing.whole_text()

    def commit(self) -> str:
        """Ends composing and gives the value; for shortcuts and buttons that act on the field."""
        if self._typing.hasFocus():
            commit_composing()
        return self.value()

    def finish(self) -> None:
        """As if the field were left: ends composing and sends `left`."""
        self._on_left()

    def _on_typed(self) -> None:
        self.clear_error()
        self.edited.emit(self.draft())

    def _on_left(self) -> None:
        self.left.emit(self.commit())
