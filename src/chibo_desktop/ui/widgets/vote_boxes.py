"""One box for each vote of the base, filled for yes, with a line at the number that is needed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering

_BOX = 20  # logical pixels


class VoteBoxes(QWidget):
    """Shows a result; reckons nothing: base, needed and share come from `rules/`."""

    def __init__(
        self, base: int = 0, yes: int = 0, needed: int = 0, share: str = "2/3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_vote(base, yes, needed, share)
        look.follow(self.updateGeometry)

    def show_vote(self, base: int, yes: int, needed: int, share: str = "2/3") -> None:
        """`needed` votes are `share` of the base ("2/3", "quá nửa"); yes is never drawn above the base."""
        self._base, self._yes, self._needed, self._share = max(0, base), max(0, min(yes, base)), needed, share
        verdict = "đủ" if self._yes >= needed else f"còn thiếu {needed - self._yes}"
        self.setAccessibleName(f"{self._yes} trên {base} phiếu tán thành, {self._mark()}: {verdict}")
        self.update()

    def _mark(self) -> str:
        return f"cần {self._needed}, tức {self._share}" if self._share else f"cần {self._needed}"

    def sizeHint(self) -> QSize:
        return look.pixels(628, 56)

    def minimumSizeHint(self) -> QSize:
        return look.pixels(300, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._base:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.width() / self._base
        gap = min(look.px(4), pitch * 0.2)
        for place in range(self._base):
            box = QRectF(place * pitch + gap / 2, look.px(2), pitch - gap, look.px(_BOX))
            self._paint_box(painter, box, filled=place < self._yes)
        self._paint_needed(painter, pitch)
        painter.end()

    def _paint_box(self, painter: QPainter, box: QRectF, *, filled: bool) -> None:
        round_by = min(look.px(3), box.width() / 4)
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("good" if self._yes >= self._needed else "info"))
        else:
            painter.setPen(QPen(look.colour("outline"), look.hair()))
            painter.setBrush(look.colour("surface"))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, round_by, round_by)

    def _paint_needed(self, painter: QPainter, pitch: float) -> None:
        line, words = look.px(28), f"{self._yes} tán thành"
        tone = "good_text" if self._yes >= self._needed else "info_text"
        under = QRectF(0, look.px(30), self.width(), look.px(24))
        lettering.write(painter, under, words, "strong", tone)
        x = self._needed * pitch
        painter.setPen(QPen(look.colour("ink"), look.px(2)))
        painter.drawLine(QPointF(x, 0), QPointF(x, line + look.px(4)))
        wide, mark = lettering.width_of(self._mark(), "strong"), self._mark()
        taken = lettering.width_of(words, "strong") + look.px(16)
        left = x - wide if x - wide >= taken else max(taken, min(x + look.px(6), self.width() - wide))
        lettering.write(painter, QRectF(left, look.px(30), wide + 1, look.px(24)), mark, "strong")
