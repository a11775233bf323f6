"""The thematic sessions by quarter: cells × quarters, with a warning while the end of a quarter is near."""

from __future__ import annotations

from collections import Counter

from chibo_desktop.lists.board_themes import THEME_STATES, CellQuarter, Themes, ThemeState, themes
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.pages.meetings_board_blocks import Blocks
from chibo_desktop.ui.pages.meetings_board_part import BoardPart, Shown, line_name
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.board import BoardCell, BoardRow
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.folded_chips import FoldedChips
from chibo_desktop.ui.widgets.message import Message

QUARTERS = ("Quý I", "Quý II", "Quý III", "Quý IV")
ACROSS = 110
SHAPES: dict[ThemeState, glyphs.Kind] = {
    "held": "tick",
    "urgent": "late",
    "soon": "warning",
    "open": "todo",
    "lacking": "absent",
    "future": "dot",
    "none": "optional",
}
WORDS: dict[ThemeState, str] = {
    "held": "Đã có",
    "urgent": "Còn 10 ngày trở lại",
    "soon": "Còn 30 ngày trở lại",
    "open": "Chưa có",
    "lacking": "Hết quý không có",
    "future": "Chưa đến",
    "none": "Không tính",
}


class ThemeBoard(BoardPart):
    """A quarter that was held opens the minutes of its session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._themes: Themes | None = None
        self._warning = Message()
        self._chips = FoldedChips(
            [Chip("", "Tất cả", 0), *(Chip(key, WORDS[key], 0, SHAPES[key]) for key in THEME_STATES)],
            name="Lọc theo chuyên đề",
        )
        self._chips.chosen.connect(lambda _key: self._show_rows())
        self._card = Card()
        self.blocks = Blocks(QUARTERS, name="Chuyên đề theo quý", corner="Quý", across=ACROSS)
        self.blocks.chosen.connect(self._on_chosen)
        self._card.add(self.blocks)
        for widget in (self._warning, self._chips, self._card):
            self.column.addWidget(widget)
        self.setFocusProxy(self.blocks)

    def show_board(self, shown: Shown) -> None:
        self.shown, self._themes = shown, themes(shown.board)
        self._warning.say("warning" if self._themes.warning else "absent", self._themes.warning)
        counts = Counter(each.state for line in self._themes.lines for each in line.quarters)
        chips = [Chip("", "Tất cả", counts.total())]
        chips += [Chip(key, WORDS[key], counts[key], SHAPES[key]) for key in THEME_STATES if counts[key]]
        if self._chips.taken() not in {chip.key for chip in chips}:
            self._chips.take("")
        self._chips.show_only(chips)
        self._show_rows()

    def _show_rows(self) -> None:
        shown, made, key = self.shown, self._themes, self._chips.taken()
        if shown is None or made is None:
            return
        rows = [
            BoardRow(
                line.line.cell_id,
                line_name(shown.board, line.line),
                tuple(_cell(each) for each in line.quarters),
            )
            for line in made.lines
            if not key or any(each.state == key for each in line.quarters)
        ]
        now = QUARTERS[(shown.today.month - 1) // 3] if shown.now else ""
        self.blocks.set_rows(rows, now=now, across=ACROSS if look.logical(self.width()) >= 960 else 80)

    def _on_chosen(self, cell: str, column: str) -> None:
        line = (
            next((each for each in self._themes.lines if each.line.cell_id == cell), None)
            if self._themes
            else None
        )
        quarter = line.quarters[QUARTERS.index(column)] if line else None
        if self.shown is None or quarter is None or not quarter.meeting_ids:
            return
        self.meeting_wanted.emit(quarter.meeting_ids[-1])

    def fold(self, *, roomy: bool) -> None:
        self._show_rows()


def _cell(each: CellQuarter) -> BoardCell:
    short = {
        "held": ", ".join(f"T{int(month[5:])}" for month in each.meeting_months),
        "urgent": f"{each.days_left} ngày",
        "soon": f"{each.days_left} ngày",
    }.get(each.state, "")
    return BoardCell(SHAPES[each.state], each.words, short)
