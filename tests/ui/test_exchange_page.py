"""The exchange page: joining by files with one check number, a bundle made here and read there, and never unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, read_slots
from chibo_desktop.actions.members import add_member
from chibo_desktop.lists.rows import find
from chibo_desktop.store.certificates import parent_of
from ui.hands import join, make_desk, open_window, press, words_on


@pytest.fixture
def cell(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "cell").desk


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "commune", "commune").desk


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """What the person picks in the system's next file dialogs."""
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: names[0])


def test_a_cell_joins_by_two_files_and_both_screens_show_the_same_number(
    qtbot: QtBot, tmp_path: Path, cell: Desk, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    below, _ = open_window(cell, "exchange")
    above, _ = open_window(commune, "exchange")
    for window in (below, above):
        qtbot.addWidget(window)
    choose(monkeypatch, tmp_path / "xin.txt")
    press(below, "Lưu tệp xin chứng thư …")
    press(above, "Mở tệp xin chứng thư …")
    assert "Chi bộ bản Suối Lanh</b> xin chứng thư" in words_on(above)
    number = next(words for words in words_on(below).split(" | ") if words.replace(" ", "").isdigit())
    assert number in words_on(above)
    choose(monkeypatch, tmp_path / "cap.txt")
    press(above, "Đúng số, cấp và lưu tệp …")
    press(below, "Nhận tệp chứng thư …")
    assert parent_of(cell.store, cell.organisation_id) == commune.organisation_id
    assert "Nối với cấp trên" not in words_on(below)
    below.close()
    above.close()


def test_a_bundle_is_looked_into_first_and_read_only_on_demand(
    qtbot: QtBot, tmp_path: Path, cell: Desk, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(commune, cell)
    _, member = add_member(cell, full_name="Vàng A Chứ")
    below, _ = open_window(cell, "exchange")
    above, _ = open_window(commune, "exchange")
    for window in (below, above):
        qtbot.addWidget(window)
    stick = tmp_path / "usb"
    stick.mkdir()
    choose(monkeypatch, stick)
    press(below, "Gửi lên cấp trên")
    qtbot.waitUntil(lambda: "Rút USB được rồi" in words_on(below), timeout=15_000)
    choose(monkeypatch, *stick.glob("*.cbb"))
    press(above, "Chọn gói để nhận …")
    qtbot.waitUntil(lambda: "Nếu đọc, gói của Chi bộ bản Suối Lanh" in words_on(above), timeout=15_000)
    assert find(commune.store, "member", member) is None
    press(above, "Đọc vào sổ")
    qtbot.waitUntil(lambda: "Đã nhận 1 trên 1 gói." in words_on(above), timeout=15_000)
    assert find(commune.store, "member", member) is not None
    below.close()
    above.close()


def test_a_file_that_is_no_bundle_is_refused_in_words_and_changes_nothing(
    qtbot: QtBot, tmp_path: Path, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = open_window(commune, "exchange")
    qtbot.addWidget(window)
    wrong = tmp_path / "la.cbb"
    wrong.write_bytes(b"not a bundle")
    before = commune.store.value("SELECT count(*) FROM journal")
    choose(monkeypatch, wrong)
    press(window, "Chọn gói để nhận …")
    qtbot.waitUntil(lambda: "Không đọc được" in words_on(window), timeout=15_000)
    assert commune.store.value("SELECT count(*) FROM journal") == before
    assert "Đọc vào sổ" not in words_on(window)
    window.close()


def test_the_commune_can_open_the_book_again_once_its_certificate_is_held(
    qtbot: QtBot, cell: Desk, commune: Desk
) -> None:
    window, frame = open_window(cell, "exchange")
    qtbot.addWidget(window)
    assert "mở lại được sổ này" not in words_on(window)
    assert "Cho Đảng bộ xã Mường Sáy mở lại được" not in words_on(window)
    join(commune, cell)
    frame.page("exchange").refresh()
    press(window, "Cho Đảng bộ xã Mường Sáy mở lại được")
    assert read_slots(cell.folder).kinds["body"] == [commune.organisation_id]
    assert "<b>tờ mã khôi phục đã in, Đảng bộ xã Mường Sáy</b>" in words_on(window)
    window.close()
