"""What the five steps in the middle of the sheet share: a sentence when finalised, Ctrl+Enter, and a link to other steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.ui.editors.steps.reading_order import set_reading_order
from chibo_desktop.ui.editors.steps.step import ScrolledStep
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.message import Message


class StepPage(ScrolledStep):
    """`build` makes the widgets once, `show_sheet` fills them each time something was written."""

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._locked = Message()
        self.column.insertWidget(1, self._locked)
        self.build()
        self.body.addStretch(1)

    def build(self) -> None:
        """Makes what stands in `body`."""
        raise NotImplementedError

    def show_sheet(self, sheet: MeetingSheet) -> None:
        """Shows the sheet as it is stored."""
        raise NotImplementedError

    def refresh(self, sheet: MeetingSheet) -> None:
        at = sheet.meeting.moment("finalised_at")
        said = f"Buổi này đã chốt ngày {show_day(at.date())}: chỉ xem, không sửa được nữa." if at else ""
        self._locked.say("done", said)
        self.lock(locked=sheet.is_finalised)
        self.show_sheet(sheet)
        self.refresh_fields()
        self.order_tabs()

    def order_tabs(self) -> None:
        """Tab in reading order, also after cards came and went."""
        set_reading_order(self.inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.may_leave():
                self.go_on()
            return
        super().keyPressEvent(event)
