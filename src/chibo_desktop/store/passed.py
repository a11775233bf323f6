"""What must lie behind us whatever this machine's clock says: laptops with a dead battery begin again in 1970."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.store import times
from chibo_desktop.store.store import Store

LATEST_AFTER_MEETING = timedelta(days=62)
"""An entry later than that after the newest finalised meeting proves nothing: it was the clock that had run ahead."""


def surely_passed(store: Store) -> datetime | None:
    """The newest moment that has passed for certain; None while nothing tells.

    A finalised meeting was held on its day, which a person typed and the clock then allowed. An entry was written when the clock said so, unless
    the clock then was far ahead of the meetings: such a one must not call a clock put right a wrong one for ever.
    """
    ms = max(times.latest_written(store.connection), times.last_time(store.connection)[0])
    written = datetime.fromtimestamp(ms / 1000, VIETNAM) if ms else None
    day = store.value(
        "SELECT max(held_on) FROM meeting"
        " WHERE held_on <= substr(finalised_at, 1, 10) AND put_away IS NOT 1 AND missed IS NOT 1"
    )
    if not day:
        return written
    held = datetime.combine(date.fromisoformat(str(day)), time(), VIETNAM)
    if written is None or written > held + LATEST_AFTER_MEETING:
        return held
    return max(written, held)


def is_behind(store: Store, today: date) -> bool:
    """Whether a clock that says it is this day is plainly wrong, so that no day may be called one that has not come."""
    passed = surely_passed(store)
    return passed is not None and today < passed.date()


def now_at_least(store: Store) -> datetime:
    """The clock's moment, or the newest that has passed for certain while the clock stands before it."""
    now, passed = store.clock.now(), surely_passed(store)
    return now if passed is None else max(now, passed)
