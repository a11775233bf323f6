"""The password at the start, and what leads on when it is forgotten: the recovery sheet, the body above, or the truth."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from chibo_desktop.actions.book_files import read_users
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.brought import Brought, BroughtLine
from chibo_desktop.ui.dialogs.door import Door
from chibo_desktop.ui.dialogs.ways import PasswordWay, SheetWay, Way
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk

LAST_USER = "last_user"
"""The setting that remembers who opened this book last."""
LAST_WAY = 2
"""Password, recovery sheet, body above or nobody."""


class Unlock(Door):
    """`opened` carries the open Desk; after the recovery sheet, with the new password already set.

    `damaged` carries what is known of a book that has to be mended first.
    """

    opened = Signal(object)
    damaged = Signal(object)

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        note: str = "",
        brought: Brought | None = None,
    ) -> None:
        super().__init__()
        self._folder, self._clock = folder, clock
        self._settings = Settings(folder)
        self._title = Words("", "title")
        self._note = Prose(note, "muted", width=400)
        self._message = Message()
        self.card.add(self._title)
        self.card.add(self._note)
        self._note.setVisible(bool(note))
        if brought is not None:
            self.card.add(BroughtLine(brought, "sau khi mở sổ"))
        self._names = self._users()
        self._ways: list[Way] = []
        self._column = QVBoxLayout()
        self.card.add_layout(self._column)
        self.card.add(self._message)
        self._offer()
        self._show_way(0)
        look.follow(self.fit)

    def _users(self) -> list[str]:
        try:
            return read_users(self._folder)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return []

    def _make_way(self, place: int) -> Way:
        """In the order in which one comes to them: each leads on to the next, and is made when one comes to it."""
        last = self._settings.get(LAST_USER, "")
        if place == 0:
            return PasswordWay(self._folder, self._clock, self._names, last)
        if place == 1:
            return SheetWay(self._folder, self._clock, self._names, last)
        from chibo_desktop.actions.forgotten import may_body_open
        from chibo_desktop.ui.dialogs.forgotten import AboveWay, NoWay

        if self._names and may_body_open(self._folder):
            return AboveWay(self._folder, self._clock)
        return NoWay(self._folder, self._clock, self._names)

    def _add_way(self) -> None:
        way = self._make_way(len(self._ways))
        self._ways.append(way)
        self._column.addWidget(way)
        way.entered.connect(self.open)
        way.changed.connect(self._name_buttons)

    def _offer(self) -> None:
        self._back = Button("Trở lại mật khẩu", "link")
        self._back.clicked.connect(lambda: self._show_way(0))
        self._on = Button("Quên mật khẩu", "link")
        self._on.clicked.connect(lambda: self._show_way(self._place + 1))
        self._open = Button("", "primary")
        self._open.clicked.connect(self.open)
        self._open.setDefault(True)
        row = Flow(gap=look.GAP)
        row.put(self._back)
        row.put(self._on)
        row.put(self._open, at_end=True)
        self.card.add(row)

    def _show_way(self, place: int) -> None:
        self._place = place
        if place == len(self._ways):
            self._add_way()
        if place:  # what was wrong with the files themselves stays to be read
            self._message.say("absent", "")
        for number, way in enumerate(self._ways):
            way.setVisible(number == place)
        self._title.say(self._way.TITLE)
        self._back.setVisible(place > 0)
        self._on.setVisible(place < LAST_WAY)
        self._on.say("Không còn tờ mã" if place else "Quên mật khẩu")
        self._name_buttons()
        self.take_focus()

    @property
    def _way(self) -> Way:
        return self._ways[self._place]

    def _name_buttons(self) -> None:
        self._open.setVisible(bool(self._way.OPENS))
        self._open.say(self._way.OPENS)

    def open(self) -> None:
        """Tries what was typed; takes about 0.2 s."""
        commit_composing()
        if not self._open.isEnabled() or not self._way.OPENS:
            return
        self._way.clear_errors()
        self._message.say("absent", "")
        if not self._way.is_ready():
            return
        self._open.setEnabled(False)
        self._open.say("Đang mở …")
        QTimer.singleShot(0, self._try)

    def _try(self) -> None:
        from chibo_desktop.actions.recovery import DamagedBook

        desk: Desk | None = None
        try:
            desk = self._way.open()
        except DamagedBook as damaged:
            self.damaged.emit(damaged)
            return
        except Refusal as refusal:
            self._way.refuse(refusal)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        self._open.setEnabled(True)
        self._name_buttons()
        if desk is not None:
            self._settings.put(LAST_USER, desk.user)
            self.opened.emit(desk)

    def take_focus(self) -> None:
        """On the first thing to type."""
        self._way.take_focus()

    def fit(self) -> None:
        self.card.setFixedWidth(look.px(520))
        self.card.body.setSpacing(look.px(16))
        self.card.body.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
