"""From entries to tables: one row a record, showing the newest value of each field and keeping the others as conflicts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chibo_desktop.records import SPECS, RecordSpec
from chibo_desktop.store.database import Connection, Row
from chibo_desktop.store.entry import Entry, EntryChange, compact, read_entry
from chibo_desktop.store.merge import Write, find_heads, has_seen, is_foreseen, write_from
from chibo_desktop.store.revocations import last_counted
from chibo_desktop.store.rows import Shown, shown_values, sorted_json, write_row
from chibo_desktop.store.search import index_record


@dataclass(frozen=True)
class Written(Shown):
    """What one entry wrote to one record."""

    write: Write


@dataclass(frozen=True)
class _Head:
    """The record's book, its first write, and the fields whose shown value is of another write."""

    book: str
    base: Write
    over: Mapping[str, Any]


def project_entry(connection: Connection, entry: Entry, *, index: bool = True) -> None:
    """Brings the tables up to date with one counted entry that was just appended to its chain.

    Without `index` the search index is left to the caller.
    """
    for other, seen in entry.seen.items():
        connection.execute(
            "INSERT OR IGNORE INTO seen VALUES (?, ?, ?, ?, ?, ?)",
            (entry.book, entry.device, other, entry.number, *seen),
        )
    for change in entry.changes:
        connection.execute(
            "INSERT OR IGNORE INTO touched VALUES (?, ?, ?, ?, ?)", (change.kind, change.id, *entry.key)
        )
    if entry.number > last_counted(connection, entry.book, entry.device):
        return
    for change in entry.changes:
        if change.kind not in SPECS:
            continue
        if _project_quickly(connection, entry, change):
            if index:
                index_record(connection, change.kind, change.id, change.names)
        elif index:
            project_record(connection, change.kind, change.id)
        else:
            _project_from_history(connection, change.kind, change.id)


def unproject_entry(connection: Connection, entry: Entry) -> set[tuple[str, str]]:
    """Forgets that an entry belongs to its chain; returns the records to project again."""
    connection.execute("DELETE FROM seen WHERE b = ? AND d = ? AND n = ?", entry.key)
    connection.execute("DELETE FROM touched WHERE b = ? AND d = ? AND n = ?", entry.key)
    return {(change.kind, change.id) for change in entry.changes}


def project_record(connection: Connection, kind: str, record_id: str) -> None:
    """Projects one record again from every counted entry that touched it, and indexes it anew."""
    _project_from_history(connection, kind, record_id)
    index_record(connection, kind, record_id)


def _project_from_history(connection: Connection, kind: str, record_id: str) -> None:
    for table in ("head", "conflict"):
        connection.execute(f"DELETE FROM {table} WHERE kind = ? AND id = ?", (kind, record_id))
    if kind not in SPECS:
        return
    connection.execute(f'DELETE FROM "{kind}" WHERE id = ?', (record_id,))
    book, history = _history(connection, kind, record_id)
    if history:
        _Rewriting(connection, SPECS[kind], record_id, book, history).write()


def _history(connection: Connection, kind: str, record_id: str) -> tuple[str, list[Written]]:
    """The book the record lives in, and what counted entries of that book wrote to it.

    A record lives in the book of its first entry. Should entries of several books claim it, the book in
    which the device whose code its id carries wrote wins, then the lower name: the same everywhere.
    """
    rows = connection.execute(
        "SELECT j.b AS b, j.d AS d, j.n AS n, j.body AS body FROM touched t JOIN journal j USING (b, d, n)"
        " WHERE t.kind = ? AND t.id = ? ORDER BY j.b, j.d, j.n",
        (kind, record_id),
    ).fetchall()
    limits = {pair: last_counted(connection, *pair) for pair in {(row["b"], row["d"]) for row in rows}}
    counted = [row for row in rows if row["n"] <= limits[row["b"], row["d"]]]
    if not counted:
        return "", []
    maker = record_id.rpartition("/")[2].partition("-")[0]
    book = min(counted, key=lambda row: (row["d"] != maker, row["b"]))["b"]
    return book, [
        written_by(connection, entry, change)
        for entry in (read_entry(row["body"]) for row in counted if row["b"] == book)
        for change in entry.changes
        if (change.kind, change.id) == (kind, record_id)
    ]


