"""Makes the PDF of one paper or of several: pages, margins, page numbers, what must stay together."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, cast

from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import ActionFlowable

from chibo_desktop.papers import blocks
from chibo_desktop.papers.blocks import Block
from chibo_desktop.papers.flowables import Ending
from chibo_desktop.papers.fonts import REGULAR, ready_family
from chibo_desktop.papers.setting import Layout, Setter

TOP, BOTTOM, BINDING, OUTER = 20 * mm, 20 * mm, 30 * mm, 15 * mm
NUMBER_TOP = 10 * mm
ENDING_GAP = 16.0
DIGIT_HEIGHT = 0.676  # of Times New Roman, per point of size

_ONE = threading.RLock()
"""reportlab keeps what it knows of fonts in one place: papers are set one after the other, on whatever thread."""


@dataclass(frozen=True)
class Document:
    """One paper of several in a PDF; `title` becomes its bookmark."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Piece:
    """Where a block stands: `block` counts from 0, `row` is the row of a table, else -1; page from 1, points from
    the upper edge of the page.
    """

    block: int
    row: int
    page: int
    top: float
    bottom: float


def write_pdf(
    content: Sequence[Block] | Sequence[Document],
    *,
    title: str,
    author: str,
    layout: Layout | None = None,
    on_document: Callable[[int, int], None] | None = None,
    on_piece: Callable[[Piece], None] | None = None,
    fronts: bool = True,
) -> bytes:
    """The PDF of the blocks, or of the documents, each of which begins on a front side unless `fronts` is False.

    The same content gives the same bytes. `on_document` is called with (which, of how many) as each document is
    begun and may raise to stop; `on_piece` for every block, or part of one, as it finds its place on a page.
    Trouble where the machine has no fit font.
    """
    with _ONE:
        ready_family()
        hooks = _Hooks(on_document, on_piece, fronts=fronts)
        return _write(content, _Pages(BytesIO(), layout or Layout(), title=title, author=author, hooks=hooks))


@dataclass(frozen=True)
class _Hooks:
    """What is told while the pages are made, and whether every document begins on a front side."""

    on_document: Callable[[int, int], None] | None
    on_piece: Callable[[Piece], None] | None
    fronts: bool


def _write(content: Sequence[Block] | Sequence[Document], pages: _Pages) -> bytes:
    chosen = pages.layout
    documents = [each for each in content if isinstance(each, Document)]
    if not documents:
        story: list[Any] = _story(cast("Sequence[Block]", content), chosen)
    else:
        story = [
            part for each in documents for part in (_Beginning(each.title), *_story(each.blocks, chosen))
        ]
    pages.documents = len(documents)
    pages.build(story or [Spacer(0, 1)])
    return pages.buffer.getvalue()


class _Beginning(ActionFlowable):  # type: ignore[misc]
    def __init__(self, title: str) -> None:
        super().__init__(("beginning", title))


class _Pages(BaseDocTemplate):  # type: ignore[misc]
    """Front and back pages; page numbers start again with every paper and are not shown on its first page."""

    def __init__(self, buffer: BytesIO, layout: Layout, *, title: str, author: str, hooks: _Hooks) -> None:
        super().__init__(
            buffer,
            pagesize=layout.page,
            title=title,
            author=author,
            creator="Chibo Desktop",
            lang="vi",
            invariant=1,
            initialFontName=REGULAR,
        )
        self.buffer, self.layout, self.documents = buffer, layout, 0
        self._hooks = hooks
        self._first_page, self._begun = 1, 0
        self._block = -1
        self._rows_drawn: Counter[int] = Counter()
        self._is_blank = False
        back = OUTER if layout.mirrored else BINDING
        self.addPageTemplates([_page("front", BINDING, layout), _page("back", back, layout)])

    def handle_beginning(self, title: str) -> None:
        if self._begun:
            self.handle_pageBreak()
            if self._hooks.fronts and self.page % 2:
                self._is_blank = True
                self.clean_hanging()
                self.handle_pageBreak()
                self._is_blank = False
            self._first_page = self.page + 1
            self.clean_hanging()
        self._begun += 1
        self.canv.bookmarkPage(f"paper-{self._begun}")
        self.canv.addOutlineEntry(title, f"paper-{self._begun}")
        if self._hooks.on_document:
            self._hooks.on_document(self._begun, self.documents)

    def handle_flowable(self, flowables: list[Any]) -> None:
        """What is put back to go on with on the next page is still the same block."""
        length, block = len(flowables), getattr(flowables[0], "block", -1)
        self._block = block
        super().handle_flowable(flowables)
        for rest in flowables[: len(flowables) - length + 1]:
            rest.block = block

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - reportlab's name
        if self._hooks.on_piece is None or self._block < 0:
            return
        bottom = float(self.frame._y + flowable.getSpaceAfter())  # noqa: SLF001 - reportlab has no other way
        if isinstance(flowable, Table):
            self._place_rows(flowable, bottom)
        else:
            self._place(-1, bottom + float(flowable.height), bottom)

    def _place_rows(self, table: Any, bottom: float) -> None:
        heights = [float(each) for each in table._rowHeights]  # noqa: SLF001 - known only once it is wrapped
        top = bottom + sum(heights)
        for at, height in enumerate(heights):
            if at >= table.repeatRows:
                self._place(self._rows_drawn[self._block], top, top - height)
                self._rows_drawn[self._block] += 1
            top -= height

    def _place(self, row: int, top: float, bottom: float) -> None:
        if self._hooks.on_piece is not None:
            high = self.layout.page[1]
            self._hooks.on_piece(Piece(self._block, row, self.page, high - top, high - bottom))

    def handle_pageBegin(self) -> None:  # noqa: N802 - reportlab's name
        self.pageTemplate = self.pageTemplates[self.page % 2]
        super().handle_pageBegin()
        number = self.page - self._first_page + 1
        if number > 1 and not self._is_blank:
            self._draw_number(number)

    def _draw_number(self, number: int) -> None:
        """Size 14, 10 mm from the top edge, over the middle of the text (HD 05-HD/VPTW)."""
        self.canv.saveState()
        self.canv.setFont(REGULAR, 14)
        middle = self.pageTemplate.frames[0].x1 + self.layout.text_width / 2
        self.canv.drawCentredString(middle, self.layout.page[1] - NUMBER_TOP - 14 * DIGIT_HEIGHT, str(number))
        self.canv.restoreState()


