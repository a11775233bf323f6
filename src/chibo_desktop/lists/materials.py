"""Materials, notices and reminders as an organisation got them; what a body sent and what meetings used is beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import months_earlier
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.rows import Facts, find, made_order, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store
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


def count_to_read(store: Store, organisation_id: str, today: date) -> int:
    """How many of what `to_read` gives are not old yet on a day, without making a row of each."""
    own = together(store, "organisation", organisation_id)
    books = among("_book", own)
    found = store.value(
        f"SELECT count(*) FROM material WHERE ((_book LIKE 'all:%' AND NOT {books}) OR {books})"
        " AND COALESCE(asks_reading, 1) = 1 AND COALESCE(put_away, 0) = 0 AND id NOT IN"
        " (SELECT material_id FROM material_reading WHERE material_id IS NOT NULL"
        f" AND COALESCE(put_away, 0) = 0 AND {books}) AND id NOT IN ({_USED} AND {books})"
        " AND COALESCE(issued_on, '9999') > ?",
        (
            *(f"{TO_EVERYBODY}{one}" for one in own),
            *(f"{TO_ONE}{one}" for one in own),
            *own,
            *own,
            old_until(today).isoformat(),
        ),
    )
    return int(str(found))


def old_until(today: date) -> date:
    """What was sent on this day or before counts no more among what waits to be read; it stays in the list."""
    return months_earlier(today, guidance.in_force("materials", today).values["months_new"])


def to_read(store: Store, organisation_id: str) -> list[MaterialRow]:
    """What came and waits to be confirmed as read: reminders and notices first, each the newest first."""
    waiting = [row for row in received(store, organisation_id) if row.is_waiting]
    return sorted(waiting, key=lambda row: row.sort not in FIRST)


def new_to_read(store: Store, organisation_id: str, today: date) -> list[MaterialRow]:
    """The same without what is old on a day: as many as `count_to_read` says."""
    old = old_until(today)
    return [row for row in to_read(store, organisation_id) if row.issued_on is None or row.issued_on > old]


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
    writer = _writer_of(facts)
    return MaterialRow(
        id=facts.id,
        sort=facts.text("sort"),
        sort_label=facts.shown("sort"),
        title=facts.text("title"),
        issue=facts.text("issue"),
        issued_on=facts.day("issued_on"),
        body_id=writer,
        body_name=known(store, ("name of body", writer), lambda: body_name(store, writer)),
        content=facts.text("content"),
        asks_reading=facts.flag("asks_reading"),
        is_read=used or reading is not None,
        read_on=reading.day("read_on") if reading else None,
        facts=facts,
    )


def _writer_of(facts: Facts) -> str:
    """Who sent it: the body of the book; of one addressed to a single place whom it names (`said.py` saw to that)."""
    book = facts.book
    return book.removeprefix(TO_EVERYBODY) if book.startswith(TO_EVERYBODY) else facts.text("body_id")


def sent_together(store: Store, material_id: str) -> list[Facts]:
    """What was sent to several by name in one: the record asked for and its fellows, in the order of making; else it alone."""
    found = find(store, "material", material_id)
    if found is None:
        return []
    first = found.text("sent_with_id") or material_id
    every = select(store, "material", "id = ? OR sent_with_id = ?", (first, first), away=True)
    return [each for each in every if each.text("body_id") == found.text("body_id")]


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
