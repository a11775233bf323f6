"""The history of a record: who wrote which values when, read from the journal and the private parts still held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store.entry import read_entry
from chibo_desktop.store.merge import Write, find_heads, has_seen
from chibo_desktop.store.project import Written, written_by
from chibo_desktop.store.revocations import last_counted
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
    book: str = ""
    time: tuple[int, int] = (0, 0)
    counts: bool = True
    """False for what a key out of force wrote: it is kept and shown nowhere else."""

    @property
    def head(self) -> str:
        """As `Store.head` and `Store.field_head` name a write."""
        return f"{self.device}:{self.number}"

    @property
    def write(self) -> Write:
        """The place of this write in the order of what is shown."""
        return Write(*self.time, self.device, self.number)

    @property
    def names(self) -> tuple[str, ...]:
        """Every field written, those whose value is not held included."""
        return (*self.values, *self.absent)


def history(store: Store, kind: str, record_id: str) -> list[Version]:
    """Every write to the record, in the order of time."""
    rows = store.rows(
        "SELECT j.body AS body FROM touched t JOIN journal j USING (b, d, n) WHERE t.kind = ? AND t.id = ?",
        (kind, record_id),
    )
    entries = sorted((read_entry(row["body"]) for row in rows), key=lambda entry: entry.rank)
    return [
        _version(store, written_by(store.connection, entry, change), entry.book, entry.user)
        for entry in entries
        for change in entry.changes
        if (change.kind, change.id) == (kind, record_id)
    ]


def _version(store: Store, written: Written, book: str, user: str) -> Version:
    write = written.write
    return Version(
        at=datetime.fromtimestamp(write.ms / 1000, VIETNAM),
        device=write.device,
        number=write.number,
        user=user,
        values=written.values,
        absent=tuple(sorted(written.absent)),
        book=book,
        time=(write.ms, write.tick),
        counts=write.number <= last_counted(store.connection, book, write.device),
    )


def knew(store: Store, later: Version, earlier: Version) -> bool:
    """Whether whoever wrote the later version had the earlier one before them."""
    is_other = later.head != earlier.head and later.book == earlier.book
    return is_other and has_seen(store.connection, later.book, later.write, earlier.write)


def has_settled(store: Store, versions: list[Version], mine: Version, field: str) -> bool:
    """Whether this version ended a conflict: whoever wrote it had two values of the field before them."""
    seen = [
        each.write for each in versions if each.counts and field in each.names and knew(store, mine, each)
    ]
    return bool(seen) and len(find_heads(store.connection, mine.book, seen)) > 1
