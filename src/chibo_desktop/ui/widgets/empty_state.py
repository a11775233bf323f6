"""An empty page: one sentence that says what will be here, and the button that begins it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.ui import icons, look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.words import Prose, Words


class EmptyState(QWidget):
    """`begun` is sent by the button; without `button` there is only the sentence.

    The button is plain by default: the red one of the page stands in its title row.
    """

    begun = Signal()

    def __init__(
        self, sentence: str, button: str = "", *, icon: str = "book", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._column = QVBoxLayout(self)
        self._picture = Words()
        self._sentence = Prose(sentence, "muted", width=420)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()  # an aligned label would keep one line and lose the rest
        middle.addStretch(1)
        middle.addWidget(self._sentence)
        middle.addStretch(1)
        self._column.addLayout(middle)
        if button:
            self._button = Button(button, "plain", icon="plus")
            self._button.clicked.connect(self.begun)
            self._column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(Words("F1: xem cách làm", tone="muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(2)
        self.setAccessibleName(sentence)
        look.follow(self.fit)

    def say(self, sentence: str) -> None:
        self._sentence.say(sentence)
        self.setAccessibleName(sentence)

    def fit(self) -> None:
        self._picture.setPixmap(icons.picture(self._icon, "outline", 40))
        self._column.setSpacing(look.px(16))
        self._sentence.setFixedWidth(look.px(420))
