"""What a body above holds and follows up: inspections, briefings, classes, study, and whatever has to be put right."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.directive import DirectiveId
from chibo_desktop.records.field import Kept, choice, day, number, prose, record, ref, text
from chibo_desktop.records.member import MemberId
from chibo_desktop.records.organisation import OrganisationId

InspectionId = NewType("InspectionId", str)
GatheringId = NewType("GatheringId", str)
ParticipantId = NewType("ParticipantId", str)
FollowUpId = NewType("FollowUpId", str)
FollowUpReportId = NewType("FollowUpReportId", str)

TOPICS = (
    ("content", "Chọn nội dung sinh hoạt"),
    ("preparing", "Chuẩn bị buổi sinh hoạt"),
    ("conducting", "Phương pháp tiến hành buổi sinh hoạt"),
    ("resolution", "Ban hành và triển khai nghị quyết"),
    ("regulation", "Xây dựng quy chế hoạt động"),
    ("relations", "Quan hệ bí thư, trưởng thôn, bản và đoàn thể"),
    ("other", "Nội dung khác"),
)
"""The first six are those every secretary is trained in."""


@record(key="inspection", title="Cuộc kiểm tra")
class Inspection(Kept):
    """One inspection or supervision of an organisation below: what was found, by when, and that it is closed."""

    id: InspectionId
    body_id: OrganisationId = ref("Cấp ủy kiểm tra", "organisation")
    organisation_id: OrganisationId = ref("Tổ chức được kiểm tra", "organisation")
    sort: str = choice(
        "Hình thức", (("inspection", "Kiểm tra"), ("supervision", "Giám sát")), default="inspection"
    )
    plan: str = text("Kế hoạch kiểm tra", max_len=160, default="")
    held_on: date | None = day("Ngày kiểm tra", default=None)
    findings: str = prose("Kết quả, hạn chế phát hiện", max_len=8_000, default="")
    due_on: date | None = day("Hạn khắc phục", default=None)
    closed_on: date | None = day("Ngày kết thúc theo dõi", default=None)
    closing: str = prose("Kết quả khắc phục", max_len=4_000, default="")


@record(key="gathering", title="Giao ban, lớp, hội nghị")
class Gathering(Kept):
    """A briefing, class, study session or exchange of experience held by a body above."""

    id: GatheringId
    body_id: OrganisationId = ref("Cấp ủy tổ chức", "organisation")
    sort: str = choice(
        "Loại",
        (
            ("briefing", "Giao ban"),
            ("training", "Lớp bồi dưỡng, tập huấn"),
            ("study", "Học tập, quán triệt nghị quyết"),
            ("exchange", "Gặp mặt, trao đổi kinh nghiệm"),
        ),
    )
    title: str = text("Tên", max_len=200)
    held_on: date | None = day("Ngày", default=None)
    until_on: date | None = day("Đến ngày", default=None)
    place: str = text("Địa điểm", max_len=160, default="")
    organiser: str = text("Đơn vị tổ chức", max_len=160, default="")
    topic: str | None = choice("Chuyên đề bồi dưỡng", TOPICS, default=None)
    directive_id: DirectiveId | None = ref("Văn bản được quán triệt", "directive", default=None)
    conclusions: str = prose("Kết luận", max_len=8_000, default="")


@record(key="participant", title="Người dự giao ban, lớp")
class Participant(Kept):
    """One person who took part, or `heads` unnamed ones of the same group."""

    id: ParticipantId
    gathering_id: GatheringId = ref("Giao ban, lớp", "gathering")
    group: str = choice(
        "Thành phần",
        (
            ("secretary", "Bí thư chi bộ"),
            ("committee_member", "Cấp ủy viên"),
            ("member", "Đảng viên"),
            ("masses", "Quần chúng"),
            ("team_member", "Thành viên tổ dự sinh hoạt"),
            ("organisation", "Tổ chức cơ sở đảng"),
        ),
    )
    organisation_id: OrganisationId | None = ref("Của tổ chức đảng", "organisation", default=None)
    member_id: MemberId | None = ref("Đảng viên", "member", default=None)
    full_name: str = text("Họ và tên người dự", max_len=80, default="", private="parent")
    heads: int = number("Số người", low=1, high=1_000_000, default=1)


@record(key="follow_up", title="Việc phải làm, khuyết điểm phải khắc phục")
class FollowUp(Kept):
    """Something an organisation has to do or put right: who, by when, with what result.

    What is for one below stands in its `down:` book, a conclusion for all below in `all:` of its body; others in its own.
    """

    id: FollowUpId
    body_id: OrganisationId = ref("Cấp ủy theo dõi", "organisation")
    organisation_id: OrganisationId | None = ref("Nơi phải làm", "organisation", default=None)
    sort: str = choice(
        "Loại",
        (
            ("conclusion", "Theo kết luận giao ban"),
            ("shortcoming", "Khuyết điểm sau kiểm điểm"),
            ("finding", "Hạn chế sau kiểm tra"),
        ),
    )
    inspection_id: InspectionId | None = ref("Sau cuộc kiểm tra", "inspection", default=None)
    gathering_id: GatheringId | None = ref("Theo kết luận của", "gathering", default=None)
    title: str = text("Việc phải làm", max_len=300)
    responsible: str = text("Người chịu trách nhiệm", max_len=160, default="")
    due_on: date | None = day("Hạn", default=None)
    result: str = prose("Kết quả", max_len=4_000, default="")
    done_on: date | None = day("Ngày xong", default=None)


@record(key="follow_up_report", title="Kết quả việc được giao")
class FollowUpReport(Kept):
    """What an organisation below says of something it had to do; its id is `follow_up/organisation`, in its own book."""

    id: FollowUpReportId
    follow_up_id: FollowUpId = ref("Việc", "follow_up")
    organisation_id: OrganisationId | None = ref("Nơi báo cáo", "organisation", default=None)
    result: str = prose("Kết quả đã làm", max_len=4_000, default="")
    done_on: date | None = day("Ngày làm xong", default=None)
