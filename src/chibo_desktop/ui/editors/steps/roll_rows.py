"""A member of the roll call as a row of the list says it: the state in words, with reason or hours."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.base.dates import show_time
from chibo_desktop.lists.meeting_sheet import RollRow
from chibo_desktop.ui.editors.absence_line import LEFT
from chibo_desktop.ui.widgets.roster import RosterRow


def left_at(row: RollRow) -> datetime | None:
    """When this member went home before the end, None for who stayed."""
    return row.mark.moment("left_at") if row.mark is not None else None


def roster_row(number: int, row: RollRow) -> RosterRow:
    """The row with its state in words: the reason of who is absent, the hours of who came late or left early."""
    state: str = row.person.state or ""
    said = ""
    gone, came = left_at(row), row.mark.moment("late_at") if row.mark is not None else None
    if row.mark is not None and state == "excused":
        reason = row.mark.text("reason") or (
            "" if "reason" not in row.mark.absent else row.mark.shown("reason")
        )
        said = f"Vắng có lý do: {reason}" if reason else ""
    elif state == "late" and came:
        said = f"Muộn {show_time(came)}" + (f", về {show_time(gone)}" if gone else "")
    elif gone:
        state, said = LEFT, f"Về sớm {show_time(gone)}"
    office = row.member.office_label if row.member.is_due else row.member.standing_label
    return RosterRow(row.member.id, number, row.member.name_shown, office, state, said)
