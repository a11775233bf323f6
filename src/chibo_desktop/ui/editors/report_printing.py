"""Printing a report from any page: where it is to lie is asked, the worker sets it, one line says how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.report_papers import PDF, WORD, report_scope, save_report
from chibo_desktop.base.file_names import plain_words
from chibo_desktop.lists.meetings import cell_name
from chibo_desktop.ui.printing import LAST_FOLDER, ask_target
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.message import Message

Save = Callable[[Desk, Path], Path]
"""Writes a file on the worker and gives where it lies."""


class ReportPrinter(Message):
    """The line that says it; one report at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._task: Task | None = None

    def print_report(
        self,
        code: str,
        first: date,
        last: date,
        *,
        record_id: str = "",
        level: str = "",
        organisation_id: str = "",
        reason: str = "",
        word: bool = False,
    ) -> None:
        """The report of the range, or of a record; of another organisation when one is named, with `word` as a Word file.

        Nothing while another is being set or nobody says where to.
        """

        def save(desk: Desk, target: Path) -> Path:
            narrowed = {"record_id": record_id, "level": level, "reason": reason}
            scope = report_scope(desk, first, last, organisation_id=organisation_id, **narrowed)
            return save_report(desk, code, scope, target)

        self.save(self.file_name(code, last, organisation_id, WORD if word else PDF), save)

    def file_name(self, code: str, last: date, organisation_id: str = "", ending: str = PDF) -> str:
        """As in `so-nghi-quyet-2026-12.pdf`; of another organisation with its name."""
        named = plain_words(cell_name(self._session.store, organisation_id)) if organisation_id else ""
        return f"{'_'.join(part for part in (named, code) if part)}-{last:%Y-%m}.{ending}"

    def save(self, name: str, save: Save) -> None:
        """Asks where the file of that name is to lie and has the worker write it."""
        target = self._ask(name)
        if target is None or self._task is not None:
            return
        chosen = target

        def job(desk: Desk, _say: Say) -> Path:
            return save(desk, chosen)

        self.say("absent", "")
        self._task = Task(self._session, job, self)
        self._task.done.connect(self._on_printed)
        self._task.refused.connect(lambda sentence: self.say("absent", sentence))
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _ask(self, name: str) -> Path | None:
        settings = self._session.settings
        if not name.endswith(f".{WORD}"):
            return ask_target(name, settings, self)
        return ask_file(self, settings, name, remembered=LAST_FOLDER, title="Lưu tệp Word", kind="Tệp Word")

    def _on_printed(self, target: object) -> None:
        if isinstance(target, Path):
            self.say("done", f"Đã lưu {target.name}. Mở tệp này để in.")

    def _on_ended(self) -> None:
        self._task = None
