"""One board or, where there is room for it, two blocks side by side that behave as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.board import NARROW, Board, BoardRow

FEW = 12
"""Rows that stay in one block."""
LOOSE = 52
"""Logical pixels of a column of the one block where there is room: the months do not stand far from the names."""


class Blocks(QWidget):
    """`chosen(row key, column)` from either block; the arrows go on from one into the other.

    `ringed(board)`: the ring moved in a block, which may be higher than the page.
    """

    chosen = Signal(str, str)
    ringed = Signal(object)

    def __init__(
        self, columns: Sequence[str], *, name: str, corner: str = "Tháng", across: int = NARROW
    ) -> None:
        super().__init__()
        self._rows: tuple[BoardRow, ...] = ()
        self._across, self._is_roomy, self._may_split = across, False, across == NARROW
        self.boards = tuple(
            Board(columns, corner=corner, name=each, across=across) for each in (name, f"{name}, tiếp")
        )
        self._line = QHBoxLayout(self)
        for place, board in enumerate(self.boards):
            board.cell_chosen.connect(self.chosen)
            board.beyond.connect(lambda row, step, place=place: self._on_beyond(place, row, step))
            board.selectionModel().currentChanged.connect(
                lambda _now, before, board=board: self._on_ringed(board, before)
            )
            self._line.addWidget(board, 1)
        self.boards[1].hide()
        self.setFocusProxy(self.boards[0])
        look.follow(self.fit)

    def set_rows(self, rows: Sequence[BoardRow], *, now: str, across: int | None = None) -> None:
        """Shows these rows; `now` is the tinted column, `across` the width of one in logical pixels."""
        self._rows = tuple(rows)
        if across is not None:
            self._across, self._may_split = across, across == NARROW
        for board in self.boards:
            board.set_now(now)
        self.fold(roomy=self._is_roomy, anew=True)

    def fold(self, *, roomy: bool, anew: bool = False) -> None:
        """Two blocks where there is room and reason for them."""
        kept = self.current()
        is_two = roomy and self._may_split and len(self._rows) > FEW
        if roomy == self._is_roomy and not anew:
            return
        self._is_roomy = roomy
        half = -(-len(self._rows) // 2) if is_two else len(self._rows)
        across = LOOSE if roomy and self._may_split and not is_two else self._across
        for board, rows in zip(self.boards, (self._rows[:half], self._rows[half:]), strict=True):
            board.set_across(across)
            board.set_rows(rows)
            board.setFixedHeight(board.sizeHint().height())
            board.setVisible(bool(rows) or board is self.boards[0])
        if kept is not None:
            self.set_current(*kept)

    def current(self) -> tuple[str, str] | None:
        """Row key and column of the ringed cell."""
        return next((here for board in self.boards if (here := board.current()) is not None), None)

    def set_current(self, key: str, column: str) -> None:
        """Rings a cell."""
        for board in self.boards:
            board.set_current(key, column)

    def board_of(self, key: str) -> Board:
        """The block in which a row stands."""
        half = len(self._rows) if self.boards[1].isHidden() else -(-len(self._rows) // 2)
        return self.boards[0] if key in {row.key for row in self._rows[:half]} else self.boards[1]

    def _on_ringed(self, board: Board, before: QModelIndex) -> None:
        """Not for the ring a block has from the beginning: what is above the board would scroll away."""
        if before.isValid():
            self.ringed.emit(board)

    def _on_beyond(self, place: int, row: int, step: int) -> None:
        other = place + step
        if 0 <= other < len(self.boards) and not self.boards[other].isHidden():
            self.boards[other].take_place(row, last=step < 0)

    def fit(self) -> None:
        """Gap and heights of this zoom."""
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(36))
        for board in self.boards:
            board.setFixedHeight(board.sizeHint().height())
