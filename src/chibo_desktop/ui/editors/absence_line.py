"""The one line beneath the roll call: why the member of the current row is absent, or when the late one came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import record_attendance
from chibo_desktop.base import dates, text
from chibo_desktop.lists.meeting_sheet import RollRow
from chibo_desktop.lists.rows import find
from chibo_desktop.ui.editors.asked_field import Asked, AskedField
from chibo_desktop.ui.editors.keeping import Place
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.key_buttons import ATTENDANCE_KEYS
from chibo_desktop.ui.widgets.offering import SOUGHT, Offering

_Index = QModelIndex | QPersistentModelIndex
SHORT = 2
"""So many letters are no reason of their own, but the beginning of one."""
LEFT = "left"
"""The key of who leaves before the end; the state stays present or late."""
CAME = ("present", "late", LEFT)
"""The keys where nobody is due, so that nobody is absent."""


class _Reasons(QStringListModel):
    """Reasons sought without marks: "om" finds "ốm"."""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == SOUGHT:
            return text.fold(str(super().data(index, Qt.ItemDataRole.DisplayRole)))
        return super().data(index, role)


class AnswerField(LineField):
    """A line that offers earlier answers beneath it, the most used first.

    One or two letters that begin one of them mean it: it is marked and Enter takes it. Longer words stay as typed.
    """

    def __init__(
        self, label: str, offered: Sequence[str] = (), hint: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(label, "", hint, placeholder=placeholder, max_len=120)
        self._offered = tuple(offered)
        if offered:
            self._reasons = _Reasons(list(offered), self)
            self._offering = Offering(self._reasons, self, name="Lý do đã dùng", most=5)
            self._line.setCompleter(self._offering)
            self._line.textEdited.connect(self._on_edited)
            self._line.returnPressed.disconnect(self._on_left)
            self._line.returnPressed.connect(self._on_entered)

    def _begun(self, typed: str) -> list[str]:
        """The answers that begin with so few letters."""
        sought = text.fold(typed.strip())
        is_short = 0 < len(sought) <= SHORT
        return [each for each in self._offered if is_short and text.fold(each).startswith(sought)]

    def _on_edited(self, typed: str) -> None:
        begun = self._begun(typed)
        self._reasons.setStringList([*begun, *(each for each in self._offered if each not in begun)])
        self._offering.mark_first(marked=bool(begun))

    def _on_entered(self) -> None:
        begun = self._begun(self._line.text())
        if begun:
            self._line.setText(begun[0])
        self._on_left()


class MarkKey(QObject):
    """A digit of a state typed into an empty reason is the next mark: fast hands go on marking, no reason is "34"."""

    marked = Signal(str)

    def __init__(self, field: AnswerField) -> None:
        super().__init__(field)
        self._field = field
        self._states = {key.digit: key.state for key in ATTENDANCE_KEYS}
        editor = field.focusProxy()
        if editor is not None:
            editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        state = self._states.get(event.text())
        if state is None or self._field.draft():
            return False
        self.marked.emit(state)
        return True


class AbsenceLine(QWidget):
    """`show_row` puts the field the row asks for, or none. `confirmed(member_id)` after Enter, once it is written.

    `marked(state)`: the person typed a mark, not a reason.
    """

    confirmed = Signal(str)
    marked = Signal(str)

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._meeting_id = session, meeting_id
        self._member_id = self._leaving = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._asked = AskedField(session, column, self)
        self._asked.entered.connect(lambda: self.confirmed.emit(self._member_id))
        self.hide()

    def show_row(self, row: RollRow | None, reasons: Sequence[str]) -> None:
        """The field of this row; the one before is written first. What is being typed in it stays."""
        asked = self._wanted(row, reasons) if row is not None and row.mark is not None else None
        if row is None or row.member.id != self._leaving:
            self._leaving = ""
        self._asked.ask(asked)
        self._member_id = row.member.id if row is not None and asked is not None else ""
        self.setVisible(bool(self._member_id))

    def ask_leaving(self, row: RollRow, reasons: Sequence[str]) -> None:
        """The hour at which the member of this row went home, who was there."""
        self._leaving = row.member.id
        self.show_row(row, reasons)

    def _wanted(self, row: RollRow, reasons: Sequence[str]) -> Asked | None:
        state = row.mark.text("state") if row.mark is not None else ""
        if state == "excused":
            return self._excused(row, reasons)
        has_left = row.mark is not None and row.mark.moment("left_at") is not None
        if row.member.id == self._leaving or (has_left and state == "present"):
            return self._hour(row, "left_at", "về lúc")
        return self._hour(row, "late_at", "đến lúc") if state == "late" else None

    def _excused(self, row: RollRow, reasons: Sequence[str]) -> Asked:
        member_id, name = row.member.id, row.member.name_shown

        def make() -> AnswerField:
            field = AnswerField(
                f"Lý do vắng của {name}", reasons, placeholder="ví dụ: ốm. Gõ ngay 1–5 là đổi tình trạng"
            )
            MarkKey(field).marked.connect(self.marked)
            return field

        def save(reason: str) -> object:
            return self._session.do(record_attendance, self._meeting_id, member_id, "excused", reason)

        return Asked(self._place(member_id, "reason"), make, save)

    def _hour(self, row: RollRow, name: str, words: str) -> Asked:
        """The hour of coming or of going; the other one, written before, stays."""
        member_id = row.member.id

        def make() -> AnswerField:
            return AnswerField(
                f"{row.member.name_shown} {words}", placeholder="19:50, để trống nếu không nhớ"
            )

        def save(value: str) -> object:
            mark = find(self._session.store, "attendance", f"{self._meeting_id}/{member_id}")
            hours: dict[str, Any] = {
                each: mark.moment(each) if mark is not None else None for each in ("late_at", "left_at")
            }
            hours[name] = dates.read_time(value, name) if value else None
            state = mark.text("state") if mark is not None else "present"
            return self._session.do(record_attendance, self._meeting_id, member_id, state, **hours)

        return Asked(self._place(member_id, name), make, save)

    def _place(self, member_id: str, name: str) -> Place:
        return ("attendance", f"{self._meeting_id}/{member_id}", name)

    def leave(self) -> bool:
        """Writes what is typed; False when it stays as a draft beside its reason."""
        return self._asked.leave()

    def take_focus(self) -> bool:
        """Puts the caret into the field; False when the current row asks for nothing."""
        return self._asked.take_focus()
