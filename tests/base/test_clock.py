"""Promises about the two clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chibo_desktop.base.clock import Clock, FixedClock, SystemClock
from chibo_desktop.base.dates import VIETNAM

START = datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM)


def test_the_clock_of_the_machine_tells_vietnams_time() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    now = clock.now()
    assert now.utcoffset() == timedelta(hours=7)
    assert before <= now <= datetime.now(UTC)


def test_a_fixed_clock_stands_still_and_can_be_turned() -> None:
    clock = FixedClock(START)
    assert clock.now() == clock.now() == START
    clock.set(datetime(2026, 10, 6, 0, 0, tzinfo=UTC))
    assert clock.now().isoformat() == "2026-10-06T07:00:00+07:00"


def test_a_fixed_clock_with_a_step_advances_after_every_reading() -> None:
    clock = FixedClock(START, timedelta(minutes=1))
    assert [clock.now() - START for _ in range(3)] == [timedelta(minutes=number) for number in range(3)]


def test_a_moment_without_a_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(START.replace(tzinfo=None))
