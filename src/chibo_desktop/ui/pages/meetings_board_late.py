"""The line "Chưa sinh hoạt": whom a person would ring up this month, the longest overdue first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Words

AT_FIRST = 8
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
        return QSize(round(words) + look.px(26 + 16), look.px(52))

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
    """`chosen(cell)` opens a cell's running month."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._words, self._count = Words("Chưa sinh hoạt", "emphasis_strong"), Words(tone="muted")
        self._flow = Flow(gap=12)
        line = QHBoxLayout()
        line.addWidget(self._words, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.add_layout(line)
        self.add(self._flow)
        self._buttons = [_LateButton(self._flow) for _ in range(AT_FIRST)]
        for button in self._buttons:
            button.clicked.connect(lambda _=False, button=button: self.chosen.emit(button.one.key))
            self._flow.put(button)

    def show_late(self, late: Sequence[LateOne]) -> None:
        """Names the first; hides itself when everybody has met."""
        for place, button in enumerate(self._buttons):
            if place < len(late):
                button.show_one(late[place])
            button.setVisible(place < len(late))
        rest = len(late) - AT_FIRST
        more = f", {rest} chi bộ nữa ở bảng trên" if rest > 0 else ""
        self._count.say(f"tháng này, {len(late)} chi bộ{more}")
        self.setVisible(bool(late))
        self._flow.place()
