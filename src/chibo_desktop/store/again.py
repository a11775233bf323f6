"""Writing again, under another code, what a side of a copied device wrote that lost: as it had seen things then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from chibo_desktop.records import SPECS, is_id
from chibo_desktop.seal import digest
from chibo_desktop.store import meta
from chibo_desktop.store.changes import Changes
from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Entry, EntryChange, Seen, read_entry
from chibo_desktop.store.project import written_by
from chibo_desktop.store.reaches import stricter
from chibo_desktop.store.store import Store
from chibo_desktop.store.times import next_time
from chibo_desktop.store.writer import Writer

DONE = "written again"
"""Under which name the database keeps the tags of the entries that were written again here."""


def own_hashes(store: Store) -> frozenset[str]:
    """The hashes of every entry of this device's code that its chains hold."""
    return frozenset(
        row["hash"] for row in store.rows("SELECT hash FROM journal WHERE d = ?", (store.device,))
    )


def has_strange_entries(store: Store, written_here: frozenset[str] | None) -> bool:
    """Whether an entry of this code is held which was not written here; None: none of the code came."""
    if written_here is None:
        return False
    rows = store.rows(
        "SELECT hash FROM journal WHERE d = ? UNION SELECT hash FROM branch WHERE d = ?"
        " UNION SELECT hash FROM waiting WHERE d = ?",
        (store.device,) * 3,
    )
    return any(row["hash"] not in written_here for row in rows)


def has_strange_receipts(store: Store) -> bool:
    """Whether somebody holds an entry under this code which is not the one held here."""
    query = (
        "SELECT 1 FROM receipt r LEFT JOIN journal j ON j.b = r.book AND j.d = r.of_device AND j.n = r.n"
        " WHERE r.of_device = ? AND (j.hash IS NULL OR j.hash <> r.sha256) LIMIT 1"
    )
    return store.row(query, (store.device,)) is not None


def lost_sides(store: Store) -> list[list[Entry]]:
    """What stands beside the chains of this desk's codes, present and former, and was not written again yet.

    One list for each side from where it parted, oldest first. Whoever wrote it: the laptop that did may be the
    one that is gone, and the copy of it opened here its only heir.
    """
    codes = (store.device, *store.former_devices)
    entries = [
        read_entry(row["body"])
        for code in codes
        for row in store.rows("SELECT body FROM branch WHERE d = ? ORDER BY b, n", (code,))
    ]
    held = {(entry.book, entry.device, entry.link): entry for entry in entries}
    sides: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        root = entry
        while (before := held.get((root.book, root.device, root.previous))) is not None:
            root = before
        sides[root.hash].append(entry)
    done = set(meta.get(store.connection, DONE).split())
    return [side for _, side in sorted(sides.items()) if not {entry.tag for entry in side} <= done]


def write_again(store: Store, side: Sequence[Entry]) -> Changes:
    """Writes the changes of a side that lost, one entry for each; in the caller's transaction, under a code of its own.

    The new entries have seen what the lost ones had, and not the side that won: where both wrote a field, both
    values stay and a person settles it. A record made on both sides under one id gets another id, the same
    wherever this is done. What was written again before is left out.
    """
    done = meta.get(store.connection, DONE).split()
    renamed = _Renaming(store.connection, side)
    unsaid = _seen_before(store.connection, side[0])
    changes = Changes()
    for entry in side:
        unsaid = _joined(unsaid, entry.seen)
        if entry.tag in done:
            continue
        writer = Writer(
            store.connection, store.device, entry.book, entry.user, seen=partial(dict[str, Seen], unsaid)
        )
        for change in entry.changes:
            # a kind this program does not know stays where it is, beside the chain
            if change.kind in SPECS and (fields := _held(store.connection, entry, change)):
                writer.put_known(change.kind, renamed.id(change.id), renamed.fields(fields))
        writer.finish(lambda: next_time(store.connection, store.clock.now()))
        if writer.changes:
            unsaid = {}
        changes += writer.changes
    tags = dict.fromkeys((*done, *(entry.tag for entry in side)))
    meta.put(store.connection, DONE, " ".join(tags))
    return changes


def _held(connection: Connection, entry: Entry, change: EntryChange) -> Mapping[str, Any]:
    """The values the entry wrote, as far as they are held; a private one only where it would travel no further again."""
    private = {name: part.reach for part in change.parts for name in part.fields}
    spec = SPECS[change.kind]
    values = written_by(connection, entry, change).values
    return {
        name: value
        for name, value in values.items()
        if stricter(private.get(name, "public"), declared := spec.reach_of(name)) == declared
    }


def _seen_before(connection: Connection, first: Entry) -> dict[str, Seen]:
    """What the common trunk had seen, and the trunk itself, up to where the first lost entry parted from it."""
    lines = connection.execute(
        'SELECT od, "on", link FROM seen WHERE b = ? AND d = ? AND n < ?', first.key
    ).fetchall()
    known: dict[str, Seen] = {}
    for other, number, link in lines:
        known = _joined(known, {other: (number, link)})
    if first.number > 1:
        known[first.device] = (first.number - 1, first.previous[:16])
    return known


def _joined(known: Mapping[str, Seen], more: Mapping[str, Seen]) -> dict[str, Seen]:
    """Of two lines about one device the further, of two at one number the lower link."""
    found = dict(known)
    for device, seen in more.items():
        found[device] = min(seen, found.get(device, seen), key=lambda one: (-one[0], one[1]))
    return found


class _Renaming:
    """Other ids for what both sides made under one number: two people would become one record."""

    def __init__(self, connection: Connection, side: Sequence[Entry]) -> None:
        first = side[0]
        trunk = connection.execute(
            "SELECT id FROM touched WHERE b = ? AND d = ? AND n < ?", (first.book, first.device, first.number)
        ).fetchall()
        known = {part for row in trunk for part in row["id"].split("/")}
        made = f"{first.device} {first.hash}".encode()
        code = "".join(digest.BASE32[byte % 32] for byte in digest.sha256(made)[:8])
        self._new = {
            last: f"{code}-{last.partition('-')[2]}"
            for kind, record_id, last in _ends(first.device, side)
            if last not in known and _is_elsewhere(connection, first, kind, record_id)
        }

    def id(self, record_id: str) -> str:
        """The id with every part of it renamed that has a new name."""
        return "/".join(self._new.get(part, part) for part in record_id.split("/"))

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, those that name a renamed record following it."""
        return {
            name: self.id(value) if isinstance(value, str) and self._new and is_id(value) else value
            for name, value in fields.items()
        }


def _ends(device: str, entries: Iterable[Entry]) -> set[tuple[str, str, str]]:
    """Kind, id and last part of the records the entries wrote, where that part was given by the device."""
    return {
        (change.kind, change.id, last)
        for entry in entries
        for change in entry.changes
        if (last := change.id.rpartition("/")[2]).startswith(f"{device}-")
    }


def _is_elsewhere(connection: Connection, first: Entry, kind: str, record_id: str) -> bool:
    """Whether the device's chains hold a record of that id too, written after the sides parted or in another book."""
    row = connection.execute(
        "SELECT 1 FROM touched WHERE kind = ? AND id = ? AND d = ? AND NOT (b = ? AND n < ?) LIMIT 1",
        (kind, record_id, first.device, first.book, first.number),
    ).fetchone()
    return row is not None
