"""Our own roster workbook to fill in: columns and choices from the declaration, with an invented example that is not read."""

from __future__ import annotations

from chibo_desktop.excel.book import Column, make_book
from chibo_desktop.excel.headings import ADDED, LEVELS, MEMBER_FIELDS, labels
from chibo_desktop.records import FieldSpec, find_spec

EXAMPLE_MARK = "Ví dụ"
"""Stands in the first column of the example; the reader passes such a row over."""
TO_FILL = 300

_EXAMPLE = {
    "full_name": "Vàng A Chứ",
    "gender": "Nam",
    "birth_date": "15/08/1975",
    "office": "Bí thư",
    "other_office": "Trưởng bản",
    "phone": "0900000678",
    "card_number": "01234567",
    "decided_on": "20/01/2001",
    "admitted_on": "03/02/2001",
    "official_on": "03/02/2002",
    "standing": "Chính thức",
    "joined_on": "",
    "ethnic_group": "Mông",
    "file_number": "001234 NS",
    "card_issued_on": "19/05/2002",
    "schooling": "Trung học phổ thông",
    "professional": "Trung cấp",
    "theory": "Sơ cấp",
}
HELP = (
    "Mỗi người một dòng, từ dưới dòng ví dụ. Chỉ họ và tên là bắt buộc; chưa biết gì thì để trống ô ấy.",
    "Ngày ghi ngày/tháng/năm. Ngày sinh chỉ nhớ năm thì ghi năm. Dòng “Ví dụ” không được đọc vào sổ.",
)


def template_keys() -> tuple[str, ...]:
    """What the columns of the template hold, in order: the declared fields, standing, the day of joining, what came later."""
    return (*(name for name in MEMBER_FIELDS if name not in ADDED), "standing", "joined_on", *ADDED)


def make_template(unit: str) -> bytes:
    """The workbook for one organisation, as bytes of an .xlsx."""
    columns = [Column("STT"), *(_column(key) for key in template_keys())]
    example = [EXAMPLE_MARK, *(_EXAMPLE.get(key, "") for key in template_keys())]
    return make_book(
        f"DANH SÁCH ĐẢNG VIÊN – {unit}", columns, [example], help_lines=HELP, quiet_rows=1, to_fill=TO_FILL
    )


def _column(key: str) -> Column:
    field = _declared(key)
    choices = tuple(label for _, label in field.choices) if field else ()
    wide = 28 if key in ("full_name", "other_office", "standing") else 16
    return Column(labels()[key], choices, wide)


def _declared(key: str) -> FieldSpec | None:
    if key == "standing":
        return find_spec("standing").field("kind")
    return find_spec("qualification" if key in LEVELS else "member").field(key)
