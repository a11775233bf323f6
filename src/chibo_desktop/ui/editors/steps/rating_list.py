"""The list of the yearly rating by keys alone: digits rate, Enter goes on along the row and to the next person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.rating_rows import (
    COLUMNS,
    HEAD,
    LEVELS,
    ROW,
    RatingLine,
    RatingLines,
    RatingPainter,
)


class RatingList(QListView):
    """`given(member id, field, value)`: a person asked for it; None clears it.

    In the column of votes for, Enter takes what is proposed there: everybody present who did not vote against.
    """

    given = Signal(str, str, object)
    went = Signal(str)
    """The member of the row gone to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._present, self._is_final = 0, False
        self._lines = RatingLines(self)
        self._painter = RatingPainter(self._lines, self)
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Xếp loại từng đảng viên")
        self.setProperty("look", "panel")
        self.setProperty("ring", "no")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        look.follow(self.fit)

    def show_lines(self, lines: Sequence[RatingLine], present: int, *, is_final: bool) -> None:
        """Shows the rating as it is stored; `present`: how many may vote."""
        kept = self.currentIndex().row()
        self._present, self._is_final = present, is_final
        self._lines.put(lines)
        if lines and not 1 <= self.currentIndex().row() <= len(lines):
            self.setCurrentIndex(self._lines.index(max(1, min(kept, len(lines)))))
        self._propose()
        self.fit()

    def _line(self) -> RatingLine | None:
        place = self.currentIndex().row() - 1
        return self._lines.lines[place] if 0 <= place < len(self._lines.lines) else None

    def _propose(self) -> None:
        """In the column of votes for, whoever is present and said nothing against; written only when Enter takes it."""
        line, name = self._line(), COLUMNS[self._painter.column]
        rest = self._present - (line.no or 0) if line is not None else 0
        is_open = line is not None and line.yes is None and name == "yes_count" and not self._is_final
        self._painter.proposed = str(rest) if is_open and rest > 0 else ""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, digit = Qt.Key(event.key()), event.text()
        if plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._finish()
            self._go(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._finish()
            self._turn(self._painter.column + (1 if key == Qt.Key.Key_Right else -1))
        elif key == Qt.Key.Key_Backspace:
            self._painter.typed = self._painter.typed[:-1]
            self.viewport().update()
        elif key == Qt.Key.Key_Delete:
            self._give(None)
        elif digit.isascii() and digit.isdigit():
            self._type(digit)
        else:
            super().keyPressEvent(event)

    def _type(self, digit: str) -> None:
        """A level is one digit and goes on at once; a number of votes waits for Enter."""
        if self._is_final:
            return
        if self._painter.column >= 2:
            self._painter.typed = (self._painter.typed + digit)[:4]
            self.viewport().update()
        elif 1 <= int(digit) <= len(LEVELS):
            self._give(LEVELS[int(digit) - 1])
            self._turn(self._painter.column + 1)

    def _enter(self) -> None:
        if not self._painter.typed and self._painter.proposed:
            self._painter.typed = self._painter.proposed
        self._finish()
        if self._painter.column + 1 < len(COLUMNS):
            self._turn(self._painter.column + 1)
        else:
            self._painter.column = 0
            self._go(1)

    def _finish(self) -> None:
        """Gives the number that was begun; nothing while none was."""
        typed, self._painter.typed = self._painter.typed, ""
        if typed:
            self._give(int(typed))

    def _give(self, value: object) -> None:
        line = self._line()
        if line is not None and not self._is_final:
            self.given.emit(line.key, COLUMNS[self._painter.column], value)

    def _turn(self, column: int) -> None:
        self._painter.column = max(0, min(len(COLUMNS) - 1, column))
        self._propose()

    def _go(self, by: int) -> None:
        """To another person; the ends hold."""
        place = max(1, min(len(self._lines.lines), self.currentIndex().row() + by))
        self.setCurrentIndex(self._lines.index(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._finish()
        super().mousePressEvent(event)
        place = self.indexAt(event.position().toPoint())
        if place.row() > 0:
            cells = self._painter.cells(QRectF(self.visualRect(place)))
            column = next((here for here, cell in enumerate(cells) if cell.contains(event.position())), None)
            self._turn(self._painter.column if column is None else column)

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._painter.typed = ""
        self._propose()
        self.went.emit(self.current_id())

    def current_id(self) -> str:
        """The member of the current row; "" for none."""
        line = self._line()
        return line.key if line is not None else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._finish()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Qt's own search would run away with digits."""

    def sizeHint(self) -> QSize:
        return QSize(look.px(480), look.px(HEAD + ROW * len(self._lines.lines)) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def fit(self) -> None:
        """As high as its rows: the step scrolls, not the list."""
        self.setFixedHeight(self.sizeHint().height())
        self.scheduleDelayedItemsLayout()
