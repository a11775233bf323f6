"""Materials, notices and reminders as an organisation got them; what a body sent and what meetings used is beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import Facts, find, made_order, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import chain_of_device
from chibo_desktop.store.known import known

SINGLE = ("reminder",)
"""Sorts that go to one organisation alone."""
NOT_USED = ("reminder", "lesson")
"""Sorts nobody brings to a meeting."""
FIRST = ("reminder", "lesson", "notice")
"""Sorts that ask for something: before the others among what is to be read."""
TO_EVERYBODY, TO_ONE = "all:", "down:"
_USED = (
    "SELECT material_id FROM material_use WHERE material_id IS NOT NULL AND COALESCE(put_away, 0) = 0"
    " AND meeting_id IN (SELECT id FROM meeting WHERE COALESCE(put_away, 0) = 0)"
)


@dataclass(frozen=True)
class MaterialRow:
    """One material as an organisation got it; what was used at a meeting there is read, though nobody confirmed it.

    `read_on` is None while it is unread, or while no day was written.
    """

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


def received(store: Store, organisation_id: str) -> list[MaterialRow]:
    """What bodies above sent to an organisation or to everybody below them, newest first."""
    return known(store, ("materials received", organisation_id), lambda: _received(store, organisation_id))


def _received(store: Store, organisation_id: str) -> list[MaterialRow]:
    own = together(store, "organisation", organisation_id)
    # what is held of `all:` books was written above; what this organisation sent itself is not among it
    where = f"(_book LIKE 'all:%' AND NOT {among('_book', own)}) OR {among('_book', own)}"
    books = [f"{TO_EVERYBODY}{one}" for one in own], [f"{TO_ONE}{one}" for one in own]
    found = select(store, "material", where, (*books[0], *books[1]))
    readings, used = (_readings_by(store, organisation_id), _used_by(store, own)) if found else ({}, set())
    rows = [read_row(store, facts, readings.get(facts.id), used=facts.id in used) for facts in found]
    return _newest(rows)


def count_to_read(store: Store, organisation_id: str) -> int:
    """How many `to_read` gives, without making a row of each."""
    own = together(store, "organisation", organisation_id)
    books = among("_book", own)
    found = store.value(
        f"SELECT count(*) FROM material WHERE ((_book LIKE 'all:%' AND NOT {books}) OR {books})"
        " AND COALESCE(asks_reading, 1) = 1 AND COALESCE(put_away, 0) = 0 AND id NOT IN"
        " (SELECT material_id FROM material_reading WHERE material_id IS NOT NULL"
        f" AND COALESCE(put_away, 0) = 0 AND {books}) AND id NOT IN ({_USED} AND {books})",
        (*(f"{TO_EVERYBODY}{one}" for one in own), *(f"{TO_ONE}{one}" for one in own), *own, *own),
    )
    return int(str(found))


def to_read(store: Store, organisation_id: str) -> list[MaterialRow]:
    """What came and waits to be confirmed as read: reminders and notices first, each the newest first."""
    waiting = [row for row in received(store, organisation_id) if row.is_waiting]
    return sorted(waiting, key=lambda row: row.sort not in FIRST)


def material_row(store: Store, organisation_id: str, material_id: str) -> MaterialRow | None:
    """One material as this organisation reads it; None when it is not held or was taken back."""
    facts = find(store, "material", material_id)
    if facts is None or facts.is_put_away:
        return None
    used = material_id in _used_by(store, together(store, "organisation", organisation_id))
    return read_row(store, facts, _readings_by(store, organisation_id).get(material_id), used=used)


def library(store: Store, organisation_id: str) -> list[MaterialRow]:
    """Guidance that came or that this organisation gave, newest first: what a thematic meeting may be modelled on."""
    given = select(store, "material", "_book = ?", (f"{TO_EVERYBODY}{organisation_id}",))
    rows = [*received(store, organisation_id), *(read_row(store, facts, None) for facts in given)]
    return _newest([row for row in rows if row.sort == "guidance"])


def read_row(store: Store, facts: Facts, reading: Facts | None, *, used: bool = False) -> MaterialRow:
    """A material record as a row, with the reading of whoever asks; `used` at a meeting there it is read too."""
    writer = writer_of(store, facts)
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
        is_read=used or reading is not None,
        read_on=reading.day("read_on") if reading else None,
        facts=facts,
    )


def writer_of(store: Store, facts: Facts) -> str:
    """Who sent it: the body of the book, or of the certificate of the device that wrote it, not what the record says."""
    if facts.book.startswith(TO_EVERYBODY):
        return facts.book.removeprefix(TO_EVERYBODY)
    device = store.field_head("material", facts.id, "title").partition(":")[0]
    chain = chain_of_device(store, device)
    return str(chain[0].body["org"]) if chain else ""


def _newest(rows: Sequence[MaterialRow]) -> list[MaterialRow]:
    return sorted(rows, key=age_of, reverse=True)


def age_of(row: MaterialRow) -> tuple[date, tuple[int, str]]:
    """Sorts by the day of issue, then by the making."""
    return row.issued_on or date.min, made_order(row.id)


def _readings_by(store: Store, organisation_id: str) -> dict[str, Facts]:
    """Per material the reading confirmed in the organisation's own book."""
    books = together(store, "organisation", organisation_id)
    found = select(store, "material_reading", among("_book", books), books)
    return {facts.text("material_id"): facts for facts in found}


def _used_by(store: Store, books: tuple[str, ...]) -> set[str]:
    """What the organisation's own meetings used."""
    return {str(row[0]) for row in store.rows(f"{_USED} AND {among('_book', books)}", books)}
