"""A meeting put off, a month without its meeting, and taking either back; the figures and the body above see both."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.finalise import check_meeting, finalise, unfinalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.postponing import (
    miss_meeting,
    postpone_meeting,
    take_back_missing,
    take_back_postponing,
)
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.board import board
from chibo_desktop.lists.board_shapes import CellMonth
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from chibo_desktop.lists.meetings import finalised_days, list_meetings
from chibo_desktop.lists.rows import Facts, children, find
from chibo_desktop.lists.strip import meeting_strip
from chibo_desktop.lists.today import today
from chibo_desktop.store.passed import is_behind
from exchange.province import make_province


def facts(desk: Desk, meeting: str) -> Facts:
    found = find(desk.store, "meeting", meeting)
    assert found is not None
    return found


def test_a_meeting_put_off_keeps_its_hours_its_month_and_the_day_it_was_first_meant_for(
    desk: Desk, meeting: str
) -> None:
    postpone_meeting(desk, meeting, date(2026, 10, 31), "mưa lũ")
    postpone_meeting(desk, meeting, date(2026, 11, 2), "  đường   sạt lở ")
    found = facts(desk, meeting)
    assert (found.day("held_on"), found.day("postponed_from")) == (date(2026, 11, 2), date(2026, 10, 5))
    assert found.moment("started_at") == datetime(2026, 11, 2, 19, 30, tzinfo=VIETNAM)
    assert found.text("period") == "2026-10"
    assert list_meetings(desk.store)[0].notes == ("hoãn từ ngày 05/10/2026: đường sạt lở",)
    take_back_postponing(desk, meeting)
    found = facts(desk, meeting)
    assert (found.day("held_on"), found.day("postponed_from")) == (date(2026, 10, 5), None)
    assert found.text("postponed_because") == ""
    with pytest.raises(Refusal, match="chưa hoãn"):
        take_back_postponing(desk, meeting)


@pytest.mark.parametrize(
    ("to", "because", "field"),
    [
        (date(2026, 10, 5), "mưa lũ", "held_on"),
        (date(2026, 9, 30), "mưa lũ", "held_on"),
        (date(2026, 10, 12), "  ", "postponed_because"),
        (date(2026, 12, 1), "mưa lũ", "held_on"),
    ],
)
def test_a_meeting_is_put_off_to_a_later_day_and_for_a_reason(
    desk: Desk, meeting: str, to: date, because: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        postpone_meeting(desk, meeting, to, because)
    assert refused.value.field == field
    assert facts(desk, meeting).day("held_on") == date(2026, 10, 5)


def test_a_day_put_off_is_not_set_before_the_day_it_was_put_off_from(desk: Desk, meeting: str) -> None:
    postpone_meeting(desk, meeting, date(2026, 10, 12), "mưa lũ")
    with pytest.raises(Refusal) as refused:
        change_meeting(desk, meeting, held_on=date(2026, 10, 3))
    assert refused.value.field == "held_on"
    change_meeting(desk, meeting, held_on=date(2026, 10, 10))


def test_a_meeting_without_a_day_cannot_be_put_off(desk: Desk) -> None:
    _, made = add_meeting(desk, period="2026-10")
    with pytest.raises(Refusal, match="chưa có ngày"):
        postpone_meeting(desk, made, date(2026, 10, 12), "mưa lũ")


def test_a_month_without_its_meeting_asks_only_why_and_has_not_met(desk: Desk, members: list[str]) -> None:
    _, missed = miss_meeting(desk, "2026-09", "đường sạt lở")
    assert check_meeting(desk, missed) == []
    sheet = meeting_sheet(desk.store, missed)
    assert sheet is not None
    assert [step.key for step in sheet.steps] == ["prepare", "finalise", "send"]
    assert children(desk.store, "agenda_item", "meeting_id", missed) == []
    finalise(desk, missed)
    row = list_meetings(desk.store)[0]
    assert (row.met, row.percent, row.is_missed) == (False, "–", True)
    assert row.notes == ("không sinh hoạt được: đường sạt lở",)
    assert [point.key for point in meeting_strip(desk.store, missed)][:1] == ["written"]
    assert "printed" not in {point.key for point in meeting_strip(desk.store, missed)}
    assert finalised_days(desk.store, desk.organisation_id) == []


def test_the_meeting_prepared_for_the_month_becomes_the_record_that_there_was_none(
    desk: Desk, meeting: str
) -> None:
    _, missed = miss_meeting(desk, "2026-10", "mưa lũ")
    assert missed == meeting
    with pytest.raises(Refusal, match="đã có buổi sinh hoạt thường kỳ"):
        add_meeting(desk, kind="combined", period="2026-10")
    take_back_missing(desk, meeting)
    assert (facts(desk, meeting).flag("missed"), facts(desk, meeting).text("missed_because")) == (False, "")
    assert len(children(desk.store, "agenda_item", "meeting_id", meeting)) == 3


def test_a_month_that_was_missed_after_all_is_prepared_like_any_other(desk: Desk, members: list[str]) -> None:
    _, missed = miss_meeting(desk, "2026-10", "mưa lũ")
    take_back_missing(desk, missed)
    change_meeting(
        desk,
        missed,
        held_on=date(2026, 10, 4),
        started_at=time(19, 30),
        ended_at=time(21, 15),
        secretary_id=members[1],
        read_back=True,
    )
    record_all_present(desk, missed)
    finalise(desk, missed)
    assert len(children(desk.store, "agenda_item", "meeting_id", missed)) == 3


def test_nobody_came_to_a_meeting_that_was_not_held(desk: Desk, members: list[str], meeting: str) -> None:
    record_attendance(desk, meeting, members[2], "present")
    with pytest.raises(Refusal) as refused:
        miss_meeting(desk, "2026-10", "mưa lũ")
    assert refused.value.field == "missed"
    record_attendance(desk, meeting, members[2], None)
    miss_meeting(desk, "2026-10", "mưa lũ")
    with pytest.raises(Refusal, match="không sinh hoạt được"):
        record_attendance(desk, meeting, members[2], "present")


def test_a_month_is_not_missed_without_a_reason(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        miss_meeting(desk, "2026-10", " ")
    assert refused.value.field == "missed_because"
    _, missed = miss_meeting(desk, "2026-10", "mưa lũ")
    change_meeting(desk, missed, missed_because="")
    assert [each.field for each in check_meeting(desk, missed)] == ["missed_because"]


def test_a_month_that_has_not_come_is_not_closed_as_missed(desk: Desk, meeting: str) -> None:
    """The clock says 5 October 2026."""
    _, missed = miss_meeting(desk, "2026-11", "mưa lũ")
    assert [(each.field, each.sentence) for each in check_meeting(desk, missed)] == [
        ("period", "Chưa đến kỳ tháng 11 năm 2026 (hôm nay 05/10/2026). Đến kỳ rồi mới chốt.")
    ]
    with pytest.raises(Refusal, match="Chưa đến kỳ"):
        finalise(desk, missed)
    _, now = miss_meeting(desk, "2026-10", "mưa lũ")
    finalise(desk, now)


def test_a_day_on_which_no_meeting_was_held_does_not_show_the_clock_to_be_behind(
    desk: Desk, evening: FixedClock, meeting: str
) -> None:
    change_meeting(desk, meeting, held_on=date(2026, 10, 30))
    miss_meeting(desk, "2026-10", "mưa lũ")
    finalise(desk, meeting)
    assert not is_behind(desk.store, date(2026, 10, 6))


def test_a_finalised_meeting_is_neither_put_off_nor_missed_until_it_is_opened(
    desk: Desk, finalised: str
) -> None:
    with pytest.raises(Refusal, match="đã chốt"):
        postpone_meeting(desk, finalised, date(2026, 10, 12), "mưa lũ")
    with pytest.raises(Refusal, match="đã chốt"):
        miss_meeting(desk, "2026-10", "mưa lũ")
    unfinalise(desk, finalised)
    postpone_meeting(desk, finalised, date(2026, 10, 12), "mưa lũ")


def test_the_page_of_today_counts_a_missed_month_as_not_met_and_waits_for_no_meeting_of_it(
    desk: Desk, finalised: str
) -> None:
    _, missed = miss_meeting(desk, "2026-09", "đường sạt lở")
    assert today(desk.store, desk.organisation_id, desk.store.clock.now()).next_meeting is None
    finalise(desk, missed)
    shown = today(desk.store, desk.organisation_id, desk.store.clock.now())
    assert [(month.period, month.present, month.due, month.met) for month in shown.months] == [
        ("2026-09", 0, 0, False),
        ("2026-10", 9, 9, True),
    ]
    assert shown.last_finalised is not None
    assert shown.last_finalised.id == finalised


def month_on_board(commune: Desk, cell: str) -> CellMonth:
    month = f"{commune.today:%Y-%m}"
    found = board(commune.store, commune.organisation_id, month, month, today=commune.today).at(cell, month)
    assert found is not None
    return found


def test_the_body_above_sees_that_a_month_had_no_meeting_and_why(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        commune = province.commune
        _, cell = add_cell(commune, name="Chi bộ bản Nà Hừ")
        typed = commune.for_organisation(cell)
        _, missed = miss_meeting(typed, f"{commune.today:%Y-%m}", "đường sạt lở")
        finalise(typed, missed)
        shown = month_on_board(commune, cell)
        assert (shown.state, shown.meeting_id) == ("missed", missed)
        (row,) = list_meetings(commune.store, cell)
        assert row.notes == ("không sinh hoạt được: đường sạt lở",)


def test_the_body_above_sees_that_a_month_was_taken_from_an_old_book(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        commune = province.commune
        _, cell = add_cell(commune, name="Chi bộ bản Nà Hừ")
        typed = commune.for_organisation(cell)
        done = add_old_meetings(typed, [OldMeeting(commune.today, due=9, present=8, excused=1)])
        assert done.problems == ()
        shown = month_on_board(commune, cell)
        assert (shown.is_old, shown.present, shown.due) == (True, 8, 9)
        assert "ghi từ sổ cũ" in shown.words(commune.today)
