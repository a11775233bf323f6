"""At a body above: inviting one below, and approving its request after the number was compared by voice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.exchange import Made
from chibo_desktop.actions.inviting import Asked, Invitation, approve, invite, look_request, withdraw
from chibo_desktop.base.errors import Refusal
from chibo_desktop.base.paths import write_whole
from chibo_desktop.lists.standing_below import invitable
from chibo_desktop.lists.typed_for import typed_until
from chibo_desktop.store import Changes
from chibo_desktop.store.invitations import list_invitations
from chibo_desktop.ui.pages.exchange_work import (
    WorkCard,
    ask_place,
    ask_source,
    ask_target,
    in_threes,
    plain,
)
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.words import Prose, Words

INVITATION_NAME = "giay-moi.txt"
REQUESTS = "Tệp xin nối (*.cbj);;Mọi tệp (*)"
WORD = "là từ khóa mời. Đọc qua điện thoại, đừng gửi kèm giấy mời. Chỉ hiện lần này."
NUMBER = "là số kiểm tra. Gọi điện hỏi: máy bên kia phải hiện đúng số này thì mới duyệt."


class InviteCard(WorkCard):
    """Whom, the file, the word shown once; open invitations with the way to take each back."""

    def __init__(self, session: Session) -> None:
        below = "chi bộ" if session.desk.kind == "commune" else "cấp dưới"
        super().__init__(session, f"Mời {below} nối vào")
        self._whom = DropDown()
        self._whom.setAccessibleName("Mời ai?")
        self._whom.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._whom.setMinimumContentsLength(14)
        self._whom.activated.connect(lambda _place: self._show_fields())
        self._name = LineField(f"Tên {below} được mời", hint="Để sau này nhận ra giấy mời", max_len=120)
        self._what = Prose("", "muted", width=320)
        self._word = Figure("", WORD, width=160)
        self._word.hide()
        self._number = ""
        self._make = Button("Làm giấy mời …", icon="file")
        self._make.clicked.connect(self._on_make)
        self._open = QVBoxLayout()
        row = QHBoxLayout()
        row.addWidget(Words("Mời"))
        row.addWidget(self._whom, 1)
        self.add_layout(row)
        for part in (self._name, self._what, self._word, self._message):
            self.add(part)
        self.add_row(self._make)
        self.add_layout(self._open)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Whom one may invite by now, and which invitations are open."""
        kept = self._whom.currentData()
        self._whom.clear()
        self._whom.addItem("Chi bộ mới" if self._session.desk.kind == "commune" else "Tổ chức mới", "")
        for one in invitable(self._session.store, self._session.desk.organisation_id):
            words = "mất máy, dùng máy mới" if one.was_lost else "đang ghi thay"
            self._whom.addItem(f"{one.name} ({words})", one.id)
        self._whom.setCurrentIndex(max(0, self._whom.findData(kept)))
        self._show_fields()
        self._show_open()

    def _show_fields(self) -> None:
        known = str(self._whom.currentData() or "")
        self._name.setVisible(not known)
        lost = "mất máy" in self._whom.currentText()
        self._what.setVisible(bool(known))
        self._what.say(
            "Duyệt xong, máy cũ không gửi được gì nữa; máy mới nhận lại mọi điều xã đang giữ."
            if lost
            else "Duyệt xong, chi bộ nhận cả sổ đã ghi thay và tự ghi tiếp; ở đây chỉ còn xem."
        )

    def _show_open(self) -> None:
        empty(self._open)
        opened = [one for one in list_invitations(self._session.store) if one.state == "open"]
        if self._number and self._number not in {
            one.number for one in opened
        }:  # its word is good for nothing now
            self._number = ""
            self._word.hide()
            self._message.say("absent", "")
        for one in opened:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Words(f"{one.name} · mời ngày {one.at:%d/%m/%Y}"), 1)
            back = Button("Rút lại", "link", name=f"Rút lại giấy mời {one.name}")
            back.clicked.connect(lambda _checked=False, number=one.number: self._on_withdraw(number))
            row.addWidget(back)
            self._open.addWidget(line)

    def _on_make(self) -> None:
        known = str(self._whom.currentData() or "") or None
        name = "" if known else self._name.value()
        if not known and not name:
            self._name.show_error("Gõ tên, để sau này còn nhận ra giấy mời.")
            return
        self._name.clear_error()
        target = ask_target(self, self._session, "Lưu giấy mời", INVITATION_NAME)
        if target is None:
            return

        def job(desk: Desk) -> tuple[Invitation, Path]:
            made = invite(desk, name, known)
            write_whole(target, made.text.encode())
            return made, target

        self._word.hide()
        self.work(job, self._on_made, self._make)

    def _on_made(self, result: tuple[Invitation, Path]) -> None:
        made, target = result
        self._number = made.number
        self._word.say(made.word, WORD)
        self._word.show()
        self._name.set_value("")
        self._message.say("done", f"Đã lưu giấy mời cho {made.name} ở “{target.name}”.")
        self._show_open()

    def _on_withdraw(self, number: str) -> None:
        try:
            self._session.do(withdraw, number)
        except Refusal as refusal:
            self._message.say("absent", refusal.sentence)
            return
        self._number = ""
        self._word.hide()
        self._message.say("done", "Đã rút lại giấy mời. Không ai dùng được nữa.")
        self._show_open()


