"""One window for a data folder: a second one hands its files to the first, which comes to the front, and ends; no socket."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QFileSystemWatcher, QObject, QTimer, Signal

from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.system import let_come_to_front
from chibo_desktop.store.alone import take

LOCK, CALL, TURN, HEARD = "window.lock", "window.call", "window.turn", "window.heard"
PATIENCE = 3.0
"""Seconds until a caller writes although another has not let go: better both than none."""
ANSWER = 20.0
"""Seconds until nobody answers: longer than a slow machine takes from its lock to its window."""
LOOK = 200
"""Milliseconds between two looks at the answer."""
LONGEST = 4 * 1024 * 1024
"""Bytes of one call; more than a command line holds. What is longer is none of ours and only wakes the window."""
SILENT = (
    "Sổ này đang mở ở một cửa sổ khác, cửa sổ ấy không trả lời. "
    "Đợi một phút rồi mở lại; vẫn vậy thì khởi động lại máy. Chữ đã gõ vẫn còn."
)


def first_window(folder: Path, files: Sequence[Path], patience: float = ANSWER) -> OneWindow | None:
    """Holds the folder for this program; None when the window that is open shows itself, and these files.

    Trouble when that one does not answer for `patience` seconds, and when the disk does not lock.
    """
    one = OneWindow(folder)
    if not one.is_first:
        one.call_first(files)
        if one.was_heard(patience):
            return None
    if not one.is_first:
        raise Trouble(SILENT)
    return one


class OneWindow(QObject):
    """Holds the folder's lock while `is_first`; `called` is sent when somebody starts the program again.

    The lock is the system's own: it is gone with its process, killed or not, and no number of a process, which another
    may have by now, says who holds it. Trouble when the disk does not lock.
    """

    called = Signal(object)
    """Carries the whole paths of the files it was started with, a list; often empty."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder, self._call = folder, folder / CALL
        # before the lock: whoever fails to get it, once this one has it, calls after this place
        self._heard = self._called = _size(self._call)
        self._own: list[Path] | None = None
        self._lock = take(folder / LOCK)
        if self.is_first:
            self._listen()

    @property
    def is_first(self) -> bool:
        """Whether this one has the folder; another may have it by now where it has let go."""
        return self._lock is not None

    def call_first(self, files: Sequence[Path] = ()) -> None:
        """Asks the window that is open to show itself, and these files."""
        self._own = list(files)
        data = json.dumps([str(file) for file in files]).encode("ascii")
        _, process = _answer(self._folder)
        let_come_to_front(process)
        # several call at once: "Open" on eight bundles starts eight programs, and Windows does not append in one step
        turn = _turn(self._folder / TURN)
        try:
            with self._call.open("ab") as calls:
                calls.write(data + b"\n")
                self._called = calls.tell()
        finally:
            if turn is not None:
                os.close(turn)

    def was_heard(self, patience: float = ANSWER) -> bool:
        """Whether the window that is open takes the call, waited for as many seconds.

        False, at once, when it ended meanwhile: this one is the first then, and has its own files to show. False, too,
        when nobody answers.
        """
        waiting, look, until = QEventLoop(), QTimer(), time.monotonic() + patience
        is_heard = False

        def on_look() -> None:
            nonlocal is_heard
            is_heard = _answer(self._folder)[0] >= self._called
            with suppress(Trouble):  # of the disk: another look
                self._lock = None if is_heard else take(self._folder / LOCK)
            if is_heard or self.is_first or time.monotonic() > until:
                waiting.quit()

        look.timeout.connect(on_look)
        look.start(LOOK)
        waiting.exec()
        if self.is_first:  # what others called and nobody heard is for this one now
            self._heard = _answer(self._folder)[0]
            self._listen()
        return is_heard

    def let_go(self) -> None:
        """Gives the folder free for the next window."""
        if self._lock is not None:
            self._watcher.fileChanged.disconnect(self._on_changed)
            # who calls while this one ends is heard by the next
            for file in (HEARD, CALL) if self._heard >= _size(self._call) else ():
                with suppress(OSError):  # on Windows not while a second program has it open
                    (self._folder / file).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _listen(self) -> None:
        self._call.touch()
        self._say_heard()
        self._watcher = QFileSystemWatcher([str(self._call)], self)
        self._watcher.fileChanged.connect(self._on_changed)
        QTimer.singleShot(0, self, self._hear)

    def _say_heard(self) -> None:
        with suppress(OSError):
            (self._folder / HEARD).write_text(json.dumps([self._heard, os.getpid()]), encoding="ascii")

    def _on_changed(self, path: str) -> None:
        if Path(path).exists() and path not in self._watcher.files():
            self._watcher.addPath(path)
        self._hear()

    def _hear(self) -> None:
        if not self.is_first:
            return
        calls = list(self._new_calls())
        self._say_heard()
        own, self._own = self._own, None
        if own in calls:  # this one called before it was the first: it has its own files
            calls.remove(own)
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


def _answer(folder: Path) -> tuple[int, int]:
    """How many bytes of the calls the window that is open has heard, and its process; zeros where it does not say."""
    with suppress(OSError, ValueError, TypeError):
        heard, process = json.loads((folder / HEARD).read_bytes())
        return int(heard), int(process)
    return 0, 0


def _turn(path: Path) -> int | None:
    """Locks the file, waiting for whoever holds it; None after `PATIENCE`."""
    until = time.monotonic() + PATIENCE
    while (handle := take(path)) is None and time.monotonic() < until:
        time.sleep(0.02)
    return handle
