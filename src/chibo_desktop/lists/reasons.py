"""Reasons for which members of a cell were absent before, the most used first; it proposes words and counts nothing."""

from __future__ import annotations

from collections import Counter

from chibo_desktop.lists.rows import select
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store

MOST = 20
USUAL = ("ốm", "đi công tác", "việc gia đình", "đi học", "con nằm viện")
"""Offered where the cell has none of its own yet."""


def reasons_used(store: Store, cell_id: str) -> list[str]:
    """At most twenty reasons as they were typed, most used first, then the usual ones not among them."""
    ids = together(store, "organisation", cell_id)
    marks = select(
        store,
        "attendance",
        f"state = 'excused' AND meeting_id IN (SELECT id FROM meeting WHERE {among('cell_id', ids)})",
        ids,
    )
    used = Counter(mark.text("reason") for mark in marks if mark.text("reason"))
    ordered = [reason for reason, _ in used.most_common(MOST)]
    return (ordered + [reason for reason in USUAL if reason not in ordered])[:MOST]
