"""Copying the meetings of a past year from the old book: the year, the grid, and writing what is whole; the rest stays."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.old_books import OldBook, OldMeeting, RowProblem, add_old_meetings
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Changes
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.help_topics import mark_help
from chibo_desktop.ui.editors.long_work import LongWork
from chibo_desktop.ui.editors.old_book_grid import DRAFTED, OldBookGrid
from chibo_desktop.ui.editors.old_book_rows import read_row
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.tasks import Say
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.name_picker import Person
from chibo_desktop.ui.widgets.title_row import TitleRow
from chibo_desktop.ui.widgets.words import Prose

YEARS_BACK = 30
HINT = (
    "Ngày chỉ cần số ngày của tháng; có mặt đủ thì gõ <b>đ</b>. <b>Enter</b> sang ô cần gõ, <b>Tab</b> sang từng ô, "
    "<b>↑↓</b> sang dòng. Chép từ Excel: chọn ô, <b>Ctrl+V</b>."
)


class OldBooks(QWidget):
    """`closed` when the person goes back; what is not written stays, row by row, for the next time."""

    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._year, self._words = 0, ""
        self._done: dict[int, OldBook] = {}
        self._problems: dict[int, RowProblem] = {}
        self._title = TitleRow("Ghi sổ cũ", back=True)
        self._title.back_chosen.connect(self.close_books)
        self._title.primary_chosen.connect(self.write)
        self._years = DropDown()
        self._years.setAccessibleName("Năm của sổ cũ")
        self._years.activated.connect(self._on_year)
        self._more = Button("Thêm dòng", icon="plus")
        self._title.put(self._years)
        self._title.add(self._more)
        self._hint, self._known, self._message = Prose(HINT, "muted"), Prose("", "muted"), Message()
        self._work = LongWork(session)
        self._work.refused.connect(lambda sentence: self._message.say("absent", sentence))
        self._work.ended.connect(self._on_ended)
        self._grid = OldBookGrid(session)
        self._grid.counted.connect(self._on_counted)
        self._grid.finished.connect(self._on_finished)
        self._more.clicked.connect(self._grid.add_row)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._hint, self._known, self._message, self._work):
            self._column.addWidget(part)
        self._column.addWidget(self._grid, 1)
        for keys, act in (("Esc", self.close_books), ("Ctrl+Return", self.write), ("Ctrl+Enter", self.write)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        mark_help(self, "mot-buoi-sinh-hoat#Ghi sổ cũ")
        look.follow(self.fit)

    def begin(self) -> None:
        """The year that was being copied; else the one in which the book begins, or the one before it."""
        self._message.say("absent", "")
        drafts = [int(draft.id) for draft in list_drafts(self._session.store) if draft.kind == DRAFTED]
        months = [each.text("period") for each in self._meetings()]
        now = self._session.now().year
        oldest = min((month for month in months if len(month) == 7), default=f"{now}-01")
        self._years.clear()
        for year in range(now, min([now, int(oldest[:4]), *drafts]) - YEARS_BACK, -1):
            self._years.addItem(f"năm {year}", year)
        self.show_year(drafts[0] if drafts else int(oldest[:4]) - (oldest[5:] == "01"))

    def _meetings(self) -> list[Facts]:
        return meetings_of(self._session.store, self._session.desk.organisation_id)

    def show_year(self, year: int) -> None:
        """A row for each month that has no meeting of its own yet, and what was kept."""
        self._year = year
        self._years.setCurrentIndex(self._years.findData(year))
        today = self._session.now().date()
        held = self._held(year)
        lacking = [
            month
            for month in range(1, 13)
            if month not in held and (year, month) <= (today.year, today.month)
        ]
        self._grid.show_year(year, lacking, self._people(date(year, 12, 31)))
        self._say_known(held)

    def _held(self, year: int) -> list[int]:
        """The months of that year which have their meeting in the book, missed ones too."""
        months = [each.text("period") for each in self._meetings() if kind_of(each.text("kind")).series]
        return sorted({int(month[5:7]) for month in months if len(month) == 7 and int(month[:4]) == year})

    def _say_known(self, held: list[int]) -> None:
        months = ", ".join(map(str, held))
        words = f"Năm {self._year}, tháng đã có trong sổ: {months}." if held else ""
        self._known.say("Năm này đã đủ 12 tháng trong sổ." if len(held) == 12 else words)
        self._known.setVisible(bool(held))

    def _people(self, day: date) -> list[Person]:
        desk = self._session.desk
        listed = list_members(desk.store, desk.organisation_id, day)
        return [Person(row.id, row.name, row.office_label) for row in listed if row.name]

    def take_focus(self) -> None:
        """On the first row in which nothing stands."""
        self._grid.take_focus()

    def refresh(self) -> None:
        """Something was written somewhere: the rows stay, the months in the book are named anew."""
        if not self._work.is_busy:
            self._say_known(self._held(self._year))

    def write(self) -> None:
        """Writes every row that is whole, on the worker; the others say what is to be mended."""
        self._grid.leave()
        if self._work.is_busy:
            return
        read = {row.number: read_row(row) for row in self._grid.begun()}
        problems = {number: made for number, made in read.items() if isinstance(made, RowProblem)}
        whole = {number: made for number, made in read.items() if isinstance(made, OldMeeting)}
        self._message.say("absent", "")
        self._problems, self._done = problems, {}
        if whole:
            self._run(whole)
        else:
            self._show_done()

    def _run(self, whole: dict[int, OldMeeting]) -> None:
        done = self._done

        def job(desk: Desk, say: Say) -> None:
            for place, (number, meeting) in enumerate(whole.items(), 1):
                done[number] = add_old_meetings(desk, [meeting])
                say(place, len(whole))

        for part in (self._title, self._grid):
            part.setEnabled(False)
        self._work.run("Đang ghi vào sổ", job, on_step=self._work.reach)

    def _on_ended(self) -> None:
        for part in (self._title, self._grid):
            part.setEnabled(True)
        self._session.tell(sum((book.changes for book in self._done.values()), Changes()))
        self._show_done()

    def _show_done(self) -> None:
        """What was written is no longer in the grid; what was not says why."""
        written = [number for number, book in self._done.items() if book.added]
        self._grid.forget(written)
        for number, book in self._done.items():
            if book.problems:
                self._problems[number] = book.problems[0]
        self._grid.say(self._problems)
        left = f"Còn {len(self._problems)} dòng cần sửa." if self._problems else ""
        if written:
            said = f"Đã ghi {len(written)} buổi từ sổ cũ."
            self._message.say("half" if left else "done", f"{said} {left}".strip())
        elif left and not self._message.accessibleName():
            self._message.say("warning", left)
        self._say_known(self._held(self._year))
        if not self._problems:
            self._grid.take_focus()

    def _on_counted(self, whole: int, begun: int) -> None:
        """The button says how many rows it writes; with none whole it says what is to be mended in those begun."""
        self._words = f"Ghi {whole} buổi" if whole else "Ghi vào sổ"
        self._title.set_primary(self._words, "check").setEnabled(bool(begun))

    def _on_finished(self) -> None:
        self._title.set_primary(self._words, "check").setFocus()

    def _on_year(self, _place: int) -> None:
        self._grid.leave()
        self._message.say("absent", "")
        self.show_year(int(self._years.currentData()))
        self._grid.take_focus()

    def may_leave(self) -> bool:
        """Keeps every row; False while the worker writes."""
        self._grid.leave()
        return not self._work.is_busy

    def close_books(self) -> None:
        """Back to the list; what is not written stays for the next time."""
        if self.may_leave():
            self.closed.emit()

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(20), look.px(16), look.px(20), 0)
        self._column.setSpacing(look.px(8))
