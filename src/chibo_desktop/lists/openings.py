"""The times a body above opened a book again for a forgotten password, as the book's own desk sees them."""

from __future__ import annotations

from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.store import Store


def list_openings(store: Store, organisation_id: str) -> list[Facts]:
    """The openings of an organisation's book, the newest first."""
    found = select(store, "opening", "organisation_id = ?", (organisation_id,))
    return sorted(found, key=lambda opening: (opening.text("opened_on"), opening.id), reverse=True)
