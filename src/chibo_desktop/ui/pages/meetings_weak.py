"""The list of cells that have to be put right, with their reasons; a reason opens what is behind it."""

from __future__ import annotations

from datetime import date
from html import escape

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.lists.attention import Weak, range_words, rule_words
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.pages.meetings_board_part import BoardPart, Shown, months_to_judge, short_name
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.widgets.buttons import Button
from chibo_desktop.ui.widgets.card import Card
from chibo_desktop.ui.widgets.rows import Row, RowList
from chibo_desktop.ui.widgets.words import Prose

AT_FIRST = 15
"""Lines before a person asks for all of them: a province has hundreds, and each is measured before it is set."""


class WeakList(BoardPart):
    """From the first month of the year to the running one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._weak: list[Weak] = []
        self._card = Card()
        self._rule = Prose("", "muted", width=320)
        self._rows = RowList(name="Chi bộ cần chấn chỉnh", wraps=True)
        self._rows.opened.connect(self._on_opened)
        self._more = Button("Xem hết", "link")
        self._more.clicked.connect(lambda: self._fill(everything=True))
        for widget in (self._rule, self._rows, self._more):
            self._card.add(widget)
        self.column.addWidget(self._card)
        self.setFocusProxy(self._rows)

    def show_board(self, shown: Shown) -> None:
        self.shown = shown
        first, last = months_to_judge(shown.year, shown.today)
        self._weak = list(shown.weak)
        self._card.set_title(f"Cần chấn chỉnh {range_words(first, last)}")
        self._rule.say(escape(rule_words(shown.today)))
        every = sum(line.is_here for line in shown.board.lines)
        self._card.set_note(f"{len(self._weak)} trên {every} chi bộ")
        self.primary = ("In danh sách", "print") if self._weak else ("", "")
        self._fill()

    def _fill(self, *, everything: bool = False) -> None:
        listed = self._weak if everything else self._weak[:AT_FIRST]
        self._rows.set_rows([_row(weak) for weak in listed])
        self._rows.setVisible(bool(listed))
        self._more.say(f"Xem hết {len(self._weak)} chi bộ")
        self._more.setVisible(len(self._weak) > len(listed))
        if not self._weak:
            self._card.set_note("không có chi bộ nào")

    def _on_opened(self, cell: str) -> None:
        """The gravest session behind it."""
        weak = next((each for each in self._weak if each.cell_id == cell), None)
        refs = [ref for reason in weak.reasons for ref in reason.behind] if weak else []
        meeting = next((record_id for kind, record_id in refs if kind == "meeting"), "")
        if meeting:
            self.meeting_wanted.emit(meeting)

    def press(self) -> None:
        if self.shown is not None:
            first, last = months_to_judge(self.shown.year, self.shown.today)
            self.print_wanted.emit("danh-sach-can-chan-chinh", *_days(first, last))


def _days(first: str, last: str) -> tuple[date, date]:
    return first_day(first), last_day(last)


def _row(weak: Weak) -> Row:
    under = f", {short_name(weak.body_name)}" if weak.body_name else ""
    kind: glyphs.Kind = "warning" if weak.graves else "half"
    said = f"{weak.graves} điều nặng" if weak.graves else f"{weak.counted} điều"
    return Row(weak.cell_id, f"{weak.name}{under}", weak.words, kind, said)
