"""A list of things in rows: what it is (600), who and when (muted), its state at the right edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering, pill
from chibo_desktop.ui.widgets.button_column import ButtonColumn, KeyedButton

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


class _RowButton(KeyedButton):
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

    def key(self) -> str:
        return self.row.key

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
        """As high as both lines need once they wrap beside the state."""
        title, second = self._heights(self._right_of_words(width))
        return max(self.sizeHint().height(), round(title + second) + look.px(9))

    def _heights(self, width: float) -> tuple[float, float]:
        """Pixels of the title and of the second line at a width; both one line unless the row wraps."""
        line, row = float(look.px(22)), self.row
        if not self._wraps:
            return line, line if row.second else 0
        title = max(line, lettering.height_of(row.title, width, "strong" if row.second else "body"))
        return title, max(line, lettering.height_of(row.second, width)) if row.second else 0

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
        width = right - box.left()
        title, second = self._heights(width)
        top = QRectF(0, box.center().y() - (title + second) / 2, width, title)
        self._write(painter, top, self.row.title, "strong" if self.row.second else "body", "ink")
        if second:
            room = QRectF(0, top.bottom(), width, second)
            self._write(painter, room, self.row.second, "body", "muted")

    def _write(self, painter: QPainter, room: QRectF, words: str, role: look.Role, token: str) -> None:
        """One line, cut where it is too long, or as many as fill the room that was measured for them."""
        if room.height() > look.px(22) * 1.5:
            lettering.write_wrapped(painter, room, words, role, token)
        else:
            lettering.write(painter, room, words, role, token)


class RowList(ButtonColumn[_RowButton]):
    """Put it into a QScrollArea where it is not bounded.

    `wraps`: title and second line go on in the next where they are too long, and the row grows with them.
    """

    def __init__(
        self, rows: Sequence[Row] = (), name: str = "", parent: QWidget | None = None, *, wraps: bool = False
    ) -> None:
        super().__init__(name, parent)
        self._wraps = wraps
        vertical = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.set_rows(rows)
        look.follow(self.fit)

    def make_button(self) -> _RowButton:
        return _RowButton(self, wraps=self._wraps)

    def set_rows(self, rows: Sequence[Row]) -> None:
        for place, (button, row) in enumerate(zip(self.hold(len(rows)), rows, strict=True)):
            button.show_row(row, last=place == len(rows) - 1)

    def rows(self) -> tuple[Row, ...]:
        return tuple(button.row for button in self._buttons)

    def focus_row(self, place: int) -> None:
        """Gives the keyboard to the row at a place, or to the last where there are fewer."""
        if self._buttons:
            self._buttons[min(place, len(self._buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """Rows that wrap ask for the height they have at their width: that of a narrower list would leave the page blank."""
        hint = super().sizeHint()
        if self._wraps:
            hint.setHeight(self.heightForWidth(max(self.width(), hint.width())))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard given to the list is on its first row, where it can be seen."""
        super().focusInEvent(event)
        if self._buttons:
            self._buttons[0].setFocus(event.reason())
