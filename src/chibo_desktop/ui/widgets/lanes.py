"""One path over several lanes: going up and coming back is a shape one recognises at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering

_LANE, _SHAPE = 80, 20  # logical pixels


@dataclass(frozen=True)
class LanePoint:
    """`lane` counts from the top; `kind` "todo" is what is still to come."""

    lane: int
    label: str
    date: str
    kind: glyphs.Kind = "done"


class Lanes(QWidget):
    """Points are evenly spaced and carry their dates; the length is no scale of time."""

    def __init__(
        self,
        lanes: Sequence[str],
        points: Sequence[LanePoint] = (),
        name: str = "Đường đi",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lanes, self._name = tuple(lanes), name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_points(points)
        look.follow(self.updateGeometry)

    def set_points(self, points: Sequence[LanePoint]) -> None:
        self._points = tuple(points)
        said = [
            f"{self._lanes[point.lane]}: {point.label} {point.date}, {glyphs.WORDS[point.kind]}"
            for point in points
        ]
        self.setAccessibleName(f"{self._name}: {'; '.join(said)}")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(900, _LANE * len(self._lanes))

    def minimumSizeHint(self) -> QSize:
        return look.pixels(500, _LANE * len(self._lanes))

    def _middle(self, place: int) -> QPointF:
        point = self._points[place]
        first = max(lettering.width_of(lane, "strong") for lane in self._lanes) + look.px(16 + 28)
        end = self._points[-1]
        last = look.px(16) + max(*map(lettering.width_of, (end.label, end.date)), look.px(_SHAPE))
        pitch = (self.width() - first - last) / max(1, len(self._points) - 1)
        return QPointF(first + pitch * place + look.px(_SHAPE / 2), look.px(_LANE * (point.lane + 0.5)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, lane in enumerate(self._lanes):
            band = QRectF(0, look.px(_LANE) * place, self.width(), look.px(_LANE))
            if place % 2 == 0:
                lettering.panel(painter, band, "tinted")
            lettering.write(painter, band.adjusted(look.px(16), 0, 0, 0), lane, "strong")
        for place in range(len(self._points) - 1):
            self._paint_way(painter, place)
        for place in range(len(self._points)):
            self._paint_point(painter, place)
        painter.end()

    def _paint_way(self, painter: QPainter, place: int) -> None:
        here, there = self._middle(place), self._middle(place + 1)
        known = self._points[place + 1].kind == "done"
        pen = QPen(look.colour("good" if known else "info"), look.px(2))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not known:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        away, bend = look.px(_SHAPE / 2 + 5), look.px(6)
        path = QPainterPath(QPointF(here.x() + away, here.y()))
        if here.y() != there.y():
            turn = there.x() - look.px(_SHAPE / 2 + 18)
            down = bend if there.y() > here.y() else -bend
            path.lineTo(turn - bend, here.y())
            path.quadTo(turn, here.y(), turn, here.y() + down)
            path.lineTo(turn, there.y() - down)
            path.quadTo(turn, there.y(), turn + bend, there.y())
        path.lineTo(there.x() - away, there.y())
        painter.drawPath(path)

    def _paint_point(self, painter: QPainter, place: int) -> None:
        point, middle = self._points[place], self._middle(place)
        side, line = look.px(_SHAPE), look.px(24)
        left = middle.x() - side / 2
        glyphs.glyph(painter, QRectF(left, middle.y() - side / 2, side, side), point.kind)
        room = self.width() - left
        if place + 1 < len(self._points):
            room = self._middle(place + 1).x() - middle.x() - look.px(6)
        coming = point.kind == "todo"
        above = QRectF(left, middle.y() - look.px(39), room, line)
        lettering.write(
            painter, above, point.label, "strong" if coming else "body", "info_text" if coming else "ink"
        )
        lettering.write(painter, above.translated(0, look.px(54)), point.date, "body", "muted")
