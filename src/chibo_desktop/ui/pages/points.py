"""A meeting's strip as every page shows it: the words of each point, its date, its shape."""

from __future__ import annotations

from collections.abc import Iterable

from chibo_desktop.lists.strip import Point
from chibo_desktop.ui.widgets.strip import StripPoint


def strip_points(points: Iterable[Point]) -> list[StripPoint]:
    """Done points carry their date; a point to come says so in words and is dashed."""
    shown = []
    for point in points:
        label = point.label[:1].upper() + point.label[1:]
        is_done = point.state == "done"
        when = f"{point.at:%d/%m}" if point.at else point.note or "–"
        if is_done and point.at and point.note:
            when = f"{when}, {point.note}"
        shown.append(StripPoint(label, when, "done" if is_done else "missing"))
    return shown
