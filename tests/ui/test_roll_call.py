"""Promises of the roll call: it is done whole by the keyboard, and what is shown is what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_guest, add_meeting, change_meeting
from chibo_desktop.actions.members import add_member, add_standing
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.unit import Unit
from chibo_desktop.lists.meeting_sheet import MeetingSheet, meeting_sheet
from chibo_desktop.lists.meetings import list_meetings
from driver import NAMES, PASSWORD, Secretary, make_cell, make_meeting
from ui.hands import CHEAP

ROSTER = "Danh sách điểm danh"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_cell(tmp_path / "cell")
    make_meeting(made)
    return made


@pytest.fixture
def secretary(desk: Desk, qapp: object) -> Iterator[Secretary]:
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    yield person
    person.close()


def stored(person: Secretary) -> MeetingSheet:
    """The sheet as it stands in the file."""
    meeting = person.desk.store.value("SELECT id FROM meeting")
    sheet = meeting_sheet(person.desk.store, meeting)
    assert sheet is not None
    return sheet


def states(person: Secretary) -> dict[str, str]:
    """Each member's mark with its reason."""
    return {
        row.member.name: " ".join(part for part in (row.person.state or "", row.person.reason) if part)
        for row in stored(person).roll
    }


def test_on_the_evening_of_the_meeting_it_opens_on_the_roll_call(secretary: Secretary) -> None:
    assert secretary.focus() == ROSTER
    assert len(secretary.rows(ROSTER)) == len(NAMES)


def test_a_whole_roll_call_is_done_by_keys(secretary: Secretary) -> None:
    """Two absent with a reason, one without, one late, everybody else in one key."""
    secretary.keys("Down", "Down", "2")
    secretary.type_words("ốm")
    secretary.keys("Enter", "1", "2")
    secretary.type_words("con nằm viện")
    secretary.keys("Enter", "3", "4")
    secretary.type_words("19h50")
    secretary.keys("Enter", "F6")
    assert states(secretary) == {
        "Vàng A Chứ": "present",
        "Giàng Thị Dua": "present",
        "Lò Văn Hặc": "excused ốm",
        "Pờ Go Hừ": "present",
        "Quàng Văn Kiêm": "excused con nằm viện",
        "Lù Thị Lả": "absent",
        "Sùng A Nhà": "late",
        "Lò Văn Pâng": "present",
    }
    late = next(row.mark for row in stored(secretary).roll if row.person.state == "late")
    assert late is not None
    assert "19:50" in late.shown("late_at")


def test_digits_typed_fast_are_marks_and_never_a_reason(secretary: Secretary) -> None:
    secretary.keys("2", "3", "4")
    row = next(row for row in stored(secretary).roll if row.person.state)
    assert (row.person.name, row.person.state, row.person.reason) == ("Vàng A Chứ", "late", "")
    secretary.keys("Enter", "2", "3")
    assert states(secretary)["Giàng Thị Dua"] == "absent"
    assert secretary.focus() == ROSTER
    secretary.keys("2")
    secretary.type_words("ốm 3 ngày")
    secretary.keys("Enter")
    assert states(secretary)["Giàng Thị Dua"] == "excused ốm 3 ngày"


def test_letters_jump_to_a_given_name(secretary: Secretary) -> None:
    secretary.keys("k", "3")
    assert states(secretary)["Quàng Văn Kiêm"] == "absent"


def test_letters_jump_by_initials_and_by_the_raw_keys_of_telex(secretary: Secretary) -> None:
    for typed, name in (("pgh", "Pờ Go Hừ"), ("haawc", "Lò Văn Hặc")):
        secretary.type_words(typed)
        secretary.keys("1")
        assert states(secretary)[name] == "present", typed
        secretary.keys("F5")  # a key between two names begins a new search


def test_the_first_pass_goes_on_by_itself_and_a_mark_put_right_stays(secretary: Secretary) -> None:
    secretary.keys("1", "3", "Up", "1", "2")
    marked = {name: state for name, state in states(secretary).items() if state}
    assert marked == {"Vàng A Chứ": "present", "Giàng Thị Dua": "excused"}


