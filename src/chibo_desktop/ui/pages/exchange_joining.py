"""Joining the body above by files, certifying bodies below, and letting the commune open the book again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from chibo_desktop.actions.desk import read_slots
from chibo_desktop.actions.reopening import how_to_reopen
from chibo_desktop.actions.setup import let_body_above_open
from chibo_desktop.actions.standing_files import (
    accept_certificate,
    certify,
    look_request,
    request_certificate,
)
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words, write_whole
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.ui.pages.exchange_bundles import FOLDER
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

REQUEST_NAME, CERTIFICATE_NAME = "xin-chung-thu.txt", "chung-thu.txt"
LARGEST_FILE = 64 * 1024
"""A chain of eight certificates has at most 32 KiB."""


class JoinCard(Card):
    """Before there is a body above: request, the number read out by voice, the certificate. `joined` afterwards."""

    joined = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Nối với cấp trên")
        self._session = session
        self.add(
            Prose(
                "Lưu tệp xin chứng thư, đưa cho cấp trên; khi họ gửi lại tệp chứng thư thì nhận ở đây.",
                width=320,
            )
        )
        code = look_request(request_certificate(session.desk)).check_code
        self._code = Figure(
            f"{code[:3]} {code[3:]}",
            "là số kiểm tra. Đọc số này qua điện thoại: máy cấp trên phải hiện đúng số ấy.",
            width=220,
        )
        self._message = Message()
        self._save = Button("Lưu tệp xin chứng thư …", icon="file")
        self._save.clicked.connect(self.ask_target)
        self._accept = Button("Nhận tệp chứng thư …", icon="receive")
        self._accept.clicked.connect(self._on_accept)
        self.add(self._code)
        self.add(self._message)
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._accept)
        row.addStretch(1)
        self.add_layout(row)
        self.body.addStretch(1)

    def ask_target(self) -> None:
        """Asks where and writes the request file."""
        target = ask_target(self, self._session, "Lưu tệp xin chứng thư", REQUEST_NAME)
        if target is None:
            return
        try:
            write_whole(target, request_certificate(self._session.desk).encode())
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
            return
        self._message.say("done", f"Đã lưu “{target.name}”. Đưa tệp này cho cấp trên.")

    def _on_accept(self) -> None:
        source = ask_source(self, self._session, "Chọn tệp chứng thư cấp trên gửi")
        if source is None:
            return
        try:
            self._session.do(accept_certificate, read_small(source))
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self.joined.emit()


class CertifyCard(Card):
    """A request is shown with its number before anything is signed."""

    certified = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Cấp chứng thư cho cấp dưới")
        self._session = session
        self._request = ""
        self._asked = Prose("Mở tệp xin chứng thư của chi bộ hoặc đảng bộ trực thuộc.", width=320)
        self._code = Figure(
            "", "là số kiểm tra. Hỏi lại qua điện thoại: máy bên kia phải hiện đúng số này.", width=220
        )
        self._code.hide()
        self._message = Message()
        self._open = Button("Mở tệp xin chứng thư …", icon="file")
        self._open.clicked.connect(self._on_open)
        self._give = Button("Đúng số, cấp và lưu tệp …", icon="shield")
        self._give.clicked.connect(self._on_give)
        self._give.hide()
        for part in (self._asked, self._code, self._message):
            self.add(part)
        row = QHBoxLayout()
        row.addWidget(self._open)
        row.addWidget(self._give)
        row.addStretch(1)
        self.add_layout(row)
        self.body.addStretch(1)

    def _on_open(self) -> None:
        source = ask_source(self, self._session, "Chọn tệp xin chứng thư")
        if source is None:
            return
        self._message.say("absent", "")
        try:
            text = read_small(source)
            request = look_request(text)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._request = text
        self._asked.say(f"<b>{_plain(request.name)}</b> xin chứng thư.")
        self._code.say(
            f"{request.check_code[:3]} {request.check_code[3:]}",
            "là số kiểm tra. Hỏi lại qua điện thoại: máy bên kia phải hiện đúng số này.",
        )
        self._code.show()
        self._give.show()
        self._give.setFocus()

    def _on_give(self) -> None:
        target = ask_target(self, self._session, "Lưu tệp chứng thư", CERTIFICATE_NAME)
        if target is None:
            return
        try:
            write_whole(target, self._session.do(certify, self._request).encode())
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._code.hide()
        self._give.hide()
        self._message.say("done", f"Đã cấp chứng thư, lưu ở “{target.name}”. Gửi tệp này lại cho nơi xin.")
        self.certified.emit()


class ReopenCard(Card):
    """Who opens the book when the password is lost; the commune only once its certificate is held."""

    def __init__(self, session: Session) -> None:
        super().__init__("Quên mật khẩu thì ai mở lại được")
        self._session = session
        self._who = Prose("", width=320)
        self._message = Message()
        self._allow = Button("", icon="lock")
        self._allow.clicked.connect(self._on_allow)
        self.add(self._who)
        self.add(self._message)
        row = QHBoxLayout()
        row.addWidget(self._allow)
        row.addStretch(1)
        self.add_layout(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """From the key slots of the folder."""
        desk = self._session.desk
        parent = parent_of(desk.store, desk.organisation_id)
        kinds = read_slots(desk.folder).kinds
        ways = ["tờ mã khôi phục đã in"] if kinds["sheet"] else []
        ways += [_plain(body_name(desk.store, body)) for body in kinds["body"]]
        self._who.say(
            f"Mở lại được bằng: <b>{', '.join(ways)}</b>."
            if ways
            else "Chưa có cách nào: hãy in tờ mã khôi phục ở Thiết đặt."
        )
        can_add = parent is not None and parent not in kinds["body"]
        self._allow.setVisible(can_add)
        if parent is not None and can_add:
            self._allow.say(f"Cho {body_name(desk.store, parent)} mở lại được")

    def _on_allow(self) -> None:
        try:
            name = self._session.do(let_body_above_open)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say(
            "done",
            f"Từ nay {name} mở lại được sổ này khi quên mật khẩu.",
            _plain(how_to_reopen(self._session.desk.folder)),
        )
        self.refresh()


def read_small(source: Path) -> str:
    """A small text file; Refusal for one too large or not text, Trouble from the disk."""
    try:
        if source.stat().st_size > LARGEST_FILE:
            raise Refusal("Tệp này quá lớn, không phải tệp chứng thư. Chọn lại tệp.")
        return source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refusal("Tệp này không phải tệp chứng thư. Chọn lại tệp.") from None
    except OSError as error:
        raise Trouble(f"Không đọc được tệp: {reason_in_words(error)}") from error


def ask_source(
    parent: QWidget, session: Session, title: str, kinds: str = "Tệp chữ (*.txt);;Mọi tệp (*)"
) -> Path | None:
    """A file to read; None when the person thought better of it."""
    start = session.settings.get(FOLDER, str(Path.home()))
    chosen, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
    if not chosen:
        return None
    session.settings.put(FOLDER, str(Path(chosen).parent))
    return Path(chosen)


def ask_target(parent: QWidget, session: Session, title: str, name: str) -> Path | None:
    """A file to write; None when the person thought better of it."""
    start = Path(session.settings.get(FOLDER, str(Path.home()))) / name
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(start), "Tệp chữ (*.txt)")
    if not chosen:
        return None
    session.settings.put(FOLDER, str(Path(chosen).parent))
    return Path(chosen)


def _plain(words: str) -> str:
    from html import escape

    return escape(words)
