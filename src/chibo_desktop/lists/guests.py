"""Who came from above to earlier meetings of a cell, as they were written down last; it proposes and counts nothing."""

from __future__ import annotations

from chibo_desktop.base import text
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store

MOST = 60
"""A cell is visited by a dozen people in a term; the newest are kept."""


def guests_before(store: Store, cell_id: str, meeting_id: str) -> list[Facts]:
    """One guest for each name, written down at another meeting, who came last first."""
    ids = together(store, "organisation", cell_id)
    found = select(
        store,
        "guest",
        f"meeting_id <> ? AND meeting_id IN (SELECT id FROM meeting WHERE {among('cell_id', ids)})",
        (meeting_id, *ids),
    )
    newest: dict[str, Facts] = {}
    for guest in reversed(found):
        newest.setdefault(text.fold(guest.text("full_name")), guest)
    newest.pop("", None)
    return list(newest.values())[:MOST]
