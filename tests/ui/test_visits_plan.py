"""The plan of a year in the window: the whole board under one scroll bar, a proposal looked at first, committees, who goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visit_names import assign_by_name
from chibo_desktop.actions.visits import make_plan, plan_visit
from chibo_desktop.lists.visit_plans import planned_visits, plans_of
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.page_board import PageBoard
from exchange.province import Province
from ui.hands import editor, error_of, open_window, press, shown, words_on, write
from visiting import HU, add_official, make_visited, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def open_plan(qtbot: QtBot, province: Province) -> MainWindow:
    window, _ = open_window(province.commune, "visits")
    qtbot.addWidget(window)
    return window


def seen_rows(board: PageBoard, area: QScrollArea) -> int:
    """Rows of the board seen whole in what scrolls it, below its head."""
    head = board.horizontalHeader()
    viewport = area.viewport()
    seen = QRect(board.mapFrom(viewport, QPoint()), viewport.size())
    seen.setTop(max(seen.top(), head.geometry().bottom()))
    rows = range(board.model().rowCount())
    inside = board.viewport().pos().y()
    return sum(
        seen.top() <= board.rowViewportPosition(row) + inside
        and board.rowViewportPosition(row) + inside + board.rowHeight(row) <= seen.bottom() + 1
        for row in rows
    )


def scrolls(part: QWidget) -> list[QScrollArea]:
    """What has a scroll bar to be moved down by, from the inside out."""
    found = []
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.verticalScrollBar().maximum() > 0:
            found.append(above)
        above = above.parentWidget()
    return found


@pytest.mark.parametrize(("zoom", "least"), [(100, 12), (150, 8)])
def test_the_plan_scrolls_under_one_bar_with_its_months_in_sight(
    qtbot: QtBot, province: Province, zoom: int, least: int
) -> None:
    make_plan(province.commune, 2026)
    for number in range(25):
        add_cell(province.commune, name=f"Chi bộ bản Huổi {number}")
    look.set_zoom(zoom)
    window = open_plan(qtbot, province)
    board = shown(window, PageBoard)[0]
    qtbot.waitUntil(lambda: board.height() == board.sizeHint().height())
    (area,) = scrolls(board)
    board.take_place(0, last=False)
    for _ in range(16):
        QTest.keyClick(board, Qt.Key.Key_Down)
    assert seen_rows(board, area) >= least
    head = board.horizontalHeader()
    assert head.mapTo(area.viewport(), QPoint()).y() == 0
    ringed = board.mapTo(area.viewport(), board.cell_rect().center()).y()
    assert head.height() < ringed < area.viewport().height()
    window.close()


def test_a_proposal_names_cells_without_a_visit_and_how_often_everybody_goes(
    qtbot: QtBot, province: Province
) -> None:
    desk = province.commune
    make_plan(desk, 2026, months="quarter_first")
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    window = open_plan(qtbot, province)
    press(window, "Xếp lượt dự năm 2026")
    qtbot.waitUntil(lambda: "Sẽ thêm 1 lượt ở 1 chi bộ, tháng 10; chưa ghi gì" in words_on(window))
    said = words_on(window)
    assert "Chi bộ cả năm 2026 chưa có lượt nào" in said
    assert "Hà Thị Xuân, Ủy viên Ban Chấp hành · Tổ 1, đã đi 0, đã xếp 0, thêm 1" in said
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert planned_visits(desk.store, "2026-01", "2026-12") == []
    window.close()


def test_a_committees_meeting_is_planned_and_stands_on_the_board(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    make_plan(desk, 2026)
    window = open_plan(qtbot, province)
    press(window, "Thêm từng lượt")
    write(window, "Dự tại", "Đảng bộ xã Mường Sáy")
    write(window, "Ngày dự kiến", "12/11/2026")
    press(window, "Thêm vào kế hoạch")
    assert "12/11/2026 không trong tháng 10" in error_of(window, "Ngày dự kiến")
    write(window, "Tháng", "tháng 11/2026")
    press(window, "Thêm vào kế hoạch")
    (visit,) = planned_visits(desk.store, "2026-11", "2026-11")
    assert (visit.purpose, visit.planned_on, visit.plan_id) == (
        "committee",
        date(2026, 11, 12),
        plans_of(desk.store, desk.organisation_id)[0].id,
    )
    board = shown(window, PageBoard)[0]
    first = board.model().index(0, 0).data()
    assert first == "xã Mường Sáy: họp cấp ủy"
    window.close()


def offered(window: MainWindow, label: str) -> list[str]:
    box = editor(window, label)
    assert isinstance(box, QComboBox)
    return [box.itemText(place) for place in range(box.count())]


def test_a_team_offers_its_people_and_a_person_brings_his_team(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    make_plan(desk, 2026)
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    write_team(desk, "Tổ 2", "Cà Văn Xôm")
    add_official(desk, "Hà Thị Xuân", "Chủ tịch Hội Phụ nữ")
    window = open_plan(qtbot, province)
    press(window, "Thêm từng lượt")
    assert "Hà Thị Xuân, Ủy viên Ban Chấp hành" in offered(window, "Người dự")
    assert "Hà Thị Xuân, Chủ tịch Hội Phụ nữ" in offered(window, "Người dự")
    write(window, "Tổ", "Tổ 2")
    assert offered(window, "Người dự") == ["Chưa chọn", "Cà Văn Xôm, Ủy viên Ban Chấp hành"]
    write(window, "Tổ", "Chưa chọn")
    write(window, "Người dự", "Hà Thị Xuân, Ủy viên Ban Chấp hành")
    write(window, "Dự tại", HU)
    press(window, "Thêm vào kế hoạch")
    (visit,) = planned_visits(desk.store, "2026-10", "2026-10")
    assert (visit.team_name, visit.official_name, visit.purpose) == ("Tổ 1", "Hà Thị Xuân", "cell")
    window.close()


def test_lists_with_nobody_in_them_say_where_people_are_written_down(
    qtbot: QtBot, province: Province
) -> None:
    make_plan(province.commune, 2026)
    window = open_plan(qtbot, province)
    press(window, "Thêm từng lượt")
    said = words_on(window)
    assert "Chưa có tổ: lập ở phần Tổ." in said
    assert "Chưa có ai: ghi ở phần Tổ, hoặc Phân công." in said
    window.close()


def test_a_plan_says_what_it_asks_of_everybody_who_goes(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    make_plan(desk, 2026)
    window = open_plan(qtbot, province)
    press(window, "Sửa kế hoạch")
    write(window, "Số lượt mỗi người trong năm", "4")
    write(window, "Báo cáo sau mỗi lượt dự", "Không yêu cầu")
    press(window, "Ghi thay đổi")
    plan = plans_of(desk.store, desk.organisation_id)[0]
    assert (plan.visits_each, plan.report_wanted) == (4, False)
    assert "mỗi người 4 lượt trong năm · không yêu cầu báo cáo sau mỗi lượt" in words_on(window)
    window.close()


def test_a_duty_is_corrected_ended_and_taken_out_on_its_own_view(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    lanh = province.cell.organisation_id
    assign_by_name(desk, full_name="Vàng A Nhà", office="Phó Bí thư", organisation_id=lanh)
    window = open_plan(qtbot, province)
    press(window, "Phần của trang: Phân công")
    press(window, "Chi bộ bản Suối Lanh, Vàng A Nhà, Phó Bí thư")
    write(window, "Từ ngày", "1/7/2026")
    write(window, "Chức vụ", "Bí thư")
    press(window, "Ghi phân công")
    press(window, "Chi bộ bản Suối Lanh, Vàng A Nhà, Bí thư · từ 01/07/2026")
    press(window, "Ghi thôi phụ trách")
    assert error_of(window, "Thôi phụ trách sau ngày") == "Ghi ngày cuối còn phụ trách."
    write(window, "Thôi phụ trách sau ngày", "30/9/2026")
    press(window, "Ghi thôi phụ trách")
    press(window, "Chi bộ bản Suối Lanh, Vàng A Nhà, Bí thư · 01/07/2026 – 30/09/2026")
    press(window, "Ghi nhầm, bỏ phân công này")
    assert "Vàng A Nhà" not in words_on(window)
    window.close()


def test_a_calendar_without_visits_leads_to_the_plan(qtbot: QtBot, province: Province) -> None:
    make_plan(province.commune, 2026)
    window = open_plan(qtbot, province)
    press(window, "Phần của trang: Lịch")
    assert "Ba tháng này chưa xếp lượt dự nào" in words_on(window)
    press(window, "Mở Kế hoạch")
    assert shown(window, PageBoard)
    plan_visit(province.commune, province.cell.organisation_id, "2026-11")
    press(window, "Phần của trang: Lịch")
    assert "Mở Kế hoạch" not in words_on(window)
    window.close()
