"""Bars beside names: a share each, from nought, with the target as a line; which organisations they are is not here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.button_column import ButtonColumn, KeyedButton

NAME_SHARE = 0.42
"""Of the width of a line the part its name may take."""
HEIGHT = 36
SIDES = 6


@dataclass(frozen=True)
class Bar:
    """`part` is 0 to 1 of the longest bar there can be, None where nothing is counted; `words` is the value as written.

    `met` False is another shape and a word for the screen reader; None has no verdict.
    """

    key: str
    name: str
    part: float | None
    words: str
    met: bool | None = None


class _BarButton(KeyedButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar, self.target, self.words_wide = Bar("", "", None, ""), 0.0, 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ring_sides", SIDES)

    def key(self) -> str:
        return self.bar.key

    def show_bar(self, bar: Bar, target: float | None, words_wide: float) -> None:
        """`words_wide` is what the widest value of the list takes, so that all bars are of one scale."""
        self.bar, self.target, self.words_wide = bar, target or 0.0, words_wide
        verdict = {True: "đạt", False: "chưa đạt", None: ""}[bar.met]
        self.setAccessibleName(", ".join(part for part in (bar.name, bar.words, verdict) if part))
        self.setToolTip(f"{bar.name}: {bar.words}")
        self.update()

    def sizeHint(self) -> QSize:
        return look.pixels(320, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.fillRect(box, look.colour("tinted"))
        names = min(box.width() * NAME_SHARE, look.px(260))
        lettering.write(painter, QRectF(0, 0, names - look.px(8), box.height()), self.bar.name)
        self._paint_value(painter, box)
        right = box.right() - self.words_wide - look.px(34)
        self._paint_bar(painter, QRectF(names, box.center().y() - look.px(8), right - names, look.px(16)))
        painter.end()

    def _paint_value(self, painter: QPainter, box: QRectF) -> None:
        tone = "bad_text" if self.bar.met is False else "ink" if self.bar.part is not None else "muted"
        lettering.write(painter, box, self.bar.words, "body", tone, align=lettering.RIGHT)
        if self.bar.met is not None:
            side = look.px(16)
            left = box.right() - self.words_wide - look.px(24)
            shape = QRectF(left, box.center().y() - side / 2, side, side)
            glyphs.glyph(painter, shape, "tick" if self.bar.met else "below")

    def _paint_bar(self, painter: QPainter, room: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("tinted"))
        painter.drawRect(room)
        if self.bar.part:
            painter.setBrush(look.colour("bad" if self.bar.met is False else "info"))
            painter.drawRect(QRectF(room.left(), room.top(), room.width() * self.bar.part, room.height()))
        if self.target:
            x = room.left() + room.width() * self.target
            painter.setPen(QPen(look.colour("ink"), look.px(1.6)))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))


class ShareBars(ButtonColumn[_BarButton]):
    """One bar a line, all of one scale."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bars: tuple[Bar, ...] = ()
        self._target: float | None = None
        look.follow(self.fit)

    def make_button(self) -> _BarButton:
        return _BarButton(self)

    def set_bars(self, bars: Sequence[Bar], target: float | None = None) -> None:
        """`target` is 0 to 1 of the longest bar there can be."""
        self._bars, self._target = tuple(bars), target
        self.hold(len(bars))
        self.fit()

    def fit(self) -> None:
        wide = max((lettering.width_of(bar.words) for bar in self._bars), default=0.0)
        for button, bar in zip(self._buttons, self._bars, strict=True):
            button.show_bar(bar, self._target, wide)
        super().fit()
