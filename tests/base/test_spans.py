"""Spells of days: open ends, both days included, several at once."""

from __future__ import annotations

from datetime import date

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.base.spans import covers, overlap

ONE, TWO, THREE = date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)


def test_both_days_belong_to_a_spell_and_an_end_nobody_wrote_is_open() -> None:
    assert covers((ONE, TWO), ONE)
    assert covers((ONE, TWO), TWO)
    assert not covers((ONE, TWO), THREE)
    assert covers((None, None), date.max)


def test_spells_that_only_touch_share_no_day_and_three_share_one_together() -> None:
    assert not overlap((ONE, TWO), (THREE, None))
    assert overlap((None, TWO), (TWO, None))
    assert not overlap((None, TWO), (ONE, None), (THREE, None))
    assert not overlap((TWO, ONE), (None, None)), "one that ends before it begins has no day"


def test_a_month_ends_on_its_own_last_day() -> None:
    assert (first_day("2028-02"), last_day("2028-02")) == (date(2028, 2, 1), date(2028, 2, 29))
    assert last_day("2026-12") == date(2026, 12, 31)
