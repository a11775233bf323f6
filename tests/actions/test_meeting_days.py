"""When a meeting is and of which month: the day proposed, days that are not there, midnight, the list of 29 February."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from actions.of_kinds import facts, make, read
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import advise_meeting, finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.organisation import change_organisation
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import children


def test_the_usual_day_and_hour_are_proposed_only_when_asked_for(desk: Desk, members: list[str]) -> None:
    change_organisation(desk, meeting_day=5)
    make(desk, "regular", members)
    _, plain = add_meeting(desk, period="2026-11")
    assert (facts(desk, plain).day("held_on"), facts(desk, plain).moment("started_at")) == (None, None)
    _, usual = add_meeting(desk, period="2026-12", usual=True)
    assert facts(desk, usual).day("held_on") == date(2026, 12, 5)
    assert facts(desk, usual).moment("started_at") == datetime(2026, 12, 5, 19, 30, tzinfo=VIETNAM)
    assert facts(desk, usual).moment("ended_at") is None
    assert facts(desk, usual).text("secretary_id") == members[1]


def test_a_cell_without_a_usual_day_meets_on_the_day_of_last_time(desk: Desk, members: list[str]) -> None:
    _, first = add_meeting(desk, period="2026-10", usual=True)
    assert facts(desk, first).day("held_on") is None
    change_meeting(desk, first, held_on=date(2026, 10, 3))
    _, following = add_meeting(desk, period="2026-11", usual=True)
    assert facts(desk, following).day("held_on") == date(2026, 11, 3)
    _, committee = add_meeting(desk, kind="committee", period="2026-11", usual=True)
    assert facts(desk, committee).day("held_on") is None


def test_a_usual_day_the_month_does_not_have_is_its_last(desk: Desk) -> None:
    change_organisation(desk, meeting_day=31)
    for day in (date(2027, 2, 28), date(2028, 2, 29), date(2027, 4, 30), date(2027, 5, 31)):
        _, made = add_meeting(desk, period=f"{day:%Y-%m}", usual=True)
        assert facts(desk, made).day("held_on") == day


def test_a_kind_that_belongs_to_no_month_takes_that_of_its_day(desk: Desk, members: list[str]) -> None:
    _, made = add_meeting(desk, kind="extraordinary", held_on=date(2026, 9, 28))
    assert facts(desk, made).text("period") == "2026-09"
    assert read(desk, made).title == "Sinh hoạt bất thường ngày 28/09/2026"
    change_meeting(desk, made, held_on=date(2026, 10, 2))
    assert facts(desk, made).text("period") == "2026-10"
    with pytest.raises(Refusal) as refused:
        add_meeting(desk, kind="extraordinary")
    assert refused.value.field == "period"


def test_a_meeting_across_midnight_counts_on_the_day_it_began(desk: Desk, members: list[str]) -> None:
    add_standing(desk, members[3], "exempt", date(2026, 10, 5))
    made = make(desk, "combined", members, started_at=time(22, 30), ended_at=time(0, 45))
    record_attendance(desk, made, members[4], "late", late_at=time(23, 10))
    record_attendance(desk, made, members[5], "present", left_at=time(0, 15))
    record_all_present(desk, made)
    assert facts(desk, made).moment("ended_at") == datetime(2026, 10, 5, 0, 45, tzinfo=VIETNAM)
    marks = {mark.text("member_id"): mark for mark in children(desk.store, "attendance", "meeting_id", made)}
    assert marks[members[4]].moment("late_at") == datetime(2026, 10, 4, 23, 10, tzinfo=VIETNAM)
    assert marks[members[5]].moment("left_at") == datetime(2026, 10, 5, 0, 15, tzinfo=VIETNAM)
    assert read(desk, made).attendance.due == 9
    assert [each.step for each in advise_meeting(desk, made) if each.field == "ended_at"] == []
    finalise(desk, made)


def test_a_meeting_on_29_february_is_held_by_the_list_of_that_day(
    desk: Desk, members: list[str], evening: FixedClock
) -> None:
    evening.set(datetime(2028, 3, 1, 8, 0, tzinfo=VIETNAM))
    add_standing(desk, members[3], "exempt", date(2028, 2, 29))
    made = make(desk, "regular", members, date(2028, 2, 29))
    record_all_present(desk, made)
    assert read(desk, made).attendance.due == 8
    finalise(desk, made)
    _, after = add_meeting(desk, period="2028-03", usual=True)
    assert facts(desk, after).day("held_on") == date(2028, 3, 29)
