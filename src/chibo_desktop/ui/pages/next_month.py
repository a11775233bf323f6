"""The month whose meeting comes next, and beginning it with what is usual; where it is shown stands elsewhere."""

from __future__ import annotations

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.dates import month_after, month_of
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.ui.session import LAST_STEP, Session


def next_period(session: Session) -> str:
    """The month after the newest meeting of which a month has one, the month of today when there is none."""
    held = meetings_of(session.store, session.desk.organisation_id)
    months = [each.text("period") for each in held if kind_of(each.text("kind")).series]
    whole = [month for month in months if len(month) == 7]
    return month_after(max(whole)) if whole else month_of(session.now().date())


def month_of_today_left(session: Session) -> str:
    """The month of today where the one that comes next is an older one, of which nobody wrote yet; "" else."""
    this_month = month_of(session.now().date())
    return this_month if next_period(session) < this_month else ""


def begin_next(session: Session, period: str = "") -> str:
    """Begins the meeting of that month, of the next one where none is given, day and hour as usual; gives its id.

    Refusal as `add_meeting` raises it.

    Its sheet opens on the preparation, whatever the day: what is proposed is looked at first.
    """
    _, meeting_id = session.do(add_meeting, period=period or next_period(session), usual=True)
    session.settings.put(LAST_STEP, f"{meeting_id}/prepare")
    return meeting_id
