"""Small facts of this desk that are no records: its device code, its counters, whether it is a sample."""

from __future__ import annotations

from chibo_desktop.store.database import Connection


def get(connection: Connection, name: str, default: str = "") -> str:
    """The stored text, or the default."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else default


def put(connection: Connection, name: str, value: str) -> None:
    """Stores the text, in the caller's transaction or in one of its own."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def next_number(connection: Connection, name: str) -> int:
    """Counts one further and returns the number; inside the writing transaction, so that none is used twice."""
    number = int(get(connection, name, "0")) + 1
    put(connection, name, str(number))
    return number
