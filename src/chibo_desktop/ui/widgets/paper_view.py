"""The pages of a paper as they will be printed, beneath each other; it only shows pictures made elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets import lettering

WIDE, HIGH = 595.28, 841.89
"""A4 in points, the measure of every place on a page."""

_GAP = 12  # logical pixels between two pages
_WIDEST = 840  # logical pixels: a page larger than on the desk is no easier to read
_SETTLED_MS = 120


@dataclass(frozen=True)
class Mark:
    """A stretch of one page to be tinted, in points: page from 0, the rest from its upper left corner."""

    page: int
    top: float
    bottom: float
    left: float = 85.0
    right: float = 552.8


class _Sheet(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.pages: tuple[QImage, ...] = ()
        self.marks: tuple[Mark, ...] = ()
        self.note = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def lay_out(self, width: int) -> None:
        """Pages of this width in pixels; the pictures follow when they are drawn anew."""
        count = max(1, len(self.pages))
        self.setFixedSize(width, round(count * self._height(width) + (count - 1) * look.px(_GAP)))
        self.update()

    @staticmethod
    def _height(width: float) -> float:
        return width * HIGH / WIDE

    def page_rect(self, page: int) -> QRectF:
        """Where a page stands, in pixels."""
        high = self._height(self.width())
        return QRectF(0, round(page * (high + look.px(_GAP))), self.width(), round(high))

    def mark_rect(self, mark: Mark) -> QRectF:
        """Where a stretch stands, in pixels, a little wider than its words."""
        page, scale = self.page_rect(mark.page), self.width() / WIDE
        top, bottom = page.top() + mark.top * scale, page.top() + mark.bottom * scale
        left, right = mark.left * scale, mark.right * scale
        return QRectF(left, top, right - left, bottom - top).adjusted(
            -4 * scale, -scale, 4 * scale, 2 * scale
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in range(max(1, len(self.pages))):
            rect = self.page_rect(number)
            if not QRectF(event.rect()).intersects(rect):
                continue
            painter.fillRect(rect, look.colour("paper"))
            if number < len(self.pages):
                painter.drawImage(rect, self.pages[number])
        for mark in self.marks:
            self._paint_mark(painter, self.mark_rect(mark))
        painter.setPen(look.colour("line"))
        for number in range(max(1, len(self.pages))):
            painter.drawRect(self.page_rect(number).adjusted(0.5, 0.5, -0.5, -0.5))
        if self.note:
            self._paint_note(painter)
        painter.end()

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        """A tint under the ink and a bar in the margin: what changed is not told by colour alone."""
        painter.save()
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, look.colour("changed"))
        painter.restore()
        bar = QRectF(rect.left() - look.px(8), rect.top(), look.px(3), rect.height())
        painter.fillRect(bar, look.THEMES["light"].accent)

    def _paint_note(self, painter: QPainter) -> None:
        room = self.visibleRegion().boundingRect()
        box = QRectF(0, 0, lettering.width_of(self.note) + look.px(24), look.px(32))
        box.moveTopRight(QRectF(room).topRight())
        box.translate(-look.px(12), look.px(12))
        lettering.panel(painter, box, "surface", "outline", look.hair())
        lettering.write(painter, box, self.note, "body", "muted", align=Qt.AlignmentFlag.AlignCenter)


class PaperView(QScrollArea):
    """Pages fitted to the width. `width_changed` when pictures of another width are wanted; it never takes the focus."""

    width_changed = Signal()

    def __init__(self, name: str = "Bản giấy", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._sheet = _Sheet()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED_MS)
        self._settle.timeout.connect(self.width_changed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(self._sheet)
        self.setAccessibleName(name)
        look.follow(self.fit)

    def picture_width(self) -> int:
        """How wide a page has to be drawn to be sharp here, in pixels of the screen."""
        return max(1, round(self._sheet.width() * self.devicePixelRatioF()))

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Shows the paper; where one had scrolled to stays."""
        at = self.verticalScrollBar().value()
        self._sheet.pages = tuple(pages)
        self._sheet.lay_out(self._sheet.width())
        self.verticalScrollBar().setValue(at)
        count = len(pages)
        self.setAccessibleName(f"{self._name}, {count} trang" if count else self._name)

    def show_marks(self, marks: Sequence[Mark], *, at: Mark | None = None) -> None:
        """Tints what changed; `at` is brought into view when it is not in it."""
        self._sheet.marks = tuple(marks)
        self._sheet.update()
        if at is not None:
            self.bring_into_view(at)

    def bring_into_view(self, mark: Mark) -> None:
        """Scrolls as little as needed."""
        rect = self._sheet.mark_rect(mark)
        room = min(rect.height() / 2 + look.px(48), self.viewport().height() / 2)
        self.ensureVisible(0, round(rect.center().y()), 0, round(room))

    def say(self, note: str) -> None:
        """A word in the corner of the page, while it is being made; "" is none."""
        if note != self._sheet.note:
            self._sheet.note = note
            self._sheet.update()

    def page_count(self) -> int:
        return len(self._sheet.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        width = max(min(self.viewport().width(), look.px(_WIDEST)), look.px(240))
        if width != self._sheet.width():
            held = self.verticalScrollBar()
            share = held.value() / max(1, held.maximum())
            self._sheet.lay_out(width)
            held.setValue(round(share * held.maximum()))
            self._settle.start()

    def sizeHint(self) -> QSize:
        return look.pixels(500, 640)
