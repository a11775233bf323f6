"""IND-4: cells with a session that had a focus, was discussed, was closed by a resolution and called feasible."""

from __future__ import annotations

from chibo_desktop.lists.indicators.facts import Session
from chibo_desktop.lists.indicators.figure import Figure, Indicator
from chibo_desktop.lists.indicators.scope import Scope, behind_cells


def _focused(scope: Scope) -> Figure:
    cells = list(scope.months_due)
    kept = [
        cell for cell in cells if any(_is_whole(scope, each) for each in scope.of_cell(cell, "attendance"))
    ]
    return FOCUSED.share(scope, len(kept), len(cells), "chi bộ", lambda: behind_cells(kept, cells))


def _is_whole(scope: Scope, session: Session) -> bool:
    held = scope.held
    had = (held.spoken, held.concluded, held.feasible)
    return session.has_focus and all(session.id in each for each in had)


FOCUSED = Indicator(
    "IND-4",
    "Có nội dung trọng tâm và nghị quyết khả thi",
    "Số chi bộ có ít nhất một buổi đủ cả bốn: có nội dung trọng tâm, có thảo luận, ban hành nghị quyết hoặc kết luận, "
    "phiếu đánh giá ghi khả thi / số chi bộ phải sinh hoạt.",
    _focused,
)
COUNTS = (FOCUSED,)
