"""The journal itself: appending an entry to its chain, letting it wait for its predecessor, keeping branches apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Entry, read_entry
from chibo_desktop.store.project import project_entry, project_record, unproject_entry

Fate = Literal["known", "new", "waiting", "branch"]


@dataclass(frozen=True)
class Placed:
    """Where an entry went; `moved` are entries of its chain that lost to it and no longer count."""

    entry: Entry
    fate: Fate
    moved: tuple[Entry, ...] = ()


def add_entry(connection: Connection, entry: Entry) -> list[Placed]:
    """Puts a verified entry where it belongs and then whatever had waited for it.

    Only the missing entry before it in its own chain makes an entry wait, without a timer. The same number
    with another hash is a branch: from the point of parting the side whose entry has the lower hash is
    projected, whichever came first; the other is kept beside it. Must run inside a transaction.
    """
    placed: list[Placed] = []
    ready = [entry]
    while ready:
        current = ready.pop()
        placed.append(_place(connection, current))
        if placed[-1].fate in ("new", "branch"):
            ready += _take_waiting(connection, current)
    return placed


def _place(connection: Connection, entry: Entry) -> Placed:
    if _is_held(connection, entry):
        return Placed(entry, "known")
    side = _side_of_predecessor(connection, entry)
    if side is None:
        _store(connection, "waiting", entry)
        return Placed(entry, "waiting")
    if side == "branch":
        _store(connection, "branch", entry)
        return Placed(entry, "branch")
    sibling = connection.execute(
        "SELECT hash FROM journal WHERE b = ? AND d = ? AND n = ?", entry.key
    ).fetchone()
    if sibling is None:
        append(connection, entry)
        return Placed(entry, "new")
    if sibling["hash"] < entry.hash:
        _store(connection, "branch", entry)
        return Placed(entry, "branch")
    return Placed(entry, "branch", _take_over(connection, entry))


def append(connection: Connection, entry: Entry) -> None:
    """Adds the entry that follows the tip of its chain, and projects it."""
    connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", (*entry.key, entry.hash, entry.body))
    connection.execute("INSERT OR REPLACE INTO chain VALUES (?, ?, ?, ?)", (*entry.key, entry.hash))
    project_entry(connection, entry)


def _is_held(connection: Connection, entry: Entry) -> bool:
    return any(
        connection.execute(
            f"SELECT 1 FROM {table} WHERE b = ? AND d = ? AND n = ? AND hash = ?", (*entry.key, entry.hash)
        ).fetchone()
        for table in ("journal", "branch", "waiting")
    )


def _side_of_predecessor(connection: Connection, entry: Entry) -> Literal["journal", "branch"] | None:
    if entry.number == 1:
        return "journal" if entry.previous == "" else None
    before = (entry.book, entry.device, entry.number - 1, entry.previous)
    for table in ("journal", "branch"):
        query = f"SELECT 1 FROM {table} WHERE b = ? AND d = ? AND n = ? AND substr(hash, 1, 32) = ?"
        if connection.execute(query, before).fetchone():
            return "journal" if table == "journal" else "branch"
    return None


def _take_over(connection: Connection, entry: Entry) -> tuple[Entry, ...]:
    """The new entry's side becomes the chain; the former one is kept as a branch and returned."""
    book, device, number = entry.key
    rows = connection.execute(
        "SELECT body FROM journal WHERE b = ? AND d = ? AND n >= ? ORDER BY n", (book, device, number)
    ).fetchall()
    stale: set[tuple[str, str]] = set()
    former = tuple(read_entry(row["body"]) for row in rows)
    for moved in former:
        _store(connection, "branch", moved)
        stale |= unproject_entry(connection, moved)
    connection.execute("DELETE FROM journal WHERE b = ? AND d = ? AND n >= ?", (book, device, number))
    append(connection, entry)
    for kind, record_id in sorted(stale):
        project_record(connection, kind, record_id)
    return former


def _take_waiting(connection: Connection, entry: Entry) -> list[Entry]:
    rows = connection.execute(
        "SELECT hash, body FROM waiting WHERE b = ? AND d = ? AND n = ?",
        (entry.book, entry.device, entry.number + 1),
    ).fetchall()
    ready = [
        follower for follower in (read_entry(row["body"]) for row in rows) if follower.previous == entry.link
    ]
    for follower in ready:
        connection.execute(
            "DELETE FROM waiting WHERE b = ? AND d = ? AND n = ? AND hash = ?", (*follower.key, follower.hash)
        )
    return ready


def _store(connection: Connection, table: str, entry: Entry) -> None:
    connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", (*entry.key, entry.hash, entry.body))
