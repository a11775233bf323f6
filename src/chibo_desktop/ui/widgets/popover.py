"""A small panel with a beak that points to what it tells about; Esc or the cross closes it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words

_BEAK, _HALF = 9, 8  # logical pixels: how far the beak stands out, half its foot


class Popover(QWidget):
    """Lives inside `page`, so it is cut where the page is cut; `closed` is sent however it was closed."""

    closed = Signal()

    def __init__(self, page: QWidget, title: str = "") -> None:
        super().__init__(page)
        self._side: Literal["left", "right"] = "left"
        self._beak_y = 0
        self._back_to: QWidget | None = None
        self._column = QVBoxLayout(self)
        head = QHBoxLayout()
        self._title = Words("", "emphasis_strong")
        self._close = Button("", "quiet", icon="close", name="Đóng")
        self._close.clicked.connect(self.shut)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._column.addLayout(head)
        self.body = QVBoxLayout()
        self._column.addLayout(self.body)
        self.set_title(title)
        self.hide()
        page.installEventFilter(self)
        look.follow(self.fit)

    def set_title(self, title: str) -> None:
        self._title.say(title)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        self.body.addWidget(widget)

    def point_at(self, owner: QWidget, rect: QRect) -> None:
        """Opens beside `rect` (in `owner`'s coordinates), right of it where there is room, else left.

        The keyboard goes to the first control inside and comes back to `owner` when it closes.
        """
        page = self.parentWidget()
        if page is None:
            return
        self._back_to = owner
        here = QRect(owner.mapTo(page, rect.topLeft()), rect.size())
        self._side = (
            "left" if here.right() + self.sizeHint().width() + look.px(8) <= page.width() else "right"
        )
        self.fit()
        size = self.sizeHint()
        left = here.right() + look.px(3) if self._side == "left" else here.left() - size.width() - look.px(3)
        top = max(
            look.px(8),
            min(here.center().y() - size.height() // 3, page.height() - size.height() - look.px(8)),
        )
        self.setGeometry(QRect(QPoint(max(0, left), top), size))
        self._beak_y = max(look.px(20), min(size.height() - look.px(20), here.center().y() - top))
        self.show()
        self.raise_()
        self._first().setFocus(Qt.FocusReason.PopupFocusReason)

    def _first(self) -> QWidget:
        for widget in self.findChildren(QWidget):
            takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if takes_tab and widget is not self._close and widget.isEnabled():
                return widget
        return self._close

    def shut(self) -> None:
        """Closes it; the keyboard goes back to where it came from."""
        if self.isHidden():
            return
        self.hide()
        if self._back_to is not None:
            self._back_to.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self.shut()  # what it pointed at stands elsewhere now
        return False

    def event(self, event: QEvent) -> bool:
        """Esc closes the panel, not the page behind it whose shortcut it is too."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.ShortcutOverride and is_escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, beak, half = look.px(2), look.px(_BEAK), look.px(_HALF)
        box = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        at_left = self._side == "left"
        box = box.adjusted(beak if at_left else 0, 0, 0 if at_left else -beak, 0)
        shape = QPainterPath()
        shape.addRoundedRect(box, look.px(look.CORNER), look.px(look.CORNER))
        foot = box.left() + 1 if at_left else box.right() - 1
        point = box.left() - beak + edge / 2 if at_left else box.right() + beak - edge / 2
        nose = QPainterPath()
        nose.moveTo(foot, self._beak_y - half)
        nose.lineTo(point, self._beak_y)
        nose.lineTo(foot, self._beak_y + half)
        nose.closeSubpath()
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("info"), edge))
        painter.drawPath(shape.united(nose))
        painter.end()

    def fit(self) -> None:
        side, beak = look.px(20), look.px(_BEAK)
        at_left = self._side == "left"
        self._column.setContentsMargins(
            side + (beak if at_left else 0), look.px(8), look.px(8) + (0 if at_left else beak), look.px(20)
        )
        self.body.setContentsMargins(0, 0, look.px(12), 0)
        self._column.setSpacing(look.px(4))
        self.body.setSpacing(look.px(8))
