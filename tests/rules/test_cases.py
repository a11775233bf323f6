"""Promises about votes on persons: rounds, forms of discipline added up, who decides."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo_desktop.records.meeting import DECISIONS, MEASURES
from chibo_desktop.records.person_case import MATTERS
from chibo_desktop.rules.cases import (
    after_failing,
    after_rounds,
    decision_of,
    measure_reached,
    measures_for,
    most_rounds,
    outcome,
)
from chibo_desktop.rules.voting import methods_for, threshold_for

DAY = date(2026, 10, 5)
KEYS = [key for key, _ in MEASURES]
VOTES = st.fixed_dictionaries({key: st.integers(0, 12) for key in KEYS})


def test_a_form_that_reaches_the_majority_is_taken() -> None:
    found = measure_reached({"reprimand": 1, "warning": 6, "dismissal": 1, "expulsion": 1}, 9, DAY)
    assert (found.measure, found.is_added) == ("warning", False)
    assert found.sentence == "Cảnh cáo được 6 trên 9 phiếu, đủ quá một nửa."


def test_expulsion_needs_two_thirds_and_five_of_nine_are_added_to_the_next_form() -> None:
    votes = {"reprimand": 1, "warning": 2, "dismissal": 1, "expulsion": 5}
    found = measure_reached(votes, 9, DAY)
    assert (found.measure, found.is_added) == ("dismissal", True)
    assert "khai trừ 5, cách chức 5 + 1 = 6 trên 9 phiếu, đủ quá một nửa: cách chức." in found.sentence
    assert measure_reached({"expulsion": 5, "warning": 4}, 9, DAY).measure == "warning"
    two_thirds = measure_reached({**votes, "warning": 1, "expulsion": 6}, 9, DAY)
    assert (two_thirds.measure, two_thirds.is_added) == ("expulsion", False)


@given(VOTES, st.integers(1, 48))
def test_nobody_is_expelled_by_fewer_than_two_thirds(votes: dict[str, int], base: int) -> None:
    if sum(votes.values()) <= base:
        is_expulsion = measure_reached(votes, base, DAY).measure == "expulsion"
        assert is_expulsion == (3 * votes["expulsion"] >= 2 * base)


def test_where_nobody_chose_any_form_the_result_says_so() -> None:
    found = measure_reached(dict.fromkeys(KEYS, 0), 9, DAY)
    assert (found.measure, found.is_added) == ("", False)
    assert found.sentence == "Không hình thức kỷ luật nào được bỏ phiếu: không có hình thức kỷ luật."


def test_a_probationary_member_can_only_be_given_a_reprimand_or_a_warning() -> None:
    assert measures_for("probationary", DAY) == ("reprimand", "warning")
    assert measures_for("official", DAY) == tuple(KEYS)


def test_votes_are_added_from_the_heaviest_form_downwards_and_the_sum_is_shown() -> None:
    found = measure_reached({"reprimand": 1, "warning": 3, "dismissal": 2, "expulsion": 2}, 9, DAY)
    assert (found.measure, found.is_added) == ("warning", True)
    assert found.sentence == (
        "Không hình thức nào đủ phiếu nên cộng từ hình thức nặng nhất xuống: khai trừ 2, cách chức 2 + 2 = 4, "
        "cảnh cáo 4 + 3 = 7 trên 9 phiếu, đủ quá một nửa: cảnh cáo."
    )


def test_too_few_votes_for_all_forms_together_decide_none() -> None:
    found = measure_reached({"reprimand": 1, "warning": 1, "dismissal": 1, "expulsion": 1}, 9, DAY)
    assert found.measure == ""
    assert "chưa có hình thức kỷ luật" in found.sentence


@given(VOTES, st.integers(1, 48))
def test_a_form_is_found_exactly_when_all_votes_together_are_more_than_half(
    votes: dict[str, int], base: int
) -> None:
    if sum(votes.values()) > base:
        return
    found = measure_reached(votes, base, DAY)
    assert bool(found.measure) == (2 * sum(votes.values()) > base)
    if found.is_added:
        heavier = sum(votes[key] for key in KEYS[KEYS.index(found.measure) :])
        assert 2 * heavier > base
        assert 2 * (heavier - votes[found.measure]) <= base or found.measure == "dismissal"


def test_after_three_ballots_without_two_thirds_the_body_above_decides() -> None:
    assert most_rounds(DAY) == 3
    assert after_rounds("full_membership", 2, DAY) == ""
    assert "294-QĐ/TW, điểm 4.2.3" in after_rounds("full_membership", 3, DAY)
    assert "cấp trên" in after_rounds("name_removal", 3, DAY)
    assert after_rounds("admission", 3, DAY) == ""


@pytest.mark.parametrize("matter", [key for key, _ in MATTERS])
def test_every_matter_has_a_threshold_and_somebody_who_decides(matter: str) -> None:
    assert decision_of(matter) in {key for key, _ in DECISIONS}
    assert threshold_for(decision_of(matter), DAY).words
    details = {"exemption": ["age_health", "other"], "discipline": KEYS}.get(matter, [""])
    assert all(outcome(matter, detail, DAY) is not None for detail in details)


def test_the_cell_decides_the_exemption_of_the_old_and_proposes_any_other() -> None:
    old, other = outcome("exemption", "age_health", DAY), outcome("exemption", "other", DAY)
    assert old is not None
    assert other is not None
    assert (old.is_decided_here, other.is_decided_here) == (True, False)
    assert "IV.1.1" in old.words
    assert "IV.1.2" in other.words
    assert outcome("exemption", "", DAY) is None


def test_an_admission_that_failed_is_still_reported_in_full() -> None:
    assert "06-HD/TW" in after_failing("admission", DAY)
    assert after_failing("exemption", DAY) == ""


def test_admission_membership_and_removal_are_voted_by_paper_or_card() -> None:
    for decision in ("admission", "full_membership", "name_removal"):
        assert methods_for(decision, DAY) == ("secret", "card")
    assert methods_for("ordinary", DAY) == ()
