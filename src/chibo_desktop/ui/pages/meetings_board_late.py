"""The line "Chưa sinh hoạt": whom a person would ring up this month, the longest overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.words import Words

MOST = 8
"""Cells named at once; the others are a click on their chip away."""


@dataclass(frozen=True)
class LateOne:
    """A cell with the days it is late or has left, and its secretary's telephone ("" where it is not known)."""

    key: str
    name: str
    kind: glyphs.Kind
    days: str
    phone: str

    @property
    def second(self) -> str:
        return " · ".join(part for part in (self.days, self.phone) if part)


class _LateButton(QPushButton):
    """One cell; what it says is painted, so that both lines stand beside the shape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.one = LateOne("", "", "diamond", "", "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_one(self, one: LateOne) -> None:
        """Says another cell."""
        self.one = one
        self.setAccessibleName(f"{one.name}, {one.second}")
        self.setToolTip(self.accessibleName())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = max(lettering.width_of(self.one.name, "strong"), lettering.width_of(self.one.second))
        return QSize(round(words) + look.px(28 + 2), look.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse():
            lettering.panel(painter, QRectF(self.rect()), "tinted")
        line, left = look.px(24), look.px(28)
        middle = self.height() / 2
        glyphs.glyph(
            painter, QRectF(look.px(2), middle - look.px(9), look.px(18), look.px(18)), self.one.kind
        )
        room = QRectF(left, middle - line, self.width() - left, line)
        lettering.write(painter, room, self.one.name, "strong")
        lettering.write(painter, room.translated(0, line), self.one.second, "body", "muted")
        painter.end()


class LateLine(Card):
    """One line, so that the board below it is seen. `chosen(cell)` opens a cell's running month."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words, self._count = Words("Chưa sinh hoạt", "emphasis_strong"), Words(tone="muted")
        self._late: tuple[LateOne, ...] = ()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._words)
        names.addWidget(self._count)
        self._row = _Row()
        self._buttons = [_LateButton(self._row) for _ in range(MOST)]
        self._row.buttons = self._buttons
        line = QHBoxLayout()
        line.addLayout(names)
        line.addWidget(self._row, 1)
        self.add_layout(line)
        for button in self._buttons:
            button.clicked.connect(lambda _=False, button=button: self.chosen.emit(button.one.key))

    def show_late(self, late: Sequence[LateOne]) -> None:
        """Names the first of them for whom there is room; hides itself when everybody has met."""
        self._late = tuple(late)
        for button, one in zip(self._buttons, late, strict=False):
            button.show_one(one)
        self._row.count = min(len(late), MOST)
        self._count.say(f"tháng này, {len(late)} chi bộ")
        self.setVisible(bool(late))
        self._row.place()

    def fit(self) -> None:
        super().fit()
        side = look.px(look.PADDING)
        self._column.setContentsMargins(side, look.px(8), side, look.px(8))


class _Row(QWidget):
    """The buttons side by side, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[_LateButton] = []
        self.count = 0
        look.follow(self.place)

    def place(self) -> None:
        """Lays them out; who has no room is on the board, behind the chip."""
        left, gap = look.px(4), look.px(14)
        for place, button in enumerate(self.buttons):
            width = button.sizeHint().width()
            is_in = place < self.count and left + width <= self.width()
            button.setGeometry(left, 0, width, button.sizeHint().height())
            button.setVisible(is_in)
            left = left + width + gap if is_in else self.width()
        self.setFixedHeight(look.px(52))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
