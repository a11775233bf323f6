"""A sentence in place: shape, words, and a second line that may hold a link; never a box that opens."""

from __future__ import annotations

import html

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets.words import Prose


class Shape(QWidget):
    """One state shape in a layout, without words: the words beside it must say the same."""

    def __init__(self, kind: glyphs.Kind, size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_kind(kind)
        look.follow(self.updateGeometry)

    def show_kind(self, kind: glyphs.Kind) -> None:
        self._kind: glyphs.Kind = kind
        self.setAccessibleName(glyphs.WORDS[kind])
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        glyphs.glyph(painter, QRectF(self.rect()), self._kind)
        painter.end()


class Message(QWidget):
    """Hidden while it has nothing to say. `link_chosen` carries the key of a link in the second line."""

    link_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Shape, Prose, Prose] | None = None
        self._row = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self.hide()
        look.follow(self.fit)

    def _made(self) -> tuple[Shape, Prose, Prose]:
        """Shape, sentence and second line: most fields of a form never have anything to say."""
        if self._parts is None:
            self._parts = shape, sentence, more = Shape("absent"), Prose(), Prose()
            more.link_chosen.connect(self.link_chosen)
            self._row.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
            self._row.addWidget(sentence, 1)
            self._column.addWidget(more)
        return self._parts

    def say(self, kind: glyphs.Kind, sentence: str, more: str = "") -> None:
        """`sentence` is plain; `more` may hold <a href="key"> and must be escaped by the caller."""
        self.setAccessibleName(sentence)
        if sentence or self._parts is not None:
            self._fill(kind, sentence, more)
        self.setVisible(bool(sentence))

    def _fill(self, kind: glyphs.Kind, sentence: str, more: str) -> None:
        shape, first, second = self._made()
        shape.show_kind(kind)
        first.setProperty("tone", glyphs.tone_of(kind))
        look.restyle(first)
        first.say(f"<b>{html.escape(sentence)}</b>" if sentence else "")
        second.say(more)
        second.setVisible(bool(more))

    def fit(self) -> None:
        self._column.setContentsMargins(0, look.px(4), 0, 0)
        self._column.setSpacing(look.px(2))
        self._row.setSpacing(look.px(8))
        self._row.setContentsMargins(0, 0, 0, 0)
