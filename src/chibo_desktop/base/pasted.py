"""Text that comes from other programs (Word, Zalo, Excel, a web page) as plain paragraphs; what is typed here is in text.py."""

from __future__ import annotations

import re

from chibo_desktop.base.text import clean_prose

BULLETS = "•◦▪▫‣⁃●○■□►➢➤✓✔❖❑·∙*+–—\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d\uf071\uf0e0"
"""What stands before an item of a list, also the signs of Symbol and Wingdings that other fonts do not have."""

_BULLET = re.compile(rf"(?:[{re.escape(BULLETS)}-]|o(?=\t))[^\S\n]+|[•◦▪‣●○■□\uf0b7\uf0a7\uf0d8](?=\S)")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}(?=\t)|[a-zđ][.)]|[ivxIVX]{1,4}[.)])[^\S\n]+(?!\d)"
)
_STANDS_FOR_AN_OBJECT = "\ufffc"


def read_pasted(words: str, *, begins_line: bool = True) -> str:
    """Paragraphs kept, each item of a list begins "- ", the cells of a row of a table stand in one line parted by "; ".

    `begins_line`: the first line stands at the beginning of one; else it goes on with a sentence and keeps its words.
    """
    lines = re.sub(r"\r\n|[\r\v\f\x85\u2028\u2029]", "\n", words.replace(_STANDS_FOR_AN_OBJECT, "")).split(
        "\n"
    )
    plain = [_plain(line, is_item=begins_line or bool(place)) for place, line in enumerate(lines)]
    cleaned = clean_prose("\n".join(plain))
    # the sentence pasted into keeps the space before and after what came
    before = " " if not begins_line and plain[0][:1].isspace() else ""
    after = " " if plain[-1][-1:].isspace() and cleaned else ""
    return f"{before}{cleaned}{after}"


def _plain(line: str, *, is_item: bool) -> str:
    start = line.lstrip()
    if is_item and (mark := _BULLET.match(start) or _NUMBER.match(start)):
        line = f"- {start[mark.end() :]}"
    if "\t" not in line:
        return line
    return "; ".join(cell.strip() for cell in line.split("\t") if cell.strip())
