"""What a meeting decides: its resolution or ruling conclusion, the assignments it gives, and reports on earlier ones."""

from __future__ import annotations

from datetime import date, timedelta

from chibo_desktop.actions.beginning import earlier, usual_day
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_part, change_part, need_meeting, need_part
from chibo_desktop.base.dates import PartialDate, month_after, month_of
from chibo_desktop.lists import meetings
from chibo_desktop.lists.roster import kind_at, meeting_day
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Changes


def change_resolution(desk: Desk, /, meeting_id: str, **fields: object) -> Changes:
    """Writes fields of the meeting's one resolution or conclusion; it is made when first needed.

    Refusal for a number already given in the term.
    """
    meeting = need_meeting(desk, meeting_id)
    known = resolution_of(desk, meeting_id)
    with desk.writing(meeting.book) as writer:
        paper_id = known.id if known else writer.new_id()
        parent = {} if known else {"meeting_id": meeting_id}
        writer.put("resolution", paper_id, **parent, **fields)
    return writer.changes


def put_away_resolution(desk: Desk, meeting_id: str) -> Changes:
    """The meeting closes without a paper of its own."""
    known = resolution_of(desk, meeting_id)
    return change_part(desk, "resolution", known.id, put_away=True) if known else Changes()


def resolution_of(desk: Desk, meeting_id: str) -> Facts | None:
    """The meeting's resolution or conclusion, None while there is none."""
    return meetings.resolution_of(desk.store, meeting_id)


def add_assignment(
    desk: Desk, /, meeting_id: str, *, title: str, leader_id: str | None = None, **fields: object
) -> tuple[Changes, str]:
    """Gives a task at a meeting; it comes back at every later meeting until it is reported done."""
    meeting = need_meeting(desk, meeting_id)
    named = {"leader_id": leader_id} if leader_id else {}
    return add_part(
        desk, "assignment", meeting_id, cell_id=meeting.text("cell_id"), title=title, **named, **fields
    )


def change_assignment(desk: Desk, /, assignment_id: str, **fields: object) -> Changes:
    """Writes only the fields given."""
    return change_part(desk, "assignment", assignment_id, **fields)


def put_away_assignment(desk: Desk, assignment_id: str) -> Changes:
    """Takes the task back, as long as the meeting that gave it is not finalised."""
    return change_part(desk, "assignment", assignment_id, put_away=True)


def proposed_due(desk: Desk, meeting_id: str) -> date | None:
    """By when a task given at this meeting is due unless somebody says otherwise: the day before the next usual meeting.

    None where nothing says when that is.
    """
    meeting = need_meeting(desk, meeting_id)
    day, cell = meeting_day(meeting), meeting.text("cell_id")
    regular = kind_of("regular", day)
    before, unit = earlier(desk.store, cell, regular), find(desk.store, "organisation", cell)
    this, following = month_of(day), month_after(month_of(day))
    for month in (this, following, month_after(following)):
        if month == meeting.text("period") and kind_at(meeting).counts_as("regular"):
            continue  # this one is the meeting of its month
        usual = usual_day(unit, regular, PartialDate.from_iso(month), before)
        if usual is not None and usual - timedelta(days=1) > day:
            return usual - timedelta(days=1)
    return None


def report_assignment(
    desk: Desk,
    /,
    assignment_id: str,
    meeting_id: str,
    state: str,
    result: str | None = None,
    **fields: object,
) -> Changes:
    """Writes what was reported on a task at a later meeting; `result` None leaves the words as they are.

    `percent_done` says how much of it is done while it is going on, `ended` that a recurring one does not come back;
    what no longer fits the state is cleared.
    """
    need_part(desk, "assignment", assignment_id)
    meeting = need_meeting(desk, meeting_id)
    report_id = f"{assignment_id}/{meeting_id}"
    with desk.writing(meeting.book) as writer:
        known = writer.find("assignment_report", report_id)
        written: dict[str, object] = {"state": state, **fields}
        if known is None:
            written |= {"assignment_id": assignment_id, "meeting_id": meeting_id}
        elif known.is_put_away:
            written["put_away"] = False
        if result is not None:
            written["result"] = result
        if known is not None and state != "ongoing" and known.count("percent_done") is not None:
            written.setdefault("percent_done", None)
        writer.put("assignment_report", report_id, **written)
    return writer.changes
