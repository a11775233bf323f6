"""IND-11b: how many of the secretaries in office went to a class."""

from __future__ import annotations

from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.figure import Behind, Figure, Indicator
from chibo_desktop.lists.indicators.people import lists_on, took_part
from chibo_desktop.lists.indicators.scope import Scope, refs
from chibo_desktop.lists.moved import with_later
from chibo_desktop.store.known import known


def _trained(scope: Scope) -> Figure:
    held = scope.held
    secretaries = lists_on(held, scope.within.last_day).secretaries
    in_office = sorted(member for cell in scope.cells for member in secretaries.get(cell, ()))
    went = known(held.store, ("trained", scope.within), lambda: _went(held, scope.within))
    trained = [member for member in in_office if member in went]
    return TRAINED.share(
        scope,
        len(trained),
        len(in_office),
        "bí thư",
        lambda: Behind(refs("member", trained), refs("member", in_office)),
    )


def _went(held: Held, within: Range) -> frozenset[str]:
    named = (each.facts.text("member_id") for each in took_part(held, within, "training"))
    return with_later(held.store, named)


TRAINED = Indicator(
    "IND-11b",
    "Bí thư chi bộ được bồi dưỡng",
    "Số bí thư đương nhiệm có dự lớp bồi dưỡng trong kỳ / số bí thư đương nhiệm ngày cuối kỳ.",
    _trained,
)
COUNTS = (TRAINED,)
