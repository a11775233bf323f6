"""IND-3: cells that held a thematic session of the quarter in every whole quarter of the range."""

from __future__ import annotations

from chibo_desktop.lists.indicators.facts import Range
from chibo_desktop.lists.indicators.figure import Figure, Indicator, Row, reaches
from chibo_desktop.lists.indicators.scope import Scope, behind_cells


def _quarterly(scope: Scope) -> Figure:
    quarters = scope.within.quarters()
    cells = [cell for cell in scope.cells if quarters and all(_stood(scope, cell, each) for each in quarters)]
    kept = [cell for cell in cells if all(_held_in(scope, cell, quarter) for quarter in quarters)]
    return QUARTERLY.share(
        scope,
        len(kept),
        len(cells),
        "chi bộ",
        lambda: behind_cells(kept, cells),
        notes=() if quarters else ("Khoảng thời gian này không có quý nào trọn vẹn.",),
        parts=lambda: tuple(_row(scope, quarter) for quarter in quarters),
    )


def _row(scope: Scope, quarter: Range) -> Row:
    cells = [cell for cell in scope.cells if _stood(scope, cell, quarter)]
    kept = [cell for cell in cells if _held_in(scope, cell, quarter)]
    return Row(
        quarter.first,
        quarter_words(quarter),
        len(kept),
        len(cells),
        reaches(len(kept), len(cells), scope.target(QUARTERLY.key)),
        behind=lambda: behind_cells(kept, cells),
    )


def quarter_words(quarter: Range) -> str:
    """As in "Quý II năm 2026"."""
    number = ("I", "II", "III", "IV")[(int(quarter.first[5:]) - 1) // 3]
    return f"Quý {number} năm {quarter.first[:4]}"


def _stood(scope: Scope, cell: str, quarter: Range) -> bool:
    return set(quarter.months()) <= set(scope.every_month_due.get(cell, ()))


def _held_in(scope: Scope, cell: str, quarter: Range) -> bool:
    return any(
        each.theme_kind == "quarterly" and quarter.first <= each.month <= quarter.last
        for each in scope.of_cell(cell, "thematic")
    )


QUARTERLY = Indicator(
    "IND-3",
    "Sinh hoạt chuyên đề mỗi quý",
    "Số chi bộ quý nào cũng có ít nhất một buổi chuyên đề quý / số chi bộ có suốt các quý trọn trong kỳ.",
    _quarterly,
)
COUNTS = (QUARTERLY,)
