"""Which write of a field is shown when several devices wrote it: pure questions to the journal, no projection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chibo_desktop.store.database import Connection


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


def has_seen(connection: Connection, book: str, later: Write, earlier: Write) -> bool:
    """Whether the entry of `later` knew the entry of `earlier` when it was written."""
    if later.device == earlier.device:
        return later.number > earlier.number
    row = connection.execute(
        'SELECT MAX("on") FROM seen WHERE b = ? AND d = ? AND od = ? AND n <= ?',
        (book, later.device, earlier.device, later.number),
    ).fetchone()
    return row[0] is not None and int(row[0]) >= earlier.number


def find_heads(connection: Connection, book: str, writes: Iterable[Write]) -> list[Write]:
    """The writes no other write has seen, the shown one first. One is a value; several are a conflict.

    A context names numbers, not hashes: after a copied device parted, two writes may each name the other's
    number. Then neither knew which side it saw, and both stay for a person to settle. Never empty.
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
    """Whether some held context already names this write's number, though the entry itself is only now counted."""
    row = connection.execute(
        'SELECT 1 FROM chain c CROSS JOIN seen s ON s.b = c.b AND s.d = c.d AND s.od = ? AND s."on" >= ? WHERE c.b = ?',
        (write.device, write.number, book),
    ).fetchone()
    return row is not None


def newly_seen(connection: Connection, book: str, device: str) -> dict[str, int]:
    """What this device has learned of others in the book since its last entry there, transitively closed.

    Closed means: also what the held entries themselves had seen, even from devices whose entries have not
    arrived. Without it the outcome depends on the order of arrival.
    """
    known: dict[str, int] = {}
    for query in (
        "SELECT d, n FROM chain WHERE b = ? AND d <> ?",
        'SELECT od, MAX("on") FROM seen WHERE b = ? AND od <> ? GROUP BY od',
    ):
        for other, number in connection.execute(query, (book, device)):
            known[other] = max(number, known.get(other, 0))
    stated = dict(
        connection.execute(
            'SELECT od, MAX("on") FROM seen WHERE b = ? AND d = ? GROUP BY od', (book, device)
        ).fetchall()
    )
    return {other: number for other, number in known.items() if number > stated.get(other, 0)}
