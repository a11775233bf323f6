"""The card of one member: what may be known of them at this level, kept as it is typed, and the periods of standing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from chibo_desktop.actions.members import change_member, put_away_member
from chibo_desktop.base import dates
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.records.member import OFFICES
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.keeping import Keeper, Keepers
from chibo_desktop.ui.editors.member_facts import SHOWN, MemberFacts
from chibo_desktop.ui.editors.member_levels import LevelsEditor
from chibo_desktop.ui.editors.standing import StandingEditor
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Rule, Words

Reader = Callable[[str], object]
_DAYS = (("admitted_on", "Ngày kết nạp"), ("official_on", "Ngày chính thức"))


def _words(value: str) -> object:
    return value


def _day(value: str) -> object:
    return dates.read_day(value) if value else None


def _partial(value: str) -> object:
    return dates.read_partial(value) if value else None


class MemberCard(ScrolledCard):
    """Fields at the own desk, plain lines at a body above. `closed` when the person is done with the card."""

    closed = Signal()

    def __init__(self, session: Session, *, is_own: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._session, self._is_own = session, is_own
        self._member_id = ""
        self._keepers = Keepers()
        self._kept: list[Keeper] = []
        self._levels: LevelsEditor | None = None
        self._below: tuple[StandingEditor | MemberFacts | LevelsEditor, ...] = ()
        close = Button("Đóng", "quiet", icon="close", key="Esc")
        close.clicked.connect(self._on_close)
        self.add_to_head(HistoryButton(session, lambda: ("member", self._member_id)))
        self.add_to_head(close)

    def show_member(self, member_id: str) -> None:
        """Shows another member; the one before was left."""
        self._keepers.clear()
        self._kept.clear()
        self._member_id, self._levels = member_id, None
        mark_record(self, "member", member_id)
        self.box.clear()
        member = find(self._session.store, "member", member_id)
        if member is None:
            return
        self.set_title(member.shown("full_name"))
        if self._is_own:
            self._add_fields(member)
        else:
            self._add_lines(member)
        self._add_below()
        if self._is_own:
            self._add_leaving()
        self.box.column.addStretch(1)

    def _add_below(self) -> None:
        """Standing, what the file holds, levels; each with a refresh of its own."""
        given = self._session, self._member_id
        facts = MemberFacts(*given, is_own=self._is_own)
        self._levels = LevelsEditor(*given, is_own=self._is_own)
        for keeper in facts.keepers:
            self._keepers.add(keeper)
        self._below = (StandingEditor(*given, is_own=self._is_own), facts, self._levels)
        for part in self._below:
            self.box.column.addWidget(Rule())
            self.box.column.addWidget(part)

    def refresh(self) -> None:
        """Shows values written elsewhere, unless something unsaved stands in the field."""
        member = find(self._session.store, "member", self._member_id)
        if member is None:
            return
        self.set_title(member.shown("full_name"))
        for keeper in self._kept:
            keeper.refresh()
        for part in self._below:
            part.refresh()

    def leave(self) -> bool:
        """Writes what is typed; False when something could not be written and stays as a draft."""
        if self._levels is not None:
            self._levels.leave()
        return self._keepers.leave()

    def _add_fields(self, member: Facts) -> None:
        self._add_field(LineField("Họ và tên", max_len=80), member, "full_name", _words)
        office = ChoiceField("Chức vụ trong chi bộ", (("", "Không"), *OFFICES), member.text("office"))
        office.left.connect(lambda value: self._write(office, "office", value or None))
        self.box.column.addWidget(office)
        pair = QHBoxLayout()
        for name, label in _DAYS:
            pair.addWidget(self._field(DayField(label), member, name, _day))
        self.box.column.addLayout(pair)
        born = LineField("Ngày sinh", placeholder="hoặc chỉ năm")
        second = QHBoxLayout()
        second.addWidget(self._field(born, member, "birth_date", _partial))
        second.addWidget(self._field(LineField("Số điện thoại", max_len=20), member, "phone", _words))
        self.box.column.addLayout(second)
        self._add_field(LineField("Chức vụ khác", max_len=120), member, "other_office", _words)

    def _add_field(self, field: LineField, member: Facts, name: str, read: Reader) -> None:
        self.box.column.addWidget(self._field(field, member, name, read))

    def _field(self, field: LineField, member: Facts, name: str, read: Reader) -> LineField:
        def stored() -> str:
            facts = find(self._session.store, "member", member.id) or member
            return facts.text(name) if read is _words else facts.shown(name)

        def save(value: str) -> object:
            return self._session.do(change_member, member.id, **{name: read(value)})

        keeper = Keeper(self._session, field, ("member", member.id, name), save, stored(), read=stored)
        self._kept.append(keeper)
        self._keepers.add(keeper)
        return field

    def _write(self, field: ChoiceField, name: str, value: object) -> None:
        try:
            self._session.do(change_member, self._member_id, **{name: value})
        except (Refusal, Trouble) as problem:
            field.show_error(problem.sentence)

    def _add_lines(self, member: Facts) -> None:
        for name, label in (
            ("office", "Chức vụ trong chi bộ"),
            *_DAYS,
            ("birth_date", "Ngày sinh"),
            ("other_office", "Chức vụ khác"),
            *SHOWN,
        ):
            row = QHBoxLayout()
            row.addWidget(Words(label, tone="muted"), 1)
            row.addWidget(Words(member.shown(name) or "chưa ghi"), 1)
            self.box.column.addLayout(row)

    def _add_leaving(self) -> None:
        self._left_on = DayField("Ngày cuối ở chi bộ này")
        self._left_message = Message()
        leave = Button("Đưa ra khỏi danh sách", icon="put-away")
        leave.clicked.connect(self._on_leaving)
        mistaken = Button("Nhập nhầm: cho vào lưu trữ", "quiet", icon="put-away")
        mistaken.clicked.connect(self._on_mistaken)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        self.box.column.addWidget(Rule())
        self.box.column.addWidget(self._left_on)
        self.box.column.addWidget(self._left_message)
        self.box.column.addLayout(row)
        self.box.column.addWidget(mistaken)

    def _on_leaving(self) -> None:
        try:
            day = self._left_on.day()
            if day is None:
                raise Refusal("Ghi ngày cuối cùng sinh hoạt ở chi bộ này rồi bấm lại.")
            self._session.do(put_away_member, self._member_id, left_on=day)
        except (Refusal, Trouble) as problem:
            self._left_on.show_error(problem.sentence)
            return
        self._left_message.say("done", f"Đã ghi: rời chi bộ sau ngày {dates.show_day(day)}. Không xóa gì cả.")

    def _on_mistaken(self) -> None:
        try:
            self._session.do(put_away_member, self._member_id)
        except (Refusal, Trouble) as problem:
            self._left_message.say("absent", problem.sentence)
            return
        self.closed.emit()

    def _on_close(self) -> None:
        if self.leave():
            self.closed.emit()
