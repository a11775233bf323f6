"""Undo writes what was there before, and nothing when somebody wrote since."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    add_opinion,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.roster import list_members, people_at
from chibo_desktop.lists.rows import find


def test_a_mark_goes_back_to_what_it_was(desk: Desk, members: list[str], meeting: str) -> None:
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    undo(desk, record_attendance(desk, meeting, members[2], "present"))
    (person,) = [each for each in people_at(desk.store, meeting) if each.member_id == members[2]]
    assert (person.state, person.reason) == ("excused", "ốm")


def test_undo_can_be_undone(desk: Desk, members: list[str]) -> None:
    back = undo(desk, change_member(desk, members[0], full_name="Vàng A Páo"))
    assert list_members(desk.store, desk.organisation_id, desk.today)[0].name == "Vàng A Chứ"
    undo(desk, back)
    found = find(desk.store, "member", members[0])
    assert found is not None
    assert found.text("full_name") == "Vàng A Páo"


def test_what_was_added_is_put_away_with_everything_made_with_it(desk: Desk, members: list[str]) -> None:
    changes, member = add_member(desk, full_name="Mùa A Sấu", joined_on=date(2026, 1, 1))
    undo(desk, changes)
    assert member not in [row.id for row in list_members(desk.store, desk.organisation_id, desk.today)]
    changes, _ = add_meeting(desk, period="2026-10")
    undo(desk, changes)
    assert list_meetings(desk.store) == []


def test_a_field_written_again_since_is_left_and_both_values_are_said(desk: Desk, meeting: str) -> None:
    first = change_meeting(desk, meeting, place="Nhà trưởng bản")
    change_meeting(desk, meeting, place="Trường học")
    with pytest.raises(Refusal) as refused:
        undo(desk, first)
    assert "Trường học" in refused.value.sentence
    assert "Nhà văn hóa bản" in refused.value.sentence
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    assert found.text("place") == "Trường học"


def test_finalising_is_not_undone_and_nothing_of_the_meeting_after_it(
    desk: Desk, members: list[str], meeting: str
) -> None:
    opinion, _ = add_opinion(desk, meeting, body="Đồng ý.", member_id=members[2])
    record_all_present(desk, meeting)
    change_meeting(desk, meeting, read_back=True)
    done = finalise(desk, meeting)
    for changes in (done, opinion):
        with pytest.raises(Refusal):
            undo(desk, changes)
