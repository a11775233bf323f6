"""Neither password nor recovery sheet: the body above opens the book by its key file, or nobody does and that is said."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from chibo_desktop.actions.book_files import KEYS
from chibo_desktop.actions.forgotten import (
    STILL_THERE,
    WHAT_REMAINS,
    carry_keys_out,
    look_brought,
    open_with_brought,
)
from chibo_desktop.base.clock import Clock
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.ui.dialogs.question import Question
from chibo_desktop.ui.dialogs.ways import Way, Who
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

if TYPE_CHECKING:
    from chibo_desktop.actions.desk import Desk

KINDS = "Tệp khóa của sổ (*.json);;Mọi tệp (*)"


class AboveWay(Way):
    """Three steps: the key file goes to the body above, a password is set there, the file comes back."""

    TITLE = "Nhờ cấp trên mở lại"

    def __init__(self, folder: Path, clock: Clock | None) -> None:
        super().__init__(folder, clock)
        self._brought: Path | None = None
        self.add(Prose("Sổ này đã cho cấp trên mở lại khi quên mật khẩu. Làm ba bước:", width=400))
        self._carry = Button("Chép tệp khóa ra USB …", icon="usb")
        self._carry.clicked.connect(self._on_carry)
        self._carried = Message()
        self._take = Button("Chọn tệp mang về …", icon="receive")
        self._take.clicked.connect(self._on_take)
        self._taken = Message()
        self._add_steps()
        self._who = Who([])
        self._password = LineField("Mật khẩu cấp trên đã đặt", secret=True)
        self.add(self._who)
        self.ask(self._password)
        self._show_password(shown=False)

    def _add_steps(self) -> None:
        out = Question(1, "Chép tệp khóa của sổ ra USB")
        out.add(
            Prose(
                f"Đó là tệp {KEYS} trong thư mục “{escape(str(self.folder))}”. Trong tệp không có biên bản, "
                "không có mật khẩu.",
                "muted",
                width=340,
            )
        )
        above = Question(2, "Đưa USB tới cấp trên, xin mật khẩu mới")
        above.add(
            Prose(
                "Ở đó: trang Gửi – nhận, “Mở lại sổ của chi bộ quên mật khẩu …”, chọn tệp ấy, đặt mật khẩu mới và "
                "cho biết mật khẩu ấy.",
                "muted",
                width=340,
            )
        )
        home = Question(3, "Mang USB về, chọn tệp ấy")
        for question, button, said in ((out, self._carry, self._carried), (home, self._take, self._taken)):
            question.add(_at_left(button))
            question.add(said)
        for question in (out, above, home):
            self.add(question)

    def _show_password(self, *, shown: bool) -> None:
        self._password.setVisible(shown)
        if not shown:
            self._who.hide()
        self.OPENS = "Mở sổ" if shown else ""
        self.changed.emit()

    def _on_carry(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục", str(Path.home()))
        if not chosen:
            return
        try:
            copy = carry_keys_out(self.folder, Path(chosen))
        except (Refusal, Trouble) as problem:
            self._carried.say("absent", problem.sentence)
            return
        self._carried.say("done", f"Đã chép {copy.name} vào “{copy.parent}”. Rút USB, đưa tới cấp trên.")

    def _on_take(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp cấp trên đưa về", str(Path.home()), KINDS)
        if not chosen:
            return
        self._show_password(shown=False)
        try:
            fresh = look_brought(self.folder, Path(chosen))
        except (Refusal, Trouble) as problem:
            self._taken.say("absent", problem.sentence)
            return
        self._brought = Path(chosen)
        self._taken.say("done", f"Cấp trên đã đặt mật khẩu mới ngày {show_day(fresh[0].on)}.")
        self._show_password(shown=True)
        self._who.show_users([each.user for each in fresh])
        self._password.setFocus()

    def first(self) -> LineField:
        return self._password

    def take_focus(self) -> None:
        (self._password if self._brought else self._carry).setFocus()

    def open(self) -> Desk:
        if self._brought is None:
            raise Refusal("Hãy chọn tệp mang về trước.")
        return open_with_brought(
            self.folder, self._brought, self._who.value(), self._password.draft(), self.clock
        )


def _at_left(button: Button) -> QWidget:
    """A button no wider than its words, on the left edge of what stands above it."""
    inside = QWidget()
    row = QHBoxLayout(inside)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return inside


class NoWay(Way):
    """The body above was never let in: what nobody can do, and what remains."""

    TITLE = "Không còn cách mở sổ này"
    OPENS = ""

    def __init__(self, folder: Path, clock: Clock | None, others: list[str]) -> None:
        super().__init__(folder, clock)
        if len(others) > 1:
            self.TITLE = "Không còn tờ mã khôi phục"
            names = escape(", ".join(others))
            self.add(
                Prose(
                    f"Sổ có nhiều người dùng ({names}). Ai còn nhớ mật khẩu thì mở sổ, vào Thiết đặt, “Người dùng của "
                    "sổ”, đặt mật khẩu mới cho người kia.",
                    width=400,
                )
            )
        self.add(Prose(WHAT_REMAINS, width=400))
        self.add(Prose(STILL_THERE, "muted", width=400))

    def take_focus(self) -> None:
        self.setFocus()
