"""Lines over two years and more: which months a point is of, what is not over yet, and the same figures as the report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chibo_desktop.lists.indicator_trends import spans, trends
from chibo_desktop.lists.indicator_words import range_words
from lists.small_upper import SmallUpper, make_small_upper, share


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path)
    yield made
    made.desk.close()


def test_months_and_quarters_are_those_of_two_years_and_end_with_the_range() -> None:
    months = spans("month", "2026-09", "2020-01", "2026-10")
    assert (len(months), months[0].first, months[-1].label) == (24, "2024-10", "9/26")
    quarters = spans("quarter", "2026-08", "2020-01", "2026-10")
    assert (len(quarters), quarters[0].label, quarters[-1][:2]) == (8, "IV/24", ("2026-07", "2026-09"))


def test_years_go_back_to_the_first_meeting_and_no_further_than_two_terms() -> None:
    assert [each.label for each in spans("year", "2025-12", "2022-03", "2026-10")] == [
        "2022",
        "2023",
        "2024",
        "2025",
    ]
    assert len(spans("year", "2025-12", "1990-01", "2026-10")) == 12


def test_a_year_that_runs_ends_with_the_month_that_is_over() -> None:
    assert spans("year", "2026-09", "2025-01", "2026-10")[-1] == ("2026-01", "2026-09", "2026")
    assert spans("quarter", "2026-10", "2025-01", "2026-10")[-1] == ("2026-10", "2026-12", "IV/26")


def test_each_point_of_a_line_is_the_figure_of_its_own_months(upper: SmallUpper) -> None:
    cell = upper.cell(official=9)
    upper.year(cell, "2024-01", "2024-12")
    upper.session(cell, "2026-08", 8)
    upper.session(cell, "2026-09")
    made = trends(upper.store, cell, "year", "2026-09", keys=["IND-1"])
    assert [span.label for span in made.spans] == ["2024", "2025", "2026"]
    assert [share(each) for each in made.figures["IND-1"] if each] == [(12, 12), (0, 0), (1, 2)]
    assert share(upper.figure("IND-1", "2026-01", "2026-09", cell)) == (1, 2)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-09", "2026-09", "tháng 9 năm 2026"),
        ("2026-07", "2026-09", "quý III năm 2026"),
        ("2026-01", "2026-06", "6 tháng đầu năm 2026"),
        ("2026-01", "2026-12", "năm 2026"),
        ("2025-11", "2026-01", "từ tháng 11 năm 2025 đến tháng 01 năm 2026"),
    ],
)
def test_a_range_is_called_as_offices_call_it(first: str, last: str, words: str) -> None:
    assert range_words(first, last).replace("tháng 9", "tháng 9") == words
