"""The shapes of states: one function draws them all, so a state looks the same at every size and place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from chibo_desktop.ui import look

Kind = Literal[
    "done",
    "tick",
    "now",
    "todo",
    "optional",
    "excused",
    "half",
    "absent",
    "late",
    "left",
    "warning",
    "below",
    "diamond",
    "dot",
    "missing",
]

Mark = Literal["theme", "visited"]
"""A small shape around another: a bar beneath, a corner above."""

TONES: dict[Kind, look.Tone] = {
    "done": "good",
    "tick": "good",
    "now": "ink",
    "todo": "info",
    "optional": "muted",
    "excused": "info",
    "half": "info",
    "absent": "bad",
    "late": "warn",
    "left": "warn",
    "warning": "warn",
    "below": "bad",
    "diamond": "warn",
    "dot": "muted",
    "missing": "muted",
}

WORDS: dict[Kind, str] = {
    "done": "xong",
    "tick": "xong",
    "now": "đang làm",
    "todo": "chưa xong",
    "optional": "nếu có",
    "excused": "có lý do",
    "half": "chưa đủ",
    "absent": "không có",
    "late": "muộn",
    "left": "về sớm",
    "warning": "cần chú ý",
    "below": "dưới mức",
    "diamond": "chưa làm",
    "dot": "chưa đến",
    "missing": "chưa có tin",
}
"""What a shape says to someone who cannot see it, where no other words stand beside it."""


def tone_of(kind: Kind) -> look.Tone:
    return TONES[kind]


def glyph(painter: QPainter, rect: QRectF, kind: Kind, *, ground: str = "surface") -> None:
    """Draws the shape into the middle of `rect`, at the zoom's own stroke; `ground` fills hollow shapes."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 20, side / 20)  # the shapes below are drawn on a grid of 20
    _SHAPES[kind](painter, TONES[kind], ground)
    painter.restore()


def mark(painter: QPainter, rect: QRectF, kind: Mark) -> None:
    """Draws a mark around a shape that was drawn into the same `rect`; it is as dark as words, whatever the shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 20, side / 20)
    _filled(painter, "info_text")
    if kind == "theme":
        painter.drawRect(QRectF(3, 22, 14, 2.4))
    else:
        painter.drawPolygon(QPolygonF([QPointF(19, -3.5), QPointF(26, -3.5), QPointF(26, 3.5)]))
    painter.restore()


def _pen(token: str, width: float = 1.8, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(look.colour(token), width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _filled(painter: QPainter, token: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(token))


def _hollow(painter: QPainter, token: str, ground: str, width: float = 1.8) -> None:
    painter.setPen(_pen(token, width))
    painter.setBrush(look.colour(ground))


def _tick_path() -> QPainterPath:
    path = QPainterPath(QPointF(5.8, 10.4))
    path.lineTo(8.8, 13.3)
    path.lineTo(14.2, 7.2)
    return path


def _done(painter: QPainter, tone: str, ground: str) -> None:
    _filled(painter, tone)
    painter.drawEllipse(QRectF(0.8, 0.8, 18.4, 18.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("surface", 2.3))
    painter.drawPath(_tick_path())


def _tick(painter: QPainter, tone: str, ground: str) -> None:
    painter.setPen(_pen(tone, 1.7))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.translate(-4.4, -4.6)
    painter.scale(1.45, 1.45)
    painter.drawPath(_tick_path())


def _now(painter: QPainter, tone: str, ground: str) -> None:
    _filled(painter, tone)
    painter.drawEllipse(QRectF(2, 2, 16, 16))


def _todo(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground, 2)
    painter.drawEllipse(QRectF(1.6, 1.6, 16.8, 16.8))


def _dashed(painter: QPainter, tone: str, ground: str) -> None:
    pen = _pen(tone, 1.8)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.9, 1.45])
    painter.setPen(pen)
    painter.setBrush(look.colour(ground))
    painter.drawEllipse(QRectF(1.8, 1.8, 16.4, 16.4))


def _half(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground, 2)
    disc = QRectF(1.6, 1.6, 16.8, 16.8)
    painter.drawEllipse(disc)
    _filled(painter, tone)
    painter.drawPie(disc, 90 * 16, 180 * 16)


def _absent(painter: QPainter, tone: str, ground: str) -> None:
    _filled(painter, tone)
    painter.drawRoundedRect(QRectF(1.6, 1.6, 16.8, 16.8), 2.5, 2.5)
    painter.setPen(_pen("surface", 2.4))
    painter.drawLine(QPointF(6.8, 6.8), QPointF(13.2, 13.2))
    painter.drawLine(QPointF(13.2, 6.8), QPointF(6.8, 13.2))


def _late(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground, 2)
    painter.drawEllipse(QRectF(1.6, 1.6, 16.8, 16.8))
    painter.drawPolyline(QPolygonF([QPointF(10, 5.6), QPointF(10, 10.3), QPointF(13.2, 12)]))


def _left(painter: QPainter, tone: str, ground: str) -> None:
    """An open door and the way out of it."""
    painter.setPen(_pen(tone, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(
        QPolygonF([QPointF(9.6, 2.4), QPointF(2.6, 2.4), QPointF(2.6, 17.6), QPointF(9.6, 17.6)])
    )
    painter.drawLine(QPointF(7.6, 10), QPointF(17.4, 10))
    painter.drawPolyline(QPolygonF([QPointF(13.4, 5.8), QPointF(17.6, 10), QPointF(13.4, 14.2)]))


def _warning(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground)
    painter.drawPolygon(QPolygonF([QPointF(10, 2), QPointF(18.6, 17.4), QPointF(1.4, 17.4)]))
    painter.drawLine(QPointF(10, 8), QPointF(10, 11.8))
    _filled(painter, tone)
    painter.drawEllipse(QPointF(10, 14.6), 1.15, 1.15)


def _below(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground, 2)
    painter.drawPolygon(QPolygonF([QPointF(3, 4.6), QPointF(17, 4.6), QPointF(10, 16.6)]))


def _diamond(painter: QPainter, tone: str, ground: str) -> None:
    _hollow(painter, tone, ground)
    painter.drawPolygon(QPolygonF([QPointF(10, 1.4), QPointF(18.6, 10), QPointF(10, 18.6), QPointF(1.4, 10)]))


def _dot(painter: QPainter, tone: str, ground: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(look.colour("outline")))
    painter.drawEllipse(QPointF(10, 10), 2.4, 2.4)


_SHAPES: dict[Kind, Callable[[QPainter, str, str], None]] = {
    "done": _done,
    "tick": _tick,
    "now": _now,
    "todo": _todo,
    "optional": _dashed,
    "excused": _half,
    "half": _half,
    "absent": _absent,
    "late": _late,
    "left": _left,
    "warning": _warning,
    "below": _below,
    "diamond": _diamond,
    "dot": _dot,
    "missing": _dashed,
}
