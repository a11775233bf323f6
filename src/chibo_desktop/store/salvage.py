"""Bringing into a sound book what can still be read from a damaged copy of it; each thing proved before it is taken.

Entries prove themselves by their hash and link, private parts by their digest. The rest (certificates, receipts, what
came and went, typed text) is taken only through SQLCipher, which authenticates every page it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlite

from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.base.paths import DATABASE
from chibo_desktop.records import SPECS
from chibo_desktop.seal import digest
from chibo_desktop.store.carve import Row, carve
from chibo_desktop.store.database import Connection, connect
from chibo_desktop.store.drafts import Draft
from chibo_desktop.store.entry import Entry, PrivatePart, read_entry
from chibo_desktop.store.intake import take
from chibo_desktop.store.rebuild import DERIVED, project_everything
from chibo_desktop.store.store import Store

APART = {"journal", "branch", "waiting", "private_part", "draft", *DERIVED, *SPECS}
"""Tables that follow from the entries, or that are taken in another way."""
NEWER_COUNTS = {"meta", "secret", "invitation", "desk_user", "outbox"}
"""Tables whose rows change, in which the damaged copy, the newer of the two, is right: an invitation taken back since
is not open again."""
STANDING = {"certificate", "limit_line", "trusted", "stands_for"}
"""Tables on which it hangs which entries count."""


@dataclass
class Found:
    """What was read from a damaged copy, each thing once."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """By hash."""
    parts: dict[str, PrivatePart] = field(default_factory=dict)
    """By digest."""
    drafts: dict[tuple[str, str, str], Draft] = field(default_factory=dict)


@dataclass(frozen=True)
class Salvaged:
    """What the damaged copy gave beyond the backup. `waiting` are entries whose predecessor could not be read."""

    entries: int
    waiting: int
    parts: int
    drafts: int
    rows: int
    last_written_ms: int
    """The newest time among the entries gained; 0 when there is none."""


def read_damaged(folder: Path, key: bytes) -> Found:
    """Reads every page of the copy in `folder` (the file and its log, either may be missing)."""
    found = Found()
    for row in carve(folder / DATABASE, folder / f"{DATABASE}-wal", key):
        if len(row) == 5:
            _see_entry(row, found)
        elif len(row) == 11:
            _see_part(row, found)
        elif len(row) == 7:
            _see_draft(row, found)
    return found


def salvage(store: Store, damaged: Path, key: bytes) -> Salvaged:
    """Adds to the open sound book what the copy in `damaged` holds beyond it, in one transaction.

    The copy may be changed by being opened: give a copy of the copy. The two must be of the same book and key.
    """
    found = read_damaged(damaged, key)
    with store.transaction():
        before = _held(store)
        rows = _copy_readable(store, damaged, key)
        fresh = [entry for entry in found.entries.values() if entry.hash not in before]
        named = _named(store, found.entries.values())
        taken = take(
            store,
            sorted(fresh, key=lambda entry: entry.key),
            [part for name, part in found.parts.items() if name in named],
        )
        _drop_heads_of_nothing(store)
        drafts = sum(_put_draft(store, draft) for draft in found.drafts.values())
        if rows.keys() & STANDING:
            project_everything(store.connection)
    return Salvaged(
        taken.new + taken.branched,
        taken.waiting,
        taken.parts,
        drafts,
        sum(rows.values()),
        max((entry.time[0] for entry in fresh), default=0),
    )


def _see_entry(row: Row, found: Found) -> None:
    book, device, number, said, body = row
    if not isinstance(body, bytes) or digest.sha256(body).hex() != said:
        return
    with suppress(Refusal):
        entry = read_entry(body)
        if entry.key == (book, device, number):
            found.entries[entry.hash] = entry


def _see_part(row: Row, found: Found) -> None:
    named, reach, salt, body = row[0], row[5], row[6], row[7]
    if not (isinstance(reach, str) and isinstance(salt, bytes) and isinstance(body, str)):
        return
    with suppress(ValueError):
        part = PrivatePart(reach, salt, body)
        if part.digest == named:
            found.parts[part.digest] = part


def _see_draft(row: Row, found: Found) -> None:
    """Typed text has no hash: its shape, a declared field and a moment of ISO form have to do."""
    if not all(isinstance(value, str) for value in row):
        return
    kind, record_id, name, text, base, at, user = (str(value) for value in row)
    with suppress(ValueError):
        moment = datetime.fromisoformat(at)
        if kind in SPECS and user:
            found.drafts[kind, record_id, name] = Draft(kind, record_id, name, text, base, moment, user)


def _held(store: Store) -> set[str]:
    return {
        row["hash"]
        for row in store.rows(
            "SELECT hash FROM journal UNION SELECT hash FROM branch UNION SELECT hash FROM waiting"
        )
    }


def _named(store: Store, entries: Iterable[Entry]) -> set[str]:
    """The parts some entry names that will be held, and that were not dropped on purpose."""
    dropped = {
        row["digest"] for row in store.rows("SELECT digest FROM private_part WHERE absent = 'dropped'")
    }
    named = {part.digest for entry in entries for change in entry.changes for part in change.parts}
    return named - dropped


def _drop_heads_of_nothing(store: Store) -> None:
    """Signatures over entries that could not be read: the bundle that brings the entries brings them, too."""
    store.connection.execute(
        "DELETE FROM head_signature WHERE sha256 NOT IN (SELECT hash FROM journal UNION ALL"
        " SELECT hash FROM branch UNION ALL SELECT hash FROM waiting)"
    )


def _put_draft(store: Store, draft: Draft) -> int:
    """A draft that is newer than the one held, or of a field that has none."""
    held = store.row(
        "SELECT at FROM draft WHERE kind = ? AND id = ? AND field = ?", (draft.kind, draft.id, draft.field)
    )
    at = draft.at.isoformat(timespec="seconds")
    if held is not None and held["at"] >= at:
        return 0
    store.connection.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
        (draft.kind, draft.id, draft.field, draft.text, draft.base, at, draft.user),
    )
    return 1


def _copy_readable(store: Store, damaged: Path, key: bytes) -> dict[str, int]:
    """Rows of the tables beside the journal that SQLCipher still reads there and that are not here."""
    try:
        connection = connect(damaged / DATABASE, key)
    except (Refusal, Trouble):
        return {}
    try:
        tables = _plain_tables(store.connection)
        gained = {table: _copy_table(store, connection, table) for table in tables}
    finally:
        connection.close()
    return {table: count for table, count in gained.items() if count}


def _plain_tables(connection: Connection) -> list[str]:
    """The tables that hold facts of their own; a search index is made again from the records."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        name
        for name, sql in rows
        if name not in APART and not name.startswith(("search", "sqlite_")) and "VIRTUAL" not in (sql or "")
    ]


