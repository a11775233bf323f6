"""The meeting and what is written down at it: agenda, roll call, guests, opinions, counts of votes."""

from __future__ import annotations

from datetime import date, datetime
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, flag, moment, number, prose, record, ref, text
from chibo_desktop.records.member import MemberId
from chibo_desktop.records.organisation import OrganisationId

MeetingId = NewType("MeetingId", str)
AgendaItemId = NewType("AgendaItemId", str)
AttendanceId = NewType("AttendanceId", str)
GuestId = NewType("GuestId", str)
OpinionId = NewType("OpinionId", str)
BallotId = NewType("BallotId", str)


@record(key="meeting", title="Buổi sinh hoạt")
class Meeting(Kept):
    """One meeting of a cell. Its day is typed, never taken from the clock; `finalised_at` locks it."""

    id: MeetingId
    cell_id: OrganisationId = ref("Chi bộ", "organisation")
    kind: str = choice("Loại sinh hoạt", (("regular", "Sinh hoạt thường kỳ"),), default="regular")
    period: PartialDate = day("Kỳ sinh hoạt", partial=True)
    held_on: date = day("Ngày sinh hoạt")
    started_at: datetime = moment("Bắt đầu lúc")
    ended_at: datetime = moment("Kết thúc lúc")
    place: str = text("Địa điểm", max_len=160)
    chair_id: MemberId = ref("Chủ trì", "member")
    secretary_id: MemberId = ref("Thư ký ghi biên bản", "member")
    materials: str = prose("Tài liệu sinh hoạt", max_len=2_000, default="")
    invited_on: date | None = day("Ngày gửi giấy mời", default=None)
    posted_before_on: date | None = day("Ngày đăng tài liệu lên Sổ tay", default=None)
    posted_after_on: date | None = day("Ngày đăng biên bản, nghị quyết lên Sổ tay", default=None)
    dues_note: str = prose("Thông báo nộp đảng phí", max_len=2_000, default="")
    last_month: str = prose("Đánh giá kết quả tháng trước", default="")
    praised: str = prose("Biểu dương", max_len=4_000, default="", private="parent")
    reminded: str = prose("Nhắc nhở, phê bình", max_len=4_000, default="", private="parent")
    mood: str = prose("Tâm tư, nguyện vọng, dư luận", max_len=8_000, default="", private="parent")
    conclusion: str = prose("Kết luận của chủ trì", default="")
    read_back: bool = flag("Đã đọc lại biên bản, chi bộ nhất trí", default=False)
    minutes_number: int | None = number("Số biên bản", low=1, high=9_999, default=None)
    rule: str = text("Quy định áp dụng", max_len=160, default="")
    finalised_at: datetime | None = moment("Chốt lúc", default=None)


@record(key="agenda_item", title="Nội dung chương trình")
class AgendaItem(Kept):
    """One item of the agenda: who presents it and what the chair concluded."""

    id: AgendaItemId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    position: int = number("Thứ tự", low=1, high=999)
    title: str = text("Nội dung", max_len=300)
    presenter_id: MemberId | None = ref("Người trình bày", "member", default=None)
    summary: str = prose("Tóm tắt trình bày", default="")
    conclusion: str = prose("Kết luận nội dung", default="")


@record(key="attendance", title="Điểm danh")
class Attendance(Kept):
    """How one member stood at one meeting; its id is `meeting/member`."""

    id: AttendanceId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    member_id: MemberId = ref("Đảng viên", "member")
    state: str = choice(
        "Tình trạng",
        (
            ("present", "Có mặt"),
            ("excused", "Vắng có lý do"),
            ("absent", "Vắng không lý do"),
            ("late", "Muộn"),
        ),
    )
    reason: str = text("Lý do vắng", max_len=120, default="", private="parent")
    late_at: datetime | None = moment("Đến lúc", default=None)
    left_at: datetime | None = moment("Về sớm lúc", default=None)


@record(key="guest", title="Đại biểu")
class Guest(Kept):
    """Somebody from above or outside who came, with office and level, and what they directed."""

    id: GuestId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    full_name: str = text("Họ và tên đại biểu", max_len=80)
    office: str = text("Chức vụ, đơn vị", max_len=160, default="")
    level: str = choice(
        "Cấp",
        (
            ("commune", "Cấp xã"),
            ("upper", "Cấp tỉnh"),
            ("centre", "Trung ương"),
            ("other", "Khách mời khác"),
        ),
    )
    leads_team: bool = flag("Là tổ trưởng tổ dự sinh hoạt", default=False)
    directions: str = prose("Ý kiến chỉ đạo", max_len=8_000, default="")
    handed_out: str = text("Tài liệu phát tại buổi", max_len=200, default="")


@record(key="opinion", title="Ý kiến phát biểu")
class Opinion(Kept):
    """Who said what to which agenda item; who and what stay with the cell and the body directly above."""

    id: OpinionId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    agenda_item_id: AgendaItemId | None = ref("Về nội dung", "agenda_item", default=None)
    position: int = number("Thứ tự phát biểu", low=1, high=9_999)
    member_id: MemberId | None = ref("Người phát biểu", "member", default=None, private="parent")
    body: str = prose("Ý kiến", max_len=20_000, private="parent")


@record(key="ballot", title="Biểu quyết")
class Ballot(Kept):
    """One vote: what on, how, and the counts. Nothing here or elsewhere says how a person voted."""

    id: BallotId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    position: int = number("Thứ tự biểu quyết", low=1, high=999)
    matter: str = text("Việc biểu quyết", max_len=300)
    method: str = choice(
        "Hình thức biểu quyết",
        (("hand", "Giơ tay"), ("secret", "Phiếu kín"), ("card", "Thẻ đảng viên")),
        default="hand",
    )
    threshold: str = choice(
        "Tỷ lệ cần đạt",
        (("majority", "Quá một nửa"), ("two_thirds", "Ít nhất hai phần ba")),
        default="majority",
    )
    yes_count: int = number("Tán thành", high=9_999)
    no_count: int = number("Không tán thành", high=9_999, default=0)
    other_count: int = number("Ý kiến khác", high=9_999, default=0)
    base_count: int | None = number("Mẫu số biểu quyết", high=9_999, default=None)
    rule: str = text("Quy định về biểu quyết", max_len=160, default="")
