"""Promises about attendance where the kind of meeting says who is due, and where an old book gives only counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.text import percent
from chibo_desktop.records.meeting import KINDS
from chibo_desktop.rules.attendance import (
    TYPED,
    Person,
    attendance_of_counts,
    check_adds_up,
    complete_counts,
    count_attendance,
    vote_base,
)
from chibo_desktop.rules.comparisons import Target
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.rules.standing import Standing
from rules.people import make_people, make_person

TARGET = Target(90)
GROUNDS = ("exempt", "away", "suspended")
ROSTERS = st.lists(
    st.tuples(
        st.sampled_from(["official", "official", "official", "probationary", "visiting"]),
        st.sets(st.sampled_from(GROUNDS), max_size=2),
        st.sampled_from(["present", "late", "excused", "absent", None]),
    ),
    max_size=30,
)
NUMBERS = st.one_of(st.none(), st.integers(0, 40))


@given(st.sampled_from([key for key, _ in KINDS]), ROSTERS)
def test_counts_add_up_for_any_roster_and_any_marks_of_any_kind(
    kind: str, roster: list[tuple[str, set[str], str | None]]
) -> None:
    is_open = kind_of(kind).roll == "open"
    people = [
        Person(
            str(place),
            "",
            Standing(membership, **dict.fromkeys(on, True)),  # type: ignore[arg-type]
            state,  # type: ignore[arg-type]
            is_open=is_open,
        )
        for place, (membership, on, state) in enumerate(roster)
    ]
    counted = count_attendance(people)
    check_adds_up(counted.counts())
    extra = (counted.extra_exempt, counted.extra_away, counted.extra_suspended, counted.extra_visiting)
    assert counted.came == counted.present + sum(len(each) for each in (*extra, counted.extra_open))
    assert counted.came == sum(person.came for person in people)
    assert counted.due == (
        0 if is_open else counted.present + counted.excused + counted.absent + counted.unmarked
    )
    assert vote_base(people).base <= sum(person.standing.membership == "official" for person in people)


def test_where_nobody_is_due_whoever_came_is_named_and_no_rate_is_made() -> None:
    people = [
        Person(str(place), name, Standing("official"), state, is_open=True)  # type: ignore[arg-type]
        for place, (name, state) in enumerate([("Vàng A Chứ", "present"), ("Lò Văn Hặc", None)])
    ]
    counted = count_attendance(people)
    assert (counted.due, counted.came, counted.unmarked) == (0, 1, 0)
    assert counted.extra_open == ("Vàng A Chứ",)
    assert counted.met(TARGET) is None
    assert counted.line(TARGET) == "Có mặt 1 đảng viên"


def test_a_village_of_five_meets_ninety_only_when_all_five_come() -> None:
    four = count_attendance([*make_people(4), make_person("Lò Văn Hặc", state="excused", reason="ốm")])
    assert (four.percent, four.met(TARGET)) == ("80,0\u00a0%", False)
    assert count_attendance(make_people(5)).met(TARGET) is True
    assert vote_base(make_people(5)).base == 5


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"due": 9, "present": 9}, {"due": 9, "present": 9, "excused": 0, "absent": 0}),
        ({"due": 9, "present": 8, "excused": 1}, {"due": 9, "present": 8, "excused": 1, "absent": 0}),
        ({"due": 9, "present": 7, "absent": 1}, {"due": 9, "present": 7, "absent": 1, "excused": 1}),
        ({"present": 7, "excused": 2}, {"present": 7, "excused": 2, "due": 9, "absent": 0}),
        ({"due": 9, "present": 7}, {"due": 9, "present": 7}),
        ({"due": 9, "excused": 1}, {"due": 9, "excused": 1}),
        ({"due": 7, "present": 9}, {"due": 7, "present": 9}),
    ],
)
def test_a_count_left_out_is_worked_out_only_where_one_number_can_be_meant(
    typed: dict[str, int], known: dict[str, int]
) -> None:
    assert complete_counts(typed) == known


@given(st.fixed_dictionaries(dict.fromkeys(TYPED, NUMBERS)))
def test_working_out_counts_changes_nothing_typed_and_makes_no_negative(typed: dict[str, int | None]) -> None:
    known = complete_counts(typed)
    assert {name: number for name, number in typed.items() if number is not None}.items() <= known.items()
    assert all(number >= 0 for number in known.values())
    if known.keys() == set(TYPED) and None in typed.values():
        check_adds_up(known)


def test_counts_of_an_old_book_make_a_rate_and_claim_nothing_more() -> None:
    counted = attendance_of_counts({"due": 9, "present": 8, "excused": 1, "absent": 0})
    assert counted.rate == (8, 9)
    assert (counted.percent, counted.met(TARGET)) == ("88,9\u00a0%", False)
    assert counted.line(TARGET) == "Phải dự 9 · có mặt 8 · vắng có lý do 1 → 88,9\u00a0%, chưa đạt"
    assert set(counted.counts()) == {*TYPED, "unmarked"}
    check_adds_up(counted.counts())
    assert counted.excused_names == ()


@pytest.mark.parametrize(
    ("numerator", "denominator", "words"),
    [
        (8, 9, "88,9"),
        (9, 10, "90,0"),
        (10, 12, "83,3"),
        (282, 317, "89,0"),
        (7, 12, "58,3"),
        (152, 120, "126,7"),
    ],
)
def test_rates_are_printed_as_in_the_worked_examples(numerator: int, denominator: int, words: str) -> None:
    assert percent(numerator, denominator) == f"{words}\u00a0%"
