"""Hears that a person took one of a group of buttons: by mouse, by key, or through a screen reader, which only toggles it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class Taken(QObject):
    """Calls `act` once for each taking; what the program itself takes must be taken with `quietly`.

    AT-SPI's action of a button that can be taken is “toggle”: Qt then says `toggled` and never `clicked`.
    """

    def __init__(self, group: QButtonGroup, act: Callable[[], object]) -> None:
        super().__init__(group)
        self._group, self._act, self._waits = group, act, False
        group.buttonClicked.connect(self._on_clicked)
        group.buttonToggled.connect(self._on_toggled)

    def quietly(self, button: QAbstractButton) -> None:
        """Takes a button without telling."""
        before = self._group.blockSignals(True)
        button.setChecked(True)
        self._group.blockSignals(before)

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self._waits = False
        self._act()

    def _on_toggled(self, _button: QAbstractButton, taken: bool) -> None:
        if taken:
            self._waits = True
            QTimer.singleShot(0, self, self._unless_clicked)

    def _unless_clicked(self) -> None:
        if self._waits:
            self._waits = False
            self._act()
