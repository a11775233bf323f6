"""Beginning a meeting that is not the month's next one: which kinds there are to choose, and in which month they begin."""

from __future__ import annotations

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.ui.pages.next_month import next_period
from chibo_desktop.ui.session import Session

OTHER_KINDS = tuple((key, words) for key, words in KINDS if key != "regular")
"""Every kind but the one the red button begins."""


def begin_other(session: Session, kind: str) -> str:
    """Begins a meeting of that kind with what is usual; gives its id. Refusal as `add_meeting` raises it.

    One of a month's series comes after the newest; another stands in the month being prepared, else in that of today:
    both are shown in the sheet and can be typed over.
    """
    period = next_period(session) if kind_of(kind).series else _month_at_work(session)
    _, meeting_id = session.do(add_meeting, period=period, kind=kind, usual=True)
    return meeting_id


def _month_at_work(session: Session) -> str:
    held = meetings_of(session.store, session.desk.organisation_id)
    at_work = [
        each.text("period")
        for each in held
        if each.moment("finalised_at") is None and kind_of(each.text("kind")).series
    ]
    return max((month for month in at_work if len(month) == 7), default=month_of(session.now().date()))
