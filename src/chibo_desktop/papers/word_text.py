"""The words of a Word file (.docx) as plain paragraphs, with the numbers Word gives its lists; which file may be read is not asked here."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.numbering import roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{W}t"}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr", _FALLBACK}
"""What was struck out in Word, codes of fields, and what only tells how things look."""
_BOX = f"{W}txbxContent"
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_NOTES = {f"{W}footnoteReference", f"{W}endnoteReference"}
_TITLE_STYLES = ("Title", "Heading1")
_LEVEL = re.compile(r"%([1-9])")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,  # of lxml: broken markup
    KeyError,
    ValueError,
    IndexError,
    AttributeError,
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class WordText:
    """`title` is the first paragraph set as a title or heading, else the first one; the rest could not become words."""

    title: str
    lines: tuple[str, ...]
    pictures: int
    notes: int


def read_word(data: bytes, name: str) -> WordText:
    """The paragraphs, items of lists and rows of tables in order; Refusal when the bytes are no sound Word file."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        return _Reading(document).read()
    except (OpcError, *_DAMAGE) as error:
        raise Refusal(
            f"Tệp “{name}” bị hỏng hoặc không phải tệp Word .docx. Mở bằng Word, lưu lại rồi chọn lại."
        ) from error


class _Reading:
    """One walk through the body; lists are counted on the way."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._numbers = _Numbers(document)
        self._pictures = self._notes = 0
        self._title = self._first = ""

    def read(self) -> WordText:
        lines = tuple(self._blocks(self._body, is_outside=True))
        return WordText(self._title or self._first, lines, self._pictures, self._notes)

    def _blocks(self, parent: Any, *, is_outside: bool = False) -> Iterator[str]:
        for part in parent:
            if part.tag == f"{W}p":
                yield from self._paragraph(part, is_outside=is_outside)
            elif part.tag == f"{W}tbl":
                yield from self._table(part)
            elif part.tag not in _LEFT_OUT:  # content controls, custom markup, what a reviewer put in
                yield from self._blocks(part, is_outside=is_outside)

    def _paragraph(self, part: Any, *, is_outside: bool) -> Iterator[str]:
        boxes: list[Any] = []
        words = "".join(self._words(part, boxes)).strip()
        style = _value(part.find(f"{W}pPr/{W}pStyle"))
        if words and is_outside:
            self._first = self._first or " ".join(words.split())
            if style in _TITLE_STYLES:
                self._title = self._title or " ".join(words.split())
        mark = self._numbers.of(part, style) if words else ""
        yield f"{mark} {words}".strip() if mark else words
        for box in boxes:
            yield from self._blocks(box)

    def _words(self, part: Any, boxes: list[Any]) -> Iterator[str]:
        for each in part:
            if each.tag in _TEXT:
                yield each.text or ""
            elif each.tag in _SIGNS:
                yield _SIGNS[each.tag]
            elif each.tag == _BOX:
                boxes.append(each)
            elif each.tag not in _LEFT_OUT:
                self._notes += each.tag in _NOTES
                before = len(boxes)
                yield from self._words(each, boxes)
                self._pictures += each.tag in _PICTURES and len(boxes) == before

    def _table(self, table: Any) -> Iterator[str]:
        """A row a line, its cells parted by a bar; a table within a cell comes in its words."""
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue
            cells = [" ".join(" ".join(self._blocks(cell)).split()) for cell in row.iterchildren(f"{W}tc")]
            if any(cells):
                yield " | ".join(cells).rstrip(" |")


class _Numbers:
    """What Word shows before the items of its lists: their numbers are not among the words of the file."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {
            style.style_id: style.element.find(f"{W}pPr/{W}numPr")
            for style in document.styles
            if style.element.find(f"{W}pPr/{W}numPr") is not None
        }
        related = (each.target_part for each in document.part.rels.values() if not each.is_external)
        part = next((each for each in related if str(each.partname).endswith("/numbering.xml")), None)
        if part is not None:
            self._read(part.element)

    def _read(self, numbering: Any) -> None:
        abstract = {
            each.get(f"{W}abstractNumId"): {
                int(level.get(f"{W}ilvl")): level for level in each.iter(f"{W}lvl")
            }
            for each in numbering.iterchildren(f"{W}abstractNum")
        }
        for each in numbering.iterchildren(f"{W}num"):
            number = each.get(f"{W}numId")
            self._levels[number] = abstract.get(_value(each.find(f"{W}abstractNumId")), {})
            for over in each.iterchildren(f"{W}lvlOverride"):
                start = _value(over.find(f"{W}startOverride"))
                if start.isdigit():
                    self._starts[number, int(over.get(f"{W}ilvl"))] = int(start)

    def of(self, paragraph: Any, style: str) -> str:
        """As in "1.", "a)" or "-"; "" for a paragraph in no list."""
        numbered = paragraph.find(f"{W}pPr/{W}numPr")
        by_style = self._styles.get(style)
        numbered = by_style if numbered is None else numbered
        if numbered is None:
            return ""
        number = _value(numbered.find(f"{W}numId"))
        if not number and by_style is not None:
            number = _value(by_style.find(f"{W}numId"))
        depth = _value(numbered.find(f"{W}ilvl"))
        return self._mark(number, int(depth) if depth.isdigit() else 0)

    def _mark(self, number: str, depth: int) -> str:
        levels = self._levels.get(number, {})
        if depth not in levels:
            return ""
        sort = _value(levels[depth].find(f"{W}numFmt"))
        if sort == "bullet":
            return "-"
        counts = self._counts[number]
        counts[depth] = counts[depth] + 1 if depth in counts else self._start(number, depth)
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        pattern = _value(levels[depth].find(f"{W}lvlText"))
        return _LEVEL.sub(lambda found: self._shown(number, int(found[1]) - 1, sort), pattern)

    def _start(self, number: str, depth: int) -> int:
        said = _value(self._levels[number][depth].find(f"{W}start"))
        return self._starts.get((number, depth), int(said) if said.isdigit() else 1)

    def _shown(self, number: str, depth: int, sort: str) -> str:
        levels, counts = self._levels[number], self._counts[number]
        count = counts.get(depth, self._start(number, depth) if depth in levels else 1)
        own = _value(levels[depth].find(f"{W}numFmt")) if depth in levels else sort
        return counted(count, own)


def counted(count: int, sort: str) -> str:
    """A number as one of Word's kinds of numbering writes it; a kind we do not know, in digits."""
    if sort in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        return roman(count) if sort == "upperRoman" else roman(count).lower()
    if sort in ("upperLetter", "lowerLetter") and count > 0:
        letter = LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
        return letter.upper() if sort == "upperLetter" else letter
    if sort == "none":
        return ""
    return f"{count:02d}" if sort == "decimalZero" else str(count)


def _value(element: Any) -> str:
    return str(element.get(f"{W}val") or "") if element is not None else ""
