"""Large radio boxes with a ring, a title and a second line: choices that can be hit and read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.taken import Taken


@dataclass(frozen=True)
class Choice:
    key: str
    title: str
    hint: str = ""


class _Box(QRadioButton):
    """A radio button to the screen reader and the arrow keys, painted as a box."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.title, parent)
        self._choice = choice
        self.setAccessibleName(f"{choice.title}, {choice.hint}" if choice.hint else choice.title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        words = max(
            lettering.width_of(self._choice.title, "strong"), lettering.width_of(self._choice.hint, "body")
        )
        return QSize(round(words) + look.px(44 + 16), look.px(64 if self._choice.hint else 48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        taken = self.isChecked()
        box = QRectF(self.rect())
        if taken:
            lettering.panel(painter, box, "info_pale", "info", look.px(2))
        else:
            fill = "tinted" if self.underMouse() else "surface"
            lettering.panel(painter, box, fill, "outline", look.hair())
        self._paint_dot(
            painter, QRectF(look.px(14), box.center().y() - look.px(10), look.px(20), look.px(20))
        )
        self._paint_words(painter, box.adjusted(look.px(44), 0, -look.px(12), 0))
        painter.end()

    def _paint_dot(self, painter: QPainter, ring: QRectF) -> None:
        painter.setBrush(look.colour("surface"))
        edge = look.px(2)
        painter.setPen(QPen(look.colour("info" if self.isChecked() else "outline"), edge))
        painter.drawEllipse(ring.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("info"))
            painter.drawEllipse(ring.center(), look.px(5), look.px(5))

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        if not self._choice.hint:
            lettering.write(painter, room, self._choice.title, "strong")
            return
        line = look.px(24)
        top = QRectF(room.left(), room.center().y() - line, room.width(), line)
        lettering.write(painter, top, self._choice.title, "strong")
        lettering.write(painter, top.translated(0, line), self._choice.hint, "body", "muted")


class ChoiceBoxes(QWidget):
    """One of a few; `chosen` is sent when a person changes it."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice],
        taken: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._group = QButtonGroup(self)
        boxes: dict[str, _Box] = {}
        for place, choice in enumerate(choices):
            box = boxes[choice.key] = _Box(choice, self)
            self._group.addButton(box)
            self._grid.addWidget(box, 0, place)
            self._grid.setColumnStretch(place, 1)
        self._taken = Taken(self._group, boxes, self.chosen.emit)
        self.take(taken)
        look.follow(self.fit)

    def take(self, key: str) -> None:
        """Takes a choice without sending `chosen`."""
        self._taken.take(key)

    def taken(self) -> str:
        """The key taken, "" while there is none."""
        return self._taken.key()

    def fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(look.GAP))
