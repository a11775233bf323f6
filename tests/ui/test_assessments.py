"""The sheets of visitors in the window: entered from the visit or the meeting, kept while typed, summed up, drawn on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.assessments import assess
from chibo_desktop.actions.visits import make_round
from chibo_desktop.lists.assessments import assessments
from chibo_desktop.lists.rows import find, select
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.board import Board
from exchange.province import Province
from ui.hands import editor, error_of, open_window, press, shown, words_on, write
from visiting import LANH, make_visited, write_met, write_team

CONDUCT = "IV. Nội dung và tiến trình"
REQUESTS = "V. Kiến nghị, đề xuất của chi bộ, đảng viên"
REMARKS = "VI. Nhận xét, đánh giá của tổ công tác"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        write_team(made.commune, "Tổ 1", "Hà Thị Xuân")
        write_met(made.cell, date(2026, 10, 3), ("Hà Thị Xuân", "commune"), place="Nhà văn hóa bản")
        made.send(made.cell, made.commune)
        yield made


def open_sheets(qtbot: QtBot, province: Province, *, page: str = "visits") -> MainWindow:
    window, _ = open_window(province.commune, page)
    qtbot.addWidget(window)
    if page == "visits":
        press(window, "Phần của trang: Phiếu")
    return window


def sheets(province: Province) -> list[str]:
    found = assessments(province.commune.store, province.commune.organisation_id, "2026-01", "2026-12")
    return [row.id for row in found]


def test_a_visit_without_a_sheet_is_one_press_from_a_form_that_knows_it(
    qtbot: QtBot, province: Province
) -> None:
    window = open_sheets(qtbot, province)
    press(window, f"{LANH}, 03/10/2026 · Hà Thị Xuân, Vào phiếu")
    assert f"{LANH} · Sinh hoạt thường kỳ tháng 10 năm 2026" in words_on(window)
    assert editor(window, "I. Địa điểm").toPlainText() == "Nhà văn hóa bản"  # type: ignore[union-attr]
    assert editor(window, "Người đánh giá").currentText().startswith("Hà Thị Xuân,")  # type: ignore[union-attr]
    write(window, CONDUCT, "Đúng trình tự")
    write(window, "Nghị quyết khả thi", "Có")
    press(window, "Ghi phiếu")
    (made,) = sheets(province)
    facts = find(province.commune.store, "assessment", made)
    assert facts is not None
    assert (facts.text("conduct"), facts.text("feasible")) == ("Đúng trình tự", "yes")
    assert facts.text("meeting_id")
    window.close()


def test_what_is_typed_is_there_again_when_the_form_was_left(qtbot: QtBot, province: Province) -> None:
    window = open_sheets(qtbot, province)
    row = f"{LANH}, 03/10/2026 · Hà Thị Xuân, Vào phiếu"
    press(window, row)
    write(window, REMARKS, "Thảo luận còn ít")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    press(window, row)
    assert editor(window, REMARKS).toPlainText() == "Thảo luận còn ít"  # type: ignore[union-attr]
    assert sheets(province) == []
    window.close()


def test_a_sheet_without_a_cell_or_without_a_word_is_refused_beside_the_field(
    qtbot: QtBot, province: Province
) -> None:
    window = open_sheets(qtbot, province)
    press(window, "Vào phiếu")
    press(window, "Ghi phiếu")
    assert error_of(window, "Chi bộ") == "Chọn chi bộ được đánh giá."
    write(window, "Chi bộ", LANH)
    press(window, "Ghi phiếu")
    assert "phiếu chưa ghi gì" in error_of(window, CONDUCT)
    window.close()


def test_requests_go_into_the_register_line_by_line(qtbot: QtBot, province: Province) -> None:
    cell = province.cell.organisation_id
    assess(province.commune, cell, "2026-10", requests="Sửa đường vào bản\nCấp giống ngô")
    window = open_sheets(qtbot, province)
    press(window, "Lọc: Kiến nghị, 2")
    press(window, f"{LANH}, tháng 10/2026, Sửa đường vào bản, Chưa vào sổ")
    write(window, "Nguồn của kiến nghị", "Nhân dân")
    press(window, "Sửa đường vào bản, Ghi vào sổ kiến nghị")
    assert "1/2 đã vào sổ" in words_on(window)
    (proposal,) = select(province.commune.store, "proposal")
    assert proposal.text("source") == "people"
    assert proposal.text("cell_id") == cell
    press(window, "Sửa đường vào bản, Đã có trong sổ, bấm để mở, Đã vào sổ")
    assert "Sửa đường vào bản" in words_on(window)
    assert window.frame is not None
    assert window.frame.shown() == "proposals"
    window.close()


def test_a_field_of_a_written_sheet_is_kept_when_it_is_left(qtbot: QtBot, province: Province) -> None:
    made = assess(province.commune, province.cell.organisation_id, "2026-10", conduct="Đúng")[1]
    window = open_sheets(qtbot, province)
    press(window, f"{LANH}, tháng 10/2026 · 1/6 phần, Đã ghi")
    write(window, CONDUCT, "Đúng trình tự")
    write(window, "Tài liệu được dùng có hiệu quả", "Chưa")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    facts = find(province.commune.store, "assessment", made)
    assert facts is not None
    assert facts.text("conduct") == "Đúng trình tự"
    assert facts.text("materials_effective") == "no"
    assert "tài liệu chưa được dùng có hiệu quả, Còn hạn chế" in words_on(window)
    window.close()


def test_the_graded_lines_appear_once_they_are_switched_on(qtbot: QtBot, province: Province) -> None:
    window = open_sheets(qtbot, province)
    press(window, "Phiếu có xếp mức từng mặt (sáu dòng: tốt, khá, trung bình, kém)")
    press(window, "Vào phiếu")
    write(window, "Chi bộ", LANH)
    write(window, "Điều hành của bí thư", "Khá")
    press(window, "Ghi phiếu")
    (made,) = sheets(province)
    facts = find(province.commune.store, "assessment", made)
    assert facts is not None
    assert facts.text("chairing") == "fair"
    window.close()


def test_the_meeting_of_a_cell_leads_to_its_sheet(qtbot: QtBot, province: Province) -> None:
    meeting = select(province.commune.store, "meeting")[0].id
    window = open_sheets(qtbot, province, page="meetings")
    frame = window.frame
    assert frame is not None
    frame.page("meetings").open(meeting)
    press(window, "Phiếu đánh giá")
    assert f"{LANH} · Sinh hoạt thường kỳ" in words_on(window)
    made = assess(province.commune, province.cell.organisation_id, "2026-10", conduct="Đúng")[1]
    frame.page("visits").open(f"assess:{meeting}")
    assert "In phiếu" in words_on(window)
    assert sheets(province) == [made]
    window.close()


def test_a_sheet_written_before_the_minutes_came_is_joined_to_its_meeting(
    qtbot: QtBot, province: Province
) -> None:
    cell = province.cells[1]
    made = assess(province.commune, cell.organisation_id, "2026-10", conduct="Đúng")[1]
    meeting = write_met(cell, date(2026, 10, 4))
    province.send(cell, province.commune)
    window = open_sheets(qtbot, province)
    press(window, "Lọc: Phiếu, 1")
    press(window, "Chi bộ bản Nà Hừ, tháng 10/2026 · 1/6 phần · chưa gắn với buổi nào, Đã ghi")
    press(window, "Gắn với Sinh hoạt thường kỳ tháng 10 năm 2026")
    facts = find(province.commune.store, "assessment", made)
    assert facts is not None
    assert facts.text("meeting_id") == meeting
    assert "Xem buổi sinh hoạt" in words_on(window)
    window.close()


def test_a_remark_is_copied_into_the_shortcomings_of_its_round(qtbot: QtBot, province: Province) -> None:
    made = make_round(
        province.commune, 12, from_on=date(2026, 7, 1), until_on=date(2026, 12, 31), shortcomings="Họp muộn"
    )[1]
    assess(province.commune, province.cell.organisation_id, "2026-10", remarks="Thảo luận còn ít")
    window = open_sheets(qtbot, province)
    press(window, "Phần của trang: Kỳ")
    press(window, "Kỳ thứ 12: 01/07/2026 – 31/12/2026")
    press(window, f"{LANH}, Thảo luận còn ít, Chép vào tồn tại")
    QApplication.processEvents()
    facts = find(province.commune.store, "round", made)
    assert facts is not None
    assert facts.text("shortcomings") == "Họp muộn\nThảo luận còn ít"
    assert editor(window, "Tồn tại qua tổng hợp").toPlainText() == "Họp muộn\nThảo luận còn ít"  # type: ignore[union-attr]
    window.close()


def test_a_sheet_of_another_body_is_only_read(qtbot: QtBot, province: Province) -> None:
    assess(province.commune, province.cell.organisation_id, "2026-10", conduct="Đúng trình tự")
    province.send(province.commune, province.upper)
    window, _ = open_window(province.upper, "visits")
    qtbot.addWidget(window)
    press(window, "Phần của trang: Phiếu")
    press(window, f"{LANH}, tháng 10/2026 · 1/6 phần, Đã ghi")
    said = words_on(window)
    assert "Đúng trình tự" in said
    assert "Bỏ phiếu này" not in said
    window.close()


def test_the_small_panel_of_the_years_board_leads_to_the_sheet(qtbot: QtBot, province: Province) -> None:
    window = open_sheets(qtbot, province, page="meetings")
    board = shown(window, Board)[0]
    board.setFocus()
    board.set_current(province.cell.organisation_id, "10")
    QTest.keyClick(board, Qt.Key.Key_Return)
    press(window, "Phiếu đánh giá")
    assert f"{LANH} · Sinh hoạt thường kỳ" in words_on(window)
    window.close()


def test_a_blank_sheet_is_printed_for_a_cell_and_a_month(
    qtbot: QtBot, province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "trang.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window = open_sheets(qtbot, province)
    write(window, "Chi bộ", LANH)
    write(window, "Kỳ sinh hoạt", "tháng 09/2026")
    press(window, "In phiếu trắng")
    qtbot.waitUntil(lambda: "Đã lưu trang.pdf" in words_on(window), timeout=20_000)
    said = " ".join(line.text for page in read_pages(target.read_bytes()) for line in page.lines)
    assert f"{LANH}, tháng 9 năm 2026" in said.replace("\u00a0", " ").replace("tháng 09", "tháng 9")
    window.close()
