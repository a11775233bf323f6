"""The page "Kiến nghị": the list with its states, and one proposal with its way, its answer and the form to answer."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.proposals import ProposalRow, list_proposals
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages import title_of
from chibo_desktop.ui.pages.page import Page
from chibo_desktop.ui.pages.proposal_view import ProposalView
from chibo_desktop.ui.pages.scrolled import ScrolledPage
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.rows import Row, RowList

STATE_SHAPES: dict[str, glyphs.Kind] = {"waiting": "todo", "answered": "done", "announced": "tick"}
FILTERS: tuple[tuple[str, str, glyphs.Kind | None], ...] = (
    ("all", "Tất cả", None),
    ("waiting", "Chưa trả lời", "todo"),
    ("answered", "Đã trả lời", "done"),
    ("announced", "Đã đọc tại chi bộ", "tick"),
)


class _ListPage(ScrolledPage):
    """The list; opening a row is the page's affair."""

    TITLE: ClassVar[str] = "Kiến nghị"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._is_cell = session.desk.kind == "cell"
        self._chips = Chips(
            [Chip(key, words, 0, kind) for key, words, kind in FILTERS], "all", "Lọc kiến nghị"
        )
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._card = Card()
        self.rows = RowList(name="Các kiến nghị")
        self._card.add(self.rows)
        self._empty = EmptyState(
            self._empty_words(), "Mở trang Sinh hoạt" if self._is_cell else "", icon="proposals"
        )
        self._empty.begun.connect(lambda: self.go_to.emit("meetings", ""))
        for part in (self._chips, self._card, self._empty):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _empty_words(self) -> str:
        if self._is_cell:
            return "Kiến nghị nêu ở bước Kiến nghị của buổi sinh hoạt sẽ ở đây, cùng trả lời của cấp trên."
        return "Kiến nghị của các chi bộ sẽ hiện ở đây sau khi nhận gói; trả lời ngay tại đây."

    def refresh(self) -> None:
        every = list_proposals(self.session.store)
        counts = {key: sum(1 for row in every if row.state == key) for key, _, _ in FILTERS} | {
            "all": len(every)
        }
        self._chips.set_chips([Chip(key, words, counts[key], kind) for key, words, kind in FILTERS])
        taken = self._chips.taken()
        shown = [row for row in every if taken in ("all", row.state)]
        self.rows.set_rows([proposal_line(row, is_cell=self._is_cell) for row in shown])
        self._chips.setVisible(bool(every))
        self._card.setVisible(bool(shown))
        self._empty.setVisible(not every)


class ProposalsPage(Page):
    TITLE: ClassVar[str] = title_of(__name__)
    SHOWS: ClassVar[tuple[str, ...]] = ("proposal", "answer", "meeting", "organisation")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._list = _ListPage(session)
        self._list.rows.opened.connect(self.open)
        self._list.go_to.connect(self.go_to)
        self._view = ProposalView(session)
        self._view.back_chosen.connect(self._on_back)
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

    def may_leave(self) -> bool:
        self._view.leave()
        return True


def proposal_line(row: ProposalRow, *, is_cell: bool) -> Row:
    """What is asked for, by whom and when, and how it stands."""
    raised = f"nêu {show_day(row.raised_on)}" if row.raised_on else "chưa ghi ngày nêu"
    parts = [row.source_label if is_cell else row.cell_name, raised]
    if row.competence_label:
        parts.append(f"thẩm quyền: {row.competence_label.lower()}")
    words = row.state_label[:1].upper() + row.state_label[1:]
    return Row(
        row.id, row.content, " · ".join(parts), STATE_SHAPES[row.state], words, quiet=row.state == "announced"
    )
