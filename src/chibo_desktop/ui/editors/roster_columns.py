"""The table of a roster file as a grid, what each column holds chosen over it, and cells that could not be read marked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from chibo_desktop.actions.roster_draft import RosterDraft
from chibo_desktop.actions.roster_import import Plan
from chibo_desktop.excel.cells import words_of
from chibo_desktop.excel.headings import BETWEEN, labels
from chibo_desktop.excel.limits import address
from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.words import Prose

SHOWN_ROWS = 40
"""Rows of people in the preview; every row is read."""
NARROWEST, LINE = 168, 36
NOT_READ = "Không đọc"


class RosterColumns(Card):
    """`chosen(mapping)` when a person says of a column what it holds."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[int, DropDown] = {}
        self._grid = QTableWidget()
        self._grid.setAccessibleName("Bảng trong tệp")
        self._grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._grid.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._grid.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._grid.setTabKeyNavigation(False)
        self._grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        hint = "Mỗi cột là gì, chọn ở đầu cột. Ô có hình cảnh báo là ô chưa đọc được; vì sao thì xem ở “Từng người”."
        self._hint = Prose(hint, "muted", width=320)
        self.add(self._hint)
        self.add(self._grid, 1)

    def show_draft(self, draft: RosterDraft, plan: Plan) -> None:
        """Shows the head, the first rows and what each column is taken for."""
        table = draft.table
        self._boxes.clear()
        rows = list(range(table.body, min(len(table.sheet.rows), table.body + SHOWN_ROWS)))
        self._grid.clear()
        self._grid.setColumnCount(table.sheet.width)
        self._grid.setRowCount(len(rows) + 2)
        self._grid.setHorizontalHeaderLabels([address(0, place)[:-1] for place in range(table.sheet.width)])
        self._grid.setVerticalHeaderLabels(["Cột là", "Trong tệp", *(str(row + 1) for row in rows)])
        wrong = {
            said.cell: said.sentence for line in plan.lines for said in (*line.problems, *line.row.problems)
        }
        for column in range(table.sheet.width):
            self._put_box(column, table.mapped, table.headings[column] if table.headings else "")
            for place, row in enumerate(rows):
                words = words_of(table.sheet.rows[row][column])
                self._grid.setItem(place + 2, column, _item(words, wrong.get(address(row, column), "")))
        self.fit()

    def _put_box(self, column: int, mapped: Mapping[int, str], heading: str) -> None:
        box = DropDown()
        box.setAccessibleName(f"Cột {address(0, column)[:-1]} là")
        box.addItem(NOT_READ, "")
        for key, words in labels().items():
            box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(mapped.get(column, ""))))
        box.activated.connect(self._on_chosen)
        self._boxes[column] = box
        self._grid.setCellWidget(0, column, box)
        words = heading.replace(BETWEEN, " › ")
        item = _item(words, "")
        item.setToolTip(words)
        font = look.font("strong")
        item.setFont(font)
        self._grid.setItem(1, column, item)

    def _on_chosen(self, _place: int) -> None:
        mapped = {column: str(box.currentData()) for column, box in self._boxes.items() if box.currentData()}
        self.chosen.emit(mapped)

    def fit(self) -> None:
        super().fit()
        if not hasattr(self, "_grid"):
            return
        self._grid.verticalHeader().setDefaultSectionSize(look.px(LINE))
        if self._grid.rowCount():
            self._grid.setRowHeight(0, look.px(48))
        for column in range(self._grid.columnCount()):
            box = self._boxes.get(column)
            words = lettering.width_of(box.currentText()) if box else 0
            self._grid.setColumnWidth(column, max(look.px(NARROWEST), round(words) + look.px(84)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint.setVisible(look.logical(self.height()) >= 280)  # where it is low, the rows go first

    def sizeHint(self) -> QSize:
        return look.pixels(600, 320)


def _item(words: str, wrong: str) -> QTableWidgetItem:
    item = QTableWidgetItem(words)
    if wrong:
        item.setIcon(icons.icon("warning", "bad"))
        item.setToolTip(wrong)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, chưa đọc được: {wrong}")
    return item
