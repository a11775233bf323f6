"""The meeting before it is finalised: times, roll call, agenda, guests, opinions."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import (
    add_agenda_item,
    add_guest,
    add_meeting,
    add_opinion,
    change_meeting,
    put_away_agenda_item,
    record_all_present,
    record_attendance,
)
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.putting_away import put_away
from chibo_desktop.base.dates import VIETNAM, month_of
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import people_at
from chibo_desktop.lists.rows import children, find
from chibo_desktop.rules.attendance import count_attendance
from chibo_desktop.rules.kinds import kind_of


def test_a_new_meeting_has_the_standard_agenda_and_what_the_cell_always_uses(
    desk: Desk, members: list[str], meeting: str
) -> None:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert len(sheet.agenda) == 3
    assert sheet.meeting.text("place") == "Nhà văn hóa bản"
    assert sheet.chair == "Vàng A Chứ"
    assert sheet.title == "Sinh hoạt thường kỳ tháng 10 năm 2026"


def test_the_note_taker_of_last_month_is_proposed_again(desk: Desk, members: list[str], meeting: str) -> None:
    _, following = add_meeting(desk, period="2026-11")
    found = find(desk.store, "meeting", following)
    assert found is not None
    assert found.text("secretary_id") == members[1]


@pytest.mark.parametrize("period", ["2026", "2026-13", "tháng mười", "2026-10-05", ""])
def test_a_period_that_is_no_month_is_refused(desk: Desk, period: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_meeting(desk, period=period)
    assert refused.value.field == "period"


def test_a_month_has_one_regular_meeting_until_it_is_put_away(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_meeting(desk, period="2026-10")
    assert refused.value.field == "period"
    put_away(desk, "meeting", meeting)
    add_meeting(desk, period="2026-10")
    assert len(meetings_of(desk.store, desk.organisation_id)) == 1


def test_an_end_before_the_start_is_refused_and_after_midnight_is_not(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, meeting, ended_at=time(19, 0))
    assert refused.value.field == "ended_at"
    change_meeting(desk, meeting, ended_at=time(0, 20))
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    assert found.moment("ended_at") == datetime(2026, 10, 6, 0, 20, tzinfo=VIETNAM)


def test_the_hours_follow_the_day_when_it_moves(desk: Desk, meeting: str) -> None:
    change_meeting(desk, meeting, held_on=date(2026, 10, 3))
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    assert found.moment("started_at") == datetime(2026, 10, 3, 19, 30, tzinfo=VIETNAM)
    assert found.moment("ended_at") == datetime(2026, 10, 3, 21, 15, tzinfo=VIETNAM)


def test_the_chair_is_somebody_on_the_list(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, meeting, chair_id="aaaaaaaa-99")
    assert refused.value.field == "chair_id"


def test_eight_of_nine_is_not_ninety_percent(desk: Desk, members: list[str], meeting: str) -> None:
    record_all_present(desk, meeting)
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert sheet.running_line == "Phải dự 9 · có mặt 8 · vắng có lý do 1 → 88,9\u00a0%, chưa đạt"
    assert sheet.attendance.excused_names == (("Lò Văn Hặc", "ốm"),)


def test_a_mark_that_changes_leaves_no_reason_behind(desk: Desk, members: list[str], meeting: str) -> None:
    record_attendance(desk, meeting, members[2], "excused", "ốm")
    record_attendance(desk, meeting, members[2], "late", late_at=time(19, 50))
    record_attendance(desk, meeting, members[2], "present")
    mark = find(desk.store, "attendance", f"{meeting}/{members[2]}")
    assert mark is not None
    assert (mark.text("state"), mark.text("reason"), mark.moment("late_at")) == ("present", "", None)


def test_a_mark_can_be_taken_away_and_set_again(desk: Desk, members: list[str], meeting: str) -> None:
    record_attendance(desk, meeting, members[0], "present")
    record_attendance(desk, meeting, members[0], None)
    assert count_attendance(people_at(desk.store, meeting)).unmarked == 9
    record_all_present(desk, meeting)
    assert count_attendance(people_at(desk.store, meeting)).present == 9


@pytest.mark.parametrize(
    ("state", "given", "field"),
    [
        ("present", {"reason": "ốm"}, "reason"),
        ("present", {"late_at": time(19, 50)}, "late_at"),
        ("absent", {"left_at": time(20, 0)}, "left_at"),
        ("late", {"late_at": time(18, 0)}, "late_at"),
        ("present", {"left_at": time(23, 0)}, "left_at"),
        ("ngủ", {}, "state"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(
    desk: Desk, *, members: list[str], meeting: str, state: str, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        record_attendance(desk, meeting, members[0], state, **given)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert children(desk.store, "attendance", "meeting_id", meeting) == []


def test_an_exempt_member_is_marked_only_when_present(desk: Desk, members: list[str], meeting: str) -> None:
    add_standing(desk, members[0], "exempt", date(2025, 1, 1))
    with pytest.raises(Refusal) as refused:
        record_attendance(desk, meeting, members[0], "absent")
    assert refused.value.field == "state"
    record_attendance(desk, meeting, members[0], "present")
    counted = count_attendance(people_at(desk.store, meeting))
    assert (counted.due, counted.extra_exempt) == (8, ("Vàng A Chứ",))


def test_the_direct_way_to_the_table_refuses_what_the_sheet_refuses(
    desk: Desk, members: list[str], meeting: str
) -> None:
    with pytest.raises(Refusal), desk.writing() as writer:
        writer.put(
            "attendance", f"{meeting}/{members[0]}", meeting_id=meeting, member_id=members[1], state="present"
        )
    with pytest.raises(Refusal), desk.writing() as writer:
        writer.put("meeting", meeting, finalised_at=desk.store.clock.now())
    with pytest.raises(Refusal), desk.writing("aaaaaaaa-1") as writer:
        writer.put("member", writer.new_id(), cell_id="aaaaaaaa-1", full_name="Vàng A Chứ")


def test_opinions_stay_when_their_item_is_taken_off(desk: Desk, members: list[str], meeting: str) -> None:
    _, item = add_agenda_item(desk, meeting, title="Sửa đường bản")
    add_opinion(desk, meeting, body="Nên chia theo nhóm hộ.", member_id=members[3], agenda_item_id=item)
    put_away_agenda_item(desk, item)
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [(row.speaker, row.facts.text("body")) for row in sheet.other_opinions] == [
        ("Pờ Go Hừ", "Nên chia theo nhóm hộ.")
    ]


def test_opinions_keep_the_order_in_which_they_were_given(
    desk: Desk, members: list[str], meeting: str
) -> None:
    for number in range(12):
        add_opinion(desk, meeting, body=f"Ý kiến thứ {number}", member_id=members[number % 9])
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    assert [row.facts.text("body") for row in sheet.other_opinions] == [f"Ý kiến thứ {n}" for n in range(12)]


def test_a_guest_needs_a_full_name(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        add_guest(desk, meeting, full_name="Xuân")
    assert refused.value.field == "full_name"


@pytest.mark.parametrize("held_on", [date(2026, 9, 5), date(2025, 9, 5)])
def test_the_standard_agenda_is_the_one_the_guidance_names(
    desk: Desk, members: list[str], held_on: date
) -> None:
    _, meeting_id = add_meeting(desk, period=month_of(held_on), held_on=held_on)
    titles = tuple(
        item.text("title") for item in children(desk.store, "agenda_item", "meeting_id", meeting_id)
    )
    assert titles == kind_of("regular", date(2026, 9, 5)).agenda
    assert len(titles) == 3


@pytest.mark.parametrize("day", [date(2062, 10, 5), date(2025, 10, 5), date(2027, 1, 5)])
def test_a_day_far_from_its_month_is_asked_about(desk: Desk, meeting: str, day: date) -> None:
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, meeting, held_on=day)
    assert refused.value.field == "held_on"
    assert "Xem lại tháng và năm" in refused.value.sentence


def test_a_meeting_held_some_weeks_late_is_taken(desk: Desk, meeting: str) -> None:
    change_meeting(desk, meeting, held_on=date(2026, 12, 2))
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    assert found.day("held_on") == date(2026, 12, 2)
