"""Promises about comparing whole numbers with targets, sums and due days."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.comparisons import (
    Target,
    attendance_target,
    check_sum,
    least_minutes,
    met,
    months_late,
)

NEEDED_FOR_NINETY = [
    (3, 3),
    (5, 5),
    (8, 8),
    (9, 9),
    (10, 9),
    (11, 10),
    (15, 14),
    (20, 18),
    (25, 23),
    (30, 27),
]


@pytest.mark.parametrize(("due", "needed"), NEEDED_FOR_NINETY)
def test_members_needed_for_ninety_percent(due: int, needed: int) -> None:
    assert [met(came, due, 90) for came in (needed - 1, needed)] == [False, True]


def test_from_and_above_differ_only_at_the_border() -> None:
    assert met(9, 10, 90) is True
    assert met(9, 10, 90, strict=True) is False


def test_nothing_of_nothing_is_neither_met_nor_missed() -> None:
    assert met(0, 0, 90) is None


def test_seven_of_twelve_meetings_miss_sixty_percent() -> None:
    assert met(7, 12, 60) is False
    assert met(8, 12, 60) is True


def test_a_rate_above_the_plan_is_met() -> None:
    assert met(152, 120, 100) is True


def test_the_attendance_target_follows_the_day_of_the_meeting() -> None:
    assert attendance_target(date(2026, 10, 5)) == Target(90, strict=False, rule="42-HD/BTCTW (28/10/2025)")
    assert attendance_target(date(2020, 10, 5)) == Target(85, strict=True, rule="12-HD/BTCTW (06/7/2018)")


@pytest.mark.parametrize(
    ("day", "named", "local", "minutes"),
    [
        (date(2026, 10, 5), "minutes_least", None, 90),
        (date(2026, 10, 5), "minutes_least_with_thematic", None, 120),
        (date(2020, 10, 5), "minutes_least_with_thematic", None, 90),
        (date(2026, 10, 5), "minutes_least_with_thematic", 60, 60),
        (date(2026, 10, 5), "none", 60, 0),
    ],
)
def test_the_least_length_of_a_meeting(day: date, named: str, local: int | None, minutes: int) -> None:
    assert least_minutes(day, named=named, local=local) == minutes


def test_parts_that_make_the_total_are_accepted() -> None:
    check_sum("Kiến nghị", 317, [("cơ sở", 282), ("cấp trên", 35)])


def test_parts_that_do_not_make_the_total_are_refused_with_both_figures() -> None:
    with pytest.raises(Refusal) as refused:
        check_sum("Đã dự", 68, [("cơ sở", 3), ("trực thuộc", 66)], field="visited")
    assert refused.value.sentence == "Đã dự 68, nhưng cơ sở 3 + trực thuộc 66 là 69. Xem lại các số này."
    assert refused.value.field == "visited"


@pytest.mark.parametrize(
    ("due_on", "meeting_on", "months"),
    [
        (date(2026, 10, 5), date(2026, 10, 5), 0),
        (date(2026, 10, 5), date(2026, 9, 5), 0),
        (date(2026, 9, 30), date(2026, 10, 5), 0),
        (date(2026, 9, 5), date(2026, 10, 5), 1),
        (date(2026, 8, 31), date(2026, 9, 30), 1),
        (date(2025, 12, 20), date(2026, 2, 19), 1),
        (date(2025, 10, 5), date(2026, 10, 5), 12),
    ],
)
def test_months_late_are_whole_months(due_on: date, meeting_on: date, months: int) -> None:
    assert months_late(due_on, meeting_on) == months
