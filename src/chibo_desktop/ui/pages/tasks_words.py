"""How a matter that was asked for stands in a list, in "Nhiệm vụ" and on "Hôm nay"; what it opens is the page's own."""

from __future__ import annotations

from chibo_desktop.lists.oversight import STATES, FollowUpRow
from chibo_desktop.ui.glyphs import Kind
from chibo_desktop.ui.widgets.rows import Row

SHAPES: dict[str, Kind] = {"overdue": "late", "open": "todo", "reported": "half", "done": "tick"}


def follow_up_line(row: FollowUpRow, *, given: bool = False) -> Row:
    """What is to be done, by whom and until when, how many said they did it; `given` tells who asked for it instead."""
    who = row.body_name if given else row.where
    told = sum(1 for each in row.reports if each.done_on)
    said = f"{told} nơi báo đã làm" if told and not given and not row.organisation_id else ""
    parts = (row.origin or row.sort_label, who, row.responsible, row.due_words, said)
    second = " · ".join(part for part in parts if part)
    words = "đã báo đã làm" if given and row.state == "reported" else STATES[row.state]
    return Row(row.id, row.title, second, SHAPES[row.state], words, quiet=row.state == "done")
