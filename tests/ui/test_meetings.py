"""Promises of the page "Sinh hoạt": the next meeting is one press away, and a body above reads without writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.lists.meetings import list_meetings
from chibo_desktop.ui import look
from driver import Secretary, make_cell, make_meeting
from ui.fitting import cut


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
    assert person.focus() == "Ngày sinh hoạt"
    person.keys("Esc", "Enter")
    assert person.value("Kỳ sinh hoạt") == "11/2026"
    person.close()


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
