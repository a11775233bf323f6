"""Which of a group of buttons is taken, and hearing that a person took one: by mouse, by key, or through a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QButtonGroup


class Taken(QObject):
    """Calls `act(key)` once for each taking; what the program itself takes is taken with `take` and not told.

    AT-SPI's action of a button that can be taken is “toggle”: Qt then says `toggled` and never `clicked`.
    """

    def __init__(
        self, group: QButtonGroup, buttons: Mapping[str, QAbstractButton], act: Callable[[str], object]
    ) -> None:
        super().__init__(group)
        self._group, self._buttons, self._act, self._waits = group, buttons, act, False
        group.buttonClicked.connect(self._on_clicked)
        group.buttonToggled.connect(self._on_toggled)

    def take(self, key: str) -> None:
        """Takes a button without telling; an unknown key changes nothing."""
        if key in self._buttons:
            before = self._group.blockSignals(True)
            self._buttons[key].setChecked(True)
            self._group.blockSignals(before)

    def key(self) -> str:
        """The key of the button taken, "" while there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _tell(self) -> None:
        if self._group.checkedButton() is not None:
            self._act(self.key())

    def _on_clicked(self, _button: QAbstractButton) -> None:
        self._waits = False
        self._tell()

    def _on_toggled(self, _button: QAbstractButton, taken: bool) -> None:
        if taken:
            self._waits = True
            QTimer.singleShot(0, self, self._unless_clicked)

    def _unless_clicked(self) -> None:
        if self._waits:
            self._waits = False
            self._tell()
