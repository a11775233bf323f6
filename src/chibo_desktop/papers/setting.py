"""Sets single blocks: sizes, gaps, indents, tables, signatures; what follows what on a page stands in pdf.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import zip_longest
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Spacer, Table

from chibo_desktop.papers import blocks
from chibo_desktop.papers.flowables import Boxes, Head
from chibo_desktop.papers.fonts import BOLD, REGULAR, known_characters, with_codes

ALIGN = {"justify": TA_JUSTIFY, "left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
INDENT = 10 * mm
SIDES, ENDS = 45 * mm, 40 * mm
"""What the margins take of the width and of the height of a page (documents.md §1.1)."""
SIGNING_ROOM = 66.0


@dataclass(frozen=True)
class Layout:
    """Sizes in points (HD 05-HD/VPTW: body 14–15, lines exactly 18–22, gap at least 6).

    `mirrored` swaps the margins on back pages, for printing on both sides; `landscape` lays the sheet across, which
    is allowed for wide tables (documents.md §1.1).
    """

    body_size: float = 14
    leading: float = 20
    gap: float = 6
    mirrored: bool = False
    landscape: bool = False

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the sheet, in points."""
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def text_width(self) -> float:
        """Between the margins: 165 mm of a sheet held upright, 252 mm of one laid across."""
        return float(self.page[0] - SIDES)

    @property
    def text_height(self) -> float:
        """Between the margins: 257 mm, or 170 mm."""
        return float(self.page[1] - ENDS)

    @property
    def row_limit(self) -> float:
        """A row of a table taller than this is continued in a further row, or it would fit nowhere."""
        return 0.6 * self.text_height


