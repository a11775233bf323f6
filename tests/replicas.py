"""Replicas of a book for tests: a real store each, with a ledger of what was handed to it, compared with the oracle."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import oracle
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.records import SPECS
from chibo_desktop.seal.identity import Certificate, SignedLine, make_device_certificate, make_signed
from chibo_desktop.seal.sign import SigningKey
from chibo_desktop.store import DATABASE, Changes, Store, Writer, create_store, open_store
from chibo_desktop.store.certificates import put_certificate
from chibo_desktop.store.conflicts import list_conflicts
from chibo_desktop.store.entry import PrivatePart, read_entry
from chibo_desktop.store.intake import Taken, take, take_limit
from chibo_desktop.store.outgo import entries_between
from chibo_desktop.store.parts import drop_parts, held_parts

KEY = bytes(range(32))
START = datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)
REACHES = ("parent", "own")


@cache
def body_key(name: str) -> SigningKey:
    """The signing key of an invented body; one per name and run."""
    return SigningKey.new()


@cache
def device_certificate(device: str, body: str) -> Certificate:
    """That the body's key certifies the device."""
    return make_device_certificate(
        body_key(body), org=body, device=device, key=SigningKey.new().public, books=[body], at=START
    )


def revocation(device: str, body: str, book: str, keeps: Iterable[tuple[str, int]]) -> SignedLine:
    """Revokes a device, or with an empty device the body's key, in one book; `keeps` holds (device, last n)."""
    return make_signed(
        body_key("above"),
        {
            "type": "revocation",
            "org": body,
            "device": device or None,
            "key": SigningKey.new().public if device else body_key(body).public,
            "book": book,
            "last": [list(one) for one in sorted(keeps)],
            "by": body_key("above").public,
            "at": "2026-10-05T19:30:00+07:00",
        },
    )


def handover(device: str, book: str, n: int) -> SignedLine:
    """The device typed in the book up to entry n."""
    return make_signed(
        body_key("above"),
        {
            "type": "handover",
            "org": book,
            "device": device,
            "book": book,
            "n": n,
            "by": body_key("above").public,
            "at": "2026-10-05T19:30:00+07:00",
        },
    )


def for_oracle(line: SignedLine) -> oracle.Limit:
    """What a revocation or handover says, in the oracle's words."""
    said = line.body
    if said["type"] == "handover":
        return oracle.Handover(said["device"], said["book"], said["n"])
    return oracle.Revocation(
        device=said["device"] or "",
        body_key="" if said["device"] else said["key"],
        book=said["book"],
        keeps=tuple((device, n) for device, n in said["last"]),
    )


