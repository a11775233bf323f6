"""Promises about days, moments and figures as they come in JSON: one spelling each, nothing guessed, no year astray."""

from __future__ import annotations

import pytest

from chibo_desktop.base.errors import Refusal
from chibo_desktop.records import find_spec
from chibo_desktop.records.validate import check_fields, find_problems


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("admitted_on", "2026-02-31", "Không có ngày 31/02/2026"),
        ("admitted_on", "31/02/2026", "Không có ngày 31/02/2026"),
        ("admitted_on", "05/10/26", "1926 hay 2026"),
        ("birth_date", "05/10/26", "1926 hay 2026"),
        ("admitted_on", "05/10/2026", "Ghi là 2026-10-05"),
        ("birth_date", "03/1975", "Ghi là 1975-03"),
        ("admitted_on", "2026-10", "thiếu ngày"),
        ("admitted_on", "2026-W41-1", "không dùng được"),
        ("admitted_on", "20261005", "bốn chữ số"),
        ("admitted_on", 20261005, "bốn chữ số"),
        ("admitted_on", "0001-01-01", "ngoài khoảng"),
        ("birth_date", "9999-12-31", "ngoài khoảng"),
    ],
)
def test_a_day_that_is_not_one_is_refused_with_what_to_write(field: str, value: str | int, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_fields(find_spec("member"), {field: value})
    assert part in refused.value.sentence
    assert refused.value.field == field


@pytest.mark.parametrize(
    "value",
    [
        "2026-10-05",
        "2026-10-05 19:30",
        20261005,
        True,
        "2026-10-05T25:00+07:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-10:00",
    ],
)
def test_a_moment_that_is_not_one_is_refused_or_named_when_it_came_from_elsewhere(
    value: str | int | bool,
) -> None:
    with pytest.raises(Refusal):
        check_fields(find_spec("meeting"), {"started_at": value})
    assert len(find_problems(find_spec("meeting"), {"started_at": value})) == 1


def test_a_moment_without_an_offset_is_vietnamese_time() -> None:
    for given in ("2026-10-05T19:30", "2026-10-05T19:30:59", "2026-10-05T12:30Z"):
        assert check_fields(find_spec("meeting"), {"started_at": given}) == {
            "started_at": "2026-10-05T19:30+07:00"
        }


def test_a_reference_left_empty_asks_to_choose() -> None:
    with pytest.raises(Refusal, match="Hãy chọn trong danh sách"):
        check_fields(find_spec("member"), {"cell_id": ""})