class Setter:
    """Makes the flowables of one paper from one layout; reportlab must know the fonts already."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self.width = layout, layout.text_width
        self._known = known_characters()

    def style(self, align: str = "justify", *, indent: bool = False, **other: Any) -> ParagraphStyle:
        chosen = {
            "fontName": REGULAR,
            "bulletFontName": REGULAR,
            "fontSize": self._layout.body_size,
            "leading": self._layout.leading,
            "spaceAfter": self._layout.gap,
            "alignment": ALIGN[align],
            "firstLineIndent": INDENT if indent else 0,
            "allowWidows": 0,
            "allowOrphans": 0,
        }
        return ParagraphStyle("paper", **{**chosen, **other})

    def text(self, runs: blocks.Runs, style: ParagraphStyle, width: float | None = None) -> Paragraph:
        room = (self.width if width is None else width) - style.firstLineIndent
        return Paragraph(
            "".join(self._marked(run, style.fontSize, room) for run in blocks.bound(runs)), style
        )

    def words(self, words: str, style: ParagraphStyle, width: float | None = None) -> Paragraph:
        return self.text((blocks.Run(words),), style, width)

    def _marked(self, run: blocks.Run, size: float, width: float) -> str:
        words = _fitting(with_codes(run.text, self._known), size, width)
        marked = escape(words, quote=False).replace("\n", "<br/>")
        for tag, wanted in (("b", run.bold), ("i", run.italic), ("u", run.underline)):
            if wanted:
                marked = f"<{tag}>{marked}</{tag}>"
        return marked

    def head(self, block: blocks.Letterhead) -> Head:
        parts = (block.superior, block.issuer, block.number, block.place, block.mark)
        return Head(*(with_codes(part, self._known) for part in parts))

    def title(self, block: blocks.Title) -> list[Paragraph]:
        style = self.style("center", fontName=BOLD, spaceAfter=0)
        big = self.style("center", fontName=BOLD, fontSize=16, leading=22, spaceAfter=0)
        rule = self.style("center", leading=14, spaceAfter=12)
        return [self.words(block.kind, big), self.words(block.subject, style), self.words("-----", rule)]

    def heading(self, block: blocks.Heading) -> Paragraph:
        marker = f"{block.marker} " if block.marker else ""
        runs = (
            blocks.Run(marker, bold=True),
            *(blocks.Run(r.text, True, r.italic, r.underline) for r in block.runs),
        )
        return self.text(runs, self.style("justify", indent=True))

    def paragraph(self, block: blocks.Paragraph) -> Paragraph:
        marker = (blocks.Run(f"{block.marker} ", bold=True),) if block.marker else ()
        return self.text((*marker, *block.runs), self.style(block.align, indent=block.indent))

    def item(self, block: blocks.ListItem) -> Paragraph:
        marker = blocks.Run(f"{block.marker}\xa0")
        return self.text((marker, *block.runs), self.style("justify", indent=True))

    def table(self, block: blocks.Table) -> Table:
        widths = [self.width * each / sum(block.widths) for each in block.widths]
        head = [list(self._cells(row, widths)) for row in block.head]
        limit = self._layout.row_limit
        rows = [
            part for row in block.rows for part in _row_parts(list(self._cells(row, widths)), widths, limit)
        ]
        style: list[tuple[Any, ...]] = [
            ("FONT", (0, 0), (-1, -1), REGULAR, 13),
            ("GRID", (0, 0), (-1, -1), 0.6, "black"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("LEFTPADDING", (0, 0), (-1, -1), _side(widths)),
            ("RIGHTPADDING", (0, 0), (-1, -1), _side(widths)),
        ]
        if head:
            style.append(("VALIGN", (0, 0), (-1, len(head) - 1), "MIDDLE"))
        return Table(
            head + rows,
            widths,
            repeatRows=len(head),
            style=style,
            spaceBefore=2,
            spaceAfter=self._layout.gap + 4,
        )

    def _cells(self, row: blocks.Row, widths: list[float]) -> Iterator[Paragraph]:
        for cell, width in zip(row, widths, strict=True):
            style = self.style(cell.align, fontSize=13, leading=18, spaceAfter=0)
            yield self.text(cell.runs, style, width - 2 * _side(widths))

    def signatures(self, block: blocks.Signatures) -> Table:
        columns = [[self._signer(each, width) for each, width in self._signing_columns(block)]]
        if block.recipients:
            columns[0].insert(0, self._recipients(block.recipients))
        widths = _signing_widths(block, self.width)
        style = [
            ("FONT", (0, 0), (-1, -1), REGULAR, 14),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
        return Table(columns, widths, style=style, spaceBefore=10)

    def _signing_columns(self, block: blocks.Signatures) -> Iterator[tuple[blocks.Signer, float]]:
        yield from zip(block.signers, _signing_widths(block, self.width)[-len(block.signers) :], strict=True)

    def _signer(self, signer: blocks.Signer, width: float) -> list[Any]:
        bold = self.style("center", fontName=BOLD, fontSize=14, leading=18, spaceAfter=0)
        upright = self.style("center", fontSize=14, leading=18, spaceAfter=0)
        made = [self.words(signer.authority, bold, width)] if signer.authority else []
        made += [self.words(signer.office, upright, width)] if signer.office else []
        return [*made, Spacer(0, SIGNING_ROOM), self.words(signer.person, bold, width)]

    def _recipients(self, recipients: tuple[str, ...]) -> list[Paragraph]:
        """`Nơi nhận:` 14 underlined, the list 12 (documents.md §1.9)."""
        head = blocks.Run(blocks.RECIPIENTS, underline=True)
        small = self.style("left", fontSize=12, leading=15, spaceAfter=0, rightIndent=4 * mm)
        return [
            self.text((head,), self.style("left", fontSize=14, leading=18, spaceAfter=0)),
            *(self.words(item, small) for item in blocks.recipient_lines(recipients)),
        ]

    def code(self, block: blocks.LargeCode) -> Boxes:
        return Boxes(tuple(with_codes(each, self._known) for each in block.groups))


def _signing_widths(block: blocks.Signatures, width: float) -> list[float]:
    """73 to 92 beside a list of recipients (documents.md §1.3: of 165 mm), else equal columns."""
    count = len(block.signers)
    if block.recipients:
        return [width * 73 / 165, *([width * 92 / 165 / count] * count)]
    return [width / count] * count


def _fitting(words: str, size: float, width: float) -> str:
    """No-break spaces become spaces where what they hold together is wide: it would tear the line before it."""
    if "\xa0" not in words:
        return words
    pieces = words.split(" ")
    return " ".join(p.replace("\xa0", " ") if stringWidth(p, BOLD, size) > 0.6 * width else p for p in pieces)


def _side(widths: list[float]) -> float:
    """Points left and right of the words in a cell: half as many where ten columns or more share the page."""
    return 2 if len(widths) >= 10 else 4


def _row_parts(cells: list[Paragraph], widths: list[float], limit: float) -> list[list[Paragraph]]:
    """The row itself, or where it is taller than the limit its continuation in further rows."""
    side = 2 * _side(widths)
    columns = [list(_slices(cell, width - side, limit)) for cell, width in zip(cells, widths, strict=True)]
    empty = Paragraph("", cells[0].style)
    return [list(row) for row in zip_longest(*columns, fillvalue=empty)]


def _slices(cell: Paragraph, width: float, limit: float) -> Iterator[Paragraph]:
    while cell.wrap(width, 1e6)[1] > limit:
        parts = cell.split(width, limit)
        if len(parts) < 2:
            break
        yield parts[0]
        cell = parts[1]
    yield cell
