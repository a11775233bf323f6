"""The ring around the control that has the keyboard: an overlay, so nothing moves by a pixel when focus comes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from chibo_desktop.ui import look

_RINGED = (QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
_OUT = 3  # logical pixels from the control's edge to the ring's outer edge
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class FocusRing(QWidget):
    """One for the whole program: `FocusRing.install(app)` after the application is made.

    Buttons and fields have it by themselves; other widgets ask for it with the property `ring="yes"`,
    and refuse it with `ring="no"` (the roster paints the ring of its row itself). One whose words begin at its very
    edge asks with `ring_sides` for so many logical pixels more to the left and right, as far as there is room.
    """

    def __init__(self) -> None:
        super().__init__()
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("focus-ring")
        self.hide()

    @classmethod
    def install(cls, app: QApplication) -> FocusRing:
        """Keep the ring that comes back as long as the program runs."""
        ring = cls()
        app.focusChanged.connect(ring.on_focus_changed)
        return ring

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is not None and _wants_ring(new):
            self._enter(new)

    def _enter(self, target: QWidget) -> None:
        host = _host_of(target)
        self._target = target
        self.setParent(host)
        step: QWidget | None = target
        while step is not None and step is not host:
            step.installEventFilter(self)
            step.destroyed.connect(self._on_destroyed)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _leave(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._on_destroyed)
        self._watched.clear()
        self._target = None
        self.hide()
        self.setParent(None)  # a ring must not die with the page it stood on

    def _on_destroyed(self) -> None:
        self._watched.clear()
        self._target = None
        self.hide()
        self.setParent(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._target is not None:
            self._place()
        return False

    def _place(self) -> None:
        target, host = self._target, self.parentWidget()
        if target is None or host is None:
            return
        out = look.px(_OUT)
        corner = target.mapTo(host, QPoint(0, 0))
        wide = look.px(_OUT + int(target.property("ring_sides") or 0))
        left = min(wide, max(out, corner.x()))
        right = min(wide, max(out, host.width() - corner.x() - target.width()))
        self.setGeometry(
            corner.x() - left, corner.y() - out, target.width() + left + right, target.height() + 2 * out
        )
        self.setVisible(target.isVisibleTo(host))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(2)
        painter.setPen(QPen(look.colour("info"), width))
        edge = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(edge, look.px(8), look.px(8))
        painter.end()


def _wants_ring(widget: QWidget) -> bool:
    wish = widget.property("ring")
    if wish is not None:
        return bool(wish == "yes")
    return isinstance(widget, _RINGED)


def _host_of(widget: QWidget) -> QWidget:
    # Inside a scrolled page the ring must be cut where the page is cut, so it lives in the viewport.
    step = widget.parentWidget()
    while step is not None and not step.isWindow():
        above = step.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is step:
            return step
        step = above
    return step or widget.window()
