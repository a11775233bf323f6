"""What a write or an import changed: the value that actions return and screens listen to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chibo_desktop.records import FieldSpec


@dataclass(frozen=True)
class Change:
    """One record, and the names of the fields written."""

    kind: str
    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What one action or import changed, in order."""

    items: tuple[Change, ...] = ()
    entry: tuple[str, str, int] | None = None
    """Book, device, number of the entry written here; None for an import or when nothing was written."""
    others: tuple[tuple[str, str, int], ...] = ()
    """Entries of the same action in further books, where older records it changed live."""

    @property
    def entries(self) -> tuple[tuple[str, str, int], ...]:
        """Every entry the action wrote here, one a book."""
        return ((self.entry,) if self.entry else ()) + self.others

    @classmethod
    def of_one_action(cls, *written: Changes) -> Changes:
        """What one action wrote in several books, in order: undone together."""
        entries = tuple(entry for changes in written for entry in changes.entries)
        items = tuple(item for changes in written for item in changes.items)
        return cls(items, entries[0] if entries else None, entries[1:])

    def touches(self, *kinds: str) -> bool:
        """Whether a record of one of these kinds changed."""
        return any(change.kind in kinds for change in self.items)

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of that kind, each once, in order."""
        return tuple(dict.fromkeys(change.id for change in self.items if change.kind == kind))

    def __add__(self, other: Changes) -> Changes:
        return Changes(
            self.items + other.items,
            other.entry or self.entry,
            tuple(dict.fromkeys(self.others + other.others)),
        )

    def __bool__(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class Incomplete:
    """A record that lacks mandatory facts here, because it is being written or has arrived in pieces."""

    kind: str
    id: str
    values: Mapping[str, Any]
    missing: tuple[FieldSpec, ...]
    absent: tuple[str, ...]
    """Private fields that exist but are not held at this level."""
