"""Step "Tháng trước": what became of the tasks given before, answers that came home, and the month in a few words."""

from __future__ import annotations

from html import escape
from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.decisions import report_assignment
from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.proposals import announce_answer
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.steps.kept import EnterKey, keep, words_of
from chibo_desktop.ui.editors.steps.step import ScrolledStep, sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Prose, Words

_STATE = find_spec("assignment_report").field("state")
STATES = _STATE.choices if _STATE else ()


class TaskReport(Card):
    """One task of before: who, by when, and what is reported on it now."""

    def __init__(self, session: Session, meeting_id: str, row: AssignmentRow) -> None:
        super().__init__()
        self._session, self._meeting_id, self._task_id = session, meeting_id, row.id
        self._head = Prose("", width=300)
        self._late = Pill("late", "")
        self._states = Segments(STATES, "", f"Kết quả: {row.title}")
        self._states.chosen.connect(self._on_state)
        self._result = ProseField("Kết quả thực hiện", lines=1, most=5)
        self._said = Message()
        place = ("assignment_report", f"{row.id}/{meeting_id}", "result")

        def read() -> str:
            return words_of(session.store, place)

        Keeper(session, self._result, place, self._write, read(), read=read)
        EnterKey(self._result, self.focusNextChild)
        top = QHBoxLayout()
        top.addWidget(self._head, 1)
        top.addWidget(self._late)
        line = QHBoxLayout()
        line.addWidget(self._states)
        line.addStretch(1)
        self.add_layout(top)
        self.add_layout(line)
        self.add(self._result)
        self.add(self._said)
        self.show_task(row)

    def show_task(self, row: AssignmentRow) -> None:
        """The task and the state reported now; a task late since months says so."""
        who = row.leader_name or "chưa ghi người chủ trì"
        due = f"hạn {show_day(row.due_on)}" if row.due_on else "chưa ghi hạn"
        self._head.say(f"<b>{escape(row.title)}</b><br>{escape(who)} · {due}")
        state = row.report.text("state") if row.report else ""
        self._states.take(state)
        is_late = row.due_words.startswith("chậm") and state != "done"
        self._late.setVisible(is_late)
        self._late.say("late", row.due_words)

    def _on_state(self, state: str) -> None:
        try:
            self._session.do(report_assignment, self._task_id, self._meeting_id, state)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("absent", "")
        self._result.setFocus()

    def _write(self, typed: str) -> object:
        state = self._states.taken()
        if not state:
            raise Refusal("Chọn kết quả ở trên trước (hoàn thành, đang thực hiện hay chưa).", "state")
        return self._session.do(report_assignment, self._task_id, self._meeting_id, state, typed)


class AnswerHome(Card):
    """One answer that came home, to be read aloud; the button notes that it was."""

    def __init__(self, session: Session, row: ProposalRow) -> None:
        super().__init__()
        self._session, self._id = session, row.id
        self._words = Prose("", width=300)
        self._read = Button("Đã đọc tại buổi này", icon="check")
        self._read.clicked.connect(self._on_read)
        self._said = Message()
        self._day: object = None
        self.add(self._words)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._read)
        self.add_layout(line)
        self.add(self._said)

    def show_answer(self, row: ProposalRow, sheet: MeetingSheet) -> None:
        """What was asked, what was answered, by whom."""
        answer = row.answers[-1]
        self._day = sheet.meeting.day("held_on")
        by = " · ".join(part for part in (answer.body_name, answer.paper_number) if part)
        self._words.say(f"<b>{escape(row.content)}</b><br>{escape(answer.content)}<br>{escape(by)}")
        is_read = row.announced_on is not None
        self._read.say(f"Đã đọc ngày {show_day(row.announced_on)}" if row.announced_on else "Đã đọc tại buổi này")
        self._read.setEnabled(not is_read)

    def _on_read(self) -> None:
        from datetime import date

        if not isinstance(self._day, date):
            self._said.say("absent", "Ghi ngày sinh hoạt ở bước Chuẩn bị trước.")
            return
        try:
            self._session.do(announce_answer, self._id, self._day)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)


class LastMonthStep(ScrolledStep):
    KEY: ClassVar[str] = "last_month"

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._tasks: dict[str, QWidget] = {}
        self._answers: dict[str, QWidget] = {}
        self._none = Prose("Không có nhiệm vụ nào của kỳ trước phải báo cáo.", "muted", width=420)
        self._task_list, self._answer_list = QVBoxLayout(), QVBoxLayout()
        self._answers_title = Words("Trả lời kiến nghị đã về", "emphasis_strong")
        self._month = ProseField("Đánh giá kết quả tháng trước", hint="Vài câu; bảng nhiệm vụ do máy lập.", lines=3)
        keep(session, self._month, ("meeting", meeting_id, "last_month"), change_meeting)
        for layout in (self._task_list, self._answer_list):
            layout.setSpacing(look.px(12))
        self.body.addWidget(self._none)
        self.body.addLayout(self._task_list)
        self.body.addWidget(self._answers_title)
        self.body.addLayout(self._answer_list)
        card = Card("Tháng trước")
        card.add(self._month)
        self.body.addWidget(card)
        self.body.addStretch(1)

    def refresh(self, sheet: MeetingSheet) -> None:
        self._none.setVisible(not sheet.due_before)
        sync(self._task_list, self._tasks, [row.id for row in sheet.due_before])
        for row in sheet.due_before:
            shown = self._tasks.get(row.id)
            if isinstance(shown, TaskReport):
                shown.show_task(row)
            else:
                self._tasks[row.id] = TaskReport(self.session, self.meeting_id, row)
                self._task_list.addWidget(self._tasks[row.id])
        self._show_answers(sheet)
        self.refresh_fields()

    def _show_answers(self, sheet: MeetingSheet) -> None:
        self._answers_title.setVisible(bool(sheet.to_announce))
        sync(self._answer_list, self._answers, [row.id for row in sheet.to_announce])
        for row in sheet.to_announce:
            shown = self._answers.get(row.id)
            if not isinstance(shown, AnswerHome):
                shown = self._answers[row.id] = AnswerHome(self.session, row)
                self._answer_list.addWidget(shown)
            shown.show_answer(row, sheet)

    def subtitle(self, sheet: MeetingSheet) -> str:
        reported = sum(row.report is not None for row in sheet.due_before)
        return f"{reported} trên {len(sheet.due_before)} việc đã báo cáo" if sheet.due_before else ""

    def take_focus(self) -> None:
        first = next((card for card in self._tasks.values() if isinstance(card, TaskReport)), None)
        if first is None:
            self._month.setFocus()
        else:
            first.findChild(Segments).findChildren(QWidget)[0].setFocus()


