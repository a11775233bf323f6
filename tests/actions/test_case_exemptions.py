"""Exemptions a cell considers: who decides, from which day, and that the list changes only when asked."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actions.considering import begin, case_of, voted
from chibo_desktop.actions.cases import (
    add_case,
    change_case,
    grant_exemption,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import check_meeting, finalise
from chibo_desktop.actions.meetings import (
    change_meeting,
)
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import standings_of


def test_an_exemption_is_written_into_the_list_only_when_asked_for(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "exemption")
    _, case = add_case(desk, meeting, member_id=members[8], ground="age_health")
    row = voted(desk, case, 8, 1)
    assert row.is_decided_here
    with pytest.raises(Refusal) as refused:
        grant_exemption(desk, case)
    assert refused.value.field == "from_on"
    change_case(desk, case, from_on=date(2026, 11, 1))
    assert [each.text("kind") for each in standings_of(desk.store, members[8])] == ["official"]
    with pytest.raises(Refusal, match="Chốt buổi họp này trước"):
        grant_exemption(desk, case)
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    counted = case_of(desk, case).ballots[0].counted
    grant_exemption(desk, case)
    assert case_of(desk, case).ballots[0].counted == counted
    added = [each for each in standings_of(desk.store, members[8]) if each.text("kind") == "exempt"]
    assert [(each.day("from_on"), each.day("until_on")) for each in added] == [(date(2026, 11, 1), None)]


def test_an_exemption_begins_after_the_meeting_that_grants_it(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    evening.set(datetime(2026, 10, 8, 8, 0, tzinfo=VIETNAM))
    meeting = begin(desk, members, "exemption")
    _, case = add_case(desk, meeting, member_id=members[8], ground="age_health")
    voted(desk, case, 8, 1)
    with pytest.raises(Refusal, match="Ghi từ ngày 06/10/2026") as refused:
        change_case(desk, case, from_on=date(2026, 10, 5))
    assert refused.value.field == "from_on"
    change_case(desk, case, from_on=date(2026, 10, 6))
    change_meeting(desk, meeting, held_on=date(2026, 10, 6), read_back=True)
    assert [(each.field, "07/10/2026" in each.sentence) for each in check_meeting(desk, meeting)] == [
        ("from_on", True)
    ]
    change_case(desk, case, from_on=date(2026, 10, 7))
    finalise(desk, meeting)
    grant_exemption(desk, case)
    assert [each.day("from_on") for each in standings_of(desk.store, members[8])][1:] == [date(2026, 10, 7)]


def test_an_exemption_another_finalised_meeting_stands_after_says_where_it_is_written(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    evening.set(datetime(2026, 10, 8, 8, 0, tzinfo=VIETNAM))
    meeting = begin(desk, members, "exemption")
    _, case = add_case(desk, meeting, member_id=members[8], ground="age_health", from_on=date(2026, 10, 6))
    voted(desk, case, 9)
    later = begin(desk, members, "extraordinary")
    change_meeting(desk, later, held_on=date(2026, 10, 7), called_because="Mưa lũ", read_back=True)
    change_meeting(desk, meeting, read_back=True)
    for each in (meeting, later):
        finalise(desk, each)
    with pytest.raises(Refusal, match="ghi diện miễn ở trang Đảng viên"):
        grant_exemption(desk, case)


def test_an_exemption_is_not_finalised_without_its_ground_and_its_day(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "exemption")
    _, case = add_case(desk, meeting, member_id=members[8])
    voted(desk, case, 9)
    change_meeting(desk, meeting, read_back=True)
    assert [each.field for each in check_meeting(desk, meeting)] == ["ground"]
    change_case(desk, case, ground="age_health")
    assert [each.field for each in check_meeting(desk, meeting)] == ["from_on"]
    change_case(desk, case, ground="other")
    assert check_meeting(desk, meeting) == []


def test_an_exemption_the_cell_only_proposes_is_never_written(desk: Desk, members: list[str]) -> None:
    meeting = begin(desk, members, "exemption")
    _, case = add_case(desk, meeting, member_id=members[8], ground="other", from_on=date(2026, 11, 1))
    row = voted(desk, case, 9)
    assert (row.carried, row.is_decided_here) == (True, False)
    assert "IV.1.2" in row.follows[0]
    with pytest.raises(Refusal):
        grant_exemption(desk, case)
