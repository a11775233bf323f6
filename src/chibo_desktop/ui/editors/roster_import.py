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
    EVERY_CELL,
    RosterDraft,
    is_named_otherwise,
    open_roster,
    take_cell,
    take_columns,
    take_sheet,
)
from chibo_desktop.actions.roster_files import save_template
from chibo_desktop.actions.roster_import import Plan, Written, plan_roster, write_roster
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.excel.table import has_name
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.roster_columns import RosterColumns
from chibo_desktop.ui.editors.roster_people import RosterPeople
from chibo_desktop.ui.editors.roster_words import hints, plan_sentence, write_words, written_words
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say, Task
from chibo_desktop.ui.widgets.buttons import Button, Segments
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.progress import Progress
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.words import Prose

FOLDER = "roster_folder"
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
        self._leave_wrong = False
        self._task: Task | None = None
        self._other_cell, self._doing, self._steps = "", "", 0
        self.setAcceptDrops(True)
        self._title = TitleRow("Nhập từ Excel", back=True)
        self._title.back_chosen.connect(self.closed)
        self._title.primary_chosen.connect(self.write)
        self._message = Message()
        self._progress = Progress()
        self._progress.stop_asked.connect(self._on_stop)
        self._progress.hide()
        self._make_start()
        self._make_body()
        self._lay_out()
        session.changed.connect(self._on_changed)
        self.begin()

    def _make_start(self) -> None:
        self._start = Card("Chọn tệp có danh sách đảng viên")
        self._start.add(
            Prose(
                "Kéo tệp vào đây, hoặc bấm nút chọn: .xlsx, .xls, .ods, .csv. Chương trình đọc và nói trước sẽ thêm ai, "
                "sửa gì; chưa ghi gì vào sổ cho tới khi bấm nút ghi. Tệp của người nào cũng được, cột nào không cần thì để đó.",
                width=320,
            )
        )
        self._choose = Button("Chọn tệp …", icon="folder")
        self._choose.clicked.connect(self.ask_file)
        self._template = Button("Lưu tệp mẫu để điền …", icon="file")
        self._template.clicked.connect(self.ask_template)
        self._done = Button("Xem danh sách", icon="members")
        self._done.clicked.connect(self.closed)
        row = QHBoxLayout()
        for button in (self._choose, self._template, self._done):
            row.addWidget(button)
        row.addStretch(1)
        self._start.add_layout(row)

    def _make_body(self) -> None:
        self._bar = QWidget()
        self._view = Segments(VIEWS, "people", "Xem")
        self._view.chosen.connect(self._show_view)
        self._sheets = _list_box("Trang tính")
        self._sheets.activated.connect(self._on_sheet)
        self._cells = _list_box("Chi bộ trong tệp")
        self._cells.activated.connect(self._on_cell)
        self._another = Button("Tệp khác …", icon="folder")
        self._another.clicked.connect(self.ask_file)
        self._people = RosterPeople()
        self._people.chosen.connect(self._on_choice)
        self._people.wrong_left.connect(self._on_leave_wrong)
        self._columns = RosterColumns()
        self._columns.chosen.connect(self._on_columns)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._view)
        row.addWidget(self._sheets)
        row.addWidget(self._cells)
        row.addStretch(1)
        row.addWidget(self._another)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._bar, self._start, self._progress, self._message):
            self._column.addWidget(part)
        self._column.addWidget(self._people, 1)
        self._column.addWidget(self._columns, 1)
        self._column.addStretch(0)
        look.follow(self.fit)

    def begin(self) -> None:
        """Nothing chosen yet."""
        self._draft, self._plan, self._choices, self._leave_wrong = None, Plan(()), {}, False
        self._title.set_title("Nhập từ Excel", "")
        self._title.set_primary("")
        self._message.say("absent", "")
        for part in (self._bar, self._people, self._columns, self._done):
            part.hide()
        self._start.show()
        self._column.setStretch(self._column.count() - 1, 1)

    def is_busy(self) -> bool:
        """Whether the worker reads or writes: the book must not be closed under it."""
        return self._task is not None

    def take_focus(self) -> None:
        """On the button that chooses a file."""
        self._choose.setFocus()

    def ask_file(self) -> None:
        """Asks for a file and reads it."""
        start = self._session.settings.get(FOLDER, str(Path.home()))
        chosen, _ = QFileDialog.getOpenFileName(self, "Chọn tệp có danh sách đảng viên", start, FILES)
        if chosen:
            self._session.settings.put(FOLDER, str(Path(chosen).parent))
            self.read(Path(chosen))

    def ask_template(self) -> None:
        """Asks where the empty workbook is to lie and writes it."""
        start = Path(self._session.settings.get(FOLDER, str(Path.home()))) / "danh-sach-dang-vien.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu tệp mẫu", str(start), "Excel (*.xlsx)")
        if not chosen:
            return
        target = Path(chosen)
        target = target if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.name}.xlsx")
        self._session.settings.put(FOLDER, str(target.parent))
        try:
            save_template(self._session.desk, target)
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self._message.say("done", f"Đã lưu tệp mẫu “{target.name}”. Điền xong thì chọn tệp ấy ở đây.")

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
        if self._task is not None:
            return
        choices, leave_wrong = dict(self._choices), self._leave_wrong

        def job(desk: Desk, say: Say) -> tuple[RosterDraft, Plan, str]:
            draft = make(desk, say)
            plan = plan_roster(desk, draft, choices, leave_wrong=leave_wrong, on_step=say)
            return draft, plan, is_named_otherwise(desk, draft)

        self._begin_task(job, words, self._on_read)

    def _begin_task(
        self, job: Callable[[Desk, Say], Any], words: str, on_done: Callable[[Any], None]
    ) -> None:
        self._message.say("absent", "")
        for part in (self._start, self._bar, self._title, self._people, self._columns):
            part.setEnabled(False)
        self._progress.show()
        self._steps, self._doing = 0, words
        self._progress.start(words, 0)
        self._task = Task(self._session, job, self)
        self._task.advanced.connect(self._on_advanced)
        self._task.done.connect(on_done)
        self._task.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._task.stopped.connect(lambda: self._message.say("half", "Đã dừng, chưa ghi gì vào sổ."))
        self._task.ended.connect(self._on_ended)
        self._task.start()

    def _on_advanced(self, done: int, total: int) -> None:
        if total != self._steps:  # reading, then going through the people: each has its own steps
            self._steps = total
            self._progress.start(self._doing, total)
        self._progress.advance(done)

    def _on_stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _on_ended(self) -> None:
        self._task = None
        self._progress.hide()
        for part in (self._start, self._bar, self._title, self._people, self._columns):
            part.setEnabled(True)

    def _on_read(self, result: tuple[RosterDraft, Plan, str]) -> None:
        is_first = self._draft is None
        self._draft, self._plan, self._other_cell = result
        self._start.hide()
        self._bar.show()
        self._column.setStretch(self._column.count() - 1, 0)
        self._show_lists()
        if is_first:  # a layout settled before needs no look at its columns
            self._view.take("people" if self._draft.remembered else "columns")
        self._show_all()

    def _show_lists(self) -> None:
        draft = self._need()
        self._sheets.clear()
        for sheet in draft.workbook.sheets:
            self._sheets.addItem(sheet.name, sheet.name)
        self._sheets.setCurrentIndex(self._sheets.findData(draft.table.sheet.name))
        self._sheets.setVisible(len(draft.workbook.sheets) > 1)
        self._cells.clear()
        self._cells.addItem("Mọi dòng trong tệp", EVERY_CELL)
        for cell, count in draft.cells.items():
            self._cells.addItem(f"{cell} ({count})", cell)
        self._cells.setPlaceholderText("Chọn chi bộ …")
        self._cells.setCurrentIndex(-1 if draft.cell is None else self._cells.findData(draft.cell))
        self._cells.setVisible(len(draft.cells) > 1)

    def _show_all(self) -> None:
        draft = self._need()
        self._title.set_title("Nhập từ Excel", draft.workbook.name)
        button = self._title.set_primary(write_words(self._plan), "check")
        button.setEnabled(self._plan.to_write > 0)
        self._columns.show_draft(draft, self._plan)
        self._people.show_plan(self._plan)
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

    def _on_sheet(self, _place: int) -> None:
        draft, sheet = self._need(), str(self._sheets.currentData())
        self._choices = {}
        self._run(lambda desk, _say: take_sheet(desk, draft, sheet), "Đang đọc trang tính")

    def _on_cell(self, _place: int) -> None:
        draft, cell = self._need(), str(self._cells.currentData())
        self._run(lambda _desk, _say: take_cell(draft, cell), "Đang xem lại")

    def _on_columns(self, mapped: Mapping[int, str]) -> None:
        draft = self._need()
        self._run(lambda desk, _say: take_columns(desk, draft, mapped), "Đang xem lại")

    def _on_choice(self, number: int, choice: str) -> None:
        self._choices[number] = choice
        draft = self._need()
        self._run(lambda _desk, _say: draft, "Đang xem lại")

    def _on_leave_wrong(self, leave: bool) -> None:
        self._leave_wrong = leave
        draft = self._need()
        self._run(lambda _desk, _say: draft, "Đang xem lại")

    def write(self) -> None:
        """Writes what was shown, on the worker."""
        draft, plan, choices, leave = self._need(), self._plan, dict(self._choices), self._leave_wrong
        if self._task is not None or not plan.to_write:
            return

        def job(desk: Desk, say: Say) -> Written:
            return write_roster(desk, draft, plan, choices, leave_wrong=leave, on_step=say)

        self._begin_task(job, f"Đang ghi {plan.to_write} đảng viên", self._on_written)

    def _on_written(self, written: Written) -> None:
        left = len(self._plan.of("ask", "refuse"))
        self.begin()
        said, more = written_words(written, left)
        self._message.say("done", said, escape(more))
        self._done.show()
        self._done.setFocus()

    def _on_changed(self, _changes: object) -> None:
        """Something was written or undone after the import: what it had written is no longer said."""
        if self._done.isVisible():
            self._message.say("absent", "")

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(12))
        for box in (self._sheets, self._cells):
            box.setMaximumWidth(look.px(260))


def _list_box(name: str) -> DropDown:
    made = DropDown()
    made.setAccessibleName(name)
    return made
