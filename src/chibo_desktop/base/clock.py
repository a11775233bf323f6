"""Where "now" comes from: the machine's clock or a fixed one; holds no calendar rules."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from chibo_desktop.base.dates import VIETNAM


class Clock(Protocol):
    """Gives the present moment."""

    def now(self) -> datetime:
        """Return the moment, aware, in +07:00."""
        ...


class SystemClock:
    """The clock of this machine, whatever time zone it is set to."""

    def now(self) -> datetime:
        """Return the machine's moment in +07:00."""
        return datetime.now(VIETNAM)


class FixedClock:
    """A clock that stands still, or advances by `step` after every reading; for tests and the demo."""

    def __init__(self, start: datetime, step: timedelta = timedelta(0)) -> None:
        self._moment = _in_vietnam(start)
        self._step = step

    def now(self) -> datetime:
        """Return the moment in +07:00, then advance by one step."""
        moment = self._moment
        self._moment = moment + self._step
        return moment

    def set(self, moment: datetime) -> None:
        """Turn the clock to `moment`, which must be aware."""
        self._moment = _in_vietnam(moment)


def _in_vietnam(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a clock needs an aware moment")
    return moment.astimezone(VIETNAM)
