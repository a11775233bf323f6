"""Ctrl+K: asks from anywhere, walks with the arrows, opens with Enter, and with Esc one is where one was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.cases import add_case, begin_vote
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting, add_opinion
from chibo_desktop.actions.members import add_member
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import editor, make_desk, open_window, press, shown, words_on
from ui.keys import compose, finish_composing, type_letters

FIELD = "Tìm trong sổ"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path).desk
    ids = [add_member(made, full_name=name)[1] for name in ("Vàng A Chứ", "Giàng Thị Dua", "Giàng A Páo")]
    meeting = add_meeting(made, period="2026-10")[1]
    add_opinion(made, meeting, member_id=ids[1], body="Sửa đường vào bãi nghỉ.")
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    made, _ = open_window(desk)
    qtbot.addWidget(made)
    yield made
    made.close()


def page(window: MainWindow) -> str:
    assert window.frame is not None
    return window.frame.shown()


def focused() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def ask(window: MainWindow, typed: str, qtbot: QtBot, *, seen: str) -> QWidget:
    """Ctrl+K, the letters, and waits until these words are on the screen."""
    QTest.keyClick(focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = focused()
    assert field is editor(window, FIELD)
    type_letters(field, typed)
    qtbot.waitUntil(lambda: seen in words_on(window))
    return field


def test_enter_opens_the_first_hit_on_its_page(window: MainWindow, qtbot: QtBot) -> None:
    field = ask(window, "giangf thij", qtbot, seen="Đảng viên, đại biểu")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page(window) == "members"
    assert "Giàng Thị Dua" in words_on(window)
    assert "Đảng viên, đại biểu" not in words_on(window)


def test_enter_right_after_the_last_letter_asks_first(window: MainWindow) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    type_letters(focused(), "chu")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert page(window) == "members"


def test_the_arrows_walk_and_the_screen_reader_hears_which(window: MainWindow, qtbot: QtBot) -> None:
    field = ask(window, "giang", qtbot, seen="Giàng A Páo")
    assert field.accessibleDescription().startswith("1 trong 3: Giàng A Páo")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.accessibleDescription().startswith("2 trong 3: Giàng Thị Dua")
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.accessibleDescription().startswith("1 trong 3")


def test_an_opinion_opens_the_meeting_at_the_step_where_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    field = ask(window, "bai nghi", qtbot, seen="Nội dung biên bản")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page(window) == "meetings"
    said = [each.toPlainText() for each in shown(window, QPlainTextEdit)]
    assert "Sửa đường vào bãi nghỉ." in said


def test_a_vote_on_a_person_opens_the_meeting_where_that_person_stands(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    meeting = add_meeting(desk, period="2026-11", kind="admission", held_on=date(2026, 11, 5))[1]
    begin_vote(desk, add_case(desk, meeting, full_name="Mùa A Sấu", reported="Gương mẫu.")[1])
    ask(window, "đề nghị kết nạp", qtbot, seen="Mùa A Sấu: đề nghị kết nạp")
    press(window, next(name for name in words_on(window).split(" | ") if name.startswith("Đề nghị kết nạp,")))
    assert "Xét từng người" in [each.text() for each in shown(window, QLabel)]


def test_a_click_opens_a_hit(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "dua", qtbot, seen="Đảng viên, đại biểu")
    press(window, "Giàng Thị Dua")
    assert page(window) == "members"


def test_esc_gives_the_keyboard_back_to_where_it_was(window: MainWindow, qtbot: QtBot) -> None:
    assert window.frame is not None
    window.frame.show_page("settings")
    name = editor(window, "Tên tổ chức đảng")
    name.setFocus()
    field = ask(window, "giang", qtbot, seen="Giàng A Páo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert focused() is name
    assert page(window) == "settings"
    assert "Giàng A Páo" not in words_on(window)


def test_esc_in_the_field_does_not_close_the_meeting_underneath(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(desk.store.value("SELECT id FROM meeting"))
    assert window.frame.is_covered
    field = ask(window, "giang", qtbot, seen="Giàng A Páo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.frame.is_covered
    assert focused() is not field


def test_ctrl_k_in_a_text_searches_and_cuts_nothing(window: MainWindow) -> None:
    assert window.frame is not None
    window.frame.show_page("settings")
    name = editor(window, "Tên tổ chức đảng")
    before = name.text()  # type: ignore[union-attr]
    name.setFocus()
    name.home(False)  # type: ignore[union-attr]
    QTest.keyClick(name, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert focused() is editor(window, FIELD)
    assert name.text() == before  # type: ignore[union-attr]


def test_a_word_being_composed_is_already_sought(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    compose(focused(), "páo")
    qtbot.waitUntil(lambda: "Giàng A Páo" in words_on(window))
    finish_composing(focused(), "páo")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert page(window) == "members"


def test_nothing_found_says_where_was_looked(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "xyzq", qtbot, seen="Không tìm thấy “xyzq”")
    assert "nội dung biên bản" in words_on(window)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert page(window) == "today"


def test_the_empty_field_says_what_can_be_typed(window: MainWindow, qtbot: QtBot) -> None:
    ask(window, "", qtbot, seen="t10/2026")
    assert "03-NQ/CB" in words_on(window)


def test_the_panel_comes_with_the_first_letter_and_not_because_the_keyboard_came_by(
    window: MainWindow, qtbot: QtBot
) -> None:
    field = editor(window, FIELD)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert "t10/2026" not in words_on(window)
    type_letters(field, "pao")
    qtbot.waitUntil(lambda: "Giàng A Páo" in words_on(window))
