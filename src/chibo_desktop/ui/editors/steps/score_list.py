"""The list one scores in by keys alone: digits give points, Space the most, Delete what the facts say, Enter goes on."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from chibo_desktop.lists.scoring import ScoreSheet
from chibo_desktop.rules.scoring import read_points, show_points
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.score_rows import ITEM_ROW, ScoreLines, ScorePainter, lines_of

PAUSE_MS = 900
"""How long a number that could still grow ("1" of 10) waits for its next digit."""


class ScoreList(QListView):
    """`points_given(code, parts or None)`: a person asked for these points, None for those of the facts.

    `refused(code, sentence)` when the number typed is more than the item can get. Backspace takes a digit back.
    """

    points_given = Signal(str, object)
    refused = Signal(str, str)
    current_changed = Signal(str)
    going_on = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: ScoreSheet | None = None
        self._typed_for = ""
        self._lines = ScoreLines(self)
        self._painter = ScorePainter(self._lines, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.finish_typing)
        self.setModel(self._lines)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Các mục chấm điểm")
        self.setProperty("look", "panel")
        self.setProperty("ring", "no")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        look.follow(self.fit)

    def show_score(self, sheet: ScoreSheet) -> None:
        """Shows the score as it is stored; the current item stays current, else the first becomes it."""
        kept = self.current_key()
        self._sheet = sheet
        self._lines.put(lines_of(sheet))
        if self.current_key() != kept or not kept:
            keys = self.codes()
            self.set_current(kept if kept in keys else keys[0] if keys else "")
        self.viewport().update()

    def codes(self) -> list[str]:
        """The codes of the items in order."""
        return [line.key for line in self._lines.lines if line.key]

    def current_key(self) -> str:
        """The code of the current item, "" for none."""
        place = self.currentIndex().row()
        return self._lines.lines[place].key if 0 <= place < len(self._lines.lines) else ""

    def set_current(self, key: str) -> None:
        """Makes the item of that code the current one."""
        place = next((place for place, line in enumerate(self._lines.lines) if key and line.key == key), None)
        if place is not None:
            self.setCurrentIndex(self._lines.index(place))
            self.scrollTo(self.currentIndex())

    def step(self, by: int) -> None:
        """To an item further down, or up below 0; headings are passed over, the ends hold."""
        keys = self.codes()
        if keys:
            place = keys.index(self.current_key()) if self.current_key() in keys else 0
            self.set_current(keys[max(0, min(len(keys) - 1, place + by))])

    def finish_typing(self) -> None:
        """Gives the number that was begun; nothing while none was."""
        typed, key = self._painter.typed, self._typed_for
        self._clear_typing()
        row = self._sheet.row(key) if self._sheet is not None else None
        if not typed or row is None or self._sheet is None:
            return
        parts = self._sheet.frame.parts
        points = read_points(parts, typed)
        if points is None or points > row.item.most:
            self.refused.emit(key, f"Mục {key} từ 0 đến {show_points(parts, row.item.most)}. Gõ lại điểm.")
        else:
            self.points_given.emit(key, points)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            code = self.current_key()
            self.finish_typing()
            self.going_on.emit(code)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.finish_typing()
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Backspace:
            self._take_back()
        elif not self._act(key, event.text()):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key, typed: str) -> bool:
        """Keys that score; False for any other key, and for all of them where nothing may be scored."""
        sheet, code = self._sheet, self.current_key()
        row = sheet.row(code) if sheet is not None else None
        is_digit = bool(typed) and typed in "0123456789,."
        if not (is_digit or key in (Qt.Key.Key_Space, Qt.Key.Key_Delete)):
            return False
        if sheet is None or row is None or sheet.is_finalised or not row.is_applied:
            return True
        if is_digit:
            self._type(typed, row.item.most, sheet.frame.parts)
        else:
            self._clear_typing()
            self.points_given.emit(code, row.item.most if key == Qt.Key.Key_Space else None)
        return True

    def _type(self, digit: str, most: int, parts: int) -> None:
        self._typed_for = self.current_key()
        self._painter.typed += digit
        self.viewport().update()
        typed = read_points(1, self._painter.typed)
        can_grow = parts > 1 or typed is None or 0 < typed * 10 * parts <= most
        if can_grow:
            self._pause.start()
        else:
            self.finish_typing()

    def _take_back(self) -> None:
        self._painter.typed = self._painter.typed[:-1]
        self._pause.start() if self._painter.typed else self._pause.stop()
        self.viewport().update()

    def _clear_typing(self) -> None:
        self._pause.stop()
        self._painter.typed, self._typed_for = "", ""
        self.viewport().update()

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self.finish_typing()
        self.viewport().update()
        self.current_changed.emit(self.current_key())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finish_typing()
        self.viewport().update()

    def keyboardSearch(self, search: str) -> None:
        """Letters mean nothing here; Qt's own search would run away with digits."""

    def fit(self) -> None:
        self.verticalScrollBar().setSingleStep(look.px(ITEM_ROW))
        self.scheduleDelayedItemsLayout()
