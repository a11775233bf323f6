"""The form by which a body answers a proposal: the words that will be read aloud, the outcome, the paper's number and day."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField, ProseField
from chibo_desktop.ui.widgets.message import Message


class AnswerForm(QWidget):
    """`given` carries the answer as keyword arguments of the action; what is typed is kept as a draft until then."""

    given = Signal(dict)

    def __init__(self, session: Session, proposal_id: str) -> None:
        super().__init__()
        outcome = find_spec("answer").field("outcome")
        self._content = ProseField(
            "Nội dung trả lời", hint="Câu này sẽ được đọc nguyên văn trước chi bộ.", lines=4
        )
        self._draft = FreshDraft(session, self._content, ("answer", f"{proposal_id}/new", "content"))
        self._outcome = ChoiceField("Kết quả giải quyết", outcome.choices if outcome else (), "")
        self._paper = LineField("Số văn bản trả lời (nếu có)", max_len=60)
        self._day = DayField("Ngày trả lời", session.now().date())
        self._message = Message()
        self._write = Button("Ghi trả lời", icon="check")
        self._write.clicked.connect(self._on_write)
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout()
        for field in (self._outcome, self._paper, self._day):
            self._row.addWidget(field, 1)
        self._column.addWidget(self._content)
        self._column.addLayout(self._row)
        self._column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._write)
        self._column.addLayout(foot)
        self.setFocusProxy(self._content)
        look.follow(self.fit)

    def _on_write(self) -> None:
        commit_composing()
        for field in (self._content, self._outcome, self._day):
            field.clear_error()
        self._message.say("absent", "")
        try:
            day = self._day.day()
        except Refusal as refusal:
            self._day.show_error(refusal.sentence)
            return
        if not self._content.value():
            self._content.show_error("Chưa có nội dung trả lời. Gõ câu trả lời để chi bộ đọc được.")
            self._content.setFocus()
        elif not self._outcome.value():
            self._outcome.show_error("Chọn kết quả giải quyết.")
            self._outcome.setFocus()
        else:
            answer = {"content": self._content.value(), "outcome": self._outcome.value()}
            self.given.emit({**answer, "paper_number": self._paper.value(), "answered_on": day})

    def refuse(self, refusal: Refusal) -> None:
        """Shows a refusal beside the field it is about."""
        field = {"content": self._content, "outcome": self._outcome, "answered_on": self._day}.get(
            refusal.field or ""
        )
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
