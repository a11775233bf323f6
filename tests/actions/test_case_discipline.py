"""Discipline a cell considers: a vote for each form, how they add up, and which forms there are for whom."""

from __future__ import annotations

from datetime import date

import pytest

from actions.considering import begin, case_of
from chibo_desktop.actions.ballots import change_ballot
from chibo_desktop.actions.cases import (
    add_case,
    begin_vote,
    change_case,
    change_vote,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import check_meeting
from chibo_desktop.actions.meetings import (
    change_meeting,
)
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import standings_of
from chibo_desktop.lists.rows import children


def test_forms_of_discipline_never_have_more_votes_than_members_present(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "discipline")
    _, case = add_case(desk, meeting, member_id=members[5])
    reprimand, warning, dismissal, expulsion = begin_vote(desk, case)[1]
    for ballot, yes in ((reprimand, 1), (warning, 3), (dismissal, 2), (expulsion, 2)):
        change_ballot(desk, ballot, yes_count=yes)
    row = case_of(desk, case)
    assert row.measures is not None
    assert (row.measures.measure, row.measures.is_added, row.is_decided_here) == ("warning", True, True)
    assert row.ballots[3].facts.text("threshold") == "two_thirds"
    with pytest.raises(Refusal) as refused:
        change_ballot(desk, reprimand, yes_count=3)
    assert refused.value.field == "yes_count"
    assert [each.text("kind") for each in standings_of(desk.store, members[5])] == ["official"]


def test_a_vote_in_which_nobody_chose_any_form_has_a_result_and_can_be_finalised(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "discipline")
    _, case = add_case(desk, meeting, member_id=members[5], measure="reprimand")
    _, forms = begin_vote(desk, case)
    change_meeting(desk, meeting, read_back=True)
    for ballot in forms[:3]:
        change_ballot(desk, ballot, yes_count=0)
    assert case_of(desk, case).carried is None
    change_ballot(desk, forms[3], yes_count=0)
    row = case_of(desk, case)
    assert (row.carried, row.next_round) == (False, 2)
    assert "Không hình thức kỷ luật nào được bỏ phiếu" in row.sentence
    assert check_meeting(desk, meeting) == []
    for ballot in forms:
        change_ballot(desk, ballot, yes_count=0, no_count=9)
    assert case_of(desk, case).carried is False


def test_a_probationary_member_is_proposed_and_voted_on_for_the_light_forms_only(
    desk: Desk, members: list[str]
) -> None:
    meeting = begin(desk, members, "discipline")
    _, member = add_member(desk, full_name="Giàng A Páo", official=False, admitted_on=date(2026, 2, 3))
    with pytest.raises(Refusal, match="chỉ áp dụng khiển trách, cảnh cáo") as refused:
        add_case(desk, meeting, member_id=member, measure="expulsion")
    assert refused.value.field == "measure"
    _, case = add_case(desk, meeting, member_id=member, measure="warning")
    _, forms = begin_vote(desk, case)
    ballots = children(desk.store, "ballot", "case_id", case)
    assert [each.text("measure") for each in ballots] == ["reprimand", "warning"]
    for ballot, yes in zip(forms, (0, 6), strict=True):
        change_ballot(desk, ballot, yes_count=yes)
    assert case_of(desk, case).is_decided_here
    _, heavier = add_case(desk, meeting, member_id=members[5])
    dismissal = begin_vote(desk, heavier)[1][2]
    change_ballot(desk, dismissal, yes_count=9)
    change_case(desk, case, put_away=True)
    change_case(desk, heavier, member_id=member)
    assert "chỉ áp dụng khiển trách, cảnh cáo" in " ".join(
        each.sentence for each in check_meeting(desk, meeting)
    )


def test_what_is_common_to_the_forms_is_written_once(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "discipline")
    _, case = add_case(desk, meeting, member_id=members[5])
    begin_vote(desk, case)
    change_vote(desk, case, method="secret")
    change_vote(desk, case, issued_count=9, collected_count=9, valid_count=8, invalid_count=1)
    ballots = children(desk.store, "ballot", "case_id", case)
    assert {(each.text("method"), each.count("valid_count")) for each in ballots} == {("secret", 8)}
