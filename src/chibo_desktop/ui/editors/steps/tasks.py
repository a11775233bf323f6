"""Tasks a meeting gives: the line for the next one, and one card for each that was given."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from chibo_desktop.actions.decisions import add_assignment, change_assignment, put_away_assignment
from chibo_desktop.base.dates import PartialDate, month_after
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.steps.kept import EnterKey, fill_pickers, keep, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import NamePicker


class NewTask(Card):
    """What, Enter, who leads, Enter, by when, Enter: the task is given and the next can be typed."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Giao nhiệm vụ")
        self._session, self._meeting_id = session, meeting_id
        self._period = ""
        self._title = LineField("Nhiệm vụ", placeholder="việc gì, ở đâu, bao nhiêu", max_len=300)
        self._leader = NamePicker("Người chủ trì", placeholder="gõ tên", listed_only=True)
        self._helpers = LineField("Phối hợp (nếu có)", max_len=200)
        self._due = DayField("Hạn")
        self._draft = FreshDraft(session, self._title, ("assignment", f"{meeting_id}/new", "title"))
        EnterKey(self._title, self._leader.setFocus)
        EnterKey(self._leader, self._on_leader)
        EnterKey(self._helpers, self._due.setFocus)
        EnterKey(self._due, self.add_one)
        self._write = Button("Giao việc này", icon="plus")
        self._write.clicked.connect(self.add_one)
        self._said = Message()
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        for field, stretch in ((self._leader, 3), (self._helpers, 3), (self._due, 2)):
            row.addWidget(field, stretch)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._write)
        self.add(self._title)
        self.add_layout(row)
        self.add(self._said)
        self.add_layout(foot)
        self.setFocusProxy(self._title)

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """The people, and the month after which the task is reported."""
        fill_pickers([self._leader], sheet)
        self._period = str(sheet.meeting.partial("period") or "")[:7]

    def _on_leader(self) -> None:
        try:
            listed(self._leader)
        except Refusal as refusal:
            self._leader.show_error(refusal.sentence)
        else:
            self._helpers.setFocus()

    def add_one(self) -> None:
        """Gives the task; it is reported at the next month's meeting."""
        for field in (self._title, self._leader, self._due):
            field.clear_error()
        if not self._title.value():
            self.focusNextChild()
            return
        try:
            due = self._due.day()
        except Refusal as refusal:
            self._due.show_error(refusal.sentence)
            return
        fields: dict[str, object] = {"due_on": due} if due else {}
        if self._helpers.value():
            fields["helpers"] = self._helpers.value()
        if self._period:
            fields["report_at"] = PartialDate.from_iso(month_after(self._period))
        try:
            leader = listed(self._leader)
            self._session.do(
                add_assignment,
                self._meeting_id,
                title=self._title.value(),
                leader_id=leader or None,
                **fields,
            )
        except (Refusal, Trouble) as problem:
            self._refuse(problem)
            return
        self._begin_anew()

    def _refuse(self, problem: Refusal | Trouble) -> None:
        name = problem.field if isinstance(problem, Refusal) else ""
        field = {
            "due_on": self._due,
            "title": self._title,
            None: self._leader,
            "leader_id": self._leader,
        }.get(name)
        if field is None:
            self._said.say("absent", problem.sentence)
        else:
            field.show_error(problem.sentence)

    def _begin_anew(self) -> None:
        self._draft.clear()
        self._said.say("absent", "")
        for field in (self._title, self._leader, self._helpers):
            field.set_value("")
        self._due.set_day(None)
        self._title.setFocus()


class TaskCard(Card):
    """One task that was given, to be mended in place or taken back."""

    def __init__(self, session: Session, row: AssignmentRow) -> None:
        super().__init__()
        self._session, self._id = session, row.id
        self._title = LineField("Nhiệm vụ", max_len=300)
        self._leader = NamePicker("Người chủ trì", listed_only=True)
        self._helpers = LineField("Phối hợp", max_len=200)
        self._due = DayField("Hạn")
        for field, name in (
            (self._title, "title"),
            (self._leader, "leader_id"),
            (self._helpers, "helpers"),
            (self._due, "due_on"),
        ):
            keep(session, field, ("assignment", row.id, name), change_assignment)
        self._away = Button("", "quiet", icon="put-away", name=f"Bỏ nhiệm vụ {row.title}")
        self._away.setToolTip("Bỏ nhiệm vụ này")
        self._away.clicked.connect(self._take_off)
        self._said = Message()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        foot = QVBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._away)
        top.addLayout(foot)
        second = QHBoxLayout()
        second.setSpacing(look.px(12))
        for field, stretch in ((self._leader, 3), (self._helpers, 3), (self._due, 2)):
            second.addWidget(field, stretch)
        self.add_layout(top)
        self.add_layout(second)
        self.add(self._said)

    def show_task(self, number: int, row: AssignmentRow, sheet: MeetingSheet) -> None:
        """Its place in the list, and the people to choose from."""
        self._title.set_label(f"Nhiệm vụ {number}")
        self._away.setAccessibleName(f"Bỏ nhiệm vụ {number}")
        fill_pickers([self._leader], sheet)

    def _take_off(self) -> None:
        try:
            self._session.do(put_away_assignment, self._id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
