"""Promises about the numbers of papers and of points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.numbering import check_number, letters, next_number, paper_number, roman


def test_a_term_begins_with_one_and_goes_on_after_the_highest() -> None:
    assert next_number([]) == 1
    assert next_number([1, 2, 5]) == 6


@pytest.mark.parametrize(
    ("number", "code", "organisation", "written"),
    [(5, "NQ", "CB", "05-NQ/CB"), (12, "BC", "CB", "12-BC/CB"), (1, "CTr", "ĐU", "01-CTr/ĐU")],
)
def test_papers_are_numbered_in_party_style(number: int, code: str, organisation: str, written: str) -> None:
    assert paper_number(number, code, organisation) == written


def test_a_number_given_twice_is_refused_with_the_next_free_one() -> None:
    with pytest.raises(Refusal) as refused:
        check_number(5, [4, 5, 7])
    assert refused.value.sentence == "Số 05 đã dùng trong nhiệm kỳ này. Số kế tiếp là 08."
    assert refused.value.field == "number"


def test_a_gap_may_be_filled_by_hand() -> None:
    check_number(6, [4, 5, 7])


def test_there_is_no_number_zero() -> None:
    with pytest.raises(Refusal):
        check_number(0, [])


@given(st.sets(st.integers(1, 500)))
def test_the_next_number_is_never_a_duplicate(existing: set[int]) -> None:
    check_number(next_number(existing), existing)


def test_points_follow_the_official_letters() -> None:
    assert [letters(index) for index in range(1, 12)] == list("abcdđeghikl")
    assert [letters(index) for index in (23, 24, 25)] == ["y", "aa", "ab"]


@given(st.sets(st.integers(1, 2000), min_size=2))
def test_no_two_points_share_a_letter(indices: set[int]) -> None:
    assert len({letters(index) for index in indices}) == len(indices)


@pytest.mark.parametrize(
    ("number", "written"), [(1, "I"), (3, "III"), (4, "IV"), (9, "IX"), (14, "XIV"), (1999, "MCMXCIX")]
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_there_is_no_such_roman_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="roman"):
        roman(number)


def test_points_start_at_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        letters(0)
