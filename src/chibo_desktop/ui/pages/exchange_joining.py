"""Joining the body above by invitation, and letting it open the book again; inviting bodies below stands beside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.joining import Asking, asking_of, forget_request, look_invitation, request_join
from chibo_desktop.actions.let_reopen import (
    let_body_above_open,
    stop_reopening,
    wish_reopening,
    wishes_reopening,
)
from chibo_desktop.actions.reopening import how_to_reopen
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.exchange_work import WorkCard, ask_source, ask_target, in_threes, plain
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.words import Prose

REQUEST_NAME, REQUESTS = "xin-noi.cbj", "Tệp xin nối (*.cbj)"
FIRST = (
    "Cấp trên đưa cho một tệp giấy mời và đọc từ khóa mời qua điện thoại. "
    "Chưa có giấy mời thì cứ ghi sổ như thường, nối sau không mất gì."
)
WAITING = "Đã chọn cho cấp trên mở lại: chưa có hiệu lực, chờ tới khi nối với cấp trên."
OLDER = "Bản sao lưu và tệp khóa chép ra trước hôm nay thì họ vẫn mở được."
NUMBER = "là số kiểm tra. Đọc số này qua điện thoại: máy cấp trên phải hiện đúng số ấy thì mới duyệt."


class JoinCard(WorkCard):
    """Before there is a body above: its invitation, the word, the number read out, then its answer.

    `answer_wanted` asks for the files of the answer; they go through the door of all bundles.
    """

    answer_wanted = Signal()
    stepped = Signal()
    """The next step is another one now."""
    wished = Signal()
    """Whether that body may open the book again was chosen otherwise."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Nối với cấp trên")
        self._invitation = ""
        self._said = Prose("", width=320)
        self._word = LineField("Từ khóa mời", hint="8 chữ và số, ví dụ 7K2M-9XQA", max_len=20)
        self._word.left.connect(lambda _words: self._word.clear_error())
        self._let = CheckBox("Cho nơi này mở lại sổ khi quên mật khẩu")
        self._let.clicked.connect(self._on_let)
        self._number = Figure("", NUMBER, width=210)
        self._open = Button("Mở giấy mời …", icon="file")
        self._open.clicked.connect(self.ask_invitation)
        self._make = Button("Làm tệp xin nối …", icon="usb")
        self._make.clicked.connect(self._on_make)
        self._answer = Button("Nhận tệp trả lời …", icon="receive")
        self._answer.clicked.connect(self.answer_wanted)
        self._again = Button("Thôi, dùng giấy mời khác", "quiet")
        self._again.clicked.connect(self._on_again)
        for part in (self._said, self._word, self._number, self._let, self._message):
            self.add(part)
        # one under the other: beside each other they outgrow the card at 200 %
        for button in (self._make, self._open, self._answer, self._again):
            self.add_row(button)
        self.body.addStretch(1)
        self.refresh()

    def next_step(self) -> tuple[str, str]:
        """The words and the icon of what is to be done next."""
        if asking_of(self._session.store) is not None:
            return "Nhận tệp trả lời", "receive"
        return ("Làm tệp xin nối", "usb") if self._invitation else ("Mở giấy mời", "file")

    def take_next_step(self) -> None:
        """Does it, as its button would."""
        buttons = {"receive": self._answer, "usb": self._make, "file": self._open}
        buttons[self.next_step()[1]].click()

    def refresh(self) -> None:
        """Shows the step the desk is at."""
        asking = asking_of(self._session.store)
        typing = asking is None and bool(self._invitation)
        self._word.setVisible(typing)
        self._make.setVisible(typing)
        self._let.setVisible(typing or asking is not None)
        self._let.setChecked(wishes_reopening(self._session.store))
        self._open.setVisible(asking is None)
        for part in (self._number, self._answer, self._again):
            part.setVisible(asking is not None)
        self._open.say("Mở giấy mời khác …" if typing else "Mở giấy mời …")
        if asking is not None:
            self._show_asking(asking)
        elif not typing:
            self._said.say(FIRST)
        self.stepped.emit()

    def _on_let(self, wished: bool) -> None:
        """Takes effect when the answer of the body above is taken in, and is told then."""
        self._session.do(wish_reopening, wished=wished)
        self.wished.emit()

    def _show_asking(self, asking: Asking) -> None:
        self._invitation = ""
        self._number.say(in_threes(asking.check_number), NUMBER)
        self._said.say(
            f"Đã làm tệp xin nối với <b>{plain(asking.name)}</b>. Đưa tệp ấy cho họ và đọc số kiểm tra; "
            "họ duyệt rồi gửi lại một tệp, nhận ở đây."
        )

    def ask_invitation(self) -> None:
        """Asks for the file of the invitation and shows whose it is."""
        source = ask_source(self, self._session, "Chọn giấy mời của cấp trên")
        data = self.read(source) if source else None
        if data is None:
            return
        try:
            text = data.decode("utf-8", errors="replace")
            name = look_invitation(self._session.desk, text)
        except Refusal as refusal:
            self._message.say("absent", refusal.sentence)
            return
        self._invitation = text
        self._message.say("absent", "")
        self._said.say(f"<b>{plain(name)}</b> mời nối. Gõ từ khóa họ đọc qua điện thoại.")
        self.refresh()
        self._word.setFocus()

    def _on_make(self) -> None:
        word, text = self._word.value(), self._invitation
        target = ask_target(self, self._session, "Lưu tệp xin nối", REQUEST_NAME, REQUESTS)
        if target is None:
            return

        def job(desk: Desk) -> Path:
            write_whole(target, request_join(desk, text, word).data)
            return target

        self.work(job, self._on_made, self._make, self._open)

    def _on_made(self, target: Path) -> None:
        self._word.set_value("")
        self.refresh()
        self._message.say("done", f"Đã lưu “{target.name}”. Đưa tệp này cho cấp trên.")
        self._answer.setFocus()

    def _on_again(self) -> None:
        self._session.do(forget_request)
        self._message.say("absent", "")
        self.refresh()
        self._open.setFocus()


