"""One task of an earlier month: its state by one key, the result in a few words, how much is done, how late it is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.decisions import report_assignment
from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import no_break
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.kept import EnterKey, words_of
from chibo_desktop.ui.editors.steps.numbered_segments import NumberedSegments
from chibo_desktop.ui.editors.steps.part_keeper import PartKeeper
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.field import TypedField
from chibo_desktop.ui.widgets.fields import NumberField, ProseField
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
        self._milestone, self._late = Pill("todo", ""), Pill("late", "")
        self._states = NumberedSegments(STATES, name="Kết quả")
        self._states.chosen.connect(self._on_state)
        self._said = Message()
        self._result = ProseField("Kết quả thực hiện", lines=1, most=6, max_len=4_000)
        self._percent = NumberField("Đã làm được (%)", most=100)
        self._ended = CheckBox("Kết thúc việc này, kỳ sau không nhắc lại")
        self._ended.clicked.connect(self._on_ended)
        self._keepers = {
            "result": self._keep("result", self._result, lambda words: words),
            "percent_done": self._keep("percent_done", self._percent, lambda _words: self._percent.number()),
        }
        EnterKey(self._result, self.gone_on.emit)
        EnterKey(self._percent, self.gone_on.emit)
        mark_record(self, "assignment", task.id)
        self._lay_out()
        self.show_task(task)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._milestone)
        head.addWidget(self._late)
        said = QHBoxLayout()
        said.addWidget(self._about, 1)
        history = HistoryButton(self._session, lambda: ("assignment", self._task_id))
        said.addWidget(history, 0, Qt.AlignmentFlag.AlignTop)
        told = QHBoxLayout()
        told.addWidget(self._result, 1)
        told.addWidget(self._percent)
        self.add_layout(head)
        self.add_layout(said)
        states = Flow(gap=look.GAP)
        states.put(self._states)
        self.add(states)
        self.add(self._said)
        self.add_layout(told)
        self.add(self._ended)
        self.fit()

    def _keep(self, name: str, field: TypedField, read: Callable[[str], object]) -> PartKeeper:
        place = ("assignment_report", f"{self._task_id}/{self._meeting_id}", name)
        store = self._session.store
        return PartKeeper(
            self._session,
            field,
            place,
            lambda words: self._write(**{name: read(words)}),
            words_of(store, place),
            read=lambda: words_of(store, place),
        )

    def show_task(self, task: AssignmentRow) -> None:
        """The task as it is stored."""
        self._what.say(f"<b>{escape(task.title)}</b>")
        self.setAccessibleName(task.title)
        self._states.setAccessibleName(f"Kết quả: {task.title}")
        self._about.say(escape(about(task)))
        self._late.say("late", f"Chậm {task.months_late} tháng")
        self._late.setVisible(task.months_late > 0 and task.state != "done")
        self._milestone.say("todo", f"{task.milestone} kỳ này")
        self._milestone.setVisible(bool(task.milestone))
        self._states.take(task.state)
        self._percent.setVisible(task.state == "ongoing")
        self._ended.setVisible(task.recurring)
        self._ended.setChecked(task.report is not None and task.report.flag("ended"))
        for keeper in self._keepers.values():
            keeper.refresh()

    def _on_state(self, state: str) -> None:
        self._said.say("absent", "")
        is_first = self._session.store.values(*self._keepers["result"].place[:2]) is None
        try:
            self._session.do(report_assignment, self._task_id, self._meeting_id, state)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            self._states.take("")
            return
        for keeper in self._keepers.values():
            if is_first:
                keeper.settle(keeper.place)  # words typed before the state are ours, nobody else's
            keeper.leave()
        self._result.setFocus()

    def _on_ended(self, ended: bool) -> None:
        self._said.say("absent", "")
        try:
            self._write(ended=ended)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            self._ended.setChecked(not ended)

    def _write(self, **fields: Any) -> object:
        state = self._states.taken()
        if not state:
            raise Refusal("Chọn kết quả trước: phím 1 hoàn thành, 2 đang thực hiện, 3 chưa thực hiện.")
        return self._session.do(report_assignment, self._task_id, self._meeting_id, state, **fields)

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
        if hasattr(self, "_percent"):
            self._percent.setFixedWidth(look.px(150))


def about(task: AssignmentRow) -> str:
    """Who, by when, since when, and what was said last: one muted line."""
    parts = [f"{no_break(task.leader_name)} chủ trì" if task.leader_name else "chưa có người chủ trì"]
    if task.helpers:
        parts.append(f"phối hợp: {task.helpers}")
    if task.due_on:
        parts.append(f"hạn {show_day(task.due_on)}")
    if task.recurring:
        parts.append("nhiệm vụ thường xuyên")
    if task.directed_by:
        parts.append(f"theo ý kiến của {no_break(task.directed_by)}")
    if task.given_period:
        parts.append(f"giao kỳ {show_month(task.given_period)}")
    if task.last is not None:
        share = task.last.count("percent_done")
        said = f"{task.last.shown('state').lower()}{f' {share} %' if share is not None else ''}"
        result = task.last.text("result").rstrip(".")
        parts.append(f"kỳ trước {said}" + (f" ({result})" if result else ""))
    return " · ".join(parts)
