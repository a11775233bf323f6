"""Elections of a congress: what is elected, the papers counted, and how many chose each person."""

from __future__ import annotations

from datetime import datetime
from typing import NewType

from chibo_desktop.records.field import Kept, choice, moment, number, record, ref, text
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.member import MemberId

ElectionId = NewType("ElectionId", str)
NomineeId = NewType("NomineeId", str)

SEATS = (
    ("committee", "Chi ủy"),
    ("secretary", "Bí thư"),
    ("deputy_secretary", "Phó Bí thư"),
    ("delegates", "Đại biểu dự đại hội cấp trên"),
    ("alternates", "Đại biểu dự khuyết"),
)


@record(key="election", title="Cuộc bầu cử")
class Election(Kept):
    """One round of one election by secret ballot (190-QĐ/TW): issued ≥ collected = valid + invalid.

    Elected is whoever more than half of the base chose, as many as there are seats, the most chosen first.
    """

    id: ElectionId
    meeting_id: MeetingId = ref("Đại hội", "meeting")
    position: int = number("Thứ tự bầu", low=1, high=99)
    office: str = choice("Bầu", SEATS)
    round: int = number("Lần bầu", low=1, high=9, default=1)
    seats: int = number("Số lượng cần bầu", low=1, high=30)
    issued_count: int = number("Số phiếu phát ra", high=9_999)
    collected_count: int = number("Số phiếu thu về", high=9_999)
    valid_count: int = number("Số phiếu hợp lệ", high=9_999)
    invalid_count: int = number("Số phiếu không hợp lệ", high=9_999)
    tellers: str = text("Ban kiểm phiếu", max_len=300, default="", private="parent")
    taken_at: datetime | None = moment("Kiểm phiếu lúc", default=None)
    base_count: int | None = number("Mẫu số bầu cử", high=9_999, default=None)
    rule: str = text("Quy định về bầu cử", max_len=160, default="")


@record(key="nominee", title="Người trong danh sách bầu")
class Nominee(Kept):
    """One name on the list of an election, a member of the cell or somebody typed, and how many papers chose it."""

    id: NomineeId
    meeting_id: MeetingId = ref("Đại hội", "meeting")
    election_id: ElectionId = ref("Cuộc bầu cử", "election")
    position: int = number("Thứ tự trong danh sách", low=1, high=99)
    member_id: MemberId | None = ref("Đảng viên", "member", default=None, private="parent")
    full_name: str = text("Họ và tên", max_len=80, default="", private="parent")
    chosen_count: int = number("Số phiếu bầu", high=9_999)
