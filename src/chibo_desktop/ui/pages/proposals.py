"""The page "Kiến nghị": what there is to do first, the whole register narrowed and counted, and one proposal opened."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.text import percent
from chibo_desktop.lists.proposal_deadline import LEVELS
from chibo_desktop.lists.proposal_register import (
    COUNTED,
    SHOWN,
    Counts,
    at_level,
    count,
    group_words,
    shown_of,
    with_words,
)
from chibo_desktop.lists.proposals import ProposalRow, every_proposal
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.editors.proposal_papers import ProposalPapers
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.proposal_view import ProposalView
from chibo_desktop.ui.pages.proposal_words import proposal_line
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.fields import LineField
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
}
EVERY_LEVEL = "every"
SHORT = 8
"""A cell's register of so many is seen at once: nothing there to narrow."""
AT_ONCE = 60
"""Rows shown before somebody asks for more: a screen holds twelve."""
KEYS = (
    "Phím 1 chi bộ · 2 cấp xã · 3 cấp tỉnh · 4 trung ương: phân loại kiến nghị đang chọn. ↑↓ chọn, Enter mở."
)


class _ListPage(ScrolledPage):
    """The list; opening a row is the page's affair."""

    TITLE: ClassVar[str] = "Kiến nghị"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_cell = session.desk.kind == "cell"
        self._most = AT_ONCE
        chips = [Chip(key, words, 0, SHOWN_SHAPES.get(key)) for key, words in SHOWN]
        self._shown = Chips(chips, "mine", "Lọc kiến nghị")
        levels = [(EVERY_LEVEL, "Mọi cấp"), *COUNTED]
        self._level = Chips([Chip(*pair, 0) for pair in levels], EVERY_LEVEL, "Lọc theo thẩm quyền")
        for filters in (self._shown, self._level):
            filters.chosen.connect(self._on_narrowed)
        self._search = LineField("Tìm trong sổ kiến nghị", placeholder="việc, nơi, lĩnh vực, số văn bản")
        self._search.edited.connect(self._on_narrowed)
        self._sum, self._said = Prose("", "muted"), Message()
        self._card = Card()
        self.rows = RowList(name="Các kiến nghị")
        self._more = Button("Xem thêm", "quiet", icon="down")
        self._more.clicked.connect(self._on_more)
        self._keys = Prose(KEYS, "muted")
        for part in (self._keys, self.rows, self._more):
            self._card.add(part)
        self._none = Prose("Không có kiến nghị nào như thế.", "muted")
        self._papers = ProposalPapers(session)
        self._empty = EmptyState(
            self._empty_words(), "Mở trang Sinh hoạt" if self._is_cell else "", icon="proposals"
        )
        self._empty.begun.connect(lambda: self.go_to.emit("meetings", ""))
        parts = (self._shown, self._level, self._sum, self._search, self._said, self._card, self._none)
        for widget in (*parts, self._papers, self._empty):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._has_chosen = False

    def _empty_words(self) -> str:
        if self._is_cell:
            return "Kiến nghị nêu ở bước Kiến nghị của buổi sinh hoạt sẽ ở đây, cùng trả lời của cấp trên."
        return "Kiến nghị của các chi bộ sẽ hiện ở đây sau khi nhận gói; trả lời ngay tại đây."

    def refresh(self) -> None:
        every = every_proposal(self.session.store)
        own = self.session.desk.organisation_id
        by_key = {key: shown_of(self.session.store, every, key, own) for key, _ in SHOWN}
        if not self._has_chosen:
            # with nothing to do the whole register is of more use than an empty list
            self._shown.take("mine" if by_key["mine"] else "all")
        self._show_chips(by_key)
        chosen = by_key.get(self._shown.taken(), list(every))
        self._show_levels(chosen, every)
        level = self._level.taken()
        narrowed = at_level(chosen, "" if level == EVERY_LEVEL else level)
        found = with_words(narrowed, self._search.value())
        if self._shown.taken() == "mine":
            found.sort(key=_by_need)
        self._show_rows(found)
        is_long = not self._is_cell or len(every) > SHORT
        for part, is_wanted in (
            (self._shown, bool(every)),
            (self._papers, bool(every)),
            *((part, bool(every) and is_long) for part in (self._level, self._sum, self._search)),
        ):
            part.setVisible(is_wanted)
        self._none.setVisible(bool(every) and not found)
        self._empty.setVisible(not every)

    def _show_chips(self, by_key: dict[str, list[ProposalRow]]) -> None:
        needed = {"all", "waiting", "mine", self._shown.taken()}
        self._shown.show_only(
            [
                Chip(key, words, len(by_key[key]), SHOWN_SHAPES.get(key))
                for key, words in SHOWN
                if by_key[key] or key in needed
            ]
        )

    def _show_levels(self, chosen: list[ProposalRow], every: tuple[ProposalRow, ...]) -> None:
        counts = count(chosen, every)
        chips = [Chip(EVERY_LEVEL, "Mọi cấp", counts.raised)]
        taken = self._level.taken()
        chips += [
            Chip(each.key, each.words, each.raised)
            for each in counts.levels
            if each.raised or each.key in (*LEVELS, taken)
        ]
        self._level.show_only(chips)
        self._sum.say(sum_words(counts, groups_of(chosen)))
        self._said.say("warning", counts.problem)

    def _show_rows(self, found: list[ProposalRow]) -> None:
        today = self.session.now().date()
        shown = found[: self._most]
        self.rows.set_rows([proposal_line(row, is_cell=self._is_cell, today=today) for row in shown])
        self._more.say(f"Xem thêm {min(AT_ONCE, len(found) - len(shown))} kiến nghị")
        self._more.setVisible(len(found) > len(shown))
        self._keys.setVisible(not self._is_cell and self._shown.taken() == "mine")
        self._card.setVisible(bool(shown))

    def _on_narrowed(self, _key: str = "") -> None:
        self._has_chosen, self._most = True, AT_ONCE
        self.refresh()

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


class ProposalsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = (
        "proposal",
        "proposal_step",
        "answer",
        "agenda_item",
        "assignment",
        "meeting",
        "organisation",
        "succession",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._list = _ListPage(session)
        self._list.rows.opened.connect(self.open)
        self._list.go_to.connect(self.go_to)
        self._view = ProposalView(session)
        self._view.back_chosen.connect(self._on_back)
        self._view.go_to.connect(self.go_to)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        self._list.refresh()
        if self._stack.currentWidget() is self._view:
            self._view.refresh()

    def open(self, record_id: str) -> None:
        if not record_id:
            self._on_back()
            return
        self._view.show_proposal(record_id)
        self._stack.setCurrentWidget(self._view)
        self._view.take_focus()

    def _on_back(self) -> None:
        self._view.leave()
        self._list.refresh()
        self._stack.setCurrentWidget(self._list)
        self._list.rows.setFocus()

    def may_leave(self) -> bool:
        self._view.leave()
        return True


def _by_need(row: ProposalRow) -> tuple[bool, bool, str, str]:
    """The overdue first, then by the day they are due, then the oldest."""
    due = row.due.due_on.isoformat() if row.due else ""
    return not row.is_overdue, not due, due, row.raised_on.isoformat() if row.raised_on else ""


def groups_of(rows: list[ProposalRow]) -> tuple[str, str]:
    """What both groups hold, by the days on which these were raised."""
    days = [row.raised_on or row.written.on for row in rows]
    return group_words(min(days), max(days)) if days else ("", "")


def sum_words(counts: Counts, words: tuple[str, str]) -> str:
    """As in "317 lượt, 301 việc khác nhau: thuộc chi bộ 35 (11,0 %) + thuộc cấp trên (xã, tỉnh, Trung ương) 282 (89,0 %) +
    chưa phân loại 0".
    """
    own, above = (f"{each[:1].lower()}{each[1:]}" for each in words)
    groups = (
        (own, counts.grassroots),
        (above, counts.above),
        ("chưa phân loại", counts.unclassified),
    )
    said = " + ".join(f"{words} {number} ({percent(number, counts.raised)})" for words, number in groups)
    return f"{counts.raised} lượt, {counts.distinct} việc khác nhau: {said}." if counts.raised else ""
