"""A meeting in one line and in one sentence, as the lists of a cell and of a body above show it."""

from __future__ import annotations

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meetings import MeetingRow
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row


def meeting_line(row: MeetingRow, title: str) -> Row:
    """When, how many came, what must be said beside it, and whether it is finalised."""
    if row.is_missed:
        words = "Không sinh hoạt" if row.is_finalised else "Chưa chốt"
        state: glyphs.Kind = "missing" if row.is_finalised else "todo"
        return Row(row.id, title, notes_sentence(row), state, words, quiet=row.is_finalised)
    when = show_day(row.held_on) if row.held_on else "chưa ghi ngày"
    second = " · ".join([when, came_words(row), *row.notes])
    kind: glyphs.Kind = "done" if row.is_finalised else "todo"
    words = f"Đã chốt {row.finalised_at:%d/%m}" if row.finalised_at and not row.is_old else "Đang ghi"
    return Row(row.id, title, second, kind, "Đã ghi" if row.is_old else words, quiet=row.is_finalised)


def came_words(row: MeetingRow) -> str:
    """How many came of how many; the share only of a kind that counts in the figures of attendance."""
    counted = row.attendance
    if row.kind.roll == "open":
        return f"có mặt {row.present} đảng viên" if row.present else "chưa ghi ai dự"
    if counted.unmarked >= counted.due:
        return "chưa điểm danh"
    met = {True: ", đạt", False: ", chưa đạt", None: ""}[row.met]
    share = f", {row.percent}{met}" if row.kind.counts_as("attendance") else ""
    return f"có mặt {row.present} trên {row.due}{share}"


def cell_title(row: MeetingRow) -> str:
    """The row of meeting among those of a month below: the cell, and the kind unless it is the month's own."""
    return row.cell_name if row.kind.key == "regular" else f"{row.cell_name}: {row.kind.words}"


def own_title(row: MeetingRow) -> str:
    """The row of a meeting in its own cell: what it was, and its theme if it is of a kind that has one."""
    theme = row.facts.text("theme") if "theme" in row.kind.asks else ""
    return f"{row.title}: {theme}" if theme else row.title


def strip_title(row: MeetingRow, *, cell: bool) -> str:
    """Over the strip of a meeting among those of others: which it was; with `cell` also whose."""
    title = f"{row.cell_name}: {row.title[:1].lower()}{row.title[1:]}" if cell else row.title
    return f"{title} (không sinh hoạt)" if row.is_missed else title


def figures_sentence(row: MeetingRow) -> str:
    """Every figure of the roll call that is known, as a body above reads it."""
    counted = row.attendance
    if row.is_missed:
        return f"{notes_sentence(row)}."
    if row.kind.roll == "open":
        return f"{_opened(came_words(row))}."
    whole = "" if counted.is_typed else f"tổng số {counted.total}, "
    figures = (
        f"{whole}phải dự {counted.due}, có mặt {counted.present}, "
        f"vắng có lý do {counted.excused}, vắng không lý do {counted.absent}"
    )
    share = f": {row.percent}" if row.kind.counts_as("attendance") else ""
    notes = f" ({'; '.join(row.notes)})" if row.notes else ""
    return f"{_opened(figures)}{share}{notes}."


def put_off(row: MeetingRow) -> list[str]:
    """As in ["hoãn từ ngày 05/11/2026: mưa lũ"]; [] for a meeting held on its day."""
    return list(row.notes[:1]) if row.facts.day("postponed_from") and not row.is_missed else []


def notes_sentence(row: MeetingRow) -> str:
    """What must be said beside it, begun with a capital letter."""
    return _opened("; ".join(row.notes))


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]
