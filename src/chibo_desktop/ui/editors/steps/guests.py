"""Two small forms of the roll call: guests from above, and the notice about dues."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import add_guest, change_guest, change_meeting, put_away_guest
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records import find_spec
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.editors.steps.kept import EnterKey, keep
from chibo_desktop.ui.editors.steps.step import sync
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField, ProseField

_LEVEL = find_spec("guest").field("level")
LEVELS = dict(_LEVEL.choices) if _LEVEL else {}


class GuestForm(Card):
    """One more guest: name, Enter, office, Enter; those already here can be corrected or taken off."""

    closed = Signal()

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__("Đại biểu")
        self._session, self._meeting_id = session, meeting_id
        self._lines: dict[str, QWidget] = {}
        self._here = QVBoxLayout()
        self._name = LineField("Họ và tên đại biểu", max_len=80)
        self._office = LineField("Chức vụ, đơn vị", max_len=160)
        self._level = ChoiceField("Cấp", tuple(LEVELS.items()), "commune")
        self._draft = FreshDraft(session, self._name, ("guest", f"{meeting_id}/new", "full_name"))
        self._close = Button("Xong")
        self._close.clicked.connect(self.closed)
        self.add_to_head(self._close)
        EnterKey(self._name, self._on_name)
        EnterKey(self._office, self.add_one)
        row = QHBoxLayout()
        row.addWidget(self._name, 4)
        row.addWidget(self._level, 3)
        last = QHBoxLayout()
        self._write = Button("Ghi", icon="plus", name="Ghi đại biểu")
        self._write.clicked.connect(self.add_one)
        last.addWidget(self._office, 1)
        foot = QVBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._write)
        last.addLayout(foot)
        self.add_layout(self._here)
        self.add_layout(row)
        self.add_layout(last)
        self.setFocusProxy(self._name)

    def refresh(self, sheet: MeetingSheet) -> None:
        """The guests written down so far."""
        sync(self._here, self._lines, [guest.id for guest in sheet.guests])
        for guest in sheet.guests:
            if guest.id not in self._lines:
                self._lines[guest.id] = self._line(guest)
                self._here.addWidget(self._lines[guest.id])

    def _line(self, guest: Facts) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        for label, name, stretch in (("Đại biểu", "full_name", 2), ("Chức vụ", "office", 3)):
            field = LineField(label, max_len=160)
            keep(self._session, field, ("guest", guest.id, name), change_guest)
            row.addWidget(field, stretch)
        away = Button("", "quiet", icon="put-away", name=f"Bỏ đại biểu {guest.text('full_name')}")
        away.clicked.connect(lambda: self._take_off(guest.id))
        row.addWidget(away)
        return line

    def _take_off(self, guest_id: str) -> None:
        try:
            self._session.do(put_away_guest, guest_id)
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)

    def _on_name(self) -> None:
        if self._name.value():
            self._office.setFocus()
        else:
            self.closed.emit()

    def add_one(self) -> None:
        """Writes the guest and asks for the next; Enter on an empty name ends."""
        try:
            self._session.do(
                add_guest,
                self._meeting_id,
                full_name=self._name.value(),
                level=self._level.value() or "commune",
                office=self._office.value(),
            )
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            self._name.setFocus()
            return
        self._draft.clear()
        for field in (self._name, self._office):
            field.set_value("")
        self._name.setFocus()


class DuesForm(Card):
    """The notice about dues, in one sentence; Enter ends."""

    closed = Signal()

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._note = ProseField(
            "Thông báo nộp đảng phí", hint="Ví dụ: Tháng 9 có 9/9 đồng chí nộp đủ, đúng hạn.", lines=1, most=4
        )
        keep(session, self._note, ("meeting", meeting_id, "dues_note"), change_meeting)
        EnterKey(self._note, self._on_enter)
        self._close = Button("Xong")
        self._close.clicked.connect(self.closed)
        self.add(self._note)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._close)
        self.add_layout(row)
        self.setFocusProxy(self._note)

    def _on_enter(self) -> None:
        if not self._note.error():
            self.closed.emit()


def guest_words(guests: Sequence[Facts]) -> tuple[str, str]:
    """Names, and the office beneath while there is one guest."""
    if not guests:
        return "Chưa ghi đại biểu nào.", ""
    if len(guests) == 1:
        return guests[0].text("full_name"), guests[0].text("office")
    return ", ".join(guest.text("full_name") for guest in guests), f"{len(guests)} đại biểu"
