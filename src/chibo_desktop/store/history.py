"""The history of a record: who wrote which values when, read from the journal and the private parts still held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store.entry import Entry, EntryChange, read_entry
from chibo_desktop.store.known import known_meanwhile
from chibo_desktop.store.merge import Write, find_heads, has_seen
from chibo_desktop.store.project import Written, written_by
from chibo_desktop.store.revocations import last_counted
from chibo_desktop.store.store import Store

_T = TypeVar("_T")
Place = tuple[str, Write]


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
    """Every write to the record, in the order in which they were made."""
    places = store.rows("SELECT b, d, n FROM touched WHERE kind = ? AND id = ?", (kind, record_id))
    read = {entry.key: (entry, changes) for place in places for entry, changes in _read(store, tuple(place))}
    return [
        _version(store, written_by(store.connection, entry, change), entry.book, entry.user)
        for entry in in_order(store, [entry for entry, _ in read.values()], place_of)
        for change in read[entry.key][1].get((kind, record_id), ())
    ]


_Read = tuple[Entry, Mapping[tuple[str, str], list[EntryChange]]]


def _read(store: Store, place: tuple[Any, ...]) -> list[_Read]:
    """The entry of a place with its changes by record; [] where none is in the chain.

    One that wrote hundreds of records is parsed once while the history of each of them is asked for (`reading`).
    """
    return known_meanwhile(store, ("entry", *place), lambda: _read_anew(store, place))


def _read_anew(store: Store, place: tuple[Any, ...]) -> list[_Read]:
    row = store.row("SELECT body FROM journal WHERE b = ? AND d = ? AND n = ?", place)
    if row is None:
        return []
    entry, changes = read_entry(row["body"]), defaultdict[tuple[str, str], list[EntryChange]](list)
    for change in entry.changes:
        changes[change.kind, change.id].append(change)
    return [(entry, changes)]


def in_order(store: Store, items: Iterable[_T], of: Callable[[_T], Place]) -> list[_T]:
    """As they were made: a machine's own by number, after what it had before it of others; else by what clocks said.

    So a clock set back in between puts nothing in front of what was there before. `of` names book and write.
    """
    waiting: dict[tuple[str, str], list[_T]] = {}
    for item in sorted(items, key=lambda each: of(each)[1].number, reverse=True):
        book, write = of(item)
        waiting.setdefault((book, write.device), []).append(item)
    ordered: list[_T] = []
    while waiting:
        heads = {key: of(queue[-1]) for key, queue in waiting.items()}
        free = [key for key in heads if not any(_knew(store, heads[key], other) for other in heads.values())]
        following = min(free or heads, key=lambda key: heads[key][1])
        ordered.append(waiting[following].pop())
        if not waiting[following]:
            del waiting[following]
    return ordered


def _knew(store: Store, later: Place, earlier: Place) -> bool:
    if later[0] != earlier[0] or later[1].device == earlier[1].device:
        return False
    return has_seen(store.connection, later[0], later[1], earlier[1])


def place_of(entry: Entry) -> Place:
    """Book and write of an entry, as `in_order` asks for them."""
    return entry.book, Write(*entry.time, entry.device, entry.number)


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
