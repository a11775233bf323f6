"""The kinds of fields: a line, a number, a day, prose, a choice; what all of them have is in field.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QWidget

from chibo_desktop.base import dates, text
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.composing import PROSE_MOST, ComposingLine, ComposingProse
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.field import Field, TypedField


class LineField(TypedField):
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
        self._line.returnPressed.connect(self._on_left)

    def value(self) -> str:
        """What is committed, cleaned (NFC, trimmed)."""
        return text.clean_line(self._line.text())

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
        written = dates.show_day(value) if value else ""
        super().__init__(label, written, hint, placeholder="ngày/tháng/năm", parent=parent)
        self._line.stepped.connect(self._on_stepped)

    def day(self) -> date | None:
        """None when empty; Refusal (from `base.dates`) when it is no day."""
        written = self.value()
        return dates.read_day(written) if written else None

    def set_day(self, day: date | None) -> None:
        self.set_value(dates.show_day(day) if day else "")

    def set_value(self, value: str) -> None:
        super().set_value(value)
        try:
            self._say_weekday(self.day())
        except Refusal:
            self._say_weekday(None)

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


class ProseField(TypedField):
    """Several lines; grows with its text between `lines` and `most` lines, then scrolls.

    A paste that would make it longer than `max_len` characters is refused.
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        hint: str = "",
        *,
        lines: int = 3,
        most: int = 8,
        placeholder: str = "",
        max_len: int = PROSE_MOST,
        parent: QWidget | None = None,
    ) -> None:
        self._prose = ComposingProse()
        self._prose.most = max_len
        self._lines, self._most = lines, most
        super().__init__(label, self._prose, hint, parent=parent)
        # how many lines it takes depends on the width; connected earlier, it would be asked even once it is gone
        self._prose.widened.connect(self.fit)
        self._prose.setPlaceholderText(placeholder)
        self.set_value(value)

    def value(self) -> str:
        """What is committed, cleaned; line breaks stay."""
        return text.clean_prose(self._prose.toPlainText())

    def set_value(self, value: str) -> None:
        """Shows a stored value; sends nothing."""
        if value != self._prose.toPlainText():
            blocked = self._prose.blockSignals(True)
            self._prose.setPlainText(value)
            self._prose.blockSignals(blocked)
        self.fit()

    def _on_typed(self) -> None:
        self.fit()
        super()._on_typed()

    def fit(self) -> None:
        super().fit()
        if not hasattr(self, "_prose"):
            return
        line = QFontMetrics(look.font("body")).lineSpacing()
        taken = self._prose.count_lines(self._most)
        wanted = max(self._lines, min(self._most, taken))
        # a bar that is not needed would take the width that makes it needed
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if taken > self._most
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self._prose.setVerticalScrollBarPolicy(bar)
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
        self.set_choices(choices)
        self.set_value(value)
        self._box.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offers these; what is taken stays taken where it is among them, else nothing is. Sends nothing."""
        taken = self.value()
        self._box.clear()
        for key, words in choices:
            self._box.addItem(words, key)
        self.set_value(taken)

    def value(self) -> str:
        """The key taken, "" while none is."""
        return str(self._box.currentData() or "")

    def set_value(self, value: str) -> None:
        self._box.setCurrentIndex(self._box.findData(value))

    def _on_activated(self, place: int) -> None:
        self.clear_error()
        self.left.emit(self.value())
