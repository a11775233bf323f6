"""What goes down: directives with their targets, bulletins, materials and notices; and what is said of them below."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, flag, number, prose, record, ref, text
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.organisation import AREAS, OrganisationId

DirectiveId = NewType("DirectiveId", str)
TargetId = NewType("TargetId", str)
MaterialId = NewType("MaterialId", str)
MaterialIssueId = NewType("MaterialIssueId", str)
MaterialReadingId = NewType("MaterialReadingId", str)
MaterialUseId = NewType("MaterialUseId", str)
DirectiveReviewId = NewType("DirectiveReviewId", str)

CONTENT_MOST = 60_000
"""Characters: some twenty pages, a bulletin or a regulation whole."""


@record(key="directive", title="Văn bản chỉ đạo")
class Directive(Kept):
    """A paper that sets something for the organisations below, or a cell's own regulation of a term."""

    id: DirectiveId
    body_id: OrganisationId = ref("Cơ quan vào sổ", "organisation")
    sort: str = choice(
        "Loại văn bản",
        (
            ("resolution", "Nghị quyết"),
            ("directive", "Chỉ thị"),
            ("decision", "Quyết định"),
            ("plan", "Kế hoạch"),
            ("programme", "Chương trình hành động"),
            ("scheme", "Đề án"),
            ("guidance", "Hướng dẫn"),
            ("regulation", "Quy chế"),
            ("letter", "Công văn"),
            ("other", "Văn bản khác"),
        ),
    )
    number: str = text("Số, ký hiệu", max_len=60, default="")
    issuer: str = text("Cơ quan ban hành", max_len=160, default="")
    issued_on: date | None = day("Ngày ban hành", default=None)
    summary: str = text("Trích yếu", max_len=300)
    valid_from: date | None = day("Có hiệu lực từ", default=None)
    valid_until: date | None = day("Hết hiệu lực sau ngày", default=None)
    content: str = prose("Nội dung chính", max_len=CONTENT_MOST, default="")


@record(key="target", title="Chỉ tiêu được giao")
class Target(Kept):
    """The share an indicator has to reach, set by a directive for everything below or one kind of area.

    `indicator` is the key of one of lists/indicators. What no target says is compared with guidance `indicators`.
    """

    id: TargetId
    directive_id: DirectiveId = ref("Theo văn bản", "directive")
    indicator: str = text("Chỉ tiêu", max_len=40)
    percent: int = number("Mức phải đạt (%)", high=100)
    strict: bool = flag("Phải trên mức này", default=False)
    from_on: date | None = day("Áp dụng từ ngày", default=None)
    until_on: date | None = day("Đến hết ngày", default=None)
    area: str | None = choice("Chỉ cho loại địa bàn", AREAS, default=None)


@record(key="material", title="Tài liệu, bản tin, thông báo")
class Material(Kept):
    """Something written for those below: in the book `all:` of its body, or in `down:` when it is for one alone.

    Sent to several by name it is one record for each, and each names the first in `sent_with_id`. What went to one alone
    names itself there: the value never leaves the sender, and that it was written tells nobody whether there were others.
    """

    id: MaterialId
    body_id: OrganisationId = ref("Cơ quan gửi", "organisation")
    sort: str = choice(
        "Loại",
        (
            ("bulletin", "Bản tin"),
            ("material", "Tài liệu sinh hoạt"),
            ("guidance", "Hướng dẫn"),
            ("notice", "Thông báo"),
            ("lesson", "Thông báo rút kinh nghiệm"),
            ("reminder", "Nhắc việc"),
        ),
    )
    title: str = text("Tên", max_len=200)
    issue: str = text("Kỳ, số", max_len=60, default="")
    issued_on: date | None = day("Ngày gửi", default=None)
    content: str = prose("Nội dung", max_len=CONTENT_MOST, default="")
    organisation_id: OrganisationId | None = ref("Gửi riêng", "organisation", default=None)
    directive_id: DirectiveId | None = ref("Theo văn bản", "directive", default=None)
    asks_reading: bool = flag("Cần xác nhận đã đọc", default=True)
    sent_with_id: MaterialId | None = ref("Gửi cùng", "material", default=None, private="own")


@record(key="material_issue", title="Lần cấp phát tài liệu")
class MaterialIssue(Kept):
    """That printed copies were handed to an organisation."""

    id: MaterialIssueId
    material_id: MaterialId = ref("Tài liệu", "material")
    organisation_id: OrganisationId = ref("Cấp cho", "organisation")
    issued_on: date | None = day("Ngày cấp", default=None)
    copies: int = number("Số bản", low=1, high=100_000, default=1)


@record(key="material_reading", title="Xác nhận đã đọc")
class MaterialReading(Kept):
    """That an organisation has read a material; its id is `material/organisation`, in the reader's own book."""

    id: MaterialReadingId
    material_id: MaterialId = ref("Tài liệu", "material")
    organisation_id: OrganisationId | None = ref("Nơi đọc", "organisation", default=None)
    read_on: date | None = day("Ngày đọc", default=None)


@record(key="material_use", title="Tài liệu đã dùng tại buổi sinh hoạt")
class MaterialUse(Kept):
    """That a meeting used a material, one sent from above or one named by its title."""

    id: MaterialUseId
    meeting_id: MeetingId = ref("Buổi sinh hoạt", "meeting")
    material_id: MaterialId | None = ref("Tài liệu", "material", default=None)
    title: str = text("Tên tài liệu", max_len=200, default="")


@record(key="directive_review", title="Sơ kết, tổng kết văn bản")
class DirectiveReview(Kept):
    """That the carrying out of a directive was reviewed, for a year or at its end: what was reached, what is left."""

    id: DirectiveReviewId
    directive_id: DirectiveId = ref("Của văn bản", "directive")
    sort: str = choice("Loại sơ kết", (("interim", "Sơ kết"), ("final", "Tổng kết")), default="interim")
    year: int = number("Năm", low=1930, high=2200)
    held_on: date | None = day("Ngày sơ kết, tổng kết", default=None)
    result: str = prose("Kết quả thực hiện", max_len=8_000, default="")
    left: str = prose("Hạn chế, việc còn lại", max_len=8_000, default="")
