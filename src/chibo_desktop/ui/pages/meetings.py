"""The page "Sinh hoạt": at a cell its meetings, the next one added, and the sheet of the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import month_after, month_of
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meetings import MeetingRow, list_meetings
from chibo_desktop.ui.pages.meetings_above import MeetingsAbove, meeting_line
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import RowList

if TYPE_CHECKING:
    from chibo_desktop.ui.editors.meeting_sheet import SheetEditor


class _CellList(ScrolledPage):
    """The meetings of one cell, newest first."""

    TITLE: ClassVar[str] = "Sinh hoạt"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.message = Message()
        self._card = Card()
        self.rows = RowList(name="Các kỳ sinh hoạt")
        self._card.add(self.rows)
        self._empty = EmptyState(
            "Mỗi kỳ sinh hoạt một dòng ở đây. Chương trình thường kỳ, địa điểm, chủ trì được điền sẵn.",
            "Thêm kỳ sinh hoạt đầu tiên",
            icon="meetings",
        )
        self.begun = self._empty.begun
        for part in (self.message, self._card, self._empty):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def refresh(self) -> None:
        rows = list_meetings(self.session.store, self.session.desk.organisation_id)
        self.rows.set_rows([meeting_line(row, row.title) for row in rows])
        done = sum(1 for row in rows if row.is_finalised)
        self.title.set_title(self.TITLE, f"{len(rows)} kỳ, đã chốt {done}" if rows else "")
        self._card.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.title.set_primary(f"Thêm kỳ tháng {int(self.next_period(rows)[5:7])}", "plus", "F2")

    def next_period(self, rows: list[MeetingRow] | None = None) -> str:
        """The month after the newest meeting, the month of today when there is none."""
        held = (
            rows if rows is not None else list_meetings(self.session.store, self.session.desk.organisation_id)
        )
        months = [row.period for row in held if len(row.period) == 7]
        return month_after(max(months)) if months else month_of(self.session.now().date())


class MeetingsPage(Page):
    TITLE: ClassVar[str] = "Sinh hoạt"
    ICON: ClassVar[str] = "meetings"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stack = QStackedWidget()
        self._sheet: SheetEditor | None = None
        self._list: _CellList | MeetingsAbove
        if session.desk.kind == "cell":
            self._list = _CellList(session)
            self._list.title.primary_chosen.connect(self._on_add)
            self._list.begun.connect(self._on_add)
            self._list.rows.opened.connect(self.open)
        else:
            self._list = MeetingsAbove(session)
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self._list.rows)

    def refresh(self) -> None:
        if self._is_open() and self._sheet is not None:
            self._sheet.refresh()
        else:
            self._list.refresh()

    def open(self, record_id: str) -> None:
        """The sheet of a meeting at a cell, its figures above; "" is the list."""
        if isinstance(self._list, MeetingsAbove):
            self._list.refresh()
            self._list.show_meeting(record_id)
            return
        if not record_id:
            self._on_closed()
            return
        if self._sheet is None:
            from chibo_desktop.ui.editors.meeting_sheet import SheetEditor

            self._sheet = SheetEditor(self.session)
            self._sheet.closed.connect(self._on_closed)
            self._sheet.go_to.connect(self.go_to)
            self._stack.addWidget(self._sheet)
        self.covering.emit(True)
        self._stack.setCurrentWidget(self._sheet)
        if not self._sheet.open_meeting(record_id):
            self._on_closed()

    def _on_add(self) -> None:
        if not isinstance(self._list, _CellList):
            return
        try:
            _, meeting_id = self.session.do(add_meeting, period=self._list.next_period())
        except (Refusal, Trouble) as problem:
            self._list.message.say("absent", problem.sentence)
            return
        self.open(meeting_id)

    def _on_closed(self) -> None:
        self.covering.emit(False)
        self._stack.setCurrentWidget(self._list)
        self._list.refresh()
        self._list.rows.setFocus()

    def _is_open(self) -> bool:
        return self._sheet is not None and self._stack.currentWidget() is self._sheet

    def may_leave(self) -> bool:
        """What cannot be written stays as a draft, so nothing keeps anybody here."""
        if self._is_open() and self._sheet is not None:
            self._sheet.leave()
            self.covering.emit(False)
            self._stack.setCurrentWidget(self._list)
        return True
