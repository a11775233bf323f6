"""What every view of the board is: which year of which body it shows, and what it asks the page for; the views are files beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.attention import Weak
from chibo_desktop.lists.board_shapes import Board, Line, State
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.session import Session

SHAPES: dict[State, glyphs.Kind] = {
    "received": "tick",
    "partial": "half",
    "below": "warning",
    "not_yet": "diamond",
    "late": "late",
    "missed": "absent",
    "future": "dot",
    "none": "optional",
}
"""One shape a state, the same on the board, its chips and the lists behind them."""
STATE_WORDS: dict[State, str] = {
    "received": "Đã nhận",
    "partial": "Nhận chưa đủ",
    "below": "Dự dưới mức",
    "late": "Quá hạn",
    "not_yet": "Chưa sinh hoạt",
    "missed": "Bỏ kỳ",
    "future": "Chưa đến",
    "none": "Không tính",
}


def months_to_judge(year: int, today: date) -> tuple[str, str]:
    """The months of a year that count when cells are judged: up to the running one."""
    return f"{year}-01", month_of(today) if year == today.year else f"{year}-12"


@dataclass(frozen=True)
class Shown:
    """The year of the body whose board is open: the desk's own, or one below it that a person went down to."""

    body_id: str
    year: int
    board: Board
    weak: tuple[Weak, ...]
    """The cells to be put right, from the year's first month to the running one."""

    @property
    def today(self) -> date:
        return self.board.today

    @property
    def now(self) -> str:
        """The running month as the boards call it, "" in another year."""
        return str(self.today.month) if self.year == self.today.year else ""


class BoardPart(QWidget):
    """One view. `primary` is what the red button says; it calls `press`.

    `meeting_wanted(id)` opens minutes, `body_wanted(id)` goes down, `print_wanted(code, first, last)` asks for a paper
    of a range of days, `pack_wanted(month)` for every finalised paper of a month.
    """

    meeting_wanted = Signal(str)
    body_wanted = Signal(str)
    sheet_wanted = Signal(str)
    print_wanted = Signal(str, object, object)
    pack_wanted = Signal(str)
    retitled = Signal()
    primary: tuple[str, str] = ("", "")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shown: Shown | None = None
        self.column = QVBoxLayout(self)
        look.follow(self.fit)

    def show_board(self, shown: Shown) -> None:
        """Shows a year."""
        raise NotImplementedError

    def press(self) -> None:
        """What the red button does."""

    def close_panel(self) -> None:
        """Puts away what stands open beside a cell of the board."""

    def fold(self, *, roomy: bool) -> None:
        """The width or the zoom changed."""

    def fit(self) -> None:
        """Margins and gaps of this zoom."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))


def short_name(name: str) -> str:
    """Without the words every name of the list begins with."""
    short = name.removeprefix("Chi bộ ").removeprefix("Đảng bộ ")
    return short[:1].upper() + short[1:]


def line_name(board: Board, line: Line) -> str:
    """A cell on the board; above a commune with what it stands under."""
    under = next((board.names[body] for body in line.bodies if body in board.names), "")
    return f"{short_name(line.name)}{f', {short_name(under)}' if under else ''}"


def month_of_column(year: int, column: str) -> str:
    """As in "2026-11" of "11"."""
    return f"{year}-{int(column):02d}"
