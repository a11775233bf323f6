"""The meetings of the cells below as a body above reads them: figures, where the minutes are, the papers of a month."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QTimer

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.papers import MINUTES, save_pack
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meetings import MeetingRow, list_meetings, months_held
from chibo_desktop.lists.month_below import which_cells_sent
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.history_button import HistoryButton, mark_record
from chibo_desktop.ui.editors.preview import PaperPreview
from chibo_desktop.ui.pages.meeting_words import cell_title, figures_sentence, meeting_line
from chibo_desktop.ui.pages.meetings_above_typing import TypingCard
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.printing import ask_target
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose


class MeetingsAbove(ScrolledPage):
    """One month at a time; a row opens the figures, the strip and the minutes beneath."""

    TITLE: ClassVar[str] = "Sinh hoạt"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._period, self._meeting_id = "", ""
        self._rows: list[MeetingRow] = []
        self._task: Task | None = None
        self._months = DropDown()
        self._months.setAccessibleName("Kỳ sinh hoạt")
        self._months.activated.connect(self._on_month)
        self.title.add(self._months)
        self.title.primary_chosen.connect(self.pack)
        self._message = Message()
        self._progress = Progress()
        self._progress.stop_asked.connect(self._on_stop)
        self._progress.hide()
        self._card = Card()
        self.rows = RowList(name="Các chi bộ")
        self.rows.opened.connect(self._on_opened)
        self._card.add(self.rows)
        self._make_one()
        self._empty = EmptyState("Sinh hoạt của các chi bộ sẽ hiện ở đây sau khi nhận gói.", icon="meetings")
        self._typing = TypingCard(session) if session.desk.kind == "commune" else None
        for part in (self._message, self._progress, self._card, self._typing, self._one, self._empty):
            if part is not None:
                self.body.addWidget(part)
        self.body.addStretch(1)

    def _make_one(self) -> None:
        self._one = Card()
        self._one.add_to_head(HistoryButton(self.session, lambda: ("meeting", self._meeting_id)))
        self._figures = Prose()
        self._strip = Strip(name="Biên bản đang ở đâu")
        self._paper = PaperPreview(self.session, "Biên bản")
        self._paper.setMinimumHeight(look.px(480))
        for part in (self._figures, self._strip, self._paper):
            self._one.add(part)
        self._one.hide()

    def refresh(self) -> None:
        if self._typing is not None:
            self._typing.refresh()
        months = months_held(self.session.store)
        if self._period not in months:
            finished = (month for month, is_done in months.items() if is_done)
            self._period = next(finished, next(iter(months), ""))
        self._months.clear()
        for month in months:
            self._months.addItem(f"tháng {month[5:7]}/{month[:4]}", month)
        self._months.setCurrentIndex(self._months.findData(self._period))
        self._rows = sorted(
            list_meetings(self.session.store, period=self._period) if self._period else (),
            key=lambda row: (row.cell_name, not row.kind.series, row.held_on or date.max),
        )
        self._show_rows()
        for part, is_shown in ((self._card, months), (self._months, months), (self._empty, not months)):
            part.setVisible(bool(is_shown))
        has_minutes = any(row.is_finalised and not row.is_missed and not row.is_old for row in self._rows)
        self.title.set_primary("In biên bản cả tháng" if has_minutes else "", "print")
        self.show_meeting(self._meeting_id)

    def _show_rows(self) -> None:
        """The meetings of the month, then the cells of which nothing came; counted are cells, not meetings."""
        here = which_cells_sent(self.session.store, self.session.desk.organisation_id, self._period)
        begun = {row.cell_name for row in self._rows if row.kind.counts_as("regular")}
        lacking = [name for name in here.not_yet if name not in begun]
        rows = [meeting_line(row, cell_title(row)) for row in self._rows]
        second = "chưa có buổi thường kỳ của tháng ở đây"
        rows += [Row("", name, second, "diamond", "Chưa có tin kỳ này", quiet=True) for name in lacking]
        self.rows.set_rows(rows)
        self._card.set_title(f"Biên bản đã chốt: {len(here.sent)} trên {here.every} chi bộ")
        self._card.set_note(f"không sinh hoạt {len(here.missed)}" if here.missed else "")

    def show_meeting(self, meeting_id: str) -> None:
        """The figures, the strip and the minutes of one meeting; nothing for one of another month."""
        row = next((each for each in self._rows if each.id == meeting_id), None)
        self._meeting_id = meeting_id if row else ""
        self._one.setVisible(row is not None)
        mark_record(self._one, "meeting", self._meeting_id)
        if row is None:
            return
        self._one.set_title(cell_title(row))
        self._one.set_note(show_day(row.held_on) if row.held_on else "chưa ghi ngày")
        self._figures.say(escape(figures_sentence(row)))
        has_minutes = not row.is_missed and not row.is_old
        for part in (self._strip, self._paper):
            part.setVisible(has_minutes)
        if has_minutes:
            self._strip.set_points(strip_points(meeting_strip(self.session.store, meeting_id)))
            self._paper.show_paper(MINUTES, meeting_id)

    def _on_opened(self, meeting_id: str) -> None:
        """Below thirty cells the card would open out of sight. A cell of which nothing came has nothing to open."""
        if not meeting_id:
            return
        self.show_meeting(meeting_id)
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(self._one.y()))

    def _on_month(self, _place: int) -> None:
        self._period = str(self._months.currentData() or "")
        self._meeting_id = ""
        self.refresh()

    def pack(self) -> None:
        """Asks where to keep the file, then sets every finalised paper of the month on the worker."""
        period = self._period
        if self._task is not None:
            return
        target = ask_target(f"bien-ban-{period}.pdf", self.session.settings, self)
        if target is None:
            return

        def job(desk: Desk, say: Say) -> Path:
            save_pack(desk, period, target, on_paper=say)
            return target

        self._message.say("absent", "")
        self._task = Task(self.session, job, self)
        self._task.advanced.connect(self._on_advanced)
        self._task.done.connect(self._on_packed)
        self._task.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._task.stopped.connect(lambda: self._message.say("warning", "Đã dừng, chưa có tệp nào được lưu."))
        self._task.ended.connect(self._on_ended)
        self._progress.start("Xếp văn bản", max(1, len(self._rows)))
        self._progress.show()
        self._task.start()

    def _on_advanced(self, done: int, total: int) -> None:
        if done <= 1:
            self._progress.start("Xếp văn bản", total)
        self._progress.advance(done)

    def _on_packed(self, target: object) -> None:
        if isinstance(target, Path):
            self._message.say("done", f"Đã lưu {target.name}. Mở tệp này để in.")

    def _on_ended(self) -> None:
        self._progress.hide()
        self._task = None

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.stop()
