"""Promises of the page "Sinh hoạt": the next meeting is one press away, and a body above reads without writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.actions.postponing import miss_meeting, postpone_meeting
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.ui import look
from chibo_desktop.ui.pages.meeting_words import figures_sentence, meeting_line, own_title
from driver import Secretary, make_cell, make_meeting
from ui.fitting import cut
from ui.hands import write


def test_the_first_meeting_is_that_of_this_month(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    person = Secretary(desk)
    assert "Mỗi kỳ sinh hoạt một dòng ở đây" in person.screen()
    person.press("Thêm kỳ sinh hoạt đầu tiên")
    assert [row.period for row in list_meetings(desk.store)] == ["2026-10"]
    assert person.focus() == "Ngày sinh hoạt"
    assert person.value("Địa điểm") == "Nhà văn hóa bản Suối Lanh"
    person.close()


def test_the_next_one_is_the_month_after(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    person.press("Thêm kỳ tháng 11")
    assert {row.period for row in list_meetings(desk.store)} == {"2026-10", "2026-11"}
    person.close()


def test_the_next_one_is_added_by_a_key_and_a_row_is_opened_by_enter(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    assert person.focus().startswith("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.keys("F2")
    assert [row.period for row in list_meetings(desk.store)] == ["2026-11", "2026-10"]
    assert person.value("Ngày sinh hoạt") == "05/11/2026"
    assert person.focus() == "Thư ký ghi biên bản"
    person.keys("Esc", "Enter")
    assert person.value("Kỳ sinh hoạt") == "11/2026"
    person.close()


def test_another_kind_is_begun_from_the_list_by_keys(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    person.press("Buổi khác")
    person.keys("Down", "Down", "Enter")
    begun = list_meetings(desk.store)[0]
    assert (begun.kind.key, begun.period) == ("committee", "2026-10")
    assert person.value("Loại buổi") == "Họp chi ủy"
    person.close()


def test_the_old_books_are_a_press_away_and_esc_leads_back(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    person = Secretary(desk)
    person.press("Ghi sổ cũ")
    assert person.value("Năm của sổ cũ") == "năm 2025"
    assert not person.has("Trang Đảng viên")
    person.keys("5", "Esc")
    assert person.has("Trang Đảng viên")
    person.press("Ghi sổ cũ")
    assert person.value("Ngày, 01/2025") == "05/01/2025"
    person.close()


def test_ten_years_are_shown_a_year_at_a_time_and_by_kind(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    old = [
        OldMeeting(held_on=date(year, month, 5), due=8, present=8, kind=kind)
        for year in (2024, 2025)
        for month in range(1, 13)
        for kind in (("regular", "thematic") if month == 6 else ("regular",))
    ]
    assert add_old_meetings(desk, old).problems == ()
    person = Secretary(desk)
    assert "13 trên 26 buổi" in person.screen()
    assert not person.has("Sinh hoạt thường kỳ tháng 3 năm 2024")
    write(person.window, "Năm", "mọi năm")
    write(person.window, "Loại buổi", "Sinh hoạt chuyên đề")
    assert "2 trên 26 buổi" in person.screen()
    assert person.has("Sinh hoạt chuyên đề tháng 6 năm 2024")
    assert "ghi từ sổ cũ" in person.screen()
    person.close()


def test_a_row_says_what_kind_it_was_its_theme_and_why_it_was_missed_or_put_off(tmp_path: Path) -> None:
    desk = make_cell(tmp_path / "cell")
    meeting = make_meeting(desk)
    postpone_meeting(desk, meeting, date(2026, 10, 9), "mưa lũ")
    miss_meeting(desk, "2026-09", "lũ quét")
    add_meeting(desk, kind="thematic", held_on=date(2026, 9, 18), theme="Nêu gương")
    add_meeting(desk, kind="community", held_on=date(2026, 9, 2))
    add_old_meetings(desk, [OldMeeting(held_on=date(2025, 9, 5), due=8, present=7, excused=1)])
    lines = [meeting_line(row, own_title(row)) for row in list_meetings(desk.store)]
    assert [(line.title, line.second, line.words) for line in lines] == [
        (
            "Sinh hoạt thường kỳ tháng 10 năm 2026",
            "09/10/2026 · chưa điểm danh · hoãn từ ngày 05/10/2026: mưa lũ",
            "Đang ghi",
        ),
        ("Sinh hoạt thường kỳ tháng 9 năm 2026", "Không sinh hoạt được: lũ quét", "Chưa chốt"),
        ("Sinh hoạt chuyên đề tháng 9 năm 2026: Nêu gương", "18/09/2026 · chưa điểm danh", "Đang ghi"),
        ("Sinh hoạt cộng đồng ngày 02/09/2026", "02/09/2026 · chưa ghi ai dự", "Đang ghi"),
        (
            "Sinh hoạt thường kỳ tháng 9 năm 2025",
            "05/09/2025 · có mặt 7 trên 8, 87,5\u00a0%, đạt · ghi từ sổ cũ",
            "Đã ghi",
        ),
    ]


def test_a_body_above_reads_what_is_known_of_an_old_book_and_of_a_missed_month(tmp_path: Path) -> None:
    desk = make_cell(tmp_path / "cell")
    add_old_meetings(
        desk,
        [
            OldMeeting(held_on=date(2025, 12, 5), due=8, present=6, excused=1, absent=1),
            OldMeeting(period=PartialDate(2025, 11), missed_because="lũ quét"),
        ],
    )
    assert [figures_sentence(row) for row in list_meetings(desk.store)] == [
        "Phải dự 8, có mặt 6, vắng có lý do 1, vắng không lý do 1: 75,0\u00a0% (ghi từ sổ cũ).",
        "Không sinh hoạt được: lũ quét; ghi từ sổ cũ.",
    ]


def test_the_thread_stands_in_place_of_the_page_list(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    assert person.has("Trang Đảng viên")
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    assert not person.has("Trang Đảng viên")
    assert person.has("Bước 2, Điểm danh")
    person.press("Các trang")
    assert person.has("Trang Đảng viên")
    person.close()


def test_the_sheet_opens_again_where_it_was_left(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Bước 1, Chuẩn bị")
    person.keys("Esc")
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    assert person.has("Địa điểm")
    person.close()


def fits(desk: Desk, zoom: int) -> list[str]:
    """The steps that do not fit into 1366×768 at this zoom."""
    look.set_zoom(zoom)
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    if not person.has("Bước 1, Chuẩn bị"):
        person.press("Các bước")
    person.press("Bước 1, Chuẩn bị")
    wrong = []
    for _ in range(9):
        least = person.window.minimumSizeHint()
        if least.width() > 1366 or least.height() > 768:
            wrong.append(f"{person.screen()[:200]}: {least.width()}×{least.height()}")
        person.keys("Ctrl+Enter")
    person.close()
    return wrong


@pytest.mark.parametrize("zoom", [100, 110, 130, 150])
def test_every_step_fits_at_every_zoom_up_to_150_percent(tmp_path: Path, qapp: object, zoom: int) -> None:
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    assert fits(desk, zoom) == []


def test_folded_the_steps_and_the_paper_are_behind_their_buttons(tmp_path: Path, qapp: object) -> None:
    look.set_zoom(150)
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    assert not person.has("Bước 1, Chuẩn bị")
    person.press("Các bước")
    person.press("Bước 1, Chuẩn bị")
    assert person.has("Địa điểm")
    person.press("Bản giấy")
    assert person.has("In thử")
    person.keys("Esc")
    assert person.has("Địa điểm")
    person.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_a_refused_hour_is_read_whole_beside_the_paper(tmp_path: Path, qapp: object, zoom: int) -> None:
    look.set_zoom(zoom)
    desk = make_cell(tmp_path / "cell")
    make_meeting(desk)
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    if zoom > 100:
        person.press("Các bước")
    person.press("Bước 1, Chuẩn bị")
    person.write("Kết thúc lúc", "18:00")
    assert "không sau giờ bắt đầu" in person.error("Kết thúc lúc")
    assert [each for each in cut(person.window) if "giờ" in each] == []
    person.close()
