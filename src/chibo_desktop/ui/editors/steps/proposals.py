"""The step "Kiến nghị": answers that came home are announced, and what is asked for is written down."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.answer_card import AnswerCard
from chibo_desktop.ui.editors.steps.parts_step import PartsStep
from chibo_desktop.ui.editors.steps.proposal_card import ProposalCard
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.widgets.words import Words


class ProposalsStep(PartsStep[ProposalCard]):
    KEY: ClassVar[str] = "proposals"
    ADD: ClassVar[str] = "Thêm kiến nghị"

    def build(self) -> None:
        super().build()
        self._answered = Words("Trả lời đã về, cần thông báo", "emphasis_strong")
        self._answer_cards: dict[str, QWidget] = {}
        self._answers = QVBoxLayout()
        self._head = Words("", "emphasis_strong")
        self.body.addWidget(self._answered)
        self.body.addLayout(self._answers)
        self.body.addWidget(self._head)
        self.body.addWidget(self.parts)
        self.body.addLayout(self.adding)

    def make_card(self, part_id: str) -> ProposalCard:
        return ProposalCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        self._show_answers(sheet)
        self.parts.show_parts([row.id for row in sheet.proposals], is_final=sheet.is_finalised)
        self._head.say(
            "Kiến nghị nêu tại buổi này" if sheet.proposals else "Chưa có kiến nghị nào nêu tại buổi này"
        )
        self.titles.set_title("Kiến nghị", "nếu có")

    def _show_answers(self, sheet: MeetingSheet) -> None:
        self._answered.setVisible(bool(sheet.to_announce))
        sync(self._answers, self._answer_cards, [row.id for row in sheet.to_announce])
        for row in sheet.to_announce:
            card = self._answer_cards.get(row.id)
            if not isinstance(card, AnswerCard):
                card = AnswerCard(self.session, row)
                self._answer_cards[row.id] = card
                self._answers.addWidget(card)
            card.show_answer(row, sheet)

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows = {row.id: row for row in sheet.proposals}
        for card in self.parts.shown_cards():
            card.show_proposal(rows.get(card.part_id))

    def fit_step(self) -> None:
        super().fit_step()
        if hasattr(self, "_answers"):
            self._answers.setSpacing(look.px(12))
