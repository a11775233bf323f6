"""What a step of a finalised meeting says, once; what it locks is the step's own affair."""

from __future__ import annotations

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import MeetingSheet


def locked_sentence(sheet: MeetingSheet) -> str:
    """As in "Buổi này đã chốt ngày 06/11/2026: …"; "" while the meeting is open."""
    at = sheet.meeting.moment("finalised_at")
    return f"Buổi này đã chốt ngày {show_day(at.date())}: chỉ xem, không sửa được nữa." if at else ""
