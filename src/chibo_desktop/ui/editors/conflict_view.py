"""Two sheets that two machines wrote: what differs is marked, one is kept whole, or line by line, or something else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.conflicts import keep_machine, settle
from chibo_desktop.base.dates import show_day, show_time
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.conflicts import ConflictRow, ConflictSheet, SideRow, conflict_sheet, conflict_sheets
from chibo_desktop.lists.differences import Piece, side_by_side
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.conflict_other import OtherValue, may_write_other
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.compared import LEFT, Compared, ComparedLine
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.scrolled_box import ScrolledBox
from chibo_desktop.ui.widgets.words import Prose, Words

Machines = tuple[str, str]


class ConflictView(QWidget):
    """`settled` after something was chosen, so that the page counts again."""

    settled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sheets: list[ConflictSheet] = []
        self._is_by_line = self._is_narrow = False
        self._others: dict[str, OtherValue] = {}
        self._make_head()
        self._message = Message()
        self._compared = Compared()
        self._compared.chosen.connect(self._on_chosen)
        self._box = ScrolledBox(gap=8)
        self._box.column.addWidget(self._why)
        self._box.column.addWidget(self._compared)
        self._box.column.addStretch(1)
        self._empty = EmptyState(
            "Không có chỗ nào hai máy ghi khác nhau. Khi có, cả hai bản đều được giữ và hiện ở đây để chọn.",
            icon="copy",
        )
        self._column = QVBoxLayout(self)
        for part in (self._head, self._message):
            self._column.addWidget(part)
        self._column.addWidget(self._box, 1)
        self._column.addWidget(self._empty, 1)
        look.follow(self.fit)

    def _make_head(self) -> None:
        self._title = Words("", "emphasis_strong")
        self._title.setWordWrap(True)
        self._which = DropDown()
        self._which.setAccessibleName("Chỗ ghi khác nhau của")
        self._which.activated.connect(lambda _place: self._show())
        self._other = DropDown()
        self._other.setAccessibleName("So với máy")
        self._other.activated.connect(lambda _place: self._show())
        self._count = Pill("warning", "", strong=True)
        self._by_line = Button("Chọn từng dòng")
        self._by_line.clicked.connect(self._on_by_line)
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self._which)
        for widget in (self._other, self._count, self._by_line):
            row.addWidget(widget)
        self._why = Prose(
            "Hai máy cùng ghi khi chưa nhận gói của nhau. Bản không giữ được cất lại, lúc nào cũng xem được ở Lịch sử.",
            width=300,
        )

    def refresh(self) -> None:
        """Reads the open conflicts again; what is typed as a third value stays."""
        if any(other.is_typing() for other in self._others.values()):
            return
        kept = self._which.currentData()
        self._sheets = conflict_sheets(self._session.store)
        self._which.clear()
        for sheet in self._sheets:
            self._which.addItem(f"{sheet.title} ({len(sheet.rows)})", f"{sheet.kind} {sheet.id}")
        self._which.setCurrentIndex(max(0, self._which.findData(kept)))
        self._which.setVisible(len(self._sheets) > 1)
        self._title.setVisible(len(self._sheets) == 1)
        for part in (self._head, self._box):
            part.setVisible(bool(self._sheets))
        self._empty.setVisible(not self._sheets)
        self._show()

    def _sheet(self) -> ConflictSheet | None:
        kind, _, record_id = str(self._which.currentData() or "").partition(" ")
        return conflict_sheet(self._session.store, kind, record_id) if record_id else None

    def _show(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        may = self._session.desk.may_write(sheet.rows[0].book)
        self._title.say(f"{sheet.title}: hai bản")
        self._count.say("warning", f"{len(sheet.rows)} dòng khác nhau")
        self._count.setVisible(not self._is_narrow)
        self._by_line.setVisible(may)
        self._by_line.say("Giữ cả bản" if self._is_by_line else "Chọn từng dòng")
        machines = self._machines(sheet)
        self._others = self._other_values(sheet) if self._is_by_line and may else {}
        keep = "Giữ bản này" if may and not self._is_by_line else ""
        self._compared.show_lines(
            (_head(sheet, machines[0]), _head(sheet, machines[1])),
            self._lines(sheet, machines, may=may),
            (keep, keep),
            below=dict(self._others),
            is_narrow=self._is_narrow,
        )
        if not may:
            self._message.say("todo", "Sổ này của tổ chức khác; nơi ghi sẽ chọn, kết quả về cùng gói.")

    def _machines(self, sheet: ConflictSheet) -> Machines:
        """The machine at the left and the one at the right; of more than two the right one is chosen."""
        found, kept = sheet.machines, self._other.currentText()
        first = found[0]
        others = found[1:] or found
        self._other.clear()
        self._other.addItems(others)
        self._other.setCurrentIndex(max(0, self._other.findText(kept)))
        self._other.setVisible(len(others) > 1)
        return first, self._other.currentText()

    def _lines(self, sheet: ConflictSheet, machines: Machines, *, may: bool) -> list[ComparedLine]:
        act = "Giữ dòng này" if may and self._is_by_line else ""
        lines = []
        for row in sheet.rows:
            left, right = _pair(row, machines)
            pieces = side_by_side(left.words, right.words)
            label = row.label if row.subject == sheet.title else f"{row.subject}, {row.label.lower()}"
            acts = (act if left.is_held else "", act if right.is_held else "")
            lines.append(ComparedLine(row.key, label, *pieces, True, *acts))
        for label, words in sheet.same:
            piece = (Piece(words, False),)
            lines.append(ComparedLine(label, label, piece, piece, False))
        return lines

    def _other_values(self, sheet: ConflictSheet) -> dict[str, OtherValue]:
        found = {}
        for row in sheet.rows:
            if may_write_other(row):
                found[row.key] = OtherValue(self._session, row)
                found[row.key].written.connect(self._on_settled)
        return found

    def _on_by_line(self) -> None:
        self._is_by_line = not self._is_by_line
        self._message.say("absent", "")
        self.leave()
        self._show()

    def _on_chosen(self, key: str, side: str) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        machines = self._machines(sheet)
        if key:
            row = next(each for each in sheet.rows if each.key == key)
            keep = [(key, _pair(row, machines)[0 if side == LEFT else 1].head)]
        else:
            keep = keep_machine(sheet.rows, machines[0 if side == LEFT else 1])
        try:
            self._session.do(settle, keep)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._on_settled()

    def _on_settled(self) -> None:
        self._others = {}
        self._message.say("done", "Đã giữ. Máy kia sẽ theo sau khi nhận gói; không cần chọn lại ở đó.")
        self.refresh()
        self.settled.emit()

    def leave(self) -> None:
        """Keeps what is typed as a third value as a draft."""
        for other in self._others.values():
            other.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = look.logical(self.width()) < 900
        if is_narrow != self._is_narrow and not any(each.is_typing() for each in self._others.values()):
            self._is_narrow = is_narrow
            self._show()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))


def _pair(row: ConflictRow, machines: Machines) -> tuple[SideRow, SideRow]:
    """The side of either machine; where a machine took no part, one that another wrote."""
    left = next((side for side in row.sides if side.machine == machines[0]), row.sides[0])
    rest = [side for side in row.sides if side.head != left.head] or [left]
    return left, next((side for side in rest if side.machine == machines[1]), rest[0])


def _head(sheet: ConflictSheet, machine: str) -> tuple[str, str]:
    """As in "Bản của bt" and "máy này, ghi 21:24 ngày 05/10/2026"."""
    sides = [side for row in sheet.rows for side in row.sides if side.machine == machine]
    last = max(sides, key=lambda side: side.at)
    users = ", ".join(dict.fromkeys(side.user for side in sides))
    return f"Bản của {users}", f"{machine}, ghi {show_time(last.at)} ngày {show_day(last.at.date())}"
