"""Promises about what a member is on one day."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.records.member import STANDINGS
from chibo_desktop.rules.standing import LABELS, Membership, Period, Standing, problems, standing_at

DAY = date(2026, 10, 5)


def test_both_days_of_a_period_belong_to_it() -> None:
    periods = [Period("official"), Period("exempt", date(2026, 10, 1), date(2026, 10, 5))]
    assert [standing_at(periods, date(2026, 10, day)).exempt for day in (1, 5, 6)] == [True, True, False]
    assert not standing_at(periods, date(2026, 9, 30)).exempt


def test_a_period_without_days_is_always() -> None:
    assert standing_at([Period("official")], date(1930, 2, 3)).membership == "official"


def test_no_period_means_not_on_the_list() -> None:
    standing = standing_at([Period("official", date(2026, 11, 1))], DAY)
    assert standing.membership is None
    assert not standing.is_due
    assert not standing.in_vote_base(present=True)


def test_official_wins_when_probationary_runs_too() -> None:
    assert standing_at([Period("probationary"), Period("official")], DAY).membership == "official"


def test_a_probationary_member_becomes_official_on_the_day() -> None:
    periods = [Period("probationary", None, date(2026, 10, 4)), Period("official", date(2026, 10, 5))]
    days = [date(2026, 10, 4), date(2026, 10, 5)]
    assert [standing_at(periods, day).membership for day in days] == ["probationary", "official"]
    assert problems(periods) == []


@pytest.mark.parametrize("kind", ["exempt", "away", "suspended"])
def test_exempt_away_and_suspended_members_need_not_come(kind: str) -> None:
    standing = standing_at([Period("official"), Period(kind)], DAY)
    assert not standing.is_due
    assert standing.not_due_because == kind


def test_a_charged_member_is_due_but_has_no_vote() -> None:
    standing = standing_at([Period("official"), Period("charged")], DAY)
    assert standing.is_due
    assert not standing.in_vote_base(present=True)


@pytest.mark.parametrize(
    ("standing", "absent", "present"),
    [
        (Standing("official"), True, True),
        (Standing("official", exempt=True), False, True),
        (Standing("official", away=True), False, True),
        (Standing("official", suspended=True), False, False),
        (Standing("probationary"), False, False),
        (Standing("visiting"), False, False),
    ],
)
def test_the_vote_base_depends_on_being_there_only_for_exempt_and_away(
    standing: Standing, absent: bool, present: bool
) -> None:
    assert (standing.in_vote_base(False), standing.in_vote_base(True)) == (absent, present)


@pytest.mark.parametrize(
    ("membership", "due"), [("official", True), ("probationary", True), ("visiting", False)]
)
def test_official_and_probationary_members_must_come(membership: Membership, due: bool) -> None:
    assert Standing(membership).is_due is due


def test_overlapping_memberships_are_a_problem() -> None:
    assert problems([Period("probationary", date(2026, 1, 1)), Period("official", date(2026, 5, 1))]) == [
        "Dự bị từ 01/01/2026 trùng ngày với chính thức từ 01/05/2026: sửa lại một trong hai."
    ]


def test_the_same_kind_twice_on_a_day_is_a_problem() -> None:
    assert len(problems([Period("official"), Period("away", None, DAY), Period("away", DAY, None)])) == 1


def test_an_end_before_the_beginning_is_a_problem() -> None:
    backwards = Period("official", date(2026, 5, 2), date(2026, 5, 1))
    assert problems([backwards]) == [
        "Chính thức từ 02/05/2026 đến 01/05/2026: ngày kết thúc trước ngày bắt đầu."
    ]


def test_exempt_without_membership_is_a_problem() -> None:
    assert problems([Period("exempt", DAY)]) == [
        "Miễn công tác và sinh hoạt từ 05/10/2026: những ngày đó không có tên trong danh sách chi bộ."
    ]


def test_a_kind_nobody_knows_is_said_and_changes_nothing() -> None:
    periods = [Period("official"), Period("honorary")]
    assert problems(periods) == ["Tình trạng “honorary” không có trong danh mục."]
    assert standing_at(periods, DAY) == Standing("official")


def test_every_kind_a_record_can_hold_is_known() -> None:
    assert {name for name, _ in STANDINGS} == set(LABELS)
