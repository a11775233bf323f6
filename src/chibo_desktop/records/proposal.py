"""The proposal a cell sends up, and the answer that comes home."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, prose, record, ref, text
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.organisation import OrganisationId

ProposalId = NewType("ProposalId", str)
AnswerId = NewType("AnswerId", str)


@record(key="proposal", title="Kiến nghị")
class Proposal(Kept):
    """What a cell, a member or the people ask for; it survives years, terms and mergers."""

    id: ProposalId
    cell_id: OrganisationId = ref("Chi bộ kiến nghị", "organisation")
    meeting_id: MeetingId | None = ref("Nêu tại buổi", "meeting", default=None)
    raised_on: date | None = day("Ngày nêu", default=None)
    source: str = choice("Nguồn", (("cell", "Chi bộ"), ("member", "Đảng viên"), ("people", "Nhân dân")))
    raised_by: str = text("Người nêu", max_len=160, default="", private="own")
    content: str = prose("Nội dung kiến nghị", max_len=8_000)
    field: str = text("Lĩnh vực", max_len=80, default="")
    place: str = text("Nơi có việc", max_len=160, default="")
    competence: str | None = choice(
        "Thẩm quyền giải quyết",
        (("cell", "Chi bộ"), ("commune", "Cấp xã"), ("upper", "Cấp tỉnh"), ("centre", "Trung ương")),
        default=None,
    )
    party_matter: str = choice(
        "Tính chất", (("party", "Việc trong Đảng"), ("civic", "Việc hành chính, dân sinh")), default="civic"
    )
    announced_on: date | None = day("Ngày thông báo trả lời tại chi bộ", default=None)


@record(key="answer", title="Trả lời kiến nghị")
class Answer(Kept):
    """What a body above answers; it lives in the answering body's book addressed to the cell."""

    id: AnswerId
    proposal_id: ProposalId = ref("Kiến nghị được trả lời", "proposal")
    body_id: OrganisationId | None = ref("Cấp trả lời", "organisation", default=None)
    answered_on: date | None = day("Ngày trả lời", default=None)
    paper_number: str = text("Số văn bản trả lời", max_len=60, default="")
    outcome: str = choice(
        "Kết quả giải quyết",
        (
            ("settled", "Đã giải quyết"),
            ("under_way", "Đang giải quyết"),
            ("not_competent", "Không thuộc thẩm quyền"),
            ("no_ground", "Không có cơ sở giải quyết"),
        ),
    )
    content: str = prose("Nội dung trả lời", max_len=8_000)
