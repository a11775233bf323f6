"""At a body above: choosing the key file of a cell that lost its password, and typing a new one twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from chibo_desktop.actions.reopening import cells_to_reopen, reopen_below, users_below
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.pages.exchange_work import ask_source
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

KINDS = "Tệp khóa của sổ (*.json);;Mọi tệp (*)"


class ReopenBelowCard(Card):
    """The fields appear only for a file this body can open."""

    def __init__(self, session: Session) -> None:
        super().__init__("Cấp dưới quên mật khẩu")
        self._session = session
        self._file: Path | None = None
        below = "chi bộ" if session.desk.kind == "commune" else "cấp dưới"
        self._asked = Prose(
            f"Khi {below} đã cho mở lại và mang tệp keys.json tới. Mở sổ, họ sẽ thấy ai đã đặt lại, ngày nào.",
            width=320,
        )
        self._message = Message()
        self._choose = Button(f"Mở lại sổ của {below} quên mật khẩu …", "quiet")
        self._choose.clicked.connect(self._on_choose)
        self.add(self._asked)
        self._ask_password()
        self.add(self._message)
        for button in (
            self._set,
            self._choose,
        ):  # one under the other: beside each other they outgrow a zoomed card
            row = QHBoxLayout()
            row.addWidget(button)
            row.addStretch(1)
            self.add_layout(row)
        self.body.addStretch(1)
        self._show_fields(users=[])

    def _ask_password(self) -> None:
        self._who_label = Words("Mật khẩu của ai?")
        self._who = DropDown()
        self._who.setAccessibleName("Mật khẩu của ai?")
        self._whose_label = Words("Sổ của chi bộ nào?")
        self._whose = DropDown()
        self._whose.setAccessibleName("Sổ của chi bộ nào?")
        self._reason = LineField(
            "Lý do mở lại", hint="chi bộ sẽ đọc thấy, ví dụ: đồng chí bí thư quên mật khẩu", max_len=200
        )
        self._new = LineField("Mật khẩu mới của họ", secret=True)
        self._again = LineField("Gõ lại mật khẩu của họ", secret=True)
        self._set = Button("Đặt mật khẩu này", icon="lock")
        self._set.clicked.connect(self._on_set)
        parts = (
            self._whose_label,
            self._whose,
            self._who_label,
            self._who,
            self._reason,
            self._new,
            self._again,
        )
        for part in parts:
            self.add(part)

    def _show_fields(self, users: list[str]) -> None:
        self._who.clear()
        self._who.addItems(users)
        for part in (self._who_label, self._who):
            part.setVisible(len(users) > 1)
        cells = cells_to_reopen(self._session.desk) if users else []
        self._whose.clear()
        for cell, name in [("", "chọn …"), *cells] if len(cells) > 1 else cells:
            self._whose.addItem(name, cell)
        for part in (self._whose_label, self._whose):
            part.setVisible(len(cells) > 1)
        for field in (self._reason, self._new, self._again):
            field.set_value("")
            field.clear_error()
            field.setVisible(bool(users))
        self._set.setVisible(bool(users))

    def _on_choose(self) -> None:
        source = ask_source(self, self._session, "Chọn tệp keys.json của sổ quên mật khẩu", KINDS)
        if source is None:
            return
        self._message.say("absent", "")
        self._file = None
        self._show_fields(users=[])
        try:
            users = users_below(self._session.desk, source)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._file = source
        self._show_fields(users)
        self._new.setFocus()

    def _on_set(self) -> None:
        for field in (self._reason, self._new, self._again):
            field.clear_error()
        self._message.say("absent", "")
        if self._file is None:
            return
        if self._new.draft() != self._again.draft():
            self._again.show_error("Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
            return
        try:
            done = self._session.do(
                reopen_below,
                self._file,
                user=self._who.currentText(),
                new_password=self._new.draft(),
                cell_id=str(self._whose.currentData() or "") or None,
                reason=self._reason.draft(),
            )
        except Refusal as refusal:
            if refusal.field == "cell_id":
                self._message.say("absent", refusal.sentence)
                self._whose.setFocus()
            else:
                self._new.show_error(refusal.sentence)
            return
        except Trouble as problem:
            self._new.show_error(problem.sentence)
            return
        self._file = None
        self._show_fields(users=[])
        self._message.say(
            "done",
            f"Đã đặt mật khẩu mới của {done.user} vào tệp “{done.keys_file.name}”.",
            "Chép tệp này trở lại đúng chỗ cũ trên máy của họ. Mở được rồi, họ sẽ được nhắc đổi mật khẩu.",
        )
