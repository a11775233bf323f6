"""What a search found, in groups of rows with the sought words bold; the keyboard stays in the field that asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.words import Words

_LINE, _AROUND, _SIDE, _HEAD = 22, 14, 16, 40
Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class FoundRow:
    """Each line with the stretches that are set bold; `text` may be empty."""

    title: str
    where: str
    text: str
    title_marks: Marks = ()
    where_marks: Marks = ()
    text_marks: Marks = ()

    def lines(self) -> list[tuple[str, Marks, str]]:
        """Words, marks and colour of each line there is."""
        lines = (
            (self.title, self.title_marks, "ink"),
            (self.where, self.where_marks, "muted"),
            (self.text, self.text_marks, "ink"),
        )
        return [line for line in lines if line[0]]


@dataclass(frozen=True)
class FoundGroup:
    """`note` stands at the right of the label."""

    label: str
    note: str
    rows: tuple[FoundRow, ...]


class _RowButton(QPushButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row, self.is_current = FoundRow("", "", ""), False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_row(self, row: FoundRow) -> None:
        self.row = row
        self.setAccessibleName(", ".join(words for words, _, _ in row.lines()))
        self.setToolTip("\n".join(words for words, _, _ in row.lines()))
        self.updateGeometry()
        self.update()

    def mark_current(self, *, current: bool) -> None:
        if current != self.is_current:
            self.is_current = current
            self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(320, len(self.row.lines()) * _LINE + _AROUND)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.is_current:
            painter.fillRect(box, look.colour("info_pale"))
            painter.fillRect(QRectF(0, 0, look.px(4), box.height()), look.colour("info"))
        elif self.underMouse():
            painter.fillRect(box, look.colour("tinted"))
        line = QRectF(look.px(_SIDE), look.px(_AROUND / 2), box.width() - 2 * look.px(_SIDE), look.px(_LINE))
        for words, marks, token in self.row.lines():
            lettering.write_marked(painter, line, words, marks, token)
            line.translate(0, look.px(_LINE))
        painter.end()


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._label, self._note = Words("", "strong"), Words("", tone="muted")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._label)
        self._row.addStretch(1)
        self._row.addWidget(self._note)
        look.follow(self.fit)

    def say(self, label: str, note: str) -> None:
        self._label.say(label)
        self._note.say(note)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(look.colour("line"), look.hair()))
        painter.drawLine(look.px(_SIDE), self.height() - 1, self.width() - look.px(_SIDE), self.height() - 1)
        painter.end()

    def fit(self) -> None:
        self._row.setContentsMargins(look.px(_SIDE), look.px(8), look.px(_SIDE), 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return look.pixels(320, _HEAD)


class FoundRows(QWidget):
    """`chosen(place)` on a click, counted over all groups; `walk` moves the current row."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._heads: list[_Head] = []
        self._buttons: list[_RowButton] = []
        self._shown = self._current = 0
        look.follow(self.fit)

    def show_groups(self, groups: Sequence[FoundGroup]) -> None:
        """Shows these rows; the first is the current one."""
        while self._column.count():
            self._column.takeAt(0)
        self._shown = 0
        for place, group in enumerate(groups):
            self._column.addWidget(self._head(place, group))
            for row in group.rows:
                self._column.addWidget(self._button(row))
        for spare in (*self._heads[len(groups) :], *self._buttons[self._shown :]):
            spare.hide()
        self._current = 0
        self._mark()
        self.fit()

    def _head(self, place: int, group: FoundGroup) -> _Head:
        if place == len(self._heads):
            self._heads.append(_Head())
        head = self._heads[place]
        head.say(group.label, group.note)
        head.setParent(self)
        head.show()
        return head

    def _button(self, row: FoundRow) -> _RowButton:
        if self._shown == len(self._buttons):
            button = _RowButton(self)
            button.clicked.connect(self._on_clicked)
            self._buttons.append(button)
        made = self._buttons[self._shown]
        self._shown += 1
        made.show_row(row)
        made.show()
        return made

    def wanted_height(self) -> int:
        """Pixels in which every row can be seen."""
        shown: list[QWidget] = [*self._heads, *self._buttons]
        return sum(each.sizeHint().height() for each in shown if not each.isHidden())

    def walk(self, step: int) -> None:
        """One row down (1) or up (-1); it stays at the ends."""
        if self._shown:
            self._current = max(0, min(self._shown - 1, self._current + step))
            self._mark()

    def count(self) -> int:
        return self._shown

    def current(self) -> int | None:
        """The place of the current row, None when nothing is shown."""
        return self._current if self._shown else None

    def current_row(self) -> QWidget | None:
        """The current row itself, to be scrolled to."""
        return self._buttons[self._current] if self._shown else None

    def _mark(self) -> None:
        for place, button in enumerate(self._buttons):
            button.mark_current(current=place == self._current and place < self._shown)

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _RowButton):
            self.chosen.emit(self._buttons.index(button))

    def fit(self) -> None:
        for button in self._buttons[: self._shown]:
            button.updateGeometry()
        # the style sheet's least height of a button would else let a scrolled list press its rows together
        self.setFixedHeight(self.wanted_height())


class FoundList(QScrollArea):
    """The rows, scrolled so that the current one is seen."""

    def __init__(self, name: str = "Kết quả tìm") -> None:
        super().__init__()
        self.rows = FoundRows()
        self.rows.setAccessibleName(name)
        inside = QWidget()
        inside.setProperty("look", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def walk(self, step: int) -> None:
        """One row down (1) or up (-1)."""
        self.rows.walk(step)
        row = self.rows.current_row()
        if row is not None:
            self.ensureWidgetVisible(row, 0, look.px(48))

    def told(self) -> str:
        """What a screen reader says of the current row, as in "2 trong 5: …"; "" when nothing is shown."""
        place, row = self.rows.current(), self.rows.current_row()
        if place is None or row is None:
            return ""
        return f"{place + 1} trong {self.rows.count()}: {row.accessibleName()}"
