"""The member and the periods of standing; the level of a list of members, never a personal file."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.field import Kept, choice, day, number, record, ref, text
from chibo_desktop.records.organisation import OrganisationId

MemberId = NewType("MemberId", str)
StandingId = NewType("StandingId", str)
QualificationId = NewType("QualificationId", str)

OFFICES = (
    ("secretary", "Bí thư"),
    ("deputy_secretary", "Phó Bí thư"),
    ("committee_member", "Chi ủy viên"),
)
STANDINGS = (
    ("official", "Chính thức"),
    ("probationary", "Dự bị"),
    ("visiting", "Sinh hoạt tạm thời nơi khác đến"),
    ("exempt", "Miễn công tác và sinh hoạt"),
    ("away", "Sinh hoạt tạm thời nơi khác"),
    ("suspended", "Đình chỉ sinh hoạt"),
    ("charged", "Bị khởi tố, truy tố, tạm giam"),
)
SCHOOLING = (
    ("literate", "Biết đọc, viết chữ quốc ngữ"),
    ("primary", "Tiểu học"),
    ("lower", "Trung học cơ sở"),
    ("upper", "Trung học phổ thông"),
)
PROFESSIONAL = (
    ("untrained", "Chưa qua đào tạo"),
    ("elementary", "Sơ cấp"),
    ("intermediate", "Trung cấp"),
    ("college", "Cao đẳng"),
    ("university", "Đại học"),
    ("master", "Thạc sĩ"),
    ("doctor", "Tiến sĩ"),
)
THEORY = (
    ("untrained", "Chưa qua đào tạo"),
    ("elementary", "Sơ cấp"),
    ("intermediate", "Trung cấp"),
    ("advanced", "Cao cấp, cử nhân"),
)
"""Levels of schooling, profession and political theory, the lowest first (practice.md 2.c.4, N05)."""


@record(key="member", title="Đảng viên")
class Member(Kept):
    """A Party member on a cell's list, now or formerly (level: sổ danh sách, not lý lịch)."""

    id: MemberId
    cell_id: OrganisationId = ref("Chi bộ", "organisation")
    full_name: str = text("Họ và tên", max_len=80, private="parent")
    gender: str | None = choice(
        "Giới tính", (("male", "Nam"), ("female", "Nữ")), default=None, private="parent"
    )
    birth_date: PartialDate | None = day("Ngày sinh", partial=True, default=None, private="parent")
    office: str | None = choice("Chức vụ trong chi bộ", OFFICES, default=None)
    other_office: str = text("Chức vụ khác", max_len=120, default="", private="parent")
    phone: str = text("Số điện thoại", max_len=20, default="", private="parent")
    card_number: str = text("Số thẻ đảng viên", max_len=20, default="", private="parent")
    decided_on: date | None = day("Ngày quyết định kết nạp", default=None)
    admitted_on: date | None = day("Ngày kết nạp", default=None)
    official_on: date | None = day("Ngày công nhận chính thức", default=None)
    ethnic_group: str = text("Dân tộc", max_len=40, default="", private="parent")
    file_number: str = text("Số lý lịch", max_len=20, default="", private="parent")
    card_issued_on: date | None = day("Ngày phát thẻ", default=None)
    months_not_counted: int = number("Số tháng không tính tuổi đảng", high=1_200, default=0, private="parent")


@record(key="standing", title="Thời gian sinh hoạt")
class Standing(Kept):
    """From when until when a member is official, probationary, exempt, away …; both days belong to the period."""

    id: StandingId
    member_id: MemberId = ref("Đảng viên", "member")
    kind: str = choice("Diện sinh hoạt", STANDINGS)
    from_on: date | None = day("Từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    basis: str = text("Căn cứ", max_len=160, default="", private="parent")


@record(key="qualification", title="Trình độ của đảng viên")
class Qualification(Kept):
    """The level a member has from a day on, so that any day can be counted; one level of each of the three sorts."""

    id: QualificationId
    member_id: MemberId = ref("Đảng viên", "member")
    from_on: date | None = day("Có từ ngày", default=None)
    schooling: str | None = choice("Trình độ học vấn", SCHOOLING, default=None, private="parent")
    professional: str | None = choice("Trình độ chuyên môn", PROFESSIONAL, default=None, private="parent")
    theory: str | None = choice("Trình độ lý luận chính trị", THEORY, default=None, private="parent")
