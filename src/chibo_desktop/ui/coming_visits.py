"""Who announced to come, as the cell reads it beside a meeting: when, who, of which body; all of them are on "Dự sinh hoạt"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.lists.visit_plans import PlannedVisit
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row

NAME = "Cấp trên báo dự"
SHOWN = 2


def coming_rows(visits: Sequence[PlannedVisit], held_on: date | None) -> list[Row]:
    """The first of them, a row each, and one that says how many more there are; `held_on` is the day of the meeting."""
    rows = [_coming_row(visit, held_on) for visit in visits[:SHOWN]]
    left = len(visits) - len(rows)
    return [*rows, *([Row("", f"Còn {left} lượt nữa ở trang Dự sinh hoạt")] if left else [])]


def _coming_row(visit: PlannedVisit, held_on: date | None) -> Row:
    """As "20/10: Tổ 3, Mùa A Sính" or "Tháng 12: …", office and body beneath."""
    day = f"{visit.planned_on:%d/%m}" if visit.planned_on else f"Tháng {int(visit.month[5:7])}"
    body = "" if visit.who == visit.body_name else visit.body_name
    second = ", ".join(part for part in (visit.office, body) if part)
    kind, words = _state(visit, held_on)
    return Row("", f"{day}: {visit.who}", second, kind, words, quiet=kind != "warning")


def _state(visit: PlannedVisit, held_on: date | None) -> tuple[glyphs.Kind, str]:
    """Another day than that of the month's meeting has to be told to whoever comes."""
    is_this = held_on is not None and f"{held_on:%Y-%m}" == visit.month
    if is_this and visit.planned_on not in (None, held_on):
        return "warning", "Khác ngày họp"
    if visit.state == "overdue":
        return "todo", "Đã báo dự"
    return ("late", "Đã lùi ngày") if visit.state == "postponed" else ("todo", "Sẽ dự")
