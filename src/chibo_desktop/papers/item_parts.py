"""Which part of the minutes an item of the agenda is about, and whether it stands there at all; no sentence."""

from __future__ import annotations

from chibo_desktop.base.text import fold
from chibo_desktop.lists.meeting_sheet import AgendaRow, MeetingSheet

TOLD_IN = (
    ("last_month", ("danh gia", "thang truoc")),
    ("last_month", ("ket qua", "thang truoc")),
    ("cases", ("tung nguoi",)),
    ("ratings", ("xep loai",)),
    ("elections", ("bau cu",)),
    ("closing", ("thong qua nghi quyet",)),
)
"""A part of the minutes, and the folded words that all stand in the title of an item about it and nothing more."""


def named_part(title: str) -> str:
    """The part of the minutes a title speaks of, "" for a matter that has none of its own, or for several at once."""
    words = fold(title) if ";" not in title else ""
    return next((part for part, said in TOLD_IN if all(each in words for each in said)), "")


def part_at(sheet: MeetingSheet, title: str) -> str:
    """The same, "" where this meeting has nothing to print in that part: the item then stands for itself."""
    part = named_part(title)
    return part if part and _has(sheet, part) else ""


def is_unsaid(row: AgendaRow) -> bool:
    """Whether nothing was written of it; opinions that are not sent to this level were."""
    return not row.opinions and not any(
        row.facts.text(name) for name in ("presenter_id", "summary", "conclusion")
    )


def is_printed(sheet: MeetingSheet, row: AgendaRow) -> bool:
    """An item of the agenda every meeting of the kind has is printed with a blank where nothing was written of it."""
    return not is_unsaid(row) or row.facts.text("title") in sheet.kind.agenda


def _has(sheet: MeetingSheet, part: str) -> bool:
    """Whether the minutes of this kind of meeting print that part."""
    rated = [row for row in sheet.cases if row.matter == "rating"]
    has = {
        "last_month": "last_month" in sheet.kind.steps
        and bool(sheet.meeting.text("last_month") or sheet.due_before),
        "cases": sheet.kind.roll != "open" and len(sheet.cases) > len(rated),
        "ratings": bool(sheet.kind.matter and rated),
        "elections": sheet.kind.congress and bool(sheet.elections),
        "closing": sheet.resolution is not None,
    }
    return has[part]
