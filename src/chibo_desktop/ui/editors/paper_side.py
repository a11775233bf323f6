"""The paper beside the typing: the minutes as they stand now, the paragraph just changed tinted, and a trial print."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.papers import MINUTES, preview_blocks
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.editors import preview
from chibo_desktop.ui.editors.giving_out import print_paper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.paper_view import Paper, PaperView
from chibo_desktop.ui.widgets.words import Words

SOON_MS = 150
"""After a write the paper follows once the hands pause for so long."""


class PaperSide(QWidget):
    """`step_chosen(key)` when a paragraph was clicked; the paper is drawn again only while it is seen."""

    step_chosen = Signal(str)

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._meeting_id = session, meeting_id
        self._shown: list[Paper] = []
        self._title = Words("Bản giấy", "strong")
        self._print = Button("In thử", "quiet", icon="print", key="F9")
        self._print.clicked.connect(self._on_print)
        self._said = Message()
        self._view = PaperView()
        self._view.paragraph_chosen.connect(self._on_paragraph)
        self._back = Button("Trở lại bước", icon="back", key="Esc")
        self._back.setShortcut("")
        self._back.clicked.connect(lambda: self.step_chosen.emit(""))
        self._head = QHBoxLayout()
        self._head.addWidget(self._back)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._print)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._said)
        self._column.addWidget(self._view, 1)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._back.hide()
        look.follow(self.fit)

    def show_way_back(self, *, folded: bool) -> None:
        """While it stands in place of the step, a button leads back."""
        self._back.setVisible(folded)

    def refresh_soon(self) -> None:
        """At once when nothing is shown yet, else after a pause."""
        if self._shown:
            self._soon.start()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Reads the paper again; about 30 ms."""
        if not self.isVisibleTo(self.parentWidget()) and self._shown:
            return
        try:
            content = preview.paragraphs(preview_blocks(self._session.desk, MINUTES, self._meeting_id))
        except (Refusal, Trouble) as problem:
            self._said.say("warning", problem.sentence)
            return
        self._said.say("absent", "")
        changed = preview.changed_place(self._shown, content)
        if content != self._shown:
            self._shown = content
            self._view.set_paper(content, changed)
        count = self._view.page_count()
        self._title.say("Bản giấy, trang 1" if count == 1 else f"Bản giấy, {count} trang")

    def showEvent(self, event: object) -> None:
        self.refresh_soon()

    def _on_paragraph(self, key: str) -> None:
        step = preview.step_at(self._shown, key)
        if step:
            self.step_chosen.emit(step)

    def _on_print(self) -> None:
        try:
            print_paper(self._session, MINUTES, self._meeting_id, self)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(24), look.px(12), look.px(10), 0)
        self._column.setSpacing(look.px(0))
        self._head.setContentsMargins(0, 0, look.px(14), 0)