@dataclass
class Held:
    """What was ever handed to a replica and not rolled back: the only thing the oracle is told."""

    entries: dict[str, bytes] = field(default_factory=dict)
    parts: dict[str, oracle.Part] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Digests of parts dropped on purpose."""
    limits: dict[str, SignedLine] = field(default_factory=dict)
    certified: dict[str, frozenset[str]] = field(default_factory=dict)

    def copy(self) -> Held:
        return Held(
            dict(self.entries),
            dict(self.parts),
            set(self.refused),
            dict(self.limits),
            dict(self.certified),
        )

    def names_of_parts(self) -> set[str]:
        """The digests the held entries name."""
        return {digest for data in self.entries.values() for digest in named_parts(data)}


def named_parts(data: bytes) -> list[str]:
    """The digests of the private parts an entry names."""
    return [
        digest
        for change in oracle.read_entry(data).changes
        for _, _, digest in (change[3] if len(change) > 3 else ())
    ]


def put(kind: str, record_id: str, **values: object) -> Callable[[Writer], None]:
    """The action that writes these values to one record."""
    return lambda writer: writer.put(kind, record_id, **values)


class Replica:
    """One store, its clock, and the ledger of what it holds."""

    def __init__(self, store: Store, clock: FixedClock, skew: timedelta, held: Held) -> None:
        self.store, self.clock, self.skew, self.held = store, clock, skew, held
        self.unsaid: list[str] = []
        """Records that a delivery changed without naming them among its changes."""

    @property
    def device(self) -> str:
        return self.store.device

    def set_time(self, moment: datetime) -> None:
        self.clock.set(moment + self.skew)

    def write(self, book: str, action: Callable[[Writer], None], user: str = "bt") -> Changes:
        """One finished action; its entry and parts go into the ledger as the store gives them out."""
        with self.store.writing(book, user) as writer:
            action(writer)
        self.note(writer.changes)
        return writer.changes

    def note(self, changes: Changes) -> None:
        """Takes the entry of an action done at this store into the ledger."""
        if changes.entry is None:
            return
        entry_book, device, n = changes.entry
        (data,) = entries_between(self.store, entry_book, device, n, n)
        self.held.entries[oracle.read_entry(data).digest] = data
        for one in held_parts(self.store.connection, (entry_book, device), n, n, REACHES):
            self.held.parts[one.part.digest] = oracle.Part(
                device, entry_book, n, one.index, one.part.reach, one.part.salt, one.part.body.encode()
            )

    def take(
        self,
        entries: Iterable[bytes],
        parts: Iterable[oracle.Part] = (),
        limits: Iterable[SignedLine] = (),
        *,
        lost: bool = False,
    ) -> Taken | None:
        """One delivery in one transaction; with `lost` the machine stops before it is committed."""
        entries, parts, limits = list(entries), list(parts), list(limits)
        before, said = _tables(self.store), set[tuple[str, str]]()
        try:
            with self.store.transaction():
                taken = take(
                    self.store,
                    [read_entry(data) for data in entries],
                    [PrivatePart(part.reach, part.salt, part.value.decode()) for part in parts],
                )
                said |= {(one.kind, one.id) for one in taken.changes.items}
                for line in limits:
                    said |= {(one.kind, one.id) for one in take_limit(self.store, line).items}
                if lost:
                    raise InterruptedError
        except InterruptedError:
            return None
        for data in entries:
            self.held.entries[oracle.read_entry(data).digest] = data
        self.held.parts |= {
            digest: part for part in parts if (digest := part_name(part)) not in self.held.refused
        }
        self.held.limits |= {line.text: line for line in limits}
        after = _tables(self.store)
        changed = {
            record for record in before.keys() | after.keys() if before.get(record) != after.get(record)
        }
        self.unsaid += [f"changed unsaid: {record}" for record in sorted(changed - said)]
        return taken

    def certify(self, device: str, body: str) -> None:
        """The certificate of a device arrives."""
        with self.store.transaction():
            put_certificate(self.store, device_certificate(device, body))
        known = self.held.certified.get(device, frozenset())
        self.held.certified[device] = known | {body_key(body).public}

    def drop(self, kind: str, record_id: str) -> None:
        """Every private value of one record is dropped here for good."""
        with self.store.transaction():
            drop_parts(self.store.connection, kind, record_id, by="bt", at="2026-10-05T19:30:00+07:00")
        for data in self.held.entries.values():
            for change in oracle.read_entry(data).changes:
                for _, _, digest in change[3] if len(change) > 3 and change[:2] == [kind, record_id] else ():
                    if self.held.parts.pop(digest, None):
                        self.held.refused.add(digest)

    def meaning(self, *, closed: bool = False) -> oracle.Meaning:
        """What the oracle says of everything handed to this replica."""
        return oracle.meaning(
            self.held.entries.values(),
            self.held.parts.values(),
            [for_oracle(line) for line in self.held.limits.values()],
            self.held.certified,
            closed=closed,
        )

    def differences(self, *, closed: bool = False) -> list[str]:
        """Every way in which the store's tables are not what the oracle says."""
        meant = self.meaning(closed=closed)
        found = _different_rows(meant, _tables(self.store))
        found += _different("conflict", _meant_conflicts(meant), _conflicts(self.store))
        for table, hashes in (("waiting", meant.waiting), ("branch", meant.beside)):
            there = {row["hash"] for row in self.store.rows(f"SELECT hash FROM {table}")}
            if there != hashes:
                found.append(f"{table}: {sorted(there)} instead of {sorted(hashes)}")
        found += self.unsaid
        return [*found, *(f"context not closed: {one}" for one in meant.unclosed)]


