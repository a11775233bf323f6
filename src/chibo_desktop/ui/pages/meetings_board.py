"""The year of the cells below: cells × months at a commune, communes × months above it; one cell-month opens beside its place."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.board_calls import secretaries
from chibo_desktop.lists.board_shapes import HELD, CellMonth, Line, State, Sum, days_words, running
from chibo_desktop.lists.board_shapes import Board as Facts
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.pages.meetings_board_blocks import Blocks
from chibo_desktop.ui.pages.meetings_board_cell import CellPanel
from chibo_desktop.ui.pages.meetings_board_late import LateLine, LateOne
from chibo_desktop.ui.pages.meetings_board_part import (
    SHAPES,
    STATE_WORDS,
    BoardPart,
    Shown,
    line_name,
    month_of_column,
    short_name,
)
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.board import NARROW, BoardCell, BoardRow
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.folded_chips import FoldedChips

MONTHS = tuple(str(number) for number in range(1, 13))
FIRST_ON_THE_LINE: tuple[State, ...] = (
    "received",
    "late",
    "not_yet",
    "below",
    "missed",
    "partial",
    "future",
    "none",
)
"""The states as chips: where the line is short, those that ask for nothing are folded first."""
QUIET = ("future", "none")
SUMS_ACROSS = 74
"""Logical pixels of a column in which "9/11" stands beside the shape."""
MARKS: tuple[tuple[glyphs.Mark, str], ...] = (("theme", "Có chuyên đề"), ("visited", "Có cấp trên dự"))


class YearBoard(BoardPart):
    """`page` is the widget the small panel lives in."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(session)
        self._page = page
        self._panel: CellPanel | None = None
        self._chips = FoldedChips(
            [
                Chip("", "Tất cả", 0),
                *(Chip(key, words, 0, SHAPES[key]) for key, words in STATE_WORDS.items()),
                *(Chip(key, words, 0, "dot", key) for key, words in MARKS),
            ]
        )
        self._chips.chosen.connect(lambda _key: self._show_rows())
        self._card = Card()
        self.blocks = Blocks(MONTHS, name="Bảng sinh hoạt")
        self.blocks.chosen.connect(self._on_chosen)
        self._card.add(self.blocks)
        self._late = LateLine()
        self._late.chosen.connect(self._on_late)
        for widget in (self._chips, self._late, self._card):
            self.column.addWidget(widget)
        self.setFocusProxy(self.blocks)

    @property
    def board(self) -> Facts | None:
        """What is shown."""
        return self.shown.board if self.shown else None

    def show_board(self, shown: Shown) -> None:
        self.shown = shown
        held = [
            each for each in shown.board.of(self.running_month()) if each.state in HELD and not each.is_old
        ]
        self.primary = (f"In biên bản kỳ T{int(self.running_month()[5:])}", "print") if held else ("", "")
        self._show_chips(shown.board)
        self._show_rows()
        self._late.show_late(self._late_ones(shown))

    def is_sums(self) -> bool:
        """Whether bodies with cells below them are shown, and not cells."""
        return bool(
            self.shown and any(line.bodies[:1] != (self.shown.body_id,) for line in self.shown.board.lines)
        )

    def _show_chips(self, board: Facts) -> None:
        every = [each for line in board.lines for each in line.months]
        chips = [Chip("", "Tất cả", len(every))]
        of_states = [
            Chip(key, self._chip_words(key), board.counts.get(key, 0), SHAPES[key])
            for key in FIRST_ON_THE_LINE
            if board.counts.get(key) or key == "received"
        ]
        chips += [each for each in of_states if each.key not in QUIET]
        chips += [
            Chip("theme", MARKS[0][1], sum(bool(each.theme) for each in every), "dot", "theme"),
            Chip("visited", MARKS[1][1], sum(each.is_visited for each in every), "dot", "visited"),
        ]
        chips += [each for each in of_states if each.key in QUIET]
        if self._chips.taken() not in {chip.key for chip in chips}:
            self._chips.take("")
        self._chips.show_only(chips)

    def _chip_words(self, key: State) -> str:
        return "Xã đã nhận" if key == "received" and self.session.desk.kind == "commune" else STATE_WORDS[key]

    def _show_rows(self) -> None:
        shown = self.shown
        if shown is None:
            return
        if self.is_sums():
            self.blocks.set_rows(
                self._sums(shown), now=shown.now, across=SUMS_ACROSS if self._is_wide() else NARROW
            )
            return
        rows = [self._row(shown, line) for line in shown.board.lines if self._is_wanted(line)]
        self.blocks.set_rows(rows, now=shown.now, across=NARROW)

    def _is_wide(self) -> bool:
        return look.logical(self.width()) >= 960

    def _row(self, shown: Shown, line: Line) -> BoardRow:
        return BoardRow(
            line.cell_id, line_name(shown.board, line), tuple(self._cell(each, shown) for each in line.months)
        )

    def _cell(self, each: CellMonth, shown: Shown) -> BoardCell:
        marks: tuple[glyphs.Mark, ...] = ("theme",) if each.theme else ()
        marks += ("visited",) if each.is_visited else ()
        said = [each.words(shown.today)]
        said += ["có chuyên đề"] if each.theme else []
        said += ["có cấp trên dự"] if each.is_visited else []
        said += [f"tự chấm {each.score.line}"] if each.score else []
        return BoardCell(SHAPES[each.state], ", ".join(said), marks=marks)

    def _is_wanted(self, line: Line) -> bool:
        key = self._chips.taken()
        return not key or any(_fits(each, key) for each in line.months)

    def _sums(self, shown: Shown) -> list[BoardRow]:
        board, key = shown.board, self._chips.taken()
        rows = []
        for body, name in board.names.items():
            mine = [line for line in board.lines if body in (*line.bodies, line.cell_id)]
            if not mine or not any(self._is_wanted(line) for line in mine):
                continue
            sums = board.sums(body)
            cells = tuple(
                _sum_cell(each, [line.months[place] for line in mine], key) for place, each in enumerate(sums)
            )
            rows.append(BoardRow(body, short_name(name), cells))
        return rows

    def _late_ones(self, shown: Shown) -> list[LateOne]:
        board, who = shown.board, secretaries(self.session.store)
        found = []
        for each in board.days():
            line = board.line(each.cell_id)
            if line is None or not line.is_here:
                continue
            phone = who[each.cell_id].phone if each.cell_id in who else ""
            days = days_words(each.days_late(shown.today))
            found.append(LateOne(each.cell_id, line_name(board, line), SHAPES[each.state], days, phone))
        return found

    def _on_late(self, cell: str) -> None:
        if self.shown is None:
            return
        if self.is_sums():
            line = self.shown.board.line(cell)
            body = next((one for one in line.bodies if one in self.shown.board.names), "") if line else ""
            self.body_wanted.emit(body)
            return
        self._chips.take("")
        self._show_rows()
        self.open_cell(cell, month_of(self.shown.today))

    def open_cell(self, cell: str, month: str) -> None:
        """Rings a cell-month and opens its panel."""
        self.blocks.set_current(cell, str(int(month[5:])))
        QTimer.singleShot(0, self, lambda: self._on_chosen(cell, str(int(month[5:]))))

    def _on_chosen(self, key: str, column: str) -> None:
        shown = self.shown
        if shown is None:
            return
        if self.is_sums() and shown.board.line(key) is None:
            self.body_wanted.emit(key)
            return
        month = month_of_column(shown.year, column)
        line, each = shown.board.line(key), shown.board.at(key, month)
        if line is None or each is None:
            return
        self.close_panel()
        self._panel = CellPanel(self._page, self.session, self.meeting_wanted.emit, self.sheet_wanted.emit)
        self._panel.show_month(line, each, self.blocks.board_of(key))

    def close_panel(self) -> None:
        if self._panel is not None:
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None

    def running_month(self) -> str:
        """The month whose minutes the red button prints."""
        return running(self.shown.board.months, self.shown.today) if self.shown else ""

    def press(self) -> None:
        self.pack_wanted.emit(self.running_month())

    def fold(self, *, roomy: bool) -> None:
        self.blocks.fold(roomy=roomy)
        if self.is_sums():
            self._show_rows()


