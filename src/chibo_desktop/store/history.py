"""The history of a record: who wrote which values when, read from the journal and the private parts still held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.project import written_by
from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class Version:
    """What one entry wrote to the record. `absent` are private fields whose values are not held here."""

    at: datetime
    device: str
    number: int
    user: str
    values: Mapping[str, Any]
    absent: tuple[str, ...]


def history(store: Store, kind: str, record_id: str) -> list[Version]:
    """Every write to the record, in the order of time."""
    rows = store.rows(
        "SELECT j.body AS body FROM touched t JOIN journal j USING (b, d, n) WHERE t.kind = ? AND t.id = ?",
        (kind, record_id),
    )
    entries = sorted((read_entry(row["body"]) for row in rows), key=lambda entry: entry.rank)
    versions = []
    for entry in entries:
        for change in entry.changes:
            if (change.kind, change.id) == (kind, record_id):
                written = written_by(store.connection, entry, change)
                at = datetime.fromtimestamp(entry.time[0] / 1000, VIETNAM)
                versions.append(
                    Version(
                        at,
                        entry.device,
                        entry.number,
                        entry.user,
                        written.values,
                        tuple(sorted(written.absent)),
                    )
                )
    return versions
