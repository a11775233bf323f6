"""The card "Cần đọc" of "Hôm nay": reminders, notices and papers from above that wait to be confirmed as read, without old ones."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.materials import confirm_reading
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.materials import SINGLE, MaterialRow, new_to_read
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Rule, shortened

SHOWN = 2
WORDS_SHOWN = 90
"""Characters of a reminder shown here; the link opens the whole."""


class ToRead(Card):
    """Hidden while nothing waits. `wanted(id)` opens one on the page "Văn bản", `wanted("")` that page."""

    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__("Cần đọc", opens=True)
        self._session = session
        self._shown: tuple[MaterialRow, ...] = ()
        self._refused = Message()
        self._box = QVBoxLayout()
        self.add_layout(self._box)
        self.add(self._refused)
        self.note_chosen.connect(lambda: self.wanted.emit(""))
        self.hide()

    def refresh(self) -> None:
        """Made anew only when something else waits, so that the keyboard stays where it is."""
        desk = self._session.desk
        waiting = new_to_read(desk.store, desk.organisation_id, self._session.now().date())
        shown = tuple(waiting[:SHOWN])
        self.set_note(f"{len(waiting)} chưa đọc" if waiting else "")
        self.setVisible(bool(waiting))
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._box)
        for place, row in enumerate(shown):
            if place:
                self._box.addWidget(Rule())
            self._box.addWidget(self._line(row))

    def _line(self, row: MaterialRow) -> QWidget:
        """Its title and from whom; of a reminder also the words."""
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(12))
        said = Prose(_words(row), width=260)
        said.link_chosen.connect(self.wanted)
        read = Button("Đã đọc", icon="check", name=f"Đã đọc: {row.title}")
        read.clicked.connect(lambda _=False, key=row.id: self._on_read(key))
        line.addWidget(said, 1)
        line.addWidget(read)
        return made

    def _on_read(self, material_id: str) -> None:
        try:
            self._session.do(confirm_reading, material_id)
        except (Refusal, Trouble) as problem:
            self._refused.say("absent", problem.sentence)
            return
        self._refused.say("absent", "")
        self.refresh()


def _words(row: MaterialRow) -> str:
    parts = [row.sort_label, row.issue, row.body_name, show_day(row.issued_on) if row.issued_on else ""]
    second = " · ".join(part for part in parts if part)
    content = shortened(row.content, WORDS_SHOWN) if row.sort in SINGLE else ""
    middle = f"{escape(content)}<br>" if content else ""
    return f'<b>{escape(row.title)}</b><br>{middle}{escape(second)}. <a href="{row.id}">Đọc cả bài</a>'
