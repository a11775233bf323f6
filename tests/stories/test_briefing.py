"""A commune's briefing and inspection: what they ask goes to the cells by bundle, a cell says it is done; 42 of 42 are inspected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.oversight import add_follow_up, add_inspection
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.oversight import follow_ups, inspected
from chibo_desktop.ui.main_window import MainWindow
from exchange.province import make_province
from ui.hands import make_desk, open_window, press, words_on, write

LANH, HU = "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ"
ASKED = "Nộp danh sách quần chúng ưu tú"
FOUND = "Sổ nghị quyết ghi thiếu"


def sit(qtbot: QtBot, desk: Desk) -> MainWindow:
    window, _ = open_window(desk, "tasks")
    qtbot.addWidget(window)
    return window


def row(window: MainWindow, begins: str) -> str:
    return next(words for words in words_on(window).split(" | ") if words.startswith(begins))


def test_a_conclusion_of_a_briefing_comes_back_done_and_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    with make_province(tmp_path, LANH, HU) as province:
        cell, commune = province.cell, province.commune
        make_members(cell, 2)
        for each in province.cells:
            province.send(each, commune)

        above = sit(qtbot, commune)
        press(above, "Phần của trang: Giao ban, lớp")
        press(above, "Ghi giao ban")
        write(above, "Ngày", "5/10/2026")
        press(above, "Ghi vào sổ")
        press(above, f"Vàng A Chứ, {LANH}, chưa ghi")
        write(above, "Việc giao", ASKED)
        write(above, "Giao cho", LANH)
        write(above, "Hạn", "20/10/2026")
        press(above, "Giao việc")
        province.send(commune, cell)

        below = sit(qtbot, cell)
        press(below, row(below, ASKED))
        assert "Theo kết luận giao ban · Đảng bộ xã Mường Sáy" in words_on(below)
        write(below, "Việc đã làm", "Đã nộp danh sách 4 người")
        press(below, "Đã làm")
        assert "Đã báo: Đã nộp danh sách 4 người" in words_on(below)
        QTest.keyClick(below, Qt.Key.Key_Escape)
        press(below, "Lọc: Đã xong, 1")
        assert "đã báo đã làm" in row(below, ASKED)
        below.hide()
        province.send(cell, commune)

        assert above.frame is not None
        above.frame.session.look()
        above.frame.page("tasks").open("follow")
        assert "nơi làm báo đã xong" in row(above, ASKED)
        press(above, row(above, ASKED))
        assert "Đã nộp danh sách 4 người" in row(above, LANH)
        write(above, "Kết quả", "Đủ")
        press(above, "Ghi đã xong")
        (task,) = follow_ups(commune.store, commune.organisation_id, commune.today)
        assert (task.state, task.result) == ("done", "Đủ")
        above.hide()
        province.send(commune, cell)
        told = sit(qtbot, cell)
        press(told, "Lọc: Đã xong, 1")
        assert "đã xong" in row(told, ASKED)
        told.close()


def test_a_body_reaches_forty_two_of_forty_two(qtbot: QtBot, tmp_path: Path) -> None:
    commune = make_desk(tmp_path, "commune").desk
    cells = [add_cell(commune, name=f"Chi bộ bản số {number}")[1] for number in range(1, 43)]
    for place, cell in enumerate(cells[:-1]):
        for month in (3, 9) if place % 5 == 0 else (6,):
            add_inspection(commune, cell, held_on=date(2026, month, 10))
    window = sit(qtbot, commune)
    press(window, "Phần của trang: Kiểm tra")
    assert "41/42 nơi trực thuộc" in words_on(window)
    press(window, "Thêm cuộc kiểm tra")
    write(window, "Tổ chức được kiểm tra", "Chi bộ bản số 42")
    write(window, "Ngày kiểm tra", "2/11/2026")
    press(window, "Ghi cuộc kiểm tra")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert "42/42 nơi trực thuộc" in words_on(window)
    assert "Đã đến tất cả các nơi trực thuộc." in words_on(window)
    reached = inspected(commune.store, commune.organisation_id, date(2026, 1, 1), commune.today)
    assert (len(reached.reached), reached.every) == (42, 42)
    window.close()


def test_what_an_inspection_found_is_seen_that_day_at_the_cell_alone_and_told_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with make_province(tmp_path, LANH, HU) as province:
        (cell, other), commune = province.cells, province.commune
        for each in province.cells:
            province.send(each, commune)
        inspection = add_inspection(commune, cell.organisation_id, held_on=date(2026, 9, 10))[1]
        add_follow_up(
            commune,
            "finding",
            FOUND,
            organisation_id=cell.organisation_id,
            inspection_id=inspection,
            due_on=date(2026, 10, 30),
        )
        for each in province.cells:
            province.send(commune, each)
        assert not follow_ups(other.store, commune.organisation_id, other.today)

        below, frame = open_window(cell, "today")
        qtbot.addWidget(below)
        assert "Hạn chế sau kiểm tra · Đảng bộ xã Mường Sáy" in row(below, FOUND)
        press(below, row(below, FOUND))
        assert frame.shown() == "tasks"
        write(below, "Việc đã làm", "Đã ghi bổ sung sổ")
        press(below, "Đã làm")
        province.send(cell, commune)
        below.close()
        (told,) = follow_ups(commune.store, commune.organisation_id, commune.today)
        assert told.state == "reported"
        assert [each.result for each in told.reports] == ["Đã ghi bổ sung sổ"]
