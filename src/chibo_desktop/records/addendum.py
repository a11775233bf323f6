"""The addendum to finalised minutes: one correction, locked itself once it is finalised; the minutes never change."""

from __future__ import annotations

from datetime import date, datetime
from typing import NewType

from chibo_desktop.records.field import Kept, day, moment, number, prose, record, ref, text
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.member import MemberId

AddendumId = NewType("AddendumId", str)


@record(key="addendum", title="Biên bản bổ sung")
class Addendum(Kept):
    """One correction of finalised minutes, numbered within its meeting; `finalised_at` locks it.

    Its words are as private as the opinions of the minutes it corrects.
    """

    id: AddendumId
    meeting_id: MeetingId = ref("Bổ sung biên bản của buổi", "meeting")
    number: int | None = number("Bổ sung lần thứ", low=1, high=999, default=None)
    written_on: date = day("Ngày lập")
    about: str = text("Chỗ cần bổ sung, đính chính", max_len=200, private="parent")
    old_words: str = prose("Biên bản đã ghi", max_len=8_000, private="parent")
    new_words: str = prose("Nay ghi là", max_len=8_000, private="parent")
    reason: str = prose("Lý do bổ sung, đính chính", max_len=2_000, private="parent")
    raised_by_id: MemberId | None = ref("Người đề nghị", "member", default=None, private="parent")
    finalised_at: datetime | None = moment("Chốt bổ sung lúc", default=None)
