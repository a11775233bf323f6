"""The line for one more meeting: its month, proposed as the next one, and its day if that is known already."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import PartialDate, month_after, month_of, read_partial
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.steps.kept import EnterKey
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import DayField, LineField
from chibo_desktop.ui.widgets.message import Message


class NewMeeting(Card):
    """`added(meeting id)` when it was begun; a refusal stands beside its field."""

    added = Signal(str)
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Kỳ sinh hoạt mới")
        self._session = session
        self._month = LineField("Tháng", hint="ví dụ 11/2026")
        self._day = DayField("Ngày sinh hoạt (nếu đã định)")
        self._write = Button("Mở kỳ này", icon="forward")
        self._write.clicked.connect(self.add_one)
        self._close = Button("Thôi")
        self._close.clicked.connect(self.closed)
        self._said = Message()
        EnterKey(self._month, self._day.setFocus)
        EnterKey(self._day, self.add_one)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(self._month, 1)
        row.addWidget(self._day, 1)
        for button in (self._write, self._close):
            box = QVBoxLayout()
            box.addSpacing(look.px(28))
            box.addWidget(button)
            box.addStretch(1)
            row.addLayout(box)
        row.addStretch(1)
        self.add_layout(row)
        self.add(self._said)
        self.setFocusProxy(self._month)

    def begin(self) -> None:
        """Proposes the month after the last one, or the present one."""
        rows = list_meetings(self._session.store, self._session.desk.organisation_id)
        today = self._session.now().date()
        month = month_after(rows[0].period) if rows and len(rows[0].period) == 7 else month_of(today)
        self._month.set_value(PartialDate.from_iso(month).shown())
        self._day.set_day(None)
        for field in (self._month, self._day):
            field.clear_error()

    def add_one(self) -> None:
        """Begins the meeting with place, chair and secretary as the time before."""
        commit_composing()
        try:
            period = read_partial(self._month.value(), "period")
        except Refusal as refusal:
            self._month.show_error(refusal.sentence)
            return
        try:
            held: date | None = self._day.day()
        except Refusal as refusal:
            self._day.show_error(refusal.sentence)
            return
        try:
            _, meeting_id = self._session.do(add_meeting, period=period, held_on=held)
        except (Refusal, Trouble) as problem:
            is_day = isinstance(problem, Refusal) and problem.field == "held_on"
            (self._day if is_day else self._month).show_error(problem.sentence)
            return
        self.added.emit(meeting_id)
