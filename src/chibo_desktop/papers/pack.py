"""Several papers in one PDF in print order, with a cover list; which papers those are is the caller's choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chibo_desktop.base.file_names import plain_words
from chibo_desktop.base.text import count
from chibo_desktop.papers.blocks import Block, Cell, Paragraph, Run, Table

if TYPE_CHECKING:
    from chibo_desktop.papers.setting import Layout


def pack(
    papers: Sequence[tuple[str, Sequence[Block]]],
    *,
    title: str,
    author: str,
    layout: Layout | None = None,
    on_paper: Callable[[int, int], None] | None = None,
) -> bytes:
    """One PDF: a cover list, then every paper, each beginning on a front side, with a bookmark each.

    `on_paper` is called with (which, of how many) as each paper is begun, the cover not counted; what it raises
    stops the work. About 10 ms a paper.
    """
    from chibo_desktop.papers.pdf import Document, write_pdf

    def begun(which: int, of: int) -> None:
        if on_paper and which > 1:
            on_paper(which - 1, of - 1)

    cover = Document("Danh mục", cover_list(title, [name for name, _ in papers]))
    documents = [cover, *(Document(name, body) for name, body in papers)]
    return write_pdf(documents, title=title, author=author, layout=layout, on_document=begun)


def cover_list(title: str, names: Sequence[str]) -> list[Block]:
    head = (_row("TT", "Văn bản", bold=True),)
    rows = tuple(_row(str(number), name) for number, name in enumerate(names, 1))
    heading = Paragraph((Run(title, bold=True),), "center", indent=False)
    summary = Paragraph((Run(f"Danh mục gồm {count(len(names))} văn bản, theo thứ tự in:"),))
    return [heading, summary, Table((10.0, 155.0), head, rows)] if rows else [heading]


def _row(number: str, name: str, *, bold: bool = False) -> tuple[Cell, Cell]:
    return Cell((Run(number, bold=bold),), "center"), Cell(
        (Run(name, bold=bold),), "center" if bold else "left"
    )


def file_name(month: str, organisation: str, title: str, ending: str = "pdf") -> str:
    """`2026-10_chi-bo-ban-suoi-lanh_bien-ban-thuong-ky.pdf`: safe on every file system."""
    # 80 characters of each: three of them stay under the 255 of a file name
    return f"{'_'.join(map(plain_words, (month, organisation, title)))}.{ending}"
