"""The blocks a paper is made of; how they are read from a form and how they are set stands elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["justify", "left", "center", "right"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; a line break is a run of its own holding one line feed."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Letterhead:
    """The head of an official paper; `ĐẢNG CỘNG SẢN VIỆT NAM` and `*` belong to it and are not typed.

    `mark` is what stands in capitals under the number, as `DỰ THẢO`, or empty.
    """

    superior: str
    issuer: str
    number: str
    place: str
    mark: str = ""


@dataclass(frozen=True)
class Title:
    """Type of paper and what it is about; the `-----` beneath belongs to it."""

    kind: str
    subject: str


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3; `marker` is `I-`, `1.`, `a)` or empty."""

    level: int
    marker: str
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """Running text; `marker` is the number of a heading the paragraph begins with, or empty."""

    runs: Runs
    align: Align = "justify"
    indent: bool = True
    marker: str = ""


@dataclass(frozen=True)
class ListItem:
    marker: str
    runs: Runs


@dataclass(frozen=True)
class Cell:
    runs: Runs
    align: Align = "left"


Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as there are widths; the widths are proportions, not millimetres."""

    widths: tuple[float, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Signer:
    """`authority` is printed bold, `office` not, `person` bold under the room to sign."""

    authority: str
    office: str
    person: str


@dataclass(frozen=True)
class Signatures:
    """One or more signers side by side; recipients, where there are any, stand at the left, level with them."""

    signers: tuple[Signer, ...]
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True)
class LargeCode:
    """A code to be copied by hand, in groups."""

    groups: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Letterhead | Title | Heading | Paragraph | ListItem | Table | Signatures | LargeCode | PageBreak
)


PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
RECIPIENTS = "Nơi nhận:"


def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """Each `- …;` and the last with a full stop (documents.md §1.9)."""
    ends = [";"] * (len(recipients) - 1) + ["."]
    return [f"- {each.rstrip('.;, ')}{end}" for each, end in zip(recipients, ends, strict=True)]


_DATE_PARTS = re.compile(r"(?i)\b(ngày|tháng|năm|quý|số) (?=\d)")
_LAST_WORD = re.compile(r" (\S{1,6})$")


def bound(runs: Runs) -> Runs:
    """The runs with no-break spaces in dates, and before a short last word, which looks lost on a line of its own."""
    made = [replace(run, text=_DATE_PARTS.sub("\\1\xa0", run.text)) for run in runs]
    if made:
        made[-1] = replace(made[-1], text=_LAST_WORD.sub("\xa0\\1", made[-1].text))
    return tuple(made)


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def leads_on(block: Block, following: Block | None) -> bool:
    """Whether it announces what comes, so that it must not end a page: a sentence with a colon, a heading.

    A heading with nothing under it announces nothing: were it kept with the next one, a row of such headings would
    go to the next page together.
    """
    if isinstance(block, Heading):
        return not (isinstance(following, Heading) and following.level <= block.level)
    return isinstance(block, Paragraph) and plain(block.runs).rstrip().endswith(":")


def texts(blocks: list[Block]) -> Iterator[str]:
    """Every text of the blocks in reading order, without what the typesetter adds by itself."""
    for block in blocks:
        yield from _texts_of(block)


def _texts_of(block: Block) -> Iterator[str]:
    match block:
        case Letterhead(superior, issuer, number, place, mark):
            yield from (superior, issuer, number, place, mark)
        case Title(kind, subject):
            yield from (kind, subject)
        case Heading(_, marker, runs) | ListItem(marker, runs) | Paragraph(runs, marker=marker):
            yield f"{marker} {plain(runs)}".lstrip()
        case Table(_, head, rows):
            yield from (plain(cell.runs) for row in (*head, *rows) for cell in row)
        case Signatures(signers, recipients):
            yield from recipients
            for signer in signers:
                yield from (signer.authority, signer.office, signer.person)
        case LargeCode(groups):
            yield from groups
        case PageBreak():
            return
