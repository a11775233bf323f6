"""One piece of long work on the worker and the line that tells of it; what the work is and what follows is its owner's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from chibo_desktop.actions.desk import Desk
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.progress import Progress


class LongWork(Progress):
    """Hidden while nothing runs; Stop ends the work at its next step. `ended` is the last word of every piece."""

    refused = Signal(str)
    stopped = Signal()
    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None
        self.stop_asked.connect(self._ask_to_stop)
        self.hide()

    @property
    def is_busy(self) -> bool:
        return self._task is not None

    def run(
        self,
        what: str,
        job: Callable[[Desk, Say], Any],
        on_done: Callable[[Any], None] | None = None,
        *,
        on_step: Callable[[int, int], None] | None = None,
        beside: bool = False,
    ) -> None:
        """Begins `job`, called `what`; one at a time. Its steps are shown where `on_step` is given, usually `reach`."""
        self.start(what, 0)
        self.show()
        self._task = Task(self._session, job, self, beside=beside)
        if on_step is not None:
            self._task.advanced.connect(on_step)
        if on_done is not None:
            self._task.done.connect(on_done)
        self._task.refused.connect(self.refused)
        self._task.stopped.connect(self.stopped)
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def reach(self, done: int, total: int) -> None:
        """`done` of `total` steps are finished; another total is another stretch of the same work."""
        if total != self._total:
            self.start(self._what, total)
        self.advance(done)

    def _ask_to_stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _on_ended(self) -> None:
        self._task = None
        self.hide()
        self.ended.emit()
