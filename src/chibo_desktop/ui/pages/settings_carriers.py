"""The card "Hòm thư chung" of the page "Thiết đặt": none, a folder, or an address; its account, own authority, proxy; trying it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.carrying import choose_mailbox, forget_mailbox, mailbox_of, try_mailbox
from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.exchange.place import NO_PROXY, Place, check_place
from chibo_desktop.store import Changes
from chibo_desktop.ui import look
from chibo_desktop.ui.carrying import Carrying
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose, Words

NONE = "none"
KINDS = ((NONE, "Không dùng"), ("folder", "Thư mục chung"), ("webdav", "Địa chỉ mạng"))
PROXIES = (("", "Theo máy này"), (NO_PROXY, "Không qua"), ("typed", "Gõ địa chỉ"))
LARGEST_CA = 256 * 1024
KEPT = "đang giữ; để trống là giữ nguyên"
WHAT = {
    NONE: "Gói đi bằng USB hoặc thư mục, như trước. Chương trình không mở đường mạng nào.",
    "folder": "Một thư mục mà hai bên cùng mở được: ổ mạng của cơ quan, hoặc USB luôn cắm. Mỗi nơi nhận có một ngăn riêng.",
    "webdav": "Máy chủ tệp của cơ quan (WebDAV). Gói đã niêm phong nên người quản trị hòm thư không đọc được.",
}


class MailboxSettingsCard(Card):
    """What is typed holds with "Dùng hòm thư này"; trying keeps nothing."""

    def __init__(self, session: Session) -> None:
        self._foot = QHBoxLayout()
        super().__init__("Hòm thư chung", "khi máy có mạng")
        self._session = session
        self._ca = ""
        self._held: Place | None = None
        self._kind = Segments(KINDS, NONE, "Gửi và nhận qua")
        self._kind.chosen.connect(lambda _kind: self._show_parts())
        self._what = Prose("", "muted", width=320)
        self._make_fields()
        self._make_foot()
        self.add(self._kind)
        self.add(self._what)
        for part in (
            self._folder_row,
            self._address,
            self._account,
            self._ca_row,
            self._proxy_row,
            self._proxy_box,
        ):
            self.add(part)
        self.add(self._work)
        self.add(self._message)
        self.add_layout(self._foot)
        self.body.addStretch(1)
        self.refresh()

    def _make_fields(self) -> None:
        self._folder = LineField("Thư mục của hòm thư")
        choose = Button("Chọn thư mục …", icon="folder")
        choose.clicked.connect(self.ask_folder)
        self._folder_row = _Across(self._folder, choose)
        self._address = LineField("Địa chỉ hòm thư", placeholder="https://thu.coquan/chibo")
        self._user = LineField("Tài khoản hòm thư")
        self._password = LineField("Mật khẩu hòm thư", secret=True)
        self._account = _Across(self._user, self._password)
        self._ca_words = Words("", tone="muted")
        self._ca_button = Button("Chứng thư gốc của cơ quan …", "link")
        self._ca_button.clicked.connect(self.ask_authority)
        self._ca_row = _Across(self._ca_words, self._ca_button)
        self._proxy = Segments(PROXIES, "", "Proxy")
        self._proxy.chosen.connect(lambda _proxy: self._show_parts())
        self._proxy_row = _Across(Words("Proxy"), self._proxy)
        self._proxy_address = LineField("Địa chỉ proxy", placeholder="http://proxy.coquan:3128")
        self._proxy_user = LineField("Tài khoản proxy")
        self._proxy_password = LineField("Mật khẩu proxy", secret=True)
        self._proxy_box = _Under(self._proxy_address, _Across(self._proxy_user, self._proxy_password))

    def _make_foot(self) -> None:
        self._message = Message()
        self._work = LongWork(self._session)
        self._work.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._try = Button("Thử kết nối", icon="wifi")
        self._try.clicked.connect(self.try_it)
        self._work.ended.connect(lambda: self._try.setEnabled(True))
        self._keep = Button("Dùng hòm thư này", icon="check")
        self._keep.clicked.connect(self.keep)
        for button in (self._try, self._keep):
            self._foot.addWidget(button)
        self._foot.addStretch(1)

    def refresh(self) -> None:
        """Shows what is kept, unless somebody is typing something else."""
        held = mailbox_of(self._session.desk)
        if held == self._held and held is not None:
            return
        self._held = held
        self._ca = held.ca if held else ""
        shown = held or Place(NONE, "")
        self._kind.take(shown.kind)
        is_folder = shown.kind == "folder"
        typed_proxy = shown.proxy not in ("", NO_PROXY)
        self._proxy.take("typed" if typed_proxy else shown.proxy)
        for field, value in (
            (self._folder, shown.address if is_folder else ""),
            (self._address, "" if is_folder else shown.address),
            (self._user, shown.user),
            (self._password, ""),
            (self._proxy_address, shown.proxy if typed_proxy else ""),
            (self._proxy_user, shown.proxy_user),
            (self._proxy_password, ""),
        ):
            field.set_value(value)
        self._password.set_hint(KEPT if shown.password else "")
        self._proxy_password.set_hint(KEPT if shown.proxy_password else "")
        self._show_parts()

    def _show_parts(self) -> None:
        kind = self._kind.taken()
        is_web = kind == "webdav"
        self._what.say(WHAT[kind])
        self._folder_row.setVisible(kind == "folder")
        for part in (self._address, self._account, self._ca_row, self._proxy_row):
            part.setVisible(is_web)
        self._proxy_box.setVisible(is_web and self._proxy.taken() == "typed")
        self._ca_words.say(
            "Đã chọn chứng thư gốc." if self._ca else "Máy chủ dùng chứng thư do cơ quan tự cấp?"
        )
        self._try.setVisible(kind != NONE)
        self._keep.say("Thôi dùng hòm thư" if kind == NONE else "Dùng hòm thư này")
        self._keep.setVisible(kind != NONE or self._held is not None)
        self._message.say("absent", "")
        self._clear()

    def ask_folder(self) -> None:
        """Asks for the shared folder."""
        start = self._folder.value() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Chọn thư mục của hòm thư chung", start)
        if chosen:
            self._folder.set_value(str(Path(chosen)))
            self._folder.clear_error()

    def ask_authority(self) -> None:
        """Asks for the certificate of the office's own authority; an empty choice changes nothing."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Chọn tệp chứng thư gốc", str(Path.home()), "Chứng thư (*.pem *.crt *.cer);;Mọi tệp (*)"
        )
        if not chosen:
            return
        try:
            data = Path(chosen).read_bytes()[:LARGEST_CA]
        except OSError:
            self._message.say("absent", "Không đọc được tệp chứng thư ấy. Hãy chọn lại.")
            return
        self._ca = data.decode("ascii", errors="replace")
        self._show_parts()

    def place(self) -> Place:
        """What is typed; a password left empty is the one that is kept, while the account is the same."""
        kind = self._kind.taken()
        if kind == "folder":
            return Place(kind, self._folder.commit())
        held = self._held or Place(kind, "")
        user, proxy_user = self._user.commit(), self._proxy_user.commit()
        proxy = self._proxy.taken()
        is_typed = proxy == "typed"
        address = self._address.commit()
        is_same = user == held.user and address == held.address
        is_same_proxy = (
            is_typed and proxy_user == held.proxy_user and self._proxy_address.commit() == held.proxy
        )
        return Place(
            kind,
            address,
            user,
            self._password.draft() or (held.password if is_same else ""),
            self._ca,
            self._proxy_address.commit() if is_typed else proxy,
            proxy_user if is_typed else "",
            self._proxy_password.draft() or (held.proxy_password if is_same_proxy else ""),
        )

    def try_it(self) -> None:
        """Tries on the worker what is typed, and says how it went."""
        self._clear()
        place = self.place()
        try:
            check_place(place)
        except Refusal as refusal:
            self._show_problem(refusal.sentence, refusal.field)
            return

        def job(desk: Desk, say: Say) -> tuple[str, str | None]:
            try:
                return try_mailbox(desk, place, lambda: say(0, 0)), None
            except Refusal as refusal:
                return refusal.sentence, refusal.field or ""

        self._message.say("absent", "")
        self._try.setEnabled(False)
        self._work.run("Đang thử kết nối", job, self._on_tried, beside=True)

    def _on_tried(self, tried: tuple[str, str | None]) -> None:
        sentence, field = tried
        if field is None:
            self._message.say("done", sentence)
        else:
            self._show_problem(sentence, field)

    def keep(self) -> None:
        """Keeps what is typed; the next sending and receiving goes that way."""
        self._clear()
        carrying = Carrying.of(self._session)
        try:
            if self._kind.taken() == NONE:
                carrying.rest()
                forget_mailbox(self._session.desk)
                words = "Đã thôi dùng hòm thư chung. Gói lại đi bằng USB hoặc thư mục."
            else:
                place = self.place()
                choose_mailbox(self._session.desk, place)
                carrying.rest()
                carrying.begin()
                words = (
                    f"Từ nay gửi và nhận qua “{place.shown}”. Gói chỉ đi khi bấm gửi; gói đến thì tự nhận."
                )
        except (Refusal, Trouble) as problem:
            self._show_problem(problem.sentence, getattr(problem, "field", None))
            return
        self._held = None
        self.refresh()
        self._message.say("done", words)
        self._session.changed.emit(Changes())

    def _show_problem(self, sentence: str, field: str | None) -> None:
        target = self._fields().get(field or "")
        if target is not None and target.isVisibleTo(self):
            target.show_error(sentence)
            target.setFocus()
        else:
            self._message.say("absent", sentence)

    def _fields(self) -> dict[str, LineField]:
        is_folder = self._kind.taken() == "folder"
        return {
            "address": self._folder if is_folder else self._address,
            "user": self._user,
            "password": self._password,
            "proxy": self._proxy_address,
        }

    def _clear(self) -> None:
        for field in (self._folder, self._address, self._user, self._password, self._proxy_address):
            field.clear_error()

    def fit(self) -> None:
        super().fit()
        self._foot.setSpacing(look.px(8))


class _Across(QWidget):
    """Two parts beside each other, hidden and shown together."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.addWidget(first, 1)
        if isinstance(second, Button):  # on one line with the editor, whose label stands above it
            self._row.addWidget(second, 0, Qt.AlignmentFlag.AlignBottom)
        else:
            self._row.addWidget(second, 0 if isinstance(second, Segments) else 1)
        look.follow(self.fit)

    def fit(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(16))


class _Under(QWidget):
    """Parts under each other, hidden and shown together."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        for part in parts:
            self._column.addWidget(part)
        look.follow(self.fit)

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
