"""The printed recovery sheet: the code shown once, printed or saved before going on; it is kept nowhere here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.let_reopen import wishes_reopening
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.settings import Settings
from chibo_desktop.store.access import note_access
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.door import Door
from chibo_desktop.ui.printing import print_pdf, save_pdf
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

TITLE = "Tờ mã khôi phục"


class RecoverySheet(Door):
    """`done` is sent by the red button, which can be pressed once the sheet was printed or saved."""

    done = Signal()

    def __init__(
        self, desk: Desk, code: str, settings: Settings, *, done_words: str = "Vào chương trình"
    ) -> None:
        super().__init__()
        self._desk, self._code, self._settings = desk, code, settings
        self._done_words = done_words
        self._say_what()
        self._show_code()
        self._offer()
        look.follow(self.fit)

    def _say_what(self) -> None:
        self.card.add(Words("In tờ mã khôi phục", "title"))
        self.card.add(
            Prose(
                f"{who_opens(self._desk)} Chương trình không giữ bản nào khác của mã. "
                "In ra, cho vào phong bì dán kín, cất trong tủ có khóa. Không chụp ảnh, không gửi qua điện thoại.",
                width=640,
            )
        )

    def _show_code(self) -> None:
        self._box = Card(kind="tinted")
        self._box.setAccessibleName(f"Mã khôi phục: {self._code}")
        self._grid = QGridLayout()
        for place, group in enumerate(self._code.split("-")):
            words = Words(group, "figure")
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(words, place // 4, place % 4)
        self._box.add_layout(self._grid)
        self.card.add(self._box)

    def _offer(self) -> None:
        self._message = Message()
        self._print = Button("In tờ này", icon="print")
        self._print.clicked.connect(self._on_print)
        self._save = Button("Lưu tệp PDF …", icon="file")
        self._save.clicked.connect(self._on_save)
        self._go_on = Button(self._done_words, "primary")
        self._go_on.setEnabled(False)
        self._go_on.clicked.connect(self.done)
        self._buttons = QHBoxLayout()
        for button in (self._print, self._save):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self._go_on)
        self.card.add(self._message)
        self.card.add_layout(self._buttons)

    def _on_print(self) -> None:
        try:
            if print_pdf(self._pdf(), TITLE, self):
                self._kept("printed", "Đã gửi tới máy in. Xem tờ giấy đã ra đủ chữ rồi hãy đi tiếp.")
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)

    def _on_save(self) -> None:
        try:
            target = save_pdf(self._pdf(), "to-ma-khoi-phuc.pdf", self._settings, self)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        if target is not None:
            self._kept("saved", f"Đã lưu vào thư mục “{target.parent}”. In tờ ấy rồi xóa tệp đi.")

    def _kept(self, what: str, sentence: str) -> None:
        desk = self._desk
        note_access(
            desk.store, what, "organisation", desk.organisation_id, user=desk.user, note="recovery sheet"
        )
        self._message.say("done", sentence)
        self._go_on.setEnabled(True)
        self._go_on.setFocus()

    def _pdf(self) -> bytes:
        from chibo_desktop.actions.papers import recovery_sheet

        return recovery_sheet(self._desk, self._code)

    def take_focus(self) -> None:
        """On printing: the thing to do here."""
        self._print.setFocus()

    def fit(self) -> None:
        self.card.body.setSpacing(look.px(16))
        self.card.setFixedWidth(look.px(760))
        self._grid.setSpacing(look.px(16))
        self._buttons.setSpacing(look.px(8))


def who_opens(desk: Desk) -> str:
    """Who opens the book when the password is lost, as things stand now."""
    if read_slots(desk.folder).kinds["body"]:
        return "Quên mật khẩu thì mã này, hoặc cấp trên, mở lại được sổ."
    later = " Cấp trên thì chỉ khi đã nối." if wishes_reopening(desk.store) else ""
    return f"Quên mật khẩu thì chỉ mã này mở lại được sổ.{later}"
