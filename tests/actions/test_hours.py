"""The hours of an evening follow its day and its start; those left outside it are asked about before finalising."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.elections import add_election
from chibo_desktop.actions.finalise import check_meeting
from chibo_desktop.actions.meetings import change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.postponing import postpone_meeting
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.rows import children, find


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=VIETNAM)


def hours(desk: Desk, meeting: str) -> set[datetime]:
    """Every hour written of the marks, votes and elections of the meeting."""
    timed = {"attendance": ("late_at", "left_at"), "ballot": ("taken_at",), "election": ("taken_at",)}
    return {
        found
        for kind, names in timed.items()
        for part in children(desk.store, kind, "meeting_id", meeting)
        for name in names
        if (found := part.moment(name))
    }


@pytest.fixture
def timed(desk: Desk, members: list[str], meeting: str) -> str:
    """One came at 20:00, one left at 20:30, a vote of all eight who were there was taken at 19:45, an election at 21:00."""
    record_attendance(desk, meeting, members[3], "late", late_at=time(20, 0))
    record_attendance(desk, meeting, members[4], "present", left_at=time(20, 30))
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=8, taken_at=time(19, 45))
    add_election(desk, meeting, office="secretary", taken_at=time(21, 0))
    return meeting


def test_every_hour_of_the_evening_moves_with_its_day_and_is_taken_back_with_it(
    desk: Desk, timed: str
) -> None:
    was = {at(5, 20, 0), at(5, 20, 30), at(5, 19, 45), at(5, 21, 0)}
    assert hours(desk, timed) == was
    changes = change_meeting(desk, timed, held_on=date(2026, 10, 4))
    assert hours(desk, timed) == {at(4, 20, 0), at(4, 20, 30), at(4, 19, 45), at(4, 21, 0)}
    sheet = meeting_sheet(desk.store, timed)
    assert sheet is not None
    assert sheet.ballots[0].counted.present_official == 8
    assert len(changes.entries) == 1
    taken_back = undo(desk, changes)
    assert hours(desk, timed) == was
    undo(desk, taken_back)
    assert {each.date() for each in hours(desk, timed)} == {date(2026, 10, 4)}


def test_the_hours_of_a_meeting_put_off_are_those_of_the_new_day(desk: Desk, timed: str) -> None:
    postpone_meeting(desk, timed, date(2026, 10, 7), "mưa lũ")
    assert {each.date() for each in hours(desk, timed)} == {date(2026, 10, 7)}


def test_an_hour_typed_before_the_start_lies_after_midnight_once_the_start_is_late(
    desk: Desk, members: list[str], meeting: str
) -> None:
    change_meeting(desk, meeting, started_at=None, ended_at=None)
    record_all_present(desk, meeting)
    add_ballot(desk, meeting, matter="Thông qua nghị quyết", yes_count=9, taken_at=time(0, 20))
    record_attendance(desk, meeting, members[4], "present", left_at=time(0, 30))
    assert hours(desk, meeting) == {at(5, 0, 20), at(5, 0, 30)}
    change_meeting(desk, meeting, ended_at=time(0, 50))
    change_meeting(desk, meeting, started_at=time(22, 30))
    assert hours(desk, meeting) == {at(6, 0, 20), at(6, 0, 30)}
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    assert found.moment("ended_at") == at(6, 0, 50)
    assert not any("ngoài giờ họp" in each.sentence for each in check_meeting(desk, meeting))


def test_an_hour_left_outside_the_evening_is_asked_about_before_finalising(desk: Desk, timed: str) -> None:
    assert not any("ngoài giờ họp" in each.sentence for each in check_meeting(desk, timed))
    change_meeting(desk, timed, started_at=time(19, 50), ended_at=time(20, 15))
    said = [each for each in check_meeting(desk, timed) if "ngoài giờ họp" in each.sentence]
    assert [(each.step, each.kind, each.field) for each in said] == [
        ("roll_call", "attendance", "left_at"),
        ("votes", "ballot", "taken_at"),
        ("elections", "election", "taken_at"),
    ]
    assert said[0].sentence.startswith("Quàng Văn Kiêm về sớm lúc 20:30 ngày 05/10/2026, ngoài giờ họp.")


def test_who_came_or_left_after_midnight_is_written_on_the_day_after_the_start(
    desk: Desk, members: list[str], meeting: str
) -> None:
    change_meeting(desk, meeting, started_at=time(22, 30), ended_at=time(1, 0))
    record_attendance(desk, meeting, members[3], "late", late_at=time(0, 10))
    record_attendance(desk, meeting, members[4], "present", left_at=time(0, 30))
    record_attendance(desk, meeting, members[5], "late", late_at=time(22, 50))
    assert hours(desk, meeting) == {at(6, 0, 10), at(6, 0, 30), at(5, 22, 50)}
