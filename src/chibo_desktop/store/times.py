"""The hybrid clock of the journal: wall-clock milliseconds with a counter; it only orders what is shown."""

from __future__ import annotations

from datetime import datetime

from chibo_desktop.store import meta
from chibo_desktop.store.database import Connection

DAY_MS = 24 * 60 * 60 * 1000

Time = tuple[int, int]


def wall(now: datetime) -> int:
    """Milliseconds since 1970."""
    return int(now.timestamp() * 1000)


def last_time(connection: Connection) -> Time:
    """The newest time written or adopted here."""
    ms, _, tick = meta.get(connection, "time", "0 0").partition(" ")
    return int(ms), int(tick)


def next_time(connection: Connection, now: datetime) -> Time:
    """The time of the next entry. A clock that had run more than a day ahead restarts from the wall clock."""
    ms, tick = last_time(connection)
    at = wall(now)
    time = (at, 0) if at > ms or ms > at + DAY_MS else (ms, tick + 1)
    _remember(connection, time)
    meta.put(connection, "written", str(time[0]))
    if time[0] > latest_written(connection):
        meta.put(connection, "latest", str(time[0]))
    return time


def last_written(connection: Connection) -> int:
    """Milliseconds the clock showed at this desk's newest entry; 0 while none was written by a program that keeps it."""
    return int(meta.get(connection, "written", "0"))


def latest_written(connection: Connection) -> int:
    """The highest milliseconds the clock ever showed at an entry of this desk; it stays when the clock is set back."""
    return int(meta.get(connection, "latest", "0"))


def adopt_time(connection: Connection, time: Time, now: datetime) -> None:
    """Follows a received time, unless it lies more than a day ahead of the wall clock."""
    if time[0] <= wall(now) + DAY_MS and time > last_time(connection):
        _remember(connection, time)


def _remember(connection: Connection, time: Time) -> None:
    meta.put(connection, "time", f"{time[0]} {time[1]}")
