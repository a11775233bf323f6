"""What a set of entries, private parts and revocations means, by brute force from docs/EXCHANGE alone; knows nothing of the store.

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
    index: int
    reach: str
    salt: bytes
    value: bytes


class Revocation(NamedTuple):
    """A revoked device or body key (one of the two is empty) and the last numbers that stay valid under it."""

    device: str
    body_key: str
    keeps: tuple[tuple[str, str, int], ...]


class Entry(NamedTuple):
    """One parsed entry and the hash of its bytes."""

    device: str
    book: str
    n: int
    previous: str
    time: tuple[int, int]
    context: tuple[tuple[str, int], ...]
    changes: tuple[Any, ...]
    digest: str


class Write(NamedTuple):
    """One field of one record in one counted entry."""

    time: tuple[int, int]
    device: str
    n: int
    book: str
    value: Any
    seen: Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """What one record shows: its book, the values of its fields, and the fields two devices wrote unknown to each other."""

    book: str
    values: dict[str, Any]
    conflicts: dict[str, frozenset[tuple[str, int]]]
    newest: tuple[str, int]


@dataclass(frozen=True)
class Meaning:
    """What a machine that holds this set must show, and which entries it cannot or must not count."""

    rows: dict[tuple[str, str], Row]
    waiting: frozenset[str]
    beside: frozenset[str]
    counted: frozenset[str]


def meaning(
    entries: Iterable[bytes],
    parts: Iterable[Part] = (),
    revocations: Iterable[Revocation] = (),
    certified: Mapping[str, frozenset[str]] | None = None,
) -> Meaning:
    """The meaning of a set; `certified` names the body keys under which each device stands."""
    held = {entry.digest: entry for entry in map(read_entry, entries)}
    chains = _chains(held.values())
    reachable = _reachable(held.values())
    winning = {entry.digest for chain in chains.values() for entry in chain}
    revoked = list(revocations)
    counted = [
        [entry for entry in chain if _may_count(entry, revoked, certified or {})] for chain in chains.values()
    ]
    values = {
        hashlib.sha256(part.salt + part.value).hexdigest()[:32]: json.loads(part.value) for part in parts
    }
    return Meaning(
        rows=_rows(counted, values),
        waiting=frozenset(held.keys() - reachable),
        beside=frozenset(reachable - winning),
        counted=frozenset(entry.digest for chain in counted for entry in chain),
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
        context=tuple(body.get("x", {}).items()),
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


def _may_count(
    entry: Entry, revocations: Iterable[Revocation], certified: Mapping[str, frozenset[str]]
) -> bool:
    """Whether no revocation held takes the entry out: of its device, or of every key that certified the device."""
    revoked = list(revocations)
    if any(one.device == entry.device and not _keeps(one, entry) for one in revoked):
        return False
    keys = certified.get(entry.device, frozenset())
    return not keys or any(
        all(one.body_key != key or _keeps(one, entry) for one in revoked) for key in keys
    )


def _keeps(revocation: Revocation, entry: Entry) -> bool:
    return any(
        (device, book) == (entry.device, entry.book) and entry.n <= last
        for device, book, last in revocation.keeps
    )


def _rows(chains: list[list[Entry]], values: Mapping[str, Mapping[str, Any]]) -> dict[tuple[str, str], Row]:
    writes: dict[tuple[str, str], dict[str, dict[tuple[str, str, int], Write]]] = {}
    touched: dict[tuple[str, str], list[tuple[tuple[int, int], str, int, str]]] = {}
    for chain in chains:
        seen: dict[str, int] = {}
        for entry in chain:
            for device, n in (*entry.context, (entry.device, entry.n)):
                seen[device] = max(seen.get(device, 0), n)
            for change in entry.changes:
                record = (change[0], change[1])
                touched.setdefault(record, []).append((entry.time, entry.device, entry.n, entry.book))
                for field, value in _fields(change, values):
                    write = Write(entry.time, entry.device, entry.n, entry.book, value, dict(seen))
                    of_field = writes.setdefault(record, {}).setdefault(field, {})
                    of_field[entry.device, entry.book, entry.n] = write
    return {record: _row(min(touched[record])[3], touched[record], writes.get(record, {})) for record in touched}


def _fields(change: Any, values: Mapping[str, Mapping[str, Any]]) -> Iterable[tuple[str, Any]]:
    yield from change[2].items()
    for _reach, names, digest in change[3] if len(change) > 3 else ():
        for name in names:
            yield name, values[digest].get(name, ABSENT) if digest in values else ABSENT


def _row(
    book: str,
    touched: list[tuple[tuple[int, int], str, int, str]],
    writes: Mapping[str, Mapping[tuple[str, str, int], Write]],
) -> Row:
    """The record in the book it began in; what another book says of it is refused."""
    shown: dict[str, Any] = {}
    conflicts: dict[str, frozenset[tuple[str, int]]] = {}
    for field, by_entry in writes.items():
        here = [write for write in by_entry.values() if write.book == book]
        heads = [write for write in here if not any(_has_seen(other, write) for other in here)]
        if heads:
            shown[field] = max(heads, key=lambda write: (write.time, write.device, write.n)).value
        if len(heads) > 1:
            conflicts[field] = frozenset((write.device, write.n) for write in heads)
    newest = max(one for one in touched if one[3] == book)
    return Row(book, shown, conflicts, (newest[1], newest[2]))


def _has_seen(later: Write, earlier: Write) -> bool:
    if later is earlier:
        return False
    return later.seen.get(earlier.device, 0) >= earlier.n
