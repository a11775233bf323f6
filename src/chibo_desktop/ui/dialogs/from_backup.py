"""The door for a new or emptied machine: choosing a backup, its password of that day, and putting the book in place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from chibo_desktop.actions.restoring import restore, users_of
from chibo_desktop.base.clock import Clock, SystemClock
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.store.backup_file import SUFFIX, read_header
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.door import Door
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import ChoiceField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words


class FromBackup(Door):
    """`restored` carries the sentence to say at the door of the book; `given_up` leads back."""

    restored = Signal(str)
    given_up = Signal()

    def __init__(self, folder: Path, *, clock: Clock | None = None) -> None:
        super().__init__()
        self._folder, self._clock = folder, clock or SystemClock()
        self._path: Path | None = None
        self._title = Words("Lấy sổ lại từ bản sao lưu", "title")
        self._hint = Prose(
            "Cắm USB rồi chọn tệp sao lưu. Nó mở bằng mật khẩu của ngày làm ra nó.", "muted", width=400
        )
        self._choose = Button("Chọn tệp sao lưu …", icon="folder")
        self._choose.clicked.connect(self.ask_file)
        self._chosen = Message()
        self._who = ChoiceField("Ai mở sổ?", [], "")
        self._password = LineField("Mật khẩu của ngày ấy", secret=True)
        self._password.left.connect(self._on_left)
        self._message = Message()
        self._back = Button("Trở lại", "link")
        self._back.clicked.connect(self.given_up)
        self._go = Button("Lấy lại", "primary")
        self._go.clicked.connect(self.begin)
        for part in (
            self._title,
            self._hint,
            self._choose,
            self._chosen,
            self._who,
            self._password,
            self._message,
        ):
            self.card.add(part)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._go)
        self.card.add_layout(row)
        self._show_chosen()
        look.follow(self.fit)

    def ask_file(self) -> None:
        """Asks for the file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Chọn tệp sao lưu", str(Path.home()), f"Bản sao lưu (*{SUFFIX})"
        )
        if chosen:
            self.choose(Path(chosen))

    def choose(self, path: Path) -> None:
        """Says from when the backup is, and asks for its password."""
        self._message.say("absent", "")
        try:
            header, _ = read_header(path)
            users = users_of(path)
        except (Refusal, Trouble) as problem:
            self._path = None
            self._show_chosen()
            self._chosen.say("absent", problem.sentence)
            return
        self._path, at = path, header.made_at
        self._chosen.say(
            "done", f"Bản sao lưu {at:%H:%M} ngày {show_day(at.date())}, {header.entries} lần ghi."
        )
        self._ask_who(users)
        self._show_chosen()
        self._password.setFocus()

    def _ask_who(self, users: list[str]) -> None:
        """The names are those of the backup: another file, another list."""
        who = ChoiceField("Ai mở sổ?", [(user, user) for user in users], users[0] if users else "")
        self.card.body.replaceWidget(self._who, who)
        self._who.hide()
        self._who.deleteLater()
        self._who = who
        self._who.setVisible(len(users) > 1)

    def _show_chosen(self) -> None:
        there = self._path is not None
        for part in (self._password, self._go):
            part.setVisible(there)
        if not there:
            self._who.hide()
            self._chosen.say("done", "")

    def _on_left(self, _value: str) -> None:
        """Enter in the field goes on; leaving it with the mouse does not."""
        editor = self._password.focusProxy()
        if editor is not None and editor.hasFocus():
            self.begin()

    def begin(self) -> None:
        """Puts the book in place; takes a second for a cell."""
        commit_composing()
        if not self._go.isEnabled():
            return
        self._password.clear_error()
        self._message.say("absent", "")
        self._go.setEnabled(False)
        self._go.say("Đang lấy lại …")
        QTimer.singleShot(0, self, self._try)

    def _try(self) -> None:
        if self._path is None:
            return
        try:
            restored = restore(
                self._folder, self._path, self._password.draft(), self._who.value() or None, clock=self._clock
            )
        except Refusal as refusal:
            self._password.show_error(refusal.sentence)
            self._password.setFocus()
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        else:
            said = (f"Đã lấy lại sổ như lúc {restored.prepared.moment}.", *restored.prepared.to_know)
            self.restored.emit(" ".join(said))
            return
        self._go.setEnabled(True)
        self._go.say("Lấy lại")

    def take_focus(self) -> None:
        """On the first thing to do."""
        self._choose.setFocus()

    def fit(self) -> None:
        self.card.setFixedWidth(look.px(480))
        self.card.body.setSpacing(look.px(16))
        self.card.body.setContentsMargins(look.px(8), look.px(8), look.px(8), look.px(8))
