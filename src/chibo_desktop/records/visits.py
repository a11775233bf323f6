"""Attending cells' meetings from above: who goes where, the teams, the year's plan, each visit and its assessment."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, flag, number, prose, record, ref, text
from chibo_desktop.records.meeting import GuestId, MeetingId
from chibo_desktop.records.organisation import OrganisationId
from chibo_desktop.records.scoring import GRADES

OfficialId = NewType("OfficialId", str)
VisitTeamId = NewType("VisitTeamId", str)
TeamMemberId = NewType("TeamMemberId", str)
VisitDutyId = NewType("VisitDutyId", str)
VisitPlanId = NewType("VisitPlanId", str)
VisitId = NewType("VisitId", str)
VisitNoticeId = NewType("VisitNoticeId", str)
AssessmentId = NewType("AssessmentId", str)
RoundId = NewType("RoundId", str)

YES_NO = (("yes", "Có"), ("no", "Chưa"))
FOLLOWING = frozenset({"visit_notice"})
"""Kinds that follow another record: nobody writes, chooses, seeks or brings back one of them by itself."""
PURPOSES = (("cell", "Sinh hoạt chi bộ"), ("committee", "Họp đảng ủy, chi ủy"))


@record(key="official", title="Cán bộ được phân công")
class Official(Kept):
    """Somebody of a body above who attends cells' meetings or answers for cells; known by name and office alone."""

    id: OfficialId
    body_id: OrganisationId = ref("Thuộc cấp ủy", "organisation")
    full_name: str = text("Họ và tên cán bộ", max_len=80)
    office: str = text("Chức vụ", max_len=160, default="")
    phone: str = text("Điện thoại liên hệ", max_len=20, default="", private="parent")
    roles: str = text("Vai trò khác (báo cáo viên, giảng viên …)", max_len=160, default="")


@record(key="visit_team", title="Tổ dự sinh hoạt")
class VisitTeam(Kept):
    """A team that attends cells' meetings in a territory; reorganised by dated decisions."""

    id: VisitTeamId
    body_id: OrganisationId = ref("Của cấp ủy", "organisation")
    name: str = text("Tên tổ", max_len=80)
    territory: str = text("Địa bàn phụ trách", max_len=300, default="")
    basis: str = text("Quyết định thành lập, kiện toàn", max_len=160, default="")
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)


@record(key="team_member", title="Thành viên tổ dự sinh hoạt")
class TeamMember(Kept):
    """Who belongs to a team, from when until when, and how often he has to go."""

    id: TeamMemberId
    team_id: VisitTeamId = ref("Tổ", "visit_team")
    official_id: OfficialId = ref("Cán bộ", "official")
    leads: bool = flag("Tổ trưởng", default=False)
    cadence: str = choice(
        "Phải dự",
        (("monthly", "Hằng tháng"), ("quarterly", "Hằng quý"), ("yearly", "Hằng năm")),
        default="monthly",
    )
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)


@record(key="visit_duty", title="Phân công theo dõi tổ chức đảng")
class VisitDuty(Kept):
    """The standing assignment of an official to a cell or a body: follows it, attends its meetings."""

    id: VisitDutyId
    official_id: OfficialId = ref("Cán bộ", "official")
    organisation_id: OrganisationId = ref("Theo dõi, phụ trách", "organisation")
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    basis: str = text("Văn bản phân công", max_len=160, default="")


@record(key="visit_plan", title="Kế hoạch dự sinh hoạt")
class VisitPlan(Kept):
    """A body's plan of a year: what it rests on, on which days meetings are attended, what it asks of each who goes.

    A report is wanted where nothing is said of `report_wanted`.
    """

    id: VisitPlanId
    body_id: OrganisationId = ref("Của cấp ủy", "organisation")
    year: int = number("Năm", low=1950, high=2100)
    basis: str = text("Căn cứ (quy chế, kế hoạch)", max_len=300, default="")
    months: str = choice(
        "Tháng phải dự",
        (("every", "Tháng nào cũng dự"), ("quarter_first", "Tháng đầu quý")),
        default="every",
    )
    fixed_day: int | None = number("Ngày cố định trong tháng", low=1, high=31, default=None)
    report_wanted: bool | None = flag("Yêu cầu báo cáo sau mỗi lượt dự", default=None)
    visits_each: int | None = number("Số lượt mỗi người trong năm", low=1, high=366, default=None)


