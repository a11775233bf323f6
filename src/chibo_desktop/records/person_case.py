"""The person a meeting considers by name: admission, full membership, exemption, discipline, the yearly rating."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.development import CandidateId
from chibo_desktop.records.field import Kept, choice, day, number, prose, record, ref, text
from chibo_desktop.records.meeting import MEASURES, MeetingId, PersonCaseId
from chibo_desktop.records.member import MemberId

__all__ = ["MATTERS", "MEASURES", "RATINGS", "PersonCase", "PersonCaseId"]

MATTERS = (
    ("admission", "Đề nghị kết nạp"),
    ("full_membership", "Đề nghị công nhận chính thức"),
    ("name_removal", "Đề nghị xóa tên"),
    ("exemption", "Miễn công tác và sinh hoạt"),
    ("discipline", "Thi hành kỷ luật"),
    ("commendation", "Khen thưởng"),
    ("rating", "Xếp loại chất lượng"),
)
RATINGS = (
    ("excellent", "Hoàn thành xuất sắc nhiệm vụ"),
    ("good", "Hoàn thành tốt nhiệm vụ"),
    ("fulfilled", "Hoàn thành nhiệm vụ"),
    ("failed", "Không hoàn thành nhiệm vụ"),
)
"""The four levels of the yearly rating (124-QĐ/TW, Điều 12; 366-QĐ/TW)."""


@record(key="person_case", title="Trường hợp được xét")
class PersonCase(Kept):
    """One person considered at one meeting: who, for what, what was said. How anybody voted on it is nowhere.

    Either a member of the list or, for admission, a name. Everything about the person stays with the cell and the
    body directly above; which candidate it was, by id alone, counts in the figures of those further up.
    """

    id: PersonCaseId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    position: int = number("Thứ tự xét", low=1, high=999)
    matter: str = choice("Việc xét", MATTERS)
    member_id: MemberId | None = ref("Đảng viên được xét", "member", default=None, private="parent")
    full_name: str = text("Họ và tên người được xét", max_len=80, default="", private="parent")
    birth_date: PartialDate | None = day("Ngày sinh", partial=True, default=None, private="parent")
    origin: str = text("Nơi ở, công tác", max_len=160, default="", private="parent")
    helpers: str = text("Đảng viên giới thiệu, giúp đỡ", max_len=160, default="", private="parent")
    reported: str = prose("Tóm tắt hồ sơ, báo cáo", max_len=8_000, default="", private="parent")
    strengths: str = prose("Ưu điểm", max_len=8_000, default="", private="parent")
    weaknesses: str = prose("Khuyết điểm, hạn chế", max_len=8_000, default="", private="parent")
    conclusion: str = prose("Kết luận về trường hợp này", max_len=8_000, default="", private="parent")
    ground: str | None = choice(
        "Lý do miễn",
        (("age_health", "Tuổi cao, sức yếu"), ("other", "Lý do khác")),
        default=None,
        private="parent",
    )
    from_on: date | None = day("Miễn từ ngày", default=None, private="parent")
    until_on: date | None = day("Miễn đến ngày", default=None, private="parent")
    measure: str | None = choice("Hình thức đề nghị", MEASURES, default=None, private="parent")
    self_rating: str | None = choice("Tự nhận mức", RATINGS, default=None, private="parent")
    rating: str | None = choice("Mức chi bộ xếp", RATINGS, default=None, private="parent")
    candidate_id: CandidateId | None = ref("Quần chúng được xét", "candidate", default=None)
