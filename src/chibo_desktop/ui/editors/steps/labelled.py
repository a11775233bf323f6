"""A label over something that is no field: segments, a figure; on one line with the labels of fields beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Words


class Labelled(QWidget):
    """`at_right` sets label and figure at the right end."""

    def __init__(self, label: str, widget: QWidget, *, at_right: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._widget, self._is_figure = widget, at_right
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words(label, tone="muted" if at_right else "ink"), 0, side)
        self._column.addWidget(widget, 0, side)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
        if self._is_figure:
            self._widget.setFixedHeight(look.px(look.CONTROL))
