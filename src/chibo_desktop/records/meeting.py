"""The meeting and what is written down at it: agenda, roll call, guests, opinions, counts of votes."""

from __future__ import annotations

from datetime import date, datetime
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, flag, moment, number, prose, record, ref, text
from chibo_desktop.records.member import OFFICES, MemberId
from chibo_desktop.records.organisation import OrganisationId

MeetingId = NewType("MeetingId", str)
AgendaItemId = NewType("AgendaItemId", str)
AttendanceId = NewType("AttendanceId", str)
GuestId = NewType("GuestId", str)
OpinionId = NewType("OpinionId", str)
BallotId = NewType("BallotId", str)
PersonCaseId = NewType("PersonCaseId", str)

DECISIONS = (
    ("ordinary", "Việc thường"),
    ("admission", "Đề nghị kết nạp"),
    ("full_membership", "Đề nghị công nhận chính thức"),
    ("name_removal", "Đề nghị xóa tên"),
    ("exemption", "Miễn công tác và sinh hoạt"),
    ("discipline", "Khiển trách, cảnh cáo, cách chức"),
    ("expulsion", "Khai trừ"),
    ("commendation", "Khen thưởng"),
    ("rating", "Xếp loại chất lượng"),
)
"""What a vote decides; the threshold of each stands in resources/guidance/voting.toml."""

MEASURES = (
    ("reprimand", "Khiển trách"),
    ("warning", "Cảnh cáo"),
    ("dismissal", "Cách chức"),
    ("expulsion", "Khai trừ"),
)
"""Forms of discipline, the lightest first (69-QĐ/TW, Điều 15)."""

KINDS = (
    ("regular", "Sinh hoạt thường kỳ"),
    ("thematic", "Sinh hoạt chuyên đề"),
    ("combined", "Thường kỳ kết hợp chuyên đề"),
    ("committee", "Họp chi ủy"),
    ("admission", "Xét kết nạp đảng viên"),
    ("full_membership", "Xét công nhận đảng viên chính thức"),
    ("exemption", "Xét miễn công tác và sinh hoạt"),
    ("extraordinary", "Sinh hoạt bất thường"),
    ("review", "Kiểm điểm cuối năm"),
    ("discipline", "Xét kỷ luật"),
    ("briefing", "Giao ban"),
    ("community", "Sinh hoạt cộng đồng"),
    ("congress", "Đại hội chi bộ"),
)
"""What each kind asks for and where it counts stands in resources/guidance/kinds.toml, read by rules/kinds.py."""


@record(key="meeting", title="Buổi sinh hoạt")
class Meeting(Kept):
    """One meeting of a cell. Its day is typed, never taken from the clock; `finalised_at` locks it.

    `missed` is a month without its meeting. The four counts are those of an old book whose roll is not typed by name.
    """

    id: MeetingId
    cell_id: OrganisationId = ref("Chi bộ", "organisation")
    kind: str = choice("Loại sinh hoạt", KINDS, default="regular")
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
    theme: str = text("Tên chuyên đề", max_len=200, default="")
    taken_in: str = prose("Nội dung cần tiếp thu", max_len=4_000, default="")
    called_because: str = text("Lý do triệu tập", max_len=300, default="", private="parent")
    called_by: str = text("Người triệu tập", max_len=160, default="", private="parent")
    congress_number: int | None = number("Đại hội lần thứ", low=1, high=99, default=None)
    term_words: str = text("Nhiệm kỳ", max_len=20, default="")
    postponed_from: date | None = day("Hoãn từ ngày", default=None)
    postponed_because: str = text("Lý do hoãn", max_len=300, default="", private="parent")
    missed: bool = flag("Kỳ này không sinh hoạt được", default=False)
    missed_because: str = text("Lý do không sinh hoạt", max_len=300, default="", private="parent")
    from_old_book: bool = flag("Ghi lại từ sổ cũ", default=False)
    due_count: int | None = number("Số phải dự theo sổ cũ", high=9_999, default=None)
    present_count: int | None = number("Số có mặt theo sổ cũ", high=9_999, default=None)
    excused_count: int | None = number("Số vắng có lý do theo sổ cũ", high=9_999, default=None)
    absent_count: int | None = number("Số vắng không lý do theo sổ cũ", high=9_999, default=None)
    focus: str = text("Nội dung trọng tâm", max_len=300, default="")
    theme_kind: str = choice(
        "Loại chuyên đề",
        (
            ("quarterly", "Chuyên đề quý"),
            ("yearly", "Theo chủ đề năm"),
            ("key_task", "Nhiệm vụ trọng tâm"),
            ("burning", "Việc bức xúc, đột xuất"),
        ),
        default="quarterly",
    )


@record(key="agenda_item", title="Nội dung chương trình")
class AgendaItem(Kept):
    """One item of the agenda: who presents it and what the chair concluded."""

    id: AgendaItemId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    position: int = number("Thứ tự", low=1, high=999)
    title: str = text("Nội dung", max_len=300)
    presenter_id: MemberId | None = ref("Người trình bày", "member", default=None)
    preparer_id: MemberId | None = ref("Người chuẩn bị", "member", default=None)
    summary: str = prose("Tóm tắt trình bày", default="")
    conclusion: str = prose("Kết luận nội dung", default="")
    answer_id: str | None = ref("Trả lời kiến nghị được thông báo", "answer", default=None)


@record(key="attendance", title="Điểm danh")
class Attendance(Kept):
    """How one member stood at one meeting; its id is `meeting/member`.

    `office` is written when the meeting is finalised, for everybody on its roll who has one, also for one who needed
    no mark: offices change hands afterwards, the papers of a finalised meeting do not.
    """

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
    office: str | None = choice("Chức vụ lúc họp", OFFICES, default=None)


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
    """One vote: what on, how, and the counts. Nothing here or elsewhere says how a person voted.

    The four counts of papers are of a vote by paper; issued ≥ collected = valid + invalid. `taken_at` says who was
    there for it. `excused_deducted` keeps the cell's reading that those excused are not in the base (294-QĐ/TW §9.3.2
    says it of a congress only). `measure` is the one form of discipline these votes are for.
    """

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
    decision: str = choice("Loại việc", DECISIONS, default="ordinary")
    case_id: PersonCaseId | None = ref("Về trường hợp", "person_case", default=None)
    round: int = number("Lần biểu quyết", low=1, high=9, default=1)
    taken_at: datetime | None = moment("Biểu quyết lúc", default=None)
    issued_count: int | None = number("Số phiếu phát ra", high=9_999, default=None)
    collected_count: int | None = number("Số phiếu thu về", high=9_999, default=None)
    valid_count: int | None = number("Số phiếu hợp lệ", high=9_999, default=None)
    invalid_count: int | None = number("Số phiếu không hợp lệ", high=9_999, default=None)
    excused_deducted: bool = flag("Không tính người vắng có lý do vào mẫu số", default=False)
    measure: str | None = choice("Hình thức kỷ luật biểu quyết", MEASURES, default=None, private="parent")
