"""A process that opens the sheet where it was left and types into whatever field the dice choose; the torture test kills it.

Called with the folder, the meeting and a seed. Each line of the file `typed` is JSON: the first tells the step that came
by itself and every text that stood in it, the others what stands in the field being typed into and when.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.widgets.field import Field
from torture.window import open_sheet
from ui.hands import shown
from ui.keys import type_letters

WORDS = "chi bộ thống nhất giao từng nhóm hộ nạo vét mương, giữ sạch đường bản; "
FIRST_LETTER = 0x100
"""Each typist begins with another letter, so that nobody takes what an earlier one left for his."""
MOST = 40
"""Letters after which a field is typed over: some take no more."""
NOW = "đang làm"
BEGIN = ("Thêm ", "Đảng phí")
"""How buttons are called that open one more field."""


def editors(window: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every editor of the sheet in which something can be typed that is kept."""
    found: list[QLineEdit | QPlainTextEdit] = [*shown(window, QLineEdit), *shown(window, QPlainTextEdit)]
    return [one for one in found if one.isEnabled() and not one.isReadOnly() and _is_kept(one)]


def _is_kept(one: QWidget) -> bool:
    above: QWidget | None = one
    while above is not None and not isinstance(above, Field):
        above = above.parentWidget()
    return above is not None and bool(above.findChildren(Keeper) or above.findChildren(FreshDraft))


def text_of(one: QLineEdit | QPlainTextEdit) -> str:
    return one.toPlainText() if isinstance(one, QPlainTextEdit) else one.text()


def step_of(window: QWidget) -> str:
    """The name of the step the thread calls the one being worked on."""
    names = (one.accessibleName() for one in shown(window, QAbstractButton))
    found = [name for name in names if name.startswith("Bước ") and name.endswith(NOW)]
    return found[0] if found else ""


class Typist:
    """Begins another card now and then, takes a field and types."""

    def __init__(self, window: QWidget, log: Path, seed: int) -> None:
        self._dice, self._text, self._words = random.Random(seed), "", chr(FIRST_LETTER + seed) + WORDS
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self._note(step=step_of(window), texts=[text_of(one) for one in editors(window)])
        adding = [one for one in shown(window, QAbstractButton) if one.accessibleName().startswith(BEGIN)]
        if adding and (not editors(window) or self._dice.random() < 0.5):
            self._dice.choice(adding).click()
        self._field = self._dice.choice(editors(window))
        self._field.setFocus()
        self._field.selectAll()
        QTimer.singleShot(0, self._type)

    def _type(self) -> None:
        if len(self._text) >= MOST:
            self._field.selectAll()
            self._text = ""
        type_letters(self._field, self._words[len(self._text)])
        self._text = text_of(self._field)
        self._note(text=self._text, label=self._field.accessibleName())
        QTimer.singleShot(self._dice.choice((0, 5, 60, 120, 600)), self._type)

    def _note(self, **said: object) -> None:
        os.write(self._log, (json.dumps({"at": time.monotonic(), **said}) + "\n").encode())


def type_in(folder: Path, meeting_id: str, seed: int) -> None:
    """Opens the desk and the sheet where it was left, and types until it is killed."""
    app, window = open_sheet(folder, meeting_id)
    typist = Typist(window, folder / "typed", seed)
    app.exec()
    del typist


if __name__ == "__main__":
    type_in(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
