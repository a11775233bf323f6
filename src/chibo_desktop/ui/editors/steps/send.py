"""Step "Gửi lên": the bundle for the body above, onto the stick of last time, and where these minutes are now."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.lists.exchange import ExchangeFacts, Neighbour, exchange_facts
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.ui.carrying import Carrying
from chibo_desktop.ui.editors.bundle_sending import BundleSending, received_words
from chibo_desktop.ui.editors.steps.locked import where_words
from chibo_desktop.ui.editors.steps.step import ScrolledStep
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose

PAGE = "exchange"
NOT_FINAL = (
    "Buổi này chưa chốt. Chốt xong biên bản mới được gửi; gửi bây giờ thì cấp trên chỉ thấy phần đang soạn."
)
ALONE = "Sổ này chưa nối với cấp trên. Sang trang Gửi – nhận để mở giấy mời của cấp trên."
TYPED = "Đang nhập thay chi bộ: gói được tạo ở sổ của chính cơ quan đang nhập."
BY_MAILBOX = "Chi bộ gửi nhận qua hòm thư chung: sang trang Gửi – nhận rồi bấm “Gửi và nhận ngay”."


class SendStep(ScrolledStep):
    KEY: ClassVar[str] = "send"
    HAS_PAPER: ClassVar[bool] = False

    def __init__(self, session: Session, meeting_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, meeting_id, parent)
        self._above: Neighbour | None = None
        self._is_typed = bool(session.desk.typed_by)
        self._card = Card("Gửi lên")
        self._state, self._where_to = Prose("", width=320), Prose("", "muted", width=320)
        self._sending = BundleSending(session)
        self._other = Button("Chọn thư mục khác …", icon="folder")
        self._page = Button("Sang trang Gửi – nhận", icon="exchange")
        self._other.clicked.connect(self._ask)
        self._page.clicked.connect(lambda: self.left_for_page.emit(PAGE, ""))
        self._sending.ended.connect(self._on_ended)
        buttons = QHBoxLayout()
        for button in (self._other, self._page):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._state, self._where_to, self._sending):
            self._card.add(part)
        self._card.add_layout(buttons)
        self._where = Card()
        self._strip = Strip(name="Đã đến đâu")
        self._where.add(self._strip)
        self.body.addWidget(self._card)
        self.body.addWidget(self._where)
        self.body.addStretch(1)
        self._primary = self.titles.set_primary("Ghi gói", "usb")
        self.setFocusProxy(self._primary)

    def lock(self, *, locked: bool) -> None:
        """Sending is what a finalised meeting is for: nothing is locked here."""

    def refresh(self, sheet: MeetingSheet) -> None:
        desk = self.session.desk
        facts = exchange_facts(desk.store, desk.organisation_id)
        self._above = next((each for each in facts.neighbours if each.is_above), None)
        by_mailbox = Carrying.of(self.session).has_mailbox()
        can_send = self._above is not None and not self._is_typed and not by_mailbox
        self._say_state(sheet, facts, by_mailbox=by_mailbox)
        self._where.set_title(where_words(sheet))
        self._card.set_title(f"Gửi {self._above.name}" if self._above is not None else "Gửi lên")
        self.titles.set_primary("Ghi gói" if can_send else "", "usb")
        for part in (self._other, self._where_to):
            part.setVisible(can_send)
        self._page.setVisible(not can_send and not self._is_typed)
        self._say_folder()
        self._strip.set_points(strip_points(meeting_strip(self.session.store, self.meeting_id)))

    def _say_state(self, sheet: MeetingSheet, facts: ExchangeFacts, *, by_mailbox: bool) -> None:
        said = received_words(facts.unconfirmed)
        if self._is_typed or self._above is None:
            said = TYPED if self._is_typed else ALONE
        elif by_mailbox:
            said = f"{said} {BY_MAILBOX}"
        self._state.say(said if sheet.is_finalised else f"{NOT_FINAL} {said}")

    def _say_folder(self) -> None:
        folder = self._sending.last_folder()
        self._where_to.say(
            f"Ghi vào thư mục lần trước: {folder}."
            if folder is not None
            else "Cắm USB rồi bấm “Ghi gói”, chương trình hỏi thư mục."
        )

    def go_on(self) -> None:
        """Writes the bundle into the folder of last time; asks for one when that is not there."""
        if self._above is None or self._is_typed:
            return
        folder = self._sending.last_folder()
        if folder is None:
            self._ask()
        else:
            self._sending.send(self._above.id, folder)

    def _ask(self) -> None:
        if self._above is not None:
            self._sending.ask_folder(self._above.id)

    def _on_ended(self) -> None:
        self._say_folder()
        self._strip.set_points(strip_points(meeting_strip(self.session.store, self.meeting_id)))

    def take_focus(self) -> None:
        (self._primary if self._primary.isVisibleTo(self) else self._page).setFocus()
