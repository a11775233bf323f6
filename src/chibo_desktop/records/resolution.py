"""What a meeting decides: the resolution or ruling conclusion, the assignments, and the reports on them."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, flag, number, prose, record, ref, text
from chibo_desktop.records.meeting import GuestId, MeetingId, PersonCaseId
from chibo_desktop.records.member import MemberId
from chibo_desktop.records.organisation import OrganisationId

ResolutionId = NewType("ResolutionId", str)
AssignmentId = NewType("AssignmentId", str)
AssignmentReportId = NewType("AssignmentReportId", str)


@record(key="resolution", title="Nghị quyết, kết luận")
class Resolution(Kept):
    """The paper that closes a meeting, or says what it decided of one person; numbered per type within the term."""

    id: ResolutionId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    kind: str = choice(
        "Loại văn kiện", (("resolution", "Nghị quyết"), ("conclusion", "Kết luận")), default="resolution"
    )
    number: int | None = number("Số văn kiện", low=1, high=9_999, default=None)
    issued_on: date | None = day("Ngày ban hành", default=None)
    summary: str = text("Trích yếu", max_len=200, default="")
    evaluation: str = prose("Đánh giá kết quả lãnh đạo", default="")
    shortcomings: str = prose("Hạn chế, nguyên nhân", default="")
    direction: str = prose("Phương hướng, nhiệm vụ", default="")
    carrying_out: str = prose("Tổ chức thực hiện", default="")
    case_id: PersonCaseId | None = ref("Về trường hợp", "person_case", default=None)


@record(key="assignment", title="Nhiệm vụ được phân công")
class Assignment(Kept):
    """What somebody is to do by when, and at which meeting it is reported; it returns until it is done."""

    id: AssignmentId
    cell_id: OrganisationId = ref("Chi bộ giao", "organisation")
    meeting_id: MeetingId | None = ref("Giao tại buổi", "meeting", default=None)
    title: str = text("Nhiệm vụ", max_len=300)
    leader_id: MemberId | None = ref("Người chủ trì", "member", default=None)
    helpers: str = text("Phối hợp", max_len=200, default="", private="parent")
    due_on: date | None = day("Hạn hoàn thành", default=None)
    report_at: PartialDate | None = day("Báo cáo tại kỳ", partial=True, default=None)
    recurring: bool = flag("Nhiệm vụ thường xuyên", default=False)
    milestone: str | None = choice(
        "Mốc kiểm điểm", (("interim", "Sơ kết"), ("final", "Tổng kết")), default=None
    )
    guest_id: GuestId | None = ref("Theo ý kiến chỉ đạo của", "guest", default=None)
    answer_id: str | None = ref("Theo trả lời kiến nghị", "answer", default=None)
    field: str = text("Lĩnh vực", max_len=80, default="")


@record(key="assignment_report", title="Kết quả nhiệm vụ")
class AssignmentReport(Kept):
    """What was reported on one assignment at one meeting; its id is `assignment/meeting`.

    `ended`: a recurring one, done this time, does not come back.
    """

    id: AssignmentReportId
    assignment_id: AssignmentId = ref("Nhiệm vụ", "assignment")
    meeting_id: MeetingId = ref("Báo cáo tại buổi", "meeting")
    state: str = choice(
        "Kết quả", (("done", "Hoàn thành"), ("ongoing", "Đang thực hiện"), ("not_done", "Chưa thực hiện"))
    )
    result: str = prose("Kết quả thực hiện", max_len=4_000, default="")
    percent_done: int | None = number("Mức hoàn thành (%)", high=100, default=None)
    ended: bool = flag("Kết thúc nhiệm vụ thường xuyên", default=False)
