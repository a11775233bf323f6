"""A year of an old book typed at once: whole rows become meetings, the others come back with a sentence."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from chibo_desktop.actions.decisions import change_resolution, resolution_of
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import check_meeting, finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.old_books import OldBook, OldMeeting, add_old_meetings, read_old_meetings
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.history import recent_history
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.meetings import list_meetings, meetings_of
from chibo_desktop.lists.roster import attendance_of, people_at
from chibo_desktop.lists.rows import Facts, find
from chibo_desktop.lists.score_evidence import evidence_at
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.lists.today import today

ROW = OldMeeting(date(2025, 3, 5), due=9, present=8, excused=1)


def facts(desk: Desk, meeting: str) -> Facts:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found


def problems_of(done: OldBook) -> list[tuple[int, str]]:
    return [(each.row, each.field) for each in done.problems]


def test_a_year_is_typed_at_once_and_stands_finalised_with_its_figures_and_numbers(
    desk: Desk, members: list[str]
) -> None:
    year = [
        OldMeeting(
            date(2025, month, 5),
            due=9,
            present=9 - month % 2,
            excused=month % 2,
            chair="vang a chu",
            number=month,
            summary=f"Nhiệm vụ tháng {month}",
            conclusion="Nhất trí.",
        )
        for month in range(5, 13)
    ]
    done = add_old_meetings(desk, year)
    assert (len(done.added), done.problems) == (8, ())
    rows = list_meetings(desk.store)
    assert [row.period for row in rows] == [f"2025-{month:02d}" for month in range(12, 4, -1)]
    assert [(row.present, row.due, row.met) for row in rows[:2]] == [(9, 9, True), (8, 9, False)]
    assert {row.notes for row in rows} == {("ghi từ sổ cũ",)}
    assert all(row.is_finalised and row.is_old for row in rows)
    sheet = meeting_sheet(desk.store, done.added[0])
    assert sheet is not None
    assert sheet.running_line == "Phải dự 9 · có mặt 8 · vắng có lý do 1 → 88,9\u00a0%, đạt (ghi từ sổ cũ)"
    assert (sheet.chair, sheet.meeting.text("conclusion")) == ("Vàng A Chứ", "Nhất trí.")
    assert sheet.resolution is not None
    assert sheet.resolution.day("issued_on") == date(2025, 5, 5)


def test_each_row_is_one_entry(desk: Desk, members: list[str]) -> None:
    before = len(recent_history(desk.store))
    done = add_old_meetings(desk, [ROW, OldMeeting(date(2025, 4, 5), due=9, present=9, number=4)])
    assert len(done.added) == 2
    assert len(recent_history(desk.store)) == before + 2


def test_a_number_of_the_old_book_takes_its_place_in_the_series(
    desk: Desk, members: list[str], meeting: str
) -> None:
    done = add_old_meetings(
        desk,
        [
            OldMeeting(date(2026, 8, 5), due=9, present=9, number=7),
            OldMeeting(date(2026, 9, 5), due=9, present=9, number=7),
        ],
    )
    assert [(each.row, each.field, each.sentence) for each in done.problems] == [
        (1, "number", "Số 07 đã dùng trong nhiệm kỳ này. Số kế tiếp là 08.")
    ]
    for member in members:
        record_attendance(desk, meeting, member, "present")
    change_resolution(desk, meeting, direction="Làm đường nội bản.")
    change_meeting(desk, meeting, read_back=True)
    finalise(desk, meeting)
    paper = resolution_of(desk, meeting)
    assert paper is not None
    assert paper.count("number") == 8


def test_an_old_paper_without_a_number_gets_none(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(desk, [OldMeeting(date(2025, 5, 5), due=9, present=9, summary="Mùa vụ")])
    paper = resolution_of(desk, done.added[0])
    assert paper is not None
    assert paper.count("number") is None


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (OldMeeting(due=9, present=9), "held_on"),
        (OldMeeting(date(2026, 10, 6), due=9, present=9), "held_on"),
        (OldMeeting(date(2025, 3, 5)), "present"),
        (OldMeeting(date(2025, 3, 5), present=8), "due"),
        (OldMeeting(date(2025, 3, 5), due=9, present=7), "excused"),
        (OldMeeting(date(2025, 3, 5), due=7, present=9), "present"),
        (OldMeeting(date(2025, 3, 5), due=9, present=7, excused=1, absent=0), "due"),
        (OldMeeting(date(2025, 3, 5), due=9, present=9, chair="Hờ A Tủa"), "chair"),
        (OldMeeting(date(2025, 3, 5), due=9, present=9, kind="picnic"), "kind"),
        (OldMeeting(date(2025, 3, 5), due=9, present=-1, excused=10), "present"),
        (OldMeeting(date(2025, 3, 5), due=9, present=9, number=0), "number"),
        (OldMeeting(date(2025, 3, 5), due=9, present=9, period=PartialDate(2025, 9)), "held_on"),
        (OldMeeting(missed_because="lũ"), "period"),
        (OldMeeting(date(2025, 4, 5), due=9, present=9), "period"),
    ],
)
def test_a_row_that_cannot_be_is_not_written_and_the_others_are(
    desk: Desk, members: list[str], row: OldMeeting, field: str
) -> None:
    good = [OldMeeting(date(2025, 4, 4), due=9, present=9), OldMeeting(date(2025, 6, 5), due=9, present=9)]
    done = add_old_meetings(desk, [good[0], row, good[1]])
    assert problems_of(done) == [(1, field)], done.problems
    assert sorted(done.added) == [0, 2]
    assert len(meetings_of(desk.store, desk.organisation_id)) == 2


def test_where_everybody_came_the_list_of_that_day_is_the_number_due(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(
        desk,
        [
            OldMeeting(date(2025, 7, 5), all_present=True),
            OldMeeting(date(2025, 8, 5), due=7, all_present=True),
        ],
    )
    assert done.problems == ()
    assert [(row.present, row.due) for row in reversed(list_meetings(desk.store))] == [(9, 9), (7, 7)]


def test_where_everybody_came_and_no_list_is_known_the_number_is_asked_for(desk: Desk) -> None:
    assert problems_of(add_old_meetings(desk, [OldMeeting(date(2024, 3, 5), all_present=True)])) == [
        (0, "due")
    ]


def test_an_old_month_without_its_meeting_is_kept_as_such(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(desk, [OldMeeting(period=PartialDate(2025, 8), missed_because="lũ quét")])
    assert done.problems == ()
    row = list_meetings(desk.store)[0]
    assert (row.period, row.met, row.is_finalised) == ("2025-08", False, True)
    assert row.notes == ("không sinh hoạt được: lũ quét", "ghi từ sổ cũ")


def test_an_old_meeting_of_no_fixed_roll_needs_no_counts(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(desk, [OldMeeting(date(2025, 8, 5), kind="community", present=6)])
    assert done.problems == ()
    assert (list_meetings(desk.store)[0].present, list_meetings(desk.store)[0].met) == (6, None)


def test_an_old_meeting_typed_by_name_is_finalised_by_its_marks(desk: Desk, members: list[str]) -> None:
    _, made = add_meeting(
        desk, period="2026-09", held_on=date(2026, 9, 5), from_old_book=True, chair_id=None, secretary_id=None
    )
    assert [each.field for each in check_meeting(desk, made)] == ["present_count"]
    for member in members[:8]:
        record_attendance(desk, made, member, "present")
    record_attendance(desk, made, members[8], "excused")
    assert check_meeting(desk, made) == []
    finalise(desk, made)
    assert list_meetings(desk.store)[0].attendance.rate == (8, 9)


COUNTS = {"due_count": 9, "present_count": 8, "excused_count": 1, "absent_count": 0}


def typed_by_counts(desk: Desk) -> str:
    """A meeting of an old book with its four counts, nobody marked."""
    counts: dict[str, Any] = dict(COUNTS)
    return add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5), from_old_book=True, **counts)[1]


def test_one_mark_does_not_put_aside_the_counts_of_an_old_book(desk: Desk, members: list[str]) -> None:
    made = typed_by_counts(desk)
    record_attendance(desk, made, members[0], "present")
    assert check_meeting(desk, made) == []
    finalise(desk, made)
    row = list_meetings(desk.store)[0]
    assert (row.attendance.rate, row.attendance.unmarked, row.met) == ((8, 9), 0, False)


def test_a_whole_roll_that_says_otherwise_than_the_counts_is_asked_about(
    desk: Desk, members: list[str]
) -> None:
    made = typed_by_counts(desk)
    record_all_present(desk, made)
    found = check_meeting(desk, made)
    assert [(each.step, each.field) for each in found] == [("roll_call", "present_count")]
    assert found[0].sentence.startswith("Điểm danh từng người ra có mặt 9, sổ cũ ghi 8.")
    change_meeting(desk, made, **dict.fromkeys(COUNTS))
    assert check_meeting(desk, made) == []
    finalise(desk, made)
    assert list_meetings(desk.store)[0].attendance.rate == (9, 9)


def test_a_period_of_the_past_is_refused_only_where_a_finalised_figure_rests_on_it(
    desk: Desk, members: list[str]
) -> None:
    done = add_old_meetings(desk, [ROW, OldMeeting(date(2026, 7, 6), kind="briefing", present=5)])
    assert done.problems == ()
    add_standing(desk, members[3], "exempt", date(2025, 1, 1))
    made = typed_by_counts(desk)
    record_attendance(desk, made, members[0], "present")
    finalise(desk, made)
    with pytest.raises(Refusal, match="05/09/2026 đã chốt"):
        add_standing(desk, members[4], "exempt", date(2026, 1, 1))


def test_who_came_where_nobody_is_due_stays_on_the_list_of_that_day(desk: Desk, members: list[str]) -> None:
    _, made = add_meeting(
        desk, kind="briefing", period="2026-09", held_on=date(2026, 9, 6), from_old_book=True
    )
    record_attendance(desk, made, members[0], "present")
    finalise(desk, made)
    with pytest.raises(Refusal, match="06/09/2026 đã chốt"):
        add_standing(desk, members[0], "exempt", date(2026, 1, 1))
    add_standing(desk, members[1], "exempt", date(2026, 1, 1))


def test_counts_are_written_only_of_an_old_book(desk: Desk, meeting: str) -> None:
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, meeting, present_count=8)
    assert refused.value.field == "present_count"


def test_an_old_book_is_among_the_figures_and_has_no_minutes_to_send(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(desk, [ROW])
    shown = today(desk.store, desk.organisation_id, desk.store.clock.now())
    assert [(month.present, month.due) for month in shown.months] == [(8, 9)]
    assert shown.last_finalised is None
    assert "printed" not in {point.key for point in meeting_strip(desk.store, done.added[0])}
    assert evidence_at(desk.store, facts(desk, done.added[0]))["attendance"].amount == 8
    people = people_at(desk.store, done.added[0])
    assert attendance_of(facts(desk, done.added[0]), people).is_typed


def test_rows_of_a_document_are_read_strictly(desk: Desk, members: list[str]) -> None:
    rows = read_old_meetings({"meetings": [{"held_on": "05/03/2025", "due": 9, "present": 9}]})
    assert rows == [OldMeeting(date(2025, 3, 5), due=9, present=9)]
    for wrong, place in (
        ({"meetings": [{"held_on": "05/03/2025", "come": 9}]}, "meetings[0].come"),
        ({"meetings": [{"due": "9"}]}, "meetings[0].due"),
        ({"meetings": [{"due": True}]}, "meetings[0].due"),
        ({"meetings": [{"held_on": "31/02/2025"}]}, "meetings[0].held_on"),
        ({"meeting": []}, "meeting"),
        ({"meetings": {}}, "meetings"),
    ):
        with pytest.raises(Refusal) as refused:
            read_old_meetings(wrong)
        assert refused.value.field == place


def test_the_moment_of_finalising_is_that_of_the_typing(desk: Desk, members: list[str]) -> None:
    done = add_old_meetings(desk, [ROW])
    assert facts(desk, done.added[0]).moment("finalised_at") == datetime(2026, 10, 5, 22, 0, tzinfo=VIETNAM)
