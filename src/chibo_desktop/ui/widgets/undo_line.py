"""In the bottom line: what Ctrl+Z takes back, what is being taken back and what was just now, cut to the room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words

ROOM = 300
"""Logical pixels for the name of a step; half as much when two of them stand beside each other."""


class UndoLine(QWidget):
    """`chosen` when the button is pressed."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step = self._past = self._now = ""
        self._undone = Words("", tone="muted")
        self._button = Button("", "link", icon="undo", name="Hoàn tác")
        self._button.clicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._undone)
        self._row.addWidget(self._button)
        look.follow(self.fit)

    def show_step(self, words: str) -> None:
        """What Ctrl+Z takes back, as in "Điểm danh Lò Văn Hặc"; "" for nothing."""
        self._step, self._past, self._now = words, "", ""
        self.fit()

    def show_working(self, words: str) -> None:
        """What is being taken back just now; until it is nothing else can be."""
        self._step, self._past, self._now = "", "", words
        self.fit()

    def show_undone(self, words: str) -> None:
        """What was taken back just now; it stands until something is written again."""
        self._past = words
        self.fit()

    def fit(self) -> None:
        room = ROOM / 2 if self._past else ROOM
        begun, words = ("Đang hoàn tác", self._now) if self._now else ("Đã hoàn tác", self._past)
        self._undone.say(f"{begun} “{_cut(words, room)}”" if words else "")
        self._undone.setAccessibleName(f"{begun} “{words}”" if words else "")
        self._undone.setVisible(bool(words))
        shown = "Hoàn tác tiếp" if self._past else f"Hoàn tác: “{_cut(self._step, room)}”"
        self._button.say(f"{shown}  Ctrl Z")
        self._button.setAccessibleName(f"Hoàn tác: {self._step}, phím Ctrl Z")
        self._button.setToolTip(f"Hoàn tác: {self._step} (Ctrl+Z)")
        self._button.setVisible(bool(self._step))
        self._button.setFixedHeight(look.px(28))
        self._row.setSpacing(look.px(12))


def _cut(words: str, room: float) -> str:
    metrics = QFontMetricsF(look.font("body"))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, look.px(room))
