"""Which sheet of a roster file is read, and whose rows count: two lists to choose from, hidden where there is one only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.roster_draft import EVERY_CELL, RosterDraft
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.drop_down import DropDown


class RosterLists(QWidget):
    """`sheet_chosen(name)`, `cell_chosen(name)`: a person takes another one."""

    sheet_chosen = Signal(str)
    cell_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._sheets, self._cells = _list_box("Trang tính"), _list_box("Chi bộ trong tệp")
        self._sheets.activated.connect(lambda: self.sheet_chosen.emit(str(self._sheets.currentData())))
        self._cells.activated.connect(lambda: self.cell_chosen.emit(str(self._cells.currentData())))
        self._row = QHBoxLayout(self)
        for box in (self._sheets, self._cells):
            self._row.addWidget(box)
        look.follow(self.fit)

    def show_draft(self, draft: RosterDraft) -> None:
        """Offers what the file has, with what is taken now."""
        self._sheets.clear()
        for sheet in draft.workbook.sheets:
            self._sheets.addItem(sheet.name, sheet.name)
        self._sheets.setCurrentIndex(self._sheets.findData(draft.table.sheet.name))
        self._sheets.setVisible(len(draft.workbook.sheets) > 1)
        self._cells.clear()
        self._cells.addItem("Mọi dòng trong tệp", EVERY_CELL)
        for cell, count in draft.cells.items():
            self._cells.addItem(f"{cell} ({count})", cell)
        self._cells.setPlaceholderText("Chọn chi bộ …")
        self._cells.setCurrentIndex(-1 if draft.cell is None else self._cells.findData(draft.cell))
        self._cells.setVisible(len(draft.cells) > 1)

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        for box in (self._sheets, self._cells):
            box.setMaximumWidth(look.px(260))


def _list_box(name: str) -> DropDown:
    made = DropDown()
    made.setAccessibleName(name)
    return made
