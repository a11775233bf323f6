"""A forgotten password, from the locked window to the open book: by the sheet, by the body above, and when nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.setup import SetUp, let_body_above_open
from chibo_desktop.actions.users import add_user
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import CHEAP, PASSWORD, editor, error_of, join, make_desk, open_window, press, words_on, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NEW = "mùa lúa chín vàng"


@pytest.fixture
def made(tmp_path: Path) -> SetUp:
    """A cell with one member."""
    cell = make_desk(tmp_path / "cell")
    add_member(cell.desk, full_name="Giàng Thị Dua")
    return cell


@pytest.fixture
def commune(tmp_path: Path, made: SetUp) -> Desk:
    desk = make_desk(tmp_path / "commune", "commune").desk
    join(desk, made.desk)
    return desk


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def locked(qtbot: QtBot, folder: Path) -> MainWindow:
    """The window of a book that asks for its password."""
    look.apply()
    window = MainWindow(folder, Settings(folder))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.begin()
    window.show()
    return window


def opens(window: MainWindow, qtbot: QtBot) -> None:
    """Waits for the pages, and sees that the member is still there."""
    qtbot.waitUntil(lambda: window.frame is not None, timeout=15_000)
    assert window.frame is not None
    window.frame.show_page("members")
    assert "Giàng Thị Dua" in words_on(window)
    window.close()


def test_the_sheet_typed_in_any_way_sets_a_new_password(qtbot: QtBot, made: SetUp) -> None:
    made.desk.close()
    window = locked(qtbot, made.desk.folder)
    press(window, "Quên mật khẩu")
    typed = made.recovery_code.lower().replace("-", "  ").replace("0", "O").replace("1", "l")
    write(window, "Mã trên tờ khôi phục", typed)
    write(window, "Mật khẩu mới, ít nhất 8 ký tự", NEW)
    write(window, "Gõ lại mật khẩu mới", NEW)
    press(window, "Mở và đặt mật khẩu mới")
    opens(window, qtbot)
    open_desk(made.desk.folder, NEW).close()


def test_the_commune_sets_a_password_into_the_file_that_was_carried_to_it(
    qtbot: QtBot, made: SetUp, commune: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_body_above_open(made.desk)
    made.desk.close()
    window = locked(qtbot, made.desk.folder)
    press(window, "Quên mật khẩu")
    press(window, "Không còn tờ mã")
    assert f"keys.json trong thư mục “{made.desk.folder}”" in words_on(window)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    press(window, "Chép tệp khóa ra USB …")
    assert f"Đã chép keys.json vào “{stick}”" in words_on(window)

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(stick / "keys.json"), ""))
    press(window, "Chọn tệp mang về …")
    assert "chưa được đặt mật khẩu mới" in words_on(window)

    above, _ = open_window(commune, "exchange")
    qtbot.addWidget(above)
    press(above, "Mở lại sổ của chi bộ quên mật khẩu …")
    write(above, "Mật khẩu mới của họ", NEW)
    write(above, "Gõ lại mật khẩu của họ", NEW)
    press(above, "Đặt mật khẩu này")
    above.close()

    press(window, "Chọn tệp mang về …")
    assert "Cấp trên đã đặt mật khẩu mới ngày 03/11/2026" in words_on(window)
    write(window, "Mật khẩu cấp trên đã đặt", "không phải thế")
    press(window, "Mở sổ")
    qtbot.waitUntil(lambda: error_of(window, "Mật khẩu cấp trên đã đặt") != "", timeout=15_000)
    write(window, "Mật khẩu cấp trên đã đặt", NEW)
    press(window, "Mở sổ")
    qtbot.waitUntil(lambda: window.frame is not None, timeout=15_000)
    assert "Đảng bộ xã Mường Sáy đã đặt lại mật khẩu ngày 03/11/2026" in words_on(window)
    opens(window, qtbot)


def test_when_nothing_is_left_it_is_said_and_what_remains(qtbot: QtBot, made: SetUp, commune: Desk) -> None:
    commune.close()
    made.desk.close()
    window = locked(qtbot, made.desk.folder)
    press(window, "Quên mật khẩu")
    press(window, "Không còn tờ mã")
    said = words_on(window)
    assert "không ai mở được sổ này nữa, kể cả người làm chương trình" in said
    assert "nhờ cấp trên lập lại sổ" in said
    assert "Chép tệp khóa" not in said
    press(window, "Trở lại mật khẩu")
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    opens(window, qtbot)


def test_of_several_people_the_last_one_is_chosen_and_a_colleague_is_named_as_help(
    qtbot: QtBot, made: SetUp
) -> None:
    add_user(made.desk, "lan", "Lò Thị Lan", own_password=PASSWORD, new_password=NEW, cost=CHEAP)
    made.desk.close()
    window = locked(qtbot, made.desk.folder)
    assert editor(window, "Ai mở sổ?").currentText() == "bt"  # type: ignore[union-attr]
    write(window, "Ai mở sổ?", "lan")
    write(window, "Mật khẩu", NEW)
    press(window, "Mở")
    opens(window, qtbot)
    again = locked(qtbot, made.desk.folder)
    assert editor(again, "Ai mở sổ?").currentText() == "lan"  # type: ignore[union-attr]
    press(again, "Quên mật khẩu")
    press(again, "Không còn tờ mã")
    assert "Ai còn nhớ mật khẩu thì mở sổ" in words_on(again)
    again.close()
