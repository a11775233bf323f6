"""Words in painted widgets: one way to set, measure and cut them; labels of layouts are in `words.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from chibo_desktop.ui import look

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def width_of(words: str, role: look.Role = "body") -> float:
    """Pixels of this zoom."""
    return QFontMetricsF(look.font(role)).horizontalAdvance(words)


def write(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: look.Role = "body",
    token: str = "ink",
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Sets one line into `rect`; what does not fit ends in an ellipsis."""
    face = look.font(role)
    metrics = QFontMetricsF(face)
    if metrics.horizontalAdvance(words) > rect.width() + 0.5:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(face)
    painter.setPen(QPen(look.colour(token)))
    painter.drawText(rect, align | Qt.TextFlag.TextSingleLine, words)


def height_of(words: str, width: float, role: look.Role = "body") -> float:
    """Pixels of this zoom that the words take when they wrap at `width`."""
    room = QRectF(0, 0, max(width, 1), 100_000)
    return QFontMetricsF(look.font(role)).boundingRect(room, _WRAPPED, words).height()


def write_wrapped(
    painter: QPainter, rect: QRectF, words: str, role: look.Role = "body", token: str = "ink"
) -> None:
    """Sets words into as many lines as they need at the width of `rect`."""
    painter.setFont(look.font(role))
    painter.setPen(QPen(look.colour(token)))
    painter.drawText(rect, _WRAPPED, words)


def write_marked(
    painter: QPainter, rect: QRectF, words: str, marks: Sequence[tuple[int, int]], token: str = "ink"
) -> None:
    """Sets one line with the marked stretches (start, end) bold; what does not fit ends in an ellipsis."""
    painter.setPen(QPen(look.colour(token)))
    left, at = rect.left(), 0
    runs = [run for start, end in marks for run in ((start, "body"), (end, "strong"))]
    for until, role in (*runs, (len(words), "body")):
        face = look.font(cast("look.Role", role))
        metrics, run = QFontMetricsF(face), words[at:until]
        width = metrics.horizontalAdvance(run)
        room = rect.right() - left
        shown = run if width <= room + 0.5 else metrics.elidedText(run, Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        painter.drawText(
            QRectF(left, rect.top(), room, rect.height()), LEFT | Qt.TextFlag.TextSingleLine, shown
        )
        if shown != run:
            return
        left, at = left + width, until


def panel(painter: QPainter, rect: QRectF, fill: str, edge: str = "", width: float = 0) -> None:
    """A box with round corners; the edge is drawn inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour(fill))
    if edge:
        painter.setPen(QPen(look.colour(edge), width))
        rect = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, look.px(look.CORNER), look.px(look.CORNER))