class ApproveCard(WorkCard):
    """A request is shown with its number, and whether the word is right, before anything is certified."""

    approved = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Duyệt xin nối")
        self._data, self._typed = b"", ""
        self._said = Prose("Mở tệp xin nối của nơi đã nhận giấy mời.", width=320)
        self._number = Figure("", NUMBER, width=210)
        self._open = Button("Mở tệp xin nối …", icon="file")
        self._open.clicked.connect(self._on_open)
        self._give = Button("Đúng số, duyệt và lưu tệp trả lời …", icon="shield")
        self._give.clicked.connect(self._on_give)
        for part in (self._said, self._number, self._message):
            self.add(part)
        # one under the other: beside each other they outgrow a zoomed card
        self.add_row(self._give)
        self.add_row(self._open)
        self.body.addStretch(1)
        self._show_number(None)

    def _on_open(self) -> None:
        source = ask_source(self, self._session, "Chọn tệp xin nối", REQUESTS)
        data = self.read(source) if source else None
        if data is None:
            return
        self._show_number(None)
        try:
            asked = self._session.do(look_request, data)
        except Refusal as refusal:
            self._message.say("absent", refusal.sentence)
            return
        self._data, self._typed = data, asked.known_id
        self._said.say(said_of(asked))
        if not asked.word_right:
            left = f"Bảo họ gõ lại và làm tệp mới; còn {asked.tries_left} lần."
            self._message.say(
                "absent", "Từ khóa mời không đúng.", left if asked.tries_left else "Giấy mời này đã đóng."
            )
            return
        self._message.say("done", "Từ khóa mời đúng.")
        self._show_number(asked)
        self._give.setFocus()

    def _show_number(self, asked: Asked | None) -> None:
        if asked is not None:
            self._number.say(in_threes(asked.check_number), NUMBER)
        self._number.setVisible(asked is not None)
        self._give.setVisible(asked is not None)

    def _on_give(self) -> None:
        folder = ask_place(self, self._session, "Chọn thư mục để tệp trả lời, ví dụ ổ USB")
        if folder is None:
            return
        data = self._data

        def job(desk: Desk) -> tuple[Changes, Made]:
            made, changes = approve(desk, data, folder)
            return changes, made

        self.work(job, self._on_given, self._give, self._open)

    def _on_given(self, result: tuple[Changes, Made]) -> None:
        made = result[1]
        self._show_number(None)
        self._said.say(f"<b>{plain(made.to_name)}</b> đã nối vào đây.")
        ended = typed_until(self._session.store, self._typed)
        self._message.say(
            "done",
            f"Đã duyệt. Tệp trả lời là “{made.path.name}”: đưa cho họ nhận ở trang Gửi – nhận.",
            f"Việc ghi thay dừng ở lần ghi số {ended}; từ nay sổ ấy ở đây chỉ để xem." if ended else "",
        )
        self.approved.emit()


def said_of(asked: Asked) -> str:
    """Who asks, and what approving would mean for what is known here already."""
    words = f"<b>{plain(asked.name)}</b> xin nối."
    if asked.is_done:
        return f"{words} Tệp này đã duyệt rồi; duyệt lại chỉ để làm lại tệp trả lời."
    if asked.was_lost:
        return f"{words} Duyệt thì máy này thay máy đã mất của <b>{plain(asked.known_name)}</b>."
    if asked.known_name:
        return f"{words} Duyệt thì chi bộ ấy tự ghi tiếp sổ đang ghi thay: <b>{plain(asked.known_name)}</b>."
    return words
