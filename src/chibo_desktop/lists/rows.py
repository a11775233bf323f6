"""One projected record as a page reads it, with typed access to its values; which records a page needs is not here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.base.spans import Span
from chibo_desktop.base.text import name_key
from chibo_desktop.lists.said import believed
from chibo_desktop.lists.same import JOINABLE, among, read_as, together
from chibo_desktop.records import find_spec
from chibo_desktop.records.codec import Json, shown
from chibo_desktop.records.field import FieldSpec
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, known_meanwhile
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
    read_as: Mapping[str, str] = field(default_factory=dict)
    """References to a record that was joined to another (`same_as`), with the id they are read as."""

    def __getitem__(self, name: str) -> Json:
        if name in self.read_as:
            return self.read_as[name]
        value = self.values.get(name)
        return _defaults(self.kind)[name] if value is None else value

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

    def span(self) -> Span:
        """The days of a record that has `from_on` and `until_on`; None where nobody wrote one down."""
        return self.day("from_on"), self.day("until_on")

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


@cache
def _defaults(kind: str) -> Mapping[str, Json]:
    """By field what one never written answers with."""
    spec = find_spec(kind)
    plain = {field.name: field.default for field in spec.fields if not field.required}
    told = {name: value if isinstance(value, str | int | bool) else None for name, value in plain.items()}
    return {**dict.fromkeys(field.name for field in spec.fields), **told}


def find(store: Store, kind: str, record_id: str) -> Facts | None:
    """The record of that id, put away or not; None when it is not held, or nobody may believe it (`said.py`)."""
    return known(store, ("record", kind, record_id), lambda: _find(store, kind, record_id))


def _find(store: Store, kind: str, record_id: str) -> Facts | None:
    row = store.row(f'SELECT * FROM "{find_spec(kind).key}" WHERE id = ?', (record_id,))
    found = believed(store, kind, _as_joined(store, [facts_of(kind, row)] if row is not None else []))
    return found[0] if found else None


def select(
    store: Store, kind: str, where: str = "1", params: tuple[object, ...] = (), *, away: bool = False
) -> list[Facts]:
    """Records of a kind in the order of their making; those put away only with `away`.

    Of two that were joined only the kept one, and one mark a person; none in which somebody speaks for another
    (`said.py`). `where` is SQL over the table's own columns, written here in lists/, never from outside.
    """
    kept = "" if away else " AND COALESCE(put_away, 0) = 0"
    rows = store.rows(f'SELECT * FROM "{find_spec(kind).key}" WHERE ({where}){kept}', params)
    found = believed(
        store, kind, _once(store, kind, _as_joined(store, [facts_of(kind, row) for row in rows]))
    )
    return sorted(found, key=lambda facts: made_order(facts.id))


def of_cell(store: Store, kind: str, cell_id: str, *, away: bool = False) -> list[Facts]:
    """The records of a kind that belong to a cell, under whichever of its joined ids they were written."""
    ids = together(store, "organisation", cell_id)
    return select(store, kind, among("cell_id", ids), ids, away=away)


def _as_joined(store: Store, found: list[Facts]) -> list[Facts]:
    """The same facts, with every reference to a joined record read as one to the kept record."""
    if not found:
        return found
    names = [field for field in find_spec(found[0].kind).fields if field.refers_to in JOINABLE]
    known = {kind: read_as(store, kind) for kind in {field.refers_to for field in names}}
    if not any(known.values()):
        return found
    return [
        replace(
            facts,
            read_as={
                field.name: known[field.refers_to][str(facts.values[field.name])]
                for field in names
                if str(facts.values.get(field.name)) in known[field.refers_to]
            },
        )
        for facts in found
    ]


def _once(store: Store, kind: str, found: list[Facts]) -> list[Facts]:
    """Without the joined ones themselves, and without a mark of a joined member where the kept one has his own."""
    if kind in JOINABLE:
        joined = read_as(store, kind)
        return [facts for facts in found if facts.id not in joined]
    if not any(facts.read_as and "/" in facts.id for facts in found):
        return found
    there = {facts.id for facts in found}
    members = read_as(store, "member")

    def kept(facts: Facts) -> str:
        pair, _, last = facts.id.rpartition("/")
        return f"{pair}/{members.get(last, last)}"

    return [facts for facts in found if kept(facts) == facts.id or kept(facts) not in there]


def children(store: Store, kind: str, parent_field: str, parent_id: str) -> list[Facts]:
    """The records that point at a parent and are not put away, by their position if they have one."""
    place = kind, parent_field, parent_id
    return list(known_meanwhile(store, ("children", *place), lambda: _children(store, *place)))


def _children(store: Store, kind: str, parent_field: str, parent_id: str) -> list[Facts]:
    ids = _parent_ids(store, kind, parent_field, parent_id)
    found = select(store, kind, among(parent_field, ids), ids)
    if find_spec(kind).field("position") is None:
        return found
    return sorted(found, key=lambda facts: facts.count("position") or 0)


def _parent_ids(store: Store, kind: str, parent_field: str, parent_id: str) -> tuple[str, ...]:
    named = find_spec(kind).field(parent_field)
    refers_to = named.refers_to if named else ""
    return together(store, refers_to, parent_id) if refers_to in JOINABLE else (parent_id,)


def facts_of(kind: str, row: Any) -> Facts:
    """A projected row as facts."""
    return Facts(
        kind,
        row["id"],
        shown_values(find_spec(kind), row),
        row["_book"],
        frozenset(_listed(row["_absent"])),
        tuple(_listed(row["_problems"])),
    )


def _listed(text: str | None) -> list[str]:
    """A side column's names; nearly every row of thousands has none."""
    found: list[str] = [] if text in (None, "", "[]") else json.loads(str(text))
    return found


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
    ids = _parent_ids(store, kind, parent_field, parent_id)
    found = select(store, kind, among(parent_field, ids), ids, away=True)
    return [facts for facts in found if facts.is_put_away]
