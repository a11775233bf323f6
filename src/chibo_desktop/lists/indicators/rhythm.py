"""IND-16: months in which a regular session was held, of those in which cells had to meet."""

from __future__ import annotations

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator
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
    return KEPT_UP.share(
        scope,
        met_in,
        every,
        "tháng",
        lambda: Behind(
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
