"""Printing a report from any page: where it is to lie is asked, the worker sets it, one line says how it went."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.ui.printing import ask_target
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.message import Message


class ReportPrinter(Message):
    """The line that says it; one report at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None

    def print_report(
        self, code: str, first: date, last: date, *, record_id: str = "", level: str = ""
    ) -> None:
        """The report of the range, or of a record; nothing while another is being set or nobody says where to."""
        target = ask_target(f"{code}-{last:%Y-%m}.pdf", self._session.settings, self)
        if target is None or self._task is not None:
            return

        def job(desk: Desk, _say: Say) -> Path:
            scope = report_scope(desk, first, last, record_id=record_id, level=level)
            return save_report(desk, code, scope, target)

        self.say("absent", "")
        self._task = Task(self._session, job, self)
        self._task.done.connect(self._on_printed)
        self._task.refused.connect(lambda sentence: self.say("absent", sentence))
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_printed(self, target: object) -> None:
        if isinstance(target, Path):
            self.say("done", f"Đã lưu {target.name}. Mở tệp này để in.")

    def _on_ended(self) -> None:
        self._task = None
