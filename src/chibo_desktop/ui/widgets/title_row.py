"""The head of a page: title, muted subtitle, and at the right end the one primary button; on two lines where one is too short."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.words import Words


class TitleRow(Flow):
    """`back=True` puts an arrow before the title that sends `back_chosen` (Esc is the page's affair)."""

    primary_chosen = Signal()
    back_chosen = Signal()

    def __init__(
        self, title: str, subtitle: str = "", *, back: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, gap=look.GAP)
        self.hold_height(look.CONTROL)
        if back:
            arrow = Button("", "quiet", icon="back", name="Trở lại")
            arrow.clicked.connect(self.back_chosen)
            self.put(arrow)
        self._title = Words(title, "title")
        self._subtitle = Words(subtitle, tone="muted")
        self._primary: Button | None = None
        self.put(self._title)
        self.put(self._subtitle)
        self.set_title(title, subtitle)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        self._title.say(title)
        if subtitle is not None:
            self._subtitle.say(subtitle)
            self._subtitle.setVisible(bool(subtitle))
        self.place()

    def set_primary(self, words: str, icon: str = "", key: str = "") -> Button:
        """Makes the red button, or changes its words; empty words take it away (no primary at all)."""
        if self._primary is None:
            self._primary = Button(words, "primary", icon=icon, key=key)
            self._primary.clicked.connect(self.primary_chosen)
            self.put(self._primary, at_end=True)
        else:
            self._primary.set_icon(icon)
            self._primary.say(words)
        self._primary.setVisible(bool(words))
        return self._primary

    def add_first(self, widget: QWidget) -> None:
        """Puts an arrow of the page's own before the title."""
        self.put(widget, before=self._title)

    def add(self, widget: QWidget) -> None:
        """Puts a pill or plain button before the primary one."""
        self.put(widget, at_end=True, before=self._primary)
