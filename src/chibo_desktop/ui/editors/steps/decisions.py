"""The step "Nghị quyết, nhiệm vụ": the paper that closes the meeting, and what was given to whom."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui.editors.steps.kept import people_of
from chibo_desktop.ui.editors.steps.part_list import PartList
from chibo_desktop.ui.editors.steps.resolution_card import ResolutionCard
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.editors.steps.task_card import TaskCard
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words


class DecisionsStep(StepPage):
    KEY: ClassVar[str] = "decisions"

    def build(self) -> None:
        self._sheet: MeetingSheet | None = None
        self._paper = ResolutionCard(self.session, self.meeting_id)
        self._tasks: PartList[TaskCard] = PartList(self._make)
        self._tasks.changed.connect(self._show_cards)
        self._tasks.changed.connect(self.order_tabs)
        self._tasks.done.connect(self._on_done)
        self._add = Button("Thêm nhiệm vụ", icon="plus", key="F2")
        self._add.clicked.connect(self._tasks.begin)
        self._head = Words("Nhiệm vụ giao tại buổi này", "emphasis_strong")
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        self.body.addWidget(self._paper)
        self.body.addWidget(self._head)
        self.body.addWidget(self._tasks)
        self.body.addLayout(row)

    def _make(self, part_id: str) -> TaskCard:
        return TaskCard(self.session, self.meeting_id, part_id)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        self._paper.show_sheet(sheet)
        self._tasks.show_parts([row.id for row in sheet.given], is_final=sheet.is_finalised)
        self._add.setVisible(not sheet.is_finalised)
        count = len(sheet.given)
        self._head.say("Nhiệm vụ giao tại buổi này" if count else "Chưa giao nhiệm vụ nào tại buổi này")

    def _show_cards(self) -> None:
        if self._sheet is None:
            return
        rows, people = {row.id: row for row in self._sheet.given}, people_of(self._sheet)
        for card in self._tasks.shown_cards():
            card.show_task(rows.get(card.part_id), people)

    def _on_done(self) -> None:
        self._add.setFocus()

    def take_focus(self) -> None:
        if not self.inside.isEnabled():
            self.setFocus()
            return
        blank = self._tasks.blank()
        if blank is not None:
            blank.take_focus()
        else:
            self._paper.take_focus()
