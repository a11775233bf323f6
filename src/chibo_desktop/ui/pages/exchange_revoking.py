"""At a body above: whose laptops there are, when each was last heard of, and taking a lost one's key out of force."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal

from chibo_desktop.actions.revoking import received_moments, revoke_body, what_follows, what_stays
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import clean_line, nfc
from chibo_desktop.lists.standing_below import BodyBelow, bodies_below
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.exchange_work import WorkCard, plain
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import RING, ScrolledBox
from chibo_desktop.ui.widgets.words import Prose

ROWS_SHOWN, ROW_HEIGHT = 5, 53
MOMENTS_SHOWN = 12
"""Bundles of a lost laptop a person may choose the last good one of: the newest ones."""


class RevokeCard(WorkCard):
    """A row for each body below; choosing a cell's says what follows and asks for its name typed."""

    revoked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Máy của cấp dưới")
        self._chosen: BodyBelow | None = None
        self._told = ""
        self._bodies: dict[str, BodyBelow] = {}
        self._hint = Prose("", "muted", width=320)
        self._rows = RowList(name="Máy của cấp dưới")
        self._rows.opened.connect(self._on_chosen)
        self._what = Prose("", width=320)
        self._until = DropDown()
        self._until.setAccessibleName("Giữ những gì đã nhận")
        self._until.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._until.setMinimumContentsLength(14)
        self._until.activated.connect(lambda _place: self._say_what())
        self._name = LineField("", max_len=160)
        self._do = Button("Thu hồi khóa của máy cũ", icon="lock")
        self._do.clicked.connect(self._on_do)
        self._leave = Button("Thôi, không thu hồi", "quiet")
        self._leave.clicked.connect(self._on_leave)
        self._box = ScrolledBox(gap=0)
        self._box.column.addWidget(self._rows)
        self._box.column.addStretch(1)
        for part in (self._hint, self._box, self._what, self._until, self._name, self._message):
            self.add(part)
        for button in (self._do, self._leave):
            self.add_row(button)
        self.body.addStretch(1)
        self._show_question()

    def refresh(self) -> None:
        """The bodies below by now."""
        self._bodies = {
            body.id: body for body in bodies_below(self._session.store, self._session.desk.organisation_id)
        }
        told = self._bodies.get(self._told)
        if self._told and (told is None or not told.is_lost):  # a new laptop has taken its place
            self._told = ""
            self._message.say("absent", "")
        self._rows.set_rows([_row(body) for body in self._bodies.values()])
        self.fit()
        self._hint.say(
            "Mất máy, bị trộm, máy hỏng không lấy lại được: chọn chi bộ ấy."
            if self._bodies
            else "Chưa có cấp dưới nào nối vào đây."
        )

    def fit(self) -> None:
        """A commune has forty cells: more than a few scroll inside the card."""
        super().fit()
        if hasattr(self, "_box"):
            self._box.setVisible(bool(self._bodies))
            rows = min(len(self._bodies), ROWS_SHOWN)
            # each rounded by itself, as the rows are: a pixel short shows a scroll bar
            self._box.setFixedHeight(rows * look.px(ROW_HEIGHT) + 2 * look.px(RING))

    def _show_question(self) -> None:
        body = self._chosen
        for part in (self._what, self._until, self._name, self._do, self._leave):
            part.setVisible(body is not None)
        if body is None:
            return
        self._offer_moments(body)
        self._say_what()
        self._name.set_label(f"Gõ “{body.name}” để xác nhận")
        self._name.set_value("")
        self._name.clear_error()
        self._name.setFocus()

    def _offer_moments(self, body: BodyBelow) -> None:
        """Somebody else may have sent before the theft was told: the last bundle to be trusted is chosen."""
        moments = received_moments(self._session.desk, body.id)
        self._until.clear()
        for place, at in enumerate(moments[:MOMENTS_SHOWN]):
            words = f"gói nhận {at:%H:%M %d/%m/%Y}"
            self._until.addItem(f"Chỉ giữ tới {words}" if place else f"Giữ tất cả, tới {words}", at)
        self._until.setVisible(len(moments) > 1)

    def _last_good(self) -> datetime | None:
        """None for everything that was received."""
        at = self._until.currentData()
        return at if self._until.currentIndex() > 0 and isinstance(at, datetime) else None

    def _say_what(self) -> None:
        body = self._chosen
        if body is not None:
            said = what_follows(self._session.desk, body.id, self._last_good())
            self._what.say(f"<b>Thu hồi máy bị mất của {plain(body.name)}.</b> {plain(said)}")

    def _on_chosen(self, key: str) -> None:
        body = self._bodies.get(key)
        self._told = ""
        self._message.say("absent", "")
        if body is None or body.kind != "cell":
            self._chosen = None
            self._message.say(
                "half", "Đảng bộ mất máy thì mở bản sao lưu ở máy khác; ở đây thu hồi máy của chi bộ."
            )
        elif body.is_lost:
            self._chosen = None
            self._message.say("half", "Khóa cũ đã thu hồi. Làm giấy mời để chi bộ ấy dùng máy mới.")
        else:
            self._chosen = body
        self._show_question()

    def _on_do(self) -> None:
        body = self._chosen
        if body is None:
            return
        if _key(self._name.value()) != _key(body.name):
            self._name.show_error("Tên gõ chưa giống. Gõ lại đúng tên chi bộ, hoặc bấm Thôi.")
            return
        try:
            self._session.do(revoke_body, body.id, until=self._last_good())
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            return
        self._chosen = None
        self._show_question()
        self.refresh()
        self._told = body.id
        self._message.say(
            "done",
            f"Đã thu hồi khóa của {body.name}. Các gói gửi đi từ nay mang tin này theo.",
            f"{what_stays(self._session.desk, body.id)} Để chi bộ dùng máy mới: làm giấy mời, khung “Mời chi bộ nối vào”.",
        )
        self.revoked.emit()

    def _on_leave(self) -> None:
        self._chosen = None
        self._show_question()
        self._rows.setFocus()


def _key(name: str) -> str:
    return nfc(clean_line(name)).casefold()


def _row(body: BodyBelow) -> Row:
    seen = f"Nhận gói gần nhất {body.seen_at:%d/%m/%Y}" if body.seen_at else "Chưa nhận gói nào"
    count = sum(1 for device in body.devices if not device.is_revoked)
    second = f"{seen} · {count} máy" if count > 1 else seen
    if body.is_lost:
        return Row(body.id, body.name, second, "absent", "Đã thu hồi")
    return Row(body.id, body.name, second, "done", "Đang dùng", quiet=True)
