"""The whole numbers on papers of a meeting, or the blanks for those not given yet; it gives none."""

from __future__ import annotations

from chibo_desktop.lists.meeting_sheet import MeetingSheet
from chibo_desktop.lists.rows import Facts
from chibo_desktop.rules.kinds import MeetingKind
from chibo_desktop.rules.numbering import paper_number

TYPE_CODES = {"resolution": "NQ", "conclusion": "KL"}
UNNUMBERED = "……"
CONGRESS_SIGN = "ĐH"
"""Of every paper of a congress (documents.md §1.5)."""


def minutes_number(sheet: MeetingSheet) -> str:
    """The whole number of the minutes (`05-BB/CB`); "" where they carry none."""
    number = sheet.meeting.count("minutes_number")
    return paper_number(number, "BB", _sign_of(sheet.kind, sheet.cell)) if number else ""


def resolution_number(sheet: MeetingSheet, paper: Facts | None) -> str:
    """The whole number; a blank before it is given, which is when the meeting is finalised."""
    return number_of_paper(sheet.kind, sheet.cell, paper)


def number_of_paper(meeting_kind: MeetingKind, cell: Facts | None, paper: Facts | None) -> str:
    """The same of a paper of a cell's meeting of that kind."""
    kind = kind_of_paper(paper) if paper else meeting_kind.closes_with[0]
    code, sign = TYPE_CODES[kind], _sign_of(meeting_kind, cell)
    number = paper.count("number") if paper else None
    return paper_number(number, code, sign) if number and number > 0 else f"{UNNUMBERED}-{code}/{sign}"


def kind_of_paper(paper: Facts) -> str:
    """Resolution or conclusion; what only a newer program knows is taken for a resolution."""
    return "conclusion" if paper.text("kind") == "conclusion" else "resolution"


def _sign_of(kind: MeetingKind, cell: Facts | None) -> str:
    if kind.congress:
        return CONGRESS_SIGN
    return (cell.text("sign") if cell else "") or "CB"
