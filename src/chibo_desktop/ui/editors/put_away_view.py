"""Lưu trữ: what was put away, by whom and when, one record beside the list with the way back."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.putting_away import bring_back
from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.put_away import PutAwayRow, list_put_away
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import DayField
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose


class PutAwayView(QWidget):
    """`history_wanted(kind, id)` asks for the history of a record put away."""

    history_wanted = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._key = session, ""
        self._found: dict[str, PutAwayRow] = {}
        self._rows = RowList(name="Lưu trữ")
        self._rows.opened.connect(self._on_opened)
        self._list = ScrolledCard("Lưu trữ", "không gì bị xóa; lúc nào cũng đưa trở lại được")
        self._list.box.column.addWidget(self._rows)
        self._list.box.column.addStretch(1)
        self._done = Message()
        self._make_card()
        self._empty = EmptyState(
            "Chưa cho gì vào lưu trữ. Bản ghi bỏ đi, người rời chi bộ sẽ ở đây và đưa trở lại được.",
            icon="put-away",
        )
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._list, 5)
        self._middle.addWidget(self._card, 4)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._done)
        self._column.addLayout(self._middle, 1)
        self._column.addWidget(self._empty, 1)
        look.follow(self.fit)

    def _make_card(self) -> None:
        self._card = ScrolledCard()
        self._words = Prose("", width=240)
        self._from_on = DayField("Trở lại danh sách từ ngày")
        self._message = Message()
        back = Button("Đưa trở lại", icon="bring-back")
        back.clicked.connect(self._on_back)
        history = Button("Lịch sử", "quiet", icon="clock")
        history.clicked.connect(self._on_history)
        close = Button("Đóng", "quiet", icon="close")
        close.clicked.connect(lambda: self._on_opened(""))
        self._card.add_to_head(close)
        for widget in (self._words, self._from_on, self._message):
            self._card.box.column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(history)
        row.addStretch(1)
        row.addWidget(back)
        self._card.box.column.addLayout(row)
        self._card.box.column.addStretch(1)

    def refresh(self) -> None:
        """Reads what is put away."""
        desk = self._session.desk
        rows = list_put_away(desk.store, desk.organisation_id, desk.today)
        self._found = {f"{row.kind} {row.id}": row for row in rows}
        self._rows.set_rows([_line(key, row) for key, row in self._found.items()])
        self._empty.setVisible(not rows)
        if self._key not in self._found:
            self._key = ""
        self._fold()

    def _on_opened(self, key: str) -> None:
        self._key = key
        row = self._found.get(key)
        self._message.say("absent", "")
        self._done.say("absent", "")
        if row is not None:
            self._card.set_title(row.name)
            self._words.say(escape(_story(row)))
            self._from_on.setVisible(row.left_on is not None)
            self._from_on.set_day(None)
            self._from_on.clear_error()
        self._fold()

    def _on_back(self) -> None:
        row = self._found.get(self._key)
        if row is None:
            return
        self._from_on.clear_error()
        try:
            day = self._from_on.day() if row.left_on is not None else None
            self._session.do(bring_back, row.kind, row.id, from_on=day)
        except Refusal as refusal:
            if refusal.field == "from_on":
                self._from_on.show_error(refusal.sentence)
            else:
                self._message.say("absent", refusal.sentence)
        except Trouble as trouble:
            self._message.say("absent", trouble.sentence)
        else:
            self._done.say("done", f"Đã đưa trở lại: {row.name}.")
            self.refresh()

    def _on_history(self) -> None:
        row = self._found.get(self._key)
        if row is not None:
            self.history_wanted.emit(row.kind, row.id)

    def _fold(self) -> None:
        """Where it is narrow the record takes the place of the list; "Đóng" brings the list back."""
        roomy, is_open = look.logical(self.width()) >= 900, bool(self._key)
        self._card.setVisible(is_open)
        self._list.setVisible(bool(self._found) and (roomy or not is_open))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._middle.setSpacing(look.px(16))


def _line(key: str, row: PutAwayRow) -> Row:
    parts = [row.title, row.of]
    if row.left_on is not None:
        parts.append(f"rời chi bộ sau ngày {show_day(row.left_on)}")
    elif row.at is not None:
        parts.append(f"ngày {show_day(row.at.date())}, {row.user}")
    return Row(key, row.name, " · ".join(part for part in parts if part))


def _story(row: PutAwayRow) -> str:
    """Who put it away when, in one sentence."""
    if row.at is None:
        return row.title
    when = f"{show_time(row.at)} ngày {show_day(row.at.date())}"
    if row.left_on is not None:
        return (
            f"Rời chi bộ sau ngày {show_day(row.left_on)}; {row.user} ghi lúc {when}, {row.machine}. "
            "Số liệu các buổi trước vẫn tính như cũ."
        )
    return f"{row.title}, {row.user} cho vào lưu trữ lúc {when}, {row.machine}."
