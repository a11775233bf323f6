"""A button that stands beside a field, on the line of its editor and not of its label."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Words


class Beside(QWidget):
    """Holds the button under an empty line as high as a label."""

    def __init__(self, button: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words(" "))
        self._column.addWidget(button)
        self._column.addStretch(1)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
