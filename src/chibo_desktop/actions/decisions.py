"""What a meeting decides: its resolution or ruling conclusion, the assignments it gives, and reports on earlier ones."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_part, change_part, need_meeting, need_part
from chibo_desktop.lists import meetings
from chibo_desktop.lists.rows import Facts
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


def report_assignment(
    desk: Desk, assignment_id: str, meeting_id: str, state: str, result: str | None = None
) -> Changes:
    """Writes what was reported on a task at a later meeting; `result` None leaves the words as they are."""
    need_part(desk, "assignment", assignment_id)
    meeting = need_meeting(desk, meeting_id)
    report_id = f"{assignment_id}/{meeting_id}"
    with desk.writing(meeting.book) as writer:
        known = writer.find("assignment_report", report_id)
        fields: dict[str, object] = {"state": state}
        if known is None:
            fields |= {"assignment_id": assignment_id, "meeting_id": meeting_id}
        elif known.is_put_away:
            fields["put_away"] = False
        if result is not None:
            fields["result"] = result
        writer.put("assignment_report", report_id, **fields)
    return writer.changes
