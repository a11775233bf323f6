"""An answer that came home: read aloud from here, and noted as read out at this meeting."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.proposals import announce_answer
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.ui.editors.steps.spoken import Spoken
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Prose


class AnswerCard(Card):
    """The words of the newest answer are the largest text: somebody will read them aloud."""

    def __init__(self, session: Session, row: ProposalRow) -> None:
        super().__init__()
        self._session, self._proposal_id = session, row.id
        self._sheet: MeetingSheet | None = None
        self._asked, self._words, self._source = Prose(width=240), Spoken(), Prose(tone="muted", width=240)
        self._announced = Pill("done", "Đã thông báo tại buổi này")
        self._announce = Button("Đã thông báo trước chi bộ", icon="check")
        self._announce.clicked.connect(self._on_announce)
        self._said = Message()
        for widget in (self._asked, self._words, self._source):
            self.add(widget)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._announced)
        foot.addWidget(self._announce)
        self.add(self._said)
        self.add_layout(foot)

    def show_answer(self, row: ProposalRow, sheet: MeetingSheet) -> None:
        """The proposal with its newest answer."""
        self._sheet = sheet
        answer = row.answers[-1]
        self._asked.say(f"Kiến nghị: {escape(row.content)}")
        self._words.say(answer.content)
        day = f"ngày {show_day(answer.answered_on)}" if answer.answered_on else ""
        parts = (answer.body_name, answer.outcome_label, answer.paper_number, day)
        self._source.say(escape(" · ".join(part for part in parts if part)))
        is_announced = row.announced_on is not None
        self._announced.setVisible(is_announced)
        self._announce.setVisible(not is_announced and not sheet.is_finalised)

    def _on_announce(self) -> None:
        self._said.say("absent", "")
        day = self._sheet.meeting.day("held_on") if self._sheet is not None else None
        try:
            if day is None:
                raise Refusal("Ghi ngày sinh hoạt ở bước Chuẩn bị trước, rồi mới ghi là đã thông báo.")
            self._session.do(announce_answer, self._proposal_id, day)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