def written_by(connection: Connection, entry: Entry, change: EntryChange) -> Written:
    """What an entry wrote to one of its records, with the private values that are held."""
    values, absent = dict(change.fields), set[str]()
    for part in change.parts:
        row = connection.execute("SELECT body FROM private_part WHERE digest = ?", (part.digest,)).fetchone()
        held = entry.part_values(change, row["body"]) if row and row["body"] is not None else {}
        values.update({name: held[name] for name in part.fields if name in held})
        absent.update(name for name in part.fields if name not in held)
    return Written(values, frozenset(absent), Write(*entry.time, entry.device, entry.number))


def _project_quickly(connection: Connection, entry: Entry, change: EntryChange) -> bool:
    """The ordinary case: a new record, or a write that has seen and follows all earlier ones. False otherwise."""
    spec, written = SPECS[change.kind], written_by(connection, entry, change)
    head = connection.execute(
        "SELECT * FROM head WHERE kind = ? AND id = ?", (change.kind, change.id)
    ).fetchone()
    if head is None:
        _insert(connection, spec, change.id, _Head(entry.book, written.write, {}), written)
        return True
    if not _follows(connection, entry.book, head, written, change):
        return False
    over = json.loads(head["over"]) | dict.fromkeys(written.names, written.write.place)
    connection.execute(
        "UPDATE head SET over = ? WHERE kind = ? AND id = ?", (sorted_json(over), change.kind, change.id)
    )
    row = connection.execute(f'SELECT * FROM "{spec.key}" WHERE id = ?', (change.id,)).fetchone()
    values = {name: value for name, value in shown_values(spec, row).items() if name not in written.absent}
    absent = (frozenset(json.loads(row["_absent"])) - written.values.keys()) | written.absent
    write_row(connection, spec, change.id, entry.book, Shown({**values, **written.values}, absent))
    return True


def _follows(connection: Connection, book: str, head: Row, written: Written, change: EntryChange) -> bool:
    base = Write(head["ms"], head["tick"], head["d"], head["n"])
    if head["b"] != book or written.write <= base or not has_seen(connection, book, written.write, base):
        return False
    over = json.loads(head["over"])
    overridden = [write_from(over[name]) for name in written.names if name in over]
    if not all(has_seen(connection, book, written.write, write) for write in overridden):
        return False
    if is_foreseen(connection, book, written.write):
        return False
    return not connection.execute(
        "SELECT 1 FROM conflict WHERE kind = ? AND id = ?", (change.kind, change.id)
    ).fetchone()


class _Rewriting:
    """One record written anew from its whole history."""

    def __init__(
        self, connection: Connection, spec: RecordSpec, record_id: str, book: str, history: list[Written]
    ):
        self._connection, self._spec, self._id, self._book = connection, spec, record_id, book
        self._by_write: dict[Write, Written] = {}
        for written in history:
            earlier = self._by_write.get(written.write)
            self._by_write[written.write] = _joined(earlier, written) if earlier else written

    def write(self) -> None:
        base = min(self._by_write)
        over, values, absent = dict[str, Any](), dict[str, Any](), set[str]()
        for name in sorted({name for written in self._by_write.values() for name in written.names}):
            heads = find_heads(
                self._connection,
                self._book,
                (w for w, written in self._by_write.items() if name in written.names),
            )
            shown = self._by_write[heads[0]]
            if heads[0] != base:
                over[name] = heads[0].place
            if name in shown.values:
                values[name] = shown.values[name]
            else:
                absent.add(name)
            for head in heads[1:]:
                self._keep_conflict(name, self._by_write[head])
        first = _Head(self._book, base, over)
        _insert(self._connection, self._spec, self._id, first, Shown(values, frozenset(absent)))

    def _keep_conflict(self, name: str, written: Written) -> None:
        held = name in written.values
        self._connection.execute(
            "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._spec.key,
                self._id,
                name,
                *written.write.place,
                compact(written.values[name]) if held else None,
                held,
            ),
        )


def _joined(first: Written, second: Written) -> Written:
    values = {**first.values, **second.values}
    return Written(values, (first.absent | second.absent) - values.keys(), first.write)


def _insert(connection: Connection, spec: RecordSpec, record_id: str, head: _Head, shown: Shown) -> None:
    base = head.base
    connection.execute(
        "INSERT INTO head VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            spec.key,
            record_id,
            head.book,
            base.device,
            base.number,
            base.ms,
            base.tick,
            sorted_json(head.over),
        ),
    )
    write_row(connection, spec, record_id, head.book, shown)
