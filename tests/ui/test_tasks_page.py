"""The page "Nhiệm vụ" in the window: what a cell has to do, what a body follows, inspects, holds, and who came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from actions.desks import make_members
from chibo_desktop.actions.decisions import add_assignment, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.oversight import add_follow_up, add_gathering, add_inspection, report_follow_up
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.gatherings import gatherings, participants
from chibo_desktop.lists.oversight import follow_ups, inspections
from chibo_desktop.lists.rows import find
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from excel.rosters import as_xlsx, kept
from ui.hands import editor, error_of, make_desk, open_window, press, words_on, write
from ui.test_every_zoom import faults

HU, LANH = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh"


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    """A commune that types for two cells; Vàng A Chứ is the secretary of the first."""
    desk = make_desk(tmp_path / "commune", "commune").desk
    for name in (HU, LANH):
        make_members(desk.for_organisation(add_cell(desk, name=name)[1]), 2 if name == HU else 0)
    return desk


@pytest.fixture
def window(qtbot: QtBot, commune: Desk) -> Iterator[MainWindow]:
    made, _ = open_window(commune, "tasks")
    qtbot.addWidget(made)
    yield made
    made.close()


def tab(window: MainWindow, words: str) -> None:
    press(window, f"Phần của trang: {words}")


def row(window: MainWindow, begins: str) -> str:
    """The whole name of the row that begins so."""
    return next(words for words in words_on(window).split(" | ") if words.startswith(begins))


def test_a_cell_sees_what_is_late_and_what_is_done_and_opens_the_meeting_that_gave_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path).desk
    make_members(desk, 3)
    given = add_meeting(desk, period="2026-08", held_on=date(2026, 8, 5))[1]
    heard = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5))[1]
    add_assignment(desk, given, title="Rải đá đường bản", due_on=date(2026, 9, 1))
    add_assignment(desk, given, title="Sơ kết nghị quyết", due_on=date(2026, 12, 1), milestone="interim")
    done = add_assignment(desk, given, title="Làm cỏ nương")[1]
    report_assignment(desk, done, heard, "done", "Xong 3 ha")
    window, frame = open_window(desk, "tasks")
    qtbot.addWidget(window)
    assert "chậm 2 tháng" in row(window, "Rải đá đường bản")
    assert "Sơ kết, tổng kết nghị quyết" in words_on(window)
    assert "Làm cỏ nương" not in words_on(window)
    press(window, "Lọc: Đã xong, 1")
    assert "Xong 3 ha" in row(window, "Làm cỏ nương")
    press(window, row(window, "Làm cỏ nương"))
    assert frame.shown() == "meetings"
    window.close()


def test_a_shortcoming_is_written_from_an_empty_page_and_settled(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    window, _ = open_window(desk, "tasks")
    qtbot.addWidget(window)
    press(window, "Ghi khuyết điểm phải khắc phục")
    write(window, "Người chịu trách nhiệm", "Phó Bí thư")
    press(window, "Ghi việc phải làm")
    assert "Gõ việc phải làm" in error_of(window, "Khuyết điểm, việc phải khắc phục")
    write(window, "Khuyết điểm, việc phải khắc phục", "Họp muộn ba buổi")
    press(window, "Ghi việc phải làm")
    press(window, row(window, "Họp muộn ba buổi"))
    write(window, "Kết quả", "Họp đúng giờ từ tháng 11")
    press(window, "Ghi đã xong")
    (kept_one,) = follow_ups(desk.store, desk.organisation_id, desk.today)
    assert (kept_one.state, kept_one.responsible, kept_one.where) == (
        "done",
        "Phó Bí thư",
        "Chi bộ bản Suối Lanh",
    )
    press(window, "Chưa xong, theo dõi tiếp")
    assert follow_ups(desk.store, desk.organisation_id, desk.today)[0].state == "open"
    window.close()


def test_what_was_given_to_all_says_who_told_nothing_yet(window: MainWindow, commune: Desk) -> None:
    task = add_follow_up(commune, "conclusion", "Nộp danh sách")[1]
    cell = str(commune.store.value("SELECT id FROM organisation WHERE name = ?", (HU,)))
    report_follow_up(commune.for_organisation(cell), task, result="4 người", done_on=commune.today)
    assert window.frame is not None
    window.frame.page("tasks").open(task)
    assert f"{HU}, 4 người, xong 03/11/2026" in words_on(window)
    assert f"{LANH}, chưa báo" in words_on(window)


def test_a_day_changed_while_the_result_is_typed_leaves_the_keyboard_there(
    window: MainWindow, commune: Desk
) -> None:
    task = add_follow_up(commune, "conclusion", "Nộp danh sách")[1]
    assert window.frame is not None
    window.frame.page("tasks").open(task)
    editor(window, "Kết quả").setFocus()
    write(window, "Hạn", "20/11/2026")
    result = editor(window, "Kết quả")
    result.setFocus()
    window.frame.page("tasks").refresh()
    assert editor(window, "Kết quả") is result
    assert follow_ups(commune.store, commune.organisation_id, commune.today)[0].due_on == date(2026, 11, 20)


def test_the_first_thing_held_may_be_a_class(window: MainWindow) -> None:
    tab(window, "Giao ban, lớp")
    press(window, "Ghi lớp")
    write(window, "Tên", "Lớp bí thư")
    write(window, "Chuyên đề bồi dưỡng", "Ban hành và triển khai nghị quyết")
    press(window, "Ghi vào sổ")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Lọc: Lớp bồi dưỡng, 1")
    assert "Ban hành và triển khai nghị quyết: 0 đồng chí" in words_on(window)


def test_the_list_of_pages_counts_what_waits_at_a_body(window: MainWindow, commune: Desk) -> None:
    for due in (date(2026, 11, 1), date(2026, 12, 1)):
        add_follow_up(commune, "conclusion", "Nộp danh sách", due_on=due)
    assert window.frame is not None
    window.frame.session.look()
    assert "Trang Nhiệm vụ, 1" in words_on(window)


def test_what_is_typed_of_something_to_give_is_kept_as_a_draft(window: MainWindow, commune: Desk) -> None:
    press(window, "Giao việc xuống")
    write(window, "Việc giao", "Nộp danh sách")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Giao việc xuống")
    assert editor(window, "Việc giao").text() == "Nộp danh sách"  # type: ignore[union-attr]
    write(window, "Hạn", "20/11/2026")
    press(window, "Giao việc")
    assert "mọi nơi trực thuộc" in row(window, "Nộp danh sách")
    assert [one.sort for one in follow_ups(commune.store, commune.organisation_id, commune.today)] == [
        "conclusion"
    ]


def test_an_inspection_goes_from_plan_over_finding_to_closure(window: MainWindow, commune: Desk) -> None:
    tab(window, "Kiểm tra")
    press(window, "Thêm cuộc kiểm tra")
    press(window, "Ghi cuộc kiểm tra")
    assert error_of(window, "Tổ chức được kiểm tra") == "Chọn nơi được kiểm tra."
    write(window, "Tổ chức được kiểm tra", HU)
    press(window, "Ghi cuộc kiểm tra")
    assert "Kết thúc theo dõi" not in words_on(window)
    write(window, "Ngày kiểm tra", "10/9/2026")
    write(window, "Kết quả, hạn chế phát hiện", "Thiếu sổ nghị quyết")
    write(window, "Hạn chế phải khắc phục", "Bổ sung sổ")
    press(window, "Thêm việc khắc phục")
    write(window, "Kết quả khắc phục", "Đã bổ sung")
    press(window, "Kết thúc theo dõi")
    (kept_one,) = inspections(commune.store, commune.organisation_id, commune.today)
    assert (kept_one.state, kept_one.findings) == ("closed", "Thiếu sổ nghị quyết")
    (todo,) = follow_ups(commune.store, commune.organisation_id, commune.today)
    assert (todo.sort, todo.where) == ("finding", HU)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "1/2 nơi trực thuộc" in words_on(window)
    assert f"Chưa đến: {LANH}." in words_on(window)


def test_secretaries_are_ticked_with_the_enter_key_and_others_typed(
    window: MainWindow, commune: Desk
) -> None:
    tab(window, "Giao ban, lớp")
    press(window, "Ghi giao ban")
    write(window, "Ngày", "2/11/2026")
    press(window, "Ghi vào sổ")
    press(window, f"Vàng A Chứ, {HU}, chưa ghi")
    assert f"Vàng A Chứ, {HU}, có mặt" in words_on(window)
    write(window, "Họ và tên", "Giàng Thị Dua")
    press(window, "Thêm người dự")
    write(window, "Số người không ghi tên", "12")
    write(window, "Thành phần", "Quần chúng")
    press(window, "Thêm người dự")
    (held,) = gatherings(commune.store, commune.organisation_id)
    assert dict(held.groups) == {"secretary": 1, "member": 1, "masses": 12}
    press(window, f"Giàng Thị Dua, {HU}, Đảng viên")
    press(window, "Bỏ Giàng Thị Dua khỏi danh sách")
    assert gatherings(commune.store, commune.organisation_id)[0].heads == 13
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "13 lượt, 1 người, 12 lượt không ghi tên" in words_on(window)


def test_a_conclusion_is_given_from_its_briefing_and_stands_on_both(
    window: MainWindow, commune: Desk
) -> None:
    briefing = add_gathering(commune, "briefing", "Giao ban tháng 11", held_on=date(2026, 11, 2))[1]
    assert window.frame is not None
    window.frame.page("tasks").open(briefing)
    write(window, "Việc giao", "Nộp danh sách")
    write(window, "Giao cho", HU)
    press(window, "Giao việc")
    (given,) = follow_ups(commune.store, commune.organisation_id, commune.today)
    assert (given.origin, given.where) == ("Giao ban tháng 11", HU)
    press(window, row(window, "Nộp danh sách"))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    tab(window, "Việc phải làm")
    assert "Giao ban tháng 11" in row(window, "Nộp danh sách")


def test_the_list_of_a_class_comes_from_a_workbook(
    qtbot: QtBot, window: MainWindow, commune: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = add_gathering(commune, "training", "Lớp bí thư", held_on=date(2026, 9, 10), topic="content")[
        1
    ]
    path = kept(tmp_path, as_xlsx([["STT", "Họ và tên"], [1, "VÀNG A CHỨ"], [2, "Sùng Thị Máy"]]))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    assert window.frame is not None
    window.frame.page("tasks").open(gathering)
    press(window, "Chọn tệp …")
    qtbot.waitUntil(lambda: "Ghi 2 người" in words_on(window), timeout=20_000)
    write(window, "Người không có trong danh sách đảng viên ghi là", "Quần chúng")
    press(window, "Ghi 2 người")
    qtbot.waitUntil(lambda: "Đã ghi 2 người." in words_on(window), timeout=20_000)
    groups = sorted(one.text("group") for one in participants(commune.store, gathering))
    assert groups == ["masses", "secretary"]


def test_each_part_prints_its_paper(
    qtbot: QtBot, window: MainWindow, commune: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = str(commune.store.value("SELECT id FROM organisation WHERE name = ?", (HU,)))
    add_follow_up(commune, "conclusion", "Nộp danh sách")
    add_inspection(commune, cell, held_on=date(2026, 9, 10))
    gathering = add_gathering(commune, "study", "Học nghị quyết", held_on=date(2026, 9, 10))[1]
    for place, button in (
        ("follow", "In sổ"),
        ("inspections", "In sổ"),
        ("gatherings", "In sổ"),
        (gathering, "In danh sách"),
    ):
        target = tmp_path / f"{place}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given, at=target: (str(at), ""))
        assert window.frame is not None
        window.frame.page("tasks").open(place)
        press(window, button)
        qtbot.waitUntil(lambda at=target: f"Đã lưu {at.name}" in words_on(window), timeout=20_000)  # type: ignore[misc]
        assert target.read_bytes().startswith(b"%PDF")


def test_a_class_put_away_is_off_the_page(window: MainWindow, commune: Desk) -> None:
    gathering = add_gathering(commune, "training", "Lớp bí thư", held_on=date(2026, 9, 10))[1]
    assert window.frame is not None
    window.frame.page("tasks").open(gathering)
    press(window, "Cho vào lưu trữ")
    found = find(commune.store, "gathering", gathering)
    assert found is not None
    assert found.is_put_away
    assert "Lớp bí thư" not in words_on(window)


@pytest.mark.long
def test_every_part_and_view_of_tasks_is_whole_at_every_zoom(window: MainWindow, commune: Desk) -> None:
    long = (
        "Nộp danh sách quần chúng ưu tú và kế hoạch bồi dưỡng của chi bộ về Đảng ủy xã trước kỳ giao ban sau"
    )
    cell = str(commune.store.value("SELECT id FROM organisation WHERE name = ?", (HU,)))
    inspection = add_inspection(
        commune, cell, held_on=date(2026, 9, 10), findings=long, due_on=date(2026, 10, 1)
    )[1]
    classes = [
        add_gathering(commune, sort, long, held_on=date(2026, 9, 10), organiser=long[:60])[1]
        for sort in ("briefing", "training", "study")
    ]
    task = add_follow_up(commune, "conclusion", long, gathering_id=classes[0], due_on=date(2026, 10, 1))[1]
    parts = ("follow", "inspections", "gatherings", inspection, *classes, task)
    assert window.frame is not None
    page = window.frame.page("tasks")
    places = [(name, partial(page.open, name)) for name in parts]
    found = faults(window, places, (100, 150, 200))
    QApplication.processEvents()
    look.set_zoom(100)
    assert found == []
