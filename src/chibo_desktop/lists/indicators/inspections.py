"""IND-7: how many of the organisations directly below a body were inspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.figure import Figure, Indicator
from chibo_desktop.lists.indicators.scope import Scope, behind_cells
from chibo_desktop.lists.rows import select
from chibo_desktop.store.known import known


def _covered(scope: Scope) -> Figure | None:
    if scope.is_cell:
        return None
    below = scope.tree.below(scope.organisation_id)
    seen = _inspected(scope)
    inspected = [one for one in below if one in seen]
    return COVERED.share(scope, len(inspected), len(below), "tổ chức", lambda: behind_cells(inspected, below))


def _inspected(scope: Scope) -> frozenset[str]:
    key = ("inspected", scope.within)
    by_body = known(scope.held.store, key, lambda: _by_body(scope.held, scope.within))
    return frozenset(by_body.get(scope.organisation_id, ()))


def _by_body(held: Held, within: Range) -> Mapping[str, set[str]]:
    same, found = held.organisations.same, defaultdict[str, set[str]](set)
    for each in select(held.store, "inspection"):
        if within.holds(each.day("held_on")):
            found[same(each.text("body_id"))].add(same(each.text("organisation_id")))
    return found


COVERED = Indicator(
    "IND-7",
    "Kiểm tra tổ chức đảng trực thuộc",
    "Số tổ chức trực thuộc đã được kiểm tra, giám sát trong kỳ (mỗi nơi tính một lần) / số tổ chức trực thuộc.",
    _covered,
)
COUNTS = (COVERED,)
