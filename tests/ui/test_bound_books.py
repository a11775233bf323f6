"""Promises of the books on the page "Văn bản": of a cell its own, of a body a cell's or a visitor's, masked unless somebody says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.store.access import list_access
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import button, error_of, make_desk, open_window, press, words_on, write
from ui.test_every_zoom import faults
from visiting import add_official, write_met

PRIVATE = "Sổ danh sách đảng viên kèm ngày sinh, dân tộc và số thẻ"
MEMBERS = "Sổ danh sách đảng viên …"


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    """It types for two cells; somebody of it went to the second."""
    made = make_desk(tmp_path / "commune", "commune").desk
    cells = [
        made.for_organisation(add_cell(made, name=f"Chi bộ bản {name}")[1]) for name in ("Nà Hừ", "Suối Lanh")
    ]
    add_member(cells[0], full_name="Vàng A Chứ", card_number="099078000123")
    add_official(made, "Hà Thị Xuân")
    write_met(cells[1], date(2026, 10, 5), ("Hà Thị Xuân", "commune"))
    return made


def books(qtbot: QtBot, desk: Desk) -> MainWindow:
    window, frame = open_window(desk, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("books")
    return window


def test_a_body_prints_the_books_of_the_cell_taken_and_for_a_visitor_the_resolutions_alone(
    qtbot: QtBot, commune: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "so.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window = books(qtbot, commune)
    write(window, "Của", "Chi bộ bản Suối Lanh")
    press(window, "Sổ nghị quyết …")
    qtbot.waitUntil(lambda: "Đã lưu so.pdf" in words_on(window), timeout=20_000)
    assert "CHI BỘ BẢN SUỐI LANH" in [line.text for line in read_pages(target.read_bytes())[0].lines]
    write(window, "Của", "Người dự: Hà Thị Xuân")
    assert not button(window, "Sổ nghị quyết …").isHidden()
    assert MEMBERS not in words_on(window)
    write(window, "Của", "Mọi chi bộ")
    assert MEMBERS not in words_on(window)
    write(window, "Của", "Chi bộ bản Nà Hừ")
    assert faults(window, [("books", lambda: press(window, PRIVATE))], (150, 200)) == []
    window.close()


def test_the_list_of_members_goes_whole_only_with_a_reason(
    qtbot: QtBot, commune: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "so.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    window = books(qtbot, commune)
    press(window, PRIVATE)
    press(window, MEMBERS)
    assert error_of(window, "Lý do (được ghi vào sổ truy cập)").startswith("Ghi lý do")
    assert not target.exists()
    write(window, "Lý do (được ghi vào sổ truy cập)", "đối chiếu thẻ")
    press(window, MEMBERS)
    qtbot.waitUntil(lambda: "Đã lưu so.pdf" in words_on(window), timeout=20_000)
    assert "099078000123" in " ".join(line.text for line in read_pages(target.read_bytes())[0].lines)
    assert "đối chiếu thẻ" in [line.note for line in list_access(commune.store)]
    window.close()
