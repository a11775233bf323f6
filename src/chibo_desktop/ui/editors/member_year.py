"""One member beside the yearly rating: the tasks of the year as facts, the ratings over the years, and the form for a year no meeting rated."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from chibo_desktop.actions.ratings import rate_member_of_year
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.member_ratings import MemberYear, Word, member_years, years_of_member
from chibo_desktop.lists.member_tasks import LedTask, count_words
from chibo_desktop.rules.ratings import MEMBERS, scale_of
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.entry_form import EntryForm
from chibo_desktop.ui.editors.rating_sheet import NOT_RATED
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.pages.scrolled import empty
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.field import Field
from chibo_desktop.ui.widgets.fields import ChoiceField, DayField, LineField
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose, Words

SHAPES: dict[str, Kind] = {"done": "tick", "late": "half", "missed": "late", "open": "todo"}
SOURCES = {
    "meeting": "chi bộ xếp tại buổi kiểm điểm",
    "cell": "chi bộ ghi lại",
    "body": "cấp trên quyết định",
}


class MemberYearView(QWidget):
    """`left` leads back, `meeting_wanted(id)` to the minutes that say it."""

    left = Signal()
    meeting_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._of: tuple[str, str, int] = ("", "", 0)
        self._form: EntryForm | None = None
        self._form_of: tuple[object, ...] = ()
        self._is_writing = False
        self._meetings: dict[str, str] = {}
        back = Button("Trở lại", "quiet", icon="back", key="Esc")
        back.clicked.connect(self.left)
        self._name = Words("", "emphasis_strong")
        head = Flow()
        head.put(back)
        head.put(self._name)
        self._tasks, self._years, self._write = Card(), Card("Xếp loại các năm"), Card()
        self._task_rows, self._year_rows = (
            RowList(name=name, wraps=True) for name in ("Nhiệm vụ trong năm", "Xếp loại các năm")
        )
        for rows in (self._task_rows, self._year_rows):
            rows.opened.connect(self._on_opened)
        self._no_tasks = Prose("Trong năm chưa được giao chủ trì nhiệm vụ nào.", "muted", width=240)
        self._tasks.add(self._no_tasks)
        self._tasks.add(self._task_rows)
        self._years.add(self._year_rows)
        self._column = QVBoxLayout(self)
        for part in (head, self._tasks, self._years, self._write):
            self._column.addWidget(part)
        look.follow(self.fit)

    def show_member(self, cell_id: str, member_id: str, year: int) -> None:
        """Reads one member of a cell for a year; `left` is sent for one who is not on the list then."""
        self._of = (cell_id, member_id, year)
        self.refresh()

    def refresh(self) -> None:
        """Reads it again."""
        cell, member, year = self._of
        store, today = self._session.store, self._session.now().date()
        row = next((each for each in member_years(store, cell, year, today) if each.row.id == member), None)
        if row is None:
            self.left.emit()
            return
        self._name.say(row.row.name_shown)
        self._tasks.set_title(f"Nhiệm vụ chủ trì năm {year}")
        self._tasks.set_note(count_words(row.tasks).partition(": ")[2])
        self._no_tasks.setVisible(not row.tasks)
        years = years_of_member(store, cell, member)
        self._meetings = {task.id: task.meeting_id for task in row.tasks}
        self._meetings |= {_key(word): word.meeting_id for _, *words in years for word in words if word}
        self._task_rows.set_rows([task_row(task) for task in row.tasks])
        said = [word_row(word) for _, *words in years for word in words if word]
        self._year_rows.set_rows(said)
        self._years.setVisible(bool(said))
        self._show_form(row)

    def _show_form(self, row: MemberYear) -> None:
        """For the year shown; where the cell's own meeting rated it, the minutes say so and there is nothing to type."""
        cell, member, year = self._of
        is_own = self._session.desk.organisation_id == cell
        is_rated_here = is_own and row.said is not None and row.said.source == "meeting"
        word = row.said if self._session.desk.kind == "cell" else row.decided
        key = (*self._of, is_rated_here, word)
        if key == self._form_of or self._is_writing:
            return
        self._form_of = key
        self.leave()
        empty(self._write.body)
        self._form = None
        self._write.set_title("Ghi lại năm này" if is_own else f"Quyết định xếp loại năm {year}")
        self._write.setVisible(not is_rated_here)
        if not is_rated_here:
            self._form = self._make_form(member, year, word)
            self._write.add(self._form)

    def _make_form(self, member_id: str, year: int, word: Word | None) -> EntryForm:
        """With what is written already; that is taken back by a press of its own, never by an empty choice."""
        grades = [NOT_RATED, *((each.key, each.words) for each in scale_of(MEMBERS, year).grades)]
        fields: dict[str, Field] = {
            "grade": ChoiceField(f"Mức xếp loại năm {year}", grades, word.grade.key if word else ""),
            "basis": LineField("Quyết định, nguồn", word.basis if word else "", max_len=160),
            "decided_on": DayField("Ngày quyết định", word.decided_on if word else None),
        }

        def write(given: dict[str, Any]) -> str:
            grade = given.pop("grade")
            if not grade:
                taking = "; muốn bỏ mức đã ghi thì bấm Bỏ xếp loại" if word else ""
                raise Refusal(f"Chọn mức xếp loại{taking}.", "grade")
            self._is_writing = True  # what is typed must be forgotten before the form is made anew
            try:
                self._session.do(rate_member_of_year, member_id, year, grade, **given)
            finally:
                self._is_writing = False
            return member_id

        form = EntryForm(
            self._session,
            ("member_rating", f"{member_id}/{year}"),
            fields,
            (("grade",), ("basis", "decided_on")),
            button="Ghi xếp loại",
            write=write,
            leave="Bỏ xếp loại" if word else "",
        )
        form.written.connect(lambda _id: self.refresh())
        form.left.connect(self._on_take_back)
        return form

    def _on_take_back(self) -> None:
        _, member, year = self._of
        if self._form is not None:
            self._form.clear()
        self._session.do(rate_member_of_year, member, year, "")
        self._session.succeeded.emit(f"Đã bỏ xếp loại năm {year}. Hoàn tác được bằng Ctrl+Z.")

    def _on_opened(self, key: str) -> None:
        if meeting := self._meetings.get(key):
            self.meeting_wanted.emit(meeting)

    def leave(self) -> None:
        """Keeps what is typed as drafts."""
        if self._form is not None:
            self._form.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave()

    def fit(self) -> None:
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(16))


def task_row(task: LedTask) -> Row:
    """One task with what became of it."""
    due = f"hạn {show_day(task.due_on)}" if task.due_on else "không hạn"
    return Row(task.id, task.title, due, SHAPES[task.state], task.state_words)


def _key(word: Word) -> str:
    return f"{word.year}/{word.source}"


def word_row(word: Word) -> Row:
    """One year: the grade in the words of that year, who said it."""
    decided = show_day(word.decided_on) if word.decided_on else ""
    second = " · ".join(part for part in (SOURCES[word.source], word.basis, decided) if part)
    return Row(_key(word), f"Năm {word.year}: {word.grade.words}", second)
