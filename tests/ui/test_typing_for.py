"""Nhập thay in the window: the commune opens the book of a cell, the band says so, and its own book waits behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.roster import list_members
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import editor, error_of, make_desk, open_window, press, shown, words_on, write
from ui.keys import type_letters

CELL = "Chi bộ bản Nà Hừ"
BAND = f"Đang nhập thay cho {CELL}"


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, "commune").desk


@pytest.fixture
def window(qtbot: QtBot, commune: Desk) -> Iterator[MainWindow]:
    made, _ = open_window(commune, "meetings")
    qtbot.addWidget(made)
    yield made
    made.close()


def has_band(window: MainWindow) -> bool:
    return BAND in words_on(window)


def take_on(qtbot: QtBot, window: MainWindow, name: str = CELL) -> None:
    press(window, "Thêm chi bộ chưa có máy")
    write(window, "Tên đầy đủ của chi bộ", name)
    press(window, "Thêm chi bộ này")
    qtbot.waitUntil(lambda: window.frame is not None and window.frame.session.desk.typed_by != "")


def test_a_cell_taken_on_opens_with_a_band_that_says_whose_book_it_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    take_on(qtbot, window)
    assert has_band(window)
    assert window.windowTitle().startswith(f"NHẬP THAY {CELL} (Đảng bộ xã Mường Sáy)")
    assert window.frame is not None
    for name in window.frame.page_names():
        assert window.frame.show_page(name)
        assert has_band(window), name
    assert "exchange" not in window.frame.page_names()


def test_what_is_typed_there_stands_in_the_cells_book_and_not_in_the_communes(
    qtbot: QtBot, window: MainWindow, commune: Desk
) -> None:
    take_on(qtbot, window)
    assert window.frame is not None
    desk = window.frame.session.desk
    window.frame.session.do(add_member, full_name="Vàng A Chứ")
    (row,) = list_members(commune.store, desk.organisation_id, desk.today)
    assert row.name == "Vàng A Chứ"
    assert commune.store.value("SELECT COUNT(*) FROM member WHERE _book = ?", (desk.organisation_id,)) == 1
    assert list_members(commune.store, commune.organisation_id, commune.today) == []


def test_the_key_leads_back_to_the_communes_own_page(qtbot: QtBot, window: MainWindow) -> None:
    take_on(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.frame is not None and window.frame.session.desk.typed_by == "")
    assert not has_band(window)
    assert window.windowTitle().startswith("Đảng bộ xã Mường Sáy")
    assert f"{CELL}, 0 đảng viên" in words_on(window)


def test_a_name_half_typed_in_one_cell_waits_there_and_not_in_the_next(
    qtbot: QtBot, window: MainWindow
) -> None:
    take_on(qtbot, window)
    assert window.frame is not None
    window.frame.show_page("members")
    press(window, "Thêm đảng viên")
    type_letters(editor(window, "Họ và tên"), "Giàng Thị D")
    press(window, "Về Đảng ủy xã")
    qtbot.waitUntil(lambda: not has_band(window))
    take_on(qtbot, window, "Chi bộ bản Pa Thơm")
    window.frame.show_page("members")
    press(window, "Thêm đảng viên")
    assert editor(window, "Họ và tên").text() == ""  # type: ignore[union-attr]
    press(window, "Về Đảng ủy xã")
    qtbot.waitUntil(lambda: "Đang nhập thay" not in words_on(window))
    press(window, next(words for words in words_on(window).split(" | ") if words.startswith(f"{CELL}, 0")))
    qtbot.waitUntil(lambda: has_band(window))
    window.frame.show_page("members")
    press(window, "Thêm đảng viên")
    assert editor(window, "Họ và tên").text() == "Giàng Thị D"  # type: ignore[union-attr]


def test_locking_while_typing_closes_both_books(qtbot: QtBot, window: MainWindow) -> None:
    take_on(qtbot, window)
    window.lock()
    assert window.frame is None
    assert "Mở sổ sinh hoạt" in words_on(window)


def test_a_name_that_stands_there_already_is_refused_under_the_field(qtbot: QtBot, commune: Desk) -> None:
    add_cell(commune, name=CELL)
    window, _ = open_window(commune, "meetings")
    qtbot.addWidget(window)
    press(window, "Thêm chi bộ chưa có máy")
    write(window, "Tên đầy đủ của chi bộ", CELL)
    press(window, "Thêm chi bộ này")
    assert "Đã có" in error_of(window, "Tên đầy đủ của chi bộ")
    window.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_every_page_of_the_cell_is_no_wider_than_the_screen(
    qtbot: QtBot, window: MainWindow, zoom: int
) -> None:
    take_on(qtbot, window)
    look.set_zoom(zoom)
    assert window.frame is not None
    for name in window.frame.page_names():
        assert window.frame.show_page(name)
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1366, name


@pytest.mark.parametrize("kind", ["cell", "upper"])
def test_only_a_commune_types_for_cells(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    window, _ = open_window(make_desk(tmp_path, kind).desk, "meetings")
    qtbot.addWidget(window)
    assert "chưa có máy" not in words_on(window)
    window.close()


def test_a_meeting_opened_from_a_long_list_comes_into_sight(qtbot: QtBot, commune: Desk) -> None:
    for number in range(14):
        _, cell = add_cell(commune, name=f"Chi bộ bản số {number + 1:02d}")
        add_meeting(commune.for_organisation(cell), period="2026-10")
    window, _ = open_window(commune, "meetings")
    qtbot.addWidget(window)
    press(window, "Phần của trang: Biên bản tháng")
    rows = (one for one in shown(window, QAbstractButton) if "số 01" in one.accessibleName())
    opened = next(one for one in rows if "Đang ghi" in one.accessibleName())
    opened.click()
    figures = next(one for one in shown(window, QLabel) if "Tổng số" in one.text())
    qtbot.waitUntil(lambda: 0 < figures.mapTo(window, QPoint(0, 0)).y() < window.height() - 100)
    window.close()
