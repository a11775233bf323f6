"""Long work: one worker thread with its own connection, which reports progress and can be stopped between steps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import open_store
from chibo_desktop.ui.session import Session, changes_in

Say = Callable[[int, int], None]
"""Reports (done, of how many) and raises StopAskedError when a person asked to stop."""

_ONE = threading.Lock()


class StopAskedError(Exception):
    """A person asked to stop; what was finished before stays."""


class Task(QThread):
    """One piece of long work on the one worker; keep it until `ended`. The pages hear what it changed.

    `job` gets a desk of its own, made and closed on the worker; it must not touch a widget.
    """

    advanced = Signal(int, int)
    done = Signal(object)
    refused = Signal(str)
    stopped = Signal()
    ended = Signal()
    _came = Signal(object, object)

    def __init__(
        self,
        session: Session,
        job: Callable[[Desk, Say], Any],
        parent: QObject | None = None,
        *,
        beside: bool = False,
    ) -> None:
        """`beside` for work that mostly waits for a line: it holds up no other work, and none holds it up."""
        super().__init__(parent or session)
        self._session, self._job, self._beside = session, job, beside
        self._stop = threading.Event()
        self._came.connect(self._on_came)

    def stop(self) -> None:
        """Asks the work to end at its next step."""
        self._stop.set()

    def run(self) -> None:
        """On the worker."""
        result: Any = None
        problem: BaseException | None = None
        try:
            with nullcontext() if self._beside else _ONE:
                result = self._work()
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            problem = error
        self._came.emit(result, problem)

    def _work(self) -> Any:
        own = self._session.desk
        store = open_store(own.folder, own.key, clock=own.store.clock)
        try:
            return self._job(own.on(store), self._say)
        finally:
            store.close()

    def _say(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise StopAskedError
        self.advanced.emit(done, total)

    def _on_came(self, result: Any, problem: BaseException | None) -> None:
        self.wait()
        try:
            self._pass_on(result, problem)
        finally:
            self.ended.emit()

    def _pass_on(self, result: Any, problem: BaseException | None) -> None:
        if isinstance(problem, StopAskedError):
            self.stopped.emit()
        elif isinstance(problem, Refusal | Trouble):
            self.refused.emit(problem.sentence)
        elif problem is not None:
            raise problem
        else:
            self._session.tell(changes_in(result))
            self.done.emit(result)


def end_tasks(within: QObject) -> None:
    """Stops and waits for every task below something that is about to go; they have nobody to tell any more."""
    for task in within.findChildren(Task):
        task.stop()
        task.wait()
        QCoreApplication.removePostedEvents(task, QEvent.Type.MetaCall.value)
