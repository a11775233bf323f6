"""What a mark of the roll call asks for besides the state: the reason, the hour of coming, the hour of going."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import record_attendance
from chibo_desktop.base.dates import read_time
from chibo_desktop.lists.meeting_sheet import MeetingSheet, RollRow
from chibo_desktop.lists.rows import find
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.steps.kept import EnterKey, words_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField

ASKED = {"excused": ("reason",), "late": ("late_at", "left_at"), "present": (), "absent": ()}
LABELS = {"reason": "Lý do vắng", "late_at": "Đến lúc", "left_at": "Về sớm lúc (nếu có)"}


class MarkFields(QWidget):
    """The fields of the current row, hidden where nothing is asked. `finished` after Enter in the last one."""

    finished = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, meeting_id: str) -> None:
        super().__init__()
        self._session, self._meeting_id = session, meeting_id
        self._shown = ("", "")
        self._fields: list[LineField] = []
        self._row = QHBoxLayout(self)
        self.hide()
        look.follow(self.fit)

    def show_row(self, row: RollRow | None, sheet: MeetingSheet | None = None) -> None:
        """Asks for what the state of this row needs; fields of the row already shown stay as they are."""
        state = row.person.state if row else None
        wanted = (row.member.id, state or "") if row else ("", "")
        if wanted == self._shown:
            return
        self._shown = wanted
        self._clear()
        for name in ASKED.get(state or "", ()):
            if row is not None:
                self._add(row, name)
        self.setVisible(bool(self._fields))
        if self._fields:
            self.setFocusProxy(self._fields[0])

    def _add(self, row: RollRow, name: str) -> None:
        who = row.member.name_shown
        field = LineField(f"{LABELS[name]}: {who}" if not self._fields else LABELS[name], max_len=120)
        place = ("attendance", f"{self._meeting_id}/{row.member.id}", name)
        member_id, state = row.member.id, row.person.state or ""

        def save(typed: str) -> object:
            return self._session.do(_write, self._meeting_id, member_id, state, name, typed)

        def read() -> str:
            return words_of(self._session.store, place)

        Keeper(self._session, field, place, save, read(), read=read)
        self._fields.append(field)
        EnterKey(field, lambda: self._on_enter(field))
        self._row.addWidget(field, 1)

    def _on_enter(self, field: LineField) -> None:
        if field.error():
            return
        place = self._fields.index(field) + 1 if field in self._fields else len(self._fields)
        if place < len(self._fields):
            self._fields[place].setFocus()
        else:
            self.finished.emit()

    def leave(self) -> None:
        """Writes what is typed."""
        for keeper in self.findChildren(Keeper):
            keeper.leave()

    def _clear(self) -> None:
        for field in self._fields:
            self._row.removeWidget(field)
            field.hide()
            field.setParent(None)
            field.deleteLater()
        self._fields.clear()

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))


def _write(desk: Desk, meeting_id: str, member_id: str, state: str, name: str, typed: str) -> Changes:
    """One field of the mark; the others stay as they are stored."""
    mark = find(desk.store, "attendance", f"{meeting_id}/{member_id}")
    reason = typed if name == "reason" else (mark.text("reason") if mark else "")
    hours: dict[str, time | None] = {}
    for each in ("late_at", "left_at"):
        at = mark.moment(each) if mark else None
        hours[each] = at.time() if at else None
    if name in hours:
        hours[name] = read_time(typed, name) if typed else None
    return record_attendance(
        desk, meeting_id, member_id, state, reason, late_at=hours["late_at"], left_at=hours["left_at"]
    )
