"""Who announced to come to this meeting, a line each with the button that writes them down; who came stands beside in the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.lists.guests import Announced
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.leaving import take_out

EXPECTED, TO_NOTE, KEY = "Đã báo dự", "Ghi có mặt", "F4"
LINE = 22


class ExpectedGuests(QWidget):
    """`came(key)` when the button of a line is pressed; F4 presses that of the first."""

    came = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Announced, ...] = ()
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        look.follow(self.fit)

    def show_announced(self, announced: Sequence[Announced]) -> None:
        """One line each, in their order; hidden where there is nobody."""
        if tuple(announced) != self._shown:
            self._shown = tuple(announced)
            for line in self._lines:
                take_out(line)
            self._lines = [self._make(each, is_first=not place) for place, each in enumerate(self._shown)]
        self.setVisible(bool(self._shown))

    def _make(self, announced: Announced, *, is_first: bool) -> _Line:
        line = _Line(announced, KEY if is_first else "")
        line.came.connect(self.came)
        self._column.addWidget(line)
        return line

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))


class _Line(QWidget):
    """The name, office and level, the button; words that do not fit are cut and stand in the tooltip."""

    came = Signal(str)

    def __init__(self, announced: Announced, key: str) -> None:
        super().__init__()
        name, second = announced.full_name, announced_words(announced)
        button = Button(TO_NOTE, icon="check", key=key)
        button.setAccessibleName(f"{TO_NOTE}: {name}, {second}")
        button.clicked.connect(lambda: self.came.emit(announced.key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_TwoLines(name, second), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)


class _TwoLines(QWidget):
    def __init__(self, first: str, second: str) -> None:
        super().__init__()
        self._first, self._second = first, second
        self.setAccessibleName(f"{first}, {second}")
        self.setToolTip(f"{first}\n{second}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.follow(self.fit)

    def fit(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return look.pixels(240, 2 * LINE)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(120, 2 * LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(0, 0, self.width(), self.height() / 2)
        lettering.write(painter, line, self._first, "strong", "ink")
        lettering.write(painter, line.translated(0, line.height()), self._second, "body", "muted")
        painter.end()


def announced_words(announced: Announced) -> str:
    """What the button writes down beside the name, the longest last: "Đã báo dự · cấp tỉnh, Ủy viên Ban Thường vụ"."""
    level = find_spec("guest").field("level")
    named = [level.label_of(announced.level).lower() if level else "", announced.office]
    return f"{EXPECTED} · {', '.join(part for part in named if part)}"
