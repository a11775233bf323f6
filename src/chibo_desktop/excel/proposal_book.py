"""The register of proposals as a workbook: one line each, words as words, days as days; which proposals, and that nobody's name is there, is lists/."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.excel.book import Column, make_book
from chibo_desktop.lists.proposal_lines import RegisterLine

TITLE = "SỔ THEO DÕI KIẾN NGHỊ, ĐỀ XUẤT"
COLUMNS = (
    Column("Số", wide=6),
    Column("Ngày nêu", wide=12),
    Column("Nơi nêu", wide=28),
    Column("Nguồn", wide=11),
    Column("Nội dung", wide=60),
    Column("Nơi có việc", wide=20),
    Column("Lĩnh vực", wide=16),
    Column("Tính chất", wide=22),
    Column("Thẩm quyền", wide=14),
    Column("Văn bản chuyển", wide=28),
    Column("Cơ quan được giao", wide=28),
    Column("Hạn trả lời", wide=12),
    Column("Tình trạng", wide=22),
    Column("Văn bản trả lời", wide=28),
    Column("Kết quả", wide=22),
    Column("Đọc tại chi bộ", wide=14),
    Column("Số lượt nêu cùng việc", wide=12),
)


def make_proposal_book(lines: Sequence[RegisterLine], said: Sequence[str]) -> bytes:
    """The bytes of an .xlsx; `said` are the lines above the head: whose register, which part of it, when made."""
    return make_book(TITLE, COLUMNS, [_row(line) for line in lines], help_lines=said, is_filtered=True)


def _row(line: RegisterLine) -> list[str | int | date]:
    state = line.state[:1].upper() + line.state[1:]
    return [
        line.number or "",
        line.raised_on or "",
        line.cell,
        line.source,
        line.content,
        line.place,
        line.field,
        line.matter,
        line.competence or "Chưa phân loại",
        line.handed,
        line.agency,
        line.due_on or "",
        f"{state}, quá hạn" if line.is_overdue else state,
        line.answered,
        line.outcome,
        line.announced_on or "",
        line.times,
    ]
