"""The part "Quần chúng" above the cells: what waits for the body, how many stand where and how long, names by cell, counts by commune."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from chibo_desktop.lists.candidate_counts import (
    BelowCount,
    Standing,
    by_state,
    counts_below,
    waiting_for_body,
)
from chibo_desktop.lists.candidates import CandidateRow, candidates_below
from chibo_desktop.rules.admission import FINAL
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.development_words import CANDIDATE, ROOMY, candidate_line
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.rows import Row

SHOWN_MOST = 150
"""Rows of the list shown at once; a step or an organisation taken above makes it shorter."""
LISTED = "Quần chúng, đảng viên dự bị"


class PipelinePart(Part):
    """A step or an organisation that is opened leaves only its own in the list beneath."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._only: tuple[str, str] = ("", "")
        self._wait, self._near = Card("Hồ sơ chờ cấp ủy"), Card("Đến hạn, sắp hết hạn")
        self._steps, self._below = Card("Đang ở bước nào"), Card("Theo đơn vị")
        self._card = Card(LISTED)
        self._all = Button("Xem tất cả", "link")
        self._all.clicked.connect(lambda: self._take("", ""))
        self._card.add_to_head(self._all)
        self._lists = {
            card: listed(name, wanted)
            for card, name, wanted in (
                (self._wait, "Hồ sơ chờ cấp ủy", self._on_candidate),
                (self._near, "Đến hạn, sắp hết hạn", self._on_candidate),
                (self._below, "Theo đơn vị", lambda key: self._take("below", key)),
                (self._steps, "Đang ở bước nào", lambda key: self._take("state", key)),
                (self._card, LISTED, self._on_candidate),
            )
        }
        for card, rows in self._lists.items():
            card.add(rows)
        left = Column(self._wait, self._near, self._card, QWidget())
        self._pair = Folding(left, Column(self._below, self._steps, QWidget()), weights=(10, 8))
        self.column.addWidget(self._pair)
        self._empty = EmptyState(
            "Quần chúng các chi bộ giúp đỡ sẽ hiện ở đây sau khi nhận gói của chi bộ: ai ở bước nào, hồ sơ nào chờ cấp ủy.",
            "Mở trang Gửi – nhận",
            icon="growth",
        )
        self._empty.begun.connect(lambda: self.go_to.emit("exchange", ""))
        self.column.addWidget(self._empty)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        every = candidates_below(store, own, today)
        going = [row for row in every if not row.way.is_over]
        waiting = waiting_for_body(going) if self.session.desk.kind == "commune" else []
        near = [row for row in going if row.near and row not in waiting]
        self._fill(self._wait, [candidate_line(row, today, with_cell=True) for row in waiting], "hồ sơ")
        self._fill(self._near, [_near_row(row, today) for row in near], "người")
        counts = counts_below(store, own, today) if self.session.desk.kind == "upper" else []
        self._fill(self._below, [_below_row(each) for each in counts if each.total], "đơn vị")
        self._fill(self._steps, [_state_row(each) for each in by_state(every, today)], "bước")
        self._show_list(every, counts, today)
        self._empty.setVisible(not every)
        self._pair.setVisible(bool(every))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pair.fold(roomy=look.logical(self.width()) >= ROOMY)

    def _fill(self, card: Card, rows: Sequence[Row], unit: str) -> None:
        fill(card, self._lists[card], rows, f"{len(rows)} {unit}")

    def _show_list(self, every: list[CandidateRow], counts: list[BelowCount], today: date) -> None:
        what, key = self._only
        rows, title = every, LISTED
        if what == "state":
            rows = [row for row in every if row.way.state == key]
            title = rows[0].state_label if rows else LISTED
        elif what == "below":
            one = next((each for each in counts if each.organisation_id == key), None)
            rows, title = (list(one.rows), one.name) if one else (every, LISTED)
        lines = [candidate_line(row, today, with_cell=True) for row in rows[:SHOWN_MOST]]
        self._card.set_title(title)
        note = f"{len(rows)} người" if len(rows) <= SHOWN_MOST else f"{SHOWN_MOST} người đầu trên {len(rows)}"
        fill(self._card, self._lists[self._card], lines, note)
        self._all.setVisible(bool(what))

    def _take(self, what: str, key: str) -> None:
        self._only = (what, key)
        self.refresh()
        self._lists[self._card].setFocus()

    def _on_candidate(self, key: str) -> None:
        self.wanted.emit(CANDIDATE, key)


def _near_row(row: CandidateRow, today: date) -> Row:
    """What is due, of whom, in which cell."""
    line = candidate_line(row, today, with_cell=True)
    return Row(
        row.id,
        row.near[0].words,
        f"{row.name} · {row.cell_name}" if row.name else row.shown,
        line.kind,
        line.words,
    )


def _state_row(each: Standing) -> Row:
    """How many stand there, how long they usually and at longest have stood."""
    said = ""
    if each.longest_days is not None and each.state not in FINAL:
        said = f"đã ở đây {each.longest_days} ngày"
        if len(each.rows) > 1:
            said = f"đã ở đây thường {each.usual_days} ngày, lâu nhất {each.longest_days} ngày"
    return Row(each.state, each.label, said, None, f"{len(each.rows)} người")


def _below_row(each: BelowCount) -> Row:
    parts = (
        f"{each.waiting_cell} chờ chi bộ" if each.waiting_cell else "",
        f"{each.waiting_body} chờ cấp ủy" if each.waiting_body else "",
        f"{each.probationary} dự bị" if each.probationary else "",
        f"{each.near} đến hạn, sắp hết hạn" if each.near else "",
    )
    return Row(
        each.organisation_id,
        each.name,
        " · ".join(part for part in parts if part),
        None,
        f"{each.total} người",
    )
