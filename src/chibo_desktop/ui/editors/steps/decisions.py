"""The step "Nghị quyết, nhiệm vụ": the paper that closes the meeting, and what was given to whom."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from chibo_desktop.actions.decisions import proposed_due
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui.editors.kept import people_of
from chibo_desktop.ui.editors.phrases import Phrases
from chibo_desktop.ui.editors.steps.parts_step import PartsStep
from chibo_desktop.ui.editors.steps.resolution_card import ResolutionCard
from chibo_desktop.ui.editors.steps.task_card import TaskCard
from chibo_desktop.ui.widgets.words import Words


class DecisionsStep(PartsStep[TaskCard]):
    KEY: ClassVar[str] = "decisions"
    ADD: ClassVar[str] = "Thêm nhiệm vụ"

    def build(self) -> None:
        super().build()
        self._phrases = Phrases(self.session, self)
        self._usual: dict[date, date | None] = {}
        self._paper = ResolutionCard(self.session, self.meeting_id, self._phrases.button)
        self._head = Words("Nhiệm vụ giao tại buổi này", "emphasis_strong")
        self.body.addWidget(self._paper)
        self.body.addWidget(self._head)
        self.body.addWidget(self.parts)
        self.body.addLayout(self.adding)

    def make_card(self, part_id: str) -> TaskCard:
        return TaskCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        super().show_sheet(sheet)
        self._paper.show_sheet(sheet)
        self.parts.show_parts([row.id for row in sheet.given], is_final=sheet.is_finalised)
        count = len(sheet.given)
        self._head.say("Nhiệm vụ giao tại buổi này" if count else "Chưa giao nhiệm vụ nào tại buổi này")

    def show_cards(self, sheet: MeetingSheet) -> None:
        rows, people = {row.id: row for row in sheet.given}, people_of(sheet)
        usual = self._usual_due(sheet) if self.parts.blank() is not None else None
        for card in self.parts.shown_cards():
            card.show_task(rows.get(card.part_id), people, usual)

    def _usual_due(self, sheet: MeetingSheet) -> date | None:
        """Looked up once for a day of the meeting: it reads every meeting of the cell."""
        if sheet.day not in self._usual:
            self._usual[sheet.day] = proposed_due(self.session.desk, self.meeting_id)
        return self._usual[sheet.day]

    def go_on(self) -> None:
        """The blank card nothing was typed into goes with the step."""
        blank = self.parts.blank()
        if blank is not None and not blank.is_unsaved:
            blank.drop()
        super().go_on()

    def take_up(self) -> None:
        blank = self.parts.blank()
        if blank is not None:
            blank.take_focus()
        else:
            self._paper.take_focus()
