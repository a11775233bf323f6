"""Reads a PDF back as lines of text and strokes with positions in points; what is right stands in check.py."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

APART = 25.0  # points between two characters that cannot belong to one line, however widely it is justified


@dataclass(frozen=True)
class Character:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True)
class Stroke:
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Line:
    """One line as drawn; positions are those of its ink, from the lower left corner of the page."""

    page: int
    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.characters).strip()

    @property
    def ink(self) -> tuple[Character, ...]:
        return tuple(each for each in self.characters if not each.text.isspace())

    @property
    def left(self) -> float:
        return min(each.left for each in self.ink)

    @property
    def right(self) -> float:
        return max(each.right for each in self.ink)

    @property
    def top(self) -> float:
        return max(each.top for each in self.ink)

    @property
    def bottom(self) -> float:
        return min(each.bottom for each in self.ink)

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def baseline(self) -> float:
        return self.characters[0].baseline

    @property
    def size(self) -> float:
        """The largest size on the line."""
        return max(each.size for each in self.ink)

    @property
    def is_bold(self) -> bool:
        return all("Bold" in each.font for each in self.ink)

    @property
    def is_italic(self) -> bool:
        return all("Italic" in each.font for each in self.ink)


@dataclass(frozen=True)
class Page:
    """One page; `number` counts from 1, width and height in points."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    strokes: tuple[Stroke, ...]


def read_pages(data: bytes) -> list[Page]:
    """Every page of the PDF, lines in the order in which they were drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return [_read_page(document[index], index + 1) for index in range(len(document))]
    finally:
        document.close()


def _read_page(page: Any, number: int) -> Page:
    from pypdfium2 import raw

    reader = page.get_textpage()
    drawn = [_character(raw, reader, index) for index in range(reader.count_chars())]
    lines = tuple(Line(number, tuple(each)) for each in _lines([one for one in drawn if one is not None]))
    strokes = tuple(
        Stroke(*each.get_bounds()) for each in page.get_objects() if each.type == raw.FPDF_PAGEOBJ_PATH
    )
    return Page(number, page.get_width(), page.get_height(), lines, strokes)


def _character(raw: Any, reader: Any, index: int) -> Character | None:
    """None for the line ends that pdfium makes up."""
    if raw.FPDFText_IsGenerated(reader, index) == 1:
        return None
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(reader, index, across, up)
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(reader, index, name, 128, ctypes.c_int())
    left, bottom, right, top = reader.get_charbox(index)
    return Character(
        text=chr(raw.FPDFText_GetUnicode(reader, index)),
        left=left,
        right=right,
        bottom=bottom,
        top=top,
        baseline=up.value,
        size=raw.FPDFText_GetFontSize(reader, index),
        font=name.value.decode(),
    )


def _lines(characters: list[Character]) -> Iterator[list[Character]]:
    line: list[Character] = []
    for each in characters:
        if line and not _continues(line[-1], each):
            yield from _inked(line)
            line = []
        line.append(each)
    yield from _inked(line)


def _continues(before: Character, after: Character) -> bool:
    """Justified lines are stretched at their spaces only; a gap without a space parts two cells of a table."""
    spaced = before.text.isspace() or after.text.isspace()
    gap = after.left - before.right
    return abs(before.baseline - after.baseline) < 0.5 and -2 < gap < (APART if spaced else 0.3 * after.size)


def _inked(line: list[Character]) -> Iterator[list[Character]]:
    if any(not each.text.isspace() for each in line):
        yield line


def fonts_of(data: bytes) -> dict[str, bool]:
    """The base names of every font the PDF draws with, without subset prefix, and whether its file is inside."""
    import pypdfium2
    from pypdfium2 import raw

    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(text)
                name = ctypes.create_string_buffer(128)
                raw.FPDFFont_GetBaseFontName(font, name, len(name))
                found[name.value.decode().split("+")[-1]] = raw.FPDFFont_GetIsEmbedded(font) == 1
    return found


def metadata_of(data: bytes) -> dict[str, str]:
    """`title`, `author`, `language` as the PDF states them, empty where it does not."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return {
            "title": document.get_metadata_value("Title"),
            "author": document.get_metadata_value("Author"),
            "language": _language(document),
        }


def _language(document: Any) -> str:
    from pypdfium2 import raw

    size = raw.FPDFCatalog_GetLanguage(document, None, 0)  # bytes, with the sign that ends the text
    held = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return held.raw[:-2].decode("utf-16-le")
