"""The strip: dated points on a line, solid for what is known to have happened, dashed for what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering

LineKind = Literal["", "solid", "dashed", "quiet"]
_SHAPE, _SPACE, _BREATH = 20, 8, 20  # logical pixels


@dataclass(frozen=True)
class StripPoint:
    """`line` is the one that leads to the next point; "" takes it from the states: solid green between done
    points, dashed otherwise. `quiet` is solid grey, `tone` overrides the colour of a solid line.
    """

    label: str
    date: str
    kind: glyphs.Kind = "done"
    line: LineKind = ""
    tone: look.Tone | None = None
    strong: bool = False


class Strip(QWidget):
    """Evenly spaced points; their dates are words, the length of the line is no scale of time."""

    def __init__(
        self, points: Sequence[StripPoint] = (), name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_points(points)
        look.follow(self.updateGeometry)

    def set_points(self, points: Sequence[StripPoint]) -> None:
        self._points = tuple(points)
        said = [f"{point.label} {point.date}, {glyphs.WORDS[point.kind]}" for point in points]
        self.setAccessibleName(": ".join(part for part in (self._name, "; ".join(said)) if part))
        self.updateGeometry()
        self.update()

    def _natural(self, point: StripPoint) -> float:
        role: look.Role = "strong" if point.strong else "body"
        return max(lettering.width_of(point.label, role), lettering.width_of(point.date), look.px(_SHAPE))

    def _lefts(self) -> list[float]:
        """The left edges of the points: even where all words fit so, else by the words' own widths."""
        count = len(self._points)
        needs = [self._natural(point) + look.px(_BREATH) for point in self._points]
        if count < 2:
            return [0.0] * count
        even = (self.width() - needs[-1] + look.px(_BREATH)) / (count - 1)
        if even >= max(needs[:-1]):
            even = min(even, self.width() / count)
            even = max(even, *needs[:-1])
            return [even * place for place in range(count)]
        spare = max(0.0, self.width() - sum(needs) + look.px(_BREATH)) / (count - 1)
        squeeze = min(1.0, self.width() / max(1.0, sum(needs)))
        lefts, x = [], 0.0
        for need in needs:
            lefts.append(x)
            x += need * squeeze + spare
        return lefts

    def sizeHint(self) -> QSize:
        width = sum(self._natural(point) + look.px(_BREATH) for point in self._points)
        return QSize(round(width), look.px(80))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(80) * len(self._points), look.px(80))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lefts = [*self._lefts(), float(self.width())]
        for place, point in enumerate(self._points):
            if place + 1 < len(self._points):
                self._paint_line(painter, point, self._points[place + 1], lefts[place], lefts[place + 1])
            self._paint_point(painter, point, lefts[place], lefts[place + 1])
        painter.end()

    def _paint_line(
        self, painter: QPainter, point: StripPoint, after: StripPoint, left: float, right: float
    ) -> None:
        line = point.line or ("solid" if point.kind == after.kind == "done" else "dashed")
        token = {"solid": point.tone or "good", "dashed": point.tone or "outline", "quiet": "grey"}[line]
        pen = QPen(look.colour(token), look.px(self._stroke(point, line)))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line == "dashed":
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        y = look.px(40)
        painter.drawLine(
            QPointF(left + look.px(_SHAPE + 5), y),
            QPointF(max(left + look.px(_SHAPE + 5), right - look.px(5)), y),
        )

    @staticmethod
    def _stroke(point: StripPoint, line: str) -> float:
        if line == "dashed":
            return 1.6
        return 4 if point.tone or line == "quiet" else 2  # a clock's line is drawn broader than a path's

    def _paint_point(self, painter: QPainter, point: StripPoint, left: float, right: float) -> None:
        room = right - left - look.px(_SPACE) if right < self.width() else right - left
        line = look.px(24)
        coming = point.kind in {"missing", "optional"}
        tone = "muted" if coming else "info_text" if point.kind == "todo" else "ink"
        role: look.Role = "strong" if point.strong else "body"
        lettering.write(painter, QRectF(left, 0, room, line), point.label, role, tone)
        shape = QRectF(left, look.px(30), look.px(_SHAPE), look.px(_SHAPE))
        glyphs.glyph(painter, shape, point.kind)
        lettering.write(painter, QRectF(left, look.px(56), room, line), point.date, "body", "muted")
