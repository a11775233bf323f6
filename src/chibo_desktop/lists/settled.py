"""Tasks of a cell that were reported done, the newest first; those still open are in assignments.py."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.roster import meeting_day, names_of
from chibo_desktop.lists.rows import children, find, of_cell
from chibo_desktop.store import Store


@dataclass(frozen=True)
class SettledRow:
    """A task as it was reported done. `done_on` is the day of the meeting that heard of it."""

    id: str
    title: str
    leader_name: str
    done_on: date
    given_at: str
    result: str
    field: str


def settled_assignments(store: Store, cell_id: str) -> list[SettledRow]:
    """Those whose newest report says done, standing tasks when they were ended; a meeting put away reports nothing."""
    found = []
    for task in of_cell(store, "assignment", cell_id):
        reports = []
        for report in children(store, "assignment_report", "assignment_id", task.id):
            meeting = find(store, "meeting", report.text("meeting_id"))
            if meeting is not None and not meeting.is_put_away:
                reports.append((meeting_day(meeting), report.id, report))
        if not reports:
            continue
        day, _, last = max(reports)
        if not (last.flag("ended") if task.flag("recurring") else last.text("state") == "done"):
            continue
        leader = task.text("leader_id")
        found.append(
            SettledRow(
                id=task.id,
                title=task.text("title"),
                leader_name=names_of(store, [leader]).get(leader, ""),
                done_on=day,
                given_at=task.text("meeting_id"),
                result=last.text("result"),
                field=task.text("field"),
            )
        )
    return sorted(found, key=lambda row: row.done_on, reverse=True)
