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
    """`value` None leaves a gap (no meeting that month); `words` is the value as written ("85,7").

    `met` where the line alone does not say it (a target to be passed, not only reached).
    """

    label: str
    value: float | None
    words: str = ""
    met: bool | None = None


class Chart(QWidget):
    """Values under the target are labelled and are another shape; `point_chosen(place)` opens the month.

    The axis is cut to the values, therefore it is a line and never bars. `is_small`: low, and only the last value is
    labelled, as where many stand beside each other.
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
        is_small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._target, self._target_words, self._name = target, target_words, name
        self._is_small = is_small
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_points(points, last_words)
        look.follow(self.updateGeometry)

    def set_target(self, target: float | None, words: str = "") -> None:
        """Another target line, or none; shown with the next points."""
        self._target, self._target_words = target, words

    def set_points(self, points: Sequence[ChartPoint], last_words: str = "") -> None:
        self._points, self._last_words = tuple(points), last_words
        said = ", ".join(f"{point.label} {point.words or 'không có số'}" for point in points)
        target = f"; mức {self._target_words}" if self._target_words else ""
        self.setAccessibleName(f"{self._name}: {said}{target}" if self._name else f"{said}{target}")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(240, 104) if self._is_small else look.pixels(360, 190)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(180, 104) if self._is_small else look.pixels(240, 150)

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
        labelled = set() if self._is_small else self._labelled()
        for place, point in enumerate(self._points):
            if point.value is not None:
                self._paint_point(painter, place, point.value, is_labelled=place in labelled)
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
                middle = max(self._at(place, 0).x(), widest / 2 - look.px(5))
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
        room = QRectF(plot.right() + look.px(18), y - look.px(12) + self._aside(y), self.width(), look.px(24))
        lettering.write(painter, room, self._target_words, "strong")

    def _aside(self, y: float) -> float:
        """How far the words of the target step back from those of the last value, which stand in the same column."""
        last = self._points[-1]
        at_right = self._is_small or not self._is_below(last)
        if last.value is None or not self._last_words or not at_right:
            return 0
        between, least = y - self._at(len(self._points) - 1, last.value).y(), look.px(22)
        return 0 if abs(between) >= least else (least if between >= 0 else -least) - between

    def _is_below(self, point: ChartPoint) -> bool:
        if point.met is not None or point.value is None:
            return point.met is False
        return self._target is not None and point.value < self._target

    def _labelled(self) -> set[int]:
        """The places under the target whose words have room, counted from the last."""
        found: set[int] = set()
        left = float("inf")
        for place in reversed(range(len(self._points))):
            point = self._points[place]
            if point.value is None or not self._is_below(point):
                continue
            x, half = self._at(place, point.value).x(), lettering.width_of(point.words, "strong") / 2
            if x + half + look.px(6) < left:
                found.add(place)
                left = x - half
        return found

    def _paint_line(self, painter: QPainter) -> None:
        painter.setPen(QPen(look.colour("info"), look.px(2)))
        for place in range(len(self._points) - 1):
            here, there = self._points[place].value, self._points[place + 1].value
            if here is not None and there is not None:
                painter.drawLine(self._at(place, here), self._at(place + 1, there))

    def _paint_point(self, painter: QPainter, place: int, value: float, *, is_labelled: bool) -> None:
        at, point = self._at(place, value), self._points[place]
        is_last, is_below = place == len(self._points) - 1, self._is_below(point)
        if is_below:
            side = look.px(12 if self._is_small else 18)
            glyphs.glyph(painter, QRectF(at.x() - side / 2, at.y() - side / 2, side, side), "below")
        else:
            dot = look.px(3.5 if self._is_small else 5.5)
            painter.setPen(QPen(look.colour("surface"), look.px(2)))
            painter.setBrush(look.colour("info"))
            painter.drawEllipse(at, dot, dot)
        if is_labelled:
            wide = lettering.width_of(point.words, "strong") + 1
            left = min(max(0.0, at.x() - wide / 2), self.width() - wide)
            room = QRectF(left, at.y() + look.px(9), wide, look.px(24))
            lettering.write(painter, room, point.words, "strong", "bad_text")
        elif is_last and self._last_words and (self._is_small or not is_below):
            room = QRectF(at.x() + look.px(12), at.y() - look.px(12), self.width(), look.px(24))
            lettering.write(
                painter, room, self._last_words, "strong", "bad_text" if is_below else "info_text"
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._points:
            x = event.position().x()
            places = range(len(self._points))
            self.point_chosen.emit(min(places, key=lambda place: abs(self._at(place, 0).x() - x)))
