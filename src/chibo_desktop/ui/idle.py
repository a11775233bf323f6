"""How long nobody has touched the window: after which time it locks, when the day's backup may begin; locking is the window's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

LOCK_AFTER_MS = 30 * 60 * 1000
"""Without a key or a click for so long the desk is locked, unless a meeting sheet is open."""
QUIET_MS = 60 * 1000
"""Without a key or a click for so long the day's backup may begin."""
_AWAKE = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


class Idle(QObject):
    """`over` once nobody has touched the window for `LOCK_AFTER_MS`, counted from `begin` while a desk is open."""

    over = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer, self._watched = QTimer(self), False
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOCK_AFTER_MS)
        self._timer.timeout.connect(self.over)

    def begin(self) -> None:
        """Counts anew."""
        self._timer.start()

    def rest(self) -> None:
        """No desk is open: nothing to lock."""
        self._timer.stop()

    def is_quiet(self) -> bool:
        """Whether a desk is open and nobody has touched the window for `QUIET_MS`."""
        return self._timer.isActive() and LOCK_AFTER_MS - self._timer.remainingTime() >= QUIET_MS

    def watch(self, window: QWindow) -> None:
        """From the first call on; a native window sees every key and click once, the program would see every paint too."""
        if not self._watched:
            window.installEventFilter(self)
            self._watched = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _AWAKE and self._timer.isActive():
            self._timer.start()
        return False