def test_who_goes_home_early_was_there_and_the_hour_is_asked(secretary: Secretary) -> None:
    secretary.keys("5")
    secretary.type_words("2045")
    secretary.keys("Enter", "4")
    secretary.type_words("19:50")
    secretary.keys("Enter", "Up", "5")
    secretary.type_words("20:30")
    secretary.keys("Enter")
    marks = {row.member.name: row.mark for row in stored(secretary).roll if row.mark is not None}
    first, second = marks["Vàng A Chứ"], marks["Giàng Thị Dua"]
    assert (first.text("state"), first.shown("left_at")) == ("present", "20:45 05/10/2026")
    assert second.text("state") == "late"
    assert (second.shown("late_at"), second.shown("left_at")) == ("19:50 05/10/2026", "20:30 05/10/2026")
    assert "Về sớm 20:45" in secretary.screen()
    assert stored(secretary).attendance.present == 2
    secretary.keys("Up", "Up", "1")
    put_right = next(row.mark for row in stored(secretary).roll if row.member.name == "Vàng A Chứ")
    assert put_right is not None
    assert put_right.moment("left_at") is None


def test_one_letter_means_the_reason_it_begins(secretary: Secretary) -> None:
    secretary.keys("2")
    secretary.type_words("o")
    secretary.keys("Enter")
    assert states(secretary)["Vàng A Chứ"] == "excused ốm"


def with_one_exempt(desk: Desk) -> Secretary:
    """The sheet of the meeting, the fourth of the list exempt from coming."""
    exempt = desk.store.value("SELECT id FROM member WHERE full_name = ?", (NAMES[3],))
    add_standing(desk, exempt, "exempt")
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    return person


def test_both_numbers_are_told_with_who_is_deducted_and_by_which_rule(desk: Desk, qapp: object) -> None:
    person = with_one_exempt(desk)
    person.keys("F6", "F3")
    said = person.screen()
    assert "tính trên 7 đảng viên phải dự: 8 trong danh sách trừ 1 miễn" in said.lower()
    assert "Tính trên 7 đảng viên chính thức: 8 trừ 1 miễn sinh hoạt" in said
    assert said.count("Pờ Go Hừ") >= 2
    assert "42-HD/BTCTW" in said
    assert "294-QĐ/TW" in said
    person.keys("Esc")
    assert person.focus() == ROSTER
    person.close()


def test_who_came_before_is_taken_with_office_and_level_by_two_letters(secretary: Secretary) -> None:
    desk = secretary.desk
    _, before = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5))
    add_guest(desk, before, full_name="Hà Văn Thắng", office="Ủy viên Ban Thường vụ", level="upper")
    secretary.keys("F4")
    secretary.type_words("th")
    secretary.keys("Enter")
    guest = stored(secretary).guests[0]
    assert [guest.text(name) for name in ("full_name", "office", "level")] == [
        "Hà Văn Thắng",
        "Ủy viên Ban Thường vụ",
        "upper",
    ]
    assert secretary.focus() == ROSTER


def test_enter_goes_to_the_next_step_only_when_everybody_is_marked(secretary: Secretary) -> None:
    secretary.keys("1", "Enter")
    assert "Điểm danh" in secretary.screen()
    assert secretary.focus() == ROSTER
    secretary.keys("F6", "Enter")
    assert secretary.focus() != ROSTER
    assert not secretary.has("Có mặt, ")


def test_the_running_line_says_the_verdict(secretary: Secretary) -> None:
    secretary.keys("2")
    secretary.type_words("ốm")
    secretary.keys("Enter", "F6")
    assert "Phải dự 8 · có mặt 7 · vắng có lý do 1" in secretary.screen()
    assert "87,5 %, chưa đạt" in secretary.screen()


def test_reasons_used_before_are_offered(secretary: Secretary) -> None:
    secretary.keys("2")
    secretary.type_words("đi chợ phiên xa")
    secretary.keys("Enter", "2")
    secretary.type_words("cho")
    secretary.keys("Down", "Enter", "Enter")
    assert states(secretary)["Giàng Thị Dua"] == "excused đi chợ phiên xa"


def test_who_is_not_due_stands_in_one_line_and_can_still_be_marked(desk: Desk, qapp: object) -> None:
    person = with_one_exempt(desk)
    assert len(person.rows(ROSTER)) == len(NAMES) - 1
    person.press("Không tính 1: miễn 1")
    person.keys("1")
    assert [row.person.state for row in stored(person).others] == ["present"]
    assert stored(person).attendance.extra_exempt == (NAMES[3],)
    person.close()