def _copy_table(store: Store, damaged: Connection, table: str) -> int:
    information = store.rows(f'PRAGMA table_info("{table}")')
    columns = [row["name"] for row in information]
    there = set(_readable(damaged, table, columns, [row["name"] for row in information if row["pk"]]))
    here = {tuple(row) for row in store.rows(f'SELECT {_listed(columns)} FROM "{table}"')}
    places = ", ".join("?" * len(columns))
    way = "REPLACE" if table in NEWER_COUNTS else "IGNORE"
    query = f'INSERT OR {way} INTO "{table}" ({_listed(columns)}) VALUES ({places})'
    # the file's own layout is that of this program already
    missing = [row for row in sorted(there - here, key=repr) if (table, row[0]) != ("meta", "layout")]
    return sum(int(store.connection.execute(query, row).rowcount) for row in missing)


def _readable(
    damaged: Connection, table: str, columns: Sequence[str], key: Sequence[str]
) -> list[tuple[Any, ...]]:
    """The rows from both ends up to a page that cannot be read."""
    rows: list[tuple[Any, ...]] = []
    for direction in ("ASC", "DESC"):
        order = ", ".join(f'"{name}" {direction}' for name in key) or f"rowid {direction}"
        with suppress(sqlite.DatabaseError):
            for row in damaged.execute(f'SELECT {_listed(columns)} FROM "{table}" ORDER BY {order}'):
                rows.append(tuple(row))  # noqa: PERF401 - those before the bad page are to be kept
    return rows


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
