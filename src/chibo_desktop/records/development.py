"""Member development: who is being prepared for the Party, the dated steps on the way, who helps, and how many are to be admitted."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, number, prose, record, ref, text
from chibo_desktop.records.member import SCHOOLING, MemberId
from chibo_desktop.records.organisation import OrganisationId

CandidateId = NewType("CandidateId", str)
CandidateStepId = NewType("CandidateStepId", str)
HelpingId = NewType("HelpingId", str)
HelperRemarkId = NewType("HelperRemarkId", str)
AdmissionTargetId = NewType("AdmissionTargetId", str)

SOURCES = (
    ("militia", "Dân quân"),
    ("police", "Công an viên, tổ bảo vệ an ninh"),
    ("youth", "Đoàn viên thanh niên"),
    ("association", "Hội viên đoàn thể"),
    ("head", "Trưởng thôn, bản"),
    ("teacher", "Giáo viên, nhân viên trường"),
    ("health", "Cán bộ y tế"),
    ("other", "Nguồn khác"),
)
STEPS = (
    ("selected", "Chi bộ ra nghị quyết chọn quần chúng ưu tú"),
    ("course_asked", "Đề nghị học lớp nhận thức về Đảng"),
    ("course_done", "Được cấp giấy chứng nhận học lớp nhận thức"),
    ("allowed", "Cấp trên đồng ý cho làm thủ tục"),
    ("applied", "Nộp đơn xin vào Đảng"),
    ("verified", "Thẩm tra xong lý lịch"),
    ("introduced", "Đảng viên chính thức viết giấy giới thiệu"),
    ("opinions", "Lấy xong ý kiến đoàn thể và nơi cư trú"),
    ("resolved", "Chi bộ ra nghị quyết đề nghị kết nạp"),
    ("sent", "Gửi hồ sơ lên cấp trên"),
    ("returned", "Cấp trên trả hồ sơ để bổ sung"),
    ("appraised", "Thẩm định xong hồ sơ"),
    ("decided", "Có quyết định kết nạp"),
    ("ceremony", "Tổ chức lễ kết nạp"),
    ("new_course", "Học xong lớp đảng viên mới"),
    ("official_asked", "Nộp bản tự kiểm điểm, nhận xét, ý kiến để xét chính thức"),
    ("official_resolved", "Chi bộ ra nghị quyết đề nghị công nhận chính thức"),
    ("official_decided", "Có quyết định công nhận chính thức"),
    ("announced", "Công bố quyết định, đề nghị phát thẻ"),
    ("stopped", "Thôi xem xét"),
)
"""From the choice by the cell to the card (practice.md 2.f). Their order, who writes them and their deadlines: guidance `admission`."""


@record(key="candidate", title="Quần chúng ưu tú")
class Candidate(Kept):
    """Somebody a cell prepares for the Party, until full membership. What state the case is in follows from its steps."""

    id: CandidateId
    cell_id: OrganisationId = ref("Chi bộ giúp đỡ", "organisation")
    full_name: str = text("Họ và tên quần chúng", max_len=80, private="parent")
    gender: str | None = choice(
        "Giới tính", (("male", "Nam"), ("female", "Nữ")), default=None, private="parent"
    )
    birth_date: PartialDate | None = day("Ngày sinh", partial=True, default=None, private="parent")
    ethnic_group: str = text("Dân tộc", max_len=40, default="", private="parent")
    home: str = text("Nơi ở", max_len=160, default="", private="parent")
    source: str | None = choice("Nguồn", SOURCES, default=None)
    union: str = text("Đoàn thể đang tham gia", max_len=120, default="", private="parent")
    schooling: str | None = choice("Trình độ học vấn", SCHOOLING, default=None, private="parent")
    schooling_state: str | None = choice(
        "Điều kiện học vấn",
        (("meets", "Đủ"), ("studying", "Đang học bổ túc"), ("lacking", "Chưa đủ, chưa đi học")),
        default=None,
    )
    recheck_on: date | None = day("Ngày xem lại việc học", default=None)
    member_id: MemberId | None = ref("Nay là đảng viên", "member", default=None)
    note: str = prose("Ghi chú về quần chúng", max_len=4_000, default="", private="parent")


@record(key="candidate_step", title="Bước phát triển đảng")
class CandidateStep(Kept):
    """One step reached on a day, with its paper. A cell's stand in its own book, a body's in `down:` of that cell."""

    id: CandidateStepId
    candidate_id: CandidateId = ref("Quần chúng", "candidate")
    step: str = choice("Bước", STEPS)
    on: date = day("Ngày của bước")
    paper: str = text("Số văn bản", max_len=80, default="")
    note: str = text("Ghi chú về bước", max_len=300, default="", private="parent")


@record(key="helping", title="Phân công giúp đỡ")
class Helping(Kept):
    """Which official member follows and helps a candidate, from when until when; both days belong to it."""

    id: HelpingId
    candidate_id: CandidateId = ref("Quần chúng được giúp đỡ", "candidate")
    member_id: MemberId = ref("Đảng viên giúp đỡ", "member")
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    basis: str = text("Nghị quyết phân công", max_len=160, default="")


@record(key="helper_remark", title="Nhận xét của đảng viên giúp đỡ")
class HelperRemark(Kept):
    """What the helper says of a candidate in one month; its id is `helping/…`, one a month."""

    id: HelperRemarkId
    helping_id: HelpingId = ref("Của phân công", "helping")
    month: PartialDate = day("Tháng nhận xét", partial=True)
    words: str = prose("Nhận xét", max_len=4_000, default="", private="parent")


@record(key="admission_target", title="Chỉ tiêu kết nạp")
class AdmissionTarget(Kept):
    """How many members an organisation is to admit in a year, or in the years of a term; in `down:` of that organisation."""

    id: AdmissionTargetId
    body_id: OrganisationId = ref("Cấp ủy giao", "organisation")
    organisation_id: OrganisationId = ref("Giao cho", "organisation")
    first_year: int = number("Năm", low=1930, high=2200)
    last_year: int = number("Đến năm", low=1930, high=2200)
    count: int | None = number("Số đảng viên phải kết nạp", high=100_000, default=None)
    basis: str = text("Theo văn bản", max_len=160, default="")
