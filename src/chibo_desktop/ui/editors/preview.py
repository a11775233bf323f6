"""The blocks of a paper as the paragraphs of the view beside the typing; what the blocks say is papers' work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from chibo_desktop.papers import blocks
from chibo_desktop.papers.blocks import Block
from chibo_desktop.ui.widgets.paper_view import Paper, PaperStyle

STEP_BEGINNINGS = (
    ("Hôm nay, hồi", "prepare"),
    ("I- THÀNH PHẦN", "roll_call"),
    ("Chủ trì:", "prepare"),
    ("Thông báo tình hình nộp đảng phí", "roll_call"),
    ("Tài liệu sinh hoạt", "prepare"),
    ("Đánh giá kết quả lãnh đạo", "last_month"),
    ("Biểu dương", "content"),
    ("II- NỘI DUNG", "content"),
    ("Thông báo kết quả trả lời", "last_month"),
    ("Kiến nghị, đề xuất", "proposals"),
    ("Kết luận của chủ trì", "content"),
    ("Biểu quyết", "votes"),
    ("Nghị quyết, phân công", "decisions"),
    ("Kết luận (văn kiện)", "decisions"),
    ("III- KẾT THÚC", "read_back"),
)
"""Words a paragraph of the minutes begins with, after its number, and the step where that part is written."""


def paragraphs(content: Sequence[Block]) -> list[Paper]:
    """Every block as one paragraph or two; the key of a paragraph is its place in the list."""
    made = [paper for block in content for paper in _papers_of(block)]
    return [Paper(each.html, each.style, str(place), each.right) for place, each in enumerate(made)]


def changed_place(before: Sequence[Paper], after: Sequence[Paper]) -> str:
    """The key of the first paragraph that was not there before, "" when all were or nothing was there."""
    known = {(paper.html, paper.right) for paper in before}
    if not known:
        return ""
    return next((paper.key for paper in after if (paper.html, paper.right) not in known), "")


def step_at(content: Sequence[Paper], key: str) -> str:
    """The step whose words stand in the paragraph with this key, "" where none can be told."""
    step = ""
    for paper in content:
        plain = _without_tags(paper.html)
        bare = plain.split(". ", 1)[1] if plain[:1].isdigit() and ". " in plain[:4] else plain
        step = next((name for words, name in STEP_BEGINNINGS if plain.startswith(words) or bare.startswith(words)), step)
        if paper.key == key:
            return step
    return ""


def _papers_of(block: Block) -> Iterator[Paper]:
    match block:
        case blocks.Letterhead():
            yield _letterhead(block)
        case blocks.Title(kind, subject):
            yield Paper(f"{escape(kind)}<br>{escape(subject)}<br>-----", "title")
        case blocks.Heading(_, marker, runs):
            yield Paper(f"{escape(marker)} {_html(runs)}".strip(), "heading")
        case blocks.Paragraph():
            yield _paragraph(block)
        case blocks.ListItem(marker, runs):
            yield Paper(f"{escape(marker)}\xa0{_html(runs)}", "item")
        case blocks.Table():
            yield Paper(_table(block), "left")
        case blocks.Signatures():
            yield _signatures(block)
        case blocks.LargeCode(groups):
            yield Paper(escape(" ".join(groups)), "centre")
        case _:
            return


def _letterhead(block: blocks.Letterhead) -> Paper:
    left = f"{escape(block.superior.upper())}<br><b>{escape(block.issuer.upper())}</b><br>*"
    if block.number:
        left += f"<br>Số {escape(block.number)}"
    right = f"<b><u>ĐẢNG CỘNG SẢN VIỆT NAM</u></b><br><br><i>{escape(block.place)}</i>"
    return Paper(left, "centre", right=right)


def _paragraph(block: blocks.Paragraph) -> Paper:
    marker = f"<b>{escape(block.marker)}</b> " if block.marker else ""
    styles: dict[str, PaperStyle] = {"center": "centre", "right": "right", "left": "left"}
    style = styles.get(block.align, "body" if block.indent else "flush")
    return Paper(marker + _html(block.runs), style)


def _table(block: blocks.Table) -> str:
    total = sum(block.widths)
    shares = [round(100 * width / total) for width in block.widths]
    rows = "".join(_row(row, shares, is_head=True) for row in block.head)
    rows += "".join(_row(row, shares) for row in block.rows)
    return f'<table border="1" cellspacing="0" cellpadding="3" width="100%" style="border-collapse:collapse">{rows}</table>'


def _row(row: blocks.Row, shares: Sequence[int], *, is_head: bool = False) -> str:
    cells = "".join(
        f'<td width="{share}%">{"<b>" if is_head else ""}{_html(cell.runs)}{"</b>" if is_head else ""}</td>'
        for cell, share in zip(row, shares, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _signatures(block: blocks.Signatures) -> Paper:
    signers = [_signer(signer) for signer in block.signers]
    if block.recipients:
        lines = "<br>".join(escape(line) for line in blocks.recipient_lines(block.recipients))
        return Paper(f"<u>{blocks.RECIPIENTS}</u><br>{lines}", "centre", right="<br>".join(signers))
    if len(signers) > 1:
        return Paper(signers[0], "centre", right=signers[1])
    return Paper("&nbsp;", "centre", right=signers[0])


def _signer(signer: blocks.Signer) -> str:
    head = "<br>".join(
        part
        for part in (
            f"<b>{escape(signer.authority)}</b>" if signer.authority else "",
            escape(signer.office) if signer.office else "",
        )
        if part
    )
    return f"{head}<br><br><br><b>{escape(signer.person)}</b>"


def _html(runs: blocks.Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: blocks.Run) -> str:
    if run.text == "\n":
        return "<br>"
    made = escape(run.text)
    for tag, wanted in (("b", run.bold), ("i", run.italic), ("u", run.underline)):
        if wanted:
            made = f"<{tag}>{made}</{tag}>"
    return made


def _without_tags(html: str) -> str:
    words, inside = [], False
    for character in html:
        if character in "<>":
            inside = character == "<"
        elif not inside:
            words.append(character)
    return "".join(words).strip()
