"""A lost password seen in both windows: how it is done, the new password typed at the commune, what the cell reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.book_files import read_slots
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.let_reopen import wishes_reopening
from chibo_desktop.actions.reopening import reopen_below
from chibo_desktop.actions.setup import let_body_above_open
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui.dialogs.recovery_sheet import who_opens
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import PASSWORD, button, error_of, join, make_desk, open_window, press, words_on, write

ASK = "Mở lại sổ của chi bộ quên mật khẩu …"
NEW = "mùa lúa chín vàng"
WAITING = "Đã chọn cho cấp trên mở lại: chưa có hiệu lực, chờ tới khi nối với cấp trên."
TOLD = "Đảng bộ xã Mường Sáy đã đặt lại mật khẩu ngày 03/11/2026; hãy đổi mật khẩu."


@pytest.fixture
def cell(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "cell").desk


@pytest.fixture
def commune(tmp_path: Path, cell: Desk) -> Desk:
    made = make_desk(tmp_path / "commune", "commune").desk
    join(made, cell)
    return made


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))


def test_who_lets_the_commune_open_is_told_how_it_is_done(qtbot: QtBot, cell: Desk, commune: Desk) -> None:
    window, _ = open_window(cell, "exchange")
    qtbot.addWidget(window)
    press(window, "Cho Đảng bộ xã Mường Sáy mở lại được")
    assert "Chép tệp keys.json trong thư mục" in words_on(window)
    window.close()
    commune.close()


def test_before_joining_the_choice_is_shown_as_waiting_and_changed_at_will(qtbot: QtBot, cell: Desk) -> None:
    window, _ = open_window(cell, "exchange")
    qtbot.addWidget(window)
    assert "Mở lại được bằng: <b>tờ mã khôi phục đã in</b>." in words_on(window)
    press(window, "Cho cấp trên mở lại, khi đã nối")
    assert WAITING in words_on(window)
    assert wishes_reopening(cell.store)
    press(window, "Thôi, không cho cấp trên mở lại")
    assert WAITING not in words_on(window)
    assert not wishes_reopening(cell.store)
    window.close()


def test_what_was_given_to_the_commune_can_be_taken_back_and_what_stays_is_said(
    qtbot: QtBot, cell: Desk, commune: Desk
) -> None:
    let_body_above_open(cell)
    window, _ = open_window(cell, "exchange")
    qtbot.addWidget(window)
    press(window, "Thôi, không cho cấp trên mở lại")
    assert "Bản sao lưu và tệp khóa chép ra trước hôm nay" in words_on(window)
    assert read_slots(cell.folder).kinds["body"] == []
    assert button(window, "Cho Đảng bộ xã Mường Sáy mở lại được").isVisible()
    window.close()
    commune.close()


def test_who_gets_a_new_recovery_sheet_reads_who_else_opens_the_book(cell: Desk, commune: Desk) -> None:
    assert who_opens(cell) == "Quên mật khẩu thì chỉ mã này mở lại được sổ."
    let_body_above_open(cell)
    assert who_opens(cell) == "Quên mật khẩu thì mã này, hoặc cấp trên, mở lại được sổ."
    cell.close()
    commune.close()


def test_the_commune_types_a_new_password_twice_and_the_cell_opens_with_it(
    qtbot: QtBot, tmp_path: Path, cell: Desk, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_body_above_open(cell)
    stick = tmp_path / "usb"
    stick.mkdir()
    brought = Path(shutil.copy(cell.folder / "keys.json", stick))
    window, _ = open_window(commune, "exchange")
    qtbot.addWidget(window)
    assert "Mật khẩu mới của họ" not in words_on(window)
    choose(monkeypatch, brought)
    press(window, ASK)
    write(window, "Mật khẩu mới của họ", NEW)
    write(window, "Gõ lại mật khẩu của họ", "mùa lúa chín")
    press(window, "Đặt mật khẩu này")
    assert "khác nhau" in error_of(window, "Gõ lại mật khẩu của họ")
    assert brought.read_bytes() == (cell.folder / "keys.json").read_bytes()
    write(window, "Gõ lại mật khẩu của họ", NEW)
    press(window, "Đặt mật khẩu này")
    assert "Đã đặt mật khẩu mới" in words_on(window)
    assert "Mật khẩu mới của họ" not in words_on(window)
    shutil.copy(brought, cell.folder / "keys.json")
    open_desk(cell.folder, NEW).close()
    window.close()


def test_a_short_password_is_said_under_its_field(
    qtbot: QtBot, cell: Desk, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_body_above_open(cell)
    window, _ = open_window(commune, "exchange")
    qtbot.addWidget(window)
    choose(monkeypatch, cell.folder / "keys.json")
    press(window, ASK)
    for label in ("Mật khẩu mới của họ", "Gõ lại mật khẩu của họ"):
        write(window, label, "ngắn")
    press(window, "Đặt mật khẩu này")
    assert "ít nhất 8 ký tự" in error_of(window, "Mật khẩu mới của họ")
    open_desk(cell.folder, PASSWORD).close()
    window.close()


def test_a_book_that_did_not_let_the_commune_open_it_is_refused_before_a_password_is_asked(
    qtbot: QtBot, cell: Desk, commune: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = open_window(commune, "exchange")
    qtbot.addWidget(window)
    choose(monkeypatch, cell.folder / "keys.json")
    press(window, ASK)
    assert "Sổ này chưa cho Đảng bộ xã Mường Sáy mở lại" in words_on(window)
    assert "Mật khẩu mới của họ" not in words_on(window)
    window.close()


def test_a_cell_has_no_such_button(qtbot: QtBot, cell: Desk) -> None:
    window, _ = open_window(cell, "exchange")
    qtbot.addWidget(window)
    assert "quên mật khẩu …" not in words_on(window)
    window.close()


def test_the_cell_reads_on_today_who_set_its_password_until_it_is_changed(
    qtbot: QtBot, cell: Desk, commune: Desk
) -> None:
    let_body_above_open(cell)
    reopen_below(commune, cell.folder / "keys.json", user="bt", new_password=NEW)
    clock = cell.store.clock
    cell.close()
    window, frame = open_window(open_desk(cell.folder, NEW, clock=clock))
    qtbot.addWidget(window)
    assert TOLD in words_on(window)
    frame.show_page("settings")
    write(window, "Mật khẩu đang dùng", NEW)
    write(window, "Mật khẩu mới", "đường về bản xa")
    write(window, "Gõ lại", "đường về bản xa")
    press(window, "Đổi mật khẩu")
    frame.show_page("today")
    assert "đã đặt lại mật khẩu" not in words_on(window)
    window.close()
    commune.close()


@pytest.mark.parametrize("is_let", [True, False])
def test_who_forgot_the_password_is_told_of_the_way_by_the_body_above_only_where_there_is_one(
    qtbot: QtBot, cell: Desk, commune: Desk, *, is_let: bool
) -> None:
    if is_let:
        let_body_above_open(cell)
    cell.close()
    window = MainWindow(cell.folder, Settings(cell.folder))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    assert "keys.json" not in words_on(window)
    press(window, "Quên mật khẩu")
    press(window, "Không còn tờ mã")
    assert ("Chép tệp khóa của sổ ra USB" in words_on(window)) is is_let
    assert ("không ai mở được sổ này" in words_on(window)) is not is_let
    window.close()
    commune.close()
