"""The two cards bundles pass through: making one into a folder, and choosing files to be read; reading them is elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from chibo_desktop.lists.exchange import ExchangeFacts, Neighbour
from chibo_desktop.ui.editors.bundle_sending import FOLDER, BundleSending, received_words
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.words import Prose, Words


class SendCard(Card):
    """One body at a time; `made` after a bundle lies whole in the folder."""

    made = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Gửi")
        self._session = session
        self._neighbours: dict[str, Neighbour] = {}
        self._to = DropDown()
        self._to.setAccessibleName("Gửi cho")
        self._to.activated.connect(lambda _place: self._say_state())
        self._state = Prose("", width=320)
        self._send = Button("Tạo gói vào thư mục …", icon="usb")
        self._send.clicked.connect(self.ask_folder)
        self._anew = Button("Gửi lại toàn bộ sổ …", "quiet")
        self._anew.setToolTip("Khi chi bộ dùng máy mới hoặc mất dữ liệu: một gói có tất cả từ đầu")
        self._anew.clicked.connect(lambda: self.ask_folder(anew=True))
        self._anew.hide()
        self._sending = BundleSending(session)
        self._sending.made.connect(self.made)
        self._sending.begun.connect(lambda: self._allow(allowed=False))
        self._sending.ended.connect(lambda: self._allow(allowed=True))
        self._row = QHBoxLayout()
        self._row.addWidget(Words("Cho"))
        self._row.addWidget(self._to, 1)
        self.add_layout(self._row)
        for part in (self._state, self._sending):
            self.add(part)
        foot = QHBoxLayout()
        foot.addWidget(self._send)
        foot.addWidget(self._anew)
        foot.addStretch(1)
        self.body.addStretch(1)
        self.add_layout(foot)

    def show_facts(self, facts: ExchangeFacts) -> None:
        """The bodies one can send to, and what waits for the one above."""
        kept = self._to.currentData()
        self._neighbours = {each.id: each for each in facts.neighbours}
        self._unconfirmed = facts.unconfirmed
        self._to.clear()
        for each in facts.neighbours:
            self._to.addItem(each.name, each.id)
        self._to.setCurrentIndex(max(0, self._to.findData(kept)))
        for part in (self._to, self._send):
            part.setEnabled(bool(facts.neighbours))
        self._say_state()

    def _say_state(self) -> None:
        each = self._neighbours.get(str(self._to.currentData() or ""))
        is_commune = self._session.desk.kind == "commune"
        self._anew.setVisible(each is not None and not each.is_above and is_commune)
        if each is None:
            self._state.say("Chưa nối với ai: mở giấy mời của cấp trên trước, hoặc mời cấp dưới nối vào.")
            return
        words = []
        if each.is_above:
            words.append(received_words(self._unconfirmed))
        out = each.last_out
        words.append(f"Gói gần nhất: {out.at:%H:%M %d/%m/%Y}." if out else "Chưa tạo gói nào cho nơi này.")
        self._state.say(" ".join(words))

    def ask_folder(self, *, anew: bool = False) -> None:
        """Asks for the folder (a stick, usually), then makes the bundle there; `anew`: with everything from the start."""
        self._sending.ask_folder(str(self._to.currentData() or ""), anew=anew)

    def _allow(self, *, allowed: bool) -> None:
        for button in (self._send, self._anew):
            button.setEnabled(allowed)


class ReceiveCard(Card):
    """Where files are chosen; `chosen` hands them on, and what they bring is said before anything is taken in."""

    chosen = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__("Nhận")
        self._session = session
        self._files = Button("Chọn gói để nhận …", icon="receive")
        self._files.clicked.connect(self.ask_files)
        self._folder = Button("Chọn cả thư mục …", icon="folder")
        self._folder.clicked.connect(self.ask_folder)
        self.add(
            Prose(
                "Chọn các tệp .cbb, chọn cả USB hay thư mục, hoặc kéo thả vào cửa sổ. "
                "Chương trình nói trước trong gói có gì rồi mới đọc vào sổ.",
                "muted",
                width=320,
            )
        )
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._files)
        row.addWidget(self._folder)
        row.addStretch(1)
        self.add_layout(row)

    def ask_files(self) -> None:
        """Asks for the files."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        paths, _ = QFileDialog.getOpenFileNames(self, "Chọn các gói để nhận", start, "Gói (*.cbb)")
        if paths:
            self._session.settings.put(FOLDER, str(Path(paths[0]).parent))
            self.chosen.emit([Path(path) for path in paths])

    def ask_folder(self) -> None:
        """Asks for a folder or a stick; every bundle in it counts."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        folder = QFileDialog.getExistingDirectory(self, "Chọn USB hoặc thư mục có các gói", start)
        if folder:
            self._session.settings.put(FOLDER, folder)
            self.chosen.emit([Path(folder)])
