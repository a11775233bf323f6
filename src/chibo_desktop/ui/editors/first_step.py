"""On which step the sheet of a meeting opens: where it was left, else where the work goes on; nothing is shown here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.lists.meeting_sheet import MeetingSheet


def first_step(sheet: MeetingSheet, keys: Sequence[str], left: str, today: date) -> str:
    """One of `keys`, the steps of this sheet; `left` is the one it was left on, "" when it was not open last."""
    if left in keys:
        return left
    if sheet.is_finalised:
        return "finalise"
    held = sheet.meeting.day("held_on")
    began = held is not None and held <= today
    if began and not sheet.attendance.present and "roll_call" in keys:
        return "roll_call"
    undone = [step.key for step in sheet.steps if step.state == "todo" and step.key in keys]
    # the hour of the end is written last; it must not call anybody back to the first step
    waiting = undone[1:] if began and undone[:1] == ["prepare"] else undone
    return waiting[0] if waiting else keys[0]
