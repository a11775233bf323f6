"""Conflicts: what two people wrote at once in the same field; all is kept, one is shown, a person settles it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from chibo_desktop.base.errors import Refusal
from chibo_desktop.store.changes import Changes
from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class Side:
    """One of the values written: by which device's entry. `held` is False for a private value not kept here."""

    head: str
    value: object
    held: bool


@dataclass(frozen=True)
class Conflict:
    """One field with several values; the first side is the one shown."""

    kind: str
    id: str
    field: str
    sides: tuple[Side, ...]


def list_conflicts(store: Store) -> list[Conflict]:
    """Every open conflict."""
    fields = store.rows("SELECT DISTINCT kind, id, field FROM conflict ORDER BY kind, id, field")
    return [_read(store, row["kind"], row["id"], row["field"]) for row in fields]


def _read(store: Store, kind: str, record_id: str, field: str) -> Conflict:
    values = store.values(kind, record_id) or {}
    absent = json.loads(store.value(f'SELECT _absent FROM "{kind}" WHERE id = ?', (record_id,)) or "[]")
    shown = Side(store.field_head(kind, record_id, field), values.get(field), field not in absent)
    rows = store.rows(
        "SELECT * FROM conflict WHERE kind = ? AND id = ? AND field = ? ORDER BY ms DESC, tick DESC, d DESC, n DESC",
        (kind, record_id, field),
    )
    others = [
        Side(f"{row['d']}:{row['n']}", json.loads(row["value"]) if row["held"] else None, bool(row["held"]))
        for row in rows
    ]
    return Conflict(kind, record_id, field, (shown, *others))


def find_conflict(store: Store, kind: str, record_id: str, field: str) -> Conflict | None:
    """The open conflict of one field, None while its value is the only one."""
    is_open = store.row(
        "SELECT 1 FROM conflict WHERE kind = ? AND id = ? AND field = ?", (kind, record_id, field)
    )
    return _read(store, kind, record_id, field) if is_open else None


def settle(store: Store, conflict: Conflict, keep: str, *, book: str, user: str) -> Changes:
    """Writes the chosen value again, having seen all of them, which ends the conflict everywhere."""
    return settle_all(store, [(conflict, keep)], book=book, user=user)


def settle_all(store: Store, kept: Iterable[tuple[Conflict, str]], *, book: str, user: str) -> Changes:
    """Several conflicts of one book ended by one entry; each names the head of the side to keep."""
    with store.writing(book, user) as writer:
        for conflict, keep in kept:
            side = next((side for side in conflict.sides if side.head == keep), None)
            if side is None or not side.held:
                raise Refusal("Không có bản này để giữ. Hãy xem lại danh sách chỗ ghi khác nhau.")
            writer.put_again(conflict.kind, conflict.id, {conflict.field: side.value})
    return writer.changes
