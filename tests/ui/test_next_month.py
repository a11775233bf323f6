"""Promises of beginning a month: one key on "Hôm nay", and whatever was proposed is read aloud before it is locked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from chibo_desktop.actions.decisions import add_assignment, proposed_due
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import change_meeting, record_all_present
from chibo_desktop.actions.papers import MINUTES, preview_blocks
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from driver import EVENING, NAMES, Secretary, make_cell, make_meeting


def begun(tmp_path: Path) -> tuple[Secretary, MeetingSheet]:
    """November begun from "Hôm nay" after October was finalised; its sheet is open."""
    desk = make_cell(tmp_path / "cell")
    october = make_meeting(desk, whole=True)
    record_all_present(desk, october)
    change_meeting(desk, october, read_back=True)
    finalise(desk, october)
    assert isinstance(desk.store.clock, FixedClock)
    desk.store.clock.set(EVENING + timedelta(days=31))
    person = Secretary(desk, "Trang Hôm nay")
    person.press("Bắt đầu kỳ tháng 11")
    sheet = meeting_sheet(desk.store, str(desk.store.value("SELECT id FROM meeting ORDER BY id DESC")))
    assert sheet is not None
    return person, sheet


def test_the_red_button_begins_the_month_and_what_is_proposed_is_looked_at_first(
    tmp_path: Path, qapp: object
) -> None:
    person, sheet = begun(tmp_path)
    assert (sheet.meeting.text("period"), sheet.meeting.day("held_on")) == ("2026-11", date(2026, 11, 5))
    assert sheet.meeting.shown("started_at") == "19:30 05/11/2026"
    assert "Bước 1, Chuẩn bị" in person.screen()
    assert person.value("Ngày sinh hoạt") == "05/11/2026"
    person.close()


def test_every_value_that_was_proposed_stands_in_the_words_that_are_read_aloud(
    tmp_path: Path, qapp: object
) -> None:
    person, sheet = begun(tmp_path)
    desk, meeting = person.desk, sheet.meeting.id
    due = proposed_due(desk, meeting)
    assert due is not None
    add_assignment(desk, meeting, title="Sửa đường nước bản", leader_id=sheet.roll[0].member.id, due_on=due)
    record_all_present(desk, meeting)
    said = " ".join(str(block) for block in preview_blocks(desk, MINUTES, meeting))
    proposed = ("19 giờ 30", "05 tháng 11 năm 2026", "Nhà văn hóa bản Suối Lanh", NAMES[0], show_day(due))
    assert [words for words in proposed if words not in said] == []
    person.close()
