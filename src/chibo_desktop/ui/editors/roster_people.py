"""The people of a roster file: filtered lines, and beside them all about one, with the choice of who it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.roster_import import NEW, SKIP, Line, Plan, back_as
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.editors.roster_words import GROUPS, SHOWN, all_facts, line_row
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.drop_down import CheckBox
from chibo_desktop.ui.widgets.message import Shape
from chibo_desktop.ui.widgets.rows import RowList
from chibo_desktop.ui.widgets.scrolled_box import ScrolledCard
from chibo_desktop.ui.widgets.words import Prose, Rule, Words

MOST_LINES = 200
"""Lines shown at once; filters reach the others."""
CHIPS: tuple[tuple[str, str, glyphs.Kind | None], ...] = (
    ("all", "Tất cả", None),
    ("write", "Sẽ ghi", "todo"),
    ("open", "Cần xem", "warning"),
    ("rest", "Không đổi", "tick"),
)


class RosterPeople(QWidget):
    """`chosen(row number, choice)`: a person said who a row is; `wrong_left(bool)`: wrong cells are left empty.

    `membership_said(row number, membership)`: what somebody is of whom the file does not say it.
    """

    chosen = Signal(int, str)
    membership_said = Signal(int, str)
    wrong_left = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._plan = Plan(())
        self._chips = Chips([Chip(key, words, 0, kind) for key, words, kind in CHIPS], "all")
        self._chips.chosen.connect(lambda _key: self._show_lines())
        self._leave = CheckBox("Ô sai thì để trống, vẫn ghi người ấy")
        self._leave.clicked.connect(lambda: self.wrong_left.emit(self._leave.isChecked()))
        self._rows = RowList(name="Người trong tệp", wraps=True)
        self._rows.opened.connect(self._on_opened)
        self._rest = Words("", tone="muted")
        self._list = ScrolledCard()
        for part in (self._leave, self._rows, self._rest):
            self._list.box.column.addWidget(part)
        self._list.box.column.addStretch(1)
        self._detail = LineDetail()
        self._detail.chosen.connect(self._on_choice)
        self._detail.membership_said.connect(self.membership_said)
        self._detail.closed.connect(self._close)
        self._detail.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._chips)
        self._head.addStretch(1)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._list, 5)
        self._middle.addWidget(self._detail, 4)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._middle, 1)
        look.follow(self.fit)

    def show_plan(self, plan: Plan) -> None:
        """Shows other outcomes; the person looked at stays open."""
        self._plan = plan
        self._chips.set_chips(
            [Chip(key, words, len(plan.of(*GROUPS[key])), kind) for key, words, kind in CHIPS]
        )
        self._leave.setVisible(
            self._leave.isChecked() or any(line.row.problems for line in plan.of("refuse"))
        )
        if not plan.of(*GROUPS[self._chips.taken()]):
            self._chips.take("all")
        self._show_lines()
        if self._detail.isVisibleTo(self):
            self._open(self._detail.number)

    def begin(self) -> None:
        """For another file: nothing is open, and what needs a person comes first."""
        self._leave.setChecked(False)
        self._detail.hide()
        self._chips.take("all")
        self._fold()

    def show_open(self) -> None:
        """Only who has still to be looked at."""
        self._chips.take("open")
        self._close()
        self._show_lines()

    def _show_lines(self) -> None:
        lines = self._plan.of(*GROUPS[self._chips.taken()])
        first = sorted(lines, key=lambda line: line.outcome not in GROUPS["open"])
        self._rows.set_rows([line_row(line) for line in first[:MOST_LINES]])
        more = len(lines) - MOST_LINES
        self._rest.say(f"Còn {more} người nữa không hiện ở đây." if more > 0 else "")
        self._rest.setVisible(more > 0)

    def _on_opened(self, key: str) -> None:
        self._open(int(key))

    def _open(self, number: int) -> None:
        line = next((each for each in self._plan.lines if each.row.number == number), None)
        if line is None:
            return
        self._detail.show_line(line)
        self._detail.show()
        self._fold()

    def _on_choice(self, number: int, choice: str) -> None:
        self.chosen.emit(number, choice)

    def _close(self) -> None:
        self._detail.hide()
        self._fold()

    def _fold(self) -> None:
        roomy = look.logical(self.width()) >= 860
        is_listed = roomy or not self._detail.isVisibleTo(self)
        self._list.setVisible(is_listed)
        self._chips.setVisible(is_listed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(10))
        self._middle.setSpacing(look.px(16))


class LineDetail(ScrolledCard):
    """One person of the file: what is wrong, what changes, all facts, and who it is."""

    chosen = Signal(int, str)
    membership_said = Signal(int, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        close = Button("Đóng", "quiet", icon="close")
        close.clicked.connect(self.closed)
        self.add_to_head(close)

    def show_line(self, line: Line) -> None:
        """Shows another line."""
        self.number = line.row.number
        self.box.clear()
        self.set_title(line.row.name or line.row.raw_name or "(chưa có tên)")
        self._say_state(line)
        for said in line.problems:
            self._add(_sentence("absent", str(said)))
        if line.outcome == "ask":
            self._ask(line)
        if line.may_come_back:
            self._add_choice("Đưa trở lại", line, back_as(line.member_id))
        if line.is_unsaid:
            self._ask_membership(line)
        for change in line.changes:
            self._add(_pair(change.label, f"{change.old or 'trống'} → {change.new}"))
        for said in line.notes:
            self._add(_sentence("warning", str(said)))
        self._add(Rule())
        if line.row.raw_name and line.row.raw_name != line.row.name:
            self._add(_pair("Tên trong tệp", line.row.raw_name))
        for label, words in all_facts(line):
            self._add(_pair(label, words))
        self._add_skip(line)
        self.box.column.addStretch(1)

    def _say_state(self, line: Line) -> None:
        kind, words = SHOWN[line.outcome]
        why = f": {line.reason}" if line.reason else ""
        self._add(_sentence(kind, f"Dòng {line.row.number}. {words}{why}."))

    def _ask(self, line: Line) -> None:
        self._add(Words("Người này là ai?", "strong"))
        for candidate in line.candidates:
            self._add_choice(f"Là {candidate.words}", line, candidate.member_id)
        self._add_choice("Là người mới, thêm vào danh sách", line, NEW)

    def _ask_membership(self, line: Line) -> None:
        self._add(Words("Tệp không ghi. Người này là đảng viên:", "strong"))
        for key, words in (("official", "Chính thức"), ("probationary", "Dự bị")):
            if line.new is None or line.new.membership != key:
                self._add_button(words, partial(self.membership_said.emit, line.row.number, key))

    def _add_skip(self, line: Line) -> None:
        if line.outcome in ("add", "change", "back", "ask", "unsaid") or line.may_come_back:
            self._add_choice("Bỏ qua dòng này", line, SKIP)
        elif line.outcome == "skip" and not line.row.gone:
            self._add_choice("Ghi dòng này", line, "")

    def _add_choice(self, words: str, line: Line, choice: str) -> None:
        self._add_button(words, partial(self.chosen.emit, line.row.number, choice))

    def _add_button(self, words: str, do: Callable[[], object]) -> None:
        button = Button(words)
        button.clicked.connect(lambda _checked: do())
        self.box.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, widget: QWidget) -> None:
        self.box.column.addWidget(widget)


def _sentence(kind: glyphs.Kind, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(8))
    row.addWidget(Shape(kind), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(escape(words), width=240), 1)
    return made


def _pair(label: str, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(12))
    row.addWidget(Prose(escape(label), "muted", width=100), 4, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Prose(escape(words), width=100), 5)
    return made
