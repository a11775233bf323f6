"""What a body sent to those below: to whom, who got it, who has read it, how many meetings used it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.materials import TO_EVERYBODY, MaterialRow, age_of, read_row, writer_of
from chibo_desktop.lists.materials_used import uses_by_material
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.same import kept_id
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known
from chibo_desktop.store.ledger import list_receipts


@dataclass(frozen=True)
class Reader:
    """One organisation a material is for: when its bundle was confirmed there, whether and when it was read, and how
    many meetings used it: a use is a reading without a day. `received_on` is None while no receipt of that organisation is held.
    """

    organisation_id: str
    name: str
    received_on: date | None
    is_read: bool
    read_on: date | None
    uses: int


@dataclass(frozen=True)
class Coverage:
    """Everybody a material is for, those who have not read it first."""

    readers: tuple[Reader, ...]

    @property
    def read(self) -> int:
        return sum(reader.is_read for reader in self.readers)

    @property
    def used(self) -> int:
        """How many of them used it at a meeting."""
        return sum(reader.uses > 0 for reader in self.readers)

    @property
    def due(self) -> int:
        return len(self.readers)


@dataclass(frozen=True)
class SentRow:
    """One material a body sent, and how far it was read."""

    material: MaterialRow
    whom: str
    """The organisation it is for alone; "" when it is for everybody below."""
    due: int
    read: int
    used: int
    """How many it is for, how many of them confirmed or used it, how many used it at a meeting."""


def sent(store: Store, body_id: str, *, today: date) -> list[SentRow]:
    """What a body sent, to everybody below or to one, newest first, each with who has read it."""
    found = select(store, "material", "_book = ?", (f"{TO_EVERYBODY}{body_id}",))
    found += [
        facts
        for facts in select(store, "material", "_book LIKE 'down:%' AND body_id = ?", (body_id,))
        if writer_of(store, facts) == body_id
    ]
    readings, uses = _readings(store), uses_by_material(store)
    rows = []
    for facts in found:
        alone, read, used = facts.text("organisation_id"), readings.get(facts.id, {}), uses.get(facts.id, {})
        due = _due(store, facts, today, read)
        rows.append(
            SentRow(
                read_row(store, facts, None),
                body_name(store, alone) if alone else "",
                len(due),
                sum(one in read or one in used for one in due),
                sum(one in used for one in due),
            )
        )
    return sorted(rows, key=lambda row: age_of(row.material), reverse=True)


def coverage(store: Store, material_id: str, *, today: date) -> Coverage:
    """Who a material is for, who has read it and who used it, by what came back here; empty when it is not held."""
    facts = find(store, "material", material_id)
    if facts is None:
        return Coverage(())
    return _coverage(
        store, facts, today, readings_of(store, material_id), uses_by_material(store).get(material_id, {})
    )


def readings_of(store: Store, material_id: str) -> Mapping[str, date | None]:
    """Per organisation that confirmed it, the day it was read (None: no day written)."""
    return _readings(store).get(material_id, {})


def _readings(store: Store) -> Mapping[str, Mapping[str, date | None]]:
    """Per material the organisations that confirmed it; whose reading it is says the book it stands in."""
    return known(store, "material readings", lambda: _by_material(store))


def _by_material(store: Store) -> Mapping[str, Mapping[str, date | None]]:
    found: defaultdict[str, dict[str, date | None]] = defaultdict(dict)
    for facts in select(store, "material_reading"):
        reader = kept_id(store, "organisation", facts.book)
        found[facts.text("material_id")][reader] = facts.day("read_on")
    return found


def _coverage(
    store: Store,
    facts: Facts,
    today: date,
    readings: Mapping[str, date | None],
    uses: Mapping[str, int],
) -> Coverage:
    every, came = organisations(store), _receipts(store, facts)
    readers = [
        Reader(
            one,
            every.name(one, today),
            came.get(one),
            one in readings or one in uses,
            readings.get(one),
            uses.get(one, 0),
        )
        for one in _due(store, facts, today, readings)
    ]
    return Coverage(tuple(sorted(readers, key=lambda reader: reader.is_read)))


def _receipts(store: Store, facts: Facts) -> Mapping[str, date]:
    """Per organisation the day on which it first confirmed to hold the material."""
    device, _, number = store.field_head("material", facts.id, "title").partition(":")
    held = [each for each in list_receipts(store, facts.book, device) if each.number >= int(number or 0)]
    newest_first = sorted(held, key=lambda each: each.at, reverse=True)
    return {kept_id(store, "organisation", each.body): each.at.date() for each in newest_first}


def _due(store: Store, facts: Facts, today: date, readings: Mapping[str, date | None]) -> tuple[str, ...]:
    """Those it was sent to who stand today, and whoever has read it though he stands no more."""
    alone = facts.text("organisation_id")
    if alone:
        due: tuple[str, ...] = (organisations(store).same(alone),)
    else:
        body, issued = facts.book.removeprefix(TO_EVERYBODY), facts.day("issued_on") or today
        due = known(
            store, ("stood and stands", body, issued, today), lambda: _both(store, body, issued, today)
        )
    return (*due, *(one for one in readings if one not in due))


def _both(store: Store, body: str, then: date, now: date) -> tuple[str, ...]:
    """The organisations below a body on both days, as they stand on the later one."""
    every = organisations(store)
    before = set(every.at(then).under(body))
    return tuple(one for one in every.at(now).under(body) if one in before)
