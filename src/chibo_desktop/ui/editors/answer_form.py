"""The form by which a proposal is answered: the words read aloud, the outcome, its paper, and what the cell is to do."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.proposal_rows import UNDER_WAY
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message


class AnswerForm(QWidget):
    """`given` carries the answer as keyword arguments of the action; what is typed is kept as a draft until then.

    `asks_task`: a body above may give the cell something to do.
    """

    given = Signal(dict)

    def __init__(self, session: Session, proposal_id: str, *, asks_task: bool = False) -> None:
        super().__init__()
        outcome = find_spec("answer").field("outcome")
        self._content = ProseField(
            "Nội dung trả lời", hint="Câu này sẽ được đọc nguyên văn trước chi bộ.", lines=4
        )
        self._draft = FreshDraft(session, self._content, ("answer", f"{proposal_id}/new", "content"))
        # that work goes on is no answer: the step "Báo đang giải quyết" says it
        outcomes = [each for each in outcome.choices if each[0] != UNDER_WAY] if outcome else []
        self._outcome = ChoiceField("Kết quả giải quyết", outcomes, "")
        self._paper = LineField("Số văn bản trả lời (nếu có)", max_len=60)
        self._session, self._offered = session, session.now().date()
        self._day = DayField("Ngày trả lời", self._offered)
        self._task = LineField("Việc giao cho chi bộ (nếu có)", max_len=300)
        self._task_due = DayField("Hạn của việc giao")
        if not asks_task:
            self._task.hide()
            self._task_due.hide()
        self._message = Message()
        self._write = Button("Ghi trả lời", icon="check")
        self._write.clicked.connect(self._on_write)
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        for field in (self._outcome, self._paper, self._day):
            self._row.addWidget(field, 1)
        self._column.addWidget(self._content)
        self._column.addLayout(self._row)
        self._column.addWidget(Abreast(self._task, self._task_due, shares=(2, 1), gap=16))
        self._column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._write)
        self._column.addLayout(foot)
        self.setFocusProxy(self._content)
        look.follow(self.fit)

    def _on_write(self) -> None:
        commit_composing()
        for field in (self._content, self._outcome, self._day, self._task, self._task_due):
            field.clear_error()
        self._message.say("absent", "")
        day, due = _read(self._day), _read(self._task_due)
        if self._day.error() or self._task_due.error():
            return
        if not self._content.value():
            self._content.show_error("Chưa có nội dung trả lời. Gõ câu trả lời để chi bộ đọc được.")
            self._content.setFocus()
        elif not self._outcome.value():
            self._outcome.show_error("Chọn kết quả giải quyết.")
            self._outcome.setFocus()
        else:
            if day == self._offered:  # left as it was offered, maybe over midnight
                day = self._session.now().date()
            answer = {"content": self._content.value(), "outcome": self._outcome.value()}
            task = {"task": self._task.value(), "task_due_on": due}
            self.given.emit({**answer, **task, "paper_number": self._paper.value(), "answered_on": day})

    def refuse(self, refusal: Refusal) -> None:
        """Shows a refusal beside the field it is about."""
        fields = {"content": self._content, "outcome": self._outcome, "answered_on": self._day}
        fields |= {"task": self._task, "task_due_on": self._task_due}
        field = fields.get(refusal.field or "")
        if field is not None:
            field.show_error(refusal.sentence)
        else:
            self._message.say("absent", refusal.sentence)

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        self._draft.leave()

    def forget(self) -> None:
        """The draft became an answer."""
        self._draft.clear()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        self._row.setSpacing(look.px(16))


def _read(field: DayField) -> date | None:
    """The day; None when there is none, or when it cannot be read and the field says why."""
    try:
        return field.day()
    except Refusal as refusal:
        field.show_error(refusal.sentence)
        return None
