"""The part "Việc phải làm" of a body: what it gave and follows, what it was given, what those below follow on their own."""

from __future__ import annotations

from chibo_desktop.lists.oversight import follow_ups, followed_below, given_to
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.pages.parted import Part
from chibo_desktop.ui.pages.tasks_one import fill, listed
from chibo_desktop.ui.pages.tasks_words import follow_up_line
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.chips import Chip, Chips
from chibo_desktop.ui.widgets.empty_state import EmptyState
from chibo_desktop.ui.widgets.flow import Flow

ALL = "all"
KINDS: tuple[tuple[str, str, Kind], ...] = (
    ("overdue", "Quá hạn", "late"),
    ("open", "Đang làm", "todo"),
    ("reported", "Báo đã xong", "half"),
    ("done", "Đã xong", "tick"),
)
SHOWN_MOST = 150
"""Rows of one list shown at once; those first have to be looked at first."""
GIVE = "Giao việc xuống"


class FollowTab(Part):
    """Overdue first; a chip takes one state."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._chips = Chips(_chips([]), name="Lọc việc phải làm")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._card, self._given, self._below = (
            Card("Đang theo dõi"),
            Card("Cấp trên giao"),
            Card("Nơi ở dưới tự theo dõi"),
        )
        self._lists = {
            card: listed(name, lambda key: self.wanted.emit("follow_up", key))
            for card, name in (
                (self._card, "Việc đang theo dõi"),
                (self._given, "Việc cấp trên giao"),
                (self._below, "Việc nơi ở dưới tự theo dõi"),
            )
        }
        note, paper = Button("Ghi khuyết điểm, việc khác", icon="plus"), Button("In sổ", icon="print")
        note.clicked.connect(lambda: self.wanted.emit("new shortcoming", ""))
        paper.clicked.connect(self._on_print)
        self._foot = Flow()
        for button in (note, paper):
            self._foot.put(button)
        self._empty = EmptyState(
            "Việc giao theo kết luận giao ban, khuyết điểm phải khắc phục sẽ ở đây, cùng nơi nào đã báo làm xong.",
            GIVE,
            icon="tasks",
        )
        self._empty.begun.connect(self.press)
        self.column.addWidget(self._chips)
        for card, rows in self._lists.items():
            card.add(rows)
        for part in (self._given, self._card, self._below, self._empty, self._foot):
            self.column.addWidget(part)

    def refresh(self) -> None:
        store, own = self.session.store, self.session.desk.organisation_id
        today = self.session.now().date()
        every = follow_ups(store, own, today)
        self._chips.set_chips(_chips([row.state for row in every]))
        self._chips.setVisible(bool(every))
        taken = self._chips.taken()
        rows = [follow_up_line(row) for row in every if taken in (ALL, row.state)]
        note = f"{SHOWN_MOST} việc đầu; in sổ để xem đủ" if len(rows) > SHOWN_MOST else ""
        fill(self._card, self._lists[self._card], rows[:SHOWN_MOST], note)
        given = given_to(store, own, today)
        is_open = sum(row.state in ("open", "overdue") for row in given)
        lines = [follow_up_line(row, given=True) for row in given]
        fill(self._given, self._lists[self._given], lines, f"{is_open} chưa làm" if is_open else "")
        below = [follow_up_line(row) for row in followed_below(store, own, today)]
        fill(self._below, self._lists[self._below], below[:SHOWN_MOST], f"{len(below)} việc")
        self._empty.setVisible(not every and not given)
        self.primary = (GIVE, "plus") if every or given else ("", "")
        self.retitled.emit()

    def press(self) -> None:
        """The form for something given downward."""
        self.wanted.emit("new conclusion", "")

    def _on_print(self) -> None:
        today = self.session.now().date()
        self.print_report("so-theo-doi-nhiem-vu", today.replace(month=1, day=1), today)


def _chips(states: list[str]) -> list[Chip]:
    """All, then each state with how many."""
    each = [Chip(key, words, states.count(key), kind) for key, words, kind in KINDS]
    return [Chip(ALL, "Tất cả", len(states)), *each]
