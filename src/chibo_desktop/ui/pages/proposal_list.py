"""The list of the page "Kiến nghị": what there is to do first, the whole register narrowed and counted; one proposal is proposal_view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposal_register import (
    COUNTED,
    SHOWN,
    at_level,
    count,
    raised_between,
    shown_of,
    with_words,
)
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.fields_card import FieldsCard
from chibo_desktop.ui.editors.proposal_numbering import ProposalNumbering
from chibo_desktop.ui.editors.proposal_papers import ProposalPapers
from chibo_desktop.ui.editors.raised_range import RaisedRange
from chibo_desktop.ui.pages.proposal_words import proposal_line, sum_words
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.abreast import Abreast
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import LineField
from chibo_desktop.ui.widgets.folded_chips import FoldedChips
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import RowList
from chibo_desktop.ui.widgets.words import Prose

SHOWN_SHAPES: dict[str, glyphs.Kind] = {
    "mine": "todo",
    "overdue": "late",
    "waiting": "half",
    "answered": "done",
    "closed": "tick",
    "reopened": "warning",
    "joined": "half",
}
EVERY_LEVEL = "every"
SHORT = 8
"""A cell's register of so many is seen at once: nothing there to narrow."""
AT_ONCE = 40
"""Rows shown before somebody asks for more: a screen holds twelve."""
KEYS = (
    "Phím 1 chi bộ · 2 cấp xã · 3 cấp tỉnh · 4 trung ương: phân loại kiến nghị đang chọn. ↑↓ chọn, Enter mở."
)


