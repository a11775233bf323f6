"""A visitor's sheet from paper to paper: printed blank, entered, summed up, sent back as a notice, confirmed at the cell; by bundles, in windows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import open_window, press, words_on, write
from visiting import HU, LANH, make_visited, write_met, write_team

OCTOBER_5 = date(2026, 10, 5)
PATIENCE_MS = 20_000


def sit(qtbot: QtBot, desk: Desk, page: str) -> MainWindow:
    window, _ = open_window(desk, page)
    qtbot.addWidget(window)
    return window


def saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, button: str, target: Path
) -> str:
    """Presses a button that prints into `target`; gives the words on its pages."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    press(window, button)
    qtbot.waitUntil(lambda: f"Đã lưu {target.name}" in words_on(window), timeout=PATIENCE_MS)
    with PdfDocument(target) as paper:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in paper).split())


def test_a_sheet_is_printed_blank_entered_summed_up_noticed_back_and_confirmed_at_the_cell(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_visited(tmp_path) as province:
        commune, cell = province.commune, province.cell
        team = write_team(commune, "Tổ 1", "Hà Thị Xuân")
        visit = plan_visit(
            commune, cell.organisation_id, "2026-10", team_id=team.id, official_id=team.people["Hà Thị Xuân"]
        )[1]

        officer = sit(qtbot, commune, "visits")
        assert officer.frame is not None
        officer.frame.page("visits").open(visit)
        blank = saved(qtbot, officer, monkeypatch, "In phiếu đánh giá trắng", tmp_path / "trang.pdf")
        assert LANH in blank
        assert "Hà Thị Xuân" in blank
        assert all(f"{number}- " in blank for number in ("I", "II", "III", "IV", "V", "VI"))
        assert "VII- " not in blank

        write_met(cell, OCTOBER_5, ("Hà Thị Xuân", "commune"), place="Nhà văn hóa bản")
        province.send(cell, commune)
        officer.frame.session.look()
        QTest.keyClick(officer, Qt.Key.Key_Escape)
        press(officer, "Phần của trang: Phiếu")
        press(officer, f"{LANH}, 05/10/2026 · Hà Thị Xuân, Vào phiếu")
        write(officer, "IV. Nội dung và tiến trình", "Đúng trình tự, 7 đồng chí phát biểu")
        write(officer, "Nghị quyết khả thi", "Chưa")
        write(officer, "V. Kiến nghị, đề xuất của chi bộ, đảng viên", "Sửa đường vào bản")
        write(officer, "VI. Nhận xét, đánh giá của tổ công tác", "Chưa giao việc cho từng đồng chí")
        press(officer, "Ghi phiếu")
        press(officer, "Sửa đường vào bản, Ghi vào sổ kiến nghị")
        filled = saved(qtbot, officer, monkeypatch, "In phiếu", tmp_path / "phieu.pdf")
        assert "Chưa giao việc cho từng đồng chí" in filled

        QTest.keyClick(officer, Qt.Key.Key_Escape)
        assert "nghị quyết khả thi: 0 có, 1 chưa" in words_on(officer)
        summary = saved(qtbot, officer, monkeypatch, "In tổng hợp", tmp_path / "tong-hop.pdf")
        assert "01 phiếu đánh giá của 01 chi bộ" in summary
        assert f"{LANH}: nghị quyết chưa khả thi" in summary

        press(officer, "Soạn thông báo rút kinh nghiệm")
        write(officer, "Tên thông báo", "Rút kinh nghiệm sinh hoạt tháng 10")
        press(officer, "Gửi xuống")
        assert "0/2 nơi đã đọc" in words_on(officer)
        notice = saved(qtbot, officer, monkeypatch, "In thông báo", tmp_path / "thong-bao.pdf")
        assert "Chưa giao việc cho từng đồng chí" in notice

        province.send(commune, cell)
        secretary = sit(qtbot, cell, "documents")
        press(
            secretary,
            next(
                button
                for button in words_on(secretary).split(" | ")
                if button.startswith("Rút kinh nghiệm sinh hoạt tháng 10")
            ),
        )
        assert "Chưa giao việc cho từng đồng chí" in words_on(secretary)
        press(secretary, "Đã đọc")

        province.send(cell, commune)
        officer.frame.session.look()
        assert "1/2 nơi đã đọc" in words_on(officer)
        assert f"{HU}, chưa báo nhận gói, Chưa đọc" in words_on(officer)

        province.send(commune, province.upper)
        above = sit(qtbot, province.upper, "visits")
        press(above, "Phần của trang: Phiếu")
        assert "1 phiếu của 1 chi bộ; nghị quyết khả thi: 0 có, 1 chưa" in words_on(above)
        press(above, "Lọc: Nhận xét, 1")
        assert "Chưa giao việc cho từng đồng chí" in words_on(above)
        for window in (officer, secretary, above):
            window.close()
