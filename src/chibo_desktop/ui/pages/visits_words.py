"""The words and shapes the parts and views of the page "Dự sinh hoạt" share: its name, what became of a visit, from when until when."""

from __future__ import annotations

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.spans import Span
from chibo_desktop.ui import glyphs

BACK = "Dự sinh hoạt"
STATE_SHAPES: dict[str, glyphs.Kind] = {
    "made": "tick",
    "planned": "todo",
    "postponed": "late",
    "overdue": "diamond",
    "excused": "excused",
    "clash": "warning",
    "unplanned": "tick",
    "none": "dot",
}


def days_words(span: Span) -> str:
    """As in "30/09/2024 – 30/06/2025", "từ 01/01/2026", "đến 30/06/2025"; "" where neither day is known."""
    begun, ended = (show_day(day) if day else "" for day in span)
    if begun and ended:
        return f"{begun} – {ended}"
    return f"từ {begun}" if begun else f"đến {ended}" if ended else ""
