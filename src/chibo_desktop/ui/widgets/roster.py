"""The roll call: one large row for each member, states by digit, names by letter, no mouse needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering, pill
from chibo_desktop.ui.widgets.jump import Jump
from chibo_desktop.ui.widgets.key_buttons import ATTENDANCE_KEYS, StateKey

_Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class RosterRow:
    """One member; `words` is the state as read ("Vắng có lý do: ốm"), `state` its stored name, "" for none.

    The first key's state ("Có mặt") stays quiet, every other one gets a tinted ground.
    """

    member_id: str
    number: int
    name: str
    office: str = ""
    state: str = ""
    words: str = ""


class _Rows(QAbstractListModel):
    def __init__(self, keys: Sequence[StateKey], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[RosterRow] = []
        self.keys = {key.state: key for key in keys}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (str(row.number), row.name, row.office, self.words_of(row) or "chưa ghi")
            return ", ".join(part for part in parts if part)
        return None

    def words_of(self, row: RosterRow) -> str:
        key = self.keys.get(row.state)
        return row.words or (key.words if key else "")

    def put(self, rows: Sequence[RosterRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def change(self, place: int, row: RosterRow) -> None:
        self.rows[place] = row
        here = self.index(place)
        self.dataChanged.emit(here, here)


class _RowPainter(QStyledItemDelegate):
    """Paints number, name, office, state; the current row has ring and weight 600."""

    def __init__(self, rows: _Rows, view: QListView) -> None:
        super().__init__(view)
        self._rows = rows
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return look.pixels(200, look.ROSTER_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._rows.rows[index.row()]
        box = QRectF(option.rect)
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        if current:
            self._paint_ring(painter, box)
        elif index.row() + 1 < len(self._rows.rows):
            self._paint_divider(painter, box, index.row())
        left = self._paint_state(painter, box, row, current=current)
        self._paint_name(painter, box, row, left, current=current)
        painter.restore()

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        around = box.adjusted(look.px(4), look.px(1), -look.px(4), -look.px(1))
        ring = "info" if self._view.hasFocus() else "outline"
        lettering.panel(painter, around, "info_pale", ring, look.px(2))

    def _paint_divider(self, painter: QPainter, box: QRectF, place: int) -> None:
        if place + 1 == self._view.currentIndex().row():
            return
        painter.setPen(QPen(look.colour("line"), look.hair()))
        y = round(box.bottom()) - 0.5
        inset = look.px(16)
        painter.drawLine(QPointF(box.left() + inset, y), QPointF(box.right() - inset, y))

    def _paint_state(self, painter: QPainter, box: QRectF, row: RosterRow, *, current: bool) -> float:
        key = self._rows.keys.get(row.state)
        right = box.right() - look.px(20)
        if key is None:
            room = QRectF(box.left(), box.top(), right - box.left() - look.px(12), box.height())
            lettering.write(painter, room, "chưa ghi", "body", "muted", align=lettering.RIGHT)
            return right - lettering.width_of("chưa ghi") - look.px(24)
        words = self._rows.words_of(row)
        quiet = next(iter(self._rows.keys)) == row.state
        # The name keeps at least two fifths of the row; a long reason is cut, the field beside shows it whole.
        width = min(pill.pill_width(words, strong=not quiet), box.width() * 0.6)
        room = QRectF(right - width, box.top(), width, box.height())
        pill.paint_pill(painter, room, key.kind, words, tinted=not (quiet or current), strong=not quiet)
        return right - width

    def _paint_name(
        self, painter: QPainter, box: QRectF, row: RosterRow, right: float, *, current: bool
    ) -> None:
        number = QRectF(box.left() + look.px(8), box.top(), look.px(36), box.height())
        lettering.write(painter, number, str(row.number), "body", "muted", align=lettering.RIGHT)
        role: look.Role = "emphasis_strong" if current else "emphasis"
        room = QRectF(box.left() + look.px(60), box.top(), 0, box.height())
        room.setRight(right - look.px(8))
        lettering.write(painter, room, row.name, role)
        taken = lettering.width_of(row.name, role) + look.px(12)
        if row.office and room.width() - taken > look.px(60):
            lettering.write(painter, room.adjusted(taken, 0, 0, 0), row.office, "body", "muted")


class Roster(QListView):
    """`state_chosen(member_id, state)`: a person asked for this state; the page stores it and calls `change`.

    ↑↓ move, the digits of `keys` give states, letters jump to a given name (`jump.Jump`), Backspace is swallowed
    (UniKey sends it while composing), Enter sends `going_on(member_id)`.
    """

    state_chosen = Signal(str, str)
    current_changed = Signal(str)
    going_on = Signal(str)

    def __init__(
        self,
        keys: Sequence[StateKey] = ATTENDANCE_KEYS,
        name: str = "Danh sách điểm danh",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._digits = {key.digit: key.state for key in keys}
        self._rows = _Rows(keys, self)
        self._jump = Jump()
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(self._rows, self))
        self.setAccessibleName(name)
        self.setProperty("look", "panel")
        self.setProperty("ring", "no")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        look.follow(self.fit)

    def set_rows(self, rows: Sequence[RosterRow]) -> None:
        """Puts a new list; the current member stays current, else the first row becomes it."""
        kept = self.current_id()
        self._rows.put(rows)
        if not any(row.member_id == kept for row in rows):
            kept = rows[0].member_id if rows else ""
        self.set_current(kept)

    def rows(self) -> tuple[RosterRow, ...]:
        return tuple(self._rows.rows)

    def change(self, member_id: str, state: str, words: str = "") -> None:
        """Shows what was stored for one member; nothing is sent."""
        for place, row in enumerate(self._rows.rows):
            if row.member_id == member_id:
                self._rows.change(place, replace(row, state=state, words=words))

    def current_id(self) -> str:
        """The member of the current row, "" for an empty list."""
        place = self.currentIndex().row()
        return self._rows.rows[place].member_id if 0 <= place < len(self._rows.rows) else ""

    def set_current(self, member_id: str) -> None:
        for place, row in enumerate(self._rows.rows):
            if row.member_id == member_id:
                self.setCurrentIndex(self._rows.index(place))

    def step(self, by: int) -> None:
        """Makes a row further down (or up, below 0) the current one; stops at the ends."""
        place = max(0, min(len(self._rows.rows) - 1, self.currentIndex().row() + by))
        self.setCurrentIndex(self._rows.index(place))

    def choose(self, state: str) -> None:
        """As if the key of this state were pressed on the current row."""
        if self.current_id():
            self.state_chosen.emit(self.current_id(), state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif event.key() == Qt.Key.Key_Backspace:
            self._jump.take_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.going_on.emit(self.current_id())
        elif event.text() in self._digits:
            self.choose(self._digits[event.text()])
        elif event.text().isalpha():
            self._jump_to(event.text())
        else:
            super().keyPressEvent(event)

    def _jump_to(self, letter: str) -> None:
        names = [row.name for row in self._rows.rows]
        place = self._jump.find(letter, names, self.currentIndex().row())
        if place is not None:
            self.setCurrentIndex(self._rows.index(place))

    def keyboardSearch(self, search: str) -> None:
        """Qt's own search compares marks and family names; `_jump_to` stands in its place."""

    def _on_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.viewport().update()  # dividers beside the current row come and go
        self.current_changed.emit(self.current_id())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return look.pixels(534, 7 * look.ROSTER_ROW + 6)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(320, 3 * look.ROSTER_ROW + 6)

    def fit(self) -> None:
        self.verticalScrollBar().setSingleStep(look.px(look.ROSTER_ROW))
        self.scheduleDelayedItemsLayout()
