"""The points and grades of every month, cells × months, as the cells' own sheets came to them."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.lists.board_shapes import HELD, CellMonth, running
from chibo_desktop.records.scoring import GRADES
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.pages.meetings_board_blocks import Blocks
from chibo_desktop.ui.pages.meetings_board_cell import CellPanel
from chibo_desktop.ui.pages.meetings_board_part import (
    BoardPart,
    Shown,
    line_name,
    month_of_column,
)
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.board import NARROW, BoardCell, BoardRow
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.folded_chips import FoldedChips

MONTHS = tuple(str(number) for number in range(1, 13))
ACROSS = 64
"""Logical pixels of a column in which "86,5" stands beside the shape."""
SHAPES: dict[str, glyphs.Kind] = {
    "good": "tick",
    "fair": "half",
    "average": "warning",
    "poor": "below",
    "none": "diamond",
}


class ScoreBoard(BoardPart):
    """A chip for each grade; a cell opens the same panel as on the year's board."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(session)
        self._page = page
        self._panel: CellPanel | None = None
        self._chips = FoldedChips(
            [Chip("", "Tất cả", 0)]
            + [Chip(key, label, 0, SHAPES[key]) for key, label in GRADES]
            + [Chip("none", "Chưa chấm", 0, SHAPES["none"])],
            name="Lọc theo xếp loại",
        )
        self._chips.chosen.connect(lambda _key: self._show_rows())
        self._card = Card()
        self.blocks = Blocks(MONTHS, name="Điểm tự chấm", across=ACROSS)
        self.blocks.chosen.connect(self._on_chosen)
        self._card.add(self.blocks)
        self.column.addWidget(self._chips)
        self.column.addWidget(self._card)
        self.setFocusProxy(self.blocks)

    def show_board(self, shown: Shown) -> None:
        self.shown = shown
        counts = Counter(_grade(each) for line in shown.board.lines for each in line.months)
        every = sum(number for key, number in counts.items() if key)
        chips = [Chip("", "Tất cả", every)]
        chips += [Chip(key, label, counts[key], SHAPES[key]) for key, label in GRADES]
        chips += [Chip("none", "Chưa chấm", counts["none"], SHAPES["none"])]
        self._chips.set_chips(chips)
        self.primary = ("In bảng chất lượng tháng", "print") if shown.board.lines else ("", "")
        self._show_rows()

    def _show_rows(self) -> None:
        shown, key = self.shown, self._chips.taken()
        if shown is None:
            return
        is_wide = look.logical(self.width()) >= 960
        rows = [
            BoardRow(line.cell_id, line_name(shown.board, line), tuple(_cell(each) for each in line.months))
            for line in shown.board.lines
            if not key or any(_grade(each) == key for each in line.months)
        ]
        self.blocks.set_rows(rows, now=shown.now, across=ACROSS if is_wide else NARROW + 1)

    def _on_chosen(self, cell: str, column: str) -> None:
        shown = self.shown
        line = shown.board.line(cell) if shown else None
        each = shown.board.at(cell, month_of_column(shown.year, column)) if shown else None
        if line is None or each is None:
            return
        self.close_panel()
        self._panel = CellPanel(self._page, self.session, self.meeting_wanted.emit, self.sheet_wanted.emit)
        self._panel.show_month(line, each, self.blocks.board_of(cell))

    def press(self) -> None:
        if self.shown is not None:
            month = running(self.shown.board.months, self.shown.today)
            self.print_wanted.emit("bang-chat-luong-thang", first_day(month), last_day(month))

    def close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def fold(self, *, roomy: bool) -> None:
        self._show_rows()


def _grade(each: CellMonth) -> str:
    """The grade of the month, "none" of one that was held and not scored, "" of one that cannot be."""
    if each.score is not None:
        return each.score.grade or "none"
    return "none" if each.state in HELD else ""


def _cell(each: CellMonth) -> BoardCell:
    if each.score is not None:
        return BoardCell(
            SHAPES.get(each.score.grade, "diamond"), f"tự chấm {each.score.line}", each.score.points
        )
    if each.state in HELD:
        return BoardCell("diamond", "đã sinh hoạt, chưa chấm điểm")
    return BoardCell("dot", "chưa có buổi để chấm")
