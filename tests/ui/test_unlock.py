"""The password at the start: wrong ones are refused in place, and the recovery sheet sets a new one."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import PASSWORD, error_of, make_desk, press, words_on, write


@pytest.fixture
def code(tmp_path: Path) -> str:
    made = make_desk(tmp_path)
    made.desk.close()
    return made.recovery_code


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, code: str) -> MainWindow:
    made = MainWindow(tmp_path, Settings(tmp_path))
    qtbot.addWidget(made)
    made.begin()
    made.show()
    return made


def test_the_right_password_opens_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    qtbot.waitUntil(lambda: window.frame is not None)
    assert "Chi bộ bản Suối Lanh" in words_on(window)


def test_a_wrong_password_is_said_under_the_field(window: MainWindow, qtbot: QtBot) -> None:
    write(window, "Mật khẩu", "con trâu đen")
    press(window, "Mở")
    qtbot.waitUntil(lambda: error_of(window, "Mật khẩu") != "")
    assert "Mật khẩu chưa đúng" in error_of(window, "Mật khẩu")
    assert window.frame is None


def test_the_recovery_sheet_opens_and_sets_a_new_password(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    press(window, "Quên mật khẩu")
    write(window, "Mã trên tờ khôi phục", code.lower().replace("-", " "))
    write(window, "Mật khẩu mới, ít nhất 8 ký tự", "mùa lúa chín vàng")
    write(window, "Gõ lại mật khẩu mới", "mùa lúa chín vàng")
    press(window, "Mở và đặt mật khẩu mới")
    qtbot.waitUntil(lambda: window.frame is not None)
    open_desk(tmp_path, "mùa lúa chín vàng").close()


def test_a_slip_in_the_code_is_told_apart_and_the_password_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, code: str
) -> None:
    press(window, "Quên mật khẩu")
    write(window, "Mã trên tờ khôi phục", code[:-1] + ("0" if code[-1] != "0" else "1"))
    write(window, "Mật khẩu mới, ít nhất 8 ký tự", "mùa lúa chín vàng")
    write(window, "Gõ lại mật khẩu mới", "mùa lúa chín vàng")
    press(window, "Mở và đặt mật khẩu mới")
    qtbot.waitUntil(lambda: error_of(window, "Mã trên tờ khôi phục") != "")
    assert "gõ nhầm" in error_of(window, "Mã trên tờ khôi phục")
    open_desk(tmp_path, PASSWORD).close()
