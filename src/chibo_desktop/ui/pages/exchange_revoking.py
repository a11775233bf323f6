"""At a body above: whose laptops there are, when each was last heard of, and taking a lost one's key out of force."""

from __future__ import annotations

from PySide6.QtCore import Signal

from chibo_desktop.actions.revoking import revoke_body, what_follows
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import clean_line, nfc
from chibo_desktop.lists.standing_below import BodyBelow, bodies_below
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.exchange_work import WorkCard, plain
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import RING, ScrolledBox
from chibo_desktop.ui.widgets.words import Prose

ROWS_SHOWN, ROW_HEIGHT = 5, 53


class RevokeCard(WorkCard):
    """A row for each body below; choosing a cell's says what follows and asks for its name typed."""

    revoked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session, "Máy của cấp dưới")
        self._chosen: BodyBelow | None = None
        self._bodies: dict[str, BodyBelow] = {}
        self._hint = Prose("", "muted", width=320)
        self._rows = RowList(name="Máy của cấp dưới")
        self._rows.opened.connect(self._on_chosen)
        self._what = Prose("", width=320)
        self._name = LineField("", max_len=160)
        self._do = Button("Thu hồi khóa của máy cũ", icon="lock")
        self._do.clicked.connect(self._on_do)
        self._leave = Button("Thôi, không thu hồi", "quiet")
        self._leave.clicked.connect(self._on_leave)
        self._box = ScrolledBox(gap=0)
        self._box.column.addWidget(self._rows)
        self._box.column.addStretch(1)
        for part in (self._hint, self._box, self._what, self._name, self._message):
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
            self._box.setFixedHeight(look.px(ROW_HEIGHT * min(len(self._bodies), ROWS_SHOWN) + 2 * RING))

    def _show_question(self) -> None:
        body = self._chosen
        for part in (self._what, self._name, self._do, self._leave):
            part.setVisible(body is not None)
        if body is None:
            return
        self._what.say(
            f"<b>Thu hồi máy bị mất của {plain(body.name)}.</b> {plain(what_follows(self._session.desk, body.id))}"
        )
        self._name.set_label(f"Gõ “{body.name}” để xác nhận")
        self._name.set_value("")
        self._name.clear_error()
        self._name.setFocus()

    def _on_chosen(self, key: str) -> None:
        body = self._bodies.get(key)
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
            self._session.do(revoke_body, body.id)
        except (Refusal, Trouble) as problem:
            self._name.show_error(problem.sentence)
            return
        self._chosen = None
        self._show_question()
        self.refresh()
        self._message.say(
            "done", f"Đã thu hồi khóa của {body.name}. Các gói gửi đi từ nay mang tin này theo."
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
