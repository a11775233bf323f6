"""A process that opens the window on a meeting and types into it without end; the torture test kills it.

Called with the folder, the meeting, a seed and `pauses` or `breathless`. Each line it writes to the file `typed`
tells how long the text in the field is and when (the machine's monotonic clock); its first line tells what the
window showed by itself when it opened.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from torture.window import open_sheet
from ui.hands import shown
from ui.keys import type_letters

LABEL = "Kết luận của chủ trì"
WORDS = "chi bộ thống nhất giao từng nhóm hộ nạo vét mương, giữ sạch đường bản và nguồn nước; "


class Secretary:
    """Two fingers at the field: a letter, a pause, now and then out of the field and back."""

    def __init__(self, window: QWidget, log: Path, seed: int, *, breathless: bool) -> None:
        self._window, self._dice, self._breathless = window, random.Random(seed), breathless
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._field = next(one for one in shown(window, QPlainTextEdit) if one.accessibleName() == LABEL)
        self._note()
        self._field.setFocus()
        self._field.moveCursor(self._field.textCursor().MoveOperation.End)
        QTimer.singleShot(0, self._type)

    def _type(self) -> None:
        written = len(self._field.toPlainText())
        type_letters(self._field, WORDS[written % len(WORDS)])
        self._note()
        if self._dice.random() < 0.01:
            self._window.setFocus()
            self._field.setFocus()
        pause = 0 if self._breathless else self._dice.choice((30, 60, 90, 120, 700))
        QTimer.singleShot(pause, self._type)

    def _note(self) -> None:
        line = f"{len(self._field.toPlainText())} {time.monotonic()}\n"
        os.write(self._log, line.encode())


def type_in(folder: Path, meeting_id: str, seed: int, *, breathless: bool) -> None:
    """Opens the desk and the sheet where it was left, and types until it is killed."""
    app, window = open_sheet(folder, meeting_id)
    secretary = Secretary(window, folder / "typed", seed, breathless=breathless)
    app.exec()
    del secretary


if __name__ == "__main__":
    type_in(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), breathless=sys.argv[4] == "breathless")
