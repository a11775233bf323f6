"""The page "Dự sinh hoạt" in the window: a year is planned by keys and buttons, a clash stands where it is, nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.visits import make_plan, make_round, note_made, plan_visit
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.board import Board
from exchange.province import Province
from ui.hands import editor, error_of, open_window, press, shown, words_on, write
from visiting import HU, LANH, make_visited, write_met, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def tab(window: QWidget, words: str) -> None:
    press(window, f"Phần của trang: {words}")


def open_page(qtbot: QtBot, province: Province, who: str = "commune") -> MainWindow:
    desk = {"commune": province.commune, "upper": province.upper, "cell": province.cell}[who]
    window, _ = open_window(desk, "visits")
    qtbot.addWidget(window)
    return window


def test_a_team_and_a_year_are_made_from_empty_pages(qtbot: QtBot, province: Province) -> None:
    window = open_page(qtbot, province)
    tab(window, "Tổ")
    press(window, "Lập tổ")
    write(window, "Tên tổ", "Tổ 1")
    write(window, "Thành viên", "Hà Thị Xuân, Phó Bí thư\nCà Văn Xôm; hằng quý")
    press(window, "Lập tổ")
    assert "Hà Thị Xuân (tổ trưởng); Cà Văn Xôm" in words_on(window)
    tab(window, "Kế hoạch")
    press(window, "Lập kế hoạch năm 2026")
    press(window, "Lập kế hoạch")
    press(window, "Xếp lượt dự năm 2026")
    qtbot.waitUntil(lambda: "Sẽ thêm 4 lượt ở 2 chi bộ, tháng 10 đến tháng 12" in words_on(window))
    assert planned_visits(province.commune.store, "2026-10", "2026-12") == []
    press(window, "Ghi 4 lượt vào kế hoạch")
    qtbot.waitUntil(lambda: "Đã xếp thêm 4 lượt" in words_on(window), timeout=20_000)
    assert len(planned_visits(province.commune.store, "2026-10", "2026-12")) == 4
    assert shown(window, Board)
    window.close()


def test_a_line_that_is_no_person_is_said_beneath_the_field_and_stays(
    qtbot: QtBot, province: Province
) -> None:
    window = open_page(qtbot, province)
    tab(window, "Tổ")
    press(window, "Lập tổ")
    write(window, "Tên tổ", "Tổ 1")
    write(window, "Thành viên", "Hà Thị Xuân\nXôm")
    press(window, "Lập tổ")
    assert "Dòng “Xôm”" in error_of(window, "Thành viên")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, "Lập tổ")
    assert editor(window, "Thành viên").toPlainText() == "Hà Thị Xuân\nXôm"  # type: ignore[union-attr]
    window.close()


def test_a_clash_stands_in_its_cell_and_in_the_calendar_and_goes_when_one_is_put_off(
    qtbot: QtBot, province: Province
) -> None:
    lanh = province.cell.organisation_id
    plan_visit(province.upper, lanh, "2026-11", planned_on=date(2026, 11, 5))
    province.send(province.upper, province.commune)
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(province.commune, 2026)[1]
    own = plan_visit(
        province.commune, lanh, "2026-11", team_id=team.id, planned_on=date(2026, 11, 5), plan_id=plan
    )[1]
    window = open_page(qtbot, province)
    board = shown(window, Board)[0]
    assert "Lọc: Trùng lịch, 1" in words_on(window)
    board.setFocus()
    board.set_current(lanh, "T11")
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert "cùng ngày tại Chi bộ bản Suối Lanh" in words_on(window)
    press(window, "Tổ 1, 05/11/2026, sẽ dự")
    assert "Hoãn lượt này ở dưới" in words_on(window)
    press(window, "Hoãn")
    assert error_of(window, "Hoãn sang ngày") == "Ghi ngày sẽ dự."
    write(window, "Hoãn sang ngày", "3/12/2026")
    write(window, "Lý do hoãn", "trùng lịch đoàn tỉnh")
    press(window, "Hoãn")
    assert "Đã hoãn" in words_on(window)
    assert "Trùng lịch" not in words_on(window)
    facts = find(province.commune.store, "visit", own)
    assert facts is not None
    assert facts.day("planned_on") == date(2026, 12, 3)
    tab_back(window)
    tab(window, "Lịch")
    assert "Bấm vào để hoãn" not in words_on(window)
    window.close()


def tab_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Escape)


def test_the_figures_of_what_was_made_open_their_lists(qtbot: QtBot, province: Province) -> None:
    write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Lù Thị Lả")
    for cell, kind in zip(province.cells, ("regular", "thematic"), strict=True):
        write_met(cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"), kind=kind)
        province.send(cell, province.commune)
    window = open_page(qtbot, province)
    tab(window, "Đã dự")
    said = words_on(window)
    assert "2 lượt tại 2 chi bộ = 0 chi bộ cơ sở + 2 chi bộ trực thuộc" in said
    assert f"{HU}, 05/09/2026 · Sinh hoạt chuyên đề · Hà Thị Xuân (Tổ 1)" in said
    press(window, "Lọc: Chưa đi, 1")
    assert "Lù Thị Lả" in words_on(window)
    press(window, "Lọc: Chuyên đề, 1")
    press(window, f"{HU}, 05/09/2026 · Sinh hoạt chuyên đề · Hà Thị Xuân (Tổ 1), chưa ghi ngày báo cáo")
    write(window, "Ngày gửi báo cáo sau chuyến", "8/9/2026")
    press(window, "Ghi đã báo cáo")
    assert [each.day("reported_on") for each in select(province.commune.store, "visit")] == [date(2026, 9, 8)]
    window.close()


def test_the_calendar_is_printed_into_the_file_that_was_chosen(
    qtbot: QtBot, province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_visit(province.commune, province.cell.organisation_id, "2026-11")
    target = tmp_path / "lich.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window = open_page(qtbot, province)
    tab(window, "Lịch")
    press(window, "In lịch")
    qtbot.waitUntil(lambda: "Đã lưu lich.pdf" in words_on(window), timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    window.close()


def test_a_team_is_reorganised_from_its_page(qtbot: QtBot, province: Province) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    window = open_page(qtbot, province)
    tab(window, "Tổ")
    press(window, "Tổ 1, Hà Thị Xuân (tổ trưởng); Cà Văn Xôm, 2 người")
    write(window, "Kiện toàn từ ngày", "1/7/2026")
    write(window, "Thành viên từ ngày ấy", "Hà Thị Xuân\nLù Thị Lả, Chủ tịch Hội")
    press(window, "Ghi kiện toàn")
    names = [mate.name for mate in teams(province.commune.store).teams[team.id].mates_on(date(2026, 8, 1))]
    assert names == ["Hà Thị Xuân", "Lù Thị Lả"]
    assert "Đã ở trong tổ" in words_on(window)
    window.close()


def test_what_a_round_asks_for_is_kept_while_typed_and_read_at_the_cell(
    qtbot: QtBot, province: Province
) -> None:
    made = make_round(province.commune, 12, from_on=date(2026, 10, 1), until_on=date(2026, 12, 31))[1]
    window = open_page(qtbot, province)
    tab(window, "Kỳ")
    press(window, "Kỳ thứ 12: 01/10/2026 – 31/12/2026")
    write(window, "Nội dung định hướng kỳ này", "Bàn việc giữ rừng")
    tab_back(window)
    facts = find(province.commune.store, "round", made)
    assert facts is not None
    assert facts.text("orientation") == "Bàn việc giữ rừng"
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    plan_visit(province.upper, province.cell.organisation_id, "2026-11")
    province.send(province.commune, province.cell)
    province.send(province.upper, province.commune)
    province.send(province.commune, province.cell)
    window.close()
    cell = open_page(qtbot, province, "cell")
    said = words_on(cell)
    assert "Bàn việc giữ rừng" in said
    assert "Hà Thị Xuân, 05/09/2026 · Sinh hoạt thường kỳ, Cấp xã" in said
    assert "tháng 11/2026, Đảng bộ tỉnh Nậm Sơn" in said
    cell.close()


def test_a_provinces_visit_can_be_read_at_the_commune_and_not_changed(
    qtbot: QtBot, province: Province
) -> None:
    plan_visit(province.upper, province.cell.organisation_id, "2026-11", planned_on=date(2026, 11, 5))
    province.send(province.upper, province.commune)
    window = open_page(qtbot, province)
    tab(window, "Lịch")
    press(window, f"05/11/2026: {LANH}, Đảng bộ tỉnh Nậm Sơn, Sẽ dự")
    assert "Đảng bộ tỉnh Nậm Sơn" in words_on(window)
    assert "Lý do hoãn" not in words_on(window)
    window.close()


def test_undo_takes_a_proposed_year_back(qtbot: QtBot, province: Province) -> None:
    write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    make_plan(province.commune, 2026)
    window = open_page(qtbot, province)
    press(window, "Xếp lượt dự năm 2026")
    qtbot.waitUntil(lambda: "Sẽ thêm 3 lượt" in words_on(window), timeout=20_000)
    press(window, "Ghi 3 lượt vào kế hoạch")
    qtbot.waitUntil(lambda: "Đã xếp thêm 3 lượt" in words_on(window), timeout=20_000)
    assert len(planned_visits(province.commune.store, "2026-01", "2026-12")) == 3
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert planned_visits(province.commune.store, "2026-01", "2026-12") == []
    window.close()


def test_a_team_gets_another_name_and_its_people_another_office_on_its_page(
    qtbot: QtBot, province: Province
) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    window = open_page(qtbot, province)
    tab(window, "Tổ")
    press(window, "Tổ 1, Hà Thị Xuân (tổ trưởng), 1 người")
    write(window, "Tên tổ", "Tổ 5")
    write(window, "Địa bàn phụ trách", "bản Suối Lanh")
    press(window, "Ghi tên, địa bàn")
    made = teams(province.commune.store).teams[team.id]
    assert (made.name, made.territory) == ("Tổ 5", "bản Suối Lanh")
    press(window, "Hà Thị Xuân, Ủy viên Ban Chấp hành · dự hằng tháng · từ 01/01/2026, tổ trưởng")
    write(window, "Chức vụ", "Phó Bí thư Đảng ủy")
    press(window, "Ghi cán bộ")
    assert teams(province.commune.store).teams[team.id].mates[0].office == "Phó Bí thư Đảng ủy"
    assert "Phó Bí thư Đảng ủy" in words_on(window)
    window.close()


def test_the_rule_of_a_plan_is_changed_on_the_page_and_its_visits_stay(
    qtbot: QtBot, province: Province
) -> None:
    desk = province.commune
    plan = make_plan(desk, 2026)[1]
    visit = plan_visit(desk, province.cell.organisation_id, "2026-11", plan_id=plan)[1]
    window = open_page(qtbot, province)
    press(window, "Sửa kế hoạch")
    write(window, "Ngày cố định trong tháng", "12")
    press(window, "Ghi thay đổi")
    facts = find(desk.store, "visit_plan", plan)
    assert facts is not None
    assert facts.count("fixed_day") == 12
    assert [each.id for each in planned_visits(desk.store, "2026-11", "2026-11")] == [visit]
    window.close()


def test_a_visit_wrongly_noted_as_made_is_open_again(qtbot: QtBot, province: Province) -> None:
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-10")[1]
    note_made(desk, visit, date(2026, 10, 2))
    window = open_page(qtbot, province)
    assert window.frame is not None
    window.frame.page("visits").open(visit)
    press(window, "Ghi nhầm, bỏ ghi đã dự")
    assert planned_visits(desk.store, "2026-10", "2026-10")[0].state == "planned"
    assert "Đã dự, biên bản không có ở đây" in words_on(window)
    window.close()


def test_a_planned_visit_gets_its_day_and_person_without_being_put_off(
    qtbot: QtBot, province: Province
) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(desk, 2026)[1]
    own = plan_visit(desk, province.cell.organisation_id, "2026-11", team_id=team.id, plan_id=plan)[1]
    window = open_page(qtbot, province)
    board = shown(window, Board)[0]
    board.setFocus()
    board.set_current(province.cell.organisation_id, "T11")
    QTest.keyClick(board, Qt.Key.Key_Return)
    press(window, "Tổ 1, tháng 11/2026, sẽ dự")
    write(window, "Ngày dự kiến", "12/12/2026")
    press(window, "Ghi lượt dự")
    assert error_of(window, "Ngày dự kiến").startswith("Lượt này của tháng 11/2026")
    write(window, "Ngày dự kiến", "12/11/2026")
    press(window, "Ghi lượt dự")
    facts = find(desk.store, "visit", own)
    assert facts is not None
    assert facts.day("planned_on") == date(2026, 11, 12)
    assert (facts.day("postponed_from"), facts.text("team_id")) == (None, team.id)
    window.close()


def test_the_plan_ticks_only_what_its_own_body_went_to(qtbot: QtBot, province: Province) -> None:
    make_plan(province.upper, 2026)
    plan_visit(province.commune, province.cell.organisation_id, "2026-10")
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    write_met(province.cell, date(2026, 8, 5), ("Mùa A Sính", "upper"))
    write_met(province.cells[1], date(2026, 9, 6), ("Hà Thị Xuân", "commune"))
    for cell in province.cells:
        province.send(cell, province.commune)
    province.send(province.commune, province.upper)
    said = words_on(open_page(qtbot, province, "upper"))
    assert "Lọc: Đã dự, 1" in said
    assert "Lọc: Sẽ dự, 0" in said
