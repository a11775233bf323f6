"""Which write of a field is shown when several devices wrote it: pure questions to the journal, no projection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chibo_desktop.store.database import Connection
from chibo_desktop.store.entry import Seen


@dataclass(frozen=True, order=True)
class Write:
    """One write of one field. The order is that of what is shown: time, then device, then number."""

    ms: int
    tick: int
    device: str
    number: int

    @property
    def place(self) -> list[Any]:
        """As an override in the head table carries it."""
        return [self.device, self.number, self.ms, self.tick]


def write_from(place: Sequence[Any]) -> Write:
    """The write an override names."""
    device, number, ms, tick = place
    return Write(ms, tick, device, number)


CONTRADICTED = """(
    EXISTS (SELECT 1 FROM journal j WHERE j.b = s.b AND j.d = s.od AND j.n = s."on" AND substr(j.hash, 1, 16) <> s.link)
    OR EXISTS (SELECT 1 FROM branch r WHERE r.b = s.b AND r.d = s.od AND r.n = s."on" AND substr(r.hash, 1, 16) = s.link)
)"""
"""Whether a line `s` of the table `seen` names an entry of a side that lost: the chain holds another entry of that
number, or the named one stands in a branch. A line whose entry is not held either way is believed."""


def has_seen(connection: Connection, book: str, later: Write, earlier: Write) -> bool:
    """Whether the entry of `later` knew the entry of `earlier`, and not its namesake, when it was written."""
    if later.device == earlier.device:
        return later.number > earlier.number
    row = connection.execute(
        'SELECT 1 FROM seen s WHERE b = ? AND d = ? AND od = ? AND n <= ? AND "on" >= ?'
        f" AND NOT {CONTRADICTED} LIMIT 1",
        (book, later.device, earlier.device, later.number, earlier.number),
    ).fetchone()
    return row is not None


def contradicted_lines(
    connection: Connection, book: str, device: str, first: int, last: int
) -> set[tuple[str, int]]:
    """The lines that name an entry first…last of the device and are contradicted: device and number of who says so."""
    rows = connection.execute(
        f'SELECT d, n FROM seen s WHERE b = ? AND od = ? AND "on" BETWEEN ? AND ? AND {CONTRADICTED}',
        (book, device, first, last),
    ).fetchall()
    return {(row["d"], row["n"]) for row in rows}


def records_of_both(connection: Connection, book: str, device: str, other: str) -> set[tuple[str, str]]:
    """The records of the book that both devices wrote."""
    rows = connection.execute(
        "SELECT DISTINCT t.kind AS kind, t.id AS id FROM touched t JOIN touched o USING (kind, id, b)"
        " WHERE t.b = ? AND t.d = ? AND o.d = ?",
        (book, device, other),
    ).fetchall()
    return {(row["kind"], row["id"]) for row in rows}


def find_heads(connection: Connection, book: str, writes: Iterable[Write]) -> list[Write]:
    """The writes no other write has seen, the shown one first. One is a value; several are a conflict.

    A line that names an entry not held is believed. While one side of a copied device has not arrived, two
    writes may therefore each seem to have seen the other; then both stay. Never empty.
    """
    everything = sorted(set(writes), reverse=True)
    return [
        write
        for write in everything
        if not any(
            has_seen(connection, book, other, write) and not has_seen(connection, book, write, other)
            for other in everything
            if other != write
        )
    ] or everything


def is_foreseen(connection: Connection, book: str, write: Write) -> bool:
    """Whether some held line already names this write's number, though the entry itself is only now counted."""
    row = connection.execute(
        'SELECT 1 FROM seen WHERE b = ? AND od = ? AND "on" >= ? LIMIT 1', (book, write.device, write.number)
    ).fetchone()
    return row is not None


def newly_seen(connection: Connection, book: str, device: str) -> dict[str, Seen]:
    """What this device has learned of others in the book since its last entry there, transitively closed.

    Closed means: also what the held entries themselves had seen, even from devices whose entries have not
    arrived. Without it the outcome depends on the order of arrival. Where two sides of a copied device were
    seen, that of the chain is named, and of two that are not held the one with the lower link. A line of our own
    that was contradicted says nothing any more: what is held instead is named anew.
    """
    beyond = connection.execute(
        'SELECT s.od, s."on", s.link FROM seen s LEFT JOIN chain c ON c.b = s.b AND c.d = s.od'
        f' WHERE s.b = ? AND s.od <> ? AND s."on" > COALESCE(c.n, 0) AND NOT {CONTRADICTED}',
        (book, device),
    ).fetchall()
    tips = connection.execute(
        "SELECT d, n, substr(hash, 1, 16) FROM chain WHERE b = ? AND d <> ?", (book, device)
    ).fetchall()
    known: dict[str, Seen] = {}
    for other, number, link in (*tips, *beyond):
        known[other] = min((number, link), known.get(other, (0, "")), key=lambda seen: (-seen[0], seen[1]))
    return {
        other: seen for other, seen in known.items() if not _has_stated(connection, book, device, other, seen)
    }


def _has_stated(connection: Connection, book: str, device: str, other: str, seen: Seen) -> bool:
    row = connection.execute(
        'SELECT 1 FROM seen WHERE b = ? AND od = ? AND "on" = ? AND link = ? AND d = ?',
        (book, other, *seen, device),
    ).fetchone()
    return row is not None
