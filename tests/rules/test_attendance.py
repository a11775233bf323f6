"""Promises about counting who came and who is counted in a vote."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.attendance import (
    Excuse,
    Person,
    State,
    base_of_counts,
    check_adds_up,
    count_attendance,
    vote_base,
)
from chibo_desktop.rules.comparisons import Target
from chibo_desktop.rules.standing import Membership, Standing
from rules.people import make_large_cell, make_people, make_person, make_small_cell

TARGET = Target(90)

STANDINGS = st.builds(
    Standing,
    st.sampled_from(["official", "official", "probationary", "visiting", None]),
    exempt=st.booleans(),
    away=st.booleans(),
    suspended=st.booleans(),
    charged=st.booleans(),
)
PEOPLE = st.builds(
    Person,
    member_id=st.sampled_from(["a-1", "a-2", "a-3"]),
    name=st.sampled_from(["Vàng A Chứ", "Giàng Thị Dua", ""]),
    standing=STANDINGS,
    state=st.sampled_from(["present", "late", "excused", "absent", None]),
    reason=st.sampled_from(["", "ốm"]),
    left_early=st.booleans(),
)


def test_eight_of_nine_is_88_9_percent_and_misses_ninety() -> None:
    counted = count_attendance(make_small_cell())
    assert counted.rate == (8, 9)
    assert counted.percent == "88,9\u00a0%"
    assert counted.met(TARGET) is False
    assert counted.excused_names == (Excuse("Lò Văn Hặc", "ốm"),)
    assert vote_base(make_small_cell()).base == 9


def test_the_large_cell_has_22_due_and_20_in_the_vote_base() -> None:
    people = make_large_cell()
    counted, base = count_attendance(people), vote_base(people)
    assert (counted.total, counted.official, counted.probationary) == (24, 22, 2)
    assert (counted.due, counted.present, counted.excused) == (22, 20, 2)
    assert (counted.present_official, counted.present_probationary) == (18, 2)
    assert counted.line(TARGET) == "Phải dự 22 · có mặt 20 · vắng có lý do 2 → 90,9\u00a0%, đạt"
    assert (base.official, base.base, base.present_official) == (22, 20, 18)
    assert base.aside() == "Vắng có lý do vẫn tính; 2 đảng viên dự bị không biểu quyết."


def test_nine_of_ten_due_reaches_ninety_when_one_is_exempt_and_one_is_away() -> None:
    counted = count_attendance(_twelve_with_one_exempt_and_one_away())
    assert (counted.total, counted.exempt, counted.away) == (12, 1, 1)
    assert counted.rate == (9, 10)
    assert counted.met(TARGET) is True


def test_an_exempt_member_who_comes_is_counted_in_the_vote_base_and_not_in_attendance() -> None:
    without = _twelve_with_one_exempt_and_one_away()
    coming = _twelve_with_one_exempt_and_one_away("present")
    counted = count_attendance(coming)
    assert counted.rate == (9, 10)
    assert counted.extra_exempt == ("Lý Go Xá",)
    assert vote_base(coming).base == vote_base(without).base + 1
    assert vote_base(coming).present_official == vote_base(without).present_official + 1


def test_probationary_members_count_in_attendance_and_never_in_the_vote() -> None:
    people = [*make_people(8), *make_people(2, state="excused"), *make_people(2, "probationary")]
    counted, base = count_attendance(people), vote_base(people)
    assert counted.rate == (10, 12)
    assert counted.percent == "83,3\u00a0%"
    assert (base.base, base.present_official) == (10, 8)


def test_excused_members_stay_in_the_base_except_at_a_congress() -> None:
    people = [*make_people(6), *make_people(3, state="excused")]
    assert vote_base(people).base == 9
    assert vote_base(people, congress=True).base == 6
    assert vote_base(people).aside() == "Vắng có lý do vẫn tính."
    assert vote_base(people, congress=True).aside() == "Vắng suốt đại hội có lý do không tính."
    assert "3 vắng suốt đại hội có lý do" in vote_base(people, congress=True).sentence()


def test_late_is_present() -> None:
    counted = count_attendance([make_person("Pờ Go Hừ", state="late"), make_person(state="absent")])
    assert (counted.present, counted.late, counted.absent) == (1, 1, 1)


def test_a_visiting_member_is_shown_apart_and_has_no_vote() -> None:
    people = [*make_people(3), make_person("Lù Thị Lả", "visiting")]
    counted = count_attendance(people)
    assert (counted.total, counted.rate, counted.visiting) == (3, (3, 3), 1)
    assert counted.extra_visiting == ("Lù Thị Lả",)
    assert vote_base(people).base == vote_base(people).present_official == 3


def test_who_leaves_early_may_not_vote_but_stays_in_the_base() -> None:
    people = [*make_people(4), make_person(left_early=True)]
    assert count_attendance(people).present == 5
    assert (vote_base(people).base, vote_base(people).present_official) == (5, 4)


def test_an_exempt_member_who_left_before_the_vote_is_deducted_again() -> None:
    people = [*make_people(4), make_person("Lý Go Xá", on=["exempt"], left_early=True)]
    assert vote_base(people).base == 4


def test_counts_that_need_who_left_early_are_those_of_a_vote_taken_before() -> None:
    people = [*make_people(4), make_person("Lý Go Xá", on=["exempt"], left_early=True)]
    day = date(2026, 10, 5)
    assert base_of_counts(people, 4, day=day).base == 4
    before = base_of_counts(people, 5, day=day)
    assert (before.base, before.present_official) == (5, 5)


def test_suspended_and_charged_members_are_deducted_even_when_present() -> None:
    people = [*make_people(5), make_person(on=["suspended"]), make_person(on=["charged"])]
    base = vote_base(people)
    assert (base.base, base.present_official) == (5, 5)
    assert base.sentence() == (
        "Tính trên 5 đảng viên chính thức: 7 trừ 1 bị đình chỉ sinh hoạt và 1 bị khởi tố, truy tố hoặc tạm giam."
    )


def test_nobody_due_is_neither_met_nor_missed() -> None:
    counted = count_attendance(make_people(2, state=None, on=["exempt"]))
    assert counted.met(TARGET) is None
    assert counted.line(TARGET) == "Phải dự 0 · có mặt 0 → –"


def test_the_base_sentence_names_each_deduction() -> None:
    assert vote_base(_picture()).sentence() == (
        "Tính trên 18 đảng viên chính thức: 22 trừ 2 miễn sinh hoạt không dự (Lý Go Xá, Pờ Lò Hừ) "
        "và 2 sinh hoạt tạm thời nơi khác (Sùng A Dơ, Vàng Thị Mai)."
    )


def test_the_base_sentence_works_with_numbers_only() -> None:
    expected = "Tính trên 18 đảng viên chính thức: 22 trừ 2 miễn sinh hoạt không dự và 2 sinh hoạt tạm thời nơi khác."
    nameless = [replace(each, name="") for each in _picture()]
    assert vote_base(nameless).sentence() == expected
    assert vote_base(_picture()).sentence(with_names=False) == expected


def test_a_base_without_deductions_says_so() -> None:
    assert vote_base(make_people(9)).sentence() == "Tính trên 9 đảng viên chính thức, không trừ ai."


def test_three_grounds_are_joined_in_one_sentence() -> None:
    people = [
        *make_people(3),
        *(make_person(state=None, on=[each]) for each in ("exempt", "away", "suspended")),
    ]
    assert vote_base(people).sentence() == (
        "Tính trên 3 đảng viên chính thức: 6 trừ 1 bị đình chỉ sinh hoạt, 1 miễn sinh hoạt không dự "
        "và 1 sinh hoạt tạm thời nơi khác."
    )


def test_the_base_carries_the_version_of_its_rule() -> None:
    assert vote_base(make_people(3), day=date(2026, 10, 5)).rule == "294-QĐ/TW (26/5/2025)"


def test_typed_counts_that_add_up_are_accepted() -> None:
    check_adds_up({"total": 24, "official": 22, "probationary": 2, "due": 22, "exempt": 1, "away": 1})
    check_adds_up({"due": 22, "present": 20, "excused": 2, "absent": 0, "late": 1})


@pytest.mark.parametrize(
    ("counts", "field", "part"),
    [
        ({"due": 22, "present": 20, "excused": 1, "absent": 0}, "due", "Phải dự 22, nhưng có mặt 20"),
        ({"total": 24, "official": 22, "probationary": 3}, "total", "là 25"),
        ({"total": 24, "due": 22, "exempt": 1}, "total", "là 23"),
        ({"present": 4, "late": 5}, "late", "Đến muộn 5"),
        ({"absent": -1}, "absent", "nhỏ hơn 0"),
    ],
)
def test_typed_counts_that_do_not_add_up_are_refused(counts: dict[str, int], field: str, part: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_adds_up(counts)
    assert refused.value.field == field
    assert part in refused.value.sentence


@given(st.lists(PEOPLE, max_size=12))
def test_counts_always_add_up(people: list[Person]) -> None:
    counted = count_attendance(people)
    check_adds_up(counted.counts())
    assert counted.total == counted.official + counted.probationary
    assert counted.due == counted.present + counted.excused + counted.absent + counted.unmarked
    assert counted.total == counted.due + counted.exempt + counted.away + counted.suspended


@given(st.lists(PEOPLE, max_size=12), st.booleans())
def test_the_base_is_part_of_the_official_members_and_holds_all_who_may_vote(
    people: list[Person], congress: bool
) -> None:
    base = vote_base(people, congress=congress)
    assert 0 <= base.present_official <= base.base <= base.official
    assert base.official - base.base == sum(len(each.names) for each in base.deducted)


@given(st.lists(PEOPLE, max_size=12))
def test_the_guidance_and_the_standing_agree_on_who_is_in_the_base(people: list[Person]) -> None:
    assert vote_base(people).base == sum(each.standing.in_vote_base(each.is_at_vote) for each in people)


@given(st.lists(PEOPLE, max_size=8), PEOPLE, st.sampled_from(["visiting", None]))
def test_a_record_of_somebody_not_on_the_list_changes_no_rate_and_no_base(
    people: list[Person], other: Person, membership: Membership | None
) -> None:
    stranger = replace(other, standing=replace(other.standing, membership=membership))
    assert count_attendance([*people, stranger]).rate == count_attendance(people).rate
    assert vote_base([*people, stranger]) == vote_base(people)


@given(st.lists(PEOPLE, max_size=8))
def test_names_reasons_and_order_change_no_number(people: list[Person]) -> None:
    shuffled = [replace(each, name="Vàng A Páo", reason="đi xa") for each in reversed(people)]
    assert count_attendance(shuffled).counts() == count_attendance(people).counts()
    assert vote_base(shuffled).base == vote_base(people).base


def _twelve_with_one_exempt_and_one_away(exempt_state: State | None = None) -> list[Person]:
    return [
        *make_people(9),
        *make_people(1, state="absent"),
        make_person("Lý Go Xá", state=exempt_state, on=["exempt"]),
        make_person("Sùng A Dơ", state=None, on=["away"]),
    ]


def _picture() -> list[Person]:
    exempt, away = ("Lý Go Xá", "Pờ Lò Hừ"), ("Sùng A Dơ", "Vàng Thị Mai")
    return [
        *make_people(18),
        *(make_person(name, state=None, on=["exempt"]) for name in exempt),
        *(make_person(name, state=None, on=["away"]) for name in away),
    ]
