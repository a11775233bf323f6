"""Who is elected by the papers: more than half of the base, the most chosen first, never more than there are seats."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.base.errors import Refusal
from chibo_desktop.rules.elections import (
    Candidate,
    after_round,
    check_chosen,
    check_seats,
    count_election,
    election_threshold,
    list_advice,
    may_go_on,
    office_advice,
    usual_seats,
)

DAY = date(2026, 10, 5)


def listed(*chosen: int) -> list[Candidate]:
    """A list in the order of the paper: a, b, c …"""
    return [Candidate(chr(ord("a") + place), number) for place, number in enumerate(chosen)]


def keys(found: tuple[Candidate, ...]) -> str:
    return "".join(each.key for each in found)


def test_elected_are_those_above_half_the_most_chosen_first() -> None:
    count = count_election(listed(11, 8, 16, 15), seats=3, base=18, day=DAY)
    assert (keys(count.elected), count.seats_left, keys(count.tied)) == ("cda", 0, "")


@pytest.mark.parametrize(("base", "least"), [(3, 2), (4, 3), (5, 3), (9, 5), (10, 6), (18, 10), (20, 11)])
def test_exactly_half_elects_nobody(base: int, least: int) -> None:
    assert election_threshold(DAY).needed(base) == least
    assert count_election(listed(least), 1, base, DAY).elected
    assert not count_election(listed(least - 1), 1, base, DAY).elected


def test_of_more_above_half_than_seats_those_with_fewer_papers_are_not_elected() -> None:
    count = count_election(listed(12, 17, 14, 13), seats=2, base=18, day=DAY)
    assert (keys(count.elected), count.seats_left) == ("bc", 0)


def test_a_tie_at_the_last_seat_elects_nobody_to_it() -> None:
    count = count_election(listed(12, 17, 12, 12), seats=2, base=18, day=DAY)
    assert (keys(count.elected), keys(count.tied), count.seats_left) == ("b", "acd", 1)


def test_a_tie_that_fits_in_the_seats_is_no_tie() -> None:
    count = count_election(listed(12, 17, 12), seats=3, base=18, day=DAY)
    assert (keys(count.elected), count.tied, count.seats_left) == ("bac", (), 0)
    assert [count.rank_of(key) for key in "bac"] == [1, 2, 2]


papers = st.lists(st.integers(0, 40), max_size=12).map(lambda chosen: listed(*chosen))


@given(papers, st.integers(1, 12), st.integers(1, 40))
def test_the_count_always_adds_up(candidates: list[Candidate], seats: int, base: int) -> None:
    count = count_election(candidates, seats, base, DAY)
    assert len(count.elected) + count.seats_left == seats
    assert not set(count.elected) & set(count.tied)
    assert all(2 * each.chosen > base for each in (*count.elected, *count.tied))
    assert len(count.tied) == 0 or len(count.tied) > count.seats_left > 0
    passed_over = [each for each in candidates if each not in count.elected and each not in count.tied]
    lowest = min((each.chosen for each in (*count.elected, *count.tied)), default=None)
    assert lowest is None or all(each.chosen < lowest for each in passed_over)


@given(papers, st.integers(1, 12), st.integers(1, 40), st.randoms())
def test_the_order_of_the_list_changes_nothing(
    candidates: list[Candidate], seats: int, base: int, at: Random
) -> None:
    mixed = list(candidates)
    at.shuffle(mixed)
    one, other = (count_election(each, seats, base, DAY) for each in (candidates, mixed))
    assert set(one.elected) == set(other.elected)
    assert set(one.tied) == set(other.tied)


def test_nobody_has_more_papers_than_are_valid() -> None:
    check_chosen("Lò Văn Hặc", 16, 20, valid=16, seats=3)
    with pytest.raises(Refusal) as refused:
        check_chosen("Lò Văn Hặc", 17, 0, valid=16, seats=3)
    assert refused.value.field == "chosen_count"
    assert "Lò Văn Hặc 17 phiếu, nhưng chỉ 16 phiếu hợp lệ" in refused.value.sentence


def test_the_whole_list_has_no_more_than_the_papers_could_carry() -> None:
    with pytest.raises(Refusal) as refused:
        check_chosen("Lò Văn Hặc", 10, 39, valid=16, seats=3)
    assert "nhiều nhất 48" in refused.value.sentence
    assert "Lò Văn Hặc nhiều nhất 9" in refused.value.sentence


def test_before_the_valid_papers_are_counted_nothing_is_refused() -> None:
    check_chosen("Lò Văn Hặc", 99, 99, valid=None, seats=1)


def test_there_is_one_secretary() -> None:
    assert (usual_seats("secretary", DAY), usual_seats("committee", DAY)) == (1, None)
    check_seats("committee", 5, DAY)
    with pytest.raises(Refusal):
        check_seats("secretary", 2, DAY)


def test_after_the_third_failed_ballot_for_secretary_the_body_above_appoints() -> None:
    assert may_go_on("secretary", 2, DAY)
    assert not may_go_on("secretary", 3, DAY)
    assert "chỉ định" in after_round("secretary", 3, DAY)
    assert may_go_on("committee", 3, DAY)
    assert "đại hội quyết định" in after_round("committee", 3, DAY)


@pytest.mark.parametrize(
    ("seats", "official", "said"),
    [(3, 9, ""), (7, 30, ""), (8, 30, "nhiều nhất 7"), (3, 8, "không bầu chi ủy")],
)
def test_a_committee_is_elected_by_nine_and_has_seven_at_most(seats: int, official: int, said: str) -> None:
    advice = office_advice("committee", seats, official, DAY)
    assert (said in advice) if said else advice == ""


@pytest.mark.parametrize(
    ("seats", "on_list", "is_said"),
    [(3, 4, False), (3, 5, True), (3, 3, True), (7, 9, False), (7, 10, True), (5, 6, False), (5, 0, False)],
)
def test_a_list_for_the_committee_is_longer_than_its_seats_by_thirty_percent_at_most(
    seats: int, on_list: int, is_said: bool
) -> None:
    assert bool(list_advice("committee", seats, on_list, DAY)) is is_said
    assert list_advice("secretary", 1, 1, DAY) == ""
