"""The organisation: a cell or a body above it, and what its papers and meetings need to know of it."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, flag, number, prose, record, ref, text

OrganisationId = NewType("OrganisationId", str)

KINDS = (
    ("cell", "Chi bộ"),
    ("commune", "Đảng bộ xã, phường"),
    ("upper", "Cấp ủy cấp trên"),
    ("district", "Đảng bộ huyện (trước 7/2025)"),
)
"""The last is history: no desk is set up for it, a body above writes it down to keep the figures of its time."""

AREAS = (
    ("hamlet", "Bản"),
    ("village", "Thôn"),
    ("residential", "Khu dân cư, tổ dân phố"),
    ("outpost", "Điểm bản"),
    ("agency", "Cơ quan"),
    ("school", "Trường học"),
    ("clinic", "Trạm y tế"),
    ("armed", "Lực lượng vũ trang"),
    ("enterprise", "Doanh nghiệp"),
)
SORTS = (
    ("rural_district", "Huyện"),
    ("city", "Thành phố"),
    ("town", "Thị xã"),
    ("commune", "Xã"),
    ("ward", "Phường"),
    ("agency", "Cơ quan"),
    ("armed", "Lực lượng vũ trang"),
    ("enterprise", "Doanh nghiệp"),
    ("special", "Đặc thù"),
)
"""What a body above cells is, beside its level: practice.md B08 counts 7 districts, 1 city, 2 armed, 1 special."""


@record(key="organisation", title="Tổ chức đảng")
class Organisation(Kept):
    """A Party organisation. It stands in its own book; where it stood and how it was called at a date: `placement`.

    `historic` ones never had a desk or have none any more: a body above wrote them down in its own book.
    """

    id: OrganisationId
    name: str = text("Tên tổ chức đảng", max_len=120)
    kind: str = choice("Loại tổ chức", KINDS)
    parent_id: OrganisationId | None = ref("Cấp trên trực tiếp", "organisation", default=None)
    parent_name: str = text("Tên cấp trên trực tiếp", max_len=120, default="")
    place_name: str = text("Địa danh trên văn bản", max_len=60, default="")
    usual_place: str = text("Nơi thường sinh hoạt", max_len=120, default="")
    area: str | None = choice("Loại địa bàn", AREAS, default=None)
    code: str = text("Mã tổ chức đảng", max_len=20, default="")
    sign: str = text("Chữ viết tắt trong số hiệu", max_len=10, default="CB")
    header_word: str = choice(
        "Dòng cấp trên trên văn bản", (("dang_bo", "ĐẢNG BỘ"), ("dang_uy", "ĐẢNG ỦY")), default="dang_bo"
    )
    tone_style: str = choice("Cách đặt dấu", (("new", "ủy, hòa"), ("old", "uỷ, hoà")), default="new")
    signing: str = choice(
        "Quyền hạn ký", (("cell", "T/M CHI BỘ"), ("committee", "T/M CHI ỦY")), default="cell"
    )
    recipients: str = prose("Nơi nhận", max_len=2_000, default="")
    minutes_numbered: bool = flag("Biên bản có đánh số", default=False)
    least_minutes: int | None = number("Thời lượng tối thiểu riêng (phút)", low=1, high=600, default=None)
    meeting_day: int | None = number("Ngày sinh hoạt hằng tháng", low=1, high=31, default=None)
    term_from: date | None = day("Ngày bắt đầu nhiệm kỳ", default=None)
    term_until: date | None = day("Ngày kết thúc nhiệm kỳ", default=None)
    grassroots: bool = flag("Là chi bộ cơ sở", default=False)
    difficult: bool = flag("Vùng sâu, vùng xa, khó khăn", default=False)
    cells_meet_by: int | None = number(
        "Các chi bộ phải sinh hoạt trước ngày (hằng tháng)", low=1, high=31, default=None
    )
    historic: bool = flag("Chỉ ghi lại cho lịch sử", default=False)
    assessment_graded: bool = flag("Phiếu đánh giá có xếp mức từng mặt", default=False)
    sort: str | None = choice("Loại hình đảng bộ", SORTS, default=None)