class ProposalList(ScrolledPage):
    """`opened` with the id of a proposal: opening it is the page's affair."""

    opened = Signal(str)

    TITLE: ClassVar[str] = "Kiến nghị"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_cell = session.desk.kind == "cell"
        self._most = AT_ONCE
        self._make_filters()
        self._sum, self._said = Prose("", "muted"), Message()
        self._card = Card()
        self.rows = RowList(name="Các kiến nghị", wraps=True)
        self._more = Button("Xem thêm", "quiet", icon="down")
        self._more.clicked.connect(self._on_more)
        self._keys = Prose(KEYS, "muted")
        for part in (self._keys, self.rows, self._more):
            self._card.add(part)
        self._none = Prose("Không có kiến nghị nào như thế.", "muted")
        self._papers = ProposalPapers(session, self._raised, self._on_screen)
        self._numbering, self._fields = ProposalNumbering(session), FieldsCard(session)
        self._numbering.opened.connect(self.opened)
        self._numbering.written.connect(self.take_focus)
        self.rows.opened.connect(self.opened)
        self._empty = EmptyState(
            self._empty_words(), "Mở trang Sinh hoạt" if self._is_cell else "", icon="proposals"
        )
        self._empty.begun.connect(lambda: self.go_to.emit("meetings", ""))
        self._sought = Abreast(self._search, self._raised, least=560, gap=16)
        parts = (self._shown, self._level, self._sought, self._sum, self._said, self._card, self._none)
        for widget in (*parts, self._numbering, self._papers, self._fields, self._empty):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._found: list[ProposalRow] = []
        self._has_chosen = self._is_unfolded = self._is_long = self._has_years = False

    def _make_filters(self) -> None:
        chips = [Chip(key, words, 0, SHOWN_SHAPES.get(key)) for key, words in SHOWN]
        self._shown = FoldedChips(chips, "mine", "Lọc kiến nghị")
        levels = [(EVERY_LEVEL, "Mọi cấp"), *COUNTED]
        self._level = FoldedChips([Chip(*pair, 0) for pair in levels], EVERY_LEVEL, "Lọc theo thẩm quyền")
        for filters in (self._shown, self._level):
            filters.chosen.connect(self._on_narrowed)
        self._search = LineField("Tìm trong sổ kiến nghị", placeholder="số, việc, nơi, lĩnh vực, số văn bản")
        self._search.edited.connect(self._on_narrowed)
        self._raised = RaisedRange(self.session.now().date())
        self._raised.changed.connect(self._on_narrowed)
        self._tools = Button("Tìm, lọc", "quiet", icon="search")
        self._tools.clicked.connect(self._on_tools)
        self.title.add(self._tools)

    def _empty_words(self) -> str:
        if self._is_cell:
            return "Kiến nghị nêu ở bước Kiến nghị của buổi sinh hoạt sẽ ở đây, cùng trả lời của cấp trên."
        return "Kiến nghị của các chi bộ sẽ hiện ở đây sau khi nhận gói; trả lời ngay tại đây."

    def refresh(self) -> None:
        held = every_proposal(self.session.store)
        self._raised.offer_years(row.counted_on.year for row in held if row.raised_on)
        every = raised_between(held, *self._raised.span())
        own = self.session.desk.organisation_id
        by_key = {key: shown_of(self.session.store, every, key, own) for key, _ in SHOWN}
        if not self._has_chosen:
            # with nothing to do the whole register is of more use than an empty list
            self._shown.take("mine" if by_key["mine"] else "all")
        self._show_chips(by_key)
        chosen = by_key[self._shown.taken()]
        self._show_levels(chosen)
        self._sum.say(sum_words(self.session.store, every))
        self._said.say("warning", count(self.session.store, every).problem)
        level = self._level.taken()
        narrowed = at_level(chosen, "" if level == EVERY_LEVEL else level)
        if self._shown.taken() == "mine":
            narrowed.sort(key=_by_need)
        self._found = with_words(narrowed, self._search.value())
        self._show_rows(self._found)
        self._show_parts(held, every)

    def _show_parts(self, held: Sequence[ProposalRow], every: Sequence[ProposalRow]) -> None:
        """Nothing to narrow where the whole register is seen at once; nothing to print where it is empty."""
        self._is_long = bool(held) and (not self._is_cell or len(held) > SHORT)
        self._has_years = self._is_long or len({row.counted_on.year for row in held}) > 1
        for part, is_wanted in (
            (self._sum, self._is_long),
            *((part, bool(held)) for part in (self._shown, self._papers)),
        ):
            part.setVisible(is_wanted)
        self._show_tools()
        self._none.setVisible(bool(held) and not self._found)
        self._empty.setVisible(not held)
        self._fields.setVisible(bool(held) or not self._is_cell)
        self._numbering.refresh()
        self._fields.refresh()
        self._papers.say_range()

    def _show_tools(self) -> None:
        """Behind a button where the rows would have no room, unless something is narrowed by them."""
        is_folding = not self.is_roomy() and not self._is_narrowed()
        is_open = not is_folding or self._is_unfolded
        self._tools.setVisible(self._has_years and is_folding)
        self._tools.set_icon("close" if is_open else "search")
        self._tools.say("Ẩn tìm, lọc" if is_open else "Tìm, lọc")
        for part in (self._level, self._search):
            part.setVisible(self._is_long and is_open)
        for beneath in (self._sought, self._raised):
            beneath.setVisible(self._has_years and is_open)

    def _is_narrowed(self) -> bool:
        taken = self._level.taken() != EVERY_LEVEL
        return taken or bool(self._search.value()) or self._raised.is_narrowed()

    def _on_tools(self) -> None:
        self._is_unfolded = not self._is_unfolded
        self._show_tools()
        if self._is_unfolded:
            (self._search if self._is_long else self._raised).setFocus()

    def _on_screen(self) -> tuple[Sequence[ProposalRow], str]:
        """What the list shows or would show further down, and how it was narrowed."""
        words = [dict(SHOWN)[self._shown.taken()], self._raised.words()]
        level, sought = self._level.taken(), self._search.value()
        words += [dict(COUNTED)[level]] if level != EVERY_LEVEL else []
        words += [f"tìm “{sought}”"] if sought else []
        return self._found, ", ".join(words)

    def _show_chips(self, by_key: dict[str, list[ProposalRow]]) -> None:
        needed = {"all", "waiting", "mine", self._shown.taken()}
        self._shown.show_only(
            [
                Chip(key, words, len(by_key[key]), SHOWN_SHAPES.get(key))
                for key, words in SHOWN
                if by_key[key] or key in needed
            ]
        )

    def _show_levels(self, chosen: list[ProposalRow]) -> None:
        counts = count(self.session.store, chosen)
        chips = [Chip(EVERY_LEVEL, "Mọi cấp", counts.raised)]
        taken = self._level.taken()
        chips += [
            Chip(each.key, each.words, each.raised)
            for each in counts.levels
            if each.raised or each.key in (*LEVELS, taken)
        ]
        self._level.show_only(chips)

    def _show_rows(self, found: list[ProposalRow]) -> None:
        today = self.session.now().date()
        shown = found[: self._most]
        self.rows.set_rows([proposal_line(row, is_cell=self._is_cell, today=today) for row in shown])
        self._more.say(f"Xem thêm {min(AT_ONCE, len(found) - len(shown))} kiến nghị")
        self._more.setVisible(len(found) > len(shown))
        self._show_keys()
        self._card.setVisible(bool(shown))

    def _show_keys(self) -> None:
        """Not where the screen has room for but a few rows; the help says it too."""
        is_wanted = not self._is_cell and self._shown.taken() == "mine"
        self._keys.setVisible(is_wanted and self.is_roomy())

    def fold(self) -> None:
        if hasattr(self, "_has_years"):
            self._show_keys()
            self._show_tools()

    def _on_narrowed(self, _key: str = "") -> None:
        self._has_chosen, self._most = True, AT_ONCE
        self.refresh()

    def take_focus(self) -> None:
        """On the rows."""
        self.rows.setFocus()

    def _on_more(self) -> None:
        self._most += AT_ONCE
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit says whose matter the proposal is that has the keyboard, and goes on to the next."""
        place, digit = self.rows.focused(), event.text()
        if self._is_cell or place < 0 or digit not in {"1", "2", "3", "4"}:
            super().keyPressEvent(event)
            return
        key = self.rows.rows()[place].key
        try:
            self.session.do(classify_proposal, key, LEVELS[int(digit) - 1])
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        left = [row.key for row in self.rows.rows()]
        self.rows.focus_row(place + 1 if place < len(left) and left[place] == key else place)


def _by_need(row: ProposalRow) -> tuple[bool, bool, str, str]:
    """The overdue first, then by the day they are due, then the oldest."""
    due = row.due.due_on.isoformat() if row.due else ""
    return not row.is_overdue, not due, due, row.raised_on.isoformat() if row.raised_on else ""
