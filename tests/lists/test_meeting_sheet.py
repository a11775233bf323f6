"""What the sheet, the strip and the page "Hôm nay" say, each from a stored fact."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import add_standing
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.lists.today import today
from chibo_desktop.store.access import note_access
from chibo_desktop.store.ledger import note_bundle_out


def read(desk: Desk, meeting: str) -> MeetingSheet:
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    return sheet


def test_steps_are_done_when_nothing_is_missing_in_them(desk: Desk, meeting: str) -> None:
    states = {step.key: step.state for step in read(desk, meeting).steps}
    assert states["prepare"] == "done"
    assert (states["roll_call"], states["read_back"], states["finalise"]) == ("todo", "todo", "todo")
    assert (states["votes"], states["decisions"], states["proposals"]) == ("optional",) * 3
    record_all_present(desk, meeting)
    assert {step.key: step.state for step in read(desk, meeting).steps}["roll_call"] == "done"


def test_an_agenda_alone_does_not_make_the_content_done(desk: Desk, meeting: str) -> None:
    assert read(desk, meeting).agenda
    assert {step.key: step.state for step in read(desk, meeting).steps}["content"] == "todo"
    change_meeting(desk, meeting, conclusion="Thống nhất làm đường trước ngày 25.")
    assert {step.key: step.state for step in read(desk, meeting).steps}["content"] == "done"


def test_people_not_expected_stand_apart_from_the_roll(desk: Desk, members: list[str], meeting: str) -> None:
    add_standing(desk, members[0], "exempt", date(2025, 1, 1))
    sheet = read(desk, meeting)
    assert len(sheet.roll) == 8
    assert [(row.member.name, row.member.standing_label) for row in sheet.others] == [
        ("Vàng A Chứ", "chính thức, miễn công tác và sinh hoạt")
    ]


def test_the_roll_is_in_the_order_of_given_names(desk: Desk, meeting: str) -> None:
    given = [row.member.name.split()[-1] for row in read(desk, meeting).roll]
    assert given == ["Chứ", "Dơ", "Dua", "Hặc", "Hừ", "Hừ", "Kiêm", "Lả", "Xá"]


def test_no_such_meeting_has_no_sheet_and_no_strip(desk: Desk) -> None:
    assert meeting_sheet(desk.store, "aaaaaaaa-9") is None
    assert meeting_strip(desk.store, "aaaaaaaa-9") == []


def test_a_meeting_with_nobody_marked_has_no_rate(desk: Desk, meeting: str) -> None:
    (row,) = list_meetings(desk.store, desk.organisation_id)
    assert (row.due, row.percent, row.met) == (9, "–", None)
    record_all_present(desk, meeting)
    (row,) = list_meetings(desk.store)
    assert (row.present, row.met, row.cell_name) == (9, True, "Chi bộ bản Suối Lanh")


def test_the_strip_says_printed_and_left_only_after_it_happened(
    desk: Desk, finalised: str, evening: FixedClock
) -> None:
    states = {point.key: point.state for point in meeting_strip(desk.store, finalised)}
    assert states == {"written": "done", "printed": "todo", "left": "todo"}
    evening.set(datetime(2026, 10, 6, 8, 0, tzinfo=VIETNAM))
    note_access(desk.store, "printed", "meeting", finalised, user="bt")
    device, number = desk.store.field_head("meeting", finalised, "finalised_at").split(":")
    runs = [(desk.organisation_id, device, 1, int(number))]
    note_bundle_out(desk.store, bundle_hash="aa", to_org="bbbbbbbb-1", name="a.cbb", runs=runs)
    points = {point.key: point for point in meeting_strip(desk.store, finalised)}
    assert points["printed"].at == points["left"].at == datetime(2026, 10, 6, 8, 0, tzinfo=VIETNAM)


def test_a_file_saved_is_not_called_printed_until_somebody_prints(
    desk: Desk, finalised: str, evening: FixedClock
) -> None:
    note_access(desk.store, "saved", "meeting", finalised, user="bt")
    saved = meeting_strip(desk.store, finalised)[1]
    assert (saved.label, saved.state) == ("đã lưu tệp", "done")
    evening.set(datetime(2026, 10, 7, 8, 0, tzinfo=VIETNAM))
    note_access(desk.store, "printed", "meeting", finalised, user="bt")
    printed = meeting_strip(desk.store, finalised)[1]
    assert (printed.label, printed.at) == ("đã in", evening.now())


def test_today_shows_the_next_meeting_its_clock_and_where_the_last_minutes_are(
    desk: Desk, members: list[str], finalised: str, evening: FixedClock
) -> None:
    _, following = add_meeting(desk, period="2026-11", held_on=date(2026, 11, 5))
    add_assignment(desk, following, title="Trồng rau", leader_id=members[0], due_on=date(2026, 11, 30))
    facts = today(desk.store, desk.organisation_id, datetime(2026, 11, 3, 17, 30, tzinfo=VIETNAM))
    assert facts.next_meeting is not None
    assert facts.next_meeting.id == following
    assert facts.materials_words == "26 giờ"
    assert facts.last_finalised is not None
    assert facts.last_finalised.id == finalised
    assert [(month.period, month.present, month.due) for month in facts.months] == [("2026-10", 9, 9)]
    assert [task.title for task in facts.assignments] == ["Trồng rau"]
    assert facts.clock_trouble == ""


def test_a_clock_before_the_last_entry_is_said(desk: Desk, finalised: str, evening: FixedClock) -> None:
    facts = today(desk.store, desk.organisation_id, evening.now() - timedelta(days=400))
    assert "Hãy chỉnh lại ngày giờ" in facts.clock_trouble


def test_a_meeting_without_a_day_is_still_next(desk: Desk, members: list[str]) -> None:
    _, later = add_meeting(desk, period="2026-12", held_on=date(2026, 12, 5))
    _, undated = add_meeting(desk, period="2026-11")
    facts = today(desk.store, desk.organisation_id, datetime(2026, 10, 20, tzinfo=VIETNAM))
    assert facts.next_meeting is not None
    assert facts.next_meeting.id == undated
    change_meeting(desk, undated, held_on=date(2026, 11, 5))
    assert later != undated
