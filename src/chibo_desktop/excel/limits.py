"""How far the cells of a workbook reach, looked up before a reader gives memory for all of them; no value is read here."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from chibo_desktop.base.errors import Refusal
from chibo_desktop.excel.kinds import Kind, damaged, locked
from chibo_desktop.excel.ole import Container, furthest_cells

ROWS_MOST, COLUMNS_MOST = 20_000, 300
TEXT_MOST = 300 * 1024 * 1024
"""Bytes that the words of all cells may need together: one long word may be repeated a million times."""

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, IndexError, struct.error)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_EDGE = re.compile(rb"<(/?)(?:\w+:)?si\b")
_ODS = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def address(row: int, column: int) -> str:
    """The name of a cell as Excel shows it: (11, 5) is F12."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def check_reach(data: bytes, kind: Kind, name: str) -> None:
    """Refusal when a sheet reaches too far, or when the file cannot be read to its end."""
    try:
        for row, column in _reaches(data, kind, name):
            if row >= ROWS_MOST or column >= COLUMNS_MOST:
                raise too_far(name, row, column)
    except _DAMAGE as error:
        raise (locked(name) if str(error) == "locked" else damaged(name)) from None


def too_far(name: str, row: int, column: int) -> Refusal:
    """The sentence for a sheet whose cells reach too far."""
    return Refusal(
        f"Tệp “{name}” có bảng kéo tới ô {address(row, column)}, quá {ROWS_MOST} dòng hoặc {COLUMNS_MOST} cột. "
        "Xóa các dòng, cột thừa, hoặc chép riêng danh sách sang một tệp mới."
    )


def _reaches(data: bytes, kind: Kind, name: str) -> Iterator[tuple[int, int]]:
    if kind == "xls":
        box = Container(data)
        yield from furthest_cells(box.stream("Workbook" if "Workbook" in box.names else "Book"))
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if kind == "ods":
            yield from _reaches_of_ods(packed.read("content.xml"))
            return
        yield from _reaches_of_xlsx(packed, name)


def _reaches_of_xlsx(packed: zipfile.ZipFile, name: str) -> Iterator[tuple[int, int]]:
    longest = _longest_word(packed)
    shared = 0
    for part in packed.namelist():
        if not part.lower().startswith("xl/worksheets/") or not part.lower().endswith(".xml"):
            continue
        row = column = -1
        for match in _CELL.finditer(_with_ends(packed.read(part))):
            words = match[1]
            if words.endswith(b"/"):
                continue
            shared += b't="s"' in words
            place = _PLACE.search(words)
            if place:
                row, column = max(row, int(place[2]) - 1), max(column, _column(place[1]))
        if shared * longest > TEXT_MOST:
            raise Refusal(
                f"Chữ trong tệp “{name}” dài quá mức nên không mở. Chép riêng danh sách sang một tệp mới."
            )
        yield row, column


def _longest_word(packed: zipfile.ZipFile) -> int:
    part = next((each for each in packed.namelist() if each.lower() == "xl/sharedstrings.xml"), None)
    if part is None:
        return 0
    return _longest_item(packed.read(part))


def _longest_item(words: bytes) -> int:
    """In one pass: a pattern from beginning to end looks through the whole part again for each one without an end."""
    longest, begun = 0, -1
    for edge in _EDGE.finditer(words):
        if not edge[1]:
            begun = edge.start() if begun < 0 else begun
        elif begun >= 0:
            longest, begun = max(longest, edge.end() - begun), -1
    return longest


def _with_ends(words: bytes) -> bytes:
    """Up to the last end of a tag: behind it every beginning would be followed to the end of the part, in vain."""
    return words[: words.rfind(b">") + 1]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _reaches_of_ods(content: bytes) -> Iterator[tuple[int, int]]:
    """A cell written once may stand for a million: empty ones do so in every file, filled ones in none."""
    row, column, top, repeated, here = -1, -1, 0, 1, 0
    for match in _ODS.finditer(_with_ends(content)):
        words = match[2]
        times = int(found[1]) if (found := _REPEATED.search(words)) else 1
        if match[1] == b"table":
            yield row, column
            row, column, top, repeated = -1, -1, 0, 0
        elif match[1] == b"table-row":
            top, repeated, here = top + repeated, times, 0
        else:
            here += times
            if not words.endswith(b"/"):
                row, column = max(row, top + repeated - 1), max(column, here - 1)
    yield row, column
