"""Promises about thresholds, impossible votes and results."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.attendance import vote_base
from chibo_desktop.rules.voting import (
    Papers,
    check_papers,
    check_votes,
    needed,
    result,
    threshold,
    threshold_for,
    threshold_sentence,
    warnings,
)
from rules.people import make_large_cell, make_people

# base, more than half, at least two thirds
LEAST_YES = [
    (3, 2, 2),
    (4, 3, 3),
    (5, 3, 4),
    (6, 4, 4),
    (7, 4, 5),
    (8, 5, 6),
    (9, 5, 6),
    (10, 6, 7),
    (12, 7, 8),
    (15, 8, 10),
    (20, 11, 14),
    (25, 13, 17),
    (30, 16, 20),
]


@pytest.mark.parametrize(("base", "majority", "two_thirds"), LEAST_YES)
def test_the_least_yes_votes_are_those_of_the_table(base: int, majority: int, two_thirds: int) -> None:
    assert needed(base, "majority") == majority
    assert needed(base, "two_thirds") == two_thirds


@given(st.integers(1, 400), st.sampled_from(("majority", "two_thirds")))
def test_one_vote_below_the_least_never_carries(base: int, key: str) -> None:
    least = needed(base, key)
    assert result(least, base, key).carried
    assert not result(least - 1, base, key).carried


def test_half_of_the_base_is_no_majority() -> None:
    assert not result(5, 10, "majority").carried


def test_six_of_nine_carry_an_admission_and_five_are_reported_in_full() -> None:
    base = vote_base([*make_people(6), *make_people(3, state="excused")]).base
    assert result(6, base, "two_thirds").carried
    failed = result(5, base, "two_thirds", matter="đề nghị kết nạp")
    assert (failed.carried, failed.yes, failed.base, failed.needed) == (False, 5, 9, 6)
    assert failed.sentence == (
        "5 trên 9 tán thành, đạt 55,6\u00a0%: chưa đủ điều kiện đề nghị kết nạp, cần 6 phiếu."
    )


def test_the_large_cell_needs_fourteen_for_two_thirds() -> None:
    base = vote_base(make_large_cell())
    assert needed(base.base, "two_thirds") == 14
    assert threshold_sentence(base.base, "two_thirds") == "Cần ít nhất 2/3, tức 14 phiếu tán thành."
    assert threshold_sentence(base.base, "majority") == "Cần quá một nửa, tức 11 phiếu tán thành."


def test_the_result_is_a_sentence() -> None:
    counted = result(15, 18, "two_thirds", matter="đề nghị kết nạp", day=date(2026, 10, 5))
    assert counted.sentence == "15 trên 18 tán thành, đạt 83,3\u00a0%: đủ điều kiện đề nghị kết nạp."
    assert counted.rule == "294-QĐ/TW (26/5/2025)"


def test_more_votes_than_members_present_are_refused_with_the_way_out() -> None:
    refused = _refused(14, 3, 0, 18, 16)
    assert refused.field == "no_count"
    assert refused.sentence == (
        "14 + 3 là 17 phiếu, nhưng chỉ 16 đảng viên chính thức có mặt. "
        "Ô “Không tán thành” nhiều nhất là 2. Sửa số phiếu, hoặc xem lại điểm danh."
    )


@pytest.mark.parametrize(
    ("votes", "field", "part"),
    [
        ((17, 0, 0), "yes_count", "Có 17 phiếu, nhưng chỉ 16"),
        ((14, 2, 1), "other_count", "14 + 2 + 1 là 17 phiếu, nhưng chỉ 16 đảng viên"),
        ((14, 4, 1), "no_count", "“Không tán thành” nhiều nhất là 1"),
        ((20, 3, 0), "yes_count", "“Tán thành” nhiều nhất là 13"),
        (
            (20, 20, 0),
            "yes_count",
            "20 + 20 là 40 phiếu, nhưng chỉ 16 đảng viên chính thức có mặt. Sửa số phiếu",
        ),
        ((-1, 3, 0), "yes_count", "“Tán thành” không thể nhỏ hơn 0"),
        ((3, 0, -2), "other_count", "“Ý kiến khác” không thể nhỏ hơn 0"),
    ],
)
def test_impossible_votes_are_refused_beside_the_box_to_mend(
    votes: tuple[int, int, int], field: str, part: str
) -> None:
    refused = _refused(*votes, 18, 16)
    assert refused.field == field
    assert part in refused.sentence


def test_more_present_than_counted_points_to_the_roll_call() -> None:
    assert "Xem lại điểm danh" in _refused(5, 0, 0, 8, 9).sentence


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_votes_are_refused_exactly_when_they_exceed_those_present(
    yes: int, no: int, other: int, present: int
) -> None:
    if yes + no + other <= present:
        check_votes(yes, no, other, 30, present)
    else:
        assert str(present) in _refused(yes, no, other, 30, present).sentence


def test_too_few_present_is_warned_of_and_not_refused() -> None:
    check_votes(5, 0, 0, 9, 5)
    assert warnings((5, 0, 0), 9, 5, "two_thirds") == [
        "Chỉ 5 đảng viên chính thức có mặt, cần 6 phiếu tán thành: dù mọi người tán thành cũng chưa đủ."
    ]
    assert warnings((5, 0, 0), 9, 5, "majority") == []


def test_people_present_without_a_vote_are_pointed_out() -> None:
    assert warnings((7, 0, 0), 9, 8, "majority") == [
        "Còn 1 đảng viên chính thức có mặt chưa có trong số phiếu."
    ]
    assert warnings((0, 0, 0), 9, 8, "majority") == []


def test_a_vote_of_nobody_has_no_result() -> None:
    with pytest.raises(Refusal):
        result(0, 0, "two_thirds")


def test_more_yes_than_the_base_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        result(10, 9, "majority")
    assert refused.value.field == "yes_count"


@pytest.mark.parametrize(
    ("decision", "key"),
    [
        ("ordinary", "majority"),
        ("admission", "two_thirds"),
        ("full_membership", "two_thirds"),
        ("name_removal", "two_thirds"),
        ("expulsion", "two_thirds"),
        ("discipline", "majority"),
    ],
)
def test_each_kind_of_decision_has_its_threshold(decision: str, key: str) -> None:
    assert threshold_for(decision, date(2026, 10, 5)) == threshold(key, date(2026, 10, 5))


def test_an_unknown_threshold_is_a_fault_of_the_program() -> None:
    with pytest.raises(LookupError):
        threshold("three_quarters")


def _refused(yes: int, no: int, other: int, base: int, present: int) -> Refusal:
    with pytest.raises(Refusal) as refused:
        check_votes(yes, no, other, base, present)
    return refused.value


@pytest.mark.parametrize(
    ("papers", "votes", "field", "part"),
    [
        (Papers(17), (0, 0, 0), "issued_count", "Phát ra 17 phiếu, nhưng chỉ 16 đảng viên chính thức có mặt"),
        (Papers(16, 17), (0, 0, 0), "collected_count", "Thu về 17 phiếu, nhiều hơn 16 phiếu phát ra"),
        (Papers(16, 15, 16), (0, 0, 0), "valid_count", "Hợp lệ 16 phiếu, nhưng thu về 15"),
        (Papers(16, 15, 14, 2), (0, 0, 0), "invalid_count", "14 hợp lệ + 2 không hợp lệ là 16 phiếu"),
        (Papers(16, 16, 14, 2), (13, 2, 0), "no_count", "13 + 2 là 15 phiếu, nhưng chỉ 14 phiếu hợp lệ"),
    ],
)
def test_papers_that_cannot_be_are_refused_beside_the_box_to_mend(
    papers: Papers, votes: tuple[int, int, int], field: str, part: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_papers(papers, votes, 16)
    assert refused.value.field == field
    assert part in refused.value.sentence


_FEW = st.integers(0, 5)


@given(st.builds(Papers, _FEW, _FEW, _FEW, _FEW), st.tuples(_FEW, _FEW, _FEW), _FEW)
def test_papers_are_refused_exactly_when_a_count_does_not_add_up(
    papers: Papers, votes: tuple[int, int, int], present: int
) -> None:
    issued, collected, valid, invalid = (number or 0 for number in papers)
    adds_up = present >= issued >= collected == valid + invalid and sum(votes) <= valid
    assert (_refusal_of(papers, votes, present) is None) == adds_up


@given(_FEW, _FEW, _FEW, _FEW, st.tuples(_FEW, _FEW))
def test_papers_that_add_up_are_always_taken(
    yes: int, no: int, other: int, invalid: int, lost: tuple[int, int]
) -> None:
    valid = yes + no + other + lost[0]
    papers = Papers(valid + invalid + lost[1], valid + invalid, valid, invalid)
    assert _refusal_of(papers, (yes, no, other), valid + invalid + lost[1]) is None


def _refusal_of(papers: Papers, votes: tuple[int, int, int], present: int) -> Refusal | None:
    try:
        check_papers(papers, votes, present)
    except Refusal as refusal:
        return refusal
    return None


def test_what_is_not_written_down_of_the_papers_is_said_and_blocks_nothing() -> None:
    check_papers(Papers(issued=16, valid=15), (14, 1, 0), 16)
    assert warnings((14, 1, 0), 18, 16, "majority", papers=Papers(16, 15, 15, 0)) == [
        "1 phiếu phát ra không thu về."
    ]
    said = warnings((14, 0, 0), 18, 16, "majority", papers=Papers(16, 16, 15))
    assert said == [
        "Phiếu kín: chưa ghi số phiếu không hợp lệ.",
        "Còn 1 phiếu hợp lệ chưa có trong số phiếu.",
    ]
