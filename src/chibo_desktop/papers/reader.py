"""Turns the HTML of a filled form into blocks and numbers the headings; the allowed tags stand in markup.py."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from chibo_desktop.papers.blocks import (
    Align,
    Block,
    Cell,
    Heading,
    LargeCode,
    Letterhead,
    ListItem,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Runs,
    Signatures,
    Signer,
    Table,
    Title,
    plain,
)
from chibo_desktop.papers.markup import Element, read_tree, refuse
from chibo_desktop.rules.numbering import letters, roman

LETTERHEAD = ("superior", "issuer", "number", "place", "mark")

_SPACES = re.compile(r"[ \t\r\n\f]+")  # not the no-break space: it holds a name together


def read_blocks(html: str) -> list[Block]:
    """The blocks of a filled form; empty paragraphs and list items fall away. Refusal names the line."""
    numbers = _Numbers()
    return [block for element in read_tree(html).elements() for block in _blocks_of(element, numbers)]


class _Numbers:
    """Counts headings: `I-`, `1.`, `a)`; a higher one starts the lower ones again (documents.md §1.7)."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def next(self, level: int) -> str:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        n = self._counts[level - 1]
        return (f"{roman(n)}-", f"{n}.", f"{letters(n)})")[level - 1]


def _blocks_of(element: Element, numbers: _Numbers) -> list[Block]:
    match element.tag:
        case "letterhead":
            return [Letterhead(*(_text(element, each) for each in LETTERHEAD))]
        case "paper-title":
            return [Title(_text(element, "kind"), _text(element, "subject"))]
        case "h1" | "h2" | "h3":
            return [_heading(element, numbers)]
        case "p":
            return _paragraph(element, numbers)
        case "ul" | "ol":
            return _items(element)
        case "table":
            return [_table(element)]
        case "signatures":
            return [_signatures(element)]
        case "large-code":
            return [LargeCode(tuple(plain(_runs(element)).split()))]
        case _:
            return [PageBreak()]


def _heading(element: Element, numbers: _Numbers) -> Heading:
    level = int(element.tag[1])
    marker = "" if element.attributes.get("number") == "no" else numbers.next(level)
    return Heading(level, marker, _runs(element))


def _paragraph(element: Element, numbers: _Numbers) -> list[Block]:
    runs = _runs(element)
    if not runs:
        return []
    begins = element.attributes.get("begins")
    align = cast("Align", element.attributes.get("align", "justify"))
    indent = element.attributes.get("indent", "yes" if align == "justify" else "no") == "yes"
    return [Paragraph(runs, align, indent, numbers.next(int(begins[1])) if begins else "")]


def _items(element: Element) -> list[Block]:
    filled = [runs for item in element.elements("li") if (runs := _runs(item))]
    if element.tag == "ul":
        return [ListItem("-", runs) for runs in filled]
    lettered = element.attributes.get("type") == "a"
    return [ListItem(f"{letters(n)})" if lettered else f"{n}.", runs) for n, runs in enumerate(filled, 1)]


def _table(element: Element) -> Table:
    head = tuple(_row(tr) for part in element.elements("thead") for tr in part.elements("tr"))
    rows = tuple(_row(tr) for part in element.elements("tbody") for tr in part.elements("tr"))
    if not rows:
        raise refuse(element.line, "bảng không có dòng nào. Dùng {% if %} để bỏ bảng trống.")
    columns = len(rows[0])
    if any(len(row) != columns for row in (*head, *rows)):
        raise refuse(element.line, f"các dòng của bảng không cùng số cột; dòng đầu có {columns} cột.")
    return Table(_widths(element, columns), head, rows)


def _widths(element: Element, columns: int) -> tuple[float, ...]:
    words = element.attributes.get("widths", " ".join("1" * columns)).split()
    if len(words) != columns or not all(word.isdecimal() and int(word) > 0 for word in words):
        raise refuse(element.line, f"widths phải là {columns} số nguyên dương, cách nhau bằng dấu cách.")
    return tuple(float(word) for word in words)


def _row(element: Element) -> Row:
    return tuple(_cell(each) for each in element.elements())


def _cell(element: Element) -> Cell:
    is_head = element.tag == "th"
    runs = _runs(element, bold=is_head)
    return Cell(runs, cast("Align", element.attributes.get("align", "center" if is_head else "left")))


def _signatures(element: Element) -> Signatures:
    items = [plain(_runs(li)) for part in element.elements("recipients") for li in part.elements("li")]
    signers = tuple(
        Signer(*(_text(each, part) for part in ("authority", "office", "person")))
        for each in element.elements("signer")
    )
    if not signers:
        raise refuse(element.line, "khối <signatures> cần ít nhất một <signer>.")
    return Signatures(signers, tuple(item for item in items if item))


def _text(element: Element, part: str) -> str:
    return " ".join(plain(_runs(each)) for each in element.elements(part))


def _runs(element: Element, *, bold: bool = False) -> Runs:
    """The text with its styles; white space runs together as in HTML, also across the borders of styles."""
    pieces: list[Run] = []
    _collect(element, Run("", bold=bold), pieces)
    return _joined(pieces)


def _collect(element: Element, style: Run, pieces: list[Run]) -> None:
    for child in element.children:
        if isinstance(child, str):
            pieces.append(replace(style, text=_SPACES.sub(" ", child)))
        elif child.tag == "br":
            pieces.append(replace(style, text="\n"))
        else:
            _collect(child, _styled(style, child.tag), pieces)


def _styled(style: Run, tag: str) -> Run:
    return replace(
        style,
        bold=style.bold or tag == "b",
        italic=style.italic or tag == "i",
        underline=style.underline or tag == "u",
    )


def _joined(pieces: list[Run]) -> Runs:
    joined: list[Run] = []
    for piece in pieces:
        words = piece.text
        if words == "\n":
            _trim_end(joined, " ")
        elif not joined or joined[-1].text.endswith((" ", "\n")):
            words = words.lstrip(" ")
        if words:
            joined.append(replace(piece, text=words))
    _trim_end(joined, " \n")
    return tuple(joined)


def _trim_end(runs: list[Run], characters: str) -> None:
    while runs:
        last = runs.pop()
        if kept := last.text.rstrip(characters):
            runs.append(replace(last, text=kept))
            return
