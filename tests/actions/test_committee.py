"""Meetings of a cell's committee: who is called, of how many it votes, and that finalising keeps both."""

from __future__ import annotations

from datetime import date, time

import pytest

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting, check_meeting, finalise, unfinalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_standing, change_member
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.rows import find
from chibo_desktop.papers.values import minutes_values


@pytest.fixture
def committee(desk: Desk, members: list[str]) -> str:
    """A meeting of the committee, which are the first three members; nobody is marked."""
    change_member(desk, members[1], office="deputy_secretary")
    change_member(desk, members[2], office="committee_member")
    return add_meeting(
        desk,
        kind="committee",
        period="2026-10",
        held_on=date(2026, 10, 4),
        started_at=time(19, 30),
        ended_at=time(21, 0),
        secretary_id=members[1],
        read_back=True,
    )[1]


def read(desk: Desk, meeting: str) -> MeetingSheet:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet


def figures(desk: Desk, meeting: str) -> tuple[int, int, int, int]:
    """Due, present of those, came at all, the vote base."""
    sheet = read(desk, meeting)
    return sheet.attendance.due, sheet.attendance.present, sheet.attendance.came, sheet.vote_base.base


def test_a_committee_nobody_is_known_of_is_said(desk: Desk, members: list[str], committee: str) -> None:
    for member in members[:3]:
        change_member(desk, member, office=None)
    assert [each.sentence[:24] for each in check_meeting(desk, committee)] == ["Danh sách chưa ghi ai là"]


def test_a_member_without_an_office_who_comes_along_is_neither_due_nor_in_the_vote_base(
    desk: Desk, members: list[str], committee: str
) -> None:
    record_all_present(desk, committee)
    assert figures(desk, committee) == (3, 3, 3, 3)
    record_attendance(desk, committee, members[5], "present")
    assert figures(desk, committee) == (3, 3, 4, 3)
    assert read(desk, committee).running_line == "Phải dự 3 · có mặt 3"
    add_ballot(desk, committee, matter="Thông qua chương trình", yes_count=2)
    result = read(desk, committee).ballots[0].result
    assert result is not None
    assert result.carried
    assert len(read(desk, committee).roll) == 3
    assert len(read(desk, committee).others) == 6


def test_who_was_called_stays_with_a_finalised_meeting_when_offices_change_hands(
    desk: Desk, members: list[str], committee: str
) -> None:
    record_all_present(desk, committee)
    record_attendance(desk, committee, members[5], "present")
    add_ballot(desk, committee, matter="Thông qua chương trình", yes_count=2)
    finalise(desk, committee)
    change_member(desk, members[2], office=None)
    change_member(desk, members[5], office="committee_member")
    change_member(desk, members[6], office="committee_member")
    assert figures(desk, committee) == (3, 3, 4, 3)
    assert {person.member_id for person in read(desk, committee).people if person.is_called} == set(
        members[:3]
    )
    assert [row.counted.base for row in read(desk, committee).ballots] == [3]
    assert list_meetings(desk.store)[0].due == 3


def test_a_member_of_the_committee_who_is_away_stays_deducted_by_name_after_finalising(
    desk: Desk, members: list[str], committee: str
) -> None:
    add_standing(desk, members[2], "away", date(2026, 9, 1))
    record_all_present(desk, committee)
    before = read(desk, committee).vote_base.sentence()
    assert before.startswith("Tính trên 2 đảng viên chính thức: 3 trừ 1")
    finalise(desk, committee)
    assert read(desk, committee).vote_base.sentence() == before
    away = next(row for row in read(desk, committee).others if row.member.id == members[2])
    assert (away.mark, away.person.state) == (None, None)


def test_a_mark_taken_away_is_not_brought_back_by_keeping_who_was_called(
    desk: Desk, members: list[str], committee: str
) -> None:
    add_standing(desk, members[2], "away", date(2026, 9, 1))
    record_attendance(desk, committee, members[2], "present")
    record_attendance(desk, committee, members[2], None)
    record_all_present(desk, committee)
    finalise(desk, committee)
    assert figures(desk, committee) == (2, 2, 2, 2)


def test_who_is_called_is_asked_anew_once_the_meeting_is_opened_again(
    desk: Desk, members: list[str], committee: str
) -> None:
    record_all_present(desk, committee)
    finalise(desk, committee)
    unfinalise(desk, committee)
    change_member(desk, members[2], office=None)
    assert figures(desk, committee) == (2, 2, 3, 2)
    finalise(desk, committee)
    assert figures(desk, committee) == (2, 2, 3, 2)


def test_a_meeting_finalised_before_it_was_kept_who_was_called_counts_whoever_is_marked(
    desk: Desk, members: list[str], committee: str
) -> None:
    record_all_present(desk, committee)
    finalise(desk, committee)
    with desk.writing(desk.organisation_id, unlocked=True) as writer:
        for member in members[:3]:
            writer.put("attendance", f"{committee}/{member}", office=None)
    change_member(desk, members[2], office=None)
    assert figures(desk, committee) == (3, 3, 3, 3)


def test_the_minutes_name_whoever_came_along_apart_from_the_committee(
    desk: Desk, members: list[str], committee: str
) -> None:
    record_all_present(desk, committee)
    record_attendance(desk, committee, members[5], "present")
    minutes = minutes_values(desk.store, committee)
    assert len(minutes["attenders"]) == minutes["attendance"]["present"] == 3
    assert [each["name"] for each in minutes["guests"]] == ["Lù Thị Lả"]


def test_an_absence_of_somebody_not_called_is_pointed_out(
    desk: Desk, members: list[str], meeting: str
) -> None:
    record_attendance(desk, meeting, members[3], "absent")
    change_meeting(desk, meeting, kind="committee")
    assert any("Pờ Go Hừ đang ghi là vắng" in each.sentence for each in advise_meeting(desk, meeting))
    assert find(desk.store, "attendance", f"{meeting}/{members[3]}") is not None
