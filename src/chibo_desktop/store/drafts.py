"""Drafts: the text being typed, kept from second to second; they count nowhere and are never sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class Draft:
    """A typed text that is not yet an entry, and the head of the field it began from."""

    kind: str
    id: str
    field: str
    text: str
    base: str
    at: datetime
    user: str


def write_draft(store: Store, place: tuple[str, str, str], text: str, *, base: str, user: str) -> None:
    """Keeps the text of a field (kind, id, name) with one flush; `base` is the `field_head` the editor opened with."""
    at = store.clock.now().isoformat(timespec="seconds")
    with store.transaction():
        store.connection.execute(
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*place, text, base, at, user),
        )


def read_draft(store: Store, kind: str, record_id: str, field: str) -> Draft | None:
    """The draft of one field, if there is one."""
    row = store.row("SELECT * FROM draft WHERE kind = ? AND id = ? AND field = ?", (kind, record_id, field))
    return _draft(row) if row else None


def is_begun(store: Store, owner_id: str) -> bool:
    """Whether something is typed for a record of this owner that is not there yet (its drafts lie at "owner/new")."""
    return store.row("SELECT 1 FROM draft WHERE id LIKE ? || '/new%' LIMIT 1", (owner_id,)) is not None


def list_drafts(store: Store) -> list[Draft]:
    """Every draft, newest first."""
    return [_draft(row) for row in store.rows("SELECT * FROM draft ORDER BY at DESC, kind, id, field")]


def clear_draft(store: Store, kind: str, record_id: str, field: str) -> None:
    """Forgets a draft, because its text became an entry or the person threw it away."""
    with store.transaction():
        store.connection.execute(
            "DELETE FROM draft WHERE kind = ? AND id = ? AND field = ?", (kind, record_id, field)
        )


def _draft(row: object) -> Draft:
    kind, record_id, field, text, base, at, user = tuple(row)  # type: ignore[arg-type,var-annotated]
    return Draft(kind, record_id, field, text, base, datetime.fromisoformat(at), user)
