"""Promises about counting working days in Vietnam."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.working_days import add_working_days, working_days_between

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 10, 5), 1, date(2026, 10, 6)),
        (date(2026, 10, 9), 1, date(2026, 10, 12)),
        (date(2026, 10, 10), 1, date(2026, 10, 12)),
        (date(2026, 10, 5), 30, date(2026, 11, 16)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 10, 5), 0, date(2026, 10, 5)),
    ],
)
def test_the_day_after_is_the_first_and_weekends_and_holidays_are_off(
    start: date, count: int, end: date
) -> None:
    assert add_working_days(start, count) == end


def test_a_saturday_worked_in_exchange_for_a_bridge_day_counts() -> None:
    assert add_working_days(date(2026, 8, 21), 1) == date(2026, 8, 22)
    assert add_working_days(date(2026, 8, 28), 1) == date(2026, 9, 3)


def test_days_fixed_by_guidance_win_over_the_calendar() -> None:
    monday, saturday = date(2026, 10, 12), date(2026, 10, 10)
    assert add_working_days(date(2026, 10, 9), 1, extra_off=[monday]) == date(2026, 10, 13)
    assert add_working_days(date(2026, 10, 9), 1, extra_on=[saturday]) == saturday
    assert add_working_days(date(2026, 10, 9), 1, extra_off=[saturday], extra_on=[saturday]) == saturday


@given(DAYS, st.integers(0, 120))
def test_counting_back_gives_the_days_that_were_added(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert working_days_between(start, end) == count
    assert working_days_between(end, start) == -count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_two_stretches_add_up_to_the_whole(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)
    parts = working_days_between(start, middle) + working_days_between(middle, end)
    assert parts == working_days_between(start, end)


def test_a_negative_count_is_a_fault() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_working_days(date(2026, 10, 5), -1)
