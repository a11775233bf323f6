"""The last question of first start: the password, typed twice, and who may open the book again when it is forgotten."""

from __future__ import annotations

from chibo_desktop.actions.setup import check_password
from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui.dialogs.question import Question
from chibo_desktop.ui.widgets.beside import Beside
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import LineField

HELPERS = {"cell": "Đảng ủy xã", "commune": "cấp trên"}
"""Who may open the book again if the person lets them; above the other desks there is nobody."""
ONLY_SHEET = "Quên thì chỉ tờ mã khôi phục mở lại được"


class PasswordQuestion(Question):
    """The recovery sheet there is always; a body above only where it is ticked, and once joined."""

    def __init__(self, number: int) -> None:
        super().__init__(number, "Mật khẩu mở chương trình", ONLY_SHEET)
        self._password = LineField("Mật khẩu, ít nhất 8 ký tự", secret=True)
        self._again = LineField("Gõ lại", secret=True)
        self._eye = Button("Hiện chữ", icon="eye")
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_letters)
        row = self.add_row(self._password, self._again)
        row.addWidget(Beside(self._eye))
        self._let = {
            desk: CheckBox(f"Quên thì cho cả {who} mở lại giúp, sau khi đã nối")
            for desk, who in HELPERS.items()
        }
        for box in self._let.values():
            box.toggled.connect(self._say_helpers)
            self.add(box)
        self.follow_desk("cell")

    def follow_desk(self, desk: str) -> None:
        """Names the body above a desk of that kind."""
        self._desk = desk
        for level, box in self._let.items():
            box.setVisible(level == desk)
        self._say_helpers()

    def lets_above(self) -> bool:
        """Whether the body above is to be let in."""
        return self._desk in self._let and self._let[self._desk].isChecked()

    def password(self) -> str:
        """SECRET: what was typed."""
        return self._password.draft()

    def clear_errors(self) -> None:
        for field in (self._password, self._again):
            field.clear_error()

    def is_ready(self) -> bool:
        """Whether the password can be taken; what is wrong is said beside its field."""
        try:
            check_password(self.password())
        except Refusal as refusal:
            self.refuse(refusal.sentence)
            return False
        if self.password() != self._again.draft():
            self._again.show_error("Hai lần gõ mật khẩu khác nhau. Gõ lại ô này.")
            self._again.setFocus()
            return False
        return True

    def refuse(self, sentence: str) -> None:
        """Says beside the password why it is not taken."""
        self._password.show_error(sentence)
        self._password.setFocus()

    def _say_helpers(self) -> None:
        words = f"Quên thì tờ mã, hoặc {HELPERS[self._desk]} khi đã nối" if self.lets_above() else ONLY_SHEET
        self.note(words)

    def _show_letters(self, shown: bool) -> None:
        self._eye.say("Giấu chữ" if shown else "Hiện chữ")
        for field in (self._password, self._again):
            field.show_letters(shown=shown)
