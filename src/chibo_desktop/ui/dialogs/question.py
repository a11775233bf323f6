"""One numbered question of first start: the number in a ring, the question, a muted note, and what answers it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.words import Words


class Ring(QWidget):
    """A number in a thin ring."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_number(number)
        look.follow(self.updateGeometry)

    def show_number(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(f"Câu {number}")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("outline"), look.hair()))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        lettering.write(painter, QRectF(self.rect()), str(self._number), "strong", align=lettering.CENTRE)
        painter.end()


class Question(QWidget):
    """`add` puts what answers it under the question, on one left edge with it."""

    def __init__(self, number: int, words: str, note: str = "") -> None:
        super().__init__()
        self._ring = Ring(number)
        self._words = Words(words, "emphasis_strong")
        self._note = Words(note, tone="muted")
        self._head = QHBoxLayout()
        self._head.addWidget(self._words, 1)
        self._head.addWidget(self._note)
        self._column = QVBoxLayout()
        self._column.addLayout(self._head)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._ring, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._column, 1)
        self.setAccessibleName(words)
        look.follow(self.fit)

    def number(self, number: int) -> None:
        """Another number, when a question before it went away."""
        self._ring.show_number(number)

    def ask(self, words: str) -> None:
        """Other words for the same question."""
        self._words.say(words)
        self.setAccessibleName(words)

    def note(self, words: str) -> None:
        """Other words at the right of the question."""
        self._note.say(words)

    def add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def add_row(self, *widgets: QWidget) -> QHBoxLayout:
        """Fields beside each other, of the same width."""
        row = QHBoxLayout()
        row.setSpacing(look.px(look.GAP))
        for widget in widgets:
            row.addWidget(widget, 1)
        self._column.addLayout(row)
        return row

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))
        self._column.setSpacing(look.px(8))
