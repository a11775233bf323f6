"""Materials, notices and reminders: what came to an organisation, what a body sent, who has read and used it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.lists.same import among, kept_id, together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device
from chibo_desktop.store.known import known
from chibo_desktop.store.ledger import list_receipts

SINGLE = ("reminder",)
"""Sorts that go to one organisation alone."""
NOT_USED = ("reminder", "lesson")
"""Sorts nobody brings to a meeting."""
FIRST = ("reminder", "lesson", "notice")
"""Sorts that ask for something: before the others among what is to be read."""
_TO_EVERYBODY, _TO_ONE = "all:", "down:"


@dataclass(frozen=True)
class MaterialRow:
    """One material as an organisation got it. `read_on` is None while it is unread, or while no day was written."""

    id: str
    sort: str
    sort_label: str
    title: str
    issue: str
    issued_on: date | None
    body_id: str
    body_name: str
    content: str
    asks_reading: bool
    is_read: bool
    read_on: date | None
    facts: Facts

    @property
    def is_waiting(self) -> bool:
        """Whether a reading is asked for and not confirmed."""
        return self.asks_reading and not self.is_read


@dataclass(frozen=True)
class Reader:
    """One organisation a material is for: when its bundle was confirmed there, whether and when it was read, and how
    many meetings used it. `received_on` is None while no receipt of that organisation is held.
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
    """How many it is for, how many of them confirmed it, how many used it at a meeting."""


@dataclass(frozen=True)
class UseRow:
    """What a meeting used; `material_id` is "" for one known by its title alone."""

    id: str
    material_id: str
    title: str


@dataclass(frozen=True)
class IssueRow:
    """Printed copies handed to an organisation."""

    id: str
    organisation_id: str
    name: str
    issued_on: date | None
    copies: int


def received(store: Store, organisation_id: str) -> list[MaterialRow]:
    """What bodies above sent to an organisation or to everybody below them, newest first."""
    return known(store, ("materials received", organisation_id), lambda: _received(store, organisation_id))


def _received(store: Store, organisation_id: str) -> list[MaterialRow]:
    own = together(store, "organisation", organisation_id)
    # what is held of `all:` books was written above; what this organisation sent itself is not among it
    where = f"(_book LIKE 'all:%' AND NOT {among('_book', own)}) OR {among('_book', own)}"
    books = [f"{_TO_EVERYBODY}{one}" for one in own], [f"{_TO_ONE}{one}" for one in own]
    found = select(store, "material", where, (*books[0], *books[1]))
    readings = _readings_by(store, organisation_id) if found else {}
    return _newest([_row(store, facts, readings.get(facts.id)) for facts in found])


def count_to_read(store: Store, organisation_id: str) -> int:
    """How many `to_read` gives, without making a row of each."""
    own = together(store, "organisation", organisation_id)
    books = among("_book", own)
    found = store.value(
        f"SELECT count(*) FROM material WHERE ((_book LIKE 'all:%' AND NOT {books}) OR {books})"
        " AND COALESCE(asks_reading, 1) = 1 AND COALESCE(put_away, 0) = 0 AND id NOT IN"
        " (SELECT material_id FROM material_reading WHERE material_id IS NOT NULL"
        f" AND COALESCE(put_away, 0) = 0 AND {books})",
        (*(f"{_TO_EVERYBODY}{one}" for one in own), *(f"{_TO_ONE}{one}" for one in own), *own),
    )
    return int(str(found))


def to_read(store: Store, organisation_id: str) -> list[MaterialRow]:
    """What came and waits to be confirmed as read: reminders and notices first, each the newest first."""
    waiting = [row for row in received(store, organisation_id) if row.is_waiting]
    return sorted(waiting, key=lambda row: row.sort not in FIRST)


def sent(store: Store, body_id: str, *, today: date) -> list[SentRow]:
    """What a body sent, to everybody below or to one, newest first, each with who has read it."""
    found = select(store, "material", "_book = ?", (f"{_TO_EVERYBODY}{body_id}",))
    found += [
        facts
        for facts in select(store, "material", "_book LIKE 'down:%' AND body_id = ?", (body_id,))
        if _writer(store, facts) == body_id
    ]
    readings, uses = _readings(store), _uses(store)
    rows = []
    for facts in found:
        alone, read, used = facts.text("organisation_id"), readings.get(facts.id, {}), uses.get(facts.id, {})
        due = _due(store, facts, today, read)
        rows.append(
            SentRow(
                _row(store, facts, None),
                body_name(store, alone) if alone else "",
                len(due),
                len(read),
                sum(one in used for one in due),
            )
        )
    return sorted(rows, key=lambda row: _age(row.material), reverse=True)


def material_row(store: Store, organisation_id: str, material_id: str) -> MaterialRow | None:
    """One material as this organisation reads it; None when it is not held or was taken back."""
    facts = find(store, "material", material_id)
    if facts is None or facts.is_put_away:
        return None
    return _row(store, facts, _readings_by(store, organisation_id).get(material_id))


def library(store: Store, organisation_id: str) -> list[MaterialRow]:
    """Guidance that came or that this organisation gave, newest first: what a thematic meeting may be modelled on."""
    given = select(store, "material", "_book = ?", (f"{_TO_EVERYBODY}{organisation_id}",))
    rows = [*received(store, organisation_id), *(_row(store, facts, None) for facts in given)]
    return _newest([row for row in rows if row.sort == "guidance"])


