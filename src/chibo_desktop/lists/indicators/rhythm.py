"""IND-16: months in which a regular session was held, of those in which cells had to meet."""

from __future__ import annotations

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator, reaches
from chibo_desktop.lists.indicators.scope import Scope, refs


def _kept_up(scope: Scope) -> Figure:
    running = month_of(scope.today)
    due = {
        cell: [month for month in months if month < running] for cell, months in scope.every_month_due.items()
    }
    held = {cell: {each.month for each in scope.of_cell(cell, "regular")} for cell in due}
    met_in, every = (
        sum(month in held[cell] for cell, months in due.items() for month in months),
        sum(map(len, due.values())),
    )
    target = scope.target(KEPT_UP.key)
    return Figure(
        KEPT_UP.key,
        KEPT_UP.title,
        met_in,
        every,
        target,
        reaches(met_in, every, target),
        unit="tháng",
        behind=lambda: Behind(
            refs(
                "meeting",
                (
                    each.id
                    for cell in due
                    for each in scope.of_cell(cell, "regular")
                    if each.month in due[cell]
                ),
            ),
            refs("organisation", (cell for cell, months in due.items() if months)),
        ),
    )


KEPT_UP = Indicator(
    "IND-16",
    "Nền nếp sinh hoạt hằng tháng",
    "Số tháng có họp thường kỳ / số tháng các chi bộ phải họp (cả chi bộ nay không còn), tính đến tháng đã hết.",
    _kept_up,
)
COUNTS = (KEPT_UP,)
