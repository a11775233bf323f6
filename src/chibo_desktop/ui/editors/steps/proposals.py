"""The step "Kiến nghị": answers that came home are announced, and what is asked for is written down."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.answer_card import AnswerCard
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.editors.steps.proposal_card import ProposalCard
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words


class ProposalsStep(StepPage):
    KEY: ClassVar[str] = "proposals"

    def build(self) -> None:
        self._sheet: MeetingSheet | None = None
        self._answered = Words("Trả lời đã về, cần thông báo", "emphasis_strong")
        self._answer_cards: dict[str, QWidget] = {}
        self._answers = QVBoxLayout()
        self._head = Words("", "emphasis_strong")
        self._raised: PartList[ProposalCard] = PartList(self._make)
        self._raised.changed.connect(self._show_cards)
        self._raised.changed.connect(self.order_tabs)
        self._raised.done.connect(self._on_done)
        self._add = Button("Thêm kiến nghị", icon="plus", key="F2")
        self._add.clicked.connect(self._raised.begin)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self.body.addWidget(self._answered)
        self.body.addLayout(self._answers)
        self.body.addWidget(self._head)
        self.body.addWidget(self._raised)
        self.body.addLayout(row)

    def _make(self, part_id: str) -> ProposalCard:
        return ProposalCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        self._show_answers(sheet)
        self._raised.show_parts([row.id for row in sheet.proposals], is_final=sheet.is_finalised)
        self._add.setVisible(not sheet.is_finalised)
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

    def _show_cards(self) -> None:
        if self._sheet is None:
            return
        rows = {row.id: row for row in self._sheet.proposals}
        for card in self._raised.shown_cards():
            card.show_proposal(rows.get(card.part_id))

    def _on_done(self) -> None:
        self._add.setFocus()

    def take_focus(self) -> None:
        if not self.inside.isEnabled():
            self.setFocus()
            return
        blank = self._raised.blank()
        if blank is not None:
            blank.take_focus()
        else:
            self._add.setFocus()

    def fit_step(self) -> None:
        super().fit_step()
        if hasattr(self, "_answers"):
            self._answers.setSpacing(look.px(12))
