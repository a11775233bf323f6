"""The history of one record: every write in a list, and beside it two versions compared word by word."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.undo import is_for_good, refuse_locked_value, take_value
from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.history import (
    PARTS_OF,
    ComparedRow,
    HistoryRow,
    before_key,
    compare,
    record_history,
    whole_history,
)
from chibo_desktop.lists.rows import find
from chibo_desktop.ui import look
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.compared import LEFT, Compared, ComparedLine
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose, Words

ALONE, WHOLE = "alone", "whole"


class HistoryView(QWidget):
    """`titled` says what the page is called once a record is shown."""

    titled = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = self._id = self._key = ""
        self._history: list[HistoryRow] = []
        self._scope = Segments([(ALONE, "Riêng mục này"), (WHOLE, "Cả các phần")], ALONE, "Lịch sử của")
        self._scope.chosen.connect(lambda _key: self.refresh())
        self._rows = RowList(name="Các lần ghi")
        self._rows.opened.connect(self._on_opened)
        self._list = ScrolledCard("Các lần ghi")
        self._list.add_to_head(self._scope)
        self._list.box.column.addWidget(self._rows)
        self._list.box.column.addStretch(1)
        self._make_sheet()
        self._middle = QHBoxLayout(self)
        self._middle.addWidget(self._list, 4)
        self._middle.addWidget(self._sheet, 6)
        look.follow(self.fit)

    def _make_sheet(self) -> None:
        self._sheet = ScrolledCard()
        self._older = DropDown()
        self._older.setAccessibleName("So với bản")
        self._older.activated.connect(lambda _place: self._show_compared())
        self._close = Button("Các lần ghi", "quiet", icon="back")
        self._close.clicked.connect(self._on_close)
        head = QHBoxLayout()
        head.addWidget(self._close)
        head.addWidget(Words("So với", tone="muted"))
        head.addWidget(self._older, 1)
        self._message = Message()
        self._compared = Compared()
        self._compared.chosen.connect(self._on_take)
        self._why = Prose("", "muted", width=200)
        holder = QVBoxLayout()
        holder.addLayout(head)
        holder.addWidget(self._message)
        holder.addWidget(self._why)
        self._sheet.box.column.addLayout(holder)
        self._sheet.box.column.addWidget(self._compared)
        self._sheet.box.column.addStretch(1)

    def show_record(self, kind: str, record_id: str) -> None:
        """Another record; the newest write is compared with the one before."""
        self._kind, self._id, self._key = kind, record_id, ""
        self._scope.setVisible(kind in PARTS_OF)
        self._scope.take(ALONE)
        self._message.say("absent", "")
        self.refresh()
        if self._history and self._is_roomy():
            self._on_opened(_name(self._history[0]))

    def refresh(self) -> None:
        """Reads the history again; the version chosen stays chosen."""
        if not self._id:
            return
        store = self._session.store
        is_whole = self._kind in PARTS_OF and self._scope.taken() == WHOLE
        read = whole_history if is_whole else record_history
        self._history = read(store, self._kind, self._id)
        self._rows.set_rows([_line(row, with_subject=is_whole) for row in self._history])
        self._list.set_note(f"{len(self._history)} lần")
        if self._history:
            own = next((row for row in self._history if (row.kind, row.id) == (self._kind, self._id)), None)
            self.titled.emit("Lịch sử", own.subject if own else "")
        if self._chosen() is not None:
            self._fill_older()
            self._show_compared()
        self._fold()

    def _chosen(self) -> HistoryRow | None:
        return next((row for row in self._history if _name(row) == self._key), None)

    def _on_opened(self, name: str) -> None:
        self._key = name
        self._message.say("absent", "")
        self._older.clear()
        self._fill_older()
        self._show_compared()
        self._fold()
        if not self._is_roomy():
            self._close.setFocus()

    def _fill_older(self) -> None:
        """Every other version of the same record; the one before is taken first."""
        mine, kept = self._chosen(), self._older.currentData()
        if mine is None:
            return
        same = [row for row in self._history if (row.kind, row.id) == (mine.kind, mine.id)]
        self._older.clear()
        for row in same:
            if row.key != mine.key:
                self._older.addItem(_when(row), row.key)
        place = self._older.findData(kept or before_key(self._history, mine.key))
        self._older.setCurrentIndex(max(0, place))
        self._older.setEnabled(self._older.count() > 0)

    def _show_compared(self) -> None:
        mine = self._chosen()
        if mine is None:
            return
        left = str(self._older.currentData() or "")
        other = next((row for row in self._history if row.key == left), None)
        rows = compare(self._session.store, mine.kind, mine.id, left, mine.key)
        refused = self._refused(mine, [row.name for row in rows if row.is_changed])
        self._why.say(next(iter(refused.values()), ""))
        self._why.setVisible(bool(refused))
        lines = [
            self._line_of(mine, row, is_refused=row.name in refused)
            for row in sorted(rows, key=lambda row: not row.is_changed)
        ]
        before = ("Bản kia", _when(other)) if other else ("Chưa ghi gì", "trước lần ghi đầu")
        after = ("Bản đang chọn", f"{_when(mine)}, {mine.machine}")
        if not mine.counts:
            after = ("Bản không tính", "khóa của máy ghi đã bị thu hồi")
        self._compared.show_lines((before, after), lines, is_narrow=True)

    def _refused(self, mine: HistoryRow, fields: list[str]) -> dict[str, str]:
        """The changed fields of an own record whose old values cannot be taken again, each with the reason."""
        facts, refused = find(self._session.store, mine.kind, mine.id), {}
        if facts is None or not self._session.desk.may_write(facts.book):
            return {}
        for name in fields:
            try:
                refuse_locked_value(self._session.desk, facts, name)
            except Refusal as refusal:
                refused[name] = refusal.sentence
        return refused

    def _line_of(self, mine: HistoryRow, row: ComparedRow, *, is_refused: bool) -> ComparedLine:
        facts = find(self._session.store, mine.kind, mine.id)
        is_own = facts is not None and self._session.desk.may_write(facts.book)
        may = is_own and not is_refused and not _is_never_taken(mine.kind, row.name)
        is_newest = before_key(self._history, mine.key) != "" and not any(
            before_key(self._history, each.key) == mine.key for each in self._history
        )
        words = "Lấy lại giá trị này"
        return ComparedLine(
            row.name,
            row.label,
            row.left,
            row.right,
            row.is_changed,
            words if may and row.is_changed and row.may_take else "",
            words if may and row.is_changed and not is_newest else "",
        )

    def _on_take(self, field: str, side: str) -> None:
        mine = self._chosen()
        if mine is None:
            return
        key = str(self._older.currentData() or "") if side == LEFT else mine.key
        try:
            self._session.do(take_value, mine.kind, mine.id, field, key)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", "Đã lấy lại. Lần ghi này đứng đầu danh sách.")

    def _on_close(self) -> None:
        self._key = ""
        self._fold()
        self._rows.setFocus()

    def take_focus(self) -> None:
        """On the newest write."""
        self._rows.setFocus()

    def _is_roomy(self) -> bool:
        return look.logical(self.width()) >= 900

    def _fold(self) -> None:
        roomy, is_chosen = self._is_roomy(), self._chosen() is not None
        self._list.setVisible(roomy or not is_chosen)
        self._sheet.setVisible(is_chosen)
        self._close.setVisible(not roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(look.px(16))


def _name(row: HistoryRow) -> str:
    return f"{row.key} {row.kind} {row.id}"


def _when(row: HistoryRow) -> str:
    return f"{show_time(row.at)} ngày {show_day(row.at.date())}, {row.user}"


def _line(row: HistoryRow, *, with_subject: bool) -> Row:
    """What was written, then when, who and where."""
    labels = ", ".join(change.label[:1].lower() + change.label[1:] for change in row.changes)
    words = "ghi mới" if row.is_first else labels or "ghi lại"
    title = f"{row.subject}: {words}" if with_subject else words[:1].upper() + words[1:]
    second = f"{show_time(row.at)} ngày {show_day(row.at.date())} · {row.user}, {row.machine}"
    return Row(
        _name(row), title, second, None if row.counts else "absent", "" if row.counts else "không tính"
    )


def _is_never_taken(kind: str, field: str) -> bool:
    """What is never set back here: it has a button of its own, or others rely on it."""
    return field == "put_away" or is_for_good(kind, field)
