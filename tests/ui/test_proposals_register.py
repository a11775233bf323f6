"""The register on the page of proposals: narrowed, summed, numbered, saved as files, with the list of fields of work."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposal_steps import classify_proposal
from chibo_desktop.actions.proposals import add_proposal, answer_proposal
from chibo_desktop.lists.proposals import list_proposals
from chibo_desktop.papers.readback import read_pages
from ui.hands import editor, error_of, make_desk, open_window, press, words_on, write
from ui.step_host import key
from ui.test_proposals_page import WORDS, desks, several, titles

__all__ = ["desks", "several"]


def test_the_list_is_narrowed_by_level_and_words_and_says_its_sum(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    ids = {row.content: row.id for row in list_proposals(commune.store)}
    classify_proposal(commune, ids["Sửa bể nước"], "cell")
    classify_proposal(commune, ids["Cấp loa"], "commune")
    window, _ = open_window(commune, "proposals")
    qtbot.addWidget(window)
    press(window, "Lọc: Tất cả, 3")
    said = words_on(window)
    assert (
        "3 lượt, 3 việc khác nhau.<br>Thuộc chi bộ 1 (33,3 %) + thuộc cấp trên 1 (33,3 %) + chưa phân loại 1"
        in said
    )
    whole = words_on(window).count("3 lượt, 3 việc khác nhau")
    press(window, "Lọc: Cấp xã, 1")
    assert titles(window) == ["Cấp loa"]
    assert words_on(window).count("3 lượt, 3 việc khác nhau") == whole == 1
    press(window, "Lọc: Mọi cấp, 3")
    write(window, "Tìm trong sổ kiến nghị", "be nuoc")
    assert titles(window) == ["Sửa bể nước"]
    write(window, "Tìm trong sổ kiến nghị", "số 2")
    assert titles(window) == ["Cấp loa"]
    write(window, "Tìm trong sổ kiến nghị", "đường sắt")
    assert "Không có kiến nghị nào như thế." in words_on(window)
    window.close()


def test_the_register_and_the_paper_of_an_answer_are_saved_as_files(
    qtbot: QtBot, tmp_path: Path, several: tuple[Desk, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    commune, _ = several
    asked = list_proposals(commune.store)[0].id
    classify_proposal(commune, asked, "commune")
    answer_proposal(commune, asked, content=WORDS, outcome="settled", paper_number="12-TB/ĐU")
    folder = tmp_path / "giay"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    press(window, "Lưu sổ kiến nghị …")
    press(window, "Lưu báo cáo kiến nghị …")
    book = folder / "so.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(book), ""))
    write(window, "Tìm trong sổ kiến nghị", "loa")
    press(window, "Lưu bảng tính …")
    lines = [str(row) for row in openpyxl.load_workbook(book).active.iter_rows(values_only=True)]
    assert any("Cần làm, cả sổ, tìm “loa”" in line for line in lines)
    assert ("Cấp loa" in str(lines), "Sửa bể nước" in str(lines)) == (True, False)
    book.unlink()
    write(window, "Nêu trong", "Từ ngày đến ngày …")
    write(window, "Nêu từ ngày", "04/11/2026")
    assert error_of(window, "Đến hết ngày") == "Ngày cuối phải từ ngày đầu trở đi."
    frame.page("proposals").open(asked)
    press(window, "Lưu văn bản trả lời …")
    saved = sorted(file.name for file in folder.iterdir())
    assert [name.rpartition("_")[2] for name in saved] == [
        "bao-cao-kien-nghi.pdf",
        "so-kien-nghi.pdf",
        "tra-loi-kien-nghi.pdf",
    ]
    said = " ".join(
        line.text for file in sorted(folder.iterdir()) for line in read_pages(file.read_bytes())[0].lines
    )
    assert "Số 12-TB/ĐU" in said
    assert "Xã cấp một bộ loa" in said
    window.close()


def test_proposals_without_a_number_get_theirs_after_they_were_shown(qtbot: QtBot, tmp_path: Path) -> None:
    cell = make_desk(tmp_path / "cell").desk
    add_proposal(cell, content="Sửa bể nước", raised_on=date(2026, 9, 5))
    with cell.writing() as writer:
        for words, day in (("Cấp loa", date(2026, 8, 5)), ("Mở lớp", date(2025, 3, 5))):
            said = {"cell_id": cell.organisation_id, "source": "cell", "raised_on": day}
            writer.put("proposal", writer.new_id(), content=words, **said)
    window, _ = open_window(cell, "proposals")
    qtbot.addWidget(window)
    assert "2 kiến nghị trong sổ của máy này chưa có số" in words_on(window)
    press(window, "Xem số sẽ đánh")
    assert "Số 02 · Mở lớp" in words_on(window)
    press(window, "Đánh số 2 kiến nghị")
    numbers = {row.content: row.number for row in list_proposals(cell.store)}
    assert numbers == {"Sửa bể nước": 1, "Mở lớp": 2, "Cấp loa": 3}
    assert "chưa có số" not in words_on(window)
    window.close()


def test_a_number_two_proposals_bear_is_shown_and_parted_by_one_press(qtbot: QtBot, tmp_path: Path) -> None:
    cell = make_desk(tmp_path / "cell").desk
    with cell.store.writing(
        cell.organisation_id, cell.user
    ) as writer:  # as a second machine of the cell would
        for words in ("Cấp loa", "Mở lớp"):
            said = {"cell_id": cell.organisation_id, "source": "cell", "number": 1}
            writer.put("proposal", writer.new_id(), content=words, raised_on=date(2026, 8, 5), **said)
    window, _ = open_window(cell, "proposals")
    qtbot.addWidget(window)
    assert "Số 01 có hai kiến nghị" in words_on(window)
    press(window, "Xem số sẽ đánh")
    press(window, "Đánh số lại 1 kiến nghị ghi sau")
    assert {row.content: row.number for row in list_proposals(cell.store)} == {"Cấp loa": 1, "Mở lớp": 2}
    assert "có hai kiến nghị" not in words_on(window)
    window.close()


def test_a_field_of_work_put_on_the_list_is_offered_by_the_steps(
    qtbot: QtBot, several: tuple[Desk, list[str]]
) -> None:
    commune, _ = several
    window, frame = open_window(commune, "proposals")
    qtbot.addWidget(window)
    press(window, "Sửa danh sách")
    for words in ("trồng rừng", "nông thôn mới", "Trồng  rừng"):
        write(window, "Thêm lĩnh vực", words)
        press(window, "Thêm")
    assert "lĩnh vực này đã có" in error_of(window, "Thêm lĩnh vực")
    press(window, "Bỏ lĩnh vực trồng rừng")
    press(window, "Xong")
    assert "nông thôn mới" in words_on(window)
    asked = list_proposals(commune.store)[0].id
    frame.page("proposals").open(asked)
    press(window, "Phân loại")
    line = editor(window, "Lĩnh vực")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    key(Qt.Key.Key_Down)
    offering = line.completer()
    assert [offering.completionModel().index(0, 0).data(), offering.completionCount()] == ["nông thôn mới", 1]
    popup = offering.popup()
    assert popup is not None
    assert popup.isVisible()
    popup.hide()
    window.close()
