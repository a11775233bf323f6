"""The board of cells by months: what is in order is a thin tick and recedes, all else is another shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class BoardCell:
    """`words` says the state for the screen reader and the tool tip ("xã nhận chưa đủ, còn thiếu phần 3/5").

    `short` is written beside the shape where columns are wide ("9/11"); `marks` are small shapes around it.
    """

    kind: glyphs.Kind
    words: str
    short: str = ""
    marks: tuple[glyphs.Mark, ...] = ()


@dataclass(frozen=True)
class BoardRow:
    key: str
    name: str
    cells: tuple[BoardCell, ...]


class _Cells(QAbstractTableModel):
    def __init__(self, columns: Sequence[str], now: str, corner: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns, self.now, self.corner = tuple(columns), now, corner
        self.rows: tuple[BoardRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if index.column() == 0:
            return row.name if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole} else None
        cell = row.cells[index.column() - 1]
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{row.name}, {self.corner.lower()} {self.columns[index.column() - 1]}: {cell.words}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        words = self.columns[section - 1] if section else self.corner
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter if section else lettering.LEFT
        if role == Qt.ItemDataRole.FontRole and section and words == self.now:
            face = QFont(look.font("strong"))
            face.setBold(True)
            return face
        return None

    def put(self, rows: Sequence[BoardRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()


class _CellPainter(QStyledItemDelegate):
    def __init__(self, cells: _Cells, view: QTableView) -> None:
        super().__init__(view)
        self._cells, self._view = cells, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRectF(option.rect)
        row = self._cells.rows[index.row()]
        painter.save()
        if index.column() and self._cells.columns[index.column() - 1] == self._cells.now:
            painter.fillRect(box, look.colour("tinted"))
        painter.setPen(QPen(look.colour("line"), look.hair()))
        # half a pixel inside: cell rectangles and header sections differ by a pixel at the bottom
        painter.drawLine(
            round(box.left()), round(box.bottom()) - 1, round(box.right()), round(box.bottom()) - 1
        )
        if index.column() == 0:
            lettering.write(painter, box.adjusted(0, 0, -look.px(8), 0), row.name)
        else:
            self._paint_cell(painter, box, row.cells[index.column() - 1], index)
        painter.restore()

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: BoardCell, index: _Index) -> None:
        here = self._view.currentIndex()
        if here.isValid() and (here.row(), here.column()) == (index.row(), index.column()):
            side = min(box.width(), box.height()) - 2
            ring = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            lettering.panel(painter, ring, "info_pale", "info", look.px(2))
        side = look.px(18)
        is_written = bool(cell.short) and box.width() >= look.px(WRITTEN)
        left = box.left() + look.px(4) if is_written else box.center().x() - side / 2
        shape = QRectF(left, box.center().y() - side / 2, side, side)
        glyphs.glyph(painter, shape, cell.kind)
        for mark in cell.marks:
            glyphs.mark(painter, shape, mark)
        if is_written:
            room = QRectF(
                shape.right() + look.px(3), box.top(), box.right() - shape.right() - look.px(4), box.height()
            )
            lettering.write(painter, room, cell.short)


NARROW, WRITTEN = 31, 54
"""Logical pixels of a column that holds a shape alone; from how many words stand beside it."""


class Board(QTableView):
    """`cell_chosen(row_key, column)` on click, Enter or space; arrows move the ring over the cells.

    Two boards side by side make the two blocks of the commune's year: `beyond(row, step)` says that an arrow led out
    of this one to the left (-1) or right (1).
    """

    cell_chosen = Signal(str, str)
    beyond = Signal(int, int)

    def __init__(
        self,
        columns: Sequence[str],
        *,
        now: str = "",
        corner: str = "Tháng",
        name: str = "Bảng sinh hoạt",
        across: int = NARROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._across = across
        self._cells = _Cells(columns, now, corner, self)
        self.setModel(self._cells)
        self.setItemDelegate(_CellPainter(self._cells, self))
        self.setAccessibleName(name)
        self.setProperty("ring", "no")
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setProperty("look", "flush")
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.clicked.connect(self._on_clicked)
        look.follow(self.fit)

    def set_now(self, now: str) -> None:
        """The column that is tinted, "" for none."""
        self._cells.now = now
        self.horizontalHeader().viewport().update()
        self.viewport().update()

    def set_across(self, across: int) -> None:
        """How wide a column is, in logical pixels."""
        if across != self._across:
            self._across = across
            self.fit()

    def set_rows(self, rows: Sequence[BoardRow]) -> None:
        """Each row needs one cell for every column."""
        kept = self.current()
        self._cells.put(rows)
        if kept:
            self.set_current(*kept)
        self.updateGeometry()

    def current(self) -> tuple[str, str] | None:
        """(row key, column) of the ringed cell."""
        here = self.currentIndex()
        if not here.isValid() or here.column() == 0:
            return None
        return self._cells.rows[here.row()].key, self._cells.columns[here.column() - 1]

    def set_current(self, key: str, column: str) -> None:
        for place, row in enumerate(self._cells.rows):
            if row.key == key and column in self._cells.columns:
                self.setCurrentIndex(self._cells.index(place, self._cells.columns.index(column) + 1))

    def take_place(self, row: int, *, last: bool) -> None:
        """Gives the keyboard to the first or last cell of a row."""
        column = len(self._cells.columns) if last else 1
        self.setCurrentIndex(self._cells.index(min(row, len(self._cells.rows) - 1), column))
        self.setFocus()

    def cell_rect(self) -> QRect:
        """Where the ringed cell is, in this widget's coordinates: a popover's beak points there."""
        inside = self.visualRect(self.currentIndex())
        return inside.translated(self.viewport().pos())

    def _on_clicked(self) -> None:
        chosen = self.current()
        if chosen:
            self.cell_chosen.emit(*chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_clicked()
        elif step := self._step_beyond(event.key()):
            self.beyond.emit(self.currentIndex().row(), step)
        else:
            super().keyPressEvent(event)

    def _step_beyond(self, key: int) -> int:
        """-1 or 1 when an arrow leads out of the table."""
        here = self.currentIndex()
        if not here.isValid():
            return 0
        if key == Qt.Key.Key_Left and here.column() <= 1:
            return -1
        return 1 if key == Qt.Key.Key_Right and here.column() == len(self._cells.columns) else 0

    def sizeHint(self) -> QSize:
        rows = look.px(32) * len(self._cells.rows) + look.px(40)
        return QSize(look.px(150 + self._across * len(self._cells.columns)), rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(110 + 26 * len(self._cells.columns)), look.px(40 + 3 * 32))

    def fit(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        # Qt silently raises a default below the style's minimum: the minimum first.
        down.setMinimumSectionSize(look.px(32))
        down.setDefaultSectionSize(look.px(32))
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(look.px(26))
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(self._cells.columns) + 1):
            across.resizeSection(column, look.px(self._across))
