"""One task of an earlier month: its state by one key, the result in a few words, how late it is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.decisions import report_assignment
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import no_break
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.steps.kept import EnterKey, words_of
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.editors.steps.part_keeper import PartKeeper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ProseField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.words import Prose

STATES = (("done", "Hoàn thành"), ("ongoing", "Đang thực hiện"), ("not_done", "Chưa thực hiện"))


class TaskReport(Card):
    """`gone_on` after Enter in the result: the next task, please."""

    gone_on = Signal()

    def __init__(self, session: Session, meeting_id: str, task: AssignmentRow) -> None:
        super().__init__()
        self._session, self._meeting_id, self._task_id = session, meeting_id, task.id
        self._what, self._about = Prose(width=220), Prose(tone="muted", width=220)
        self._late = Pill("late", "")
        self._states = NumberedSegments(STATES, name="Kết quả")
        self._states.chosen.connect(self._on_state)
        self._said = Message()
        self._result = ProseField("Kết quả thực hiện", lines=1, most=6)
        place = ("assignment_report", f"{task.id}/{meeting_id}", "result")
        self._keeper = PartKeeper(
            session,
            self._result,
            place,
            self._save_result,
            words_of(session.store, place),
            read=lambda: words_of(session.store, place),
        )
        EnterKey(self._result, self.gone_on.emit)
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._late)
        states = Flow(gap=look.GAP)
        states.put(self._states)
        states.put(HistoryButton(session, lambda: ("assignment", self._task_id)), at_end=True)
        mark_record(self, "assignment", task.id)
        self.add_layout(head)
        self.add(self._about)
        self.add(states)
        self.add(self._said)
        self.add(self._result)
        self.show_task(task)

    def show_task(self, task: AssignmentRow) -> None:
        """The task as it is stored."""
        self._what.say(f"<b>{escape(task.title)}</b>")
        self.setAccessibleName(task.title)
        self._states.setAccessibleName(f"Kết quả: {task.title}")
        self._about.say(escape(about(task)))
        self._late.say("late", f"Chậm {task.months_late} tháng")
        is_done = task.report is not None and task.report.text("state") == "done"
        self._late.setVisible(task.months_late > 0 and not is_done)
        self._states.take(task.report.text("state") if task.report else "")
        self._keeper.refresh()

    def _on_state(self, state: str) -> None:
        self._said.say("absent", "")
        is_first = self._session.store.values(*self._keeper.place[:2]) is None
        try:
            self._session.do(report_assignment, self._task_id, self._meeting_id, state)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            self._states.take("")
            return
        if is_first:
            self._keeper.settle(self._keeper.place)  # words typed before the state are ours, nobody else's
        self._keeper.leave()
        self._result.setFocus()

    def _save_result(self, words: str) -> object:
        state = self._states.taken()
        if not state:
            raise Refusal("Chọn kết quả trước: phím 1 hoàn thành, 2 đang thực hiện, 3 chưa thực hiện.")
        return self._session.do(report_assignment, self._task_id, self._meeting_id, state, words)

    @property
    def is_told(self) -> bool:
        """Whether a state is written for this meeting."""
        return bool(self._states.taken())

    def take_focus(self) -> None:
        """On the state, where one key is enough."""
        self._states.take_focus()

    def fit(self) -> None:
        super().fit()
        self.body.setSpacing(look.px(8))


def about(task: AssignmentRow) -> str:
    """Who, by when, since when, and what was said last: one muted line."""
    parts = [f"{no_break(task.leader_name)} chủ trì" if task.leader_name else "chưa có người chủ trì"]
    if task.helpers:
        parts.append(f"phối hợp: {task.helpers}")
    if task.due_on:
        parts.append(f"hạn {show_day(task.due_on)}")
    if task.recurring:
        parts.append("nhiệm vụ thường xuyên")
    if task.given_period:
        parts.append(f"giao kỳ {show_month(task.given_period)}")
    if task.last is not None:
        result = task.last.text("result").rstrip(".")
        parts.append(f"kỳ trước {task.last.shown('state').lower()}" + (f" ({result})" if result else ""))
    return " · ".join(parts)
