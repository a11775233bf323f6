"""Sinh hoạt of a body above cells: the board of a year, points, thematic sessions, cells to be put right, a month's papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.arriving import arriving
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.papers import save_pack
from chibo_desktop.actions.report_papers import report_scope, save_report
from chibo_desktop.base.dates import paper_day, weekday
from chibo_desktop.lists.attention import weak_cells
from chibo_desktop.lists.board import board
from chibo_desktop.lists.meetings import months_held
from chibo_desktop.lists.tree import organisations
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.pages.meetings_above_typing import TypingCard
from chibo_desktop.ui.pages.meetings_board import YearBoard
from chibo_desktop.ui.pages.meetings_board_part import BoardPart, Shown, months_to_judge
from chibo_desktop.ui.pages.meetings_board_scores import ScoreBoard
from chibo_desktop.ui.pages.meetings_board_themes import ThemeBoard
from chibo_desktop.ui.pages.meetings_month import MonthPapers
from chibo_desktop.ui.pages.meetings_weak import WeakList
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.printing import ask_target
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.board import Board
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message

VIEWS = (
    ("board", "Bảng năm"),
    ("scores", "Điểm"),
    ("themes", "Chuyên đề"),
    ("weak", "Cần chấn chỉnh"),
    ("papers", "Biên bản tháng"),
)
AT_ONCE = 40
"""Cells whose year is read within a twentieth of a second, on the window's thread; more are read on the worker."""


