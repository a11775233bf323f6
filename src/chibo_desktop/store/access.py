"""The local access log: who looked, printed, saved or exported what; never a journal entry, kept two years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chibo_desktop.store.passed import now_at_least
from chibo_desktop.store.store import Store

KEPT = timedelta(days=731)


@dataclass(frozen=True)
class Access:
    """One line of the log."""

    at: datetime
    what: str
    kind: str
    id: str
    user: str
    note: str


def note_access(store: Store, what: str, kind: str, record_id: str, *, user: str, note: str = "") -> None:
    """Writes one line, and forgets those older than two years. `what`: a key of `lists.access.WHAT`.

    Under a clock set back the line bears the newest moment known to have passed: what was given out after
    finalising stays given out after it.
    """
    now = now_at_least(store)
    with store.transaction():
        forget_old(store)
        store.connection.execute(
            "INSERT INTO access_log VALUES (?, ?, ?, ?, ?, ?)",
            (now.isoformat(timespec="seconds"), what, kind, record_id, user, note),
        )


def forget_old(store: Store) -> int:
    """Removes the lines older than two years by this desk's clock; gives how many. Nothing else is touched."""
    oldest = (store.clock.now() - KEPT).isoformat(timespec="seconds")
    return int(store.connection.execute("DELETE FROM access_log WHERE at < ?", (oldest,)).rowcount)


def list_access(store: Store, kind: str | None = None, record_id: str | None = None) -> list[Access]:
    """The log, newest first; of one record when named."""
    rows = store.rows(
        "SELECT * FROM access_log WHERE (? IS NULL OR kind = ?) AND (? IS NULL OR id = ?) ORDER BY at DESC, rowid DESC",
        (kind, kind, record_id, record_id),
    )
    return [
        Access(
            datetime.fromisoformat(row["at"]), row["what"], row["kind"], row["id"], row["user"], row["note"]
        )
        for row in rows
    ]
