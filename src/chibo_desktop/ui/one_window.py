"""One window for a data folder: a second one asks the first to come to the front and ends; no socket is opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from chibo_desktop.base.clock import SystemClock

LOCK, CALL = "window.lock", "window.call"


class OneWindow(QObject):
    """Holds the folder's lock while `is_first`; `called` is sent when somebody starts the program again."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call = folder / CALL
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        self.is_first = self._lock.tryLock(0)
        if self.is_first:
            self._call.touch()
            self._watcher = QFileSystemWatcher([str(self._call)], self)
            self._watcher.fileChanged.connect(self._on_changed)

    def call_first(self) -> None:
        """Asks the window that is open to show itself."""
        self._call.write_text(SystemClock().now().isoformat(), encoding="ascii")

    def let_go(self) -> None:
        """Gives the folder free for the next window."""
        if self.is_first:
            self._watcher.fileChanged.disconnect(self._on_changed)
            self._lock.unlock()
            self._call.unlink(missing_ok=True)
            self.is_first = False

    def _on_changed(self, path: str) -> None:
        if Path(path).exists() and path not in self._watcher.files():
            self._watcher.addPath(path)
        self.called.emit()
