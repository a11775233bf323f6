"""One proposal as a line of a list: what is asked for, by whom, how it stands, how long there is; where it stands is the page's."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.proposals import ProposalRow
from chibo_desktop.rules.deadlines import working_days_words
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row

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
    parts = [f"Số {row.number:02d}"] if row.number else []
    parts += [row.source_label if is_cell else row.cell_name, raised]
    parts.append(f"thẩm quyền: {row.competence_label.lower()}" if row.competence_label else "chưa phân loại")
    parts += ["mở lại"] if row.is_reopened else []
    parts += ["đã nhập vào việc khác"] if row.is_joined else []
    words, shape = row.state_label[:1].upper() + row.state_label[1:], STATE_SHAPES[row.state]
    if row.due is not None and row.is_waiting:
        left = working_days_words(row.due.due_on, today)
        words = f"{words} · {left}" if not row.is_overdue else f"{left[:1].upper()}{left[1:]}"
        shape = "late" if row.is_overdue else shape
    return Row(row.id, row.content, " · ".join(parts), shape, words, quiet=row.state == "closed")


def narrow_line(row: ProposalRow, today: date) -> Row:
    """The same where a card is narrow: how long there is comes first in the second line."""
    left = working_days_words(row.due.due_on, today) if row.due is not None else row.state_label
    return Row(row.id, row.content, f"{left[:1].upper()}{left[1:]} · {row.cell_name}")
