"""Roster workbooks made for tests: the layouts of offices with invented people, as bytes of each kind of file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

Cell = str | int | float | bool | date | None
Grid = Sequence[Sequence[Cell]]
Span = tuple[int, int, int, int]
"""First row, first column, last row, last column; counted from 0."""

SIMPLE_HEAD = ("STT", "Họ và tên", "Ngày sinh", "Số thẻ đảng viên", "Ngày vào Đảng", "Ngày chính thức")


def simple(*people: Sequence[Cell], head: Sequence[Cell] = SIMPLE_HEAD) -> list[list[Cell]]:
    """A head and numbered people under it; `people` begin with the name."""
    return [list(head), *([place, *person] for place, person in enumerate(people, 1))]


def as_xlsx(grid: Grid, spans: Iterable[Span] = (), sheets: Mapping[str, Grid] | None = None) -> bytes:
    """An .xlsx; days get the format of a day, words stay words."""
    from xlsxwriter import Workbook

    held = io.BytesIO()
    book = Workbook(held, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in {"Danh sách": grid, **(sheets or {})}.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                _put(sheet, row, column, value, day)
    for top, left, bottom, right in spans:
        words = str(grid[top][left] or "")
        book.worksheets()[0].merge_range(top, left, bottom, right, words)
    book.close()
    return held.getvalue()


def _put(sheet: Any, row: int, column: int, value: Cell, day: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime | date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)


def as_xls(grid: Grid, spans: Iterable[Span] = ()) -> bytes:
    """An .xls of 1997, as old offices keep them."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sach")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    merged = {(top, left): (top, bottom, left, right) for top, left, bottom, right in spans}
    for row, cells in enumerate(grid):
        for column, value in enumerate(cells):
            if (row, column) in merged:
                sheet.write_merge(*merged[row, column], value)
            elif value is not None and value != "":
                style = (day,) if isinstance(value, date) else ()
                sheet.write(row, column, value, *style)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def as_ods(grid: Grid) -> bytes:
    """An .ods with the empty rows and columns that LibreOffice repeats to the end of the sheet."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in grid)
    return ods_of(
        f"{rows}<table:table-row table:number-rows-repeated='1048000'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )


def ods_of(rows: str) -> bytes:
    """An .ods around rows written by hand."""
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="DS">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    ).replace("'", '"')
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    return held.getvalue()


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        return f"<table:table-cell office:value-type='date' office:date-value='{value.isoformat()}'><text:p>x</text:p></table:table-cell>"
    if isinstance(value, int | float):
        return f"<table:table-cell office:value-type='float' office:value='{value}'><text:p>{value}</text:p></table:table-cell>"
    return f"<table:table-cell office:value-type='string'><text:p>{escape(value)}</text:p></table:table-cell>"


def as_csv(grid: Grid, encoding: str = "utf-8-sig", separator: str = ";") -> bytes:
    """Lines of words between separators."""
    lines = [separator.join("" if value is None else str(value) for value in row) for row in grid]
    return "\r\n".join(lines).encode(encoding)


def kept(folder: Path, data: bytes, name: str = "danh-sach.xlsx") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def ward_list() -> tuple[Grid, list[Span]]:
    """BM2 of the ward workbook of 2020 (data/real/ward-forms-2020.xls), filled with invented people.

    A block of titles, a line of filters, two rows of head with merged cells, a row of column numbers that skips
    10, births in a column for men and one for women, a sum and signatures below.
    """
    head = [
        "STT", "CHI BỘ", "HỌ TÊN ĐANG DÙNG", "SỐ THẺ ĐẢNG", "NGÀY, THÁNG, NĂM SINH", "", "ĐỊA CHỈ",
        "NƠI THỰC TẾ CƯ TRÚ", "DÂN TỘC", "TÔN GIÁO", "TRÌNH ĐỘ", "", "CHỨC VỤ\n HIỆN NAY", "", "NGÀY VÀO ĐẢNG",
        "NGÀY CHÍNH THỨC", "TUỔI ĐẢNG",
    ]  # fmt: skip
    under = [
        "",
        "",
        "",
        "",
        "NAM",
        "NỮ",
        "",
        "",
        "",
        "",
        "TRÌNH ĐỘ HỌC VẤN",
        "LÝ LUẬN CHÍNH TRỊ",
        "ĐẢNG",
        "CHÍNH QUYỀN, ĐOÀN THỂ",
        "",
        "",
        "",
    ]
    numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18]
    grid: list[list[Cell]] = [
        ["ĐẢNG BỘ TỈNH NẬM SƠN", *[""] * 8, "ĐẢNG CỘNG SẢN VIỆT NAM", *[""] * 7],
        ["ĐẢNG ỦY XÃ MƯỜNG SÁY", *[""] * 16],
        ["*", *[""] * 10, "Mường Sáy, ngày ... tháng … năm …", *[""] * 5],
        ["", "DANH SÁCH ĐẢNG VIÊN ĐANG QUẢN LÝ", *[""] * 15],
        ["Chi bộ:", "", "………", "Tuổi Đảng:", "", "", "……..", "", "Tình trạng Đảng viên:", "", "", "……..", "", "", "", "", ""],
        list(head),
        list(under),
        list(numbers),
        [1, "Bản Suối Lanh", "VÀNG A CHỨ", "01 234567", "15/8/1975", "", "Suối Lanh", "Suối Lanh", "Mông", "", "9/12", "SC", "BT", "Trưởng bản", "3/2/2001", "3/2/2002", 24],
        [2, "Bản Suối Lanh", "GIÀNG  THỊ DUA", "01.234568", "", 1980, "Suối Lanh", "", "Mông", "", "12/12", "", "ĐV", "", "19/5/2010", "19/5/2011", 15],
        [3, "Bản Nà Hừ", "PỜ GO HỪ", "01 234569", "02/1969", "", "Nà Hừ", "", "Hà Nhì", "", "", "", "CUV", "", "1/1/1995", "1/1/1996", 30],
        [4, "Bản Suối Lanh", "LÒ VĂN HẶC", "01 234570", "1/13/1990", "", "", "", "Khơ Mú", "", "", "", "", "", "2/9/2020", "2/9/2021", 5],
        ["", "Tổng cộng: 4 đảng viên", *[""] * 15],
        [*[""] * 12, "Mường Sáy, ngày 05 tháng 10 năm 2026", *[""] * 4],
        [*[""] * 12, "T/M ĐẢNG ỦY", *[""] * 4],
        [*[""] * 12, "BÍ THƯ", *[""] * 4],
        ["", "", "Hoàng Văn Biểu", *[""] * 14],
    ]  # fmt: skip
    spans = [(5, 4, 5, 5), (5, 10, 5, 11), (5, 12, 5, 13)]
    spans += [(5, column, 6, column) for column in (0, 1, 2, 3, 6, 7, 8, 9, 14, 15, 16)]
    return grid, spans
