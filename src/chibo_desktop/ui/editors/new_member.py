"""The line for one more member: name, standing, office and the one date that matters; Enter writes and asks for the next."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.members import add_member
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.records.member import OFFICES
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.fresh_draft import FreshDraft
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose, Words

STANDINGS = (("official", "Chính thức"), ("probationary", "Dự bị"), ("visiting", "Nơi khác đến"))
DATE_LABELS = {
    "official": "Ngày công nhận chính thức (nếu nhớ)",
    "probationary": "Ngày kết nạp (nếu nhớ)",
    "visiting": "Đến sinh hoạt từ ngày (nếu nhớ)",
}


class NewMember(ScrolledCard):
    """`added(member_id)` after each member; the fields are empty again and the caret is on the name."""

    added = Signal(str)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Thêm đảng viên", parent=parent)
        self._session = session
        self._name = LineField("Họ và tên", max_len=80)
        self._standing = Segments(STANDINGS, "official", "Diện")
        self._standing.chosen.connect(self._on_standing)
        self._office = ChoiceField("Chức vụ trong chi bộ", (("", "Không"), *OFFICES))
        self._day = DayField(DATE_LABELS["official"])
        self._message = Message()
        self._kept = Message()
        self._close = Button("Đóng")
        self._close.clicked.connect(self.closed)
        self._add = Button("Ghi, thêm người nữa", icon="plus")
        self._add.clicked.connect(self.add_one)
        self._draft = FreshDraft(
            session, self._name, ("member", f"{session.desk.organisation_id}/new", "full_name")
        )
        for key in ("Return", "Enter"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.add_one)
        self._lay_out()

    def _lay_out(self) -> None:
        hint = "Chỉ họ tên là bắt buộc. Ngày sinh và những mục khác ghi sau trên thẻ của từng người."
        parts = (Prose(hint, "muted"), self._name, Words("Diện"), self._standing, self._office, self._day)
        for part in (*parts, self._message, self._kept):
            self.box.column.addWidget(part)
        self.box.column.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addStretch(1)
        self.foot.addWidget(Words("Enter", tone="muted"))
        self.foot.addWidget(self._add)

    def _on_standing(self, kind: str) -> None:
        self._day.set_label(DATE_LABELS[kind])

    def add_one(self) -> None:
        """Writes the member; a refusal stands beside the field it is about and nothing typed is lost."""
        commit_composing()
        self._clear_errors()
        name = self._name.value()
        try:
            day = self._day.day()
        except Refusal as refusal:
            self._day.show_error(refusal.sentence)
            return
        try:
            _, member_id = self._session.do(add_member, full_name=name, **self._given(day))
        except Refusal as refusal:
            self._refuse(refusal)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        else:
            self._begin_anew(name)
            self.added.emit(member_id)

    def _given(self, day: date | None) -> dict[str, Any]:
        kind = self._standing.taken()
        given: dict[str, Any] = {"official": kind == "official", "visiting": kind == "visiting"}
        if self._office.value():
            given["office"] = self._office.value()
        if day is not None:
            given[
                {"official": "official_on", "probationary": "admitted_on", "visiting": "joined_on"}[kind]
            ] = day
        return given

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.field == "full_name":
            self._name.show_error(refusal.sentence)
            self._name.setFocus()
        elif refusal.field in ("official_on", "admitted_on", "joined_on", "from_on"):
            self._day.show_error(refusal.sentence)
            self._day.setFocus()
        else:
            self._message.say("absent", refusal.sentence)

    def _clear_errors(self) -> None:
        self._name.clear_error()
        self._day.clear_error()
        self._message.say("absent", "")

    def _begin_anew(self, name: str) -> None:
        self._draft.clear()
        self._name.set_value("")
        self._day.set_day(None)
        self._office.set_value("")
        self._kept.say("done", f"Đã ghi {name}.")

    def leave(self) -> None:
        """Keeps what is typed as a draft."""
        self._draft.leave()

    def take_focus(self) -> None:
        """On the name."""
        self._name.setFocus()

    def fit(self) -> None:
        super().fit()
        self.body.setSpacing(look.px(12))
