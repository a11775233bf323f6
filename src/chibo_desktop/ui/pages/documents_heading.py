"""The head of one document: its whole name over as many lines as it needs, what it is beneath, its history at the right."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.words import Prose


class Heading(QWidget):
    """`beside` stands at the right of the name."""

    def __init__(self, beside: QWidget) -> None:
        super().__init__()
        self._name, self._facts = Prose("", width=240), Prose("", "muted", width=240)
        self._name.setProperty("role", "emphasis_strong")
        self._words = QVBoxLayout()
        self._words.addWidget(self._name)
        self._words.addWidget(self._facts)
        self._line = QHBoxLayout(self)
        self._line.addLayout(self._words, 1)
        self._line.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
        look.follow(self.fit)

    def say(self, name: str, facts: str) -> None:
        """Both as people wrote them."""
        self._name.say(escape(name))
        self._facts.say(escape(facts))

    def fit(self) -> None:
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look.px(12))
        self._words.setSpacing(look.px(2))
