"""The paper that will close the meeting, drafted before it from last month's tasks and what is prepared, and printed to be given out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.drafting import draft_resolution
from chibo_desktop.actions.papers import RESOLUTION
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.paper_work import print_paper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message

_NOUNS = {"resolution": "nghị quyết", "conclusion": "kết luận"}


class DraftPaper(QWidget):
    """One button: it drafts, and once there is a paper it prints it. `step_wanted(key)` leads to where it is edited."""

    step_wanted = Signal(str)

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._noun, self._has_paper = _NOUNS["resolution"], False
        self._button, self._said = Button(" ", icon="file"), Message()
        self._button.clicked.connect(self._on_clicked)
        self._said.link_chosen.connect(self.step_wanted)
        row = Flow()
        row.put(self._button)
        self._column = QVBoxLayout(self)
        self._column.addWidget(row)
        self._column.addWidget(self._said)
        look.follow(self.fit)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Named by the paper there is, else by the one that usually closes the kind."""
        self._has_paper = sheet.resolution is not None
        kind = sheet.resolution.text("kind") if sheet.resolution is not None else sheet.kind.closes_with[0]
        self._noun = _NOUNS.get(kind, _NOUNS["resolution"])
        self._button.say(f"In dự thảo {self._noun}" if self._has_paper else f"Dự thảo {self._noun}")
        self._button.set_icon("print" if self._has_paper else "file")
        self.setVisible(not sheet.is_finalised and "decisions" in sheet.kind.steps)
        if not self._has_paper:
            self._said.say("done", "")

    def _on_clicked(self) -> None:
        if self._has_paper:
            print_paper(self._session, self, RESOLUTION, self._meeting_id)
            return
        try:
            self._session.do(draft_resolution, self._meeting_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say(
            "done",
            f"Đã có dự thảo {self._noun}.",
            '<a href="decisions">Xem, sửa ở bước Nghị quyết, nhiệm vụ</a>',
        )

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(4))
