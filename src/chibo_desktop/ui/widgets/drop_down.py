"""The drop-down list and the check box, with arrow and tick drawn by us; a passing wheel changes neither."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyledItemDelegate, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets import lettering


class DropDown(QComboBox):
    """Never editable; the wheel works only while the list has the focus, so scrolling a page changes nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setItemDelegate(QStyledItemDelegate(self))  # the box's own delegate ignores the style sheet

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = look.px(16)
        arrow = QRectF(self.width() - side - look.px(10), (self.height() - side) / 2, side, side)
        icons.paint(painter, arrow, "down", "muted")
        painter.end()


class CheckBox(QCheckBox):
    """A tick and not only a colour says that it is taken."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(round(lettering.width_of(self.text())) + look.px(20 + 12 + 8), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tick(painter, QRectF(self.rect()).adjusted(look.px(2), 0, 0, 0), is_taken=self.isChecked())
        room = QRectF(self.rect()).adjusted(look.px(34), 0, 0, 0)
        lettering.write(painter, room, self.text(), "body", "ink" if self.isEnabled() else "muted")
        painter.end()


def paint_tick(painter: QPainter, room: QRectF, *, is_taken: bool) -> None:
    """The box at the left end of a room, in the middle of its height."""
    box = QRectF(room.left(), room.center().y() - look.px(10), look.px(20), look.px(20))
    fill, edge = ("info", "info") if is_taken else ("surface", "outline")
    lettering.panel(painter, box, fill, edge, look.hair())
    if is_taken:
        inside = box.adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
        icons.paint(painter, inside, "check", "on_info")
