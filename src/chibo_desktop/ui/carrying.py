"""The mailbox while a desk is open: tries by itself, less often while the line is down, at once when a person asks; blocks nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from chibo_desktop.actions.carrying import mailbox_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.mailing import Mailed, mail
from chibo_desktop.store import Changes
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task

SOON_MS = 5_000
"""After the desk was opened: first the screen, then the line."""

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""Between two tries while the line is down: doubled each time."""

QUIET = timedelta(minutes=15)
"""Between two looks into the mailbox while all is well."""


class Carrying(QObject):
    """One a session: `of(session)`. `told` when there is something else to say.

    Without a mailbox it does nothing at all; at the desk of a cell typed for neither.
    """

    told = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._task: Task | None = None
        self._wait = SHORTEST
        self._is_asked = False
        self.next_at: datetime | None = None
        self.sentence = ""
        self.kind: glyphs.Kind = "dot"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @staticmethod
    def of(session: Session) -> Carrying:
        """That of this session, made when first asked for."""
        return session.findChild(Carrying) or Carrying(session)

    def begin(self) -> None:
        """After the desk was opened; looks into the mailbox soon, if there is one."""
        if self.has_mailbox():
            self._timer.start(SOON_MS)

    def has_mailbox(self) -> bool:
        """Whether this desk goes through one."""
        desk = self._session.desk
        return not desk.typed_by and mailbox_of(desk) is not None

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    def go(self) -> None:
        """A person asks: seals what is new, sends and fetches now; the back-off begins anew."""
        self._wait, self._is_asked = SHORTEST, True
        if self._task is None:
            self._start()

    def rest(self) -> None:
        """Before the desk is closed, or the mailbox changes; a line that hangs is left at once."""
        self._timer.stop()
        self._is_asked = False
        if self._task is not None:
            self._task.stop()
            self._task.wait()
            # what it has to tell is for a desk that is being closed
            QCoreApplication.removePostedEvents(self._task, QEvent.Type.MetaCall.value)
            self._task = None

    def stop(self) -> None:
        """A person asks to stop; what is there stays there."""
        if self._task is not None:
            self._task.stop()

    def _on_time(self) -> None:
        if self._task is None and self.has_mailbox():
            self._start()

    def _start(self) -> None:
        is_asked, self._is_asked = self._is_asked, False

        def job(desk: Desk, say: Say) -> Mailed:
            return mail(desk, is_asked=is_asked, say=say)

        self._timer.stop()
        self._task = Task(self._session, job, self, beside=True)
        self._task.done.connect(self._on_done)
        self._task.refused.connect(self._on_refused)
        self._task.stopped.connect(self._on_stopped)
        self._task.ended.connect(self._on_ended)
        self._task.start()
        self.told.emit()

    def _on_done(self, mailed: Mailed) -> None:
        self._wait = SHORTEST
        self._say("done" if mailed.is_clean else "warning", mailed.sentence)
        self._again_in(QUIET)
        if mailed.read:
            self._session.desk.read_standing()
        if mailed.moved:
            self._session.changed.emit(Changes())  # where bundles are stands on several pages

    def _on_refused(self, sentence: str) -> None:
        self._say("absent", sentence)
        self._again_in(self._wait)
        self._wait = min(self._wait * 2, LONGEST)

    def _on_stopped(self) -> None:
        self._say("half", "Đã dừng. Phần đã gửi không phải gửi lại.")
        self._again_in(QUIET)

    def _on_ended(self) -> None:
        if self._task is not None:
            self._task.deleteLater()
            self._task = None
        if self._is_asked:
            self._start()
        self.told.emit()

    def _say(self, kind: glyphs.Kind, sentence: str) -> None:
        self.kind, self.sentence = kind, sentence

    def _again_in(self, wait: timedelta) -> None:
        self.next_at = self._session.now() + wait
        self._timer.start(int(wait.total_seconds() * 1000))
