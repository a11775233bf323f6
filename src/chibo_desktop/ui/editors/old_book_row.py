"""One row of the grid of an old book as it stands on the screen: its cells in lines, and what is to be mended beneath them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.editors.old_book_rows import COUNTS, KEYS, LABELS, SHORT_KINDS, OldRow
from chibo_desktop.ui.widgets.grid_cells import GridChoice, GridLine
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Words

WIDTHS = {
    "period": 90,
    "held_on": 116,
    "kind": 186,
    "due": 60,
    "present": 60,
    "excused": 74,
    "absent": 94,
    "chair": 152,
    "number": 60,
    "summary": 176,
    "conclusion": 176,
}
"""Logical pixels; the two of prose take what room is left on their line."""
STRETCH = ("summary", "conclusion")
GAP = 4
MOST = {"summary": 300, "conclusion": 1_000, "chair": 80}


def places(width: int) -> dict[str, tuple[int, int, int]]:
    """Of each cell the line it stands on, its left edge and its width, in logical pixels, in a grid of that width."""
    lines: list[list[str]] = [[]]
    taken = 0
    for key in KEYS:
        if lines[-1] and taken + WIDTHS[key] > width:
            lines.append([])
            taken = 0
        lines[-1].append(key)
        taken += WIDTHS[key] + GAP
    found = {}
    for number, line in enumerate(lines):
        wide = [key for key in line if key in STRETCH]
        spare = width - sum(WIDTHS[key] for key in line) - GAP * (len(line) - 1)
        left = 0
        for key in line:
            room = WIDTHS[key] + (spare // len(wide) if key in wide else 0)
            found[key] = (number, left, room)
            left += room + GAP
    return found


class GridHead(QWidget):
    """The names of the columns over the cells, on as many lines as a row has."""

    def __init__(self) -> None:
        super().__init__()
        self._sides = (0, 0)
        self._labels = {key: Words(LABELS[key], tone="muted", parent=self) for key in KEYS}
        for label in self._labels.values():
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        look.follow(self.place)

    def set_sides(self, left: int, right: int) -> None:
        """Pixels at either side that the cells do not take."""
        self._sides = (left, right)
        self.place()

    def place(self) -> None:
        """Sets every name over its column."""
        left_side, right_side = self._sides
        found = places(int(look.logical(self.width() - left_side - right_side)))
        top = 0
        for line in range(max(number for number, _, _ in found.values()) + 1):
            here = {key: at for key, at in found.items() if at[0] == line}
            height = max(self._labels[key].heightForWidth(look.px(at[2])) for key, at in here.items())
            for key, (_, left, room) in here.items():
                self._labels[key].setGeometry(left_side + look.px(left), top, look.px(room), height)
            top += height + look.px(2)
        if self.minimumHeight() != top or self.maximumHeight() != top:
            self.setFixedHeight(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()


class GridRow(QWidget):
    """`edited(key)` on each key, `left(key)` when a cell is done; `entered`, `stepped` and `pasted` carry the cell's key."""

    edited = Signal(str)
    left = Signal(str)
    entered = Signal(str)
    stepped = Signal(str, int)
    pasted = Signal(str, str)
    came = Signal(str)

    def __init__(self, row: OldRow) -> None:
        super().__init__()
        self.row = row
        self.cells = {key: self._cell(key) for key in KEYS}
        self._problem, self._wrong = Message(self), ""
        self.show_row()
        look.follow(self.place)

    def _cell(self, key: str) -> GridLine | GridChoice:
        cell: GridLine | GridChoice
        if key == "kind":
            cell = GridChoice(SHORT_KINDS, self)
        else:
            cell = GridLine(self, is_number=key in (*COUNTS, "number"))
            cell.setMaxLength(MOST.get(key, 20))
            cell.stepped.connect(lambda step: self.stepped.emit(key, step))
        signals: tuple[tuple[Callable[..., object], Callable[..., None]], ...] = (
            (cell.typed.connect, lambda: self.edited.emit(key)),
            (cell.left.connect, lambda: self.left.emit(key)),
            (cell.entered.connect, lambda: self.entered.emit(key)),
            (cell.pasted.connect, lambda block: self.pasted.emit(key, block)),
            (cell.came.connect, lambda: self.came.emit(key)),
        )
        for connect, act in signals:
            connect(act)
        return cell

    def take(self, key: str) -> None:
        """What stands in the cell now was typed by a person."""
        self.row.put(key, self.cells[key].words())

    def show_row(self) -> None:
        """Every cell shows what the row holds; the names say which row."""
        where = self.row.cells["period"] or f"dòng thêm {self.row.number - 12}"
        for key, cell in self.cells.items():
            cell.show_words(self.row.cells[key])
            cell.setAccessibleName(f"{LABELS[key]}, {where}")
        is_missed = self.row.cells["kind"] == "missed"
        for key in ("held_on", *COUNTS, "chair", "number", "summary"):
            self.cells[key].setEnabled(not is_missed)
        conclusion = self.cells["conclusion"]
        if isinstance(conclusion, GridLine):
            conclusion.setPlaceholderText("lý do không sinh hoạt" if is_missed else "")

    def say(self, key: str, sentence: str) -> None:
        """What is to be mended, beneath the row, its cell marked; "" takes it away."""
        if (key, sentence) == (self._wrong, self._problem.accessibleName()):
            return
        for name in {self._wrong, key} & self.cells.keys():
            is_wrong = bool(sentence) and name == key
            self.cells[name].setProperty("state", "wrong" if is_wrong else "")
            self.cells[name].setAccessibleDescription(sentence if is_wrong else "")
            look.restyle(self.cells[name])
        self._wrong = key if sentence else ""
        self._problem.say("absent", sentence)
        self.place()

    def go_to(self, key: str) -> None:
        """The keyboard to a cell, what stands in it chosen."""
        cell = self.cells[key]
        cell.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(cell, GridLine):
            cell.selectAll()

    def place(self) -> None:
        """Sets the cells where the head names them, and the sentence beneath."""
        if self.width() <= 0:
            return
        found, height, gap = places(int(look.logical(self.width()))), look.px(look.CONTROL), look.px(GAP)
        for key, (line, left, room) in found.items():
            top = line * (height + gap)
            self.cells[key].setGeometry(QRect(look.px(left), top, look.px(room), height))
        bottom = (max(line for line, _, _ in found.values()) + 1) * (height + gap)
        if self._wrong:
            said = self._problem.heightForWidth(self.width())
            said = said if said > 0 else self._problem.sizeHint().height()
            self._problem.setGeometry(0, bottom, self.width(), said)
            bottom += said + gap
        if self.minimumHeight() != bottom or self.maximumHeight() != bottom:
            self.setFixedHeight(bottom)

    def sizeHint(self) -> QSize:
        return QSize(look.px(400), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
