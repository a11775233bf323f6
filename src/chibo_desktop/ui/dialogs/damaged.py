"""The door of a book whose files were damaged: mends it by itself, then says what happened and opens it."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QThread, Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.desk import Desk, desk_of
from chibo_desktop.actions.recovery import SAID, DamagedBook, Recovered, recover
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import open_store
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.door import Door
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words


class _Mending(QThread):
    """Files only, no desk is open meanwhile; `came` carries Recovered, or the error."""

    came = Signal(object)

    def __init__(self, damaged: DamagedBook, clock: Clock) -> None:
        super().__init__()
        self._damaged, self._clock = damaged, clock

    def run(self) -> None:
        try:
            self.came.emit(recover(self._damaged, clock=self._clock))
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            self.came.emit(error)


class Damaged(Door):
    """`opened` carries the Desk, once the person has read what happened."""

    opened = Signal(object)

    def __init__(self, damaged: DamagedBook, clock: Clock | None = None) -> None:
        super().__init__()
        self._damaged, self._clock = damaged, clock or SystemClock()
        self._title = Words("Đang lấy lại sổ từ bản sao lưu", "title")
        self._message = Message()
        self._more = Prose("", width=420)
        self._open = Button("Mở sổ", "primary")
        self._open.clicked.connect(self.open)
        self._open.hide()
        for part in (self._title, self._message, self._more):
            self.card.add(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._open)
        self.card.add_layout(row)
        look.follow(self.fit)

    def begin(self) -> None:
        """Mends on a thread of its own; what a person could do wrong meanwhile is not on the screen."""
        self._message.say("now", SAID[self._damaged.damage])
        self._more.say(
            "Mật khẩu đúng. Sổ đang được lấy lại từng phần, có thể mất một phút; xin đừng tắt máy."
        )
        self._mending = _Mending(self._damaged, self._clock)
        self._mending.came.connect(self._on_came)
        self._mending.start()

    def _on_came(self, outcome: Recovered | Exception) -> None:
        self._mending.wait()
        self._more.say("")
        if isinstance(outcome, Recovered):
            self._title.say("Sổ đã mở lại được")
            self._message.say("done", outcome.sentence)
            self._more.say("<br>".join(escape(sentence) for sentence in outcome.more))
            self._open.show()
            self._open.setFocus()
        elif isinstance(outcome, Refusal | Trouble):
            self._title.say("Chưa lấy lại được sổ")
            self._message.say("absent", outcome.sentence)
        else:
            raise outcome

    def open(self) -> None:
        """Opens what was mended; the password was right already."""
        damaged = self._damaged
        store = open_store(damaged.folder, damaged.key, clock=self._clock)
        try:
            desk: Desk = desk_of(store, damaged.user, damaged.key)
        except BaseException:
            store.close()
            raise
        self.opened.emit(desk)

    def fit(self) -> None:
        self.card.setFixedWidth(look.px(520))
        self.card.body.setSpacing(look.px(16))
        self.card.body.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
