"""The search field of the bar: its glass, its key, and the keys that walk through what is found; it searches nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.composing import ComposingLine

WIDE, NARROW, LEAST = 380, 220, 140
ROOM_FOR_WORDS, ROOM_FOR_KEY = 330, 190
_LONG, _SHORT = "Tìm: tên, việc, nghị quyết …", "Tìm …"
_KEY = "Ctrl K"


class SearchLine(ComposingLine):
    """`walked(1)` on ↓, `walked(-1)` on ↑, `given_up` on Esc, which no other part of the window gets meanwhile."""

    walked = Signal(int)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wide = True
        self.setProperty("look", "search")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxLength(200)
        self.setAccessibleName("Tìm trong sổ")
        self.stepped.connect(lambda step: self.walked.emit(-step))
        self.set_wide(wide=True)
        look.follow(self.fit)

    def set_wide(self, *, wide: bool) -> None:
        """How much room it takes at most; it gives way to the words beside it."""
        self._is_wide = wide
        self.fit()

    def sizeHint(self) -> QSize:
        """The least: it takes what the words beside it leave, up to its maximum."""
        return look.pixels(LEAST, look.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setPlaceholderText(_LONG if look.logical(self.width()) >= ROOM_FOR_WORDS else _SHORT)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape:  # else a page under the panel would take it
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.px(20)
        icons.paint(painter, QRectF(look.px(12), (self.height() - side) / 2, side, side), "search", "muted")
        if not self.whole_text() and look.logical(self.width()) >= ROOM_FOR_KEY:
            room = QRectF(self.rect()).adjusted(0, 0, -look.px(13), 0)
            lettering.write(painter, room, _KEY, "body", "muted", align=lettering.RIGHT)
        painter.end()

    def fit(self) -> None:
        self.setMaximumWidth(look.px(WIDE if self._is_wide else NARROW))
        self.updateGeometry()