def _page(name: str, left: float, layout: Layout) -> PageTemplate:
    frame = Frame(
        left,
        BOTTOM,
        layout.page[0] - BINDING - OUTER,
        layout.page[1] - TOP - BOTTOM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
        id=name,
    )
    return PageTemplate(id=name, frames=[frame], pagesize=layout.page)


def _story(content: Sequence[Block], layout: Layout) -> list[Any]:
    setter = Setter(layout)
    story: list[Any] = []
    at = 0
    while at < len(content):
        block = content[at]
        following = content[at + 1] if at + 1 < len(content) else None
        if blocks.leads_on(block, following):
            story.append(CondPageBreak(min(_need(content[at:], setter, layout), 0.95 * layout.text_height)))
        if isinstance(following, blocks.Signatures) and isinstance(block, _BODY):
            last = _set(block, setter)[0]
            ending = Ending(last, _tail(block, last, setter), ENDING_GAP, setter.signatures(following))
            story.extend(_of_block(at, [ending]))
            at += 2
            continue
        story.extend(_of_block(at, _set(block, setter)))
        at += 1
    return story


def _of_block(at: int, flowables: list[Any]) -> list[Any]:
    for each in flowables:
        each.block = at
    return flowables


_BODY = (blocks.Paragraph, blocks.ListItem, blocks.Table)


def _set(block: Block, setter: Setter) -> list[Any]:
    match block:
        case blocks.Letterhead():
            return [setter.head(block)]
        case blocks.Title():
            return setter.title(block)
        case blocks.Heading():
            return [setter.heading(block)]
        case blocks.Paragraph():
            return [setter.paragraph(block)]
        case blocks.ListItem():
            return [setter.item(block)]
        case blocks.Table():
            return [setter.table(block)]
        case blocks.Signatures():
            return [setter.signatures(block)]
        case blocks.LargeCode():
            return [setter.code(block)]
        case _:
            return [PageBreak()]


def _need(content: Sequence[Block], setter: Setter, layout: Layout) -> float:
    """The height from here to the end of the first piece of what the headings announce."""
    total = 0.0
    for at, block in enumerate(content):
        following = content[at + 1] if at + 1 < len(content) else None
        if not blocks.leads_on(block, following):
            return total + _first_piece(block, setter) + _bound_ending(content[at:], setter)
        total += _height(_set(block, setter)[0], setter) + layout.gap
    return total


def _bound_ending(content: Sequence[Block], setter: Setter) -> float:
    """The height of the signatures when they follow a piece that cannot be parted from them."""
    if len(content) < 2 or not isinstance(content[0], _BODY) or not isinstance(content[1], blocks.Signatures):
        return 0.0
    whole = _height(_set(content[0], setter)[0], setter)
    return (
        ENDING_GAP + _height(setter.signatures(content[1]), setter)
        if whole <= _first_piece(content[0], setter) + 1
        else 0.0
    )


def _first_piece(block: Block, setter: Setter) -> float:
    pieces = _set(block, setter)
    if isinstance(block, blocks.Table):
        return _height(setter.table(replace(block, rows=block.rows[:1])), setter)
    if isinstance(block, blocks.Paragraph | blocks.ListItem):
        lines = round(_height(pieces[0], setter) / pieces[0].style.leading)
        return float(pieces[0].style.leading * (lines if lines <= 3 else 2))
    return sum(_height(each, setter) for each in pieces) if not isinstance(block, blocks.PageBreak) else 0.0


def _tail(block: Block, last: Any, setter: Setter) -> float:
    """What of the last piece of the body must go with the signatures: two lines, or one row of a table."""
    if not isinstance(block, blocks.Table):
        return float(2 * last.style.leading - 1)
    if len(block.rows) == 1:
        return _height(last, setter)
    before = setter.table(replace(block, rows=block.rows[:-1]))
    return _height(last, setter) - _height(before, setter) - 1


def _height(flowable: Any, setter: Setter) -> float:
    return float(flowable.wrap(setter.width, 1e6)[1])
