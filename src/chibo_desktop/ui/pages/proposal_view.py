"""One proposal: its way over the levels from stored dates, what the cell asks, the answer, and the form to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from chibo_desktop.actions.proposals import announce_answer, answer_proposal
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.proposals import AnswerRow, ProposalRow, proposal_row
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.strip import Point, meeting_strip
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_body
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.answer_form import AnswerForm
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.lanes import LanePoint, Lanes
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

LANES = ("Chi bộ", "Cấp xã", "Cấp trên")
LANE_OF = {"cell": 0, "commune": 1, "upper": 2}


class ProposalView(ScrolledPage):
    """`back_chosen` leads to the list again."""

    TITLE = "Kiến nghị"
    back_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._id = self._content = ""
        self._back = Button("Các kiến nghị", "quiet", icon="back", key="Esc")
        self._back.clicked.connect(self.back_chosen)
        self.title.add(self._back)
        self._facts_line = Prose("", "muted", width=240)
        self._way = Card()
        self._lanes = Lanes(LANES)
        self._way.add(self._lanes)
        self._asked = Card("Chi bộ đề nghị")
        self._answer = Card("Trả lời")
        self._form: AnswerForm | None = None
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.addWidget(self._asked, 4)
        self._pair.addWidget(self._answer, 7)
        line = QHBoxLayout()
        line.addWidget(self._facts_line, 1)
        line.addWidget(HistoryButton(session, lambda: ("proposal", self._id)))
        self.body.addLayout(line)
        self.body.addWidget(self._way)
        self.body.addLayout(self._pair)
        self.body.addStretch(1)

    def show_proposal(self, proposal_id: str) -> None:
        """Another proposal; what was typed for the one before is kept as a draft."""
        self.leave()
        self._id, self._form = proposal_id, None
        mark_record(self, "proposal", proposal_id)
        self.refresh()

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        if self._form is not None:
            self._form.leave()

    def refresh(self) -> None:
        facts = find(self.session.store, "proposal", self._id) if self._id else None
        if facts is None:
            return
        row = proposal_row(self.session.store, facts)
        self._content = row.content
        self._show_title()
        line = [f"Nguồn: {row.source_label.lower()}", row.cell_name]
        line += [f"lĩnh vực {row.field.lower()}"] if row.field else []
        line += [f"thẩm quyền: {row.competence_label.lower()}"] if row.competence_label else []
        self._facts_line.say(escape(" · ".join(line)))
        self._lanes.set_points(way_of(self.session.store, row, self.session.desk.kind))
        self._show_asked(row)
        self._show_answer(row)

    def _show_title(self) -> None:
        self.title.set_title(_short(self._content, 60 if self.is_roomy() else 32))

    def _show_asked(self, row: ProposalRow) -> None:
        empty(self._asked.body)
        self._asked.add(Prose(escape(row.content), width=240))
        self._asked.add(Rule())
        for label, value in (("Nơi có việc", row.place), ("Người nêu", row.raised_by)):
            if value:
                self._asked.add(Prose(f"{label}: {escape(value)}", "muted", width=240))
        raised = f"Nêu ngày {show_day(row.raised_on)}" if row.raised_on else "Chưa ghi ngày nêu"
        self._asked.add(Prose(raised, "muted", width=240))
        self._asked.body.addStretch(1)
        if self.session.desk.may_write(row.facts.book):
            self._add_putting_away()

    def _add_putting_away(self) -> None:
        self._away_said = Message()
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        self._asked.add(self._away_said)
        self._asked.add(away)

    def _on_away(self) -> None:
        try:
            self.session.do(put_away, "proposal", self._id)
        except (Refusal, Trouble) as problem:
            self._away_said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def _show_answer(self, row: ProposalRow) -> None:
        if self._form is not None and self._form.isVisibleTo(self):
            return  # somebody is typing: another write must not take the form away
        empty(self._answer.body)
        self._answer.set_title("Trả lời" if row.answers else "Chưa có trả lời")
        for answer in row.answers:
            day = f"ngày {show_day(answer.answered_on)}" if answer.answered_on else ""
            self._answer.add(_Spoken(answer.content))
            line = " · ".join(
                part for part in (answer.body_name, answer.outcome_label, answer.paper_number, day) if part
            )
            self._answer.add(Prose(escape(line), "muted", width=300))
        if self._may_answer(row):
            if row.answers:
                self._answer.add(Rule())
            self._add_form(row)
        elif not row.answers:
            self._answer.add(
                Prose("Trả lời của cấp trên sẽ về cùng gói gửi xuống và hiện ở đây.", "muted", width=300)
            )
        elif self.session.desk.kind == "cell":
            self._add_announcing(row)
        self._answer.body.addStretch(1)

    def _may_answer(self, row: ProposalRow) -> bool:
        desk = self.session.desk
        if row.cell_id == desk.organisation_id:
            return not row.answers and row.competence == "cell"
        return all(answer.facts.text("body_id") != desk.organisation_id for answer in row.answers)

    def _add_form(self, row: ProposalRow) -> None:
        self._form = AnswerForm(self.session, row.id)
        self._form.given.connect(self._on_given)
        self._answer.add(self._form)

    def _on_given(self, given: dict[str, Any]) -> None:
        form = self._form
        if form is None:
            return
        try:
            # the form goes first: its page refreshes while the answer is told
            form.hide()
            self.session.do(answer_proposal, self._id, **given)
        except Refusal as refusal:
            form.show()
            form.refuse(refusal)
        except Trouble as trouble:
            form.show()
            form.refuse(Refusal(trouble.sentence))
        else:
            form.forget()
            self._form = None
            self.refresh()

    def _add_announcing(self, row: ProposalRow) -> None:
        self._answer.add(Rule())
        if row.announced_on:
            self._answer.add(Words(f"Đã đọc tại chi bộ ngày {show_day(row.announced_on)}", tone="good"))
            return
        self._read_on = DayField("Đã đọc tại buổi sinh hoạt ngày")
        note = Button("Ghi đã đọc", icon="check")
        note.clicked.connect(self._on_read)
        row_of = QHBoxLayout()
        row_of.addWidget(self._read_on, 1)
        row_of.addWidget(Beside(note))
        self._read_message = Message()
        self._answer.add_layout(row_of)
        self._answer.add(self._read_message)

    def _on_read(self) -> None:
        try:
            day = self._read_on.day()
            if day is None:
                raise Refusal("Ghi ngày đã đọc trả lời này cho chi bộ nghe.")
            self.session.do(announce_answer, self._id, day)
        except (Refusal, Trouble) as problem:
            self._read_on.show_error(problem.sentence)

    def take_focus(self) -> None:
        """On the form when there is one, else on the way back."""
        (self._form or self._back).setFocus()

    def fold(self) -> None:
        if hasattr(self, "_pair"):
            across = QBoxLayout.Direction.LeftToRight if self.is_roomy() else QBoxLayout.Direction.TopToBottom
            self._pair.setDirection(across)
            self._pair.setSpacing(look.px(16))
            self._show_title()


def way_of(store: Store, row: ProposalRow, kind: str) -> list[LanePoint]:
    """The dated points this machine knows of, and the one thing still to come."""
    raised = f"{row.raised_on:%d/%m}" if row.raised_on else "chưa ghi ngày"
    points = [LanePoint(0, "Nêu ở chi bộ", raised)]
    meeting_id = row.facts.text("meeting_id")
    answered = {_lane_of(store, answer): answer.answered_on for answer in row.answers}
    for point in meeting_strip(store, meeting_id) if meeting_id else []:
        lane = 1 if point.key == "received" else 2
        if (
            point.key.startswith("received")
            and point.state == "done"
            and not _is_past(point, lane, row, answered)
        ):
            points.append(LanePoint(lane, "Đã nhận", f"{point.at:%d/%m}" if point.at else point.note))
    points += [
        LanePoint(
            _lane_of(store, answer),
            "Trả lời",
            f"{answer.answered_on:%d/%m}" if answer.answered_on else "không ghi ngày",
        )
        for answer in row.answers
    ]
    if row.answers and kind == "cell":
        points.append(LanePoint(0, "Về chi bộ", "có ở máy này"))
    if row.announced_on:
        points.append(LanePoint(0, "Đã đọc", f"{row.announced_on:%d/%m}"))
    elif row.answers:
        points.append(LanePoint(0, "Đọc tại chi bộ", "chưa", "todo"))
    else:
        points.append(
            LanePoint({"upper": 2, "centre": 2, "cell": 0}.get(row.competence, 1), "Trả lời", "chưa", "todo")
        )
    return points


def _lane_of(store: Store, answer: AnswerRow) -> int:
    body = answer.facts.text("body_id")
    chain = chain_of_body(store, body) if body else None
    return LANE_OF.get(str(chain[0].body["kind"]) if chain else "commune", 1)


def _is_past(point: Point, lane: int, row: ProposalRow, answered: Mapping[int, date | None]) -> bool:
    """A receipt says nothing more when it came after that body's answer, or from above the body that has to answer."""
    if lane > {"commune": 1, "cell": 0}.get(row.competence, 2):
        return True
    on = answered.get(lane)
    return lane in answered and (on is None or point.at is None or point.at.date() > on)


def _short(content: str, length: int) -> str:
    words = " ".join(content.split())
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"


class _Spoken(Prose):
    """The answer in the paper's type, large: somebody will read it aloud."""

    def __init__(self, content: str) -> None:
        self._content = content
        super().__init__(escape(content), width=300)

    def fit(self) -> None:
        families = ", ".join(f"'{name}'" for name in look.serif_families())
        style = f"font-family:{families}; font-size:{look.px(22)}px; line-height:{look.px(32)}px"
        self.setText(f'<p style="margin:0; {style}">{escape(self._content)}</p>')
        self.setMinimumWidth(look.px(self._width))
