"""The card "Người dùng của sổ": a second person is added, given a new password and taken away, each with the own password."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.users import add_user
from chibo_desktop.seal.wrap import WrongPassword
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import CHEAP, PASSWORD, error_of, make_desk, open_window, press, words_on, write

LAN = "mùa lúa chín vàng"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path).desk


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[MainWindow]:
    made, _ = open_window(desk, "settings")
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def shared(desk: Desk) -> None:
    """A second user, before the window opens."""
    add_user(desk, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password=LAN, cost=CHEAP)


def fill(window: MainWindow, own: str = PASSWORD, again: str = LAN) -> None:
    write(window, "Mật khẩu của người ấy", LAN)
    write(window, "Gõ lại mật khẩu của người ấy", again)
    write(window, "Mật khẩu của bạn", own)


def test_a_second_person_is_added_and_opens_the_book(window: MainWindow, desk: Desk) -> None:
    press(window, "Thêm người dùng …")
    write(window, "Tên ngắn", "lan")
    write(window, "Họ và tên", "Lò Thị Lan")
    fill(window, again="mùa lúa")
    press(window, "Thêm người này")
    assert "khác nhau" in error_of(window, "Gõ lại mật khẩu của người ấy")
    fill(window, own="con trâu đen")
    press(window, "Thêm người này")
    assert "Mật khẩu chưa đúng" in error_of(window, "Mật khẩu của bạn")
    fill(window)
    press(window, "Thêm người này")
    assert "Đã thêm lan" in words_on(window)
    assert "lan, Lò Thị Lan" in words_on(window)
    open_desk(desk.folder, LAN, "lan").close()


@pytest.mark.usefixtures("shared")
def test_a_person_is_taken_away_after_it_was_said_what_they_still_know(
    window: MainWindow, desk: Desk
) -> None:
    press(window, "lan, Lò Thị Lan")
    press(window, "Bỏ người này …")
    assert "điều đã biết thì vẫn biết" in words_on(window)
    write(window, "Mật khẩu của bạn", PASSWORD)
    press(window, "Bỏ người này")
    assert "Đã bỏ lan" in words_on(window)
    open_desk(desk.folder, PASSWORD).close()


@pytest.mark.usefixtures("shared")
def test_a_colleague_gets_a_new_password(window: MainWindow, desk: Desk) -> None:
    press(window, "lan, Lò Thị Lan")
    press(window, "Đặt mật khẩu mới …")
    for label in ("Mật khẩu của người ấy", "Gõ lại mật khẩu của người ấy"):
        write(window, label, "ngô non đầu mùa")
    write(window, "Mật khẩu của bạn", PASSWORD)
    press(window, "Đặt mật khẩu này")
    with pytest.raises(WrongPassword):
        open_desk(desk.folder, LAN, "lan")
    open_desk(desk.folder, "ngô non đầu mùa", "lan").close()


def test_oneself_can_be_named_but_not_taken_away(window: MainWindow) -> None:
    press(window, "bt, chưa ghi họ và tên, đang mở sổ")
    assert "Bỏ người này …" not in words_on(window)
    write(window, "Họ và tên", "Vàng A Chứ")
    press(window, "Ghi tên")
    assert "bt, Vàng A Chứ, đang mở sổ" in words_on(window)


def test_a_name_that_was_emptied_is_said_to_be_gone(window: MainWindow) -> None:
    press(window, "bt, chưa ghi họ và tên, đang mở sổ")
    write(window, "Họ và tên", "Vàng A Chứ")
    press(window, "Ghi tên")
    press(window, "bt, Vàng A Chứ, đang mở sổ")
    write(window, "Họ và tên", "")
    press(window, "Ghi tên")
    said = words_on(window)
    assert "Đã bỏ họ và tên; các lần ghi hiện tên ngắn “bt”." in said
    assert "Đã ghi tên." not in said
    assert "bt, chưa ghi họ và tên, đang mở sổ" in said
