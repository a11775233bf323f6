"""The ways into a locked book, one small form each: the password, the recovery sheet; the body above is in forgotten.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.clock import Clock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui import look
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk


class Way(QWidget):
    """One way to open. `entered`: Enter was pressed in the last field."""

    TITLE = ""
    OPENS = "Mở"
    """The words of the button that opens; "" while there is nothing to open with."""

    entered = Signal()
    changed = Signal()
    """The words of the button, or what is asked, are others now."""

    def __init__(self, folder: Path, clock: Clock | None) -> None:
        super().__init__()
        self.folder, self.clock = folder, clock
        self.column = QVBoxLayout(self)
        look.follow(self.fit)

    def add(self, widget: QWidget) -> None:
        self.column.addWidget(widget)

    def ask(self, *fields: LineField) -> None:
        """Adds fields; Enter in the last one opens, leaving it with the mouse does not."""
        for field in fields:
            self.add(field)
        last = fields[-1]
        last.left.connect(lambda _value: self._on_left(last))

    def _on_left(self, field: LineField) -> None:
        editor = field.focusProxy()
        if editor is not None and editor.hasFocus():
            self.entered.emit()

    def clear_errors(self) -> None:
        for field in self.findChildren(Field):
            field.clear_error()

    def is_ready(self) -> bool:
        """Whether it makes sense to try; what is wrong is said beside its field."""
        return True

    def open(self) -> Desk:
        """Tries what was typed; Refusal or Trouble as the action says."""
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        """Says a refusal beside the field it belongs to."""
        self.say_at(self.first(), refusal.sentence)

    def first(self) -> LineField:
        """The field a refusal stands at, and the keyboard goes to."""
        raise NotImplementedError

    def say_at(self, field: LineField, sentence: str) -> None:
        field.show_error(sentence)
        field.setFocus()

    def take_focus(self) -> None:
        self.first().setFocus()

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look.px(16))


class Who(ChoiceField):
    """Who opens the book; hidden while there is only one. `left` after another was chosen."""

    def __init__(self, users: list[str], last: str = "") -> None:
        super().__init__("Ai mở sổ?", [])
        self.show_users(users, last)

    def show_users(self, users: list[str], last: str = "") -> None:
        self._box.clear()
        for user in users:
            self._box.addItem(user, user)
        self.set_value(last if last in users else (users or [""])[0])
        self.setVisible(len(users) > 1)


class PasswordWay(Way):
    TITLE = "Mở sổ sinh hoạt"

    def __init__(self, folder: Path, clock: Clock | None, users: list[str], last: str) -> None:
        super().__init__(folder, clock)
        self._who = Who(users, last)
        self._password = LineField("Mật khẩu", secret=True)
        self._who.left.connect(lambda _user: self._password.setFocus())
        self.add(self._who)
        self.ask(self._password)

    def first(self) -> LineField:
        return self._password

    def open(self) -> Desk:
        from chibo_desktop.actions.recovery import open_checked

        return open_checked(self.folder, self._password.draft(), self._who.value() or None, self.clock)


class SheetWay(Way):
    TITLE = "Dùng tờ mã khôi phục"
    OPENS = "Mở và đặt mật khẩu mới"

    def __init__(self, folder: Path, clock: Clock | None, users: list[str], last: str) -> None:
        super().__init__(folder, clock)
        self._who = Who(users, last)
        self._code = LineField("Mã trên tờ khôi phục", hint="8 nhóm, mỗi nhóm 4 ký tự")
        self._new = LineField("Mật khẩu mới, ít nhất 8 ký tự", secret=True)
        self._again = LineField("Gõ lại mật khẩu mới", secret=True)
        self.add(self._who)
        self.ask(self._code, self._new, self._again)

    def first(self) -> LineField:
        return self._code

    def is_ready(self) -> bool:
        from chibo_desktop.actions.setup import check_password

        try:
            check_password(self._new.draft())
        except Refusal as refusal:
            self.say_at(self._new, refusal.sentence)
            return False
        if self._new.draft() != self._again.draft():
            self.say_at(self._again, "Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
            return False
        return True

    def open(self) -> Desk:
        from chibo_desktop.actions.recovery import open_checked_with_sheet
        from chibo_desktop.actions.setup import set_password

        who = self._who.value() or None
        desk = open_checked_with_sheet(self.folder, self._code.value(), who, self.clock)
        try:
            set_password(desk, desk.user, self._new.draft())
        except BaseException:
            desk.close()
            raise
        return desk
