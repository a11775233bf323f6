"""Step "Biểu quyết": the base in one sentence, and one card for each matter that is voted on."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.base.dates import show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.papers.decision_values import looked_at
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.ballot_card import BallotCard
from chibo_desktop.ui.editors.steps.step import ScrolledStep, sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class VotingStep(ScrolledStep):
    KEY: ClassVar[str] = "votes"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._cards: dict[str, QWidget] = {}
        self._sheet: MeetingSheet | None = None
        base = Card(kind="tinted")
        self._base = Prose("", width=420)
        self._aside = Prose("", width=420)
        base.add(self._base)
        base.add(self._aside)
        self.body.addWidget(base)
        self._list = QVBoxLayout()
        self._list.setSpacing(look.px(16))
        self.body.addLayout(self._list)
        self._add = Button("Thêm việc biểu quyết", icon="plus", key="F2")
        self._add.clicked.connect(self.add_one)
        self._said = Message()
        self.body.addWidget(self._said)
        self.body.addWidget(self._add)
        self.body.addStretch(1)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        base = sheet.vote_base
        sentence = escape(base.sentence()).replace(f"Tính trên {base.base} ", f"Tính trên <b>{base.base}</b> ", 1)
        self._base.say(sentence)
        self._aside.say(f"{escape(base.aside())} Có mặt: {base.present_official} đảng viên chính thức.")
        sync(self._list, self._cards, [row.facts.id for row in sheet.ballots])
        for row in sheet.ballots:
            card = self._cards.get(row.facts.id)
            if not isinstance(card, BallotCard):
                card = self._cards[row.facts.id] = BallotCard(self.session, row)
                card.left_for.connect(self.left_for)
                self._list.addWidget(card)
        self.refresh_fields()
        for row in sheet.ballots:
            card = self._cards[row.facts.id]
            if isinstance(card, BallotCard):
                card.show_ballot(row, sheet)

    def subtitle(self, sheet: MeetingSheet) -> str:
        return f"{len(sheet.ballots)} việc" if sheet.ballots else "nếu có"

    def add_one(self) -> None:
        """F2: one more matter, with words proposed for the first; the caret on the votes."""
        if self._sheet is None:
            return
        matter = proposed_matter(self._sheet) if not self._sheet.ballots else ""
        try:
            _, ballot_id = self.session.do(add_ballot, self.meeting_id, matter=matter)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("absent", "")
        card = self._cards.get(ballot_id)
        if isinstance(card, BallotCard):
            card.take_focus(on_matter=not matter)

    def take_focus(self) -> None:
        unfinished = (c for c in self._cards.values() if isinstance(c, BallotCard) and not c.is_counted())
        card = next(unfinished, None)
        if card is None:
            self._add.setFocus()
        else:
            card.take_focus()


def proposed_matter(sheet: MeetingSheet) -> str:
    """What a regular meeting votes on first; it can be changed."""
    month = str(sheet.meeting.partial("period") or "")[:7]
    _, directed = looked_at(month, sheet.meeting.day("held_on"))
    words = "Kết luận" if sheet.resolution and sheet.resolution.text("kind") == "conclusion" else "Nghị quyết"
    return f"Thông qua {words} lãnh đạo thực hiện nhiệm vụ {show_month(directed)}" if directed else f"Thông qua {words}"
