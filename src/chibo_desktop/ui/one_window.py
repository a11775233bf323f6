"""One window for a data folder: a second one hands its files to the first, which comes to the front, and ends; no socket."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, Signal

from chibo_desktop.base.system import let_come_to_front

LOCK, CALL, TURN = "window.lock", "window.call", "window.turn"
PATIENCE = 3000
"""Milliseconds until a caller writes although another has not let go: better both than none."""
LONGEST = 4 * 1024 * 1024
"""Bytes of one call; more than a command line holds. What is longer is none of ours and only wakes the window."""


class OneWindow(QObject):
    """Holds the folder's lock while `is_first`; `called` is sent when somebody starts the program again."""

    called = Signal(object)
    """Carries the whole paths of the files it was started with, a list; often empty."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._call = folder / CALL
        # before the lock: whoever fails to get it, once this one has it, calls after this place
        self._heard = _size(self._call)
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # a lock is stale only when its process is gone
        self.is_first = self._lock.tryLock(0)
        if self.is_first:
            self._call.touch()
            self._watcher = QFileSystemWatcher([str(self._call)], self)
            self._watcher.fileChanged.connect(self._on_changed)
            QTimer.singleShot(0, self, self._hear)

    def call_first(self, files: Sequence[Path] = ()) -> None:
        """Asks the window that is open to show itself, and these files."""
        data = json.dumps([str(file) for file in files]).encode("ascii")
        let_come_to_front(int(self._lock.getLockInfo()[0]))  # the process of the first window
        # several call at once: "Open" on eight bundles starts eight programs, and Windows does not append in one step
        turn = QLockFile(str(self._call.with_name(TURN)))
        turn.tryLock(PATIENCE)
        try:
            with self._call.open("ab") as calls:
                calls.write(data + b"\n")
        finally:
            turn.unlock()

    def let_go(self) -> None:
        """Gives the folder free for the next window."""
        if self.is_first:
            self._watcher.fileChanged.disconnect(self._on_changed)
            with suppress(OSError):  # on Windows not while a second program has it open
                self._call.unlink(missing_ok=True)
            self._lock.unlock()
            self.is_first = False

    def _on_changed(self, path: str) -> None:
        if Path(path).exists() and path not in self._watcher.files():
            self._watcher.addPath(path)
        self._hear()

    def _hear(self) -> None:
        if not self.is_first:
            return
        calls = list(self._new_calls())
        if calls:
            self.called.emit([file for files in calls for file in files])

    def _new_calls(self) -> Iterator[list[Path]]:
        """What was written since the last time, whole lines only."""
        with suppress(OSError), self._call.open("rb") as calls:
            self._heard = min(self._heard, _size(self._call))  # somebody may have taken the file away
            calls.seek(self._heard)
            data = calls.read(LONGEST)
            whole = data.rfind(b"\n") + 1 or (len(data) if len(data) == LONGEST else 0)
            self._heard += whole
            yield from map(_files_of, data[:whole].splitlines())


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _files_of(line: bytes) -> list[Path]:
    """The whole paths of one call; [] for anything else."""
    with suppress(ValueError, RecursionError):
        said = json.loads(line)
        if isinstance(said, list):
            paths = [Path(word) for word in said if isinstance(word, str) and "\0" not in word]
            return [path for path in paths if path.is_absolute()]
    return []
