"""What every part of the page "Dự sinh hoạt" is, and printing its paper; the parts stand in their own files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.ui import look
from chibo_desktop.ui.printing import ask_target
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.message import Message


class VisitsTab(QWidget):
    """One part. `wanted(what, id)` asks for a view in its place: "visit", "team", "new team" …; `primary` is its red button."""

    wanted = Signal(str, str)
    go_to = Signal(str, str)
    retitled = Signal()
    primary: tuple[str, str] = ("", "")
    """Words and icon of the red button; ("", "") for none now."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._task: Task | None = None
        self.column = QVBoxLayout(self)
        self.said = Message()
        self.column.addWidget(self.said)
        look.follow(self.fit)

    def refresh(self) -> None:
        """Reads its list again."""
        raise NotImplementedError

    def press(self) -> None:
        """What the red button does."""

    def print_report(self, code: str, first: date, last: date, *, record_id: str = "") -> None:
        """Asks where the paper is to lie and sets it on the worker."""
        target = ask_target(f"{code}-{last:%Y-%m}.pdf", self.session.settings, self)
        if target is None or self._task is not None:
            return

        def job(desk: Desk, _say: Say) -> Path:
            return save_report(desk, code, report_scope(desk, first, last, record_id=record_id), target)

        self.said.say("absent", "")
        self._task = Task(self.session, job, self)
        self._task.done.connect(self._on_printed)
        self._task.refused.connect(lambda sentence: self.said.say("absent", sentence))
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_printed(self, target: object) -> None:
        if isinstance(target, Path):
            self.said.say("done", f"Đã lưu {target.name}. Mở tệp này để in.")

    def _on_ended(self) -> None:
        self._task = None

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))
