"""A workbook made by us: one sheet, a title, lines of help, a head that stays, words as words; whole in memory."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.errors import Refusal

if TYPE_CHECKING:
    from pathlib import Path

NARROWEST, WIDEST = 6, 48
"""Columns in letters."""


@dataclass(frozen=True)
class Column:
    """One column. `choices` are offered in a list in the rows to be filled; `wide` is in letters, 0: as needed."""

    heading: str
    choices: tuple[str, ...] = ()
    wide: int = 0


def make_book(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | int | date]],
    *,
    help_lines: Sequence[str] = (),
    quiet_rows: int = 0,
    to_fill: int = 0,
    is_filtered: bool = False,
) -> bytes:
    """The bytes of an .xlsx. Words are never formulas and never become figures or days; days are days Excel sorts.

    The first `quiet_rows` rows are set in muted italics (an example); `to_fill` empty rows follow, as text. With
    `is_filtered` every heading has the arrow by which Excel filters.
    """
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Danh sách")
    looks = _looks(book)
    sheet.write_string(0, 0, title, looks["title"])
    for place, line in enumerate(help_lines, 1):
        sheet.write_string(place, 0, line, looks["help"])
    head = len(help_lines) + 2
    _write_headings(sheet, head, columns, rows, looks)
    for place, row in enumerate(rows):
        _write_row(
            sheet, head + 1 + place, row, looks["quiet" if place < quiet_rows else "text"], looks["day"]
        )
    for place in range(head + 1 + len(rows), head + 1 + len(rows) + to_fill):
        _write_blanks(sheet, place, len(columns), looks["text"])
    _offer_choices(book, sheet, columns, head + 1 + quiet_rows, len(rows) - quiet_rows + to_fill)
    if is_filtered:
        sheet.autofilter(head, 0, head + len(rows), len(columns) - 1)
    _set_page(sheet, head)
    book.close()
    return held.getvalue()


def _write_headings(
    sheet: Any,
    head: int,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | int | date]],
    looks: Mapping[str, Any],
) -> None:
    for column, each in enumerate(columns):
        sheet.write_string(head, column, each.heading, looks["head"])
        wide = each.wide or _width(each, [row[column] for row in rows])
        sheet.set_column(column, column, wide, looks["text"])


def _set_page(sheet: Any, head: int) -> None:
    """A4 across, one page wide, the row of headings on every page and always in sight."""
    sheet.freeze_panes(head + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)


def _looks(book: Any) -> dict[str, Any]:
    edge = {"border": 1, "border_color": "#B4AEA5", "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "help": book.add_format({"font_color": "#524F4B"}),
        "head": book.add_format({**edge, "bold": True, "text_wrap": True, "bg_color": "#F5F2ED"}),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"}),
        "quiet": book.add_format({"num_format": "@", "italic": True, "font_color": "#524F4B"}),
    }


def _write_row(sheet: Any, place: int, row: Sequence[str | int | date], look: Any, day_look: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, int):
            sheet.write_number(place, column, value)
        elif isinstance(value, date):
            sheet.write_datetime(place, column, value, day_look)
        elif value:
            sheet.write_string(place, column, value, look)


def _write_blanks(sheet: Any, place: int, columns: int, look: Any) -> None:
    """Empty cells that are text already, so that Excel changes no day and no number typed there."""
    for column in range(columns):
        sheet.write_blank(place, column, None, look)


def _width(column: Column, values: Sequence[str | int | date]) -> int:
    longest = max((len(str(value)) for value in values), default=0)
    return max(NARROWEST, min(WIDEST, max(longest, len(column.heading) // 2 + 4) + 2))


def _offer_choices(book: Any, sheet: Any, columns: Sequence[Column], first: int, count: int) -> None:
    """The lists stand on a hidden sheet: a list in the rule itself is cut at commas and at 255 letters."""
    offered = [(place, each.choices) for place, each in enumerate(columns) if each.choices]
    if not offered or count < 1:
        return
    lists = book.add_worksheet("Danh mục")
    lists.hide()
    for at, (place, choices) in enumerate(offered):
        for line, choice in enumerate(choices):
            lists.write_string(line, at, choice)
        letter = chr(65 + at)
        sheet.data_validation(
            first,
            place,
            first + count - 1,
            place,
            {
                "validate": "list",
                "source": f"='Danh mục'!${letter}$1:${letter}${len(choices)}",
                "error_type": "warning",
                "error_title": "Không có trong danh mục",
                "error_message": "Chọn một mục trong danh sách của ô này.",
            },
        )


def check_ending(path: Path) -> None:
    """Refusal unless the file ends in .xlsx, so that nobody gets a workbook no program opens."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal(
            f"Chỉ ghi được tệp .xlsx. Đặt tên tệp kết thúc bằng .xlsx, như {path.stem or 'danh-sach'}.xlsx.",
            "xlsx",
        )
