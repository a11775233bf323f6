"""What a step says of locking a meeting, before and after, once; what it locks is the step's own affair."""

from __future__ import annotations

from collections.abc import Sequence

from chibo_desktop.actions.paper_forms import RESOLUTION
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.meetings import has_minutes


def locked_sentence(sheet: MeetingSheet) -> str:
    """As in "Buổi này đã chốt ngày 06/11/2026: …"; "" while the meeting is open."""
    at = sheet.meeting.moment("finalised_at")
    if at is None:
        return ""
    is_missed = sheet.meeting.flag("missed")
    what = "Kỳ này đã chốt là không sinh hoạt" if is_missed else "Buổi này đã chốt"
    return f"{what} ngày {show_day(at.date())}: chỉ xem, không sửa được nữa."


def lock_words(sheet: MeetingSheet) -> str:
    """The button that locks: of a month without its meeting, and of one from an old book, no minutes are locked."""
    if sheet.meeting.flag("missed"):
        return "Chốt là không sinh hoạt"
    return "Chốt biên bản" if has_minutes(sheet.meeting) else "Chốt số liệu"


def what_locking_does(sheet: MeetingSheet, codes: Sequence[str]) -> str:
    """What comes of the button, by the papers the meeting has: numbers are given only to what is numbered."""
    if sheet.meeting.flag("missed"):
        return "Chốt xong thì kỳ này ghi là không sinh hoạt được, không có biên bản. Cấp trên xem được lý do."
    if not codes:
        return "Chốt xong thì số liệu của buổi này được khóa."
    numbered = ["biên bản"] if sheet.cell is not None and sheet.cell.flag("minutes_numbered") else []
    if RESOLUTION in codes:
        numbered.append(decided_words(sheet).lower())
    locked = f"biên bản được khóa, {' và '.join(numbered)} được đánh số" if numbered else "biên bản được khóa"
    return f"Chốt xong thì {locked}; sau đó chỉ thêm biên bản bổ sung."


def decided_words(sheet: MeetingSheet) -> str:
    """What the meeting decided is called: a resolution, unless a ruling is all there is."""
    about = any(row.resolution is not None for row in sheet.cases)
    return sheet.resolution.shown("kind") if sheet.resolution is not None and not about else "Nghị quyết"


def where_words(sheet: MeetingSheet) -> str:
    """The title over the strip of dated points."""
    return "Biên bản đang ở đâu" if has_minutes(sheet.meeting) else "Đã báo lên đến đâu"


def without_paper(sheet: MeetingSheet) -> str:
    """Why there is nothing to print."""
    if sheet.meeting.flag("missed"):
        return "Kỳ này không sinh hoạt được nên không có biên bản."
    return "Biên bản giấy ở sổ cũ; chương trình chỉ giữ số liệu, không in lại."