def test_a_guest_is_kept_as_soon_as_the_name_is_entered(secretary: Secretary) -> None:
    secretary.keys("F4")
    secretary.type_words("Hà Thị Xuân")
    secretary.keys("Enter")
    assert secretary.focus() == "Chức vụ, đơn vị"
    secretary.type_words("Ủy viên Ban Thường vụ Đảng ủy xã")
    secretary.press("Là tổ trưởng tổ dự sinh hoạt")
    secretary.write("Ý kiến chỉ đạo", "Quan tâm đường nước của bản")
    secretary.write("Tài liệu phát tại buổi", "Bản tin tháng 10")
    secretary.press("Xong")
    guests = stored(secretary).guests
    assert len(guests) == 1
    assert guests[0].text("office") == "Ủy viên Ban Thường vụ Đảng ủy xã"
    assert guests[0].flag("leads_team")
    assert guests[0].text("directions") == "Quan tâm đường nước của bản"
    assert guests[0].text("handed_out") == "Bản tin tháng 10"
    assert "Hà Thị Xuân" in secretary.screen()


def test_the_notice_about_dues_is_one_line(secretary: Secretary) -> None:
    secretary.keys("F8")
    secretary.type_words("8/8 đảng viên đã nộp tháng 9")
    secretary.keys("Enter")
    assert stored(secretary).meeting.text("dues_note") == "8/8 đảng viên đã nộp tháng 9"
    assert "Đảng phí: 8/8 đảng viên đã nộp tháng 9" in secretary.screen()


def test_a_long_notice_about_dues_ends_before_its_key(secretary: Secretary) -> None:
    notice = "Tháng 9: 22 đồng chí thuộc diện nộp đã nộp đủ; một đồng chí được miễn."
    secretary.keys("F8")
    secretary.type_words(notice)
    secretary.keys("Enter")
    assert f"Đảng phí: {notice}" in secretary.screen()
    (line,) = [
        each for each in secretary.window.findChildren(QPushButton) if each.accessibleName().endswith(notice)
    ]
    assert "…" in line.text()
    assert line.sizeHint().width() <= line.width()


def test_ctrl_z_takes_the_last_mark_back(secretary: Secretary) -> None:
    secretary.keys("1", "3")
    assert secretary.has("Hoàn tác: Điểm danh Giàng Thị Dua")
    secretary.keys("Ctrl+Z")
    assert states(secretary)["Giàng Thị Dua"] == ""
    assert states(secretary)["Vàng A Chứ"] == "present"
    secretary.keys("Ctrl+Z")
    assert states(secretary)["Vàng A Chứ"] == ""
    assert not secretary.has("Hoàn tác")


def test_without_anybody_on_the_list_it_is_said_where_the_list_is_made(tmp_path: Path, qapp: object) -> None:
    empty = set_up(tmp_path / "new", Unit("Chi bộ bản Nà Hừ", "cell"), password=PASSWORD, cost=CHEAP).desk
    add_meeting(empty, period="2026-10")
    person = Secretary(empty)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Bước 2, Điểm danh")
    assert "sang trang Đảng viên để nhập" in person.screen()
    assert not person.has("Có mặt")
    person.close()
    filled = open_desk(tmp_path / "new", PASSWORD)
    add_member(filled, full_name="Vàng A Chứ")
    person = Secretary(filled)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Bước 2, Điểm danh")
    assert "sang trang Đảng viên để nhập" not in person.screen()
    person.close()


@pytest.mark.parametrize(
    ("kind", "dues", "absent"),
    [
        ("regular", True, True),
        ("committee", False, True),
        ("briefing", False, False),
        ("community", False, False),
    ],
)
def test_dues_and_absence_are_asked_only_where_those_are_due_whom_it_concerns(
    tmp_path: Path, qapp: object, kind: str, dues: bool, absent: bool
) -> None:
    desk = make_cell(tmp_path / "cell")
    meeting = make_meeting(desk)
    change_meeting(desk, meeting, kind=kind)
    person = Secretary(desk)
    person.press(list_meetings(desk.store)[0].title)
    person.press("Bước 2, Điểm danh")
    assert ("Đảng phí" in person.screen()) is dues
    assert ("Vắng không lý do, 0 người, phím 3" in person.screen()) is absent
    assert "Muộn, 0 người, phím 4" in person.screen()
    person.close()
