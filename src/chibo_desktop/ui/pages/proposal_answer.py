"""The card of a proposal's answers: read aloud from here, given, noted as read, its task, opened again with a reason."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from chibo_desktop.actions.answers_home import give_task
from chibo_desktop.actions.proposals import announce_answer, answer_proposal, is_home, reopen_proposal
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.answers_home import next_meeting, task_given, task_of
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposal_rows import UNDER_WAY
from chibo_desktop.lists.proposal_way import month_words
from chibo_desktop.lists.proposals import AnswerRow, ProposalRow
from chibo_desktop.ui.editors.answer_form import AnswerForm
from chibo_desktop.ui.editors.steps.spoken import Spoken
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

WORDS_A_SECOND = 2.2
"""How fast a person reads an official sentence aloud."""


class ProposalAnswer(Card):
    """`changed` after something was written here."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Trả lời")
        self._session = session
        self._row: ProposalRow | None = None
        self._form: AnswerForm | None = None
        self._said = Message()

    def show_row(self, row: ProposalRow) -> None:
        """Another proposal, or the same one anew; a form somebody is typing in stays."""
        is_same = self._row is not None and self._row.id == row.id
        self._row = row
        if is_same and self._form is not None and self._form.isVisibleTo(self) and self._may_answer(row):
            return
        self.leave()
        self._form = None
        empty(self.body)
        self._said = Message()
        self._show_head(row)
        for answer in row.answers:
            self._show_answer(answer)
        self.add(self._said)
        if self._may_answer(row):
            self._offer_form(row)
        elif not row.answers:
            self._show_waiting(row)
        if self._session.desk.may_write(row.facts.book) and row.answers:
            self._add_home(row)
        self._show_task(row)
        self.body.addStretch(1)

    def _show_head(self, row: ProposalRow) -> None:
        newest = row.answers[-1] if row.answers else None
        is_final = any(answer.outcome != UNDER_WAY for answer in row.answers)
        self.set_title("Trả lời" if is_final else "Báo đang giải quyết" if newest else "Chưa có trả lời")
        seconds = round(len(newest.content.split()) / WORDS_A_SECOND / 5) * 5 if newest else 0
        is_unread = newest is not None and newest.is_live and not newest.is_read
        self.set_note(f"đọc chừng {max(5, seconds)} giây" if is_unread else "")

    def _show_answer(self, answer: AnswerRow) -> None:
        day = f"ngày {show_day(answer.answered_on)}" if answer.answered_on else ""
        before = "" if answer.is_live else "trước khi mở lại"
        parts = (answer.body_name, answer.outcome_label, answer.paper_number, day, before)
        self.add(Spoken(answer.content))
        self.add(Prose(escape(" · ".join(part for part in parts if part)), "muted", width=300))
        desk = self._session.desk
        if answer.body_id == desk.organisation_id and desk.kind != "cell":
            save = Button("Lưu văn bản trả lời …", "quiet", icon="save")
            save.clicked.connect(lambda: self._on_save(answer))
            line = QHBoxLayout()
            line.addWidget(save)
            line.addStretch(1)
            self.add_layout(line)

    def _on_save(self, answer: AnswerRow) -> None:
        """The paper of the answer, into a folder the person chooses."""
        folder = QFileDialog.getExistingDirectory(self, "Chọn thư mục để lưu")
        if not folder:
            return
        desk, day = self._session.desk, answer.answered_on or self._session.desk.today
        try:
            scope = report_scope(desk, day, day, record_id=answer.id)
            target = save_report(desk, "tra-loi-kien-nghi", scope, Path(folder))
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._said.say("done", f"Đã lưu “{target.name}” vào thư mục {target.parent.name}.")

    def _show_waiting(self, row: ProposalRow) -> None:
        told = next((step for step in reversed(row.steps) if step.sort == "answered"), None)
        if told is not None:
            number = f", văn bản số {told.paper_number}" if told.paper_number else ""
            day = f" ngày {show_day(told.taken_on)}" if told.taken_on else ""
            words = f"Cấp dưới đã trả lời chi bộ{day}{number}."
        elif row.is_joined:
            words = "Kiến nghị này đã nhập vào kiến nghị cùng việc; trả lời ở đó là trả lời cả hai."
        elif self._may_answer(row) and row.competence not in LEVELS:
            words = "Phân loại trước, để biết cấp nào phải trả lời và hạn đến ngày nào."
        elif row.competence == "cell":
            words = "Việc này chi bộ tự trả lời."
        else:
            words = "Trả lời của cấp trên sẽ về cùng gói gửi xuống và hiện ở đây."
        self.add(Prose(escape(words), "muted", width=300))

    def _may_answer(self, row: ProposalRow) -> bool:
        desk = self._session.desk
        if not row.is_waiting:
            return False
        if row.cell_id == desk.organisation_id:
            return row.competence == "cell"
        return desk.kind != "cell"

    def _offer_form(self, row: ProposalRow) -> None:
        """The form where this level has to answer; elsewhere a button, for what can be answered at once all the same."""
        if row.competence == self._session.desk.kind:
            self._add_form(row)
            return
        self._show_waiting(row)
        button = Button("Trả lời ngay tại cấp này", "quiet", icon="proposals")
        button.clicked.connect(lambda: self._on_offered(button, row))
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        self.add_layout(line)

    def _on_offered(self, button: Button, row: ProposalRow) -> None:
        button.hide()
        self._add_form(row)
        self.take_focus()

    def _add_form(self, row: ProposalRow) -> None:
        if row.answers:
            self.add(Rule())
        asks_task = row.cell_id != self._session.desk.organisation_id
        self._form = AnswerForm(self._session, row.id, asks_task=asks_task)
        self._form.given.connect(self._on_given)
        self.add(self._form)

    def _on_given(self, given: dict[str, Any]) -> None:
        form, row = self._form, self._row
        if form is None or row is None:
            return
        try:
            # the form goes first: its page refreshes while the answer is told
            form.hide()
            self._session.do(answer_proposal, row.id, **given)
        except (Refusal, Trouble) as problem:
            form.show()
            form.refuse(problem if isinstance(problem, Refusal) else Refusal(problem.sentence))
            return
        form.forget()
        self._form = None
        self.changed.emit()
        self._session.succeeded.emit("Đã ghi trả lời.")

    def _add_home(self, row: ProposalRow) -> None:
        """At the cell: when it was read, or that it is to be; and opening it again."""
        self.add(Rule())
        if row.announced_on and not row.unread:
            self.add(Words(f"Đã đọc tại chi bộ ngày {show_day(row.announced_on)}", tone="good"))
        elif row.unread:
            self._add_reading()
        if not row.is_waiting and is_home(self._session.desk, row.id):
            self._add_reopening()

    def _add_reading(self) -> None:
        self.add(
            Prose(
                "Tự có trong chương trình kỳ sinh hoạt tới; chốt buổi ấy là đã đọc. Đã đọc ở buổi khác thì ghi ngày:",
                "muted",
                width=300,
            )
        )
        self._read_on = DayField("Đã đọc tại buổi sinh hoạt ngày")
        note = Button("Ghi đã đọc", icon="check")
        note.clicked.connect(self._on_read)
        line = QHBoxLayout()
        line.addWidget(self._read_on, 1)
        line.addWidget(Beside(note))
        self.add_layout(line)

    def _on_read(self) -> None:
        try:
            day = self._read_on.day()
            if day is None:
                raise Refusal("Ghi ngày đã đọc trả lời này cho chi bộ nghe.")
            if self._row is not None:
                self._session.do(announce_answer, self._row.id, day)
        except (Refusal, Trouble) as problem:
            self._read_on.show_error(problem.sentence)
            return
        self.changed.emit()

    def _add_reopening(self) -> None:
        again = Button("Mở lại", "quiet", icon="undo")
        reason = LineField("Lý do mở lại", max_len=300)
        write = Button("Ghi mở lại", icon="check")
        line = QHBoxLayout()
        line.addWidget(again)
        line.addWidget(reason, 1)
        side = Beside(write)
        line.addWidget(side)
        for part in (reason, side):
            part.hide()
        self.add_layout(line)

        def begin() -> None:
            again.hide()
            reason.show()
            side.show()
            reason.setFocus()

        again.clicked.connect(begin)
        write.clicked.connect(lambda: self._on_reopen(reason))

    def _on_reopen(self, reason: LineField) -> None:
        try:
            if self._row is not None:
                self._session.do(reopen_proposal, self._row.id, reason.value())
        except (Refusal, Trouble) as problem:
            reason.show_error(problem.sentence)
            return
        self.changed.emit()

    def _show_task(self, row: ProposalRow) -> None:
        """What an answer gives the cell to do; made a task of the next meeting from here."""
        answer = task_of(row)
        if answer is None:
            return
        due = answer.facts.day("task_due_on")
        until = f", hạn {show_day(due)}" if due else ""
        given = task_given(self._session.store, answer.id)
        line = QHBoxLayout()
        said = f"Kèm 1 việc cho chi bộ: {answer.facts.text('task')}{until}{'. Đã giao.' if given else ''}"
        line.addWidget(Prose(escape(said), width=240), 1)
        if given is None and self._session.desk.kind == "cell":
            button = Button("Giao việc này", icon="plus")
            button.clicked.connect(lambda: self._on_task(answer.id))
            line.addWidget(button)
        self.add_layout(line)

    def _on_task(self, answer_id: str) -> None:
        meeting = next_meeting(self._session.store, self._session.desk.organisation_id)
        try:
            if meeting is None:
                raise Refusal("Chưa mở kỳ sinh hoạt tới. Bấm nút đỏ ở trên để bắt đầu kỳ ấy, rồi giao việc.")
            self._session.do(give_task, answer_id, meeting.id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self._session.succeeded.emit(f"Đã thêm vào nhiệm vụ của kỳ {month_words(meeting)}.")
        self.changed.emit()

    def take_focus(self) -> None:
        """On the words of the answer, where one may be given."""
        if self._form is not None:
            self._form.setFocus()

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()
