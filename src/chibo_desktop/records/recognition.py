"""How organisations and members were rated, commended and honoured, year by year, in the words of their time."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, number, record, ref, text
from chibo_desktop.records.meeting import PersonCaseId
from chibo_desktop.records.member import MemberId
from chibo_desktop.records.organisation import OrganisationId

OrganisationRatingId = NewType("OrganisationRatingId", str)
MemberRatingId = NewType("MemberRatingId", str)
CommendationId = NewType("CommendationId", str)
BadgeId = NewType("BadgeId", str)
SnapshotId = NewType("SnapshotId", str)


@record(key="organisation_rating", title="Xếp loại tổ chức đảng")
class OrganisationRating(Kept):
    """How a body rated an organisation below for a year; in `down:` of that organisation.

    `grade` is a key of the words in force that year (guidance `organisation_grades`): old words are kept, never converted.
    """

    id: OrganisationRatingId
    body_id: OrganisationId = ref("Cấp ủy xếp loại", "organisation")
    organisation_id: OrganisationId = ref("Tổ chức được xếp loại", "organisation")
    year: int = number("Năm xếp loại", low=1930, high=2200)
    grade: str = text("Mức xếp loại", max_len=40)
    basis: str = text("Quyết định xếp loại", max_len=160, default="")
    decided_on: date | None = day("Ngày quyết định xếp loại", default=None)


@record(key="member_rating", title="Xếp loại đảng viên")
class MemberRating(Kept):
    """How a member was rated for a year: what the body decided, or an earlier year typed in; meetings keep their own word.

    A cell writes it in its own book, a body in `down:` of the cell. Grades: guidance `member_grades`.
    """

    id: MemberRatingId
    member_id: MemberId = ref("Đảng viên được xếp loại", "member")
    year: int = number("Năm xếp loại", low=1930, high=2200)
    grade: str = text("Mức xếp loại", max_len=40, private="parent")
    basis: str = text("Quyết định xếp loại", max_len=160, default="", private="parent")
    decided_on: date | None = day("Ngày quyết định xếp loại", default=None)


@record(key="commendation", title="Khen thưởng")
class Commendation(Kept):
    """That an organisation or a member was commended; forms and levels: guidance `commendations`."""

    id: CommendationId
    body_id: OrganisationId = ref("Nơi vào sổ", "organisation")
    organisation_id: OrganisationId | None = ref("Tổ chức được khen", "organisation", default=None)
    member_id: MemberId | None = ref("Đảng viên được khen", "member", default=None)
    level: str = choice(
        "Cấp khen",
        (
            ("cell", "Chi bộ"),
            ("commune", "Đảng ủy xã, cơ sở"),
            ("district", "Huyện ủy (trước 7/2025)"),
            ("upper", "Tỉnh ủy"),
            ("centre", "Trung ương"),
        ),
    )
    form: str = text("Hình thức khen", max_len=80)
    decided_on: date | None = day("Ngày quyết định khen", default=None)
    paper: str = text("Số quyết định khen", max_len=80, default="")
    reason: str = text("Thành tích", max_len=300, default="", private="parent")
    case_id: PersonCaseId | None = ref("Theo trường hợp đã xét", "person_case", default=None)


@record(key="badge", title="Huy hiệu Đảng")
class Badge(Kept):
    """One badge of years in the Party for one member: proposed for a round, decided, handed over; in the cell's or its `down:` book."""

    id: BadgeId
    member_id: MemberId = ref("Đảng viên nhận huy hiệu", "member")
    years: int = number("Loại huy hiệu (năm)", low=30, high=100)
    round_on: date | None = day("Đợt trao", default=None)
    proposed_on: date | None = day("Ngày đề nghị", default=None)
    decided_on: date | None = day("Ngày quyết định tặng", default=None)
    number: str = text("Số huy hiệu", max_len=20, default="", private="parent")
    awarded_on: date | None = day("Ngày trao", default=None)


@record(key="snapshot", title="Số liệu chốt")
class Snapshot(Kept):
    """One count of an organisation fixed on a day by its own desk, to be compared with later days; travels without names.

    What was counted goes to the body directly above alone: a count of one in a small cell tells of one known person.
    """

    id: SnapshotId
    organisation_id: OrganisationId = ref("Số liệu của", "organisation")
    on: date = day("Ngày chốt")
    measure: str = text("Số liệu", max_len=60, private="parent")
    count: int = number("Số người", high=100_000_000, private="parent")
    of: int | None = number("Trên tổng số", high=100_000_000, default=None, private="parent")
