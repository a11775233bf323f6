"""The meetings of one cell, newest first, with the buttons that begin one; the sheet of one is opened by the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import Signal

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.meetings import MeetingRow, list_meetings, meetings_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.ui.pages.meeting_words import meeting_line, own_title
from chibo_desktop.ui.pages.meetings_begin import OTHER_KINDS, begin_other
from chibo_desktop.ui.pages.next_month import begin_next, next_period
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.drop_down import DropDown
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.menu_button import MenuButton
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import RowList
from chibo_desktop.ui.widgets.words import Words

MANY = 24
"""From so many meetings on they are shown year by year."""
EVERY = ""


class CellMeetings(ScrolledPage):
    """`begun(id)` when a meeting was added or chosen, `old_wanted` for the books of the years before."""

    TITLE: ClassVar[str] = "Sinh hoạt"
    begun = Signal(str)
    old_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._counted = ""
        self._old = Button("Ghi sổ cũ")
        self._old.clicked.connect(self.old_wanted)
        self._other = MenuButton("Buổi khác", OTHER_KINDS)
        self._other.chosen.connect(self._on_other)
        self.title.add(self._old)
        self.title.add(self._other)
        self.title.primary_chosen.connect(self.add_next)
        self._message = Message()
        self._make_filter()
        self._card = Card()
        self.rows = RowList(name="Các kỳ sinh hoạt")
        self.rows.opened.connect(self.begun)
        self._card.add(self.rows)
        self._empty = EmptyState(
            "Mỗi kỳ sinh hoạt một dòng ở đây. Chương trình thường kỳ, địa điểm, chủ trì được điền sẵn.",
            "Thêm kỳ sinh hoạt đầu tiên",
            icon="meetings",
        )
        self._empty.begun.connect(self.add_next)
        for part in (self._message, self._filter, self._card, self._empty):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _make_filter(self) -> None:
        """The year shown is the newest one until a person chooses."""
        self._year_chosen: str | None = None
        self._kind_chosen = self._year = self._kind = EVERY
        self._filter = Flow(gap=12)
        self._years, self._kinds = DropDown(), DropDown()
        for box, words, act in (
            (self._years, "Năm", self._on_year),
            (self._kinds, "Loại buổi", self._on_kind),
        ):
            label = Words(words)
            label.setBuddy(box)
            box.setAccessibleName(words)
            box.activated.connect(act)
            self._filter.put(label)
            self._filter.put(box)

    def refresh(self) -> None:
        store, cell = self.session.store, self.session.desk.organisation_id
        held = meetings_of(store, cell)
        self._show_filter(held)
        rows = list_meetings(store, cell, period=self._year)
        shown = [row for row in rows if self._kind in (EVERY, row.kind.key)]
        self.rows.set_rows([meeting_line(row, own_title(row)) for row in shown])
        self._counted = _counted(shown, len(held))
        self.fold()
        self._card.setVisible(bool(held))
        self._empty.setVisible(not held)
        self.title.set_primary(f"Thêm kỳ tháng {int(next_period(self.session)[5:7])}", "plus", "F2")

    def fold(self) -> None:
        """How many there are stands beside the title where the buttons leave room for it."""
        if hasattr(self, "_counted"):
            self.title.set_title(self.TITLE, self._counted if self.is_roomy() else "")

    def _show_filter(self, held: list[Facts]) -> None:
        """Many are shown the newest year first, every kind; what a person chose stays as long as there is such a one."""
        is_many = len(held) > MANY
        years = sorted({each.text("period")[:4] for each in held}, reverse=True)
        newest = years[0] if is_many else EVERY
        kinds = {each.text("kind") for each in held}
        self._year = self._year_chosen if is_many and self._year_chosen in (EVERY, *years) else newest
        self._kind = self._kind_chosen if is_many and self._kind_chosen in kinds else EVERY
        _fill(self._years, [*((year, year) for year in years), (EVERY, "mọi năm")], self._year)
        every = (EVERY, "mọi loại")
        _fill(self._kinds, [every, *((key, words) for key, words in KINDS if key in kinds)], self._kind)
        self._filter.setVisible(is_many)

    def _on_year(self, _place: int) -> None:
        self._year_chosen = str(self._years.currentData())
        self.refresh()

    def _on_kind(self, _place: int) -> None:
        self._kind_chosen = str(self._kinds.currentData())
        self.refresh()

    def add_next(self) -> None:
        """F2: the month after the newest, with what is usual."""
        self._begin(lambda: begin_next(self.session))

    def _on_other(self, kind: str) -> None:
        self._begin(lambda: begin_other(self.session, kind))

    def _begin(self, begin: Callable[[], str]) -> None:
        self._message.say("absent", "")
        try:
            meeting_id = begin()
        except (Refusal, Trouble) as problem:
            self._message.say("absent", problem.sentence)
            return
        self.begun.emit(meeting_id)


def _fill(box: DropDown, choices: Sequence[tuple[str, str]], taken: str) -> None:
    """The choices there are now; nothing is sent."""
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(box.findData(taken))


def _counted(shown: list[MeetingRow], of: int) -> str:
    done = sum(1 for row in shown if row.is_finalised)
    if not of:
        return ""
    return (
        f"{len(shown)} buổi, đã chốt {done}"
        if len(shown) == of
        else f"{len(shown)} trên {of} buổi, đã chốt {done}"
    )
