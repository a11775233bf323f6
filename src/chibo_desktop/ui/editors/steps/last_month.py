"""The step "Tháng trước": what became of the tasks given before, how many are done, the month judged, praise, reminders."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.base.text import percent
from chibo_desktop.lists.assignments import AssignmentRow, done_share
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.kept import keep
from chibo_desktop.ui.editors.phrases import Phrases
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.editors.steps.step_page import StepPage
from chibo_desktop.ui.editors.steps.task_report import TaskReport
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.words import Prose


class LastMonthStep(StepPage):
    """Enter in a result leads to the next task, after the last one to the judgement on the month."""

    KEY: ClassVar[str] = "last_month"

    def build(self) -> None:
        self._phrases = Phrases(self.session, self)
        self._none = Prose("Không có nhiệm vụ nào của kỳ trước cần báo cáo tại buổi này.", "muted", width=240)
        self._share = Prose(tone="muted", width=240)
        self._reports: dict[str, QWidget] = {}
        self._tasks = QVBoxLayout()
        self._month = ProseField("Đánh giá kết quả tháng trước", lines=3)
        self._praised = ProseField("Biểu dương", lines=2, max_len=4_000)
        self._reminded = ProseField("Nhắc nhở, phê bình", lines=2, max_len=4_000)
        fields = (("last_month", self._month), ("praised", self._praised), ("reminded", self._reminded))
        for name, field in fields:
            keep(self.session, field, ("meeting", self.meeting_id, name), change_meeting)
        words = Card()
        words.add(self._month)
        words.add(Abreast(self._praised, self._reminded))
        words.body.setSpacing(look.px(12))
        self.body.addWidget(self._none)
        self.body.addWidget(self._share)
        self.body.addLayout(self._tasks)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._phrases.button)
        self.body.addLayout(row)
        self.body.addWidget(words)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        sync(self._tasks, self._reports, [task.id for task in sheet.due_before])
        for place, task in enumerate(sheet.due_before):
            card = self._reports.get(task.id)
            if not isinstance(card, TaskReport):
                card = self._reports[task.id] = self._make(task)
                self._tasks.insertWidget(place, card)
            card.show_task(task)
        count = len(sheet.due_before)
        told = sum(1 for task in sheet.due_before if task.report is not None)
        self._none.setVisible(not count)
        self._phrases.button.setVisible(not sheet.is_finalised)
        self._share.say(share_words(sheet))
        self._share.setVisible(bool(share_words(sheet)))
        self.titles.set_title("Tháng trước", f"đã báo cáo {told} trên {count} việc" if count else "")

    def _make(self, task: AssignmentRow) -> TaskReport:
        made = TaskReport(self.session, self.meeting_id, task)
        made.gone_on.connect(lambda: self._on_gone_on(made))
        return made

    def _cards(self) -> list[TaskReport]:
        items = [self._tasks.itemAt(place) for place in range(self._tasks.count())]
        found = [item.widget() for item in items if item is not None]
        return [card for card in found if isinstance(card, TaskReport)]

    def _show_focus(self) -> None:
        """With the state one presses the task it is of is seen too."""
        held = QApplication.focusWidget()
        card = next((each for each in self._cards() if held is not None and each.isAncestorOf(held)), None)
        if card is not None:
            self._area.ensureWidgetVisible(card, 0, look.px(8))
        super()._show_focus()

    def _on_gone_on(self, card: TaskReport) -> None:
        after = self._cards()[self._cards().index(card) + 1 :]
        if after:
            after[0].take_focus()
        else:
            self._month.setFocus()

    def take_focus(self) -> None:
        """On the first task nobody has told about, or the judgement on the month."""
        waiting = [card for card in self._cards() if not card.is_told]
        if waiting:
            waiting[0].take_focus()
        else:
            self._month.setFocus()

    def fit_step(self) -> None:
        super().fit_step()
        if hasattr(self, "_tasks"):
            self._tasks.setSpacing(look.px(12))


def share_words(sheet: MeetingSheet) -> str:
    """How many of the tasks due are done, as the score asks for it; "" where none is due."""
    share = done_share(sheet.due_before, sheet.day)
    if not share.asked:
        return ""
    left = f", còn {share.silent} việc chưa ghi kết quả" if share.silent else ""
    goes = " Con số này dùng khi chấm điểm." if sheet.kind.scored else ""
    return (
        f"Việc đến hạn: đã hoàn thành {share.done} trên {share.asked}, "
        f"{percent(share.done, share.asked)}{left}.{goes}"
    )
