"""The grid an old book is copied into: going from cell to cell, filling what follows, a pasted block, a draft for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from chibo_desktop.actions.old_books import OldMeeting, RowProblem
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.text import fold
from chibo_desktop.store.drafts import clear_draft, list_drafts, write_draft
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.keeping import AT_LATEST_MS, PAUSE_MS
from chibo_desktop.ui.editors.old_book_row import GridHead, GridRow
from chibo_desktop.ui.editors.old_book_rows import (
    KEYS,
    OldRow,
    as_draft,
    from_draft,
    kind_key,
    pasted_rows,
    read_row,
    row_above,
)
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.composing import commit_composing
from chibo_desktop.ui.widgets.leaving import take_out
from chibo_desktop.ui.widgets.name_picker import UNLIKE, Person, likeness

DRAFTED = "old_book"
"""Under which rows that are not written yet are kept: this, the year, the number of the row."""


class OldBookGrid(QWidget):
    """`counted(whole, begun)` whenever another number of rows can be written; `finished` when Enter leaves the last."""

    counted = Signal(int, int)
    finished = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._year = session, 0
        self._people: tuple[Person, ...] = ()
        self._rows: list[GridRow] = []
        self._unkept: set[int] = set()
        self._counts = (-1, -1)
        self._here: GridRow | None = None
        self._inside = QWidget()
        self._inside.setProperty("look", "scrolled")
        self._column = QVBoxLayout(self._inside)
        self._column.addStretch(1)
        self._head, self._area = GridHead(), QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._whole = QVBoxLayout(self)
        self._whole.addWidget(self._head)
        self._whole.addWidget(self._area, 1)
        self._pause, self._latest = self._timer(PAUSE_MS, self.keep), self._timer(AT_LATEST_MS, self.keep)
        self._laid_out = self._timer(0, self._show_here)
        look.follow(self.fit)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def show_year(self, year: int, numbers: Sequence[int], people: Sequence[Person]) -> None:
        """A row for each of these numbers, and for every other one that was kept; the year before is kept first."""
        self.keep()
        self._year, self._people, self._here = year, tuple(people), None
        for gone in self._rows:
            take_out(gone)
        self._rows = []
        kept = self._kept(year)
        for number in sorted({*numbers, *(number for number in kept if number > 12)}):
            draft = kept.get(number)
            self._add(from_draft(year, number, draft) if draft else OldRow(year, number))
        self._count()

    def _kept(self, year: int) -> dict[int, str]:
        return {
            int(draft.field): draft.text
            for draft in list_drafts(self._session.store)
            if (draft.kind, draft.id) == (DRAFTED, str(year))
        }

    def add_row(self) -> None:
        """One more beneath the others, for a second meeting of a month."""
        self._add(OldRow(self._year, max(12, *(0, *(each.row.number for each in self._rows))) + 1))
        self._rows[-1].go_to("held_on")

    def _add(self, row: OldRow) -> None:
        made = GridRow(row)
        made.edited.connect(lambda key: self._on_edited(made, key))
        made.left.connect(lambda key: self._on_left(made, key))
        made.entered.connect(lambda key: self._on_entered(made, key))
        made.stepped.connect(lambda key, step: self._go_beside(made, key, -step))
        made.pasted.connect(lambda key, block: self._on_pasted(made, key, block))
        made.came.connect(lambda key: self._on_came(made, key))
        self._rows.append(made)
        self._column.insertWidget(self._column.count() - 1, made)
        self._chain()

    def _chain(self) -> None:
        """Tab goes from cell to cell as they are read, also into a row that was added late."""
        cells = [row.cells[key] for row in self._rows[-2:] for key in KEYS]
        for before, after in pairwise(cells):
            QWidget.setTabOrder(before, after)

    def begun(self) -> list[OldRow]:
        """The rows in which something was typed, from the top."""
        return [each.row for each in self._rows if each.row.is_begun]

    def take_focus(self) -> None:
        """On the first row in which nothing stands yet."""
        if self._rows:
            empty = next((each for each in self._rows if not each.row.is_begun), self._rows[0])
            empty.go_to(empty.row.first_key())

    def say(self, problems: Mapping[int, RowProblem]) -> None:
        """What is to be mended, by the number of the row; the keyboard goes to the first."""
        for row in self._rows:
            problem = problems.get(row.row.number)
            row.say(problem.field if problem else "", problem.sentence if problem else "")
        first = next((each for each in self._rows if each.row.number in problems), None)
        if first is not None:
            field = problems[first.row.number].field
            first.go_to(field if field in KEYS else "held_on")

    def forget(self, numbers: Sequence[int]) -> None:
        """The rows were written: neither they nor what was kept of them stays."""
        for row in [each for each in self._rows if each.row.number in numbers]:
            self._rows.remove(row)
            take_out(row)
        self._unkept -= set(numbers)
        self._here = None
        for number in numbers:
            clear_draft(self._session.store, DRAFTED, str(self._year), f"{number:02d}")
        self._count()

    def leave(self) -> None:
        """As if the cell somebody is in were left, and every draft written."""
        commit_composing()
        if self._here is not None:
            self._settle_from(self._here)
        self.keep()

    def keep(self) -> None:
        """Writes the draft of every row changed since, with what is being composed; one that is empty is forgotten."""
        self._pause.stop()
        self._latest.stop()
        if not self._unkept:
            return
        try:
            for row in self._rows:
                if row.row.number in self._unkept:
                    self._keep_row(row)
        except Trouble as trouble:
            self._session.said.emit(trouble.sentence)
            return
        self._unkept.clear()
        self._session.draft_kept()

    def _keep_row(self, row: GridRow) -> None:
        place = (DRAFTED, str(self._year), f"{row.row.number:02d}")
        shown = OldRow(
            self._year, row.row.number, {key: cell.whole_text() for key, cell in row.cells.items()}
        )
        if row.row.is_begun:
            write_draft(self._session.store, place, as_draft(shown), base="", user=self._session.desk.user)
        else:
            clear_draft(self._session.store, *place)

    def _on_edited(self, row: GridRow, key: str) -> None:
        row.take(key)
        row.say("", "")
        if key == "kind":
            row.show_row()
        self._changed(row)
        self._count()

    def _changed(self, row: GridRow) -> None:
        self._unkept.add(row.row.number)
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def _on_left(self, row: GridRow, key: str) -> None:
        if key == "chair":
            self._name_chair(row)
        self._settle_from(row)

    def _name_chair(self, row: GridRow) -> None:
        """Letters that fit one person only become the name."""
        sought = fold(row.row.cells["chair"])
        fitting = [one for one in self._people if sought and likeness(sought, one) < UNLIKE]
        if len(fitting) == 1 and fitting[0].name != row.row.cells["chair"]:
            row.row.put("chair", fitting[0].name)
            self._changed(row)

    def _settle_from(self, row: GridRow) -> None:
        """What follows from a row follows in those beneath it that take it over."""
        rows = [each.row for each in self._rows]
        for each in self._rows[self._rows.index(row) :] if row in self._rows else ():
            before = dict(each.row.cells)
            each.row.settle(row_above(rows, each.row))
            if before != each.row.cells:
                each.show_row()
                self._changed(each)
        self._count()

    def _count(self) -> None:
        """Tells how many rows are whole, of how many begun, when that is another number now."""
        begun = self.begun()
        counts = (sum(isinstance(read_row(row), OldMeeting) for row in begun), len(begun))
        if counts != self._counts:
            self._counts = counts
            self.counted.emit(*counts)

    def _on_came(self, row: GridRow, _key: str) -> None:
        """Into another row: the one before says what is to be mended in it."""
        before, self._here = self._here, row
        self._laid_out.start(0)  # a row just put in, or made higher, has no place yet
        if before is not None and before is not row and before in self._rows:
            self._check(before)

    def _show_here(self) -> None:
        if self._here is not None:
            self._area.ensureWidgetVisible(self._here, 0, look.px(4))

    def _check(self, row: GridRow) -> None:
        read = read_row(row.row) if row.row.is_begun else None
        row.say(*((read.field, read.sentence) if isinstance(read, RowProblem) else ("", "")))

    def _on_entered(self, row: GridRow, key: str) -> None:
        self._on_left(row, key)
        numbered = any(
            each.cells["number"] for each in (one.row for one in self._rows) if each is not row.row
        )
        following = row.row.next_key(key, is_first=not numbered)
        if following:
            row.go_to(following)
            return
        place = self._rows.index(row) + 1
        if place < len(self._rows):
            self._rows[place].go_to(self._rows[place].row.first_key())
        else:
            self.finished.emit()

    def _go_beside(self, row: GridRow, key: str, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].go_to(key)

    def _on_pasted(self, row: GridRow, key: str, block: str) -> None:
        """From that cell to the right and down; rows that are lacking are added."""
        start, column = self._rows.index(row), KEYS.index(key)
        for place, cells in enumerate(pasted_rows(block), start):
            if place == len(self._rows):
                self._add(OldRow(self._year, max(12, *(each.row.number for each in self._rows)) + 1))
            target = self._rows[place]
            for name, words in zip(KEYS[column:], cells, strict=False):
                target.row.put(name, kind_key(words) if name == "kind" else words)
            if key == "held_on" and cells[1:]:
                target.row.follow_day()
            self._changed(target)
        self._settle_from(row)
        for each in self._rows[start:]:
            each.show_row()
            self._check(each)
        self._count()

    def _on_range(self, _least: int, _most: int) -> None:
        """The names of the columns end where the cells do, with the scroll bar or without it."""
        bar, side = self._area.verticalScrollBar(), look.px(4)
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._head.set_sides(side, side + taken)

    def fit(self) -> None:
        self._column.setContentsMargins(look.px(4), look.px(4), look.px(4), look.px(8))
        self._column.setSpacing(look.px(2))
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._on_range(0, 0)
