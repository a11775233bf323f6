"""A file as grids of cells, whatever kind it is; which part of a grid is the roster is not decided here."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import reason_in_words
from chibo_desktop.excel import encodings
from chibo_desktop.excel.kinds import FILE_MOST, Kind, damaged, kind_of, locked
from chibo_desktop.excel.limits import COLUMNS_MOST, ROWS_MOST, check_reach, too_far

Value = str | float | int | bool | date | datetime | time | timedelta
"""What a reader gives for a cell; an empty cell is "". No type is to be trusted."""

Step = Callable[[int, int], object]
"""Told (done, of how many); may raise to stop."""

SEPARATORS = ",;\t|"


@dataclass(frozen=True)
class Sheet:
    """One sheet; every row has the same number of cells. `spans` are merged cells: corner to (rows, columns).

    `font` names the old font encoding that was changed into Unicode, "" when nothing was.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    spans: dict[tuple[int, int], tuple[int, int]]
    font: str = ""

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """One file, read whole; `name` is the file's own, without its folder."""

    name: str
    kind: Kind
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; Refusal when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        known = ", ".join(f"“{sheet.name}”" for sheet in self.sheets)
        raise Refusal(f"Tệp không có trang tính “{name}”. Các trang tính có chữ: {known}.", "sheet")


def read_workbook(path: Path, on_step: Step = lambda _done, _of: None) -> Workbook:
    """Reads a file; Refusal when it is no sound table or reaches too far, Trouble when the disk refuses."""
    data = _bytes_of(path)
    kind = kind_of(data, path.name)
    on_step(0, 1)
    sheets = [_words_sheet(data, path)] if kind == "csv" else _read_sheets(data, kind, path.name, on_step)
    filled = tuple(_mended(sheet) for sheet in sheets if sheet.rows)
    if not filled:
        raise Refusal(f"Tệp “{path.name}” không có chữ nào. Chọn tệp khác.")
    return Workbook(path.name, kind, filled)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(FILE_MOST + 1)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Refusal(f"Không có tệp “{path.name}”. Xem lại tên và thư mục.", "file") from None
    except OSError as error:
        raise Trouble(f"Không đọc được tệp “{path.name}”: {reason_in_words(error)}") from error


def _read_sheets(data: bytes, kind: Kind, name: str, on_step: Step) -> list[Sheet]:
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    check_reach(data, kind, name)
    found = []
    try:
        book = load_workbook(io.BytesIO(data))
        tables = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        seen = [each for each in tables if each.visible == SheetVisibleEnum.Visible] or tables
        for place, each in enumerate(seen):
            on_step(place, len(seen))
            found.append(_sheet(book.get_sheet_by_name(each.name), each.name, name))
    except PasswordError:
        raise locked(name) from None
    except (CalamineError, OSError, ValueError):
        raise damaged(name) from None
    return found


def _sheet(given: Any, title: str, name: str) -> Sheet:
    if given.end is None:
        return Sheet(title, (), {})
    row, column = given.end
    if row >= ROWS_MOST or column >= COLUMNS_MOST:
        raise too_far(name, row, column)
    rows = tuple(tuple(line) for line in given.to_python(skip_empty_area=False))
    spans = {
        (top, left): (bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in given.merged_cell_ranges or ()
    }
    return Sheet(title, rows, spans)


def _words_sheet(data: bytes, path: Path) -> Sheet:
    text, written_in = encodings.decode(data, path.name)
    csv.field_size_limit(100_000)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        raise damaged(path.name) from None
    width = max((len(line) for line in lines), default=0)
    if len(lines) > ROWS_MOST or width > COLUMNS_MOST:
        raise too_far(path.name, len(lines) - 1, width - 1)
    if width < 2 and len(lines) < 2:
        raise Refusal(f"Tệp “{path.name}” không có bảng nào. Chọn tệp Excel có danh sách đảng viên.")
    rows = tuple(tuple(line) + ("",) * (width - len(line)) for line in lines)
    return Sheet(path.stem, rows, {}, "" if written_in == "Unicode" else written_in)


def _separator(text: str) -> str:
    """The sign that parts most lines alike; a csv of a Vietnamese Excel has semicolons."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    return max(SEPARATORS, key=lambda sign: sum(min(line.count(sign), 40) for line in lines))


def _mended(sheet: Sheet) -> Sheet:
    """The sheet with old fonts changed into Unicode where that is sure."""
    texts = [value for row in sheet.rows for value in row if isinstance(value, str) and not value.isascii()]
    font = encodings.font_of(texts)
    if not font:
        return sheet
    all_of_it = not any(encodings.is_unicode(text) for text in texts)
    rows = tuple(
        tuple(
            encodings.mend(value, font, all_of_it=all_of_it) if isinstance(value, str) else value
            for value in row
        )
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, font=encodings.NAMES[font])
