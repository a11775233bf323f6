"""The shapes of the board of a body: a cell's month, its line, the sum of a commune; what fills them is in board.py."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from chibo_desktop.base.dates import first_day, month_of, show_day
from chibo_desktop.base.text import percent
from chibo_desktop.lists.indicators.facts import Range
from chibo_desktop.lists.scoring import KeptScore

State = Literal["received", "partial", "below", "not_yet", "late", "missed", "future", "none"]
STATES: tuple[State, ...] = ("received", "partial", "below", "not_yet", "late", "missed", "future", "none")
"""`partial`: minutes came, yet something written before them did not. `below`: fewer came than had to. `late`: past the
day that is set. `none`: the cell did not stand, or not here, on every day of the month and had no session.
"""
HELD: frozenset[State] = frozenset({"received", "partial", "below"})
"""The regular session of the month was held as far as is known here."""


class CellMonth(NamedTuple):
    """One cell in one month ("2026-10").

    `meeting_id` is the regular session's, also of a month that was missed or is still being written; "" while nothing
    came. `due_by` is the day by which the cell has to meet, `theme` the sort of a thematic session held ("" for none) and
    `theme_id` that session.
    `present` of `due` are of the regular session, 0 of 0 while none is known; `lacking` says what is still on its way.
    `is_visited`: somebody from above came that month (`visits_in` says who). `scored_id` is the meeting of `score`.
    """

    cell_id: str
    month: str
    state: State
    due_by: date
    meeting_id: str = ""
    held_on: date | None = None
    present: int = 0
    due: int = 0
    is_old: bool = False
    postponed_from: date | None = None
    lacking: str = ""
    theme: str = ""
    theme_id: str = ""
    is_visited: bool = False
    score: KeptScore | None = None
    scored_id: str = ""

    def days_late(self, today: date) -> int:
        """Days past the day that is set, below 0 as long as there are days left."""
        return (today - self.due_by).days

    def words(self, today: date) -> str:
        """The state with its day and figure, as in "đã sinh hoạt 05/11/2026, dự 11/12, 91,7 %"."""
        if self.state in HELD and not (self.state == "partial" and self.held_on is None):
            return self._held_words()
        if self.state in _PLAIN:
            return _PLAIN[self.state]
        if self.state == "partial":
            return f"nhận chưa đủ, {self.lacking}"
        said = "đang ghi, chưa chốt" if self.meeting_id else "chưa có tin đã sinh hoạt"
        if self.postponed_from:
            said += f", hoãn từ {show_day(self.postponed_from)}"
        return f"{said}, {days_words(self.days_late(today))}"

    def _held_words(self) -> str:
        said = f"đã sinh hoạt {show_day(self.held_on)}" if self.held_on else "đã sinh hoạt"
        said += f", dự {self.present}/{self.due}, {percent(self.present, self.due)}" if self.due else ""
        said += ", dưới mức phải đạt" if self.state == "below" else ""
        said += f", hoãn từ {show_day(self.postponed_from)}" if self.postponed_from else ""
        said += ", ghi từ sổ cũ" if self.is_old else ""
        return f"{said}; nhận chưa đủ, {self.lacking}" if self.lacking else said


_PLAIN: Mapping[State, str] = {
    "missed": "không sinh hoạt được",
    "future": "chưa đến",
    "none": "không tính: chi bộ không ở đây trọn tháng này",
}


def days_words(days: int) -> str:
    """Days past a day that is set, or left until it: "quá 8 ngày", "còn 2 ngày", "hạn hôm nay"."""
    return f"quá {days} ngày" if days > 0 else f"còn {-days} ngày" if days else "hạn hôm nay"


@dataclass(frozen=True)
class Line:
    """A cell's months, by its name on the last day shown. `bodies` are those above it then, nearest first."""

    cell_id: str
    name: str
    bodies: tuple[str, ...]
    is_here: bool
    """Whether it stands here today; a cell that ended or moved away keeps the months it was here."""
    months: tuple[CellMonth, ...]


@dataclass(frozen=True)
class Sum:
    """What became of one month of all cells below one body."""

    organisation_id: str
    month: str
    counts: Mapping[State, int]

    @property
    def held(self) -> int:
        """Cells of which the month's session is here."""
        return sum(self.counts.get(state, 0) for state in HELD)

    @property
    def due(self) -> int:
        """Cells that had to meet, whether the day is there already or not."""
        return sum(number for state, number in self.counts.items() if state != "none")


@dataclass(frozen=True)
class Board:
    """`lines` by name; `names` of the bodies directly below, those first under which cells stand."""

    body_id: str
    within: Range
    today: date
    lines: tuple[Line, ...]
    names: Mapping[str, str]

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """How many cell-months are in each state; together they are every cell of the board."""
        return Counter(each.state for line in self.lines for each in line.months)

    @property
    def months(self) -> tuple[str, ...]:
        return self.within.months()

    def at(self, cell_id: str, month: str) -> CellMonth | None:
        """One cell of the board."""
        found = next((line for line in self.lines if line.cell_id == cell_id), None)
        return next((each for each in found.months if each.month == month), None) if found else None

    def line(self, cell_id: str) -> Line | None:
        """The months of one cell."""
        return next((line for line in self.lines if line.cell_id == cell_id), None)

    def of(self, month: str) -> tuple[CellMonth, ...]:
        """One month of every cell."""
        return tuple(each for line in self.lines for each in line.months if each.month == month)

    def sums(self, body: str) -> tuple[Sum, ...]:
        """The months of a body directly below, or of a cell directly below as if it were one."""
        mine = [line for line in self.lines if body in (*line.bodies, line.cell_id)]
        return tuple(
            Sum(body, month, Counter(line.months[place].state for line in mine))
            for place, month in enumerate(self.months)
        )

    def days(self) -> tuple[CellMonth, ...]:
        """Of the running month those who have not met, the longest overdue first."""
        open_ones = [each for each in self.of(month_of(self.today)) if each.state in ("not_yet", "late")]
        return tuple(sorted(open_ones, key=lambda each: -each.days_late(self.today)))


def running(within: Sequence[str], today: date) -> str:
    """Of these months the running one, else the last that has begun, else the first."""
    begun = [month for month in within if first_day(month) <= today]
    return begun[-1] if begun else next(iter(within), "")
