"""The paper beside the typing: the minutes as they would be printed now, the paragraph last changed tinted."""

from __future__ import annotations

import html
from collections.abc import Sequence

from chibo_desktop.papers.blocks import (
    Block,
    Heading,
    LargeCode,
    Letterhead,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Signatures,
    Signer,
    Table,
    Title,
    recipient_lines,
)
from chibo_desktop.ui.widgets.paper_view import Paper, PaperStyle

_ALIGNED: dict[str, PaperStyle] = {"center": "centre", "right": "right", "left": "left"}


def papers_of(blocks: Sequence[Block]) -> list[Paper]:
    """The blocks of a paper as paragraphs of the view; each is reached by a click under its key."""
    return [paper for number, block in enumerate(blocks) for paper in _papers(block, f"p{number}")]


def changed_key(before: Sequence[Paper], after: Sequence[Paper]) -> str:
    """The key of the first paragraph that reads otherwise now; "" when none does, or nothing stood there before."""
    if not before:
        return ""
    known = {(paper.html, paper.right) for paper in before}
    return next((paper.key for paper in after if (paper.html, paper.right) not in known), "")


def _papers(block: Block, key: str) -> list[Paper]:
    match block:
        case Letterhead(superior, issuer, number, place):
            left = _lines(_esc(superior), f"<b>{_esc(issuer)}</b>", "*", _esc(number))
            head = "<b><u>ĐẢNG CỘNG SẢN VIỆT NAM</u></b>"
            return [Paper(left, key=key, right=_lines(head, "&nbsp;", f"<i>{_esc(place)}</i>"))]
        case Title(kind, subject):
            return [Paper(_lines(_esc(kind), _esc(subject), "-----"), "title", key)]
        case Heading(_, marker, runs):
            return [Paper(f"{_esc(marker)} {runs_html(runs)}".strip(), "heading", key)]
        case Paragraph(runs, align, indent, marker):
            style = _ALIGNED.get(align) or ("body" if indent else "flush")
            number = f"<b>{_esc(marker)}</b> " if marker else ""
            return [Paper(number + runs_html(runs), style, key)]
        case ListItem(marker, runs):
            return [Paper(f"{_esc(marker)} {runs_html(runs)}", "item", key)]
        case Table(_, head, rows):
            lines = [" · ".join(runs_html(cell.runs) for cell in row) for row in (*head, *rows)]
            return [Paper(line, "flush", f"{key}r{place}") for place, line in enumerate(lines)]
        case Signatures(signers, recipients):
            return _signatures(signers, recipients, key)
        case LargeCode(groups):
            return [Paper(f"<b>{_esc(' '.join(groups))}</b>", "centre", key)]
        case _:
            return []


def _signatures(signers: Sequence[Signer], recipients: tuple[str, ...], key: str) -> list[Paper]:
    columns = [_signer(each) for each in signers]
    if recipients:
        columns.insert(0, _lines("<u>Nơi nhận:</u>", *(_esc(line) for line in recipient_lines(recipients))))
    if len(columns) == 1:
        columns.insert(0, "&nbsp;")
    pairs = [columns[place : place + 2] for place in range(0, len(columns), 2)]
    return [
        Paper(pair[0], key=f"{key}s{place}", right=pair[1] if len(pair) > 1 else "&nbsp;")
        for place, pair in enumerate(pairs)
    ]


def _signer(signer: Signer) -> str:
    gap = "&nbsp;"
    office = [_esc(signer.office)] if signer.office else []
    return _lines(f"<b>{_esc(signer.authority)}</b>", *office, gap, gap, gap, f"<b>{_esc(signer.person)}</b>")


def runs_html(runs: Runs) -> str:
    """The runs of a block as the view and the reading aloud show them."""
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    if run.text == "\n":
        return "<br>"
    shown = _esc(run.text)
    for wanted, tag in ((run.bold, "b"), (run.italic, "i"), (run.underline, "u")):
        shown = f"<{tag}>{shown}</{tag}>" if wanted else shown
    return shown


def _lines(*lines: str) -> str:
    return "<br>".join(lines)


def _esc(words: str) -> str:
    return html.escape(words, quote=False)
