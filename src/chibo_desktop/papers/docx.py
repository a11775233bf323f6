"""Writes the Word file of a paper from the same blocks as its PDF: the page, its parts, and nothing about who made it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from chibo_desktop.papers import blocks
from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.docx_parts import ACROSS, FONT, LANGUAGE, UPRIGHT, Writer

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

TEMPLATE_ONLY = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml",
)
"""What python-docx's blank document carries and no paper needs."""
MADE = (1980, 1, 1, 0, 0, 0)
"""The day a ZIP file begins to count: the file does not say when or on what machine it was made."""


def write_docx(content: Sequence[Block], *, title: str, landscape: bool = False) -> bytes:
    """The .docx of one paper: page, margins, type sizes, tables and signatures as in its PDF; words stay words.

    `landscape` lays the sheet across. The same content gives the same bytes. About 100 ms.
    """
    import docx

    document = docx.Document()
    _clear(document)
    _set_page(document.sections[0], landscape=landscape)
    _set_style(document)
    _set_properties(document, title)
    writer = Writer(document, ACROSS if landscape else UPRIGHT)
    for at, block in enumerate(content):
        following = content[at + 1] if at + 1 < len(content) else None
        writer.add(block, keep=_keeps(block, following))
    writer.number_pages(document.sections[0])
    buffer = BytesIO()
    document.save(buffer)
    return _plain_zip(buffer.getvalue())


def _keeps(block: Block, following: Block | None) -> bool:
    """Headings, sentences that announce, and what stands before the signatures never end a page."""
    return isinstance(following, blocks.Signatures) or blocks.leads_on(block, following)


def _clear(document: Document) -> None:
    for element in list(document.element.body):
        if not element.tag.endswith("sectPr"):
            document.element.body.remove(element)


def _set_page(section: Section, *, landscape: bool) -> None:
    """A4, 20/20/30/15 mm, the page number 10 mm from the upper edge and not on page 1 (documents.md §1.1)."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(297 if landscape else 210), Mm(210 if landscape else 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True


def _set_style(document: Document) -> None:
    """One serif for everything, Vietnamese for the spelling, no gap that is not asked for."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(name), None)
    for language in _languages(document, properties):
        for name in ("w:val", "w:eastAsia"):
            language.set(qn(name), LANGUAGE)
    style.paragraph_format.space_after = Pt(0)


def _languages(document: Document, properties: Any) -> Iterator[Any]:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    own = OxmlElement("w:lang")
    properties.append(own)
    yield own
    yield from document.styles.element.iterfind(f".//{qn('w:docDefaults')}//{qn('w:lang')}")


def _set_properties(document: Document, title: str) -> None:
    """The title and the language; neither author nor company nor the day."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    properties = document.core_properties
    properties.title, properties.language = title, LANGUAGE
    for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
        setattr(properties, name, "")
    properties.revision = 1
    core = properties._element  # noqa: SLF001 - python-docx can set these two days, not leave them out
    for child in list(core):
        if child.tag.endswith(("}created", "}modified")):
            core.remove(child)
    unwanted = (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.THUMBNAIL, *TEMPLATE_ONLY)
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, each in relations.items() if each.reltype in unwanted]:
            relations.pop(key)


def _plain_zip(data: bytes) -> bytes:
    """The same parts in the same order with one fixed day and no trace of the system."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, MADE)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            made.writestr(entry, given.read(name))
    return target.getvalue()
