"""The cards of "Hôm nay" at a cell: the next meeting, tasks, answers, attendance, where the minutes are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_month
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import no_break, percent
from chibo_desktop.lists.assignments import AssignmentRow
from chibo_desktop.lists.meetings import MeetingRow
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.today import MonthRate, TodayFacts
from chibo_desktop.store.certificates import parent_of
from chibo_desktop.ui import glyphs, look
from chibo_desktop.ui.coming_visits import NAME, coming_rows
from chibo_desktop.ui.pages.meeting_words import put_off
from chibo_desktop.ui.pages.next_month import begin_next, month_of_today_left, next_period
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.pages.tasks_words import follow_up_line
from chibo_desktop.ui.pages.today_clock import clock_strip, held_words, next_figure
from chibo_desktop.ui.points import strip_points
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chart import Chart, ChartPoint
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.pill import Pill
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.strip import Strip
from chibo_desktop.ui.widgets.words import Prose, Rule, Words, shortened

TASKS_SHOWN = 3
ANSWERS_SHOWN = 2
Wish = tuple[str, str, tuple[str, str]]
"""Words and icon of the red button, and where it leads; `BEGIN` in the place of a meeting begins the month's."""
BEGIN = "begin"


class CellToday(QWidget):
    """`show_facts` fills the cards and says what the red button does."""

    go_to = Signal(str, str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._refused = Message()
        self._begin = Card("Ba việc đầu tiên")
        self._first = RowList(name="Ba việc đầu tiên")
        self._first.opened.connect(lambda page: self.go_to.emit(page, ""))
        self._begin.add(self._first)
        self._meeting = Card()
        self._tasks = Card("Nhiệm vụ đến hạn")
        self._task_rows = RowList(name="Nhiệm vụ đến hạn")
        self._task_rows.opened.connect(self._on_task)
        self._tasks.add(self._task_rows)
        self._no_tasks = Prose(
            "Chưa có nhiệm vụ nào đang làm. Nhiệm vụ giao ở buổi sinh hoạt sẽ hiện ở đây.", "muted"
        )
        self._tasks.add(self._no_tasks)
        self._tasks.body.addStretch(1)
        self._make_answers()
        self._rates = Card("Tỷ lệ dự sinh hoạt")
        self._chart = Chart(name="Tỷ lệ dự sinh hoạt", target=90, target_words="90\u00a0%")
        self._chart.point_chosen.connect(self._on_month)
        self._no_rates = Prose("Chưa có kỳ nào đã chốt.", "muted")
        self._rates.add(self._chart, 1)
        self._rates.add(self._no_rates)
        self._where = Card()
        self._strip = Strip(name="Biên bản đang ở đâu")
        self._where_title = Words("", "emphasis_strong")
        self._lay_out_where()
        self._pair = Folding(
            Column(self._meeting, self._tasks), Column(self._answers, self._rates), weights=(16, 9)
        )
        self._column = QVBoxLayout(self)
        for part in (self._refused, self._begin, self._pair, self._where):
            self._column.addWidget(part)
        self._facts: TodayFacts | None = None
        self.fold(roomy=True)
        look.follow(self.fit)

    def _make_answers(self) -> None:
        self._answers = Card("Trả lời đã về")
        self._answer_box = QVBoxLayout()
        self._answers.add_layout(self._answer_box)
        self._answers.body.addStretch(1)

    def _lay_out_where(self) -> None:
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, look.px(32), 0)
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self._where_title)
        names.addWidget(Words("đang ở đâu", tone="muted"))
        names.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._names)
        row.addWidget(self._strip, 1)
        self._where.add_layout(row)

    def show_facts(self, facts: TodayFacts, now: datetime) -> Wish:
        self._facts = facts
        self._show_meeting(facts, now)
        self._show_tasks(facts, now)
        self._show_answers(facts)
        self._show_rates(facts)
        self._show_where(facts)
        return self._show_beginning(facts)

    def _show_beginning(self, facts: TodayFacts) -> Wish:
        """The three things of a new desk, each done or not by what is stored."""
        desk = self._session.desk
        has_members = bool(list_members(desk.store, desk.organisation_id, desk.today))
        has_meeting = bool(facts.next_meeting or facts.last_finalised)
        has_parent = bool(desk.typed_by) or parent_of(desk.store, desk.organisation_id) is not None
        done = (has_members, has_meeting, has_parent)
        rows = (
            ("members", "Nhập danh sách đảng viên", "mỗi người một dòng, chừng nửa phút một người"),
            ("meetings", "Thêm kỳ sinh hoạt đầu tiên", "chương trình thường kỳ được điền sẵn"),
            ("exchange", "Mở giấy mời của Đảng ủy xã", "để gửi được biên bản; làm sau cũng được"),
        )
        self._begin.setVisible(not all(done))
        self._begin.set_note(f"xong {sum(done)} trên 3")
        self._first.set_rows(
            [
                Row(
                    page,
                    title,
                    second,
                    "done" if is_done else "todo",
                    "xong" if is_done else "chưa",
                    quiet=True,
                )
                for (page, title, second), is_done in zip(rows, done, strict=True)
            ]
        )
        if not has_members:
            return ("Nhập danh sách đảng viên", "plus", ("members", ""))
        meeting = facts.next_meeting
        if meeting is None:
            return (f"Bắt đầu kỳ {short_month(next_period(self._session))}", "plus", ("meetings", BEGIN))
        return (f"Mở kỳ {short_month(meeting.period)}", "forward", ("meetings", meeting.id))

    def begin_month(self, period: str = "") -> None:
        """Begins the meeting of a month, of the next one where none is given, and opens its sheet."""
        try:
            self.go_to.emit("meetings", begin_next(self._session, period))
        except (Refusal, Trouble) as problem:
            self._refused.say("absent", problem.sentence)

    def _show_meeting(self, facts: TodayFacts, now: datetime) -> None:
        empty(self._meeting.body)
        meeting = facts.next_meeting
        if meeting is None:
            self._meeting.set_title("Kỳ sinh hoạt tới")
            self._meeting.set_note("")
            self._meeting.add(Prose("Chưa có kỳ sinh hoạt nào đang chuẩn bị.", "muted"))
            self._add_coming_and_month(facts)
            return
        is_usual = meeting.kind.key == "regular"
        self._meeting.set_title(f"Kỳ sinh hoạt {short_month(meeting.period)}" if is_usual else meeting.title)
        self._meeting.set_note(meeting.facts.text("place"))
        if facts.clock_trouble:  # what is counted from a wrong clock is wrong
            self._meeting.add(Prose(held_words(meeting)))
        else:
            self._count_down(facts, meeting, now)
        for said in put_off(meeting):
            self._meeting.add(Prose(escape(f"{said[:1].upper()}{said[1:]}."), "muted"))
        self._meeting.add(_prepared(meeting))
        self._add_coming_and_month(facts)

    def _add_coming_and_month(self, facts: TodayFacts) -> None:
        """Who will come, and the way to the month of today where the red button speaks of an older one."""
        if facts.coming:
            held_on = facts.next_meeting.held_on if facts.next_meeting else None
            coming = RowList(coming_rows(facts.coming, held_on), NAME)
            coming.opened.connect(lambda _key: self.go_to.emit("visits", ""))
            self._meeting.add(coming)
        month = month_of_today_left(self._session)
        if month:
            row = QHBoxLayout()
            button = Button(f"Bắt đầu kỳ {short_month(month)}", icon="plus")
            button.clicked.connect(lambda: self.begin_month(month))
            row.addWidget(button)
            row.addStretch(1)
            self._meeting.add_layout(row)
        self._meeting.body.addStretch(1)

    def _count_down(self, facts: TodayFacts, meeting: MeetingRow, now: datetime) -> None:
        self._meeting.add(next_figure(facts, meeting, now))
        starts = meeting.facts.moment("started_at")
        if facts.materials_due_at is not None and starts is not None:
            self._meeting.add(clock_strip(facts.materials_due_at, starts, now))
        elif meeting.held_on is not None and meeting.held_on >= now.date():
            self._meeting.add(Prose("Ghi giờ bắt đầu ở bước Chuẩn bị để tính hạn phát tài liệu.", "muted"))

    def _show_tasks(self, facts: TodayFacts, now: datetime) -> None:
        rows = [follow_up_line(row, given=True) for row in facts.given]
        rows += [task_row(row, now) for row in facts.assignments]
        shown = rows[:TASKS_SHOWN]
        self._tasks.set_note(f"{len(shown)} trên {len(rows)} việc đang làm" if shown else "")
        self._task_rows.set_rows(shown)
        self._task_rows.setVisible(bool(shown))
        self._no_tasks.setVisible(not shown)

    def _show_answers(self, facts: TodayFacts) -> None:
        empty(self._answer_box)
        waiting = [row for row in facts.to_announce if row.announced_on is None]
        self._answers.set_note(f"{len(waiting)} chưa đọc" if waiting else "")
        if not waiting:
            self._answer_box.addWidget(
                Prose("Chưa có trả lời nào chờ đọc. Trả lời của cấp trên về cùng gói sẽ hiện ở đây.", "muted")
            )
            return
        for place, row in enumerate(waiting[:ANSWERS_SHOWN]):
            if place:
                self._answer_box.addWidget(Rule())
            self._answer_box.addWidget(self._answer(row))

    def _answer(self, row: ProposalRow) -> Prose:
        """What was asked, how it was answered, by whom; the link opens the whole."""
        answer = row.answers[-1]
        day = f" {answer.answered_on:%d/%m}" if answer.answered_on else ""
        said = Prose(
            f"<b>{escape(shortened(row.content, 44))}</b><br>{escape(shortened(answer.content, 80))}<br>"
            f'{escape(answer.body_name)}{day}. <a href="{row.id}">Đọc cả câu</a>',
            width=260,
        )
        said.link_chosen.connect(lambda key: self.go_to.emit("proposals", key))
        return said

    def _show_rates(self, facts: TodayFacts) -> None:
        points, last = [], ""
        for month in facts.months:
            words = percent(month.present, month.due)
            value = round(1000 * month.present / month.due) / 10 if month.due else None
            points.append(ChartPoint(f"T{int(month.period[5:7])}", value, words.removesuffix("\u00a0%")))
            last = words
        self._rates.set_note(_rates_words(facts.months))
        self._chart.set_points(points, last)
        self._chart.setVisible(len(points) > 1)
        if len(points) == 1:
            month = facts.months[0]
            came = (
                f"có mặt {month.present} trên {month.due}, đạt {last}"
                if month.due
                else "không sinh hoạt được"
            )
            self._no_rates.say(
                f"{show_month(month.period).capitalize()}: {came}. Từ kỳ thứ hai sẽ có đường theo tháng."
            )
        self._no_rates.setVisible(len(points) < 2)

    def _show_where(self, facts: TodayFacts) -> None:
        self._where.setVisible(bool(facts.strip))
        if facts.last_finalised is not None:
            self._where_title.say(f"Biên bản T{int(facts.last_finalised.period[5:7])}")
            self.fold(roomy=self._names.isVisibleTo(self))
        self._strip.set_points(strip_points(facts.strip))

    def _on_task(self, key: str) -> None:
        if self._facts and key in {row.id for row in self._facts.given}:
            self.go_to.emit("tasks", key)
        elif self._facts and self._facts.next_meeting:
            self.go_to.emit("meetings", self._facts.next_meeting.id)

    def _on_month(self, place: int) -> None:
        if self._facts and self._facts.months[place].meeting_id:
            self.go_to.emit("meetings", self._facts.months[place].meeting_id)

    def fold(self, *, roomy: bool) -> None:
        """Two columns, or one under the other where the page is narrow."""
        self._pair.fold(roomy=roomy)
        self._names.setVisible(roomy)
        title = self._where_title.text()
        self._where.set_title("" if roomy or not title else f"{title} đang ở đâu")

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        layout, side = self._where.layout(), look.px(look.PADDING)
        if layout is not None:
            layout.setContentsMargins(side, look.px(6), side, look.px(6))
        self._column.setSpacing(look.px(look.GAP))


