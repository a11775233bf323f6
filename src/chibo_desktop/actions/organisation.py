"""What a body's papers and meetings need to know of it: changing its own record, nobody else's."""

from __future__ import annotations

from chibo_desktop.actions.desk import Desk
from chibo_desktop.store import Changes


def change_organisation(desk: Desk, /, **fields: object) -> Changes:
    """Writes only the fields given into this desk's own organisation. Refusal names the field."""
    with desk.writing() as writer:
        writer.put("organisation", desk.organisation_id, **fields)
    return writer.changes
