"""The points of a path one under the other: where lanes beside each other would cut their words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.lanes import LanePoint
from chibo_desktop.ui.widgets.message import Shape
from chibo_desktop.ui.widgets.words import Words


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._shape, self._words = Shape("done"), Words()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._shape)
        self._row.addWidget(self._words, 1)
        look.follow(self.fit)

    def show_point(self, point: LanePoint, lane: str) -> None:
        """As in "05/08 · Chi bộ: Nêu ở kỳ T8"."""
        self._shape.show_kind(point.kind)
        day = f"{point.date} · " if point.date else ""
        self._words.say(f"{day}{lane}: {point.label}", "info" if point.kind == "todo" else "ink")

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(12))


class WayList(QWidget):
    """Takes the same points as `Lanes`."""

    def __init__(self, lanes: Sequence[str]) -> None:
        super().__init__()
        self._lanes = tuple(lanes)
        self._column = QVBoxLayout(self)
        self._lines: list[_Line] = []
        look.follow(self.fit)

    def set_points(self, points: Sequence[LanePoint]) -> None:
        while len(self._lines) < len(points):
            self._lines.append(_Line())
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(points))
            if place < len(points):
                line.show_point(points[place], self._lanes[points[place].lane])

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
