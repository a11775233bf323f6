"""The register of proposals as files: the book, the report by competence, and the rows a page shows as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from chibo_desktop.actions.proposal_files import save_proposal_book
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.ui.editors.raised_range import RaisedRange
from chibo_desktop.ui.saving import ask_file
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

PAPERS = (("so-kien-nghi", "Lưu sổ kiến nghị …"), ("bao-cao-kien-nghi", "Lưu báo cáo kiến nghị …"))
Shown = Callable[[], tuple[Sequence[ProposalRow], str]]
"""Gives the rows a page shows, and which they are in words."""


class ProposalPapers(Card):
    """Book and report are of all that was raised in the page's range; the workbook of what the page shows of it."""

    def __init__(self, session: Session, raised: RaisedRange, shown: Shown) -> None:
        super().__init__("Lưu sổ, báo cáo")
        self._session, self._raised, self._shown, self._said = session, raised, shown, Message()
        self._range, buttons = "", Flow()
        for code, words in PAPERS:
            button = Button(words, icon="save")
            button.clicked.connect(lambda _=False, code=code: self._save(code))
            buttons.put(button)
        book = Button("Lưu bảng tính …", icon="save")
        book.clicked.connect(self._save_book)
        buttons.put(book)
        self._which = Prose("", "muted")
        for part in (self._which, buttons, self._said):
            self.add(part)
        self.say_range()

    def say_range(self) -> None:
        """Which proposals the files will hold; what was said of the last file stays while they are the same."""
        words = self._raised.words()
        if words == self._range:
            return
        self._range = words
        self._which.say(f"Sổ, báo cáo: {words}. Bảng tính: những kiến nghị đang xem trong danh sách.")
        self._said.say("absent", "")

    def _save(self, code: str) -> None:
        folder = QFileDialog.getExistingDirectory(self, "Chọn thư mục để lưu")
        if not folder:
            return
        first, last = self._raised.span()
        today = self._session.now().date()
        if first is None:
            first = min((row.counted_on for row in every_proposal(self._session.store)), default=today)
        scope = report_scope(self._session.desk, first, last or today)
        self._tell(lambda: save_report(self._session.desk, code, scope, Path(folder)))

    def _save_book(self) -> None:
        asked = {"remembered": "proposal-book-folder", "title": "Lưu bảng tính", "kind": "Bảng tính Excel"}
        place = ask_file(self, self._session.settings, "so-kien-nghi.xlsx", **asked)
        if place is not None:
            rows, words = self._shown()
            self._tell(lambda: save_proposal_book(self._session.desk, rows, place, words))

    def _tell(self, save: Callable[[], Path]) -> None:
        try:
            target = save()
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("done", f"Đã lưu “{target.name}” vào thư mục {target.parent.name}.")
