"""Buttons under each other, as many as there are things to list: arrows move, Enter opens; what a button draws is its own."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget


class KeyedButton(QPushButton):
    """One of them."""

    def key(self) -> str:
        """Of the thing it stands for."""
        raise NotImplementedError


Made = TypeVar("Made", bound=KeyedButton)


class ButtonColumn(QWidget, Generic[Made]):
    """`opened(key)` on Enter, space or click; ↑↓ move."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: list[Made] = []

    def make_button(self) -> Made:
        """One more, a child of this widget."""
        raise NotImplementedError

    def hold(self, count: int) -> list[Made]:
        """So many buttons: those there are stay, with the keyboard that one of them may have."""
        while len(self._buttons) > count:
            gone = self._buttons.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < count:
            button = self.make_button()
            button.clicked.connect(self._on_clicked)
            self._column.addWidget(button)
            self._buttons.append(button)
        return self._buttons

    def focused(self) -> int:
        """The place of the button that has the keyboard; -1 while none has."""
        return next((place for place, button in enumerate(self._buttons) if button.hasFocus()), -1)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, KeyedButton):
            self.opened.emit(button.key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        here = self.focused()
        if step is not None and here >= 0:
            place = max(0, min(len(self._buttons) - 1, here + step))
            self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif here >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._buttons[here].click()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Every button is as high as this zoom wants it."""
        for button in self._buttons:
            button.updateGeometry()
        self.updateGeometry()
