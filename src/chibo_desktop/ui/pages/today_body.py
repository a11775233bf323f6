"""The cards of "Hôm nay" at a commune or above: which bodies have met this month, and what is to be answered."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.dates import month_of, show_month
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_calls import last_months
from chibo_desktop.lists.board_shapes import HELD, Board, CellMonth, Line, State
from chibo_desktop.lists.exchange import body_name, exchange_facts
from chibo_desktop.lists.today import TodayFacts
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages.meetings_board_part import SHAPES, STATE_WORDS
from chibo_desktop.ui.pages.proposal_words import narrow_line
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

SHOWN = 8
NEED: tuple[State, ...] = ("late", "not_yet", "partial", "missed", "below")
"""In this order a person rings up."""
Wish = tuple[str, str, tuple[str, str]]


class BodyToday(QWidget):
    """`show_facts` fills the cards and says what the red button does."""

    go_to = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_commune = session.desk.kind == "commune"
        self._cells = Card()
        self._answers = Card("Kiến nghị chờ trả lời", opens=True)
        self._answers.note_chosen.connect(lambda: self.go_to.emit("proposals", ""))
        self._bundles = Card("Gói mới nhận")
        self._pair = Folding(self._cells, Column(self._answers, self._bundles), weights=(10, 9))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pair)
        self.fold(roomy=True)

    def show_facts(self, facts: TodayFacts, now: datetime) -> Wish:
        month = month_of(now.date())
        self._show_cells(month, now.date())
        self._show_answers(facts)
        self._show_bundles()
        if facts.to_answer:
            return ("Trả lời kiến nghị", "proposals", ("proposals", facts.to_answer[0].id))
        return ("Nhận gói", "receive", ("exchange", ""))

    def _show_cells(self, month: str, today: date) -> None:
        """The running month of the board on "Sinh hoạt": the same facts, the same shapes."""
        empty(self._cells.body)
        own = self._session.desk.organisation_id
        made = board(self._session.store, own, month, month, today=today)
        here = [line for line in made.lines if line.is_here]
        what = "chi bộ" if self._is_commune else "đảng bộ trực thuộc"
        bodies = [body for body in made.names if any(body in (*line.bodies, line.cell_id) for line in here)]
        self._cells.set_title(f"Sinh hoạt {show_month(month)}")
        self._cells.set_note(f"{len(here) if self._is_commune else len(made.names)} {what}")
        if not made.names:
            self._cells.add(
                Prose(
                    f"Chưa có {what} nào. Làm giấy mời cho {what} ở trang Gửi – nhận để bắt đầu.",
                    "muted",
                )
            )
            self._cells.body.addStretch(1)
            return
        self._figure([line.months[0] for line in here])
        if self._is_commune:
            last = last_months(self._session.store)
            lines = [cell_row(line, today, last.get(line.cell_id, "")) for line in sorted(here, key=_by_need)]
        else:
            lines = [_body_row(made, body) for body in bodies]
            lines += [
                Row(body, made.names[body], "chưa biết chi bộ nào", "missing", "Chưa có tin", quiet=True)
                for body in made.names
                if body not in bodies
            ]
        rows = RowList(lines, "Các tổ chức bên dưới")
        rows.opened.connect(lambda key: self.go_to.emit("meetings", key))
        self._cells.add(rows)
        self._cells.body.addStretch(1)

    def _figure(self, months: list[CellMonth]) -> None:
        """How many cells have their minutes of the month here."""
        if not months:
            return
        met = [each for each in months if each.state in HELD and not each.is_old]
        missed = sum(each.state == "missed" for each in months)
        left = len(months) - len(met) - missed
        words = "chi bộ đã có biên bản kỳ này ở đây" + (f", còn {left}" if left else "")
        words += f"; {missed} không sinh hoạt" if missed else ""
        self._cells.add(
            Figure(f"{len(met)} / {len(months)}", words, "good" if not left else "warn", width=300)
        )

    def _show_answers(self, facts: TodayFacts) -> None:
        empty(self._answers.body)
        late = sum(row.is_overdue for row in facts.to_answer)
        words = f"{len(facts.to_answer)} kiến nghị" + (f", {late} quá hạn" if late else "")
        self._answers.set_note(words if facts.to_answer else "")
        if not facts.to_answer:
            self._answers.add(Prose("Không có kiến nghị nào chờ trả lời.", "muted"))
        else:
            today = self._session.now().date()
            rows = [narrow_line(row, today) for row in facts.to_answer[:SHOWN]]
            listed = RowList(rows, "Kiến nghị chờ trả lời")
            listed.opened.connect(lambda key: self.go_to.emit("proposals", key))
            self._answers.add(listed)
        self._answers.body.addStretch(1)

    def _show_bundles(self) -> None:
        empty(self._bundles.body)
        desk = self._session.desk
        facts = exchange_facts(desk.store, desk.organisation_id)
        rows = [
            Row(
                came.hash,
                body_name(desk.store, came.from_org) if came.from_org else "Gói không nhận được",
                f"nhận {came.at:%H:%M %d/%m/%Y}",
            )
            for came in facts.incoming[:3]
        ]
        if rows:
            listed = RowList(rows, "Gói mới nhận")
            listed.opened.connect(lambda _key: self.go_to.emit("exchange", ""))
            self._bundles.add(listed)
        else:
            self._bundles.add(
                Prose("Chưa nhận gói nào. Gói của cấp dưới và cấp trên sẽ hiện ở đây.", "muted")
            )
        self._bundles.body.addStretch(1)

    def fold(self, *, roomy: bool) -> None:
        """Two columns, or one under the other where the page is narrow."""
        self._pair.fold(roomy=roomy)


def _by_need(line: Line) -> tuple[int, date, str]:
    """Those that a person would ring up first."""
    month = line.months[0]
    place = NEED.index(month.state) if month.state in NEED else len(NEED)
    return place, month.due_by, line.name.casefold()


def cell_row(line: Line, today: date, last: str) -> Row:
    """How a cell stands this month; `last` is the newest month of which its minutes are here."""
    month = line.months[0]
    words = month.words(today)
    second = f"{words[:1].upper()}{words[1:]}"
    if month.state in ("late", "not_yet", "partial"):
        newest = f"biên bản mới nhất: {show_month(last)}" if last else "chưa có biên bản nào ở đây"
        second = f"{second} · {newest}"
    if month.is_old:
        return Row(line.cell_id, line.name, second, "half", "Ghi từ sổ cũ")
    return Row(
        line.cell_id,
        line.name,
        second,
        SHAPES[month.state],
        STATE_WORDS[month.state],
        quiet=month.state == "received",
    )


def _body_row(made: Board, body: str) -> Row:
    """How many of the cells below a body have met."""
    (each,) = made.sums(body)
    second = f"{each.held} trên {each.due} chi bộ đã sinh hoạt"
    kind: glyphs.Kind = "done" if each.held == each.due else "half" if each.held else "diamond"
    words = {"done": "Đã đủ", "half": "Chưa đủ", "diamond": "Chưa có tin kỳ này"}[kind]
    return Row(body, made.names[body], second, kind, words, quiet=kind == "done")
