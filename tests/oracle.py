"""What a set of entries, private parts and limits means, by brute force from docs/EXCHANGE alone; knows nothing of the store.

Nothing here is quick, incremental or shared with the program: every question is asked of the whole set again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

ABSENT = "<absent>"
"""Stands for the value of a private field whose part is not held."""


class Part(NamedTuple):
    """A private part as it travels: whose entry, which change in it, which reach, salt and bytes."""

    device: str
    book: str
    n: int
    change: int
    reach: str
    salt: bytes
    value: bytes


class Revocation(NamedTuple):
    """A revoked device or body key (one of the two is empty) and, of one book, the devices and numbers that stay valid."""

    device: str
    body_key: str
    book: str
    keeps: tuple[tuple[str, int], ...]


class Handover(NamedTuple):
    """A device that typed for a cell writes its book no more after this number."""

    device: str
    book: str
    n: int


Limit = Revocation | Handover


class Line(NamedTuple):
    """What a context says of one device: the number seen, and how the hash of that entry begins."""

    device: str
    n: int
    link: str


class Entry(NamedTuple):
    """One parsed entry and the hash of its bytes."""

    device: str
    book: str
    n: int
    previous: str
    time: tuple[int, int]
    context: tuple[Line, ...]
    changes: tuple[Any, ...]
    digest: str


class Write(NamedTuple):
    """One field of one record in one counted entry."""

    time: tuple[int, int]
    device: str
    n: int
    value: Any
    seen: frozenset[Line]
    """The lines of its chain up to it that nothing held contradicts."""


@dataclass(frozen=True)
class Row:
    """What one record shows: its book, the values of its fields, and the fields two devices wrote unknown to each other."""

    book: str
    values: dict[str, Any]
    conflicts: dict[str, list[tuple[str, int]]]
    """Per field (device, number) of every head, the shown one first."""


@dataclass(frozen=True)
class Meaning:
    """What a machine that holds this set must show, and which entries it cannot or must not count."""

    rows: dict[tuple[str, str], Row]
    waiting: frozenset[str]
    beside: frozenset[str]
    """Hashes of the entries of branches that lost."""
    unclosed: tuple[str, ...]
    """With `closed`: entries that claim less than what the entries they saw had seen themselves."""


def meaning(
    entries: Iterable[bytes],
    parts: Iterable[Part] = (),
    limits: Iterable[Limit] = (),
    certified: Mapping[str, frozenset[str]] | None = None,
    *,
    closed: bool = False,
) -> Meaning:
    """The meaning of a set; `certified` names the body keys that ever certified each device.

    With `closed`, contexts are closed over the held entries once more and compared. Where no device was copied
    every number stands for one entry, and as contexts arrive closed this may change nothing.
    """
    held = {entry.digest: entry for entry in map(read_entry, entries)}
    chains = _chains(held.values())
    reachable = _reachable(held.values())
    winning = {entry.digest for chain in chains.values() for entry in chain}
    beside = [held[digest] for digest in sorted(reachable - winning)]
    seen = _believed(_contexts(chains), chains, beside)
    said = {place: _furthest(lines) for place, lines in seen.items()}
    meant = _closed(said, chains) if closed else said
    said_of = list(limits)
    counted = [
        [entry for entry in chain if _counts(entry, said_of, certified or {})] for chain in chains.values()
    ]
    values = {
        hashlib.sha256(part.salt + part.value).hexdigest()[:32]: json.loads(part.value) for part in parts
    }
    return Meaning(
        rows=_rows(counted, seen, values),
        waiting=frozenset(held.keys() - reachable),
        beside=frozenset(reachable - winning),
        unclosed=tuple(f"{place}: {said[place]}" for place in said if said[place] != meant[place]),
    )


@lru_cache(maxsize=65536)
def read_entry(data: bytes) -> Entry:
    """One entry from its bytes."""
    body = json.loads(data)
    return Entry(
        device=body["d"],
        book=body["b"],
        n=body["n"],
        previous=body["p"],
        time=(body["t"][0], body["t"][1]),
        context=tuple(Line(device, n, link) for device, (n, link) in body.get("x", {}).items()),
        changes=tuple(body["c"]),
        digest=hashlib.sha256(data).hexdigest(),
    )


def _reachable(entries: Iterable[Entry]) -> set[str]:
    """Every entry whose predecessors are held down to number 1; the others wait."""
    found: set[str] = set()
    for entry in sorted(entries, key=lambda one: one.n):
        before = {digest[:32] for digest in found}
        if (entry.n == 1 and entry.previous == "") or (entry.n > 1 and entry.previous in before):
            found.add(entry.digest)
    return found


def _chains(entries: Iterable[Entry]) -> dict[tuple[str, str], list[Entry]]:
    """Per device and book the run from number 1 on; where two sides part, the one with the lower hash."""
    after: dict[tuple[str, str, int, str], list[Entry]] = {}
    for entry in entries:
        after.setdefault((entry.device, entry.book, entry.n, entry.previous), []).append(entry)
    chains: dict[tuple[str, str], list[Entry]] = {}
    for device, book in sorted({(key[0], key[1]) for key in after}):
        chain: list[Entry] = []
        while sides := after.get((device, book, len(chain) + 1, chain[-1].digest[:32] if chain else "")):
            chain.append(min(sides, key=lambda side: side.digest))
        chains[device, book] = chain
    return chains


def _counts(entry: Entry, limits: list[Limit], certified: Mapping[str, frozenset[str]]) -> bool:
    """Whether no limit held takes the entry out.

    A handover takes what its device wrote in its book after its number. A key, of the device or one that ever
    certified it, is revoked by any line about it; then a line for the entry's book is needed, and each such
    line has to list the device with the entry's number at least.
    """
    handed = [one for one in limits if isinstance(one, Handover)]
    if any((one.device, one.book) == (entry.device, entry.book) and entry.n > one.n for one in handed):
        return False
    lines = [one for one in limits if isinstance(one, Revocation)]
    about = [one for one in lines if one.device == entry.device]
    keys = [[one for one in lines if one.body_key == key] for key in certified.get(entry.device, ())]
    return all(_allowed(entry, of_one) for of_one in (about, *keys) if of_one)


def _allowed(entry: Entry, lines: list[Revocation]) -> bool:
    here = [dict(one.keeps) for one in lines if one.book == entry.book]
    return bool(here) and all(entry.n <= keeps.get(entry.device, 0) for keeps in here)


Place = tuple[str, str, int]
"""Device, book, number of an entry."""

Furthest = dict[str, int]
"""Per device the highest number."""


def _contexts(chains: Mapping[tuple[str, str], list[Entry]]) -> dict[Place, frozenset[Line]]:
    """Per entry every line its chain says up to there."""
    return {
        (device, book, entry.n): frozenset(line for one in chain[: entry.n] for line in one.context)
        for (device, book), chain in chains.items()
        for entry in chain
    }


def _believed(
    said: Mapping[Place, frozenset[Line]],
    chains: Mapping[tuple[str, str], list[Entry]],
    beside: Iterable[Entry],
) -> dict[Place, frozenset[Line]]:
    """The lines that are not contradicted.

    Contradicted is a line when the chain of the book and device it names has another entry of that number, or
    when the entry it names stands beside. A line about what is not held at all is believed.
    """
    lost = {(one.device, one.book, one.n, one.digest[:16]) for one in beside}

    def holds(line: Line, book: str) -> bool:
        chain = chains.get((line.device, book), [])
        other = len(chain) >= line.n and not chain[line.n - 1].digest.startswith(line.link)
        return not other and (line.device, book, line.n, line.link) not in lost

    return {
        place: frozenset(line for line in lines if holds(line, place[1])) for place, lines in said.items()
    }


def _furthest(lines: Iterable[Line]) -> Furthest:
    return {device: n for device, n, _ in sorted(lines)}


def _closed(
    said: Mapping[Place, Furthest], chains: Mapping[tuple[str, str], list[Entry]]
) -> dict[Place, Furthest]:
    """The contexts with what the entries they name had themselves seen."""
    seen = {place: dict(context) for place, context in said.items()}
    grown = True
    while grown:
        grown = False
        for (own, book, _n), context in seen.items():
            for device, n in tuple(context.items()):
                last = min(n, len(chains.get((device, book), ())))
                more = {one: to for one, to in seen.get((device, book, last), {}).items() if one != own}
                grown = _raise_to(context, more) or grown
    return seen


def _raise_to(context: dict[str, int], other: Mapping[str, int]) -> bool:
    more = {device: n for device, n in other.items() if n > context.get(device, 0)}
    context.update(more)
    return bool(more)


def _rows(
    chains: list[list[Entry]],
    seen: Mapping[Place, frozenset[Line]],
    values: Mapping[str, Mapping[str, Any]],
) -> dict[tuple[str, str], Row]:
    writes: dict[tuple[str, str], dict[str, dict[tuple[str, int], dict[str, Write]]]] = {}
    for entry in (entry for chain in chains for entry in chain):
        for change in entry.changes:
            books = writes.setdefault((change[0], change[1]), {})
            mine = books.setdefault(entry.book, {}).setdefault((entry.device, entry.n), {})
            for field, value in _fields(change, values):
                context = seen[entry.device, entry.book, entry.n]
                mine[field] = Write(entry.time, entry.device, entry.n, value, context)
    return {record: _row(_home(record[1], books), books) for record, books in writes.items()}


def _fields(change: Any, values: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, Any]]:
    yield from change[2].items()
    for _reach, names, digest in change[3] if len(change) > 3 else ():
        for name in names:
            yield name, values[digest].get(name, ABSENT) if digest in values else ABSENT


def _home(record_id: str, books: Mapping[str, Mapping[tuple[str, int], Any]]) -> str:
    """The one book a record lives in. Several claim it only after a copy of a device went on counting.

    Which entry was first cannot be told from a set; the device whose code the id ends with decides, then the
    book's name.
    """
    maker = record_id.rsplit("/", maxsplit=1)[-1].split("-", maxsplit=1)[0]
    made = [book for book, writes in books.items() if any(device == maker for device, _ in writes)]
    return min(made or books)


def _row(book: str, books: Mapping[str, Mapping[tuple[str, int], dict[str, Write]]]) -> Row:
    shown: dict[str, Any] = {}
    conflicts: dict[str, list[tuple[str, int]]] = {}
    for field in {field for fields in books[book].values() for field in fields}:
        writes = [fields[field] for fields in books[book].values() if field in fields]
        heads = sorted(_heads(writes), key=lambda write: (write.time, write.device, write.n), reverse=True)
        shown[field] = heads[0].value
        if len(heads) > 1:
            conflicts[field] = [(write.device, write.n) for write in heads]
    return Row(book, shown, conflicts)


def _heads(writes: list[Write]) -> list[Write]:
    """The writes no other has seen.

    Lines about what is not held are believed, so while one side of a copied device is missing two writes may
    each claim to have seen the other: then both stay.
    """
    heads = [
        write
        for write in writes
        if not any(_has_seen(other, write) and not _has_seen(write, other) for other in writes)
    ]
    return heads or writes


def _has_seen(later: Write, earlier: Write) -> bool:
    if later.device == earlier.device:
        return later.n > earlier.n
    return any(line.device == earlier.device and line.n >= earlier.n for line in later.seen)
