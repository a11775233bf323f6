"""A label over something that is no field: segments; on one line with the labels of fields beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Words


class Labelled(QWidget):
    """The widget keeps its own width."""

    def __init__(self, label: str, widget: QWidget) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words(label))
        self._column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
