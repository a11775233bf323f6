"""Words about months and missing bundles."""

from __future__ import annotations

import pytest

from chibo_desktop.lists.set_aside import lack_words, month_words


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([], ""),
        (["2026-09"], "tháng 9/2026"),
        (["2026-10", "2026-09", "2026-09"], "tháng 9, 10/2026"),
        (["2026-01", "2026-02", "2026-03", "2026-05"], "tháng 1–3, 5/2026"),
        (["2026-01", "2025-12"], "tháng 12/2025, tháng 1/2026"),
        (["2026"], ""),
    ],
)
def test_months_are_said_shortly_by_year(months: list[str], said: str) -> None:
    assert month_words(months) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2026-08", "2026-10", "gói tháng 9/2026"),
        ("2025-11", "2026-02", "gói tháng 12/2025, tháng 1/2026"),
        ("2026-09", "2026-10", "gói trước gói tháng 10/2026"),
        ("", "2026-10", "gói trước gói tháng 10/2026"),
        ("2026-09", "", "gói trước đó"),
        ("1900-01", "2026-10", "gói trước gói tháng 10/2026"),
    ],
)
def test_a_missing_bundle_is_called_by_its_month_where_that_is_known(
    before: str, after: str, said: str
) -> None:
    assert lack_words(before, after) == said
