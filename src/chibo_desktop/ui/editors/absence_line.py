"""The one line beneath the roll call: why the member of the current row is absent, or when the late one came."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QVBoxLayout, QWidget

from chibo_desktop.actions.meetings import record_attendance
from chibo_desktop.base import dates, text
from chibo_desktop.lists.meeting_sheet import RollRow
from chibo_desktop.ui.editors.keeping import Keeper
from chibo_desktop.ui.editors.steps.kept import EnterKey, words_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.key_buttons import ATTENDANCE_KEYS

_Index = QModelIndex | QPersistentModelIndex
_FOLDED = Qt.ItemDataRole.UserRole


class _Reasons(QStringListModel):
    """Reasons sought without marks: "om" finds "ốm"."""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _FOLDED:
            return text.fold(str(super().data(index, Qt.ItemDataRole.DisplayRole)))
        return super().data(index, role)


class _FoldedCompleter(QCompleter):
    """Popup only: inline completion breaks UniKey, which sends Backspace and the letter anew."""

    def splitPath(self, path: str) -> list[str]:
        return [text.fold(path.strip())]

    def pathFromIndex(self, index: _Index) -> str:
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class AnswerField(LineField):
    """A line that offers earlier answers beneath it."""

    def __init__(
        self, label: str, offered: Sequence[str] = (), hint: str = "", placeholder: str = ""
    ) -> None:
        super().__init__(label, "", hint, placeholder=placeholder, max_len=120)
        if offered:
            self._offer(offered)

    def _offer(self, offered: Sequence[str]) -> None:
        completer = _FoldedCompleter(_Reasons(list(offered), self), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionRole(_FOLDED)
        completer.setMaxVisibleItems(5)
        popup = QListView()
        popup.setProperty("look", "popup")
        popup.setAccessibleName("Lý do đã dùng")
        completer.setPopup(popup)
        self._line.setCompleter(completer)


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
        self._field: AnswerField | None = None
        self._keeper: Keeper | None = None
        self._asked = ("", "")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_row(self, row: RollRow | None, reasons: Sequence[str]) -> None:
        """The field of this row; the one before is written first. What is being typed in it stays."""
        state = row.mark.text("state") if row is not None and row.mark is not None else ""
        asked = (row.member.id, state) if row is not None and state in ("excused", "late") else ("", "")
        if asked == self._asked:
            if self._keeper is not None:
                self._keeper.refresh()
            return
        self.leave()
        self._clear()
        self._asked = asked
        if row is not None and asked[0]:
            self._build(row, state, reasons)
        self.setVisible(bool(asked[0]))

    def _build(self, row: RollRow, state: str, reasons: Sequence[str]) -> None:
        member_id, name = row.member.id, row.member.name_shown
        if state == "late":
            field = AnswerField(f"{name} đến lúc", placeholder="19:50, để trống nếu không nhớ")
        else:
            field = AnswerField(
                f"Lý do vắng của {name}", reasons, placeholder="ví dụ: ốm. Gõ ngay 1–4 là đổi tình trạng"
            )
            MarkKey(field).marked.connect(self.marked)
        place = ("attendance", f"{self._meeting_id}/{member_id}", "late_at" if state == "late" else "reason")

        def save(value: str) -> object:
            if state == "late":
                at = dates.read_time(value, "late_at") if value else None
                return self._session.do(record_attendance, self._meeting_id, member_id, "late", late_at=at)
            return self._session.do(record_attendance, self._meeting_id, member_id, "excused", value)

        def read() -> str:
            return words_of(self._session.store, place)

        self._keeper = Keeper(self._session, field, place, save, read(), read=read)
        self._field = field
        EnterKey(field, self._on_entered)
        self._column.addWidget(field)

    def _on_entered(self) -> None:
        if self.leave():
            self.confirmed.emit(self._asked[0])

    def leave(self) -> bool:
        """Writes what is typed; False when it stays as a draft beside its reason."""
        return self._keeper is None or self._keeper.leave()

    def take_focus(self) -> bool:
        """Puts the caret into the field; False when the current row asks for nothing."""
        if self._field is None:
            return False
        self._field.setFocus()
        return True

    def _clear(self) -> None:
        if self._field is not None:
            self._field.hide()
            self._field.setParent(None)  # the step finds its keepers among its children
            self._field.deleteLater()
        self._field = self._keeper = None
