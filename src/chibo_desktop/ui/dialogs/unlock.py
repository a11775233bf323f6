"""The password at the start: opening the desk, and the way in by the recovery sheet with a new password."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.desk import Desk, open_desk, open_desk_with_sheet, read_slots
from chibo_desktop.actions.reopening import how_to_reopen
from chibo_desktop.actions.setup import check_password, set_password
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.door import Door
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words


class Unlock(Door):
    """`opened` carries the open Desk; after the recovery sheet, with the new password already set."""

    opened = Signal(object)

    def __init__(self, folder: Path, *, clock: Clock | None = None, note: str = "") -> None:
        super().__init__()
        self._folder, self._clock = folder, clock
        self._title = Words("Mở sổ sinh hoạt", "title")
        self._note = Prose(note, "muted", width=400)
        self._message = Message()
        self.card.add(self._title)
        self.card.add(self._note)
        self._note.setVisible(bool(note))
        self._ask_who()
        self._ask_secrets()
        self.card.add(self._message)
        self._offer()
        self._show_way(by_sheet=False)
        look.follow(self.fit)

    def _ask_who(self) -> None:
        users = self._users()
        self._who = ChoiceField("Ai mở sổ?", [(user, user) for user in users], users[0] if users else "")
        self.card.add(self._who)
        self._who.setVisible(len(users) > 1)

    def _users(self) -> list[str]:
        self._has_body = False
        try:
            slots = read_slots(self._folder)
            self._has_body = bool(slots.kinds["body"])
            return slots.users
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return []

    def _ask_secrets(self) -> None:
        self._password = LineField("Mật khẩu", secret=True)
        self._code = LineField("Mã trên tờ khôi phục", hint="8 nhóm, mỗi nhóm 4 ký tự")
        self._new = LineField("Mật khẩu mới, ít nhất 8 ký tự", secret=True)
        self._again = LineField("Gõ lại mật khẩu mới", secret=True)
        for field in (self._password, self._code, self._new, self._again):
            self.card.add(field)
        self._above = Prose("", "muted", width=400)
        self.card.add(self._above)
        for last in (self._password, self._again):
            last.left.connect(self._on_left)

    def _offer(self) -> None:
        self._other = Button("", "link")
        self._other.clicked.connect(self._on_other)
        self._open = Button("Mở", "primary")
        self._open.clicked.connect(self.open)
        self._open.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self._open)
        self.card.add_layout(row)

    def _show_way(self, *, by_sheet: bool) -> None:
        self._by_sheet = by_sheet
        self._title.say("Dùng tờ mã khôi phục" if by_sheet else "Mở sổ sinh hoạt")
        self._password.setVisible(not by_sheet)
        for field in (self._code, self._new, self._again):
            field.setVisible(by_sheet)
        by_body = by_sheet and self._has_body
        self._above.say(
            f"Không còn tờ ấy thì cấp trên mở lại được. {escape(how_to_reopen(self._folder))}"
            if by_body
            else ""
        )
        self._above.setVisible(by_body)
        self._other.say("Trở lại mật khẩu" if by_sheet else "Quên mật khẩu")
        self._open.say("Mở và đặt mật khẩu mới" if by_sheet else "Mở")
        self.take_focus()

    def _on_other(self) -> None:
        self._message.say("absent", "")
        self._show_way(by_sheet=not self._by_sheet)

    def _on_left(self, _value: str) -> None:
        """Enter in the last field opens; leaving it with the mouse does not."""
        field = self._again if self._by_sheet else self._password
        editor = field.focusProxy()
        if editor is not None and editor.hasFocus():
            self.open()

    def open(self) -> None:
        """Tries what was typed; takes about 0.2 s."""
        commit_composing()
        if not self._open.isEnabled():
            return
        for field in (self._password, self._code, self._new, self._again):
            field.clear_error()
        self._message.say("absent", "")
        if self._by_sheet and not self._is_ready():
            return
        self._open.setEnabled(False)
        self._open.say("Đang mở …")
        QTimer.singleShot(
            0, lambda: self._try(self._open_with_sheet if self._by_sheet else self._open_with_password)
        )

    def _is_ready(self) -> bool:
        try:
            check_password(self._new.draft())
        except Refusal as refusal:
            return self._refuse(self._new, refusal.sentence)
        if self._new.draft() != self._again.draft():
            return self._refuse(self._again, "Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
        return True

    def _try(self, way: Callable[[], Desk]) -> None:
        desk: Desk | None = None
        try:
            desk = way()
        except Refusal as refusal:
            self._refuse(self._code if self._by_sheet else self._password, refusal.sentence)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        self._open.setEnabled(True)
        self._open.say("Mở và đặt mật khẩu mới" if self._by_sheet else "Mở")
        if desk is not None:
            self.opened.emit(desk)

    def _open_with_password(self) -> Desk:
        return open_desk(self._folder, self._password.draft(), self._who.value() or None, self._clock)

    def _open_with_sheet(self) -> Desk:
        desk = open_desk_with_sheet(self._folder, self._code.value(), self._who.value() or None, self._clock)
        try:
            set_password(desk, desk.user, self._new.draft())
        except BaseException:
            desk.close()
            raise
        return desk

    def _refuse(self, field: LineField, sentence: str) -> bool:
        field.show_error(sentence)
        field.setFocus()
        return False

    def take_focus(self) -> None:
        """On the first thing to type."""
        (self._code if self._by_sheet else self._password).setFocus()

    def fit(self) -> None:
        self.card.setFixedWidth(look.px(480))
        self.card.body.setSpacing(look.px(16))
        self.card.body.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
