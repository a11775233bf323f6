"""The page of members: typed line by line, refused in place, kept as a draft, and standing that follows from dates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.members import add_member
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import find
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import editor, error_of, make_desk, open_window, press, words_on, write


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made, _ = open_window(make_desk(tmp_path).desk, "members")
    qtbot.addWidget(made)
    yield made
    made.close()


def type_member(window: QWidget, name: str) -> None:
    write(window, "Họ và tên", name)
    editor(window, "Họ và tên").setFocus()
    press(window, "Ghi, thêm người nữa")


def test_members_typed_one_after_the_other_stand_in_the_list_by_given_name(window: MainWindow) -> None:
    press(window, "Thêm đảng viên")
    for name in ("Vàng A Chứ", "Lò Thị Ương", "Pờ Go Hừ"):
        type_member(window, name)
    said = words_on(window)
    assert said.index("Vàng A Chứ, ") < said.index("Pờ Go Hừ, ") < said.index("Lò Thị Ương, ")
    assert "3 đảng viên: 3 chính thức · phải dự 3" in said
    assert editor(window, "Họ và tên").text() == ""  # type: ignore[union-attr]


def test_a_probationary_member_is_counted_apart(window: MainWindow) -> None:
    press(window, "Thêm đảng viên")
    press(window, "Diện: Dự bị")
    write(window, "Ngày kết nạp (nếu nhớ)", "3/2/2026")
    type_member(window, "Mùa A Sấu")
    assert "1 đảng viên: 0 chính thức, 1 dự bị" in words_on(window)


def test_an_impossible_name_is_refused_under_the_field_and_stays_typed(window: MainWindow) -> None:
    press(window, "Thêm đảng viên")
    type_member(window, "Chứ")
    assert error_of(window, "Họ và tên") != ""
    assert editor(window, "Họ và tên").text() == "Chứ"  # type: ignore[union-attr]


def test_a_name_not_yet_written_is_there_again_after_the_window_was_closed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first, _ = open_window(make_desk(tmp_path).desk, "members")
    qtbot.addWidget(first)
    press(first, "Thêm đảng viên")
    one = editor(first, "Họ và tên")
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_L)
    first.close()
    from chibo_desktop.actions.desk import open_desk
    from ui.hands import PASSWORD

    second, _ = open_window(open_desk(tmp_path, PASSWORD), "members")
    qtbot.addWidget(second)
    press(second, "Thêm đảng viên")
    assert editor(second, "Họ và tên").text() == "l"  # type: ignore[union-attr]
    second.close()


def test_an_exempt_member_is_no_longer_due(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    _, member = add_member(desk, full_name="Lý Go Xá")
    window, frame = open_window(desk, "members")
    qtbot.addWidget(window)
    frame.page("members").open(member)
    write(window, "Diện sinh hoạt", "Miễn công tác và sinh hoạt")
    write(window, "Từ ngày", "01/01/2026")
    press(window, "Thêm thời gian này")
    assert "Đã ghi: miễn công tác và sinh hoạt." in words_on(window)
    (row,) = list_members(desk.store, desk.organisation_id, desk.today)
    assert not row.is_due
    window.close()


def test_a_changed_field_is_written_when_it_is_left(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    _, member = add_member(desk, full_name="Lý Go Xá")
    window, frame = open_window(desk, "members")
    qtbot.addWidget(window)
    frame.page("members").open(member)
    born = editor(window, "Ngày sinh")
    born.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_9, Qt.Key.Key_7, Qt.Key.Key_5):
        QTest.keyClick(born, key)
    editor(window, "Số điện thoại").setFocus()
    QApplication.processEvents()
    facts = find(desk.store, "member", member)
    assert facts is not None
    assert facts.text("birth_date") == "1975"
    window.close()
