"""After a finalised congress: what it changes in the roster, name by name, and the button that writes it; nothing by itself."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.elections import write_offices
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.new_offices import NewOffices, new_offices
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose


class NewOfficesCard(Card):
    """Hidden unless there is something to write. The days of the term are typed: no rule here reckons its end."""

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Kết quả đại hội và danh sách đảng viên")
        self._session, self._meeting_id = session, meeting_id
        self._plan, self._wrong = Prose(width=240), Message()
        self._from, self._until = DayField("Nhiệm kỳ mới từ ngày"), DayField("Đến ngày, nếu đã rõ")
        self._write = Button("Ghi chức vụ mới vào danh sách", icon="check")
        self._write.clicked.connect(self._on_write)
        self._shown: NewOffices | None = None
        row = QHBoxLayout()
        row.addWidget(self._write)
        row.addStretch(1)
        for widget in (self._plan, Abreast(self._from, self._until, least=440), self._wrong):
            self.add(widget)
        self.add_layout(row)
        self.hide()

    def show_plan(self, sheet: MeetingSheet) -> None:
        """What would be written now; read only where it can be offered."""
        is_own = sheet.meeting.text("cell_id") == self._session.desk.organisation_id
        is_held = is_own and sheet.is_finalised and bool(sheet.elections)
        plan = new_offices(self._session.store, sheet.meeting) if is_held else None
        is_offered = plan is not None and plan.is_offered
        self.setVisible(is_offered)
        if plan is None or not is_offered or plan == self._shown:
            return
        if self._shown is None:
            self._from.set_day(plan.term_from)
        self._shown = plan
        said = [escape(change.sentence, quote=False) for change in plan.changes]
        said += [
            f"{escape(name, quote=False)}: không có trong danh sách, không ghi được"
            for name in plan.not_listed
        ]
        lead = "Danh sách sẽ ghi:" if said else "Chức vụ trong danh sách đã đúng; chỉ ghi nhiệm kỳ mới."
        kept = [escape(each, quote=False) for each in plan.kept]
        self._plan.say("<br>".join([lead, *said, *kept]))

    def _on_write(self) -> None:
        self._wrong.say("absent", "")
        try:
            term = {"term_from": self._from.day(), "term_until": self._until.day()}
            self._session.do(write_offices, self._meeting_id, **term)
        except (Refusal, Trouble) as problem:
            self._wrong.say("absent", problem.sentence)

    def take_focus(self) -> None:
        """On the first day of the term."""
        self._from.setFocus()
