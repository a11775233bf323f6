"""One proposal: its way over the levels, what the cell asks, the answer with what to do next, and the steps of the bodies."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout

from chibo_desktop.actions.answers_home import list_answer
from chibo_desktop.actions.proposal_numbers import to_number
from chibo_desktop.actions.proposals import change_proposal
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.answers_home import answer_items, next_meeting
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.proposal_way import MOST, deadline_words, month_words, rule_words, way_of
from chibo_desktop.lists.proposals import ProposalRow, every_proposal, find_proposal, is_for, joined_into
from chibo_desktop.lists.rows import Facts, find, made_order
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.proposal_acting import ActingCard
from chibo_desktop.ui.pages.next_month import begin_next, next_period
from chibo_desktop.ui.pages.proposal_answer import ProposalAnswer
from chibo_desktop.ui.pages.scrolled import ScrolledPage, empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.folding import Folding
from chibo_desktop.ui.widgets.lanes import LanePoint, Lanes
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.way_list import WayList
from chibo_desktop.ui.widgets.words import Prose, Rule, shortened

LANES = ("Chi bộ", "Đảng ủy xã", "Cấp tỉnh")
LANE_OF = {"cell": 0, "commune": 1, "upper": 2, "centre": 2}
LONGEST = 300
"""Letters of the first sentence as a heading."""
NO_NUMBER = "chưa có số (nơi ghi vào sổ đánh số)"
NUMBER_HERE = "chưa có số: đánh ở cuối trang Kiến nghị"
UP = {"commune": "Chuyển lên tỉnh", "upper": "Chuyển lên Trung ương"}


class ProposalView(ScrolledPage):
    """`back_chosen` leads to the list again."""

    TITLE = "Kiến nghị"
    back_chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._id = self._content = self._next = ""
        self._number: int | None = None
        self._many = False
        self._back = Button("", "quiet", icon="back", name="Các kiến nghị")
        self._back.setToolTip("Các kiến nghị (Esc)")
        self._back.clicked.connect(self.back_chosen)
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.back_chosen)
        self.title.add_first(self._back)
        self._primary = self.title.set_primary(" ", "forward")
        self.title.primary_chosen.connect(self._on_primary)
        self._facts_line, self._whole = Prose("", width=240), Prose("", width=240)
        self._badge, self._said = Pill("todo", ""), Message()
        self._way = Card()
        self._lanes, self._listed = Lanes(LANES), WayList(LANES)
        self._way.add(self._lanes)
        self._way.add(self._listed)
        self._asked = Card("Chi bộ đề nghị")
        self._answer = ProposalAnswer(session)
        self._answer.changed.connect(self._on_answered)
        self._acting = ActingCard(session)
        self._acting.acted.connect(self._on_acted)
        self._acting.begun.connect(self.bring_into_view)
        self._pair = Folding(self._asked, self._answer, weights=(4, 7))
        self._lay_out()

    def _lay_out(self) -> None:
        self._line, end = QBoxLayout(QBoxLayout.Direction.LeftToRight), Flow()
        end.put(self._badge)
        end.put(HistoryButton(self.session, lambda: ("proposal", self._id)))
        self._line.addWidget(self._facts_line, 1)
        self._line.addWidget(end)
        self._end = end
        self.body.addWidget(self._whole)
        self.body.addLayout(self._line)
        for part in (self._said, self._way, self._pair, self._acting):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_proposal(self, proposal_id: str) -> None:
        """Another proposal; what was typed for the one before is kept as a draft."""
        self.leave()
        self._id = proposal_id
        self._acting.close_form()
        self._said.say("absent", "")
        mark_record(self, "proposal", proposal_id)
        self.refresh()

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        self._answer.leave()
        self._acting.leave()

    def refresh(self) -> None:
        row = find_proposal(self.session.store, self._id) if self._id else None
        if row is None:
            return
        self._content, self._number = row.content, row.number
        self._show_title()
        self._facts_line.say(escape(" · ".join(self._facts_of(row))))
        self._show_badge(row)
        points = [
            LanePoint(LANE_OF.get(each.level, 1), each.label, each.day, "done" if each.is_done else "todo")
            for each in way_of(self.session.store, row)
        ]
        self._lanes.set_points(points)
        self._listed.set_points(points)
        self._many = len(points) > MOST
        self._show_way()
        self._show_asked(row)
        self._answer.show_row(row)
        is_body = self.session.desk.kind != "cell" and row.cell_id != self.session.desk.organisation_id
        self._acting.show_row(row, may_act=is_body)
        self._show_primary(row)

    def _facts_of(self, row: ProposalRow) -> list[str]:
        meeting = find(self.session.store, "meeting", row.facts.text("meeting_id"))
        facts = [f"Kiến nghị của {row.source_label.lower()}"]
        facts += [] if row.number else [self._no_number(row)]
        facts += [] if row.cell_id == self.session.desk.organisation_id else [row.cell_name]
        facts += [f"kỳ {month_words(meeting, self.session.now().date())}"] if meeting is not None else []
        facts += [f"lĩnh vực {row.field.lower()}"] if row.field else []
        level = row.competence_label
        return [*facts, f"thẩm quyền {level[:1].lower()}{level[1:]}" if level else "chưa phân loại"]

    def _no_number(self, row: ProposalRow) -> str:
        """Who gives it one: this machine, where it is on the list to be numbered here."""
        here = any(each.proposal_id == row.id for each in to_number(self.session.desk))
        return NUMBER_HERE if here else NO_NUMBER

    def _on_acted(self) -> None:
        """The keyboard goes on where the step was begun, or to what comes next."""
        self.refresh()
        if not self._acting.take_focus():
            self.take_focus()

    def _on_answered(self) -> None:
        self.refresh()
        self.take_focus()

    def _show_title(self) -> None:
        """The number and what is asked for; what has no room in one line stands whole beneath."""
        number = f"Số {self._number:02d}" if self._number else ""
        asked = first_sentence(self._content, LONGEST)
        title = " · ".join(part for part in (number, asked) if part)
        is_whole = len(title) <= (56 if self.is_roomy() else 32)
        self.title.set_title(title if is_whole else f"Kiến nghị {number.lower()}".rstrip())
        self._whole.say("" if is_whole else f"<b>{escape(asked)}</b>")
        self._whole.setVisible(not is_whole)

    def _show_way(self) -> None:
        """The lanes where every word has room, else the same points one under the other."""
        is_painted = self.is_roomy() and not self._many
        self._lanes.setVisible(is_painted)
        self._listed.setVisible(not is_painted)

    def _show_badge(self, row: ProposalRow) -> None:
        words, is_late = deadline_words(self.session.store, row, self.session.now().date())
        said = row.state_label[:1].upper() + row.state_label[1:]
        if row.is_reopened:
            words = f"Mở lại · {words or said}"
        elif row.is_joined:
            words = "Đã nhập vào kiến nghị cùng việc"
        self._badge.say("late" if is_late else "todo" if row.is_waiting else "done", words or said)
        self._end.place()

    def _show_asked(self, row: ProposalRow) -> None:
        empty(self._asked.body)
        self._asked.add(Prose(escape(row.content), width=240))
        self._asked.add(Rule())
        raised = f"Nêu ngày {show_day(row.raised_on)}" if row.raised_on else "Chưa ghi ngày nêu"
        lines = [f"{raised}. {rule_words(self.session.store, row)}"]
        for label, value in (("Nơi có việc", row.place), ("Người nêu", row.raised_by)):
            lines += [f"{label}: {value}"] if value else []
        lines += self._ties(row)
        for line in lines:
            self._asked.add(Prose(escape(line), "muted", width=240))
        self._asked.body.addStretch(1)
        if self.session.desk.may_write(row.facts.book):
            self._add_repeating(row)
            self._add_putting_away()

    def _ties(self, row: ProposalRow) -> list[str]:
        """The proposals of the same matter, and why it was opened again."""
        every = {each.id: each for each in every_proposal(self.session.store)}
        into = every.get(row.joined_id or row.facts.text("repeats_id"))
        said = [f"Cùng việc với: {shortened(into.content, 80)} ({into.cell_name})"] if into else []
        joined = len(joined_into(self.session.store, row.id))
        said += [f"{joined} kiến nghị khác đã nhập vào đây"] if joined else []
        because = row.facts.text("reopened_because")
        on = row.facts.day("reopened_on")
        return [*said, *([f"Mở lại ngày {show_day(on)}: {because}"] if on else [])]

    def _add_repeating(self, row: ProposalRow) -> None:
        """At home: which older proposal this one raises again; lượt and matters are counted apart by it."""
        older = [
            (each.id, shortened(each.content, 60))
            for each in every_proposal(self.session.store)
            if each.cell_id == row.cell_id and made_order(each.id) < made_order(row.id)
        ]
        if not older or not row.is_waiting:
            return
        field = ChoiceField("Nhắc lại kiến nghị trước", [("", "Không"), *older], row.facts.text("repeats_id"))
        field.left.connect(lambda key: self._on_repeats(field, key))
        self._asked.add(field)

    def _on_repeats(self, field: ChoiceField, key: str) -> None:
        try:
            self.session.do(change_proposal, self._id, repeats_id=key or None)
        except (Refusal, Trouble) as problem:
            field.show_error(problem.sentence)

    def _add_putting_away(self) -> None:
        away = Button("Cho vào lưu trữ", "quiet", icon="put-away")
        away.clicked.connect(self._on_away)
        self._asked.add(away)

    def _on_away(self) -> None:
        try:
            self.session.do(put_away, "proposal", self._id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.back_chosen.emit()

    def _show_primary(self, row: ProposalRow) -> None:
        self._next, words, icon = self._next_act(row)
        self.title.set_primary(words, icon)

    def _next_act(self, row: ProposalRow) -> tuple[str, str, str]:
        """What is to be done next at this desk, its words and icon; ("", "", "") for nothing."""
        desk = self.session.desk
        home = home_of_cell(self.session.store, row.cell_id)
        if home == desk.organisation_id and row.unread:
            return self._reading(row)
        if not row.is_waiting or not is_for(self.session.store, row, desk.organisation_id):
            return "", "", ""
        if row.competence not in LEVELS:
            return "classified", "Phân loại", "forward"
        if row.competence == desk.kind:
            return "answer", "Trả lời", "proposals"
        return "handed_up", UP.get(desk.kind, "Chuyển cấp trên"), "forward"

    def _reading(self, row: ProposalRow) -> tuple[str, str, str]:
        meeting = self._meeting()
        if meeting is None:
            month = next_period(self.session)
            return "begin", f"Đưa vào chương trình kỳ T{int(month[5:7])}", "plus"
        if row.unread[-1].id in answer_items(self.session.store, meeting.id):
            return "open", f"Mở kỳ {month_words(meeting)}", "forward"
        return "list", f"Đưa vào chương trình kỳ {month_words(meeting)}", "plus"

    def _meeting(self) -> Facts | None:
        return next_meeting(self.session.store, self.session.desk.organisation_id)

    def _on_primary(self) -> None:
        try:
            if self._next == "answer":
                self._answer.take_focus()
            elif self._next in ("classified", "handed_up"):
                self._acting.begin(self._next)
            else:
                self._go_reading()
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)

    def _go_reading(self) -> None:
        meeting = self._meeting()
        if self._next == "begin":
            self.go_to.emit("meetings", begin_next(self.session))
        elif meeting is not None and self._next == "open":
            self.go_to.emit("meetings", meeting.id)
        elif meeting is not None and (row := find_proposal(self.session.store, self._id)):
            self.session.do(list_answer, meeting.id, row.unread[-1].id)

    def take_focus(self) -> None:
        """On the form when there is one, else on what comes next, else on the way back."""
        if self._next == "answer":
            self._answer.take_focus()
        else:
            (self._primary if self._next else self._back).setFocus()

    def fold(self) -> None:
        if hasattr(self, "_pair"):
            roomy = self.is_roomy()
            across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._line.setDirection(across if roomy else down)
            self._pair.fold(roomy=roomy)
            self._show_way()
            self._show_title()


def first_sentence(content: str, length: int) -> str:
    """What is asked for, as far as a title has room: the first sentence, cut between words where it is longer."""
    first = " ".join(content.split()).split(". ")[0].rstrip(".")
    return shortened(first, length)
