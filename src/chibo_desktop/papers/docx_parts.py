"""Sets single blocks in a Word file: sizes, gaps, indents, borders; the page they stand on is docx.py's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from chibo_desktop.base.text import nfc
from chibo_desktop.papers import blocks
from chibo_desktop.papers.blocks import PARTY, Block, Run, Runs

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph

FONT, LANGUAGE = "Times New Roman", "vi-VN"
UPRIGHT, ACROSS = 165.0, 252.0
"""Between the margins of a sheet held upright, and of one laid across for a wide table, in millimetres."""
HEAD, ENDING = (77 / 165, 88 / 165), (73 / 165, 92 / 165)
"""The two columns at the head and at the end, of the width of the text (documents.md §1.3)."""
PARTY_WIDTH = 72.9
"""Of `ĐẢNG CỘNG SẢN VIỆT NAM` in 15 bold, in millimetres: the rule beneath is as long."""
SIGNING_ROOM = 66
PADDING = "80"
"""Of the cells of a drawn table, in twentieths of a point; the border stands in by as much, at the margin."""


class Writer:
    """Adds blocks to the end of a document, one after the other."""

    def __init__(self, document: Document, width: float = UPRIGHT) -> None:
        """`width` of the text, in millimetres."""
        self._document, self._width = document, width

    def add(self, block: Block, *, keep: bool = False) -> None:
        """`keep`: what comes next stays on the same page."""
        match block:
            case blocks.Letterhead():
                self._head(block)
            case blocks.Title(kind, subject):
                self._title(kind, subject)
            case blocks.Heading(_, marker, runs):
                strong = tuple(Run(run.text, True, run.italic, run.underline) for run in runs)
                self._body(_marked(marker, strong), keep=keep)
            case blocks.Paragraph(runs, align, indent, marker):
                self._body(_marked(marker, runs), align=align, indent=indent, keep=keep)
            case blocks.ListItem(marker, runs):
                self._body((Run(f"{marker}\xa0"), *runs), keep=keep)
            case blocks.Table():
                self._table(block, keep=keep)
            case blocks.Signatures():
                self._signatures(block)
            case blocks.LargeCode(groups):
                self._body((Run("   ".join(groups), bold=True),), align="center", indent=False, size=26)
            case _:
                self._document.add_paragraph().paragraph_format.page_break_before = True

    def _body(
        self,
        runs: Runs,
        *,
        align: str = "justify",
        indent: bool = True,
        keep: bool = False,
        size: float = 14,
    ) -> None:
        line = 20 if size <= 14 else size * 1.3
        paragraph = self._document.add_paragraph()
        shape(paragraph, align, after=6, line=line, indent=10 if indent else 0)
        paragraph.paragraph_format.keep_with_next = keep
        write(paragraph, runs, size)

    def _head(self, block: blocks.Letterhead) -> None:
        """Organisations left, title and date right; the date level with the number, or with the star."""
        left = [(block.superior, False), (block.issuer, True), ("*", False)]
        left += [(block.number, False)] if block.number else []
        level = len(left) - 1
        widths = [self._width * each for each in HEAD]
        table = bare_table(self._document, widths, len(left) + bool(block.mark))
        for place, (words, bold) in enumerate(left):
            cell_line(table.cell(place, 0), words, bold=bold)
        if block.mark:
            cell_line(table.cell(level + 1, 0), block.mark, bold=True)
        title = cell_line(table.cell(0, 1), PARTY, bold=True, size=15)
        _rule_under(title, (widths[1] - PARTY_WIDTH) / 2)
        cell_line(table.cell(level, 1), block.place, italic=True)
        self._gap(10)

    def _title(self, kind: str, subject: str) -> None:
        for words, size, after in ((kind, 16, 0), (subject, 14, 0), ("-----", 14, 12)):
            paragraph = self._document.add_paragraph()
            shape(paragraph, "center", after=after, line=22 if size == 16 else 18)
            paragraph.paragraph_format.keep_with_next = True
            write(paragraph, (Run(words, bold=words != "-----"),), size)

    def _table(self, block: blocks.Table, *, keep: bool) -> None:
        widths = [self._width * each / sum(block.widths) for each in block.widths]
        table = bare_table(self._document, widths, len(block.head) + len(block.rows))
        _draw_grid(table)
        for number, row in enumerate((*block.head, *block.rows)):
            made = table.rows[number]
            _hold_row(made, is_head=number < len(block.head))
            for cell, place in zip(row, made.cells, strict=True):
                paragraph = place.paragraphs[0]
                shape(paragraph, cell.align, before=1, after=3, line=18)
                paragraph.paragraph_format.keep_with_next = keep and number == len(table.rows) - 1
                write(paragraph, cell.runs, 13, bind=False)  # a narrow cell would be torn within a word
        self._gap(6)

    def _signatures(self, block: blocks.Signatures) -> None:
        columns = len(block.signers)
        shares = (
            [ENDING[0], *([ENDING[1] / columns] * columns)] if block.recipients else [1 / columns] * columns
        )
        widths = [self._width * each for each in shares]
        self._gap(10)
        table = bare_table(self._document, widths, 1)
        _hold_row(table.rows[0], is_head=False)
        cells = list(table.rows[0].cells)
        if block.recipients:
            _recipients(cells.pop(0), block.recipients)
        for cell, signer in zip(cells, block.signers, strict=True):
            _sign(cell, signer)

    def _gap(self, points: int) -> None:
        """An empty line as high as that: between two tables Word needs one."""
        paragraph = self._document.add_paragraph()
        shape(paragraph, "left", line=points)
        paragraph.paragraph_format.keep_with_next = True

    def number_pages(self, section: Section) -> None:
        """Size 14, in the middle of the head of every page but the first."""
        paragraph = section.header.paragraphs[0]
        shape(paragraph, "center")
        for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
            _field_part(paragraph, kind, words)


def _marked(marker: str, runs: Runs) -> Runs:
    return (Run(f"{marker} ", bold=True), *runs) if marker else runs


def shape(
    paragraph: Paragraph,
    align: str,
    *,
    before: float = 0,
    after: float = 0,
    line: float = 0,
    indent: float = 0,
) -> None:
    """Points, but the indent of the first line, which is in millimetres; `line` 0 is as high as the type."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm, Pt

    form = paragraph.paragraph_format
    form.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.widow_control = True
    if line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    if indent:
        form.first_line_indent = Mm(indent)


