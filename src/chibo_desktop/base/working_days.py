"""Counting working days in Vietnam; which days a rule gives is not known here.

Source of the way of counting: deadlines of the Party's rules run from the day after the event.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def add_working_days(
    start: date, count: int, *, extra_off: Collection[date] = (), extra_on: Collection[date] = ()
) -> date:
    """Return the `count`-th working day after `start`; the day after `start` is the first day counted.

    Saturdays, Sundays and public holidays are off, and a Saturday officially worked in exchange is on,
    as the package `holidays` knows them; `extra_off` and `extra_on` are days fixed by guidance and win
    over it, `extra_on` over all. `count` 0 gives `start`; a negative one raises ValueError.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    day = start
    while count:
        day += ONE_DAY
        count -= _is_worked(day, extra_off, extra_on)
    return day


def working_days_between(
    start: date, end: date, *, extra_off: Collection[date] = (), extra_on: Collection[date] = ()
) -> int:
    """Return the working days after `start` up to and including `end`; negative when `end` is earlier.

    So `working_days_between(start, add_working_days(start, n)) == n`.
    """
    if end < start:
        return -working_days_between(end, start, extra_off=extra_off, extra_on=extra_on)
    days = (start + ONE_DAY * number for number in range(1, (end - start).days + 1))
    return sum(_is_worked(day, extra_off, extra_on) for day in days)


def _is_worked(day: date, extra_off: Collection[date], extra_on: Collection[date]) -> bool:
    if day in extra_on:
        return True
    if day in extra_off:
        return False
    holidays, worked_weekends = _public_days(day.year)
    if day.weekday() >= SATURDAY:
        return day in worked_weekends
    return day not in holidays


@lru_cache(maxsize=32)
def _public_days(year: int) -> tuple[frozenset[date], frozenset[date]]:
    from holidays import country_holidays

    public = country_holidays("VN", years=year)
    # An exchange may pair a day off with a Saturday of the neighbouring year.
    near = country_holidays("VN", years=(year - 1, year, year + 1))
    return frozenset(public), frozenset(near.weekend_workdays)
