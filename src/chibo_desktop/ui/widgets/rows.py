"""A list of things in rows: what it is (600), who and when (muted), its state at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering, pill

RING_SIDES = 6
"""Logical pixels between the words of a row, which stand on the left edge of everything in the card, and its ring."""


@dataclass(frozen=True)
class Row:
    """`kind` and `words` are the state at the right; without `kind` the words stand there muted."""

    key: str
    title: str
    second: str = ""
    kind: glyphs.Kind | None = None
    words: str = ""
    quiet: bool = False


class _RowButton(QPushButton):
    def __init__(self, parent: QWidget, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self.row = Row("", "")
        self.last, self._wraps = False, wraps
        vertical = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, vertical)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ring_sides", RING_SIDES)

    def show_row(self, row: Row, *, last: bool) -> None:
        self.row, self.last = row, last
        self.setAccessibleName(", ".join(part for part in (row.title, row.second, row.words) if part))
        self.setToolTip(row.title if not row.second else f"{row.title}\n{row.second}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(300, 53 if self.row.second else look.ROW)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(160, 53 if self.row.second else look.ROW)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """As high as the second line needs once it wraps beside the state."""
        least = self.sizeHint().height()
        if not self.row.second:
            return least
        words = lettering.height_of(self.row.second, self._right_of_words(width))
        return max(least, round(words) + look.px(22 + 9))

    def _right_of_words(self, width: float) -> float:
        row = self.row
        if not row.words:
            return width
        if row.kind is None:
            return width - lettering.width_of(row.words) - look.px(12)
        return width - min(pill.pill_width(row.words, strong=False), width * 0.55) - look.px(12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.fillRect(box.adjusted(0, 0, 0, -look.hair()), look.colour("tinted"))
        if not self.last:
            painter.setPen(QPen(look.colour("line"), look.hair()))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        right = self._paint_state(painter, box)
        self._paint_words(painter, box, right)
        painter.end()

    def _paint_state(self, painter: QPainter, box: QRectF) -> float:
        row = self.row
        if not row.words:
            return box.right()
        if row.kind is None:
            lettering.write(painter, box, row.words, "body", "muted", align=lettering.RIGHT)
            return box.right() - lettering.width_of(row.words) - look.px(12)
        width = min(pill.pill_width(row.words, strong=False), box.width() * 0.55)
        room = QRectF(box.right() - width, box.top(), width, box.height())
        pill.paint_pill(painter, room, row.kind, row.words, tinted=not row.quiet, strong=False)
        return room.left() - look.px(12)

    def _paint_words(self, painter: QPainter, box: QRectF, right: float) -> None:
        line = look.px(22)
        width = right - box.left()
        if not self.row.second:
            lettering.write(painter, QRectF(0, 0, width, box.height()), self.row.title, "body")
            return
        words = lettering.height_of(self.row.second, width) if self._wraps else line
        top = QRectF(0, box.center().y() - (line + max(words, line)) / 2, width, line)
        lettering.write(painter, top, self.row.title, "strong")
        if words > line * 1.5:
            room = QRectF(0, top.bottom(), width, words)
            lettering.write_wrapped(painter, room, self.row.second, "body", "muted")
            return
        lettering.write(painter, top.translated(0, line), self.row.second, "body", "muted")


class RowList(QWidget):
    """`opened(key)` on Enter, space or click; ↑↓ move. Put it into a QScrollArea where it is not bounded.

    `wraps`: the second line goes on in the next where it is too long, and the row grows with it.
    """

    opened = Signal(str)

    def __init__(
        self, rows: Sequence[Row] = (), name: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self._wraps = wraps
        self.setAccessibleName(name)
        vertical = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._buttons: list[_RowButton] = []
        self.set_rows(rows)
        look.follow(self.fit)

    def set_rows(self, rows: Sequence[Row]) -> None:
        while len(self._buttons) > len(rows):
            gone = self._buttons.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(rows):
            button = _RowButton(self, wraps=self._wraps)
            button.clicked.connect(self._on_clicked)
            self._column.addWidget(button)
            self._buttons.append(button)
        for place, (button, row) in enumerate(zip(self._buttons, rows, strict=True)):
            button.show_row(row, last=place == len(rows) - 1)

    def fit(self) -> None:
        """Every row is as high as this zoom wants it."""
        for button in self._buttons:
            button.updateGeometry()
        self.updateGeometry()

    def rows(self) -> tuple[Row, ...]:
        return tuple(button.row for button in self._buttons)

    def focused(self) -> int:
        """The place of the row that has the keyboard; -1 while none has."""
        return next((place for place, button in enumerate(self._buttons) if button.hasFocus()), -1)

    def focus_row(self, place: int) -> None:
        """Gives the keyboard to the row at a place, or to the last where there are fewer."""
        if self._buttons:
            self._buttons[min(place, len(self._buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard given to the list is on its first row, where it can be seen."""
        super().focusInEvent(event)
        if self._buttons:
            self._buttons[0].setFocus(event.reason())

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _RowButton):
            self.opened.emit(button.row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        here = next((place for place, button in enumerate(self._buttons) if button.hasFocus()), None)
        if step is not None and here is not None:
            place = max(0, min(len(self._buttons) - 1, here + step))
            self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif here is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._buttons[here].click()
        else:
            super().keyPressEvent(event)
