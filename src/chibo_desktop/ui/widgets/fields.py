"""Fields of a form: label above, editor, error beneath in the words of the form, hint; all with a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.composing import ComposingLine, ComposingProse, commit_composing
from chibo_desktop.ui.widgets.drop_down import DropDown
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
        self._hint = Words(hint, tone="muted")
        if not hint:  # never shown before it has a parent: it would flash up as a window
            self._hint.hide()
        self._error = Message()
        self._error.link_chosen.connect(self.link_chosen)
        self._head = QHBoxLayout()
        self._head.addWidget(self._label, 1)
        self._head.addWidget(self._note)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        for widget in (editor, self._hint, self._error):
            self._column.addWidget(widget)
        self._column.addStretch(1)  # fields beside each other keep their labels on one line
        editor.setAccessibleName(label)
        self.setFocusProxy(editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        look.follow(self.fit)

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


class LineField(Field):
    """One line of text. `secret=True` hides the letters (`show_letters` shows them)."""

    def __init__(
        self,
        label: str,
        value: str = "",
        hint: str = "",
        *,
        placeholder: str = "",
        secret: bool = False,
        max_len: int = 0,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._line = ComposingLine()
        super().__init__(label, self._line, hint, note=note, parent=parent)
        self._line.setPlaceholderText(placeholder)
        if max_len:
            self._line.setMaxLength(max_len)
        if secret:
            self.show_letters(shown=False)
        self.set_value(value)
        self._line.typed.connect(self._on_typed)
        self._line.left.connect(self._on_left)
        self._line.returnPressed.connect(self._on_left)

    def value(self) -> str:
        """What is committed, cleaned (NFC, trimmed)."""
        return text.clean_line(self._line.text())

    def draft(self) -> str:
        """What the draft keeps: the text with what is being composed."""
        return self._line.whole_text()

    def set_value(self, value: str) -> None:
        """Shows a stored value; sends nothing."""
        if value != self._line.text():
            blocked = self._line.blockSignals(True)
            self._line.setText(value)
            self._line.setCursorPosition(0)
            self._line.blockSignals(blocked)

    def show_letters(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._line.setEchoMode(mode)

    def commit(self) -> str:
        """Ends composing and gives the value; for shortcuts and buttons that act on the field."""
        if self._line.hasFocus():
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


class NumberField(LineField):
    """Whole numbers from `least` to `most`; right-aligned, ↑↓ step by one."""

    def __init__(
        self,
        label: str,
        value: int | None = None,
        hint: str = "",
        *,
        least: int = 0,
        most: int = 99_999,
        parent: QWidget | None = None,
    ) -> None:
        self._least, self._most = least, most
        super().__init__(label, "" if value is None else str(value), hint, parent=parent)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.setProperty("role", "number")
        self._line.stepped.connect(self._on_stepped)

    def number(self) -> int | None:
        """None when empty; Refusal when it is no whole number or out of range."""
        written = self.value().replace(".", "").replace(" ", "")
        if not written:
            return None
        if not (written.isascii() and written.isdigit()):
            raise Refusal(f"Ô “{self._label_words}” chỉ nhận số nguyên, ví dụ 12.", None)
        if not self._least <= int(written) <= self._most:
            raise Refusal(f"Ô “{self._label_words}” nhận số từ {self._least} đến {self._most}.", None)
        return int(written)

    def _on_left(self) -> None:
        try:
            self.number()
        except Refusal as refusal:
            self.show_error(refusal.sentence)
            return
        super()._on_left()

    def _on_stepped(self, step: int) -> None:
        try:
            number = self.number()
        except Refusal:
            return
        start = self._least if number is None else number + step
        self._line.setText(str(max(self._least, min(self._most, start))))


class DayField(LineField):
    """A day typed as people write it (5/10/2026); says its weekday beneath, ↑↓ go one day on or back.

    `left` is sent only with a readable day (as dd/mm/yyyy) or empty; otherwise the reason stands beneath.
    """

    def __init__(
        self, label: str, value: date | None = None, hint: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, "", hint, placeholder="ngày/tháng/năm", parent=parent)
        self._line.stepped.connect(self._on_stepped)
        self.set_day(value)

    def day(self) -> date | None:
        """None when empty; Refusal (from `base.dates`) when it is no day."""
        written = self.value()
        return dates.read_day(written) if written else None

    def set_day(self, day: date | None) -> None:
        self.set_value(dates.show_day(day) if day else "")
        self._say_weekday(day)

    def _say_weekday(self, day: date | None) -> None:
        self.set_hint(dates.weekday(day) if day else self._hint_words)

    def _on_left(self) -> None:
        try:
            day = self.day()
        except Refusal as refusal:
            self._say_weekday(None)  # that of the day before says nothing of this one
            self.show_error(refusal.sentence)
            return
        self.set_day(day)
        super()._on_left()

    def _on_stepped(self, step: int) -> None:
        try:
            day = self.day()
        except Refusal:
            return
        if day is not None:
            self._line.setText(dates.show_day(day + timedelta(days=step)))
            self._say_weekday(day + timedelta(days=step))


class ProseField(Field):
    """Several lines; grows with its text between `lines` and `most` lines, then scrolls."""

    def __init__(
        self,
        label: str,
        value: str = "",
        hint: str = "",
        *,
        lines: int = 3,
        most: int = 8,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._prose = ComposingProse()
        self._lines, self._most = lines, most
        super().__init__(label, self._prose, hint, parent=parent)
        self._prose.setPlaceholderText(placeholder)
        self._prose.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.set_value(value)
        self._prose.typed.connect(self._on_typed)
        self._prose.left.connect(self._on_left)

    def value(self) -> str:
        """What is committed, cleaned; line breaks stay."""
        return text.clean_prose(self._prose.toPlainText())

    def draft(self) -> str:
        """What the draft keeps: the text with what is being composed."""
        return self._prose.whole_text()

    def set_value(self, value: str) -> None:
        """Shows a stored value; sends nothing."""
        if value != self._prose.toPlainText():
            blocked = self._prose.blockSignals(True)
            self._prose.setPlainText(value)
            self._prose.blockSignals(blocked)
        self.fit()

    def commit(self) -> str:
        """Ends composing and gives the value."""
        if self._prose.hasFocus():
            commit_composing()
        return self.value()

    def finish(self) -> None:
        """As if the field were left: ends composing and sends `left`."""
        self._on_left()

    def _on_typed(self) -> None:
        self.clear_error()
        self.fit()
        self.edited.emit(self.draft())

    def _on_left(self) -> None:
        self.left.emit(self.commit())

    def fit(self) -> None:
        super().fit()
        if not hasattr(self, "_prose"):
            return
        line = QFontMetrics(look.font("body")).lineSpacing()
        wanted = max(self._lines, min(self._most, round(self._prose.document().size().height())))
        self._prose.setFixedHeight(wanted * line + look.px(28))


class ChoiceField(Field):
    """One of many in a drop-down list; `left` carries the key as soon as a person chose it."""

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        hint: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        self._box = DropDown()
        super().__init__(label, self._box, hint, parent=parent)
        for key, words in choices:
            self._box.addItem(words, key)
        self.set_value(value)
        self._box.activated.connect(self._on_activated)

    def value(self) -> str:
        """The key taken, "" while none is."""
        return str(self._box.currentData() or "")

    def set_value(self, value: str) -> None:
        self._box.setCurrentIndex(self._box.findData(value))

    def _on_activated(self, place: int) -> None:
        self.clear_error()
        self.left.emit(self.value())
