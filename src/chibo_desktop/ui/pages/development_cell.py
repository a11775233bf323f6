"""The part "Quần chúng" of a cell: whom it prepares, what is due, probationary members nobody follows yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from chibo_desktop.actions.candidates import follow_probationary
from chibo_desktop.base.dates import show_day
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.lists.candidates import CandidateRow, candidates_of, due_lines, untracked_probationary
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.admission import OFFICIAL
from chibo_desktop.ui import look
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.pages.development_words import CANDIDATE, NEW, ROOMY, candidate_line, due_row
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.folding import Column, Folding
from chibo_desktop.ui.widgets.message import Message
from chibo_desktop.ui.widgets.rows import Row

ADD = "Thêm quần chúng ưu tú"
ALL = "all"
GROUPS: tuple[tuple[str, str, Kind, Callable[[CandidateRow], bool]], ...] = (
    (
        "before",
        "Đang giúp đỡ",
        "todo",
        lambda row: not row.way.is_over and row.day_of("ceremony") is None,
    ),
    (
        "probation",
        "Dự bị",
        "half",
        lambda row: not row.way.is_over and row.day_of("ceremony") is not None,
    ),
    ("official", "Chính thức", "tick", lambda row: row.way.state == OFFICIAL),
    ("stopped", "Đã thôi, đã rời", "dot", lambda row: row.way.is_over and row.way.state != OFFICIAL),
)


class CandidatesPart(Part):
    """What is due stands first; a chip takes one group."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._due, self._card = Card("Việc cần làm"), Card("Quần chúng ưu tú, đảng viên dự bị")
        self._untracked = Card("Đảng viên dự bị chưa theo dõi")
        self._due_rows = listed("Việc phát triển đảng cần làm", self._on_candidate)
        self._rows = listed("Quần chúng ưu tú, đảng viên dự bị", self._on_candidate)
        self._free = listed("Đảng viên dự bị chưa theo dõi", self._on_follow)
        self._chips = Chips(_chips([]), name="Lọc quần chúng")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._said = Message()
        self._empty = EmptyState(
            "Quần chúng chi bộ chọn, giúp đỡ để xét kết nạp sẽ ở đây, từ khi được chọn đến khi là đảng viên chính thức.",
            ADD,
            icon="growth",
        )
        self._empty.begun.connect(self.press)
        self._untracked.add(self._free)
        self._untracked.add(self._said)
        self._due.add(self._due_rows)
        self._card.add(self._rows)
        self._pair = Folding(self._card, Column(self._due, self._untracked, QWidget()), weights=(10, 8))
        for part in (self._chips, self._pair, self._empty):
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        every = candidates_of(store, own, today)
        self._chips.set_chips(_chips(every))
        self._chips.setVisible(bool(every))
        taken = self._chips.taken()
        belongs = next((test for key, _, _, test in GROUPS if key == taken), None)
        rows = [row for row in every if belongs is None or belongs(row)]
        fill(self._card, self._rows, [candidate_line(row, today) for row in rows], f"{len(rows)} người")
        due = due_lines(every, today)
        fill(self._due, self._due_rows, [due_row(line) for line in due], f"{len(due)} việc")
        free = untracked_probationary(store, own, today)
        fill(self._untracked, self._free, [_free_row(facts) for facts in free], f"{len(free)} người")
        self._empty.setVisible(not every)
        self._pair.setVisible(bool(every or free))
        self._pair.fold(roomy=look.logical(self.width()) >= ROOMY and bool(due or free))
        self.primary = (ADD, "plus") if every else ("", "")
        self.retitled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pair.fold(roomy=look.logical(self.width()) >= ROOMY)

    def press(self) -> None:
        """The form for somebody new."""
        self.wanted.emit(NEW, "")

    def _on_candidate(self, key: str) -> None:
        self.wanted.emit(CANDIDATE, key)

    def _on_follow(self, member_id: str) -> None:
        self._said.say("absent", "")
        try:
            _, candidate_id = self.session.do(follow_probationary, member_id)
        except (Refusal, Trouble) as problem:
            self._said.say("absent", problem.sentence)
            return
        self.wanted.emit(CANDIDATE, candidate_id)


def _free_row(facts: Facts) -> Row:
    day = facts.day("admitted_on")
    since = f"kết nạp {show_day(day)}" if day else "chưa ghi ngày kết nạp"
    return Row(facts.id, facts.text("full_name"), since, "todo", "Theo dõi đảng viên này")


def _chips(rows: list[CandidateRow]) -> list[Chip]:
    each = [Chip(key, words, sum(test(row) for row in rows), kind) for key, words, kind, test in GROUPS]
    return [Chip(ALL, "Tất cả", len(rows)), *each]
