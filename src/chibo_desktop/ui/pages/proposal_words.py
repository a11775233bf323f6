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
from chibo_desktop.store import Store
from chibo_desktop.ui import glyphs
from chibo_desktop.ui.widgets.rows import Row
from chibo_desktop.ui.widgets.words import shortened

LONGEST = 160
"""Letters of a row: it wraps."""
NO_LIMIT = "không định hạn"
"""Of a civic matter: its limit is the law's, none is counted here."""
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
    cell = [] if row.number else [row.cell_name]  # else it stands with the number
    parts = [*([row.source_label] if is_cell else cell), raised]
    parts.append(row.competence_label.lower() or "chưa phân loại")
    parts += ["mở lại"] if row.is_reopened else []
    parts += ["đã nhập vào việc khác"] if row.is_joined else []
    words, shape = row.state_label[:1].upper() + row.state_label[1:], STATE_SHAPES[row.state]
    if row.due is not None and row.is_waiting:
        left = working_days_words(row.due.due_on, today)
        words = f"{words} · {left}" if not row.is_overdue else f"{left[:1].upper()}{left[1:]}"
        shape = "late" if row.is_overdue else shape
    elif row.is_waiting and _is_civic(row):
        words = f"{words} · {NO_LIMIT}"
    return Row(
        row.id, _asked(row, with_cell=not is_cell), " · ".join(parts), shape, words, quiet=row.is_announced
    )


def narrow_line(row: ProposalRow, today: date) -> Row:
    """The same where a card is narrow: how long there is comes first in the second line."""
    without = NO_LIMIT if _is_civic(row) else row.state_label
    left = working_days_words(row.due.due_on, today) if row.due is not None else without
    left = f"{left[:1].upper()}{left[1:]}"
    return Row(row.id, _asked(row, with_cell=True), left if row.number else f"{left} · {row.cell_name}")


def _is_civic(row: ProposalRow) -> bool:
    """Whether no rule sets it a deadline: a civic matter."""
    return row.facts.text("party_matter") != "party"


def _asked(row: ProposalRow, *, with_cell: bool) -> str:
    """What is asked for as far as a row has room, with its number before it, where it has one.

    `with_cell` also names the cell: each cell's register has a number one.
    """
    words = shortened(row.content, LONGEST)
    whose = f", {row.cell_name.removeprefix('Chi bộ ')}" if with_cell else ""
    return f"Số {row.number:02d}{whose} · {words}" if row.number else words


def sum_words(store: Store, rows: Sequence[ProposalRow]) -> str:
    """As in "317 lượt, 301 việc khác nhau." and beneath it "Thuộc chi bộ 35 (11,0 %) + thuộc cấp trên 282 (89,0 %) +
    chưa phân loại 0 (0,0 %)."; "" of none. Whom a group holds says the help.
    """
    if not rows:
        return ""
    counts, days = count(store, rows), [row.counted_on for row in rows]
    own, above = (each.partition(" (")[0] for each in group_words(min(days), max(days), rows))
    groups = (
        (own, counts.grassroots),
        (above.lower(), counts.above),
        ("chưa phân loại", counts.unclassified),
    )
    said = " + ".join(f"{words} {number} ({percent(number, counts.raised)})" for words, number in groups)
    return f"{counts.raised} lượt, {counts.distinct} việc khác nhau.<br>{said}."
