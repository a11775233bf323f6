"""Segments that a digit chooses: the number stands before the words, the keys 1 to 9 take them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Segments


class NumberedSegments(Segments):
    """A digit counts while one of the segments has the focus, never while something is typed in a field.

    `settled` after a digit: the person is through with the choice, as after Enter on the one that is taken.
    """

    settled = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], taken: str = "", name: str = "") -> None:
        self._choices = tuple(choices)
        shown = [(key, f"{number} {words}") for number, (key, words) in enumerate(choices, 1)]
        super().__init__(shown, taken, name)
        for button, (_, words) in zip(self.findChildren(QPushButton), self._choices, strict=True):
            button.setAccessibleName(f"{name}: {words}" if name else words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and 1 <= int(digit) <= len(self._choices):
            key = self._choices[int(digit) - 1][0]
            self.take(key)
            self.chosen.emit(key)
            self.settled.emit(key)
            return
        held = self._group.checkedButton()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and held is not None and held.hasFocus():
            self.settled.emit(self.taken())
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        # three states stand in one row of the narrow column: a little less air than plain segments have
        for button in self._group.buttons():
            button.setMinimumWidth(round(lettering.width_of(button.text(), "strong")) + look.px(34))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def take_focus(self) -> None:
        """On the segment taken, or the first."""
        (self._group.checkedButton() or self._group.button(0)).setFocus()
