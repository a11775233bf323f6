"""One month of the cells below: what came, who has sent nothing, one meeting's figures, strip and minutes, the month's papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtCore import Signal

from chibo_desktop.actions.papers import MINUTES
from chibo_desktop.base.dates import first_day, last_day, month_of, show_day
from chibo_desktop.lists.meetings import MeetingRow, list_meetings, months_held
from chibo_desktop.lists.month_below import which_cells_sent
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.pages.meeting_words import cell_title, figures_sentence, meeting_line
from chibo_desktop.ui.pages.meetings_board_part import BoardPart, Shown
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose

PAPERS = (
    ("bang-chat-luong-thang", "Bảng chất lượng tháng"),
    ("bang-sau-thang", "Bảng sáu tháng"),
    ("thong-bao-lich-sinh-hoat", "Thông báo lịch sinh hoạt"),
)
"""Papers a body makes of the month chosen, of the half-year it lies in, and of the month itself."""


class MonthPapers(BoardPart):
    """A row opens the meeting beneath; `opened` is sent once it stands there."""

    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._period, self._meeting_id = "", ""
        self._rows: list[MeetingRow] = []
        self._months = DropDown()
        self._months.setAccessibleName("Kỳ sinh hoạt")
        self._months.activated.connect(self._on_month)
        head = Flow()
        head.put(self._months)
        for code, words in PAPERS:
            button = Button(words, icon="print")
            button.clicked.connect(lambda _=False, code=code: self._on_paper(code))
            head.put(button)
        self._card = Card()
        self.rows = RowList(name="Các chi bộ")
        self.rows.opened.connect(self._on_opened)
        self._card.add(self.rows)
        self._make_one()
        for part in (head, self._card, self.one):
            self.column.addWidget(part)
        self.setFocusProxy(self.rows)

    def _make_one(self) -> None:
        self.one = Card()
        sheet = Button("Phiếu đánh giá", icon="papers")
        sheet.clicked.connect(lambda: self.sheet_wanted.emit(self._meeting_id))
        self.one.add_to_head(sheet)
        self.one.add_to_head(HistoryButton(self.session, lambda: ("meeting", self._meeting_id)))
        self._figures = Prose()
        self._strip = Strip(name="Biên bản đang ở đâu")
        self._paper = PaperPreview(self.session, "Biên bản")
        self._paper.setMinimumHeight(look.px(480))
        for part in (self._figures, self._strip, self._paper):
            self.one.add(part)
        self.one.hide()

    def show_board(self, shown: Shown) -> None:
        self.shown = shown
        self.refresh()

    def refresh(self) -> None:
        """Reads the month again."""
        months = months_held(self.session.store) or {month_of(self.session.now().date()): False}
        if self._period not in months:
            finished = (month for month, is_done in months.items() if is_done)
            self._period = next(finished, next(iter(months)))
        self._months.clear()
        for month in months:
            self._months.addItem(f"tháng {month[5:7]}/{month[:4]}", month)
        self._months.setCurrentIndex(self._months.findData(self._period))
        self._rows = sorted(
            self._mine(list_meetings(self.session.store, period=self._period)),
            key=lambda row: (row.cell_name, not row.kind.series, row.held_on or date.max),
        )
        self._show_rows()
        has_minutes = any(row.is_finalised and not row.is_missed and not row.is_old for row in self._rows)
        self.primary = ("In biên bản cả tháng", "print") if has_minutes else ("", "")
        self.show_meeting(self._meeting_id)

    def _mine(self, rows: Sequence[MeetingRow]) -> list[MeetingRow]:
        """Of the body whose board is open; all of them at its own desk, also of cells that have gone since."""
        if self.shown is None or self.shown.body_id == self.session.desk.organisation_id:
            return list(rows)
        here = {line.cell_id for line in self.shown.board.lines}
        return [row for row in rows if row.cell_id in here]

    def _show_rows(self) -> None:
        """The meetings of the month, then the cells of which nothing came; counted are cells, not meetings."""
        body = self.shown.body_id if self.shown else self.session.desk.organisation_id
        here = which_cells_sent(self.session.store, body, self._period)
        begun = {row.cell_name for row in self._rows if row.kind.counts_as("regular")}
        lacking = [name for name in here.not_yet if name not in begun]
        rows = [meeting_line(row, cell_title(row)) for row in self._rows]
        second = "chưa có buổi thường kỳ của tháng ở đây"
        rows += [Row("", name, second, "diamond", "Chưa có tin kỳ này", quiet=True) for name in lacking]
        self.rows.set_rows(rows)
        self._card.set_title(f"Biên bản đã chốt: {len(here.sent)} trên {here.every} chi bộ")
        self._card.set_note(f"không sinh hoạt {len(here.missed)}" if here.missed else "")

    def open_meeting(self, meeting_id: str) -> None:
        """Goes to the month of a meeting and shows it."""
        facts = find(self.session.store, "meeting", meeting_id)
        if facts is not None:
            self._period, self._meeting_id = facts.text("period"), meeting_id
            self.refresh()
            self.retitled.emit()
            self.opened.emit()

    def show_meeting(self, meeting_id: str) -> None:
        """The figures, the strip and the minutes of one meeting; nothing for one of another month."""
        row = next((each for each in self._rows if each.id == meeting_id), None)
        self._meeting_id = meeting_id if row else ""
        self.one.setVisible(row is not None)
        mark_record(self.one, "meeting", self._meeting_id)
        if row is None:
            return
        self.one.set_title(cell_title(row))
        self.one.set_note(show_day(row.held_on) if row.held_on else "chưa ghi ngày")
        self._figures.say(escape(figures_sentence(row)))
        has_minutes = not row.is_missed and not row.is_old
        for part in (self._strip, self._paper):
            part.setVisible(has_minutes)
        if has_minutes:
            self._strip.set_points(strip_points(meeting_strip(self.session.store, meeting_id)))
            self._paper.show_paper(MINUTES, meeting_id)

    def _on_opened(self, meeting_id: str) -> None:
        """A cell of which nothing came has nothing to open."""
        if meeting_id:
            self.show_meeting(meeting_id)
            self.opened.emit()

    def _on_month(self, _place: int) -> None:
        self._period = str(self._months.currentData() or "")
        self._meeting_id = ""
        self.refresh()
        self.retitled.emit()

    def _on_paper(self, code: str) -> None:
        first, last = self._period, self._period
        if code == "bang-sau-thang":
            half = 1 if int(self._period[5:7]) <= 6 else 7
            first, last = f"{self._period[:4]}-{half:02d}", f"{self._period[:4]}-{half + 5:02d}"
        self.print_wanted.emit(code, first_day(first), last_day(last))

    def press(self) -> None:
        self.pack_wanted.emit(self._period)
