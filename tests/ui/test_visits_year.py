"""A plan of another year, cells that stood in part of a year, one figure for one visit, and what is seen first at 150 %."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.structure_successions import merge_into_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visits import make_plan, note_visit, plan_visit
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.visits import VisitsAbove
from chibo_desktop.ui.widgets.long_list import LongList
from chibo_desktop.ui.widgets.page_board import PageBoard
from exchange.province import Province
from ui.hands import editor, open_window, press, shown, words_on, write
from visiting import LANH, make_visited, write_met, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def open_page(qtbot: QtBot, province: Province, part: str = "plan") -> MainWindow:
    window, _ = open_window(province.commune, "visits")
    qtbot.addWidget(window)
    take(window, part)
    return window


def above(window: MainWindow) -> VisitsAbove:
    found = window.findChild(VisitsAbove)
    assert found is not None
    return found


def take(window: MainWindow, part: str) -> None:
    above(window).take(part)


def rows_of(board: PageBoard) -> list[str]:
    model = board.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_a_plan_of_next_year_is_shown_and_the_red_button_names_its_year(
    qtbot: QtBot, province: Province
) -> None:
    desk = province.commune
    make_plan(desk, 2026)
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    window = open_page(qtbot, province)
    write(window, "Năm của kế hoạch", "Năm khác …")
    write(window, "Năm", "2027")
    press(window, "Lập kế hoạch")
    said = words_on(window)
    assert "Đã lập kế hoạch năm 2027." in said
    assert editor(window, "Năm của kế hoạch").currentText() == "Năm 2027"  # type: ignore[union-attr]
    press(window, "Xếp lượt dự năm 2027")
    qtbot.waitUntil(lambda: "Sẽ thêm" in words_on(window))
    press(window, next(name for name in words_on(window).split(" | ") if name.startswith("Ghi ")))
    qtbot.waitUntil(lambda: "Đã xếp thêm" in words_on(window), timeout=20_000)
    assert planned_visits(desk.store, "2026-01", "2026-12") == []
    assert planned_visits(desk.store, "2027-01", "2027-12")
    window.close()


def merged(province: Province) -> tuple[str, str]:
    """Two cells that became one on 20/9; a visit planned at the first of them for November. Gives the visit, the new cell."""
    desk = province.commune
    first, second = (add_cell(desk, name=f"Chi bộ bản {name}")[1] for name in ("Suối Chuôn", "Suối Bươu"))
    plan = make_plan(desk, 2026)[1]
    visit = plan_visit(desk, first, "2026-11", plan_id=plan)[1]
    before = set(organisations(desk.store).ids)
    merge_into_new(desk, [first, second], name="Chi bộ bản Suối Chuôn Bươu", on=date(2026, 9, 20))
    (new,) = set(organisations(desk.store).ids) - before
    return visit, new


def test_a_cell_that_ended_in_the_year_keeps_its_row_and_says_until_when(
    qtbot: QtBot, province: Province
) -> None:
    merged(province)
    window = open_page(qtbot, province)
    rows = rows_of(shown(window, PageBoard)[0])
    assert "bản Suối Chuôn, đến 19/09" in rows
    assert "bản Suối Chuôn Bươu" in rows
    assert f"Lọc: Mọi chi bộ, {len(rows)}" in words_on(window)
    window.close()


def test_a_visit_to_a_cell_that_ended_is_moved_to_the_one_that_came_after(
    qtbot: QtBot, province: Province
) -> None:
    visit, new = merged(province)
    window = open_page(qtbot, province)
    above(window).wanted.emit("visit", visit)
    assert "Chi bộ bản Suối Chuôn đã thôi hoạt động sau 19/09/2026" in words_on(window)
    press(window, "Chuyển sang Chi bộ bản Suối Chuôn Bươu")
    facts = find(province.commune.store, "visit", visit)
    assert facts is not None
    assert facts.text("organisation_id") == new
    assert "đã thôi hoạt động" not in words_on(window)
    window.close()


def test_two_who_went_together_are_one_visit_on_the_board(qtbot: QtBot, province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    plan = make_plan(desk, 2026)[1]
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Lù Thị Lả")
    for official in team.people.values():
        plan_visit(desk, lanh, "2026-09", team_id=team.id, official_id=official, plan_id=plan)
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"), ("Lù Thị Lả", "commune"))
    province.send(province.cell, desk)
    window = open_page(qtbot, province)
    assert "Lọc: Đã dự, 1" in words_on(window)
    take(window, "made")
    assert "Lọc: Lượt dự chi bộ, 1" in words_on(window)
    window.close()


def first_screen(part: QWidget, window: MainWindow) -> int:
    """Pixels of a list or board seen before anybody scrolls."""
    for _ in range(12):
        QApplication.processEvents()
    area = part.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    return area.viewport().height() - part.mapTo(area.viewport(), QPoint()).y()


def test_the_first_rows_of_plan_and_made_are_seen_at_150(qtbot: QtBot, province: Province) -> None:
    desk, cells = province.commune, [cell.organisation_id for cell in province.cells]
    plan = make_plan(desk, 2026)[1]
    for month in (1, 2, 3, 8):
        note_visit(desk, cells[0], date(2026, month, 5), purpose="committee" if month == 8 else "cell")
        plan_visit(desk, cells[1], f"2026-{month:02d}", plan_id=plan)
    look.set_zoom(150)
    window = open_page(qtbot, province)
    board = shown(window, PageBoard)[0]
    assert first_screen(board, window) >= board.horizontalHeader().height() + 2 * board.rowHeight(0)
    take(window, "made")
    assert first_screen(shown(window, LongList)[0], window) >= look.px(110)
    window.close()


def test_tools_without_room_are_behind_one_button_and_do_the_same(qtbot: QtBot, province: Province) -> None:
    make_plan(province.commune, 2026)
    look.set_zoom(150)
    window = open_page(qtbot, province)
    assert "Sửa kế hoạch" not in words_on(window)
    more = next(one for one in shown(window, QAbstractButton) if one.accessibleName() == "Khác…")
    more.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    (edit,) = [action for action in popup.actions() if action.text() == "Sửa kế hoạch"]
    popup.close()
    edit.trigger()
    assert "Ghi thay đổi" in words_on(window)
    window.close()


def test_a_month_without_a_day_says_so_under_its_heading(qtbot: QtBot, province: Province) -> None:
    plan_visit(province.commune, province.cell.organisation_id, "2026-11")
    window = open_page(qtbot, province, "calendar")
    said = words_on(window)
    assert f"Chưa định ngày: {LANH}" in said
    assert "tháng 11/2026:" not in said
    window.close()


def top_of(window: MainWindow, words: str) -> int:
    part = next(
        one for one in shown(window, QWidget) if words in (one.accessibleName(), one.property("text"))
    )
    return part.mapTo(window, QPoint()).y()


def test_a_visit_ahead_begins_with_its_day_and_offers_no_sheet_of_what_was_not_seen(
    qtbot: QtBot, province: Province
) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    ahead = plan_visit(desk, lanh, "2026-11", planned_on=date(2026, 11, 5))[1]
    over = plan_visit(desk, lanh, "2026-09", planned_on=date(2026, 9, 5))[1]
    window = open_page(qtbot, province)
    above(window).wanted.emit("visit", ahead)
    for _ in range(12):
        QApplication.processEvents()
    assert top_of(window, "Ngày dự kiến") < top_of(window, "Nội dung chuẩn bị, chương trình")
    assert "In phiếu đánh giá trắng" in words_on(window)
    assert "Vào phiếu đánh giá" not in words_on(window)
    above(window).wanted.emit("visit", over)
    assert "Vào phiếu đánh giá" in words_on(window)
    window.close()


def test_the_keyboard_stays_in_place_when_a_visit_was_changed(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Lù Thị Lả")
    visit = plan_visit(desk, province.cell.organisation_id, "2026-11", team_id=team.id)[1]
    window = open_page(qtbot, province)
    above(window).wanted.emit("visit", visit)
    write(window, "Người dự", "Lù Thị Lả, Ủy viên Ban Chấp hành")
    on_key(window, "Ghi lượt dự")
    assert "Đã đổi người dự." in words_on(window)
    assert_stays(window, "Ghi lượt dự")
    write(window, "Hoãn sang ngày", "3/12/2026")
    write(window, "Lý do hoãn", "lũ cuốn cầu")
    on_key(window, "Hoãn")
    assert "Đã hoãn sang ngày 03/12/2026." in words_on(window)
    assert_stays(window, "Hoãn")
    window.close()


def on_key(window: MainWindow, words: str) -> None:
    one = next(each for each in shown(window, QAbstractButton) if each.accessibleName() == words)
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)


def assert_stays(window: MainWindow, words: str) -> None:
    """The keyboard is on the same button, built anew, and nothing lies over the page."""
    for _ in range(5):
        QApplication.processEvents()
    now = QApplication.focusWidget()
    assert now is not None
    assert now.accessibleName() == words
    assert "Esc trở lại chỗ đang làm" not in words_on(window)
