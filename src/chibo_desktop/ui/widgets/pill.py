"""The state pill: shape, words and a pale ground; also painted inside rows of lists by `paint_pill`."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering

_HEIGHT, _EDGE, _SHAPE, _SPACE = 32, 12, 20, 8  # logical pixels


def pill_width(words: str, *, strong: bool = True) -> float:
    """Pixels a pill with these words takes at this zoom."""
    letters = lettering.width_of(words, "strong" if strong else "body")
    return letters + look.px(2 * _EDGE + _SHAPE + _SPACE)


def paint_pill(
    painter: QPainter,
    rect: QRectF,
    kind: glyphs.Kind,
    words: str,
    *,
    tinted: bool = True,
    strong: bool = True,
) -> None:
    """Paints a pill at the left of `rect`, in its middle; words that do not fit end in an ellipsis."""
    tone = glyphs.tone_of(kind)
    width = min(pill_width(words, strong=strong), rect.width())
    height = look.px(_HEIGHT)
    box = QRectF(rect.left(), rect.center().y() - height / 2, width, height)
    if tinted:
        lettering.panel(painter, box, look.tone_pale(tone))
    shape = QRectF(box.left() + look.px(_EDGE), box.center().y() - look.px(_SHAPE) / 2, look.px(_SHAPE), 0)
    shape.setHeight(shape.width())
    glyphs.glyph(painter, shape, kind, ground=look.tone_pale(tone) if tinted else "surface")
    room = QRectF(shape.right() + look.px(_SPACE), box.top(), 0, height)
    room.setRight(box.right() - look.px(_EDGE) + 1)
    role: look.Role = "strong" if strong else "body"
    lettering.write(painter, room, words, role, look.tone_text(tone))


class Pill(QWidget):
    """A state in a layout. `tinted=False` is the quiet form: no ground, weight 400, flush left."""

    def __init__(
        self,
        kind: glyphs.Kind,
        words: str,
        *,
        tinted: bool = True,
        strong: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tinted = tinted
        self._strong = tinted if strong is None else strong
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say(kind, words)
        look.follow(self.updateGeometry)

    def say(self, kind: glyphs.Kind, words: str) -> None:
        self._kind, self._words = kind, words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = pill_width(self._words, strong=self._strong)
        if not self._tinted:
            width -= look.px(2 * _EDGE)
        return QSize(round(width + 1), look.px(_HEIGHT if self._tinted else 24))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(2 * _EDGE + _SHAPE + _SPACE + 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = QRectF(self.rect())
        if not self._tinted:
            room.adjust(-look.px(_EDGE), 0, look.px(_EDGE), 0)
        paint_pill(painter, room, self._kind, self._words, tinted=self._tinted, strong=self._strong)
        painter.end()