def part_name(part: oracle.Part) -> str:
    """The digest by which an entry names the part."""
    return PrivatePart(part.reach, part.salt, part.value.decode()).digest


Rows = dict[tuple[str, str], dict[str, Any]]


def _tables(store: Store) -> Rows:
    found: Rows = {}
    for kind in SPECS:
        for row in store.rows(f'SELECT * FROM "{kind}"'):
            found[kind, row["id"]] = {name: row[name] for name in row.keys() if name != "_problems"}  # noqa: SIM118
    return found


def _different_rows(meant: oracle.Meaning, there: Rows) -> list[str]:
    wanted = {record: _as_columns(record, row) for record, row in meant.rows.items() if record[0] in SPECS}
    return _different("row", wanted, there)


def _as_columns(record: tuple[str, str], row: oracle.Row) -> dict[str, Any]:
    declared = {spec.name for spec in SPECS[record[0]].fields}
    columns: dict[str, Any] = {"id": record[1], "_book": row.book, **dict.fromkeys(declared)}
    unknown = {}
    for name, value in row.values.items():
        if value == oracle.ABSENT:
            continue
        if name in declared:
            columns[name] = int(value) if isinstance(value, bool) else value
        else:
            unknown[name] = value
    absent = sorted(name for name, value in row.values.items() if value == oracle.ABSENT)
    columns["_absent"] = json.dumps(absent, separators=(",", ":"))
    columns["_unknown"] = json.dumps(unknown, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return columns


def _meant_conflicts(meant: oracle.Meaning) -> dict[tuple[str, str, str], list[str]]:
    return {
        (*record, name): [f"{device}:{n}" for device, n in heads]
        for record, row in meant.rows.items()
        if record[0] in SPECS
        for name, heads in row.conflicts.items()
    }


def _conflicts(store: Store) -> dict[tuple[str, str, str], list[str]]:
    return {(one.kind, one.id, one.field): [side.head for side in one.sides] for one in list_conflicts(store)}


def _different(what: str, wanted: dict[Any, Any], there: dict[Any, Any]) -> list[str]:
    return [
        f"{what} {key}: {there.get(key)} instead of {wanted.get(key)}"
        for key in sorted(wanted.keys() | there.keys())
        if wanted.get(key) != there.get(key)
    ]


class Office:
    """Makes replicas quickly: one template file, copied, its device code put in."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._count = folder, 0
        self._template = folder / "template"
        self._template.mkdir()
        create_store(self._template, KEY, device="template", sample=True, clock=FixedClock(START)).close()

    def new(self, device: str, skew: timedelta = timedelta(0)) -> Replica:
        """A new empty replica of that device code."""
        clock = FixedClock(START + skew)
        store = open_store(self._copy(self._template), KEY, clock=clock)
        store.connection.execute("UPDATE meta SET value = ? WHERE name = 'device'", (device,))
        store.connection.execute("PRAGMA synchronous = OFF")
        return Replica(store, clock, skew, Held())

    def copy_of(self, replica: Replica) -> Replica:
        """A second store from the first one's files, as they lie on the disk, under the same device code."""
        clock = FixedClock(replica.clock.now())
        store = open_store(self._copy(replica.store.folder), KEY, clock=clock)
        store.connection.execute("PRAGMA synchronous = OFF")
        return Replica(store, clock, replica.skew, replica.held.copy())

    def _copy(self, source: Path) -> Path:
        self._count += 1
        folder = self._folder / f"desk{self._count}"
        folder.mkdir()
        for name in (DATABASE, f"{DATABASE}-wal"):
            if (source / name).exists():
                shutil.copyfile(source / name, folder / name)
        return folder

    def close(self, replicas: Iterable[Replica]) -> None:
        """Closes and removes them."""
        for replica in replicas:
            replica.store.close()
            shutil.rmtree(replica.store.folder)


def some(dice: random.Random, items: Iterable[Any], share: float) -> list[Any]:
    """Each with the given chance, in random order."""
    chosen = [item for item in items if dice.random() < share]
    dice.shuffle(chosen)
    return chosen
