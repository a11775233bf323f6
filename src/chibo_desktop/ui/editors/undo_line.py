"""Ctrl+Z on the meeting sheet: takes back what this desk wrote since the sheet was opened, newest first."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import find
from chibo_desktop.records import find_spec
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets import lettering
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.message import Message


class UndoLine(QWidget):
    """The button with what would be taken back, hidden while there is nothing; the reason when it cannot be."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Changes] = []
        self._is_busy = False
        self._said = Message()
        self._button = Button("", "quiet", icon="undo")
        self._button.clicked.connect(self.take_back)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._said)
        self._column.addWidget(self._button)
        session.changed.connect(self._on_changed)
        look.follow(self.fit)

    def begin(self) -> None:
        """Another sheet: what was written before stays written."""
        self._done.clear()
        self._said.say("absent", "")
        self.fit()

    def _on_changed(self, changes: Changes) -> None:
        """Remembers what this desk did; what others wrote is not its to take back."""
        if self._is_busy or not changes or changes.entry is None:
            return
        if changes.entry[1] == self._session.store.device:
            self._done.append(changes)
            self._said.say("absent", "")
            self.fit()

    def take_back(self) -> None:
        """One step back, by an entry of its own."""
        commit_composing()
        if not self._done:
            return
        changes = self._done.pop()
        words = words_for(self._session, changes)
        self._is_busy = True
        try:
            self._session.do(undo, changes)
        except (Refusal, Trouble) as problem:
            self._said.say("warning", problem.sentence)
            self._session.said.emit(problem.sentence)
        else:
            self._session.said.emit(f"Đã hoàn tác: {words}.")
        finally:
            self._is_busy = False
        self.fit()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(16), look.px(4), look.px(12), look.px(8))
        self._column.setSpacing(look.px(4))
        self._button.setVisible(bool(self._done))
        if self._done:
            words = f"Hoàn tác: {words_for(self._session, self._done[-1])}"
            shown = words
            while lettering.width_of(f"{shown}…") > look.px(look.THREAD - 76) and len(shown) > 12:
                shown = shown[:-1].rstrip()
            self._button.say(words if shown == words else f"{shown}…")
            self._button.setAccessibleName(f"{words}, phím Ctrl Z")
            self._button.setToolTip(f"{words} (Ctrl+Z)")


def words_for(session: Session, changes: Changes) -> str:
    """As in "Điểm danh Lò Văn Hặc" or "Địa điểm"; no name that is not on the screen already."""
    first = changes.items[0]
    title = find_spec(first.kind).title
    if len(changes.items) > 1:
        return f"{title}, {len(changes.items)} mục"
    facts = find(session.store, first.kind, first.id)
    if first.kind == "attendance" and facts is not None:
        member = facts.text("member_id")
        return f"{title} {names_of(session.store, [member]).get(member, '')}".strip()
    field = find_spec(first.kind).field(first.fields[0]) if len(first.fields) == 1 else None
    return field.label if field is not None else title
