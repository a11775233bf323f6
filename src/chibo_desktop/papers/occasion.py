"""The meeting a paper is of, as its values need it: found, called by its kind, dated; what was said there is elsewhere."""

from __future__ import annotations

from datetime import date, datetime

from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.papers.facts import Congress
from chibo_desktop.papers.render import in_tone
from chibo_desktop.rules.numbering import roman
from chibo_desktop.store import Store

PARTS = (
    "resolution",
    "guest",
    "addendum",
    "score",
    "agenda_item",
    "person_case",
    "ballot",
    "election",
)
"""Records of a meeting that have a paper of their own."""


def meeting_of(store: Store, record_id: str) -> Facts:
    """The meeting of that id, or of the part of a meeting of that id (`PARTS`); Refusal when there is none."""
    part = next((each for kind in PARTS if (each := find(store, kind, record_id))), None)
    meeting = find(store, "meeting", part.text("meeting_id") if part else record_id)
    if meeting is None:
        raise Refusal("Không có buổi sinh hoạt hay văn kiện với mã này. Chọn lại buổi sinh hoạt.")
    return meeting


def sheet_of(store: Store, meeting_id: str) -> MeetingSheet:
    """The sheet of a meeting; Refusal where there is none."""
    sheet = meeting_sheet(store, meeting_id)
    if sheet is None:
        raise Refusal("Không có buổi sinh hoạt với mã này. Chọn lại buổi sinh hoạt.")
    return sheet


def was_marked(sheet: MeetingSheet) -> bool:
    """Whether anybody was marked in the roll call."""
    return any(person.state for person in sheet.people)


def occasion_month(sheet: MeetingSheet) -> str:
    """As 2026-10; "" where the period is no month, or the kind belongs to none."""
    return iso_month(sheet.meeting) if sheet.kind.of_month else ""


def organ_of(sheet: MeetingSheet) -> str:
    """Who sat: cell, committee or congress."""
    if sheet.kind.congress:
        return "congress"
    return "committee" if sheet.kind.roll == "committee" else "cell"


def occasion_of(sheet: MeetingSheet) -> str:
    """What the meeting is called in a sentence: "sinh hoạt thường kỳ", "họp chi ủy"."""
    return in_tone(sheet.kind.words, tone_of(sheet.cell))


def tone_of(cell: Facts | None) -> str:
    """How the organisation places its marks: "new" for ủy, hòa, "old" for uỷ, hoà."""
    return cell.text("tone_style") if cell else "new"


def congress_values(sheet: MeetingSheet) -> Congress | None:
    """What stands at the head of a congress's papers (documents.md §1.4); None for any other meeting."""
    if not sheet.kind.congress:
        return None
    number, term = sheet.meeting.count("congress_number"), sheet.meeting.text("term_words")
    ordinal = roman(number) if number and number > 0 else ""
    cell = (sheet.cell.text("name") if sheet.cell else "") or "Chi bộ"
    told = f" lần thứ {ordinal}" if ordinal else f" nhiệm kỳ {term}" if term else ""
    return Congress(name=f"Đại hội {cell}{told}", ordinal=ordinal, term=term)


def iso_day(facts: Facts, name: str) -> str:
    """As 2026-10-05; "" where there is none."""
    return iso_of(facts.day(name))


def iso_of(day: date | None) -> str:
    """As 2026-10-05; "" for None."""
    return day.isoformat() if day else ""


def iso_moment(meeting: Facts, name: str) -> str:
    """With +07:00; "" where there is none."""
    at = meeting.moment(name)
    return at.isoformat() if at else ""


def iso_month(meeting: Facts) -> str:
    """As 2026-10; "" where the period is no month."""
    period = meeting.partial("period")
    return str(period)[:7] if period and period.month else ""


def length_of(meeting: Facts) -> int | None:
    """In minutes; None where a time is missing or the end comes before the start."""
    start, end = meeting.moment("started_at"), meeting.moment("ended_at")
    return _minutes_between(start, end) if start and end and start <= end else None


def _minutes_between(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds()) // 60