def _rates_words(months: Sequence[MonthRate]) -> str:
    """As in "3 buổi, 2 đạt, 1 tháng không sinh hoạt"; "" before the first."""
    held = [month for month in months if month.due]
    missed = sum(1 for month in months if month.meeting_id and not month.due)
    parts = [f"{len(held)} buổi, {sum(bool(month.met) for month in held)} đạt"] if held else []
    return ", ".join([*parts, *([f"{missed} tháng không sinh hoạt"] if missed else [])])


def _prepared(meeting: MeetingRow) -> QWidget:
    """What is done and what is not, in quiet pills."""
    facts = meeting.facts
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(28))
    for field, done, lacking in (
        ("invited_on", "Giấy mời đã gửi", "Chưa ghi ngày gửi giấy mời"),
        ("posted_before_on", "Tài liệu đã đăng", "Chưa ghi ngày đăng tài liệu"),
    ):
        day = facts.day(field)
        kind: glyphs.Kind = "done" if day else "warning"
        row.addWidget(Pill(kind, f"{done} {day:%d/%m}" if day else lacking, tinted=False))
    row.addStretch(1)
    return made


def task_row(row: AssignmentRow, now: datetime) -> Row:
    """A task: what (600), who and when, and how it stands."""
    who = [no_break(row.leader_name)] if row.leader_name else []
    who += [f"{row.helpers} phối hợp"] if row.helpers else []
    due = f"hạn {row.due_on:%d/%m}" if row.due_on else "thường xuyên" if row.recurring else "chưa ghi hạn"
    second = " · ".join([", ".join(who), due] if who else [due])
    if row.due_on is None:
        return Row(row.id, row.title, second, "todo", row.state_label, quiet=True)
    is_late = row.due_on < now.date()
    kind: glyphs.Kind = "absent" if is_late else "late" if (row.due_on - now.date()).days <= 7 else "todo"
    return Row(row.id, row.title, second, kind, row.due_words.capitalize(), quiet=kind == "todo")


def short_month(period: str) -> str:
    """As "tháng 11"; the year stands in the title of the page."""
    return f"tháng {int(period[5:7])}" if len(period) >= 7 else period
