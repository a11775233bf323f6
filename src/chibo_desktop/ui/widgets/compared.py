"""Two sheets side by side, line by line: what differs is marked by shape, weight and underline, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.lists.differences import Piece
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

LEFT, RIGHT = "left", "right"
LABEL_WIDTH = 136
"""Logical width of the label where it stands beside its value."""


@dataclass(frozen=True)
class ComparedLine:
    """One line of both sheets; `act_left` and `act_right` are the words of a button in that cell, "" for none."""

    key: str
    label: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    is_changed: bool
    act_left: str = ""
    act_right: str = ""


class Compared(QWidget):
    """`chosen(key, side)` when the button of a cell is pressed, with key "" for the one in the head of a sheet."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._cells: list[_Cell] = []
        self._heads: list[QWidget] = []
        self._is_narrow = False
        look.follow(self.fit)

    def show_lines(
        self,
        heads: tuple[tuple[str, str], tuple[str, str]],
        lines: Sequence[ComparedLine],
        acts: tuple[str, str] = ("", ""),
        *,
        below: Mapping[str, QWidget] | None = None,
        is_narrow: bool = False,
    ) -> None:
        """Titles and second lines of both sheets, the lines, and words of the buttons in the heads.

        `below` puts a widget under the line of that key, across both sheets.
        """
        self._clear()
        self._is_narrow = is_narrow
        row = self._add_heads(heads, acts)
        for line in lines:
            self._add_line(line, row)
            row += 1
            if below and line.key in below:
                self._grid.addWidget(below[line.key], row, 0, 1, 3)
                row += 1
        self.fit()

    def _clear(self) -> None:
        self._cells.clear()
        self._heads.clear()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add_heads(self, heads: tuple[tuple[str, str], tuple[str, str]], acts: tuple[str, str]) -> int:
        for column, (title, second), act in zip((0, 2), heads, acts, strict=True):
            head = QWidget()
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            row = QBoxLayout(down if self._is_narrow else across, head)
            row.setContentsMargins(look.px(26), look.px(14), look.px(16), look.px(10))
            box = QVBoxLayout()
            box.setSpacing(0)
            name = Words(title, "emphasis_strong")
            name.setWordWrap(True)
            box.addWidget(name)
            box.addWidget(Prose(escape(second), "muted", width=120))
            box.addStretch(1)
            row.addLayout(box, 1)
            if act:
                corner = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
                row.addWidget(self._act(act, LEFT if column == 0 else RIGHT), 0, corner)
            self._heads.append(head)
            self._grid.addWidget(head, 0, column)
            self._grid.addWidget(Rule(), 1, column)
        return 2

    def _act(self, words: str, side: str) -> Button:
        button = Button(words, name=f"{words}: {'bên trái' if side == LEFT else 'bên phải'}")
        button.clicked.connect(lambda: self.chosen.emit("", side))
        return button

    def _add_line(self, line: ComparedLine, row: int) -> None:
        sides = ((0, LEFT, line.left, line.act_left), (2, RIGHT, line.right, line.act_right))
        for column, side, pieces, act in sides:
            cell = _Cell(line.label, pieces, is_changed=line.is_changed, act=act, is_narrow=self._is_narrow)
            cell.acted.connect(lambda key=line.key, side=side: self.chosen.emit(key, side))
            self._cells.append(cell)
            self._grid.addWidget(cell, row, column)
        self._grid.addWidget(_Mark(is_changed=line.is_changed), row, 1)

    def fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, look.px(10))
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnMinimumWidth(1, look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The two sheets behind the cells, edge to edge of their columns."""
        painter = QPainter(self)
        for head in self._heads:
            box = head.geometry()
            sheet = QRectF(box.left(), box.top(), box.width(), self.height() - box.top())
            lettering.panel(painter, sheet, "surface", "line", look.hair())
        painter.end()


class _Cell(QWidget):
    """Label and value of one side; changed ones on the ground of a marker pen, with a bar at the left."""

    acted = Signal()

    def __init__(
        self, label: str, pieces: tuple[Piece, ...], *, is_changed: bool, act: str, is_narrow: bool
    ) -> None:
        super().__init__()
        self._is_changed = is_changed
        words = "".join(piece.text for piece in pieces)
        self.setAccessibleName(f"{label}: {words}" + (", khác nhau" if is_changed else ""))
        self._box = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight, self
        )
        self._label = _Set(label, is_changed=is_changed)
        self._is_narrow = is_narrow
        self._box.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        side.setSpacing(look.px(4))
        side.addWidget(_Value(pieces, is_changed=is_changed))
        if act:
            self._add_act(side, act, label)
        self._box.addLayout(side, 1)
        look.follow(self.fit)

    def _add_act(self, side: QVBoxLayout, act: str, label: str) -> None:
        button = Button(act, "plain", name=f"{act}: {label}")
        button.clicked.connect(self.acted)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        side.addLayout(row)

    def fit(self) -> None:
        if not self._is_narrow:
            self._label.setFixedWidth(look.px(LABEL_WIDTH))
        self._box.setContentsMargins(look.px(28), look.px(8), look.px(20), look.px(8))
        self._box.setSpacing(look.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_changed:
            return
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(look.px(12), 0, -look.px(12), 0)
        painter.fillRect(room, look.colour("changed"))
        painter.fillRect(QRectF(room.left(), room.top(), look.px(4), room.height()), look.colour("warn"))
        painter.end()


class _Set(Prose):
    """Words that stand on the marker's ground in every theme."""

    def __init__(self, words: str, *, is_changed: bool) -> None:
        self._words, self._is_changed = words, is_changed
        super().__init__(escape(words), "muted", width=60)

    def fit(self) -> None:
        token = "paper_ink" if self._is_changed else "muted"
        colour = look.colour(token).name()
        self._html = f'<span style="color:{colour}">{escape(self._words)}</span>'
        super().fit()


class _Value(Prose):
    """A value in the paper's type; the words that differ are bold and underlined."""

    def __init__(self, pieces: tuple[Piece, ...], *, is_changed: bool) -> None:
        self._pieces, self._is_changed = pieces, is_changed
        super().__init__(" ", width=80)

    def fit(self) -> None:
        families = ", ".join(f"'{name}'" for name in look.serif_families())
        colour = look.colour("paper_ink" if self._is_changed else "ink").name()
        style = f"font-family:{families}; font-size:{look.px(18)}px; color:{colour}"
        marked = "".join(self._set(piece) for piece in self._pieces)
        self._html = f'<span style="{style}">{marked}</span>'
        super().fit()

    def _set(self, piece: Piece) -> str:
        words = escape(piece.text).replace("\n", "<br>")
        is_marked = self._is_changed and piece.is_changed and bool(piece.text.strip())
        return f"<b><u>{words}</u></b>" if is_marked else words


class _Mark(QWidget):
    """Between the sheets: ≠ in a ring joined to both, or a quiet =."""

    def __init__(self, *, is_changed: bool) -> None:
        super().__init__()
        self._is_changed = is_changed
        self.setAccessibleName("khác nhau" if is_changed else "giống nhau")

    def sizeHint(self) -> QSize:
        return look.pixels(48, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect())
        if not self._is_changed:
            lettering.write(painter, room, "=", "body", "muted", align=lettering.CENTRE)
        else:
            self._paint_ring(painter, room)
        painter.end()

    def _paint_ring(self, painter: QPainter, room: QRectF) -> None:
        width, side = look.px(2), look.px(30)
        painter.setPen(QPen(look.colour("warn"), width))
        middle = room.center()
        painter.drawLine(QPointF(room.left(), middle.y()), QPointF(room.right(), middle.y()))
        ring = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.setBrush(look.colour("ground"))
        painter.drawEllipse(ring.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        lettering.write(painter, ring, "≠", "strong", "warn_text", align=lettering.CENTRE)
