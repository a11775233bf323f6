"""The head of a page: title, muted subtitle, and at the right end the one primary button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Words


class TitleRow(QWidget):
    """`back=True` puts an arrow before the title that sends `back_chosen` (Esc is the page's affair)."""

    primary_chosen = Signal()
    back_chosen = Signal()

    def __init__(
        self, title: str, subtitle: str = "", *, back: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        if back:
            arrow = Button("", "quiet", icon="back", name="Trở lại")
            arrow.clicked.connect(self.back_chosen)
            self._row.addWidget(arrow)
        self._title = Words(title, "title")
        self._subtitle = Words(subtitle, tone="muted")
        self._primary: Button | None = None
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        look.follow(self.fit)

    def set_title(self, title: str, subtitle: str | None = None) -> None:
        self._title.say(title)
        if subtitle is not None:
            self._subtitle.say(subtitle)

    def set_primary(self, words: str, icon: str = "", key: str = "") -> Button:
        """Makes the red button, or changes its words; empty words take it away (no primary at all)."""
        if self._primary is None:
            self._primary = Button(words, "primary", icon=icon, key=key)
            self._primary.clicked.connect(self.primary_chosen)
            self._row.addWidget(self._primary)
        else:
            self._primary.set_icon(icon)
            self._primary.say(words)
        self._primary.setVisible(bool(words))
        return self._primary

    def add(self, widget: QWidget) -> None:
        """Puts a pill or plain button before the primary one."""
        place = self._row.count() - (1 if self._primary is not None else 0)
        self._row.insertWidget(place, widget)

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))
        self.setMinimumHeight(look.px(look.CONTROL))
