"""Proposals in words: one as a line of a list, what many of them come to; where it stands is the page's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.base.text import percent
from chibo_desktop.lists.proposal_groups import group_words
from chibo_desktop.lists.proposal_register import count
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.rules.deadlines import working_days_words
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import shortened

LONGEST = 160
"""Letters of a row: it wraps."""
STATE_SHAPES: dict[str, glyphs.Kind] = {
    "new": "diamond",
    "classified": "todo",
    "handed_up": "half",
    "under_way": "half",
    "answered": "done",
    "returned": "done",
    "closed": "tick",
}


def proposal_line(row: ProposalRow, *, is_cell: bool, today: date) -> Row:
    """What is asked for, by whom and when, and how it stands."""
    raised = f"nêu {show_day(row.raised_on)}" if row.raised_on else "chưa ghi ngày nêu"
    parts = [row.source_label if is_cell else row.cell_name, raised]
    parts.append(f"thẩm quyền: {row.competence_label.lower()}" if row.competence_label else "chưa phân loại")
    parts += ["mở lại"] if row.is_reopened else []
    parts += ["đã nhập vào việc khác"] if row.is_joined else []
    words, shape = row.state_label[:1].upper() + row.state_label[1:], STATE_SHAPES[row.state]
    if row.due is not None and row.is_waiting:
        left = working_days_words(row.due.due_on, today)
        words = f"{words} · {left}" if not row.is_overdue else f"{left[:1].upper()}{left[1:]}"
        shape = "late" if row.is_overdue else shape
    return Row(row.id, _asked(row), " · ".join(parts), shape, words, quiet=row.is_announced)


def narrow_line(row: ProposalRow, today: date) -> Row:
    """The same where a card is narrow: how long there is comes first in the second line."""
    left = working_days_words(row.due.due_on, today) if row.due is not None else row.state_label
    return Row(row.id, _asked(row), f"{left[:1].upper()}{left[1:]} · {row.cell_name}")


def _asked(row: ProposalRow) -> str:
    """What is asked for as far as a row has room, with the number of the register before it, where it has one."""
    words = shortened(row.content, LONGEST)
    return f"Số {row.number:02d} · {words}" if row.number else words


def sum_words(rows: Sequence[ProposalRow]) -> str:
    """As in "317 lượt, 301 việc khác nhau: thuộc chi bộ 35 (11,0 %) + thuộc cấp trên (xã, tỉnh, Trung ương) 282 (89,0 %) +
    chưa phân loại 0"; "" of none.
    """
    if not rows:
        return ""
    counts, days = count(rows), [row.counted_on for row in rows]
    own, above = (f"{each[:1].lower()}{each[1:]}" for each in group_words(min(days), max(days), rows))
    groups = ((own, counts.grassroots), (above, counts.above), ("chưa phân loại", counts.unclassified))
    said = " + ".join(f"{words} {number} ({percent(number, counts.raised)})" for words, number in groups)
    return f"{counts.raised} lượt, {counts.distinct} việc khác nhau: {said}."
