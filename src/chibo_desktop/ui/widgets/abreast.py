"""Fields beside each other where there is room, beneath each other where there is not."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from chibo_desktop.ui import look


class Abreast(QWidget):
    """`least` is the logical width from which the widgets stand beside each other."""

    def __init__(
        self, *widgets: QWidget, least: int = 600, shares: tuple[int, ...] = (), gap: int = 12
    ) -> None:
        super().__init__()
        self._least, self._gap = least, gap
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        for place, widget in enumerate(widgets):
            self._row.addWidget(widget, shares[place] if shares else 1)
        look.follow(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(self._gap))
        self._turn()

    def _turn(self) -> None:
        is_wide = look.logical(self.width()) >= self._least
        wanted = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
