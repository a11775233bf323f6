"""A quiet button as wide as there is room: words that do not fit end in an ellipsis before its key, never beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Button


class LineButton(Button):
    """One line; a screen reader says the whole name, whatever there is room for."""

    def __init__(self, *, icon: str, key: str = "") -> None:
        self._whole = self._shown = ""
        super().__init__("", "quiet", icon=icon, key=key)
        self.take_room(wide=True)

    def take_room(self, *, wide: bool) -> None:
        """`wide`: all the room of its row, however long the words; else as wide as they are."""
        policy = QSizePolicy.Policy.Ignored if wide else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, name: str = "") -> None:
        """`name` is what a screen reader says, the words when none is given."""
        self._whole = words
        self._fit_words()
        self.setAccessibleName(name or words)

    def _fit_words(self) -> None:
        name, shown = self.accessibleName(), self._whole
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            around = self.sizeHint().width() - lettering.width_of(self._shown)
            room = max(0.0, self.width() - around)
            metrics = QFontMetricsF(look.font("body"))
            shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self._shown = shown
        self.say(shown)
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()
