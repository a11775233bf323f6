"""What waits to be carried to the mailbox and what lies there: one row a bundle, beside the sealed file; carries nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chibo_desktop.store.database import Row
from chibo_desktop.store.store import Store


@dataclass(frozen=True)
class Posted:
    """A bundle made for the mailbox. `carried_at` None: it still lies here, `sent` of its `pieces` are there."""

    hash: str
    name: str
    to_org: str
    at: datetime
    size: int
    pieces: int
    sent: int
    tried_at: datetime | None
    note: str
    """Why the last try failed, in words; "" when it did not."""
    carried_at: datetime | None


def post(store: Store, *, bundle_hash: str, name: str, to_org: str, size: int, pieces: int) -> None:
    """Puts a bundle into the queue; one that is in it already stays as it is."""
    store.connection.execute(
        "INSERT OR IGNORE INTO outbox VALUES (?, ?, ?, ?, ?, ?, 0, NULL, '', NULL)",
        (bundle_hash, name, to_org, _now(store), size, pieces),
    )


def withdraw(store: Store, bundle_hash: str) -> None:
    """Takes back a bundle of which nothing was carried: it never left, so nothing it holds counts as sent."""
    store.connection.execute("DELETE FROM outbox WHERE hash = ?", (bundle_hash,))
    store.connection.execute("DELETE FROM bundle_out WHERE hash = ?", (bundle_hash,))


def forget(store: Store, bundle_hash: str) -> None:
    """Takes a bundle out of the queue whose file is gone; whether it had left is not known, so it counts as sent."""
    store.connection.execute("DELETE FROM outbox WHERE hash = ?", (bundle_hash,))


def note_sent(store: Store, bundle_hash: str, sent: int) -> None:
    """So many pieces are there."""
    store.connection.execute("UPDATE outbox SET sent = ? WHERE hash = ?", (sent, bundle_hash))


def begin_anew(store: Store) -> None:
    """Another mailbox: nothing of what waits is there yet."""
    store.connection.execute("UPDATE outbox SET sent = 0 WHERE carried_at IS NULL")


def note_carried(store: Store, bundle_hash: str) -> None:
    """The whole bundle lies in the mailbox from now on."""
    store.connection.execute(
        "UPDATE outbox SET sent = pieces, tried_at = ?, note = '', carried_at = ? WHERE hash = ?",
        (_now(store), _now(store), bundle_hash),
    )


def note_failed(store: Store, bundle_hash: str, sentence: str) -> None:
    """Why it could not be carried this time."""
    store.connection.execute(
        "UPDATE outbox SET tried_at = ?, note = ? WHERE hash = ?", (_now(store), sentence, bundle_hash)
    )


def list_posted(store: Store, *, waiting: bool = False) -> list[Posted]:
    """Every bundle made for the mailbox, oldest first; only those still here when `waiting`."""
    rows = store.rows(
        "SELECT * FROM outbox WHERE ? = 0 OR carried_at IS NULL ORDER BY at, rowid", (int(waiting),)
    )
    return [_posted(row) for row in rows]


def _posted(row: Row) -> Posted:
    return Posted(
        row["hash"],
        row["name"],
        row["to_org"],
        datetime.fromisoformat(row["at"]),
        row["size"],
        row["pieces"],
        row["sent"],
        datetime.fromisoformat(row["tried_at"]) if row["tried_at"] else None,
        row["note"],
        datetime.fromisoformat(row["carried_at"]) if row["carried_at"] else None,
    )


def _now(store: Store) -> str:
    return store.clock.now().isoformat(timespec="seconds")
