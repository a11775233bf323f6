"""Taking SQLite's write-ahead log into the file: when, and by which connection; what a person calls a log is base/log.py."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

from chibo_desktop.base.paths import DATABASE
from chibo_desktop.store.database import Connection, connect, said_to_a_person

TAKEN_IN_AT = 1_000
"""So many pages (4 MB) wait in the log before they are taken into the file: SQLite's own figure."""
MOST_PAGES = 4_000
"""At so many (16 MB) a connection that left the log to another takes it in itself: nobody else came to it."""
_ASKED_AGAIN_S = 0.02
_ASKED_TIMES = 250


def leave_log(connection: Connection) -> None:
    """The commits of this connection take nothing into the file any more; somebody calls `take_in_log` in its place.

    SQLite does it within the commit that brings the thousandth page: 45 ms in the middle of somebody's typing.
    """
    connection.execute(f"PRAGMA wal_autocheckpoint = {MOST_PAGES}")


def waiting_pages(connection: Connection) -> int:
    """How many pages of the log are not in the file yet; costs next to nothing."""
    _, pages, taken_in = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    return int(pages) - int(taken_in)


def take_in_log(folder: Path, key: bytes) -> None:
    """Takes what waits into the file, on a connection of its own: nobody who reads or writes is kept waiting.

    What a reader still needs as it was is left for the next time, and all of it while another takes it in.
    Trouble when the disk refuses; then nothing is lost.
    """
    with closing(connect(folder / DATABASE, key)) as connection, said_to_a_person():
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()


def empty_log(connection: Connection) -> bool:
    """Takes everything into the file and empties the log; waits up to five seconds for others, False if they keep it."""
    pause = threading.Event()
    for _ in range(_ASKED_TIMES):
        busy, pages, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if (
            not busy or pages >= 0
        ):  # for readers and writers SQLite has waited; for another that takes it in it does not
            return not busy
        pause.wait(_ASKED_AGAIN_S)
    return False
