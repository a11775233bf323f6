"""What a body sent to those below: to whom, who got it, who has read it, how many meetings used it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.materials import TO_EVERYBODY, MaterialRow, age_of, read_row, sent_together
from chibo_desktop.lists.materials_used import uses_by_material
from chibo_desktop.lists.rows import Facts, select
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
    """One material a body sent, to several by name still one, and how far it was read."""

    material: MaterialRow
    whom: str
    """Those it is for alone, as in "Chi bộ bản Nà Hừ và 3 nơi khác"; "" when it is for everybody below."""
    due: int
    read: int
    used: int
    """How many it is for, how many of them confirmed or used it, how many used it at a meeting."""


def sent(store: Store, body_id: str, *, today: date) -> list[SentRow]:
    """What a body sent, to everybody below or to some by name, newest first, each with who has read it."""
    return known(store, ("materials sent", body_id, today), lambda: _sent(store, body_id, today))


def _sent(store: Store, body_id: str, today: date) -> list[SentRow]:
    found = select(store, "material", "_book = ?", (f"{TO_EVERYBODY}{body_id}",))
    found += select(store, "material", "_book LIKE 'down:%' AND body_id = ?", (body_id,))
    fellows: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in found:
        fellows[facts.text("sent_with_id") or facts.id].append(facts)
    rows = [_sent_row(store, each, today) for each in fellows.values()]
    return sorted(rows, key=lambda row: age_of(row.material), reverse=True)


def _sent_row(store: Store, fellows: Sequence[Facts], today: date) -> SentRow:
    readings, uses = _readings(store), uses_by_material(store)
    due = read = used = 0
    for facts in fellows:
        confirmed, held = readings.get(facts.id, {}), uses.get(facts.id, {})
        waited_for = _due(store, facts, today, confirmed)
        due += len(waited_for)
        read += sum(one in confirmed or one in held for one in waited_for)
        used += sum(one in held for one in waited_for)
    return SentRow(read_row(store, fellows[0], None), _whom(store, fellows, today), due, read, used)


def _whom(store: Store, fellows: Sequence[Facts], today: date) -> str:
    alone = fellows[0].text("organisation_id")
    every = organisations(store)
    name = every.name(every.same(alone), today) if alone else ""
    return name if len(fellows) == 1 else f"{name} và {len(fellows) - 1} nơi khác"


def coverage(store: Store, material_id: str, *, today: date) -> Coverage:
    """Who a material is for, who has read it and who used it, by what came back here; empty when it is not held.

    What was sent to several by name in one is told of all of them together.
    """
    readers = [
        reader
        for facts in sent_together(store, material_id)
        for reader in _readers(
            store, facts, today, readings_of(store, facts.id), uses_by_material(store).get(facts.id, {})
        )
    ]
    return Coverage(tuple(sorted(readers, key=lambda reader: reader.is_read)))


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


def _readers(
    store: Store,
    facts: Facts,
    today: date,
    readings: Mapping[str, date | None],
    uses: Mapping[str, int],
) -> list[Reader]:
    every, came = organisations(store), _receipts(store, facts)
    return [
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
        due = _both(store, facts.book.removeprefix(TO_EVERYBODY), facts.day("issued_on") or today, today)
    return (*due, *(one for one in readings if one not in due))


def _both(store: Store, body: str, then: date, now: date) -> tuple[str, ...]:
    """The organisations below a body on both days, as they stand on the later one; worked out once for days that are alike."""
    every = organisations(store)
    before, after = every.at(then), every.at(now)

    def stay() -> tuple[str, ...]:
        stood = set(before.under(body))
        return tuple(one for one in after.under(body) if one in stood)

    return known(store, ("below then and now", body, id(before), id(after)), stay)
