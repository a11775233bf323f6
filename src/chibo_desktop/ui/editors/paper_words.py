"""The blocks of a paper as paragraphs of words, to be read aloud from the screen; how the page looks is not here."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chibo_desktop.papers.blocks import (
    Block,
    Heading,
    LargeCode,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
)

Manner = Literal["body", "heading", "title", "centre"]


@dataclass(frozen=True)
class Spoken:
    """One paragraph: `html` holds escaped words with <b>, <i>, <u>, <br>."""

    html: str
    manner: Manner = "body"


def spoken_of(blocks: Sequence[Block]) -> list[Spoken]:
    """What is read aloud: everything but the head and the signatures; a row of a table is a paragraph."""
    return [spoken for block in blocks for spoken in _spoken(block)]


def _spoken(block: Block) -> list[Spoken]:
    match block:
        case Title(kind, subject):
            return [Spoken("<br>".join((_esc(kind), _esc(subject), "-----")), "title")]
        case Heading(_, marker, runs):
            return [Spoken(f"{_esc(marker)} {runs_html(runs)}".strip(), "heading")]
        case Paragraph(runs, align, _, marker):
            number = f"<b>{_esc(marker)}</b> " if marker else ""
            return [Spoken(number + runs_html(runs), "centre" if align == "center" else "body")]
        case ListItem(marker, runs):
            return [Spoken(f"{_esc(marker)} {runs_html(runs)}")]
        case Table(_, head, rows):
            return [Spoken(" · ".join(runs_html(cell.runs) for cell in row)) for row in (*head, *rows)]
        case LargeCode(groups):
            return [Spoken(f"<b>{_esc(' '.join(groups))}</b>", "centre")]
        case _:
            return []


def runs_html(runs: Runs) -> str:
    """The runs of a block as words with their marks."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    shown = _esc(run.text)
    for wanted, tag in ((run.bold, "b"), (run.italic, "i"), (run.underline, "u")):
        shown = f"<{tag}>{shown}</{tag}>" if wanted else shown
    return shown


def _esc(words: str) -> str:
    return html.escape(words, quote=False)
