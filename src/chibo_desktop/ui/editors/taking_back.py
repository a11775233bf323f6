"""Ctrl+Z on the meeting sheet: takes back what this desk did since the sheet was opened, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import find
from chibo_desktop.records import find_spec
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message


class TakingBack(QWidget):
    """The button with what would be taken back, hidden while there is nothing."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Changes] = []
        self._busy = False
        self._button = Button("", "quiet", icon="undo")
        self._button.clicked.connect(self.take_back)
        self._said = Message()
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._said)
        self._column.addWidget(self._button)
        look.follow(self.fit)
        self._show()

    def showEvent(self, event: object) -> None:
        """The shortcut belongs to the whole sheet, whose child this is by now."""
        if self.property("shortcut") is None and self.window() is not None:
            host = self.parentWidget()
            while host is not None and host.parentWidget() is not None and not hasattr(host, "close_sheet"):
                host = host.parentWidget()
            shortcut = QShortcut(QKeySequence("Ctrl+Z"), host)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.take_back)
            self.setProperty("shortcut", "made")

    def hear(self, changes: Changes) -> None:
        """Remembers what this desk did; what others wrote is not its to take back."""
        if self._busy or not changes or changes.entry is None:
            return
        if changes.entry[1] == self._session.store.device:
            self._done.append(changes)
        self._said.say("absent", "")
        self._show()

    def take_back(self) -> None:
        """One step back; the reason stands here when it cannot be."""
        if not self._done:
            return
        changes = self._done.pop()
        self._busy = True
        try:
            self._session.do(undo, changes)
        except (Refusal, Trouble) as problem:
            self._said.say("warning", problem.sentence)
        finally:
            self._busy = False
        self._show()

    def _show(self) -> None:
        self._button.setVisible(bool(self._done))
        if self._done:
            words = f"Hoàn tác: {words_for(self._session, self._done[-1])}"
            self._button.say(words if len(words) <= 26 else f"{words[:25].rstrip()}…")
            self._button.setAccessibleName(f"{words}, phím Ctrl Z")
            self._button.setToolTip(f"{words} (Ctrl+Z)")

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(12), look.px(4), look.px(12), look.px(8))
        self._column.setSpacing(look.px(4))


def words_for(session: Session, changes: Changes) -> str:
    """ "Điểm danh Lò Văn Hặc", "Ý kiến phát biểu"; nothing private but a name already on the screen."""
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
