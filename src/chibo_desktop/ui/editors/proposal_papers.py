"""The papers of the register of proposals: the book itself and the report by competence, of a range of days, saved as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.editors.steps.abreast import Abreast
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message

PAPERS = (("so-kien-nghi", "Lưu sổ kiến nghị …"), ("bao-cao-kien-nghi", "Lưu báo cáo kiến nghị …"))


class ProposalPapers(Card):
    """From the first day of the year to today unless somebody says otherwise; a folder is asked for."""

    def __init__(self, session: Session) -> None:
        super().__init__("In sổ, báo cáo")
        self._session = session
        today = session.now().date()
        self._first = DayField("Nêu từ ngày", date(today.year, 1, 1))
        self._last = DayField("Đến hết ngày", today)
        self._said = Message()
        buttons = Flow()
        for code, words in PAPERS:
            button = Button(words, icon="print")
            button.clicked.connect(lambda _=False, code=code: self._save(code))
            buttons.put(button)
        self.add(Abreast(self._first, self._last, gap=16))
        self.add(buttons)
        self.add(self._said)

    def _save(self, code: str) -> None:
        self._said.say("absent", "")
        days = [self._read(field) for field in (self._first, self._last)]
        first, last = days
        if first is None or last is None:
            return
        if last < first:
            self._last.show_error("Ngày cuối phải từ ngày đầu trở đi.")
            return
        folder = QFileDialog.getExistingDirectory(self, "Chọn thư mục để lưu")
        if not folder:
            return
        try:
            scope = report_scope(self._session.desk, first, last)
            target = save_report(self._session.desk, code, scope, Path(folder))
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("done", f"Đã lưu “{target.name}” vào thư mục {target.parent.name}.")

    def _read(self, field: DayField) -> date | None:
        field.clear_error()
        try:
            day = field.day()
        except Refusal as refusal:
            field.show_error(refusal.sentence)
            return None
        if day is None:
            field.show_error("Ghi ngày, ví dụ 01/01/2026.")
        return day
