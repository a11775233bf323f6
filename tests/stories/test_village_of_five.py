"""A village of five official members through a whole month: every number of it, from the roll call to what the next month hears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.decisions import add_assignment, change_resolution, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import (
    add_meeting,
    change_meeting,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet

OCTOBER = datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(OCTOBER)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path, clock)
    yield made
    made.close()


def begin(desk: Desk, people: list[str], held_on: date) -> str:
    """A meeting of that day, one of the five away with a reason."""
    _, meeting = add_meeting(
        desk,
        period=f"{held_on:%Y-%m}",
        held_on=held_on,
        started_at=time(19, 30),
        ended_at=time(21, 10),
        secretary_id=people[1],
    )
    record_attendance(desk, meeting, people[4], "excused", "đi làm xa")
    record_all_present(desk, meeting)
    return meeting


def sheet_of(desk: Desk, meeting: str) -> MeetingSheet:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet


def test_a_month_of_five_has_the_right_numbers_from_roll_call_to_the_next_month(
    desk: Desk, clock: FixedClock
) -> None:
    people = make_members(desk, 5)
    october = begin(desk, people, date(2026, 10, 5))
    counted = sheet_of(desk, october).attendance
    assert (counted.due, counted.present, counted.excused, counted.absent) == (5, 4, 1, 0)
    assert counted.percent == "80,0\u00a0%"
    base = sheet_of(desk, october).vote_base
    assert (base.base, base.present_official) == (5, 4)
    with pytest.raises(Refusal):
        add_ballot(desk, october, matter="Thông qua nghị quyết tháng 10", yes_count=4, no_count=1)
    add_ballot(desk, october, matter="Thông qua nghị quyết tháng 10", yes_count=3, no_count=1)
    change_resolution(
        desk,
        october,
        kind="resolution",
        summary="lãnh đạo nhiệm vụ tháng 10",
        direction="Giữ rừng đầu nguồn.",
    )
    _, task = add_assignment(
        desk, october, title="Nạo vét mương", leader_id=people[2], due_on=date(2026, 10, 5)
    )
    add_proposal(desk, october, content="Đề nghị xã hỗ trợ xi măng", source="people", competence="commune")
    change_meeting(desk, october, read_back=True)
    finalise(desk, october)
    sheet = sheet_of(desk, october)
    (ballot,) = sheet.ballots
    assert (ballot.facts.count("base_count"), ballot.needed) == (5, 3)
    assert ballot.result is not None
    assert ballot.result.carried
    assert sheet.resolution is not None
    assert sheet.resolution.count("number") == 1
    clock.set(datetime(2026, 11, 5, 22, 0, tzinfo=VIETNAM))
    november = begin(desk, people, date(2026, 11, 5))
    (heard,) = sheet_of(desk, november).due_before
    assert (heard.title, heard.months_late, heard.state_label) == ("Nạo vét mương", 1, "chưa báo cáo")
    report_assignment(desk, task, november, "done", "Đã nạo vét 300 m.")
    (heard,) = sheet_of(desk, november).due_before
    assert heard.state == "done"
