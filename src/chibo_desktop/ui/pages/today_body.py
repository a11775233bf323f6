"""The cards of "Hôm nay" at a commune or above: which bodies have met this month, and what is to be answered."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.base.dates import month_of, show_day, show_month
from chibo_desktop.lists.exchange import body_name, exchange_facts
from chibo_desktop.lists.meetings import MeetingRow, list_meetings
from chibo_desktop.lists.today import CellState, TodayFacts, has_minutes
from chibo_desktop.lists.typed_for import cells_below
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages.meeting_words import notes_sentence
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.figure import Figure
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

SHOWN = 8
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
        self._show_cells(facts, month)
        self._show_answers(facts)
        self._show_bundles()
        if facts.to_answer:
            return ("Trả lời kiến nghị", "proposals", ("proposals", facts.to_answer[0].id))
        return ("Nhận gói", "receive", ("exchange", ""))

    def _show_cells(self, facts: TodayFacts, month: str) -> None:
        empty(self._cells.body)
        what = "chi bộ" if self._is_commune else "đảng bộ trực thuộc"
        self._cells.set_title(f"Sinh hoạt {show_month(month)}")
        self._cells.set_note(f"{len(facts.cells)} {what}")
        if not facts.cells:
            self._cells.add(
                Prose(
                    f"Chưa có {what} nào. Làm giấy mời cho {what} ở trang Gửi – nhận để bắt đầu.",
                    "muted",
                )
            )
            self._cells.body.addStretch(1)
            return
        if self._is_commune:
            met = [cell for cell in facts.cells if cell.has_minutes]
            missed = sum(1 for cell in facts.cells if cell.did_not_meet)
            left = len(facts.cells) - len(met) - missed
            words = f"{what} đã có biên bản kỳ này ở đây" + (f", còn {left}" if left else "")
            words += f"; {missed} không sinh hoạt" if missed else ""
            self._cells.add(
                Figure(f"{len(met)} / {len(facts.cells)}", words, "good" if not left else "warn", width=300)
            )
        lines = [
            cell_row(cell) if self._is_commune else self._commune_row(cell, month)
            for cell in _by_need(facts.cells)
        ]
        rows = RowList(lines, "Các tổ chức bên dưới")
        rows.opened.connect(self._on_cell)
        self._states = {cell.cell_id: cell for cell in facts.cells}
        self._cells.add(rows)
        self._cells.body.addStretch(1)

    def _commune_row(self, commune: CellState, month: str) -> Row:
        """How many of a commune's cells have their minutes of the month here."""
        store = self._session.store
        cells = set(cells_below(store, commune.cell_id))
        held = list_meetings(store, figure="regular", period=month)
        met = {row.cell_id for row in held if has_minutes(row)} & cells
        if not cells:
            return Row(
                commune.cell_id, commune.name, "chưa biết chi bộ nào", "missing", "Chưa có tin", quiet=True
            )
        second = f"{len(met)} trên {len(cells)} chi bộ đã có biên bản {show_month(month)} ở đây"
        kind: glyphs.Kind = "done" if met == cells else "half" if met else "diamond"
        words = {"done": "Đã đủ", "half": "Chưa đủ", "diamond": "Chưa có tin kỳ này"}[kind]
        return Row(commune.cell_id, commune.name, second, kind, words, quiet=kind == "done")

    def _show_answers(self, facts: TodayFacts) -> None:
        empty(self._answers.body)
        self._answers.set_note(f"{len(facts.to_answer)} kiến nghị" if facts.to_answer else "")
        if not facts.to_answer:
            self._answers.add(Prose("Không có kiến nghị nào chờ trả lời.", "muted"))
        else:
            rows = [
                Row(
                    row.id,
                    row.content,
                    f"{row.cell_name} · nêu {show_day(row.raised_on) if row.raised_on else 'chưa ghi ngày'}",
                )
                for row in facts.to_answer[:SHOWN]
            ]
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

    def _on_cell(self, cell_id: str) -> None:
        state = self._states[cell_id]
        self.go_to.emit("meetings", state.meeting.id if state.meeting else "")

    def fold(self, *, roomy: bool) -> None:
        """Two columns, or one under the other where the page is narrow."""
        self._pair.fold(roomy=roomy)


def _by_need(cells: tuple[CellState, ...]) -> list[CellState]:
    """Those that a person would ring up first."""
    return sorted(cells, key=lambda cell: (cell.has_minutes, cell.name))


def _put_off(meeting: MeetingRow) -> list[str]:
    """As in ["hoãn từ 05/11"]; the reason stands with the meeting."""
    before = meeting.facts.day("postponed_from")
    return [f"hoãn từ {before:%d/%m}"] if before else []


def cell_row(cell: CellState) -> Row:
    """How a cell stands this month."""
    last = (
        f"biên bản mới nhất: {show_month(cell.last_period)}"
        if cell.last_period
        else "chưa có biên bản nào ở đây"
    )
    meeting = cell.meeting
    if meeting is None:
        return Row(cell.cell_id, cell.name, last, "diamond", "Chưa có tin kỳ này")
    day = f"{meeting.held_on:%d/%m}" if meeting.held_on else ""
    if not meeting.is_finalised:
        second = " · ".join([*_put_off(meeting), last])
        return Row(cell.cell_id, cell.name, second, "half", f"Đang ghi {day}".strip())
    if meeting.is_missed:
        return Row(cell.cell_id, cell.name, notes_sentence(meeting), "absent", "Không sinh hoạt")
    words = " · ".join(
        [f"Sinh hoạt {day}, {meeting.present}/{meeting.due}", meeting.percent, *_put_off(meeting)]
    )
    if meeting.is_old:
        return Row(cell.cell_id, cell.name, words, "half", "Ghi từ sổ cũ")
    return Row(
        cell.cell_id,
        cell.name,
        words,
        "done" if meeting.met else "warning",
        "Đã nhận" if meeting.met else "Dự dưới mức",
        quiet=bool(meeting.met),
    )
