"""What is typed is read as people mean it: days, months, numbers of papers, initials; the last word is a beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.lists.search_query import read_query


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("05/10/2026", ["d20261005"]),
        ("5-10-2026", ["d20261005"]),
        ("2026-10-05", ["d20261005"]),
        ("ngày 5 tháng 10 năm 2026", ["d20261005"]),
        ("05/10", ["a1005"]),
        ("5.10", ["a1005"]),
        ("ngày 05/10", ["a1005"]),
        ("t10/2026", ["m202610"]),
        ("T10/2026", ["m202610"]),
        ("10/2026", ["m202610"]),
        ("tháng 10 năm 2026", ["m202610"]),
        ("thang 10/2026", ["m202610"]),
        ("t10", ["b10"]),
        ("tháng 10", ["b10"]),
        ("t10/20", ["b10"]),
        ("5/10/20", ["a1005"]),
        ("2026", ["y2026"]),
        ("03-NQ/CB", ["nnq3"]),
        ("3-nq", ["nnq3"]),
        ("NQ 03", ["nnq3"]),
        ("nghị quyết số 3", ["nnq3"]),
        ("12-KL/CB", ["nkl12"]),
        ("biên bản 7", ["nbb7"]),
    ],
)
def test_days_months_and_numbers_of_papers_are_known(typed: str, keys: list[str]) -> None:
    (clause,) = read_query(typed).clauses
    assert list(clause.keys) == keys


@pytest.mark.parametrize("typed", ["31/02/2026", "13/2026", "t13", "99-XY/CB", "1.234.567", "không có ngày"])
def test_what_is_no_day_and_no_paper_is_taken_as_words(typed: str) -> None:
    keys = [key for clause in read_query(typed).clauses for key in clause.keys]
    assert all(key.startswith("y") for key in keys)


def test_the_last_word_is_a_beginning_until_a_space_follows() -> None:
    assert [clause.begins for clause in read_query("nghị quy").clauses] == [False, True]
    assert [clause.begins for clause in read_query("nghị quyết ").clauses] == [False, False]


def test_one_word_may_be_the_first_letters_of_a_name() -> None:
    assert read_query("gtd").clauses[0].keys == ("igtd*",)
    assert read_query("gtd họp").clauses[0].keys == ()


@pytest.mark.parametrize("typed", ["", " ", "a", "…", "-/-"])
def test_fewer_than_two_letters_are_no_question(typed: str) -> None:
    assert read_query(typed).is_empty


@given(st.text(alphabet="abđ 0123456789/-.\"*():{}^+\t'NQt", max_size=40))
def test_whatever_is_typed_is_read_without_complaint(typed: str) -> None:
    query = read_query(typed)
    assert all('""' not in clause.match("title") for clause in query.clauses)