def _fits(each: CellMonth, key: str) -> bool:
    """Whether a cell-month is what a chip asks for."""
    if key == "theme":
        return bool(each.theme)
    return each.is_visited if key == "visited" else each.state == key


def _sum_cell(each: Sum, months: list[CellMonth], key: str) -> BoardCell:
    """A body's month: how many of its cells have met, or how many of them are what the filter asks for."""
    if not each.due:
        return BoardCell("optional", "không có chi bộ nào phải sinh hoạt")
    if each.counts.get("future", 0) == each.due:
        return BoardCell("dot", "chưa đến")
    if key:
        wanted = sum(_fits(month, key) for month in months)
        words = f"{wanted} trên {each.due} chi bộ"
        return BoardCell("todo" if wanted else "dot", words, f"{wanted}" if wanted else "")
    said = ", ".join(
        f"{STATE_WORDS[state].lower()} {number}"
        for state in STATE_WORDS
        if (number := each.counts.get(state, 0)) and state != "none"
    )
    kind: glyphs.Kind = "tick" if each.held == each.due else _worst(each)
    return BoardCell(
        kind, f"{each.held} trên {each.due} chi bộ đã sinh hoạt: {said}", f"{each.held}/{each.due}"
    )


def _worst(each: Sum) -> glyphs.Kind:
    for state in ("late", "not_yet", "missed"):
        if each.counts.get(state):
            return SHAPES[state]
    return "half"
