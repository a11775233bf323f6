"""When the window makes backups by itself: in a quiet minute once a day, and after it was closed; how is not decided here."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer

from chibo_desktop.actions.backups import back_up, is_due
from chibo_desktop.actions.desk import Desk, desk_of
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.log import log
from chibo_desktop.store import Changes, open_store
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task

LOOK_EVERY_MS = 60_000
AGAIN_AFTER = timedelta(hours=1)
"""After one that failed: a full disk is not asked every minute."""


class BackupHours(QObject):
    """Watches one open desk; `is_quiet` says whether nobody has pressed a key for a minute."""

    def __init__(self, is_quiet: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = is_quiet
        self._session: Session | None = None
        self._task: Task | None = None
        self._failed_at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def watch(self, session: Session) -> None:
        """From now on for this desk."""
        self._session = session
        self._timer.start(LOOK_EVERY_MS)

    def rest(self) -> None:
        """Before the desk is closed; a backup just being made is given up, which takes a moment."""
        self._timer.stop()
        self._session = None
        if self._task is not None:
            self._task.stop()
            self._task.wait()
            self._task = None

    def look(self) -> None:
        """Makes the day's backup on the worker, if it is due and nobody is typing."""
        session = self._session
        if session is None or self._task is not None or not self._is_quiet():
            return
        if self._failed_at is not None and session.now() - self._failed_at < AGAIN_AFTER:
            return
        if is_due(session.desk):
            self._task = Task(session, _make, self)
            self._task.refused.connect(self._on_refused)
            self._task.ended.connect(self._on_ended)
            self._task.start()

    def _on_refused(self, sentence: str) -> None:
        if self._session is not None:
            self._failed_at = self._session.now()
            self._session.said.emit(sentence)

    def _on_ended(self) -> None:
        self._task = None
        if self._session is not None:
            self._session.changed.emit(Changes())  # the bottom line and the card in "Thiết đặt" read anew


def _make(desk: Desk, say: Say) -> None:
    back_up(desk, "daily", say)


def back_up_closed(desk: Desk) -> None:
    """After the window is gone: a backup if anything changed. What fails is noted and said at the next start."""
    try:
        with closing(open_store(desk.folder, desk.key, clock=desk.store.clock)) as store:
            back_up(desk_of(store, desk.user, desk.key), "closed")
    except (Refusal, Trouble):
        log("backup").info("no backup could be made after closing")