class ReopenCard(Card):
    """Who opens the book when the password is lost; a body above only once its certificate is held.

    `wished` after the choice was made otherwise.
    """

    wished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Quên mật khẩu thì ai mở lại được")
        self._session = session
        self._who = Prose("", width=320)
        self._message = Message()
        self._allow = Button("", icon="lock")
        self._allow.clicked.connect(self._on_allow)
        self._stop = Button("Thôi, không cho cấp trên mở lại", "quiet")
        self._stop.clicked.connect(self._on_stop)
        self.add(self._who)
        self.add(self._message)
        row = Flow(gap=look.GAP)
        row.put(self._allow)
        row.put(self._stop)
        self.add(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """From the key slots of the folder, and the wish that waits for a body above."""
        desk = self._session.desk
        parent = parent_of(desk.store, desk.organisation_id)
        kinds = read_slots(desk.folder).kinds
        is_wished = wishes_reopening(desk.store)
        ways = ["tờ mã khôi phục đã in"] if kinds["sheet"] else []
        ways += [plain(body_name(desk.store, body)) for body in kinds["body"]]
        said = (
            f"Mở lại được bằng: <b>{', '.join(ways)}</b>."
            if ways
            else "Chưa có cách nào: hãy in tờ mã khôi phục ở Thiết đặt."
        )
        self._who.say(f"{said} {WAITING}" if is_wished else said)
        self._stop.setVisible(is_wished or bool(kinds["body"]))
        self._allow.setVisible(
            desk.kind != "upper" and parent not in kinds["body"] and not (is_wished and parent is None)
        )
        self._allow.say(
            f"Cho {body_name(desk.store, parent)} mở lại được"
            if parent
            else "Cho cấp trên mở lại, khi đã nối"
        )

    def _on_allow(self) -> None:
        desk = self._session.desk
        self._message.say("absent", "")
        if parent_of(desk.store, desk.organisation_id) is None:
            self._session.do(wish_reopening, wished=True)
            self._chosen(self._stop)
            return
        try:
            name = self._session.do(let_body_above_open)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say(
            "done",
            f"Từ nay {name} mở lại được sổ này khi quên mật khẩu.",
            plain(how_to_reopen(desk.folder)),
        )
        self._chosen(self._stop)

    def _on_stop(self) -> None:
        had = bool(read_slots(self._session.desk.folder).kinds["body"])
        try:
            self._session.do(stop_reopening)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say(
            "done", "Cấp trên không mở lại được sổ này nữa.", OLDER
        ) if had else self._message.say("absent", "")
        self._chosen(self._allow)

    def _chosen(self, next_button: Button) -> None:
        self.refresh()
        next_button.setFocus()
        self.wished.emit()
