"""A button that opens a list of things to begin; which of them there are its page says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets.buttons import Button

_ROOM = "\u2003\u2002"  # QSS knows no room for the arrow after the words


class MenuButton(Button):
    """`chosen(key)` when one of the `choices` (key, words) was taken; Space opens, ↑↓ and Enter choose, Esc closes."""

    chosen = Signal(str)

    def __init__(
        self, words: str, choices: Sequence[tuple[str, str]], *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(f"{words}{_ROOM}", icon=icon, name=words, parent=parent)
        self._menu = QMenu(self)
        self._menu.setAccessibleName(words)
        self._choices: tuple[tuple[str, str], ...] = ()
        self.set_choices(choices)
        self._menu.triggered.connect(lambda action: self.chosen.emit(str(action.data())))
        self.clicked.connect(self.open_list)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Other things to choose from (key, words)."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._menu.clear()
        for key, said in choices:
            self._menu.addAction(said.replace("&", "&&")).setData(key)

    def open_list(self) -> None:
        """Shows the list beneath the button, its first line marked."""
        self._menu.setFont(look.font("body"))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        self._menu.setActiveAction(self._menu.actions()[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.px(16)
        arrow = QRectF(self.width() - side - look.px(12), (self.height() - side) / 2, side, side)
        icons.paint(painter, arrow, "down", "muted")
        painter.end()
