"""IND-5: sessions at which somebody of a committee above was present."""

from __future__ import annotations

from chibo_desktop.lists.indicators.facts import Session
from chibo_desktop.lists.indicators.figure import Figure, Indicator
from chibo_desktop.lists.indicators.scope import Scope, behind_sessions
from chibo_desktop.rules import guidance

NOBODY: frozenset[str] = frozenset()


def _attended(scope: Scope) -> Figure:
    levels = frozenset(guidance.in_force("indicators", scope.within.last_day).values["levels"])
    with_guest = [each for each in scope.counted if _levels(scope, each) & levels]
    return ATTENDED.share(
        scope,
        len(with_guest),
        len(scope.counted),
        "buổi",
        lambda: behind_sessions(with_guest, scope.counted),
    )


def _levels(scope: Scope, session: Session) -> frozenset[str]:
    return scope.held.guests.get(session.id, NOBODY)


ATTENDED = Indicator(
    "IND-5",
    "Buổi có cấp ủy cấp trên dự",
    "Số buổi có ít nhất một đại biểu của cấp trên trong biên bản / số buổi đã sinh hoạt.",
    _attended,
)
COUNTS = (ATTENDED,)
