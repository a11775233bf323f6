"""Two plans meet by bundles: a province's officer plans a visit, the commune's window names the clash, one gives way, both see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visits import make_plan, plan_visit
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.board import Board
from ui.hands import open_window, press, shown, words_on, write
from visiting import make_visited, write_met, write_team

NOVEMBER = date(2026, 11, 5)


def sit(qtbot: QtBot, desk: Desk) -> MainWindow:
    window, _ = open_window(desk, "visits")
    qtbot.addWidget(window)
    return window


def choose_month(window: QWidget, cell: str, month: str) -> None:
    board = shown(window, Board)[0]
    board.setFocus()
    board.set_current(cell, month)
    QTest.keyClick(board, Qt.Key.Key_Return)


def see(window: MainWindow) -> str:
    """What stands in the window once it has looked at what was read meanwhile."""
    assert window.frame is not None
    window.frame.session.look()
    return words_on(window)


def test_a_province_and_a_commune_that_go_to_one_cell_find_it_out_and_one_gives_way(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with make_visited(tmp_path) as province:
        upper, commune, lanh = province.upper, province.commune, province.cell.organisation_id
        write_team(upper, "Tổ 3", "Mùa A Sính")
        make_plan(upper, 2026)
        team = write_team(commune, "Tổ 1", "Hà Thị Xuân")
        plan = make_plan(commune, 2026)[1]
        plan_visit(commune, lanh, "2026-11", team_id=team.id, planned_on=NOVEMBER, plan_id=plan)

        above = sit(qtbot, upper)
        choose_month(above, lanh, "T11")
        press(above, "Thêm lượt dự")
        write(above, "Ngày dự kiến", "5/11/2026")
        write(above, "Tổ", "Tổ 3")
        press(above, "Thêm vào kế hoạch")
        assert "Lọc: Trùng lịch" not in see(above)
        province.send(upper, commune)

        below = sit(qtbot, commune)
        assert "Lọc: Trùng lịch, 1" in words_on(below)
        choose_month(below, lanh, "T11")
        assert "Đảng bộ tỉnh Nậm Sơn (Tổ 3) ngày 05/11/2026" in words_on(below)
        press(below, "Tổ 1, 05/11/2026, sẽ dự")
        write(below, "Hoãn sang ngày", "4/12/2026")
        write(below, "Lý do hoãn", "nhường đoàn tỉnh")
        press(below, "Hoãn")
        QTest.keyClick(below, Qt.Key.Key_Escape)
        assert "Lọc: Trùng lịch" not in words_on(below)
        above.close()
        below.close()
        QApplication.processEvents()  # what the windows still meant to show, before the books are closed


def test_a_visit_is_typed_once_at_the_cell_and_stands_in_every_window_above(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with make_visited(tmp_path) as province:
        write_team(province.upper, "Tổ 3", "Mùa A Sính")
        write_met(province.cell, date(2026, 10, 3), ("Mùa A Sính", "upper"), kind="thematic")
        province.send(province.cell, province.commune)
        province.send(province.commune, province.upper)
        for desk in (province.commune, province.upper):
            window = sit(qtbot, desk)
            press(window, "Phần của trang: Đã dự")
            write(window, "Cấp của người dự", "Mọi cấp")
            said = words_on(window)
            assert "1 lượt tại 1 chi bộ" in said
            assert "Mùa A Sính" in said
            assert "Lọc: Chuyên đề, 1" in said
            window.hide()
