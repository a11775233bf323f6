"""The proposal a cell sends up, and the answer that comes home."""

from __future__ import annotations

from datetime import date
from typing import NewType

from chibo_desktop.records.field import Kept, choice, day, number, prose, record, ref, text
from chibo_desktop.records.meeting import MeetingId
from chibo_desktop.records.organisation import OrganisationId
from chibo_desktop.records.visits import AssessmentId, RoundId

ProposalId = NewType("ProposalId", str)
AnswerId = NewType("AnswerId", str)
ProposalStepId = NewType("ProposalStepId", str)

COMPETENCES = (
    ("cell", "Chi bộ"),
    ("commune", "Cấp xã"),
    ("upper", "Cấp tỉnh"),
    ("centre", "Trung ương"),
    ("district", "Cấp huyện (trước 7/2025)"),
)
OUTCOMES = (
    ("settled", "Đã giải quyết"),
    ("under_way", "Đang giải quyết"),
    ("not_competent", "Không thuộc thẩm quyền"),
    ("no_ground", "Không có cơ sở giải quyết"),
)


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
    competence: str | None = choice("Thẩm quyền giải quyết", COMPETENCES, default=None)
    party_matter: str = choice(
        "Tính chất", (("party", "Việc trong Đảng"), ("civic", "Việc hành chính, dân sinh")), default="civic"
    )
    announced_on: date | None = day("Ngày thông báo trả lời tại chi bộ", default=None)
    number: int | None = number("Số thứ tự trong sổ", low=1, high=99_999, default=None)
    round_id: RoundId | None = ref("Nêu trong kỳ làm việc", "round", default=None)
    assessment_id: AssessmentId | None = ref("Ghi trong phiếu đánh giá", "assessment", default=None)
    repeats_id: ProposalId | None = ref("Nhắc lại kiến nghị", "proposal", default=None)
    reopened_on: date | None = day("Ngày mở lại", default=None)
    reopened_because: str = text("Lý do mở lại", max_len=300, default="")
    announced_id: AnswerId | None = ref("Trả lời đã đọc tại chi bộ", "answer", default=None)


@record(key="answer", title="Trả lời kiến nghị")
class Answer(Kept):
    """What a body above answers; it lives in the answering body's book addressed to the cell."""

    id: AnswerId
    proposal_id: ProposalId = ref("Kiến nghị được trả lời", "proposal")
    body_id: OrganisationId | None = ref("Cấp trả lời", "organisation", default=None)
    answered_on: date | None = day("Ngày trả lời", default=None)
    paper_number: str = text("Số văn bản trả lời", max_len=60, default="")
    outcome: str = choice("Kết quả giải quyết", OUTCOMES)
    content: str = prose("Nội dung trả lời", max_len=8_000)
    task: str = text("Việc giao cho chi bộ", max_len=300, default="")
    task_due_on: date | None = day("Hạn của việc giao", default=None)
    asked: str = prose("Kiến nghị được trả lời, chép lại", max_len=8_000, default="")
    """The words of a proposal whose record stands in no book of the cell, so that it knows what was answered."""


@record(key="proposal_step", title="Bước xử lý kiến nghị")
class ProposalStep(Kept):
    """What a body did with a proposal, on which day, under which paper. The answer's words are an `answer`.

    It stands in the body's own book, for those above. What the cell has to know is written a second time in the book
    addressed to the cell, with `twin_id` naming the first: a desk that holds both shows one.
    """

    id: ProposalStepId
    proposal_id: ProposalId = ref("Kiến nghị", "proposal")
    body_id: OrganisationId | None = ref("Nơi xử lý", "organisation", default=None)
    sort: str = choice(
        "Việc đã làm",
        (
            ("classified", "Phân loại"),
            ("handed_up", "Chuyển cấp trên"),
            ("assigned", "Giao cơ quan giải quyết"),
            ("interim", "Báo đang giải quyết"),
            ("urged", "Đôn đốc"),
            ("answered", "Trả lời"),
            ("joined", "Nhập vào kiến nghị khác"),
            ("parted", "Tách khỏi kiến nghị cùng việc"),
            ("received", "Nhận"),
        ),
    )
    taken_on: date | None = day("Ngày", default=None)
    competence: str | None = choice("Thẩm quyền", COMPETENCES, default=None)
    field: str = text("Lĩnh vực", max_len=80, default="")
    to_id: OrganisationId | None = ref("Chuyển đến", "organisation", default=None)
    agency: str = text("Cơ quan được giao", max_len=160, default="")
    paper_number: str = text("Số văn bản", max_len=60, default="")
    paper_on: date | None = day("Ngày văn bản", default=None)
    due_on: date | None = day("Hạn giải quyết", default=None)
    note: str = prose("Ghi chú, lý do", max_len=4_000, default="")
    outcome: str | None = choice("Kết quả", OUTCOMES, default=None)
    joined_id: ProposalId | None = ref("Nhập vào", "proposal", default=None)
    twin_id: ProposalStepId | None = ref("Ghi hai nơi", "proposal_step", default=None)
    received_on: date | None = day("Ngày nhận (dấu đến)", default=None)
