"""The journal itself: appending an entry to its chain, letting it wait for its predecessor, keeping branches apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Entry, read_entry
from chibo_desktop.store.merge import contradicted_lines, records_of_both
from chibo_desktop.store.project import project_entry, project_record, unproject_entry

Fate = Literal["known", "new", "waiting", "branch"]
Records = frozenset[tuple[str, str]]
"""Kind and id of some records."""


@dataclass(frozen=True)
class Placed:
    """Where an entry went; `moved` are entries of its chain that lost to it and no longer count.

    `shaken` are records projected again because somebody's word of having seen this device no longer holds, or
    holds again.
    """

    entry: Entry
    fate: Fate
    moved: tuple[Entry, ...] = ()
    shaken: Records = frozenset()


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
        return Placed(entry, "branch", shaken=_keep_beside(connection, entry))
    sibling = connection.execute(
        "SELECT hash FROM journal WHERE b = ? AND d = ? AND n = ?", entry.key
    ).fetchone()
    if sibling is None:
        return Placed(entry, "new", shaken=append(connection, entry))
    if sibling["hash"] < entry.hash:
        return Placed(entry, "branch", shaken=_keep_beside(connection, entry))
    former, shaken = _take_over(connection, entry)
    return Placed(entry, "branch", former, shaken)


def append(connection: Connection, entry: Entry) -> Records:
    """Adds the entry that follows the tip of its chain, and projects it; returns the records this shook."""
    with _shaking(connection, entry, entry.number) as shaken:
        _add_to_chain(connection, entry)
    return frozenset(shaken)


def _add_to_chain(connection: Connection, entry: Entry) -> None:
    connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?)", (*entry.key, entry.hash, entry.body))
    connection.execute("INSERT OR REPLACE INTO chain VALUES (?, ?, ?, ?)", (*entry.key, entry.hash))
    project_entry(connection, entry)


def _keep_beside(connection: Connection, entry: Entry) -> Records:
    with _shaking(connection, entry, entry.number) as shaken:
        _store(connection, "branch", entry)
    return frozenset(shaken)


@contextmanager
def _shaking(connection: Connection, entry: Entry, last: int) -> Iterator[set[tuple[str, str]]]:
    """Projects again, on leaving, every record whose outcome may hang on a line contradicted before or after only.

    The block changes what is held of the entry's device from the entry's number to `last`. Only a pair of
    writes by who said the line and by the device it names can be judged otherwise.
    """
    place = (entry.book, entry.device, entry.number, last)
    before = contradicted_lines(connection, *place)
    shaken: set[tuple[str, str]] = set()
    yield shaken
    for device in sorted({device for device, _ in before ^ contradicted_lines(connection, *place)}):
        shaken |= records_of_both(connection, entry.book, device, entry.device)
    for kind, record_id in sorted(shaken):
        project_record(connection, kind, record_id)


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


def _take_over(connection: Connection, entry: Entry) -> tuple[tuple[Entry, ...], Records]:
    """The new entry's side becomes the chain; the former one is kept as a branch and returned."""
    book, device, number = entry.key
    rows = connection.execute(
        "SELECT body FROM journal WHERE b = ? AND d = ? AND n >= ? ORDER BY n", (book, device, number)
    ).fetchall()
    former = tuple(read_entry(row["body"]) for row in rows)
    with _shaking(connection, entry, former[-1].number) as shaken:
        stale: set[tuple[str, str]] = set()
        for moved in former:
            _store(connection, "branch", moved)
            stale |= unproject_entry(connection, moved)
        connection.execute("DELETE FROM journal WHERE b = ? AND d = ? AND n >= ?", (book, device, number))
        _add_to_chain(connection, entry)
        for kind, record_id in sorted(stale):
            project_record(connection, kind, record_id)
    return former, frozenset(shaken)


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
