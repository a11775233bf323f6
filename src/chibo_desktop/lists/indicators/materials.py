"""IND-6: cells every session of which used a material."""

from __future__ import annotations

from chibo_desktop.lists.indicators.figure import Figure, Indicator
from chibo_desktop.lists.indicators.scope import Scope, behind_cells


def _supplied(scope: Scope) -> Figure:
    cells = list(scope.months_due)
    kept = [cell for cell in cells if _always(scope, cell)]
    return SUPPLIED.share(scope, len(kept), len(cells), "chi bộ", lambda: behind_cells(kept, cells))


def _always(scope: Scope, cell: str) -> bool:
    sessions = scope.of_cell(cell, "attendance")
    return bool(sessions) and all(each.id in scope.held.supplied for each in sessions)


SUPPLIED = Indicator(
    "IND-6",
    "Có và dùng tài liệu sinh hoạt",
    "Số chi bộ buổi nào cũng ghi có dùng tài liệu sinh hoạt / số chi bộ phải sinh hoạt.",
    _supplied,
)
COUNTS = (SUPPLIED,)