class MeetingsAbove(ScrolledPage):
    """One year of one body at a time; above a commune a click goes down to its cells, Esc comes back."""

    TITLE: ClassVar[str] = "Sinh hoạt"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._year, self._body, self._wanted = session.now().year, session.desk.organisation_id, ""
        self._shown: Shown | None = None
        self._again = False
        self._made: dict[str, BoardPart] = {}
        self._make_head()
        self._said = Message()
        self._work = LongWork(session)
        self._work.refused.connect(lambda sentence: self._said.say("absent", sentence))
        self._work.stopped.connect(lambda: self._said.say("warning", "Đã dừng, chưa có tệp nào được lưu."))
        self._work.ended.connect(self._on_ended)
        self._holder = QVBoxLayout()
        self._empty = EmptyState("Sinh hoạt của các chi bộ sẽ hiện ở đây sau khi nhận gói.", icon="meetings")
        self._typing = TypingCard(session) if session.desk.kind == "commune" else None
        line = QHBoxLayout()
        line.addWidget(self._views)
        line.addStretch(1)
        self.body.addLayout(line)
        for part in (self._said, self._work):
            self.body.addWidget(part)
        self.body.addLayout(self._holder)
        for last in (self._empty, self._typing):
            if last is not None:
                self.body.addWidget(last)
        self.body.addStretch(1)
        self.title.primary_chosen.connect(lambda: self.part().press())
        self.rows: QWidget = self.part()
        for waits in (self.rows, self._empty):
            waits.hide()  # until the board was read

    def _make_head(self) -> None:
        self._back = Button("", "quiet", icon="back", name="Trở lại các đảng bộ")
        self._back.clicked.connect(lambda: self._go_to_body(self.session.desk.organisation_id))
        self._back.hide()
        self.title.add_first(self._back)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self._on_escape)
        self._years = DropDown()
        self._years.setAccessibleName("Năm")
        self._years.activated.connect(self._on_year)
        self.title.add(self._years)
        self._views = Segments(VIEWS, "board", "Phần của trang")
        self._views.chosen.connect(lambda _key: self._show())

    def part(self) -> BoardPart:
        """The view shown."""
        key = self._views.taken()
        if key not in self._made:
            builders: dict[str, Callable[[], BoardPart]] = {
                "board": lambda: YearBoard(self.session, self),
                "scores": lambda: ScoreBoard(self.session, self),
                "themes": lambda: ThemeBoard(self.session),
                "weak": lambda: WeakList(self.session),
                "papers": self._make_papers,
            }
            made = self._made[key] = builders[key]()
            made.meeting_wanted.connect(self.show_meeting)
            made.body_wanted.connect(self._go_to_body)
            made.sheet_wanted.connect(lambda one: self.go_to.emit("visits", f"assess:{one}"))
            made.print_wanted.connect(self._on_print)
            made.pack_wanted.connect(self.pack)
            made.retitled.connect(self._retitle)
            if isinstance(made, YearBoard | ScoreBoard | ThemeBoard):
                made.blocks.ringed.connect(self._reveal)
            self._holder.addWidget(made)
        return self._made[key]

    def _reveal(self, board: Board) -> None:
        """Scrolls so that the ringed cell is seen: the board is as high as its rows, the page is not."""
        rect = board.cell_rect()
        if rect.isValid():
            middle, room = board.mapTo(self._inside, rect.center()), look.px(48)
            self._area.ensureVisible(middle.x(), middle.y(), 0, room)

    def _make_papers(self) -> MonthPapers:
        papers = MonthPapers(self.session)
        # below thirty cells the card would open out of sight
        papers.opened.connect(
            lambda: QTimer.singleShot(
                0, papers, lambda: self._area.verticalScrollBar().setValue(papers.y() + papers.one.y())
            )
        )
        return papers

    def refresh(self) -> None:
        if self._typing is not None:
            self._typing.refresh()
        self._fill_years()
        store, body, year = self.session.store, self._body, self._year
        today = self.session.now().date()
        if len(organisations(store).at(today).cells(body)) <= AT_ONCE:
            self._take(_read(self.session.desk, body, year, today))
        elif self._work.is_busy:
            self._again = True
        else:
            self._work.run(
                "Đọc bảng sinh hoạt", lambda desk, _say: _read(desk, body, year, today), self._take
            )

    def _fill_years(self) -> None:
        years = {int(month[:4]) for month in months_held(self.session.store)} | {self.session.now().year}
        self._years.clear()
        for year in sorted(years, reverse=True):
            self._years.addItem(f"Năm {year}", year)
        self._years.setCurrentIndex(self._years.findData(self._year))

    def _take(self, shown: Shown) -> None:
        self._shown = shown
        self._show()

    def _show(self) -> None:
        shown = self._shown
        if shown is None:
            return
        has_any = bool(shown.board.lines)
        part = self.part()
        focus = QApplication.focusWidget()
        if any(
            each is not part and focus is not None and each.isAncestorOf(focus)
            for each in self._made.values()
        ):
            self._views.setFocus()  # else the keyboard falls to whatever comes next, which may be the search line
        for each in self._made.values():
            if each is not part:
                each.close_panel()
            each.setVisible(each is part and (has_any or each is self._made.get("papers")))
        self._views.setVisible(has_any)
        self._empty.setVisible(not has_any)
        if self._typing is not None:
            self._typing.setVisible(not has_any or self._views.taken() in ("board", "papers"))
        if has_any:
            part.show_board(shown)
            part.fold(roomy=self._has_room())
        self._retitle()

    def _retitle(self) -> None:
        own = self.session.desk.organisation_id
        today = self.session.now().date()
        name = organisations(self.session.store).name(self._body, today) if self._body != own else ""
        day = f"{weekday(today)}, {paper_day(today)}" if self._has_room() else ""
        self.title.set_title(f"Sinh hoạt năm {self._year}", name or day)
        self._back.setVisible(self._body != own)
        has_any = self._shown is not None and bool(self._shown.board.lines)
        self.title.set_primary(*(self.part().primary if has_any else ("", "")))

    def _has_room(self) -> bool:
        return look.logical(self.width()) >= 1000

    def fold(self) -> None:
        if getattr(self, "_made", None):
            self.part().fold(roomy=self._has_room())
            self._retitle()

    def show_meeting(self, meeting_id: str) -> None:
        """The minutes of one meeting among those of its month; "" shows the board."""
        if not meeting_id:
            return
        self._views.take("papers")
        self._show()
        papers = self.part()
        if isinstance(papers, MonthPapers):
            papers.open_meeting(meeting_id)

    def show_cell(self, cell_id: str) -> bool:
        """Opens the running month of a cell on the board, or goes down to a body; whether the id is one of either."""
        shown = self._shown
        if shown is None:
            return False
        self._views.take("board")
        self._show()
        view = self.part()
        if shown.board.line(cell_id) is not None and isinstance(view, YearBoard) and not view.is_sums():
            view.open_cell(cell_id, view.running_month())
            return True
        if cell_id in shown.board.names:
            self._go_to_body(cell_id)
            return True
        return False

    def _go_to_body(self, body: str) -> None:
        self._body = body
        self.part().close_panel()
        self.refresh()
        self.part().setFocus()

    def _on_escape(self) -> None:
        if self._body != self.session.desk.organisation_id:
            self._go_to_body(self.session.desk.organisation_id)

    def _on_year(self, _place: int) -> None:
        self._year = int(self._years.currentData() or self._year)
        self.part().close_panel()
        self.refresh()

    def _on_print(self, code: str, first: date, last: date) -> None:
        target = ask_target(f"{code}-{last:%Y-%m}.pdf", self.session.settings, self)
        if target is None or self._work.is_busy:
            return
        body = self._body

        def job(desk: Desk, _say: Say) -> Path:
            return save_report(desk, code, report_scope(desk, first, last, organisation_id=body), target)

        self._said.say("absent", "")
        self._work.run("Làm văn bản", job, self._on_saved)

    def pack(self, period: str) -> None:
        """Asks where to keep the file, then sets every finalised paper of the month on the worker."""
        target = (
            ask_target(f"bien-ban-{period}.pdf", self.session.settings, self)
            if not self._work.is_busy
            else None
        )
        if target is None:
            return

        def job(desk: Desk, say: Say) -> Path:
            save_pack(desk, period, target, on_paper=say)
            return target

        self._said.say("absent", "")
        self._work.run("Xếp văn bản", job, self._on_saved, on_step=self._work.reach)

    def _on_saved(self, target: object) -> None:
        if isinstance(target, Path):
            self._said.say("done", f"Đã lưu {target.name}. Mở tệp này để in.")

    def _on_ended(self) -> None:
        if self._again:
            self._again = False
            self.refresh()


def _read(desk: Desk, body: str, year: int, today: date) -> Shown:
    """On either thread: nothing of it belongs to one."""
    made = board(desk.store, body, f"{year}-01", f"{year}-12", today=today, arriving=arriving(desk))
    weak = weak_cells(desk.store, body, *months_to_judge(year, today), today=today)
    return Shown(body, year, made, tuple(weak))
