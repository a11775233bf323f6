"""One projected record as a page reads it, with typed access to its values; which records a page needs is not here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.text import name_key
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json, shown
from chibo_desktop.records.field import FieldSpec
from chibo_desktop.store import Store
from chibo_desktop.store.rows import shown_values

NOT_SENT = "không gửi lên cấp này"
"""Stands where a private value exists and is not held at this level."""


@dataclass(frozen=True)
class Facts:
    """The values of one record; a field never written answers with its declared default."""

    kind: str
    id: str
    values: Mapping[str, Json]
    book: str = ""
    absent: frozenset[str] = field(default_factory=frozenset)
    problems: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Json:
        value = self.values.get(name)
        if value is None and not self._spec(name).required:
            default = self._spec(name).default
            return default if isinstance(default, str | int | bool) else None
        return value

    def text(self, name: str) -> str:
        """A line, prose, choice or reference; "" when there is none."""
        return str(self[name] or "")

    def count(self, name: str) -> int | None:
        """A number, None when there is none."""
        value = self[name]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def flag(self, name: str) -> bool:
        """Yes or no; never written is the declared default."""
        return self[name] is True

    def day(self, name: str) -> date | None:
        """A whole day, None when there is none or it cannot be read."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            return None

    def partial(self, name: str) -> PartialDate | None:
        """A day, month or year, None when there is none or it cannot be read."""
        try:
            return PartialDate.from_iso(self.text(name))
        except ValueError:
            return None

    def moment(self, name: str) -> datetime | None:
        """A moment in +07:00, None when there is none or it cannot be read."""
        try:
            return datetime.fromisoformat(self.text(name)) if self.text(name) else None
        except ValueError:
            return None

    def shown(self, name: str) -> str:
        """The value in the words a person reads; `NOT_SENT` for a private value not held here."""
        if name in self.absent:
            return NOT_SENT
        return shown(self._spec(name), self[name])

    @property
    def is_put_away(self) -> bool:
        return self.flag("put_away")

    def _spec(self, name: str) -> FieldSpec:
        spec = find_spec(self.kind).field(name)
        if spec is None:
            raise KeyError(name)
        return spec


def find(store: Store, kind: str, record_id: str) -> Facts | None:
    """The record of that id, put away or not; None when it is not held."""
    row = store.row(f'SELECT * FROM "{find_spec(kind).key}" WHERE id = ?', (record_id,))
    return facts_of(kind, row) if row is not None else None


def select(
    store: Store, kind: str, where: str = "1", params: tuple[object, ...] = (), *, away: bool = False
) -> list[Facts]:
    """Records of a kind in the order of their making; those put away only with `away`.

    `where` is SQL over the table's own columns, written here in lists/, never from outside.
    """
    kept = "" if away else " AND COALESCE(put_away, 0) = 0"
    rows = store.rows(f'SELECT * FROM "{find_spec(kind).key}" WHERE ({where}){kept}', params)
    return sorted((facts_of(kind, row) for row in rows), key=lambda facts: made_order(facts.id))


def children(store: Store, kind: str, parent_field: str, parent_id: str) -> list[Facts]:
    """The records that point at a parent and are not put away, by their position if they have one."""
    found = select(store, kind, f'"{parent_field}" = ?', (parent_id,))
    if find_spec(kind).field("position") is None:
        return found
    return sorted(found, key=lambda facts: facts.count("position") or 0)


def facts_of(kind: str, row: Any) -> Facts:
    """A projected row as facts."""
    return Facts(
        kind,
        row["id"],
        shown_values(find_spec(kind), row),
        row["_book"],
        frozenset(json.loads(row["_absent"] or "[]")),
        tuple(json.loads(row["_problems"] or "[]")),
    )


def made_order(record_id: str) -> tuple[int, str]:
    """Sorts ids of one device in the order in which they were given: 9 before 10."""
    device, _, number = record_id.rpartition("/")[2].partition("-")
    return (int(number) if number.isdecimal() else 0, device)


def by_name(facts: Facts) -> tuple[Any, ...]:
    """Sort key of people: by given name as Vietnamese lists are; a name not held comes last, in order of making."""
    name = facts.text("full_name")
    return (not name, name_key(name), made_order(facts.id))


def select_away(store: Store, kind: str, parent_field: str, parent_id: str) -> list[Facts]:
    """The records of a parent that were put away."""
    found = select(store, kind, f'"{parent_field}" = ?', (parent_id,), away=True)
    return [facts for facts in found if facts.is_put_away]
