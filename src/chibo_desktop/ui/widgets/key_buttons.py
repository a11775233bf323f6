"""The keys of the roll call: number, shape, word and count, so legend, button and total are one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering


@dataclass(frozen=True)
class StateKey:
    """One state a row can be given: its stored name, the digit that gives it, its shape and word."""

    state: str
    digit: str
    kind: glyphs.Kind
    words: str


ATTENDANCE_KEYS = (
    StateKey("present", "1", "done", "Có mặt"),
    StateKey("excused", "2", "excused", "Vắng có lý do"),
    StateKey("absent", "3", "absent", "Vắng không lý do"),
    StateKey("late", "4", "late", "Muộn"),
)


class _KeyButton(QPushButton):
    def __init__(self, key: StateKey, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = key
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # the roster keeps the keyboard; the digit is the way here
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._key.words}, {count} người, phím {self._key.digit}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = lettering.width_of(self._key.words) + lettering.width_of(f"  {self._count}", "strong")
        return QSize(round(words) + look.px(66 + 16), look.px(look.ROSTER_ROW))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        pressed = self.isDown() or self.underMouse()
        lettering.panel(painter, box, "tinted" if pressed else "surface", "outline", look.hair())
        cap = QRectF(look.px(7), box.center().y() - look.px(14), look.px(28), look.px(28))
        lettering.panel(painter, cap, "tinted", "outline", look.hair())
        lettering.write(painter, cap, self._key.digit, "strong", "ink", align=lettering.CENTRE)
        shape = QRectF(look.px(41), box.center().y() - look.px(10), look.px(20), look.px(20))
        glyphs.glyph(painter, shape, self._key.kind)
        room = box.adjusted(look.px(66), 0, -look.px(10), 0)
        tone = look.tone_text(glyphs.tone_of(self._key.kind))
        lettering.write(painter, room, self._key.words, "body", tone)
        count = "ink" if self._count else "muted"
        lettering.write(painter, room, str(self._count), "strong", count, align=lettering.RIGHT)
        painter.end()


class KeyButtons(QWidget):
    """`state_chosen` carries the state of the key; two rows when narrow, one when there is room."""

    state_chosen = Signal(str)

    def __init__(
        self, keys: Sequence[StateKey] = ATTENDANCE_KEYS, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._buttons = {key.state: _KeyButton(key, self) for key in keys}
        self._columns = 0
        for state, button in self._buttons.items():
            button.clicked.connect(lambda _=False, chosen=state: self.state_chosen.emit(chosen))
        self._arrange(2)
        look.follow(self.fit)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Counts by state; a state that is not given counts 0."""
        for state, button in self._buttons.items():
            button.set_count(counts.get(state, 0))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()  # one row or two: what stands around it must know

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = sum(button.sizeHint().width() for button in self._buttons.values())
        gaps = look.px(8) * (len(self._buttons) - 1)
        self._arrange(len(self._buttons) if wanted + gaps <= self.width() else 2)

    def minimumSizeHint(self) -> QSize:
        # As narrow as two columns: held at one row's width, it could never fold again.
        widths = [button.sizeHint().width() for button in self._buttons.values()]
        rows = -(-len(widths) // self._columns)
        height = rows * look.px(look.ROSTER_ROW) + (rows - 1) * look.px(8)
        return QSize(2 * max(widths) + look.px(8), height)

    def fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(8))
