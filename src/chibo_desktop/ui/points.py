"""A meeting's strip as every page shows it: the words of each point, its date, its shape."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chibo_desktop.lists.strip import Point
from chibo_desktop.ui.widgets.strip import StripPoint


def strip_points(points: Iterable[Point]) -> list[StripPoint]:
    """Done points carry their date; a point to come says so in words and is dashed."""
    shown = []
    for point in points:
        label = _short(point.label)
        is_done = point.state == "done"
        when = f"{point.at:%d/%m}" if point.at else point.note or "–"
        if is_done and point.at and point.note:
            when = f"{when}, {point.note}"
        shown.append(StripPoint(label, when, "done" if is_done else "missing"))
    return shown


_BODY = re.compile(r"Đảng (?:bộ|ủy|uỷ) (xã|phường|đặc khu|huyện|tỉnh|thành phố)\b.* đã nhận")


def _short(label: str) -> str:
    """Of "Đảng bộ xã Mường Sáy đã nhận" only "Xã đã nhận" is left: six points stand in one line."""
    found = _BODY.fullmatch(label)
    words = f"{found[1]} đã nhận" if found else label
    return words[:1].upper() + words[1:]
