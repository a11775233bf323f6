"""The panel things stand in: title at the left, a muted note at the right, a body below."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words


class Card(QFrame):
    """`look` is card (white, hairline), tinted (no edge) or current (the chosen one).

    With `opens=True` the note is a link that sends `note_chosen`: a number opens its list.
    """

    note_chosen = Signal()

    def __init__(
        self,
        title: str = "",
        note: str = "",
        *,
        kind: Literal["card", "tinted", "current"] = "card",
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", kind)
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._title = Words(title, "emphasis_strong")
        self._note: Words | Button = Button(note, "link") if opens else Words(note, tone="muted")
        if isinstance(self._note, Button):
            self._note.clicked.connect(self.note_chosen)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._note, 0, Qt.AlignmentFlag.AlignRight)
        self._column.addLayout(self._head)
        self.body = QVBoxLayout()
        self._column.addLayout(self.body, 1)
        self.set_title(title)
        self.set_note(note)
        look.follow(self.fit)

    def set_title(self, title: str) -> None:
        self._title.say(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def set_note(self, note: str) -> None:
        self._note.say(note)
        self._note.setVisible(bool(note))

    def add_to_head(self, widget: QWidget) -> None:
        """Puts a pill or segments at the right end of the title line."""
        self._head.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        self.body.addWidget(widget, stretch)

    def add_layout(self, layout: QLayout, stretch: int = 0) -> None:
        self.body.addLayout(layout, stretch)

    def fit(self) -> None:
        side, top = look.px(look.PADDING), look.px(look.GAP)
        self._column.setContentsMargins(side, top, side, top)
        self._column.setSpacing(look.px(8))
        self._head.setSpacing(look.px(12))
        self.body.setSpacing(look.px(8))
