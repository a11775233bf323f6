"""What a cell has to do, on the page "Nhiệm vụ": tasks of its meetings, what came from above, its own shortcomings, milestones."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from chibo_desktop.base.dates import show_day, show_month
from chibo_desktop.lists.assignments import AssignmentRow, open_assignments
from chibo_desktop.lists.oversight import follow_ups, given_to
from chibo_desktop.lists.settled import SettledRow, settled_assignments
from chibo_desktop.ui.editors.report_printing import ReportPrinter
from chibo_desktop.ui.pages.parted import FirstPage
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.pages.tasks_words import follow_up_line
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import ChoiceField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row

OPEN, DONE = "open", "done"
EVERY_FIELD = ("", "Mọi lĩnh vực")
SHORTCOMING = "Ghi khuyết điểm phải khắc phục"
DONE_MOST = 60
"""Done tasks shown; older ones stand in the minutes."""


class TasksOfCell(FirstPage):
    """A task of a meeting opens its meeting."""

    TITLE: ClassVar[str] = "Nhiệm vụ"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chips = Chips([Chip(OPEN, "Đang làm", 0), Chip(DONE, "Đã xong", 0)], name="Lọc nhiệm vụ")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._field = ChoiceField("Lĩnh vực", [EVERY_FIELD])
        self._field.left.connect(lambda _key: self.refresh())
        self._given, self._tasks, self._milestones, self._own = (
            Card("Cấp trên giao"),
            Card("Chi bộ phân công"),
            Card("Sơ kết, tổng kết nghị quyết"),
            Card("Khuyết điểm, việc tự theo dõi"),
        )
        self._lists = {
            self._given: listed("Việc cấp trên giao", self._on_follow_up),
            self._tasks: listed("Nhiệm vụ chi bộ phân công", self._on_task),
            self._milestones: listed("Mốc sơ kết, tổng kết", self._on_task),
            self._own: listed("Khuyết điểm, việc tự theo dõi", self._on_follow_up),
        }
        self._meetings: dict[str, str] = {}
        self._printer = ReportPrinter(session)
        paper = Button("In sổ", icon="print")
        paper.clicked.connect(self._on_print)
        self._foot = Flow()
        self._foot.put(paper)
        self._empty = EmptyState(
            "Nhiệm vụ chi bộ phân công ở các buổi, việc cấp trên giao, khuyết điểm phải khắc phục sẽ ở đây.",
            SHORTCOMING,
            icon="tasks",
        )
        self._empty.begun.connect(lambda: self.wanted.emit("new shortcoming", ""))
        self.body.addWidget(self._chips)
        self.body.addWidget(self._field)
        for card, rows in self._lists.items():
            card.add(rows)
            self.body.addWidget(card)
        self.body.addWidget(self._foot)
        self.body.addWidget(self._printer)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)
        self.title.primary_chosen.connect(lambda: self.wanted.emit("new shortcoming", ""))

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        given, ours = given_to(store, own, today), follow_ups(store, own, today)
        tasks, settled = open_assignments(store, own, today), settled_assignments(store, own)
        tasks, settled = self._narrowed(tasks, settled)
        todo = ("open", "overdue")
        is_open = self._chips.taken() == OPEN
        wanted = [
            (card, [row for row in rows if (row.state in todo) == is_open])
            for card, rows in ((self._given, given), (self._own, ours))
        ]
        for card, rows in wanted:
            lines = [follow_up_line(row, given=card is self._given) for row in rows]
            fill(card, self._lists[card], lines, f"{len(rows)}")
        self._show_tasks(tasks if is_open else [], [] if is_open else settled, today)
        count = sum(row.state in todo for row in (*given, *ours))
        total = len(given) + len(ours)
        self._chips.set_chips(
            [
                Chip(OPEN, "Đang làm", count + len(tasks)),
                Chip(DONE, "Đã xong", total - count + len(settled)),
            ]
        )
        is_any = bool(total or tasks or settled)
        for part in (self._chips, self._foot):
            part.setVisible(is_any)
        self._foot.setVisible(bool(ours))
        self._empty.setVisible(not is_any)
        self.title.set_primary(SHORTCOMING if is_any else "", "plus")

    def _narrowed(
        self, tasks: list[AssignmentRow], settled: list[SettledRow]
    ) -> tuple[list[AssignmentRow], list[SettledRow]]:
        """Those of the field of work taken; the fields are offered once a task has one."""
        names = {row.facts.text("field") for row in tasks} | {row.field for row in settled}
        taken = self._field.value()
        offered = sorted(names - {""}, key=str.casefold)
        self._field.set_choices([EVERY_FIELD, *((name, name) for name in offered)])
        self._field.set_value(taken if taken in offered else "")
        self._field.setVisible(bool(offered))
        if not self._field.value():
            return tasks, settled
        return (
            [row for row in tasks if row.facts.text("field") == taken],
            [row for row in settled if row.field == taken],
        )

    def _show_tasks(self, tasks: list[AssignmentRow], settled: list[SettledRow], today: date) -> None:
        self._meetings = {row.id: row.facts.text("meeting_id") for row in tasks}
        self._meetings |= {row.id: row.given_at for row in settled}
        plain = [task_line(row, today) for row in tasks if not row.milestone]
        late = sum(row.months_late > 0 for row in tasks)
        note = f"{late} chậm từ một tháng" if late else f"{len(plain) or len(settled)}"
        done = [settled_line(row) for row in settled[:DONE_MOST]]
        fill(self._tasks, self._lists[self._tasks], [*plain, *done], note)
        milestones = [task_line(row, today) for row in tasks if row.milestone]
        fill(self._milestones, self._lists[self._milestones], milestones, f"{len(milestones)}")

    def _on_follow_up(self, key: str) -> None:
        self.wanted.emit("follow_up", key)

    def _on_task(self, key: str) -> None:
        if meeting := self._meetings.get(key):
            self.go_to.emit("meetings", meeting)

    def _on_print(self) -> None:
        today = self.session.now().date()
        self._printer.print_report("so-theo-doi-nhiem-vu", today.replace(month=1, day=1), today)

    def take_focus(self) -> None:
        """On the first thing to do, else on the filter."""
        shown = next((rows for card, rows in self._lists.items() if not card.isHidden()), None)
        (shown or self._chips).setFocus()


def task_line(row: AssignmentRow, today: date) -> Row:
    """Who leads, since when, what was last said; how late it is."""
    since = f"giao kỳ {show_month(row.given_period)}" if row.given_period else ""
    standing = "thường xuyên" if row.recurring else ""
    parts = (row.milestone, row.leader_name, row.facts.text("field"), since, standing, row.state_label)
    second = " · ".join(part for part in parts if part)
    if row.due_on is None:
        return Row(row.id, row.title, second, "todo", "không hạn")
    return Row(row.id, row.title, second, "late" if row.due_on < today else "todo", row.due_words)


def settled_line(row: SettledRow) -> Row:
    """Who led it and what came of it."""
    second = " · ".join(part for part in (row.leader_name, row.field, " ".join(row.result.split())) if part)
    return Row(row.id, row.title, second, "tick", f"xong {show_day(row.done_on)}", quiet=True)
