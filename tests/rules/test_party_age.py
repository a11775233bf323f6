"""Tuổi đảng in whole months from the decision, and the round and badge that follow from it."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.rules.party_age import (
    age_words,
    coming_round,
    files_due,
    highest_reached,
    hints,
    kinds,
    party_months,
    reached_in,
    reached_on,
    rounds_of,
)


@pytest.mark.parametrize(
    ("decided", "day", "not_counted", "months"),
    [
        (date(1996, 5, 19), date(2026, 5, 18), 0, 359),
        (date(1996, 5, 19), date(2026, 5, 19), 0, 360),
        (date(1996, 5, 19), date(2026, 5, 19), 14, 346),
        (date(2024, 8, 31), date(2025, 2, 28), 0, 6),  # the shorter month has no 31st
        (date(2026, 1, 10), date(2025, 1, 1), 0, 0),
    ],
)
def test_party_age_counts_whole_months_from_the_decision(
    decided: date, day: date, not_counted: int, months: int
) -> None:
    assert party_months(decided, day, not_counted) == months


def test_months_that_do_not_count_put_the_day_off() -> None:
    assert reached_on(date(1986, 2, 3), 40) == date(2026, 2, 3)
    assert reached_on(date(1986, 2, 3), 40, 9) == date(2026, 11, 3)
    assert reached_on(date(1996, 2, 29), 30) == date(2026, 2, 28)


def test_there_is_no_badge_of_35_years() -> None:
    assert kinds(date(2026, 11, 7)) == (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


def test_the_four_windows_take_every_day_of_a_year_once() -> None:
    windows = [(each.on, each.first, each.last) for each in rounds_of(2026)]
    assert windows == [
        (date(2026, 2, 3), date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 5, 19), date(2026, 3, 1), date(2026, 5, 31)),
        (date(2026, 9, 2), date(2026, 6, 1), date(2026, 9, 30)),
        (date(2026, 11, 7), date(2026, 10, 1), date(2026, 11, 30)),
    ]


def test_the_coming_round_is_this_year_s_until_its_day_has_passed() -> None:
    assert coming_round(date(2026, 11, 7)).on == date(2026, 11, 7)
    assert coming_round(date(2026, 11, 8)).on == date(2027, 2, 3)


def test_a_badge_belongs_to_the_round_in_whose_window_its_years_are_full() -> None:
    may, september = rounds_of(2026)[1:3]
    assert reached_in(date(1986, 5, 31), may) == 40
    assert reached_in(date(1986, 6, 1), may) == 0
    assert reached_in(date(1986, 6, 1), september) == 40
    assert reached_in(date(1991, 5, 19), may) == 0  # 35 years


def test_the_highest_badge_of_a_day_is_known() -> None:
    assert highest_reached(date(1976, 5, 19), date(2026, 5, 18)) == 45
    assert highest_reached(date(1976, 5, 19), date(2026, 5, 19)) == 50
    assert highest_reached(date(2006, 5, 19), date(2026, 5, 19)) == 0


def test_files_are_due_thirty_working_days_before_the_round() -> None:
    assert files_due(rounds_of(2026)[3]) == date(2026, 9, 25)


def test_the_words_of_an_age_and_the_hints() -> None:
    assert [age_words(months) for months in (495, 480, 7, 0)] == [
        "41 năm 3 tháng",
        "40 năm",
        "7 tháng",
        "0 tháng",
    ]
    assert "cảnh cáo 9 tháng" in hints(date(2026, 11, 7))
