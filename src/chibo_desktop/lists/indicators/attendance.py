"""IND-1, IND-1b, IND-2: who came of who was due, by session, over all sessions, and in every session of a cell."""

from __future__ import annotations

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.indicators.facts import Session
from chibo_desktop.lists.indicators.figure import Figure, Indicator, Row, reaches
from chibo_desktop.lists.indicators.scope import Scope, behind_cells, behind_sessions

TYPED = "{count} buổi tính theo số ghi trong sổ cũ."


def _sessions(scope: Scope) -> Figure:
    reached = [each for each in scope.counted if scope.is_reached(each)]
    return Figure(
        PER_SESSION.key,
        PER_SESSION.title,
        len(reached),
        len(scope.counted),
        target=scope.target("IND-1"),
        met=len(reached) == len(scope.counted) if scope.counted else None,
        unit="buổi",
        notes=_notes(scope),
        parts=lambda: tuple(_row(scope, each) for each in scope.counted),
        behind=lambda: behind_sessions(reached, scope.counted),
    )


def _row(scope: Scope, session: Session) -> Row:
    rate, target = scope.rate(session), scope.session_target(session)
    return Row(
        session.id,
        f"{scope.name(session.cell_id)}, {show_day(session.day)}",
        rate.present,
        rate.due,
        reaches(rate.present, rate.due, target),
        note="ghi từ sổ cũ" if rate.is_typed else "",
        ref=("meeting", session.id),
    )


def _notes(scope: Scope) -> tuple[str, ...]:
    typed = sum(rate.is_typed for rate in scope.rates)
    return (TYPED.format(count=typed),) if typed else ()


def _pooled(scope: Scope) -> Figure:
    present, due = sum(rate.present for rate in scope.rates), sum(rate.due for rate in scope.rates)
    return POOLED.share(
        scope,
        present,
        due,
        "lượt đảng viên",
        lambda: behind_sessions(scope.counted, scope.counted),
        notes=_notes(scope),
        parts=lambda: tuple(_row(scope, each) for each in scope.counted),
    )


def _cells(scope: Scope) -> Figure:
    kept = [cell for cell in scope.months_due if _keeps(scope, cell)]
    return CELLS.share(
        scope,
        len(kept),
        len(scope.months_due),
        "chi bộ",
        lambda: behind_cells(kept, scope.months_due),
    )


def _keeps(scope: Scope, cell: str) -> bool:
    met_in = {each.month for each in scope.of_cell(cell, "regular")}
    every_month = all(month in met_in for month in scope.months_due[cell])
    return every_month and all(scope.is_reached(each) for each in scope.of_cell(cell, "attendance"))


PER_SESSION = Indicator(
    "IND-1",
    "Buổi sinh hoạt đủ tỷ lệ đảng viên dự",
    "Số buổi có tỷ lệ đảng viên có mặt trên số phải dự đạt mức quy định / số buổi đã sinh hoạt.",
    _sessions,
)
POOLED = Indicator(
    "IND-1b",
    "Tỷ lệ đảng viên dự sinh hoạt",
    "Tổng số lượt có mặt / tổng số lượt phải dự của các buổi trong kỳ.",
    _pooled,
)
CELLS = Indicator(
    "IND-2",
    "Chi bộ giữ đủ tỷ lệ dự ở mọi kỳ",
    "Số chi bộ tháng nào phải họp cũng họp thường kỳ và buổi nào cũng đủ tỷ lệ / số chi bộ phải sinh hoạt.",
    _cells,
)
COUNTS = (PER_SESSION, POOLED, CELLS)
