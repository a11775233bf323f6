"""One start of the window in a process of its own, as test_start.py calls it: what was loaded when the door and "Hôm nay"
stood painted.

`one_start.py FOLDER PASSWORD` prints one JSON line for each of the two: the modules, and the sources Python holds.
"""

from __future__ import annotations

import json
import linecache
import os
import sys

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

LONGEST_MS = 30_000
"""After so long it ends with 1: something refused, as the errors printed say."""


class Typist(QObject):
    """Types the password once the door was painted; says what is loaded then, and again on "Hôm nay"."""

    def __init__(self, password: str) -> None:
        super().__init__()
        self._password, self._seen = password, set[str]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        name = type(watched).__name__
        if event.type() == QEvent.Type.Paint and name not in self._seen and isinstance(watched, QWidget):
            self._seen.add(name)
            if name == "Unlock":
                QTimer.singleShot(0, lambda: self._type(watched))
            elif name == "TodayPage":
                QTimer.singleShot(0, self._end)
        return False

    def _type(self, page: QWidget) -> None:
        say()
        field = next(one for one in page.findChildren(QLineEdit) if one.hasFocus())
        field.setText(self._password)
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(field, enter)

    def _end(self) -> None:
        say()
        os._exit(0)


def say() -> None:
    """What is in memory now."""
    print(json.dumps({"modules": sorted(sys.modules), "sources": sorted(linecache.cache)}), flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    typist = Typist(sys.argv[2])
    app.installEventFilter(typist)
    QTimer.singleShot(LONGEST_MS, lambda: os._exit(1))
    from chibo_desktop.app import run

    run(["--data-dir", sys.argv[1]])
