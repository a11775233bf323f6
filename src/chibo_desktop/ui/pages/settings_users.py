"""The card "Người dùng của sổ" of the page "Thiết đặt": who may open it, adding another, a new password, taking one away."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.users import (
    STILL_KNOWN,
    DeskUser,
    add_user,
    list_users,
    name_user,
    remove_user,
    set_password_of,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

Form = Literal["", "add", "one", "password", "remove"]


class UsersCard(Card):
    """The list, and under it at most one small form; a person chosen in the list shows what can be done with theirs."""

    def __init__(self, session: Session) -> None:
        super().__init__("Người dùng của sổ")
        self._session = session
        self._chosen: DeskUser | None = None
        self._rows = RowList(name="Người dùng của sổ")
        self._rows.opened.connect(self._on_user)
        self._said = Prose("", "muted", width=320)
        self._user = LineField("Tên ngắn", hint="đứng ở mỗi lần ghi, ví dụ lan", max_len=20)
        self._name = LineField("Họ và tên", max_len=80)
        self._new = LineField("Mật khẩu của người ấy", secret=True)
        self._again = LineField("Gõ lại mật khẩu của người ấy", secret=True)
        self._own = LineField("Mật khẩu của bạn", secret=True)
        self._message = Message()
        self._add_parts()
        self._offer()
        self._show_form("", take_focus=False)

    def _add_parts(self) -> None:
        self.add(self._rows)
        self.add(self._said)
        for pair in ((self._user, self._name), (self._new, self._again), (self._own,)):
            row = QHBoxLayout()
            row.setSpacing(look.px(16))
            for field in pair:
                row.addWidget(field, 1)
            self.add_layout(row)
        self.add(self._message)

    def _offer(self) -> None:
        self._begin = Button("Thêm người dùng …", icon="plus")
        self._begin.clicked.connect(lambda: self._show_form("add"))
        self._name_it = Button("Ghi tên", icon="edit")
        self._name_it.clicked.connect(self._on_name)
        self._anew = Button("Đặt mật khẩu mới …", icon="lock")
        self._anew.clicked.connect(lambda: self._show_form("password"))
        self._away = Button("Bỏ người này …", "quiet")
        self._away.clicked.connect(lambda: self._show_form("remove"))
        self._do = Button("", icon="check")
        self._do.clicked.connect(self._on_do)
        self._close = Button("Thôi", "quiet")
        self._close.clicked.connect(lambda: self._show_form(""))
        for pair in ((self._begin, self._name_it, self._anew), (self._away, self._do, self._close)):
            row = QHBoxLayout()
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            self.add_layout(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Reads the list again; what is being typed stays."""
        try:
            users = list_users(self._session.desk)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._rows.set_rows([_row(each) for each in users])

    def _show_form(self, form: Form, *, take_focus: bool = True) -> None:
        self._form: Form = form
        for field in (self._user, self._new, self._again, self._own):
            field.set_value("")
        self._clear_errors()
        self._message.say("absent", "")
        if form in ("", "add"):
            self._chosen = None
            self._name.set_value("")
        self._show_parts(form)
        self._said.say(self._words_of(form))
        self._said.setVisible(bool(form))
        self.refresh()
        if take_focus:
            self._first(form).setFocus()

    def _show_parts(self, form: Form) -> None:
        is_other = self._chosen is not None and not self._chosen.is_present
        shown: dict[QWidget, bool] = {
            self._user: form == "add",
            self._name: form in ("add", "one"),
            self._new: form in ("add", "password"),
            self._again: form in ("add", "password"),
            self._own: form in ("add", "password", "remove"),
            self._begin: form == "",
            self._name_it: form == "one",
            self._anew: form == "one" and is_other,
            self._away: form == "one" and is_other,
            self._do: form in ("add", "password", "remove"),
            self._close: form != "",
        }
        for widget, is_shown in shown.items():
            widget.setVisible(is_shown)
        self._do.say({"add": "Thêm người này", "password": "Đặt mật khẩu này"}.get(form, "Bỏ người này"))

    def _first(self, form: Form) -> QWidget:
        places: dict[Form, QWidget] = {"add": self._user, "one": self._name, "password": self._new}
        return places.get(form, self._own if form == "remove" else self._begin)

    def _words_of(self, form: Form) -> str:
        who = escape(self._chosen.shown) if self._chosen else ""
        return {
            "": "",
            "add": "Mỗi người mở sổ bằng mật khẩu riêng và thấy toàn bộ sổ. Tên ngắn đứng ở mỗi lần ghi của họ.",
            "one": f"<b>{who}</b>"
            + (" là người đang mở sổ." if self._chosen and self._chosen.is_present else ""),
            "password": f"Mật khẩu mới của <b>{who}</b>; mật khẩu cũ của họ thôi dùng được.",
            "remove": f"Bỏ <b>{who}</b>? {STILL_KNOWN}",
        }[form]

    def _on_user(self, user: str) -> None:
        chosen = next((each for each in list_users(self._session.desk) if each.user == user), None)
        if chosen is not None:
            self._chosen = chosen
            self._name.set_value(chosen.name)
            self._show_form("one")

    def _on_name(self) -> None:
        if self._chosen is not None:
            user, name = self._chosen.user, self._name.commit()
            done = "Đã ghi tên." if name else f"Đã bỏ họ và tên; các lần ghi hiện tên ngắn “{user}”."
            self._try(lambda: name_user(self._session.desk, user, name), done)

    def _on_do(self) -> None:
        self._clear_errors()
        if self._form in ("add", "password") and self._new.draft() != self._again.draft():
            self._again.show_error("Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
            self._again.setFocus()
            return
        desk, own, new = self._session.desk, self._own.draft(), self._new.draft()
        if self._form == "add":
            user, name = self._user.commit(), self._name.commit()
            self._try(
                lambda: add_user(desk, user, name, own_password=own, new_password=new),
                f"Đã thêm {user}. Lần sau mở sổ, chọn tên trong danh sách.",
            )
        elif self._chosen is not None:
            user = self._chosen.user
            if self._form == "password":
                self._try(
                    lambda: set_password_of(desk, user, own_password=own, new_password=new),
                    f"Đã đặt mật khẩu mới cho {user}.",
                )
            else:
                self._try(lambda: remove_user(desk, user, own_password=own), f"Đã bỏ {user}.")

    def _try(self, act: Callable[[], None], done: str) -> None:
        """Does it; a refusal stands at the field it names."""
        try:
            act()
        except Refusal as refusal:
            fields = {"password": self._own, "new": self._new, "user": self._user, "name": self._name}
            field = fields.get(refusal.field or "")
            if field is None or field.isHidden():
                self._message.say("absent", refusal.sentence)
            else:
                field.show_error(refusal.sentence)
                field.setFocus()
            return
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
            return
        self._show_form("")
        self._message.say("done", done)
        self._session.changed.emit(Changes())

    def _clear_errors(self) -> None:
        for field in (self._user, self._name, self._new, self._again, self._own):
            field.clear_error()


def _row(user: DeskUser) -> Row:
    second = user.name or "chưa ghi họ và tên"
    return Row(user.user, user.user, second, "tick" if user.is_present else None, _state(user), quiet=True)


def _state(user: DeskUser) -> str:
    return "đang mở sổ" if user.is_present else ""
