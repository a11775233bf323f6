"""The page "Sinh hoạt": at a cell its meetings, and in their place the sheet of one or the old books; above, those below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.meetings_above import MeetingsAbove
from chibo_desktop.ui.pages.meetings_cell import CellMeetings
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.session import Session

if TYPE_CHECKING:
    from chibo_desktop.ui.editors.meeting_sheet import SheetEditor
    from chibo_desktop.ui.editors.old_books import OldBooks


OLD_BOOKS = "old-books"
"""What `open` takes in place of a meeting's id."""


class MeetingsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._stack = QStackedWidget()
        self._sheet: SheetEditor | None = None
        self._old_books: OldBooks | None = None
        self._list: CellMeetings | MeetingsAbove
        if session.desk.kind == "cell":
            self._list = CellMeetings(session)
            self._list.begun.connect(self.open)
            self._list.old_wanted.connect(self.open_old_books)
        else:
            self._list = MeetingsAbove(session)
            self._list.go_to.connect(self.go_to)
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self._list.rows)

    def refresh(self) -> None:
        shown = self._stack.currentWidget()
        if self._sheet is not None and shown is self._sheet:
            self._sheet.refresh()
        elif self._old_books is not None and shown is self._old_books:
            self._old_books.refresh()
        else:
            self._list.refresh()

    def open(self, record_id: str) -> None:
        """The sheet of a meeting at a cell; above its minutes, or the month of a cell; "" is the list."""
        if isinstance(self._list, MeetingsAbove):
            self._list.refresh()
            if not self._list.show_cell(record_id):
                self._list.show_meeting(record_id)
            return
        if not record_id:
            self._on_closed()
            return
        if record_id == OLD_BOOKS:
            self._show_old_books()
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

    def open_old_books(self) -> None:
        """The grid for the meetings of years past, in place of the list."""
        if self._old_books is None:
            from chibo_desktop.ui.editors.old_books import OldBooks

            self._old_books = OldBooks(self.session)
            self._old_books.closed.connect(self._on_closed)
            self._stack.addWidget(self._old_books)
        self._old_books.begin()
        self._show_old_books()

    def _show_old_books(self) -> None:
        """The grid as it was left."""
        if self._old_books is None:
            self.open_old_books()
            return
        self.covering.emit(True)
        self._stack.setCurrentWidget(self._old_books)
        self._old_books.take_focus()

    def place(self) -> str:
        is_old = self._old_books is not None and self._stack.currentWidget() is self._old_books
        return OLD_BOOKS if is_old else ""

    def _on_closed(self) -> None:
        self.covering.emit(False)
        self._stack.setCurrentWidget(self._list)
        self._list.refresh()
        self._list.rows.setFocus()

    def may_leave(self) -> bool:
        """What cannot be written stays as a draft, so nothing keeps anybody here; the worker at old books does."""
        shown = self._stack.currentWidget()
        if self._old_books is not None and shown is self._old_books and not self._old_books.may_leave():
            return False
        if self._sheet is not None and shown is self._sheet:
            self._sheet.leave()
        if shown is not self._list:
            self.covering.emit(False)
            self._stack.setCurrentWidget(self._list)
        return True
