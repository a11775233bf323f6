"""Segments that a digit chooses: the number stands before the words, the keys 1 to 9 take them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Segments


class NumberedSegments(Segments):
    """A digit counts while one of the segments has the focus, never while something is typed in a field."""

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
            return
        super().keyPressEvent(event)

    def take(self, key: str) -> None:
        """Takes a choice without sending `chosen`; "" takes none."""
        if not key:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        super().take(key)

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
