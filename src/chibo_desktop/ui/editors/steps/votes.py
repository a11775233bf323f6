"""The step "Biểu quyết": of how many the votes are counted, said by name first; then each vote in a card of its own."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.base.text import no_break
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.rules.attendance import VoteBase
from chibo_desktop.rules.voting import threshold_sentence
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.editors.steps.vote_card import VoteCard
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class VotesStep(StepPage):
    KEY: ClassVar[str] = "votes"

    def build(self) -> None:
        self._sheet: MeetingSheet | None = None
        self._base, self._limits, self._unmarked = Prose(width=240), Prose(width=240), Message()
        self._unmarked.link_chosen.connect(self.left_for)
        said = Card(kind="tinted")
        for widget in (self._base, self._limits, self._unmarked):
            said.add(widget)
        self._ballots: PartList[VoteCard] = PartList(self._make)
        self._ballots.left_for.connect(self.left_for)
        self._ballots.changed.connect(self._show_cards)
        self._ballots.changed.connect(self.order_tabs)
        self._ballots.done.connect(self._on_done)
        self._add = Button("Thêm việc biểu quyết", icon="plus", key="F2")
        self._add.clicked.connect(self._ballots.begin)
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self.body.addWidget(said)
        self.body.addWidget(self._ballots)
        self.body.addLayout(row)

    def _make(self, part_id: str) -> VoteCard:
        return VoteCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        self._base.say(base_words(sheet.vote_base))
        self._limits.say(limit_words(sheet))
        self._show_unmarked(sheet)
        self._show_cards()
        self._ballots.show_parts([row.facts.id for row in sheet.ballots], is_final=sheet.is_finalised)
        count = len(sheet.ballots)
        self.titles.set_title("Biểu quyết", f"{count} việc" if count else "nếu có")
        self._add.setVisible(not sheet.is_finalised)

    def _show_unmarked(self, sheet: MeetingSheet) -> None:
        left = sheet.attendance.unmarked
        if sheet.is_finalised or not left:
            self._unmarked.say("late", "")
            return
        more = "Số phiếu được đối chiếu với điểm danh: <a href='roll_call'>điểm danh trước</a>."
        self._unmarked.say("late", f"Còn {left} đảng viên chưa điểm danh.", more)

    def _show_cards(self) -> None:
        if self._sheet is None:
            return
        rows = {row.facts.id: row for row in self._sheet.ballots}
        for card in self._ballots.shown_cards():
            card.show_vote(rows.get(card.part_id), self._sheet.vote_base, is_final=self._sheet.is_finalised)

    def _on_done(self) -> None:
        self._add.setFocus()

    def take_focus(self) -> None:
        if not self.inside.isEnabled():
            self.setFocus()
            return
        waiting = next((card for card in self._ballots.cards() if not card.is_counted), self._ballots.blank())
        if waiting is not None:
            self._ballots.open(waiting)
        else:
            self._add.setFocus()


def base_words(base: VoteBase) -> str:
    """The sentence of the rule with its number in bold and names that do not break; HTML."""
    words = base.sentence()
    for ground in base.deducted:
        for name in ground.names:
            words = words.replace(name, no_break(name))
    return escape(words, quote=False).replace(f"Tính trên {base.base} ", f"Tính trên <b>{base.base}</b> ", 1)


def limit_words(sheet: MeetingSheet) -> str:
    """The thresholds asked for at this meeting, each as a number of votes, and what people ask about the base."""
    keys = list(dict.fromkeys(row.facts.text("threshold") for row in sheet.ballots)) or [
        "majority",
        "two_thirds",
    ]
    base = sheet.ballots[0].base if sheet.ballots else sheet.vote_base.base
    said = [threshold_sentence(base, key, day=sheet.day) for key in keys if base]
    return escape(" ".join([*said, sheet.vote_base.aside()]), quote=False)
