"""Which answers to proposals were read out, as far as minutes say so: in whose meeting it counts; what follows is in proposal_rows.py."""

from __future__ import annotations

from collections.abc import Callable

from chibo_desktop.lists.proposal_home import home_of_cell
from chibo_desktop.lists.said import one_book, reader_of_ids, speaks_for_cell
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

_LISTED = (
    "SELECT a.answer_id, a._book AS item_book, m._book AS book, m.cell_id,"
    " COALESCE(p.cell_id, substr(n._book, instr(n._book, ':') + 1)) AS asked"
    " FROM agenda_item a JOIN meeting m ON m.id = a.meeting_id JOIN answer n ON n.id = a.answer_id"
    " LEFT JOIN proposal p ON p.id = n.proposal_id"
    " WHERE a.answer_id IS NOT NULL AND COALESCE(a.put_away, 0) = 0 AND m.finalised_at IS NOT NULL"
    " AND COALESCE(m.missed, 0) = 0 AND COALESCE(m.put_away, 0) = 0"
)


def read_at_meetings(store: Store) -> frozenset[str]:
    """The answers that stood on the agenda of a meeting that was held and finalised, of the cell whom they are for.

    What another cell writes, of its own meeting or of this one's, reads out nothing.
    """
    return known(store, "answers read at meetings", lambda: _read(store))


def _read(store: Store) -> frozenset[str]:
    is_own, is_one, home = speaks_for_cell(store), one_book(store), _homes(store)
    return frozenset(
        row["answer_id"]
        for row in store.rows(_LISTED)
        if is_own(row["book"], row["cell_id"])
        and is_one(row["item_book"], row["book"])
        and home(row["asked"]) == home(row["cell_id"])
    )


def _homes(store: Store) -> Callable[[str], str]:
    """Gives the cell a cell goes on as today, each asked once."""
    same, found = reader_of_ids(store), dict[str, str]()

    def home(cell: str) -> str:
        if cell not in found:
            found[cell] = same(home_of_cell(store, cell))
        return found[cell]

    return home