@record(key="visit", title="Lượt dự sinh hoạt")
class Visit(Kept):
    """One visit, planned or made. Made is what has `made_on`, or a meeting whose guest list names the visitor.

    `purpose` committee: the meeting of a committee (đảng ủy, chi ủy) was attended, counted apart from cells' meetings.
    Whom it concerns below is told of it by a `visit_notice`; why it was put off or `excused`, and what was prepared,
    is told to nobody but the body above.
    """

    id: VisitId
    body_id: OrganisationId = ref("Cấp ủy đi dự", "organisation")
    organisation_id: OrganisationId = ref("Dự tại", "organisation")
    plan_id: VisitPlanId | None = ref("Theo kế hoạch", "visit_plan", default=None)
    team_id: VisitTeamId | None = ref("Tổ dự", "visit_team", default=None)
    official_id: OfficialId | None = ref("Người dự", "official", default=None)
    purpose: str = choice("Dự buổi", PURPOSES, default="cell")
    month: PartialDate = day("Kỳ", partial=True)
    planned_on: date | None = day("Ngày dự kiến", default=None)
    postponed_from: PartialDate | None = day("Hoãn từ ngày", partial=True, default=None)
    postponed_because: str = text("Lý do hoãn", max_len=300, default="", private="parent")
    excused_because: str = text("Lý do không dự được", max_len=300, default="", private="parent")
    made_on: date | None = day("Đã dự ngày", default=None)
    meeting_id: MeetingId | None = ref("Tại buổi", "meeting", default=None)
    guest_id: GuestId | None = ref("Đại biểu trong biên bản", "guest", default=None)
    prepared: str = prose("Nội dung chuẩn bị, chương trình", max_len=4_000, default="", private="parent")
    reported_on: date | None = day("Ngày gửi báo cáo sau chuyến", default=None)
    excused: bool = flag("Không dự được", default=False)


@record(key="visit_notice", title="Báo lịch dự")
class VisitNotice(Kept):
    """What the organisation that is visited is told of one visit, and the bodies between; it follows the visit.

    It stands in the book `down:` of that organisation. Team and visitor are words: their records are not read there.
    """

    id: VisitNoticeId
    visit_id: VisitId = ref("Lượt dự", "visit")
    organisation_id: OrganisationId = ref("Dự tại", "organisation")
    body_id: OrganisationId = ref("Cấp ủy đi dự", "organisation")
    purpose: str = choice("Dự buổi", PURPOSES, default="cell")
    month: PartialDate = day("Kỳ", partial=True)
    planned_on: date | None = day("Ngày dự kiến", default=None)
    postponed_from: PartialDate | None = day("Hoãn từ ngày", partial=True, default=None)
    excused: bool = flag("Không dự được", default=False)
    made_on: date | None = day("Đã dự ngày", default=None)
    meeting_id: MeetingId | None = ref("Tại buổi", "meeting", default=None)
    team: str = text("Tổ dự", max_len=80, default="")
    visitor: str = text("Người dự", max_len=80, default="")
    office: str = text("Chức vụ người dự", max_len=160, default="")


@record(key="assessment", title="Phiếu đánh giá chất lượng sinh hoạt")
class Assessment(Kept):
    """What a visitor wrote of one meeting of a cell: six parts, and lines graded only where the office uses them."""

    id: AssessmentId
    body_id: OrganisationId = ref("Cấp ủy đánh giá", "organisation")
    organisation_id: OrganisationId = ref("Chi bộ được đánh giá", "organisation")
    period: PartialDate = day("Kỳ sinh hoạt", partial=True)
    meeting_id: MeetingId | None = ref("Buổi sinh hoạt", "meeting", default=None)
    visit_id: VisitId | None = ref("Lượt dự", "visit", default=None)
    official_id: OfficialId | None = ref("Người đánh giá", "official", default=None)
    assessed_on: date | None = day("Ngày đánh giá", default=None)
    premises: str = prose("Địa điểm", max_len=2_000, default="")
    facilities: str = prose("Cơ sở vật chất", max_len=2_000, default="")
    materials: str = prose("Tài liệu phục vụ", max_len=2_000, default="")
    conduct: str = prose("Nội dung và tiến trình", max_len=8_000, default="")
    requests: str = prose("Kiến nghị, đề xuất của chi bộ, đảng viên", max_len=8_000, default="")
    remarks: str = prose("Nhận xét, đánh giá của tổ công tác", max_len=8_000, default="")
    feasible: str | None = choice("Nghị quyết khả thi", YES_NO, default=None)
    materials_effective: str | None = choice("Tài liệu được dùng có hiệu quả", YES_NO, default=None)
    routine: str | None = choice("Nền nếp, chế độ sinh hoạt định kỳ", GRADES, default=None)
    form: str | None = choice("Nội dung, hình thức, quy trình", GRADES, default=None)
    chairing: str | None = choice("Điều hành của bí thư", GRADES, default=None)
    democracy: str | None = choice("Phát huy dân chủ", GRADES, default=None)
    criticism: str | None = choice("Tập trung dân chủ, tự phê bình và phê bình", GRADES, default=None)
    awareness: str | None = choice("Ý thức của đảng viên", GRADES, default=None)


@record(key="round", title="Kỳ làm việc của các tổ")
class Round(Kept):
    """One numbered round of the teams' work, with what visitors and cells are asked to talk about."""

    id: RoundId
    body_id: OrganisationId = ref("Của cấp ủy", "organisation")
    number: int = number("Kỳ thứ", low=1, high=999)
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    orientation: str = prose("Nội dung định hướng kỳ này", max_len=8_000, default="")
    shortcomings: str = prose("Tồn tại qua tổng hợp", max_len=8_000, default="")
    causes: str = prose("Nguyên nhân", max_len=8_000, default="")
    solutions: str = prose("Giải pháp", max_len=8_000, default="")