def coverage(store: Store, material_id: str, *, today: date) -> Coverage:
    """Who a material is for, who has read it and who used it, by what came back here; empty when it is not held."""
    facts = find(store, "material", material_id)
    if facts is None:
        return Coverage(())
    return _coverage(store, facts, today, readings_of(store, material_id), _uses(store).get(material_id, {}))


def readings_of(store: Store, material_id: str) -> Mapping[str, date | None]:
    """Per organisation that confirmed it, the day it was read (None: no day written)."""
    return _readings(store).get(material_id, {})


def used_at(store: Store, meeting_id: str) -> list[UseRow]:
    """What a meeting used, in the order of writing; a material from above by its own title."""
    rows = []
    for facts in children(store, "material_use", "meeting_id", meeting_id):
        material = find(store, "material", facts.text("material_id")) if facts.text("material_id") else None
        title = facts.text("title") or (material.text("title") if material else "")
        rows.append(UseRow(facts.id, facts.text("material_id"), title))
    return rows


def issues_of(store: Store, material_id: str) -> list[IssueRow]:
    """The log of printed copies of a material, newest first."""
    rows = [
        IssueRow(
            facts.id,
            facts.text("organisation_id"),
            body_name(store, facts.text("organisation_id")),
            facts.day("issued_on"),
            facts.count("copies") or 1,
        )
        for facts in children(store, "material_issue", "material_id", material_id)
    ]
    return sorted(rows, key=lambda row: (row.issued_on or date.min, made_order(row.id)), reverse=True)


def _row(store: Store, facts: Facts, reading: Facts | None) -> MaterialRow:
    writer = _writer(store, facts)
    return MaterialRow(
        id=facts.id,
        sort=facts.text("sort"),
        sort_label=facts.shown("sort"),
        title=facts.text("title"),
        issue=facts.text("issue"),
        issued_on=facts.day("issued_on"),
        body_id=writer,
        body_name=body_name(store, writer) if writer else "",
        content=facts.text("content"),
        asks_reading=facts.flag("asks_reading"),
        is_read=reading is not None,
        read_on=reading.day("read_on") if reading else None,
        facts=facts,
    )


def _writer(store: Store, facts: Facts) -> str:
    """Who sent it: the body of the book, or of the certificate of the device that wrote it, not what the record says."""
    if facts.book.startswith(_TO_EVERYBODY):
        return facts.book.removeprefix(_TO_EVERYBODY)
    device = store.field_head("material", facts.id, "title").partition(":")[0]
    chain = chain_of_device(store, device)
    return str(chain[0].body["org"]) if chain else ""


def _newest(rows: Sequence[MaterialRow]) -> list[MaterialRow]:
    return sorted(rows, key=_age, reverse=True)


def _age(row: MaterialRow) -> tuple[date, tuple[int, str]]:
    return row.issued_on or date.min, made_order(row.id)


def _readings_by(store: Store, organisation_id: str) -> dict[str, Facts]:
    """Per material the reading confirmed in the organisation's own book."""
    books = together(store, "organisation", organisation_id)
    found = select(store, "material_reading", among("_book", books), books)
    return {facts.text("material_id"): facts for facts in found}


def _readings(store: Store) -> Mapping[str, Mapping[str, date | None]]:
    """Per material the organisations that confirmed it; whose reading it is says the book it stands in."""
    return known(store, "material readings", lambda: _by_material(store))


def _by_material(store: Store) -> Mapping[str, Mapping[str, date | None]]:
    found: defaultdict[str, dict[str, date | None]] = defaultdict(dict)
    for facts in select(store, "material_reading"):
        reader = kept_id(store, "organisation", facts.book)
        found[facts.text("material_id")][reader] = facts.day("read_on")
    return found


def _uses(store: Store) -> Mapping[str, Mapping[str, int]]:
    """Per material and cell, at how many of its meetings it was used."""
    return known(store, "material uses", lambda: _count_uses(store))


def _count_uses(store: Store) -> Mapping[str, Mapping[str, int]]:
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in store.rows(
        "SELECT DISTINCT u.material_id AS material, m.cell_id AS cell, m.id FROM material_use u JOIN meeting m"
        " ON m.id = u.meeting_id AND m._book = u._book"
        " WHERE u.material_id IS NOT NULL AND COALESCE(u.put_away, 0) = 0 AND COALESCE(m.put_away, 0) = 0"
    ):
        found[row["material"]][kept_id(store, "organisation", row["cell"])] += 1
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
            one, every.name(one, today), came.get(one), one in readings, readings.get(one), uses.get(one, 0)
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
        body, issued = facts.book.removeprefix(_TO_EVERYBODY), facts.day("issued_on") or today
        due = known(
            store, ("stood and stands", body, issued, today), lambda: _both(store, body, issued, today)
        )
    return (*due, *(one for one in readings if one not in due))


def _both(store: Store, body: str, then: date, now: date) -> tuple[str, ...]:
    """The organisations below a body on both days, as they stand on the later one."""
    every = organisations(store)
    before = set(every.at(then).under(body))
    return tuple(one for one in every.at(now).under(body) if one in before)
