"""Above the bottom line: why the last step cannot be taken back, with both values where there are two, until read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message


class Refused(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._said = Message()
        self._close = Button("Đã đọc", "quiet", name="Đã đọc lý do không hoàn tác")
        self._close.clicked.connect(lambda: self.say(""))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._said, 1)
        self._row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.say("")
        look.follow(self.fit)

    def say(self, sentence: str) -> None:
        """The reason; "" takes it away."""
        self._said.say("warning", sentence)
        self.setVisible(bool(sentence))

    def fit(self) -> None:
        side = look.px(look.PADDING)
        self._row.setContentsMargins(side, look.px(4), side, look.px(8))
        self._row.setSpacing(look.px(16))
