"""A roster file into the book: choosing or dropping it, its columns, its people, and writing them after a look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.roster_draft import (
    RosterDraft,
    is_named_otherwise,
    open_roster,
    take_cell,
    take_columns,
    take_sheet,
)
from chibo_desktop.actions.roster_import import (
    BACK,
    EVERY_ROW,
    OPEN,
    Plan,
    Written,
    plan_roster,
    write_roster,
)
from chibo_desktop.excel.table import has_name
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.editors.roster_columns import RosterColumns
from chibo_desktop.ui.editors.roster_left import RosterLeft
from chibo_desktop.ui.editors.roster_lists import RosterLists
from chibo_desktop.ui.editors.roster_people import RosterPeople
from chibo_desktop.ui.editors.roster_questions import RosterQuestions
from chibo_desktop.ui.editors.roster_start import FOLDER, RosterStart
from chibo_desktop.ui.editors.roster_words import hints, plan_sentence, write_words, written_words
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.title_row import TitleRow

FILES = "Bảng tính (*.xlsx *.xls *.xlsm *.ods *.csv);;Mọi tệp (*)"
LOW = 480
"""Logical pixels of height below which only what is needed stands over the list."""
VIEWS = (("people", "Từng người"), ("columns", "Các cột trong tệp"))


class RosterImport(QWidget):
    """`closed` when the person goes back to the list, with or without having written."""

    closed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: RosterDraft | None = None
        self._plan = Plan(())
        self._choices: dict[int, str] = {}
        self._memberships: dict[int, str] = {}
        self._leave_wrong = False
        self._other_cell = ""
        self.setAcceptDrops(True)
        self._title = TitleRow("Nhập từ Excel", back=True)
        self._title.back_chosen.connect(self.closed)
        self._title.primary_chosen.connect(self.write)
        self._message = Message()
        self._work = LongWork(session)
        self._work.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._work.stopped.connect(lambda: self._message.say("half", "Đã dừng, chưa ghi gì vào sổ."))
        self._work.ended.connect(lambda: self._let_press(pressed=True))
        self._make_start()
        self._make_body()
        self._lay_out()
        session.changed.connect(self._on_changed)
        self.begin()

    def _make_start(self) -> None:
        self._start = RosterStart(self._session)
        self._start.file_asked.connect(self.ask_file)
        self._start.said.connect(self._message.say)
        self._left = RosterLeft(self._session)
        self._left.file_asked.connect(self.ask_file)
        for part in (self._start, self._left):
            part.closed.connect(self.closed)

    def _make_body(self) -> None:
        self._bar = QWidget()
        self._view = Segments(VIEWS, "people", "Xem")
        self._view.chosen.connect(self._show_view)
        self._lists = RosterLists()
        self._lists.sheet_chosen.connect(self._on_sheet)
        self._lists.cell_chosen.connect(self._on_cell)
        self._another = Button("Tệp khác …", icon="folder")
        self._another.clicked.connect(self.ask_file)
        self._people = RosterPeople()
        self._people.chosen.connect(self._on_choice)
        self._people.wrong_left.connect(self._on_leave_wrong)
        self._people.membership_said.connect(self._on_membership)
        self._questions = RosterQuestions()
        self._questions.answered.connect(self._on_answered)
        self._questions.each_asked.connect(self._on_each)
        self._questions.back_asked.connect(lambda: self._on_choice(EVERY_ROW, BACK))
        self._columns = RosterColumns()
        self._columns.chosen.connect(self._on_columns)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._view)
        row.addWidget(self._lists)
        row.addStretch(1)
        row.addWidget(self._another)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._bar, self._start, self._work, self._message, self._questions):
            self._column.addWidget(part)
        for part in (self._people, self._columns, self._left):
            self._column.addWidget(part, 1)
        self._column.addStretch(0)
        look.follow(self.fit)

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._draft, self._plan, self._leave_wrong = None, Plan(()), False
        self._choices, self._memberships = {}, {}
        self._title.set_title("Nhập từ Excel", "")
        self._title.set_primary("")
        self._message.say("absent", "")
        for part in (
            self._bar,
            self._people,
            self._columns,
            self._questions,
            self._left,
            self._start.done,
        ):
            part.hide()
        self._start.show()
        self._column.setStretch(self._column.count() - 1, 1)

    def is_busy(self) -> bool:
        """Whether the worker reads or writes: the book must not be closed under it."""
        return self._work.is_busy

    def take_focus(self) -> None:
        """On the button that chooses a file."""
        self._start.choose.setFocus()

    def ask_file(self) -> None:
        """Asks for a file and reads it."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp có danh sách đảng viên", start, FILES)
        if chosen:
            self._session.settings.put(FOLDER, str(Path(chosen).parent))
            self.read(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read(Path(event.mimeData().urls()[0].toLocalFile()))

    def read(self, path: Path) -> None:
        """Reads the file on the worker and shows what it holds."""
        self.begin()
        self._people.begin()
        self._run(lambda desk, say: open_roster(desk, path, on_step=say), f"Đang đọc {path.name}")

    def _run(self, make: Callable[[Desk, Say], RosterDraft], words: str) -> None:
        """Makes a draft and what it would do on the worker."""
        if self._work.is_busy:
            return
        choices, answers = dict(self._choices), self._answers()

        def job(desk: Desk, say: Say) -> tuple[RosterDraft, Plan, str]:
            draft = make(desk, say)
            plan = plan_roster(desk, draft, choices, **answers, on_step=say)
            return draft, plan, is_named_otherwise(desk, draft)

        self._begin_task(job, words, self._on_read)

    def _begin_task(
        self, job: Callable[[Desk, Say], Any], words: str, on_done: Callable[[Any], None]
    ) -> None:
        self._message.say("absent", "")
        self._let_press(pressed=False)
        self._work.run(words, job, on_done, on_step=self._work.reach)

    def _let_press(self, *, pressed: bool) -> None:
        """What must not be pressed while the worker is at it."""
        upper = (self._start, self._bar, self._title, self._questions)
        for part in (*upper, self._people, self._columns, self._left):
            part.setEnabled(pressed)

    def _answers(self) -> dict[str, Any]:
        """What a person said beside who the rows are."""
        return {"leave_wrong": self._leave_wrong, "memberships": dict(self._memberships)}

    def _on_read(self, result: tuple[RosterDraft, Plan, str]) -> None:
        is_first = self._draft is None
        self._draft, self._plan, self._other_cell = result
        self._start.hide()
        self._bar.show()
        self._column.setStretch(self._column.count() - 1, 0)
        self._lists.show_draft(self._draft)
        if is_first:  # a layout settled before needs no look at its columns
            self._view.take("people" if self._draft.remembered else "columns")
        self._show_all()

    def _show_all(self) -> None:
        draft = self._need()
        self._title.set_title("Nhập từ Excel", draft.workbook.name)
        button = self._title.set_primary(write_words(self._plan), "check")
        button.setEnabled(self._plan.to_write > 0)
        self._columns.show_draft(draft, self._plan)
        self._people.show_plan(self._plan)
        self._questions.show_plan(self._plan, self._memberships.get(EVERY_ROW, ""))
        self._show_view(self._view.taken())

    def _show_view(self, view: str) -> None:
        is_read = self._draft is not None
        self._people.setVisible(view == "people" and is_read)
        self._columns.setVisible(view == "columns" and is_read)
        if is_read:
            self._say_plan()

    def _say_plan(self) -> None:
        """What would happen, counted; where the window is low the counted filters over the people say it alone."""
        draft = self._need()
        said = hints(draft, self._other_cell)
        is_low = look.logical(self.height()) < LOW and self._view.taken() == "people"
        if not has_name(draft.table.mapped):
            self._message.say("warning", "Chưa biết cột nào là họ và tên. Chọn “Họ và tên” ở đầu cột ấy.")
        elif is_low and self._plan.lines and not said:
            self._message.say("todo", "")
        else:
            kind: Kind = "warning" if said and not draft.remembered else "todo"
            self._message.say(kind, plan_sentence(self._plan), escape(" ".join(said)))

    def _need(self) -> RosterDraft:
        if self._draft is None:
            raise RuntimeError("no file was read")
        return self._draft

    def _on_sheet(self, sheet: str) -> None:
        draft = self._need()
        self._choices, self._memberships = {}, {}
        self._run(lambda desk, _say: take_sheet(desk, draft, sheet), "Đang đọc trang tính")

    def _on_cell(self, cell: str) -> None:
        draft = self._need()
        self._run(lambda _desk, _say: take_cell(draft, cell), "Đang xem lại")

    def _on_columns(self, mapped: Mapping[int, str]) -> None:
        draft = self._need()
        self._run(lambda desk, _say: take_columns(desk, draft, mapped), "Đang xem lại")

    def _on_choice(self, number: int, choice: str) -> None:
        self._choices[number] = choice
        self._look_again()

    def _on_membership(self, number: int, membership: str) -> None:
        self._memberships[number] = membership
        self._look_again()

    def _on_answered(self, membership: str) -> None:
        """For the whole file; "" takes every answer back."""
        self._memberships = {**self._memberships, EVERY_ROW: membership} if membership else {}
        self._look_again()

    def _on_each(self) -> None:
        self._view.take("people")
        self._show_view("people")
        self._people.show_open()

    def _on_leave_wrong(self, leave: bool) -> None:
        self._leave_wrong = leave
        self._look_again()

    def _look_again(self) -> None:
        draft = self._need()
        self._run(lambda _desk, _say: draft, "Đang xem lại")

    def write(self) -> None:
        """Writes what was shown, on the worker."""
        draft, plan, choices, answers = self._need(), self._plan, dict(self._choices), self._answers()
        if self._work.is_busy or not plan.to_write:
            return

        def job(desk: Desk, say: Say) -> Written:
            return write_roster(desk, draft, plan, choices, **answers, on_step=say)

        self._begin_task(job, f"Đang ghi {plan.to_write} đảng viên", self._on_written)

    def _on_written(self, written: Written) -> None:
        left, name = self._plan.of(*OPEN), self._need().workbook.name
        self.begin()
        said, more = written_words(written, len(left))
        self._message.say("done", said, escape(more))
        self._start.setVisible(not left)
        self._left.setVisible(bool(left))
        if left:
            self._column.setStretch(self._column.count() - 1, 0)
            self._left.begin(left, name)
        else:
            self._start.done.show()
            self._start.done.setFocus()

    def _on_changed(self, _changes: object) -> None:
        """Something was written or undone after the import: what it had written is no longer said."""
        if self._left.isVisible():
            self.begin()
        if self._start.done.isVisible():
            self._message.say("absent", "")

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
