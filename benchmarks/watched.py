"""One start of a window, watched from inside its process: when what a person waits for stood painted, and the memory then.

Called by startup.py: `watched.py empty|unlock|today [FOLDER PASSWORD]`; prints one JSON line and ends the program.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget

TYPING_MS = 2_000
"""How long somebody takes to type a password; the window uses the time."""


def resident() -> int:
    """Memory of this process that lies in RAM, in kB."""
    words = Path("/proc/self/status").read_text(encoding="ascii").split("VmRSS:")[1].split()
    return int(words[0])


class Watch(QObject):
    """Calls `then` once, when the event loop comes to rest after a widget of that name was painted."""

    def __init__(self, name: str, then: Callable[[QWidget], None]) -> None:
        super().__init__()
        self._name, self._then, self._done = name, then, False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_it = event.type() == QEvent.Type.Paint and type(watched).__name__ == self._name
        if is_it and not self._done and isinstance(watched, QWidget):
            self._done = True
            QTimer.singleShot(0, lambda: self._then(watched))
        return False


def say(**values: float) -> None:
    """The one line, and the end; nothing is put away tidily: only the start is measured."""
    print(json.dumps({"at": time.monotonic(), "kb": resident(), **values}), flush=True)
    os._exit(0)


def empty() -> None:
    """What any PySide6 program costs: a main window with one label."""
    app = QApplication(sys.argv)
    watch = Watch("QLabel", lambda _label: say())
    app.installEventFilter(watch)
    window = QMainWindow()
    window.setCentralWidget(QLabel("Hôm nay"))
    window.resize(1366, 700)
    window.show()
    app.exec()


def unlock(folder: Path) -> None:
    """From the start to the page that asks for the password."""
    watch = Watch("Unlock", lambda _page: say())
    _run(folder, [watch])


def today(folder: Path, password: str) -> None:
    """Types the password and waits for "Hôm nay"; the time starts at Enter."""
    given = [0.0]

    def wait(page: QWidget) -> None:
        QTimer.singleShot(TYPING_MS, lambda: type_it(page))

    def type_it(page: QWidget) -> None:
        field = next(one for one in page.findChildren(QLineEdit) if one.hasFocus())
        field.setText(password)
        given[0] = time.monotonic()
        enter = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        QApplication.sendEvent(field, enter)

    def painted(_page: QWidget) -> None:
        at, kb = time.monotonic(), resident()
        derived = time.monotonic()
        from chibo_desktop.actions.book_files import read_slots

        slots = read_slots(folder)
        slots.open_with_password(slots.users[0], password)
        say(at=at, kb=kb, given=given[0], derivation=time.monotonic() - derived)

    _run(folder, [Watch("Unlock", wait), Watch("TodayPage", painted)])


def _run(folder: Path, watches: list[Watch]) -> None:
    app = QApplication(sys.argv)
    for watch in watches:
        app.installEventFilter(watch)
    from chibo_desktop.app import run

    run(["--data-dir", str(folder)])


if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "empty":
        empty()
    elif what == "unlock":
        unlock(Path(given[0]))
    else:
        today(Path(given[0]), given[1])
