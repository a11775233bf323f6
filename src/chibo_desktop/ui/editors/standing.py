"""The periods of standing of one member: shown with both days, added, ended; what follows from them is the rules'."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.members import add_standing, end_standing, record_official
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.roster import standings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records.member import STANDINGS
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Words

ADDED = tuple(choice for choice in STANDINGS if choice[0] != "probationary")
"""Becoming probationary is admission; it begins with the member."""


class StandingEditor(QWidget):
    """Opening a row fills the form with it, so that it can be ended; the empty form adds a period."""

    def __init__(self, session: Session, member_id: str, *, is_own: bool) -> None:
        super().__init__()
        self._session, self._member_id, self._is_own = session, member_id, is_own
        self._chosen = ""
        self._rows = RowList(name="Thời gian sinh hoạt")
        self._rows.opened.connect(self._on_opened)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Words("Thời gian sinh hoạt", "strong"))
        self._column.addWidget(self._rows)
        if is_own:
            self._add_form()
        self.refresh()
        look.follow(self.fit)

    def _add_form(self) -> None:
        self._kind = ChoiceField("Diện sinh hoạt", ADDED, "exempt")
        self._from = DayField("Từ ngày")
        self._until = DayField("Đến hết ngày")
        self._basis = LineField("Căn cứ (số quyết định, giấy giới thiệu)", max_len=160)
        self._message = Message()
        self._write = Button("Thêm thời gian này", icon="plus")
        self._write.clicked.connect(self._on_write)
        self._anew = Button("Thôi", "quiet")
        self._anew.clicked.connect(self._begin_anew)
        self._away = Button("Cho vào lưu trữ", "quiet", icon="put-away", name="Cho thời gian này vào lưu trữ")
        self._away.clicked.connect(self._on_away)
        days = QHBoxLayout()
        days.setSpacing(look.px(12))
        days.addWidget(self._from)
        days.addWidget(self._until)
        buttons = QHBoxLayout()
        buttons.addWidget(self._away)
        buttons.addStretch(1)
        buttons.addWidget(self._anew)
        buttons.addWidget(self._write)
        self._column.addWidget(self._kind)
        self._column.addLayout(days)
        self._column.addWidget(self._basis)
        self._column.addWidget(self._message)
        self._column.addLayout(buttons)
        self._begin_anew()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))

    def refresh(self) -> None:
        """Reads the periods again."""
        self._rows.set_rows(
            [period_row(facts) for facts in standings_of(self._session.store, self._member_id)]
        )

    def _on_opened(self, key: str) -> None:
        if not self._is_own:
            return
        facts = next((f for f in standings_of(self._session.store, self._member_id) if f.id == key), None)
        if facts is None:
            return
        self._chosen = key
        self._kind.setEnabled(False)
        self._from.setEnabled(False)
        self._basis.setVisible(False)
        self._kind.set_value(facts.text("kind"))
        self._from.set_day(facts.day("from_on"))
        self._until.set_day(facts.day("until_on"))
        self._write.say("Ghi ngày hết")
        self._anew.show()
        self._away.show()
        self._until.setFocus()

    def _begin_anew(self) -> None:
        self._chosen = ""
        self._kind.setEnabled(True)
        self._from.setEnabled(True)
        self._basis.setVisible(True)
        self._basis.set_value("")
        self._from.set_day(None)
        self._until.set_day(None)
        self._write.say("Thêm thời gian này")
        self._anew.hide()
        self._away.hide()

    def _on_write(self) -> None:
        self._message.say("absent", "")
        for field in (self._from, self._until):
            field.clear_error()
        try:
            sentence = self._end() if self._chosen else self._put()
        except Refusal as refusal:
            meant = {"from_on": self._from, "official_on": self._from, "until_on": self._until}
            if refusal.field in meant:
                meant[refusal.field].show_error(refusal.sentence)
            else:
                self._message.say("absent", refusal.sentence)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        else:
            self._begin_anew()
            self._message.say("done", sentence)

    def _on_away(self) -> None:
        try:
            self._session.do(put_away, "standing", self._chosen)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
        else:
            self._begin_anew()
            self._message.say("done", "Đã cho vào lưu trữ; đưa trở lại được ở trang Nhật ký.")

    def _end(self) -> str:
        until = self._until.day()
        if until is None:
            raise Refusal("Ghi ngày cuối cùng của thời gian này.", "until_on")
        self._session.do(end_standing, self._chosen, until)
        return f"Đã ghi: hết ngày {show_day(until)}."

    def _put(self) -> str:
        kind, start, until = self._kind.value(), self._from.day(), self._until.day()
        if kind == "official" and start is not None:
            self._session.do(record_official, self._member_id, start, basis=self._basis.value())
        else:
            self._session.do(add_standing, self._member_id, kind, start, until, basis=self._basis.value())
        return f"Đã ghi: {dict(STANDINGS)[kind].lower()}."


def period_row(facts: Facts) -> Row:
    """What, from when until when."""
    start, until = facts.day("from_on"), facts.day("until_on")
    words = f"từ {show_day(start)}" if start else "từ đầu"
    if until:
        words += f" đến hết {show_day(until)}"
    kind: glyphs.Kind = "dot" if until else "tick"
    second = " · ".join(part for part in (words, facts.text("basis")) if part)
    return Row(
        facts.id, facts.shown("kind"), second, kind, "có ngày hết" if until else "đang tính", quiet=True
    )