def write(paragraph: Paragraph, runs: Sequence[Run], size: float, *, bind: bool = True) -> None:
    """The words as NFC, a line feed as a break of the line; `bind` as in `blocks.bound`."""
    from docx.shared import Pt

    for run in blocks.bound(tuple(runs)) if bind else runs:
        made = paragraph.add_run()
        made.font.size = Pt(size)
        made.bold, made.italic, made.underline = run.bold or None, run.italic or None, run.underline or None
        for number, words in enumerate(nfc(run.text).split("\n")):
            if number:
                made.add_break()
            made.add_text(words)


def cell_line(
    cell: Any, words: str, *, bold: bool = False, italic: bool = False, size: float = 14
) -> Paragraph:
    """One centred line as the whole content of a cell."""
    paragraph: Paragraph = cell.paragraphs[0]
    shape(paragraph, "center", line=18)
    write(paragraph, (Run(words, bold, italic),), size)
    return paragraph


def bare_table(document: Document, widths: Sequence[float], rows: int) -> Any:
    """A table without borders or padding of its own, columns as wide as given in millimetres."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table = document.add_table(rows, len(widths))
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other way to the margins of cells
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "0")
    indent.set(qn("w:type"), "dxa")
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(indent)
    layout.addnext(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _draw_grid(table: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr  # noqa: SLF001 - as above
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.find(qn("w:tblLayout")).addprevious(borders)
    for part in (*properties.find(qn("w:tblCellMar")), properties.find(qn("w:tblInd"))):
        part.set(qn("w:w"), PADDING)


def _hold_row(row: Any, *, is_head: bool) -> None:
    """No row is torn; the head comes again on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _rule_under(paragraph: Paragraph, side: float) -> None:
    """A rule under the line, `side` millimetres in from both edges of its cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(side)
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _recipients(cell: Any, recipients: tuple[str, ...]) -> None:
    head = cell.paragraphs[0]
    shape(head, "left", line=18)
    write(head, (Run(blocks.RECIPIENTS, underline=True),), 14)
    for words in blocks.recipient_lines(recipients):
        line = cell.add_paragraph()
        shape(line, "left", line=15)
        write(line, (Run(words),), 12)


def _sign(cell: Any, signer: blocks.Signer) -> None:
    lines = [(signer.authority, True), (signer.office, False)]
    shown = [line for line in lines if line[0]]
    for number, (words, bold) in enumerate(shown):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        shape(paragraph, "center", line=18)
        write(paragraph, (Run(words, bold),), 14)
    name = cell.add_paragraph()
    shape(name, "center", before=SIGNING_ROOM, line=18)
    write(name, (Run(signer.person, bold=True),), 14)


def _field_part(paragraph: Paragraph, kind: str, words: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run()
    run.font.size = Pt(14)
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.text = words
    run._r.append(part)  # noqa: SLF001 - as above
