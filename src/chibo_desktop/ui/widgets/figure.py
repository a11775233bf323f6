"""The key figure: a number at 28 pt and the sentence that says what it counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Prose, Words


class Figure(QWidget):
    """With `opens=True` the figure is a control: Enter, space or a click sends `chosen`."""

    chosen = Signal()

    def __init__(
        self,
        figure: str,
        sentence: str,
        tone: look.Tone = "ink",
        *,
        width: int = 330,
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._figure = Words(figure, "figure", tone)
        self._sentence = Prose(sentence, width=width)
        self._row.addWidget(self._figure)
        self._row.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        self._opens = opens
        if opens:
            self.setProperty("ring", "yes")
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(figure, sentence)
        look.follow(self.fit)

    def say(self, figure: str, sentence: str, tone: look.Tone | None = None) -> None:
        self._figure.say(figure, tone)
        self._sentence.say(sentence)
        self.setAccessibleName(f"{figure} {sentence}")

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
