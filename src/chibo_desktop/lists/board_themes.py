"""Which cells held their thematic session of each quarter, and how long the others still have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from chibo_desktop.lists.board_shapes import Board, CellMonth, Line
from chibo_desktop.lists.indicators.facts import Range
from chibo_desktop.lists.indicators.thematic import quarter_words
from chibo_desktop.rules import guidance

ThemeState = Literal["held", "open", "soon", "urgent", "lacking", "future", "none"]
THEME_STATES: tuple[ThemeState, ...] = ("held", "urgent", "soon", "open", "lacking", "future", "none")
"""`soon` and `urgent` are within the days of warning before the quarter ends (guidance `month`), `lacking` after it."""


@dataclass(frozen=True)
class CellQuarter:
    """One cell in one quarter; `quarter` is its first month. `meeting_months` are those with its thematic session,
    `meeting_ids` these sessions.
    """

    cell_id: str
    quarter: str
    state: ThemeState
    meeting_months: tuple[str, ...]
    meeting_ids: tuple[str, ...]
    days_left: int
    """Until the last day of the quarter; below 0 once it is over."""

    @property
    def words(self) -> str:
        """As people read it."""
        held = ", ".join(f"tháng {int(month[5:])}" for month in self.meeting_months)
        return {
            "held": f"đã có chuyên đề quý, {held}",
            "open": f"chưa có, còn {self.days_left} ngày",
            "soon": f"chưa có, chỉ còn {self.days_left} ngày",
            "urgent": f"chưa có, gấp: còn {self.days_left} ngày",
            "lacking": "hết quý, không có chuyên đề quý",
            "future": "chưa đến",
            "none": "không tính: chi bộ không ở đây trọn quý này",
        }[self.state]


@dataclass(frozen=True)
class ThemeLine:
    """A cell's quarters."""

    line: Line
    quarters: tuple[CellQuarter, ...]


@dataclass(frozen=True)
class Themes:
    """The quarters that lie wholly in the board's range, of every cell."""

    quarters: tuple[Range, ...]
    lines: tuple[ThemeLine, ...]

    @property
    def warning(self) -> str:
        """One sentence while the end of a quarter is near and cells lack its session; "" else."""
        near = [each for line in self.lines for each in line.quarters if each.state in ("soon", "urgent")]
        if not near:
            return ""
        quarter = next(each for each in self.quarters if each.first == near[0].quarter)
        name = quarter_words(quarter)
        return f"Còn {near[0].days_left} ngày hết {name[:1].lower()}{name[1:]}: {len(near)} chi bộ chưa sinh hoạt chuyên đề."


def themes(board: Board) -> Themes:
    """Only a session marked as the quarter's own is counted (IND-3); a cell is due where it stood the whole quarter."""
    quarters = board.within.quarters()
    days = tuple(guidance.in_force("month", board.today).values["quarter_warn_days"])
    lines = [
        ThemeLine(line, tuple(_quarter(line, quarter, board.today, days) for quarter in quarters))
        for line in board.lines
    ]
    return Themes(quarters, tuple(lines))


def _quarter(line: Line, quarter: Range, today: date, days: Sequence[int]) -> CellQuarter:
    months = [each for each in line.months if quarter.first <= each.month <= quarter.last]
    held = [each for each in months if each.theme == "quarterly"]
    return CellQuarter(
        line.cell_id,
        quarter.first,
        _state(months, held, quarter, today, days),
        tuple(each.month for each in held),
        tuple(each.theme_id for each in held),
        (quarter.last_day - today).days,
    )


def _state(
    months: Sequence[CellMonth], held: Sequence[CellMonth], quarter: Range, today: date, days: Sequence[int]
) -> ThemeState:
    left = (quarter.last_day - today).days
    if held:
        return "held"
    if any(each.state == "none" for each in months):
        return "none"
    if quarter.first_day > today:
        return "future"
    if left < 0:
        return "lacking"
    return "urgent" if left <= min(days) else "soon" if left <= max(days) else "open"
