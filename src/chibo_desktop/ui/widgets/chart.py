"""A line of months against a target: direct labels, no legend, no grid; readable in black and white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering


@dataclass(frozen=True)
class ChartPoint:
    """`value` None leaves a gap (no meeting that month); `words` is the value as written ("85,7")."""

    label: str
    value: float | None
    words: str = ""


class Chart(QWidget):
    """Values under the target are labelled and are another shape; `point_chosen(place)` opens the month.

    The axis is cut to the values, therefore it is a line and never bars.
    """

    point_chosen = Signal(int)

    def __init__(
        self,
        points: Sequence[ChartPoint] = (),
        *,
        target: float | None = None,
        target_words: str = "",
        last_words: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._target, self._target_words, self._name = target, target_words, name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_points(points, last_words)
        look.follow(self.updateGeometry)

    def set_points(self, points: Sequence[ChartPoint], last_words: str = "") -> None:
        self._points, self._last_words = tuple(points), last_words
        said = ", ".join(f"{point.label} {point.words or 'không có số'}" for point in points)
        target = f"; mức {self._target_words}" if self._target_words else ""
        self.setAccessibleName(f"{self._name}: {said}{target}" if self._name else f"{said}{target}")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(360, 190)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(240, 150)

    def _plot(self) -> QRectF:
        end = max(
            lettering.width_of(self._last_words, "strong"), lettering.width_of(self._target_words, "strong")
        )
        return QRectF(self.rect()).adjusted(look.px(12), look.px(14), -end - look.px(18), -look.px(36))

    def _span(self) -> tuple[float, float]:
        values = [point.value for point in self._points if point.value is not None]
        if self._target is not None:
            values.append(self._target)
        low, high = min(values, default=0.0), max(values, default=1.0)
        # Room below for the labels of low values; a flat line stands in the middle.
        room = (high - low) * 0.25 or 1.0
        return low - room, high

    def _at(self, place: int, value: float) -> QPointF:
        plot, (low, high) = self._plot(), self._span()
        x = plot.left() + plot.width() * place / max(1, len(self._points) - 1)
        return QPointF(x, plot.bottom() - plot.height() * (value - low) / max(1e-9, high - low))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter)
        self._paint_target(painter)
        self._paint_line(painter)
        for place, point in enumerate(self._points):
            if point.value is not None:
                self._paint_point(painter, place, point, point.value)
        painter.end()

    def _paint_axis(self, painter: QPainter) -> None:
        plot = self._plot()
        y = plot.bottom() + look.px(6)
        painter.setPen(QPen(look.colour("outline"), look.hair()))
        painter.drawLine(QPointF(0, y), QPointF(plot.right() + look.px(12), y))
        widest = max(lettering.width_of(point.label) for point in self._points) + look.px(10)
        every = max(1, -(-int(widest * len(self._points)) // max(1, int(plot.width()))))
        for place, point in enumerate(self._points):
            if (
                len(self._points) - 1 - place
            ) % every == 0:  # counted from the last month, which is always named
                middle = self._at(place, 0).x()
                room = QRectF(middle - widest / 2, y + look.px(4), widest, look.px(24))
                lettering.write(painter, room, point.label, "body", "muted", align=lettering.CENTRE)

    def _paint_target(self, painter: QPainter) -> None:
        if self._target is None:
            return
        plot, y = self._plot(), self._at(0, self._target).y()
        pen = QPen(look.colour("ink"), look.px(1.6))
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(0, y), QPointF(plot.right() + look.px(12), y))
        room = QRectF(plot.right() + look.px(18), y - look.px(12), self.width(), look.px(24))
        lettering.write(painter, room, self._target_words, "strong")

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(look.colour("info"), look.px(2)))
        for place in range(len(self._points) - 1):
            here, there = self._points[place].value, self._points[place + 1].value
            if here is not None and there is not None:
                painter.drawLine(self._at(place, here), self._at(place + 1, there))

    def _paint_point(self, painter: QPainter, place: int, point: ChartPoint, value: float) -> None:
        at = self._at(place, value)
        if self._target is not None and value < self._target:
            side = look.px(18)
            glyphs.glyph(painter, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), "below")
            wide = lettering.width_of(point.words, "strong")
            left = at.x() - look.px(10) - wide
            room = QRectF(
                left if left >= 0 else at.x() + look.px(12), at.y() - look.px(12), wide + 1, look.px(24)
            )
            lettering.write(painter, room, point.words, "strong", "bad_text")
            return
        painter.setPen(QPen(look.colour("surface"), look.px(2)))
        painter.setBrush(look.colour("info"))
        painter.drawEllipse(at, look.px(5.5), look.px(5.5))
        if place == len(self._points) - 1 and self._last_words:
            room = QRectF(at.x() + look.px(12), at.y() - look.px(12), self.width(), look.px(24))
            lettering.write(painter, room, self._last_words, "strong", "info_text")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._points:
            x = event.position().x()
            places = range(len(self._points))
            self.point_chosen.emit(min(places, key=lambda place: abs(self._at(place, 0).x() - x)))
