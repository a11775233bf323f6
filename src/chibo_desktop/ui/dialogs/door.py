"""A whole window with one card in its middle, which scrolls where it is higher than the screen; what it asks is not here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.ui.widgets.card import Card


class Door(QWidget):
    """What stands before the pages: the password, the recovery sheet. `card` is for the ones built on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.card = Card()
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        middle = QHBoxLayout()  # stretches, not an alignment: a card aligned would not grow with its errors
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        column = QVBoxLayout(inside)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
