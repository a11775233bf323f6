"""Backups in the window: what the bars and pages say, copying, trying, putting back, and a damaged book that mends itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.backups import back_up
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.store import DATABASE
from chibo_desktop.store.backup_shelf import list_good, shelf_of
from chibo_desktop.ui.backup_hours import BackupHours, back_up_closed
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import NOW, PASSWORD, make_desk, open_window, press, shown, words_on, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """One member in a backup of three days ago, one more written today."""
    clock = FixedClock(NOW - timedelta(days=3))
    made = make_desk(tmp_path / "cell", clock=clock).desk
    add_member(made, full_name="Vàng A Chứ")
    back_up(made, "daily")
    clock.set(NOW)
    add_member(made, full_name="Mùa Thị Chư")
    yield made
    made.close()


@pytest.fixture
def settings_page(qtbot: QtBot, desk: Desk) -> tuple[MainWindow, Frame, QWidget]:
    window, frame = open_window(desk, "settings")
    qtbot.addWidget(window)
    return window, frame, frame.page("settings")


def has(root: QWidget, words: str) -> bool:
    return words in words_on(root)


def open_row(root: QWidget, place: int) -> None:
    rows = [one for one in shown(root, QPushButton) if "lần ghi" in one.accessibleName()]
    rows[place].click()


def test_the_bottom_line_says_when_the_newest_backup_was_made_and_checked(
    settings_page: tuple[MainWindow, Frame, QWidget],
) -> None:
    window, _, _ = settings_page
    assert has(window, "Đã ghi 17:14:25 | · Sao lưu 17:14 ngày 31/10/2026, đã kiểm tra")


def test_one_made_by_hand_is_told_in_place_and_below(
    qtbot: QtBot, settings_page: tuple[MainWindow, Frame, QWidget]
) -> None:
    window, _, page = settings_page
    press(page, "Sao lưu ngay")
    qtbot.waitUntil(lambda: has(page, "Đã sao lưu và kiểm tra."))
    qtbot.waitUntil(lambda: has(window, "· Sao lưu 17:14, đã kiểm tra"))
    press(page, "Sao lưu ngay")
    qtbot.waitUntil(lambda: has(page, "Không có gì mới từ bản gần nhất."))


def test_a_copy_on_a_stick_is_read_back_before_it_may_be_pulled_out(
    qtbot: QtBot,
    settings_page: tuple[MainWindow, Frame, QWidget],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, frame, page = settings_page
    stick = tmp_path / "usb"
    stick.mkdir()
    frame.show_page("today")
    assert has(frame.page("today"), "Chưa chép bản sao lưu nào ra USB")
    frame.show_page("settings")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(stick))
    press(page, "Chép ra USB, ổ khác …")
    qtbot.waitUntil(lambda: has(page, "Rút USB được rồi."))
    assert len(list(stick.iterdir())) == 1
    frame.show_page("today")
    assert not has(frame.page("today"), "bản sao lưu")
    frame.show_page("settings")
    for copy in stick.iterdir():
        copy.unlink()
    stick.rmdir()
    press(page, "Chép ra nơi ấy")
    qtbot.waitUntil(lambda: has(page, "Không thấy “usb”. Hãy cắm USB"))


def test_a_trial_shows_the_backup_beside_today_and_changes_nothing(
    qtbot: QtBot, desk: Desk, settings_page: tuple[MainWindow, Frame, QWidget]
) -> None:
    _, _, page = settings_page
    before = desk.store.stamp()
    open_row(page, 0)
    qtbot.waitUntil(lambda: has(page, "nguyên vẹn, mở được."))
    assert has(page, "Đảng viên | 1 | 2")
    assert has(page, "Sổ hôm nay có thêm")
    press(page, "Đóng")
    assert not has(page, "nguyên vẹn, mở được.")
    assert desk.store.stamp()[1] == before[1]


def test_putting_a_backup_back_says_what_follows_then_asks_for_the_password(
    qtbot: QtBot, desk: Desk, settings_page: tuple[MainWindow, Frame, QWidget]
) -> None:
    window, _, page = settings_page
    open_row(page, 0)
    qtbot.waitUntil(lambda: has(page, "nguyên vẹn, mở được."))
    press(page, "Lấy sổ lại từ bản này …")
    assert has(page, "Không tệp nào bị xóa.")
    press(page, "Thôi, giữ sổ hiện nay")
    assert desk.store.value("SELECT count(*) FROM member") == 2
    press(page, "Lấy sổ lại từ bản này …")
    press(page, "Lấy lại bản này")
    qtbot.waitUntil(lambda: has(window, "Đã lấy lại sổ như lúc 17:14 ngày 31/10/2026."))
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    qtbot.waitUntil(lambda: window.frame is not None)
    assert window.frame is not None
    assert window.frame.session.store.value("SELECT count(*) FROM member") == 1
    window.lock()


def test_a_damaged_book_mends_itself_and_says_so_before_it_opens(qtbot: QtBot, desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    with (folder / DATABASE).open("r+b") as file:
        file.write(b"\xff" * 4096)
    window = MainWindow(folder, Settings(folder), clock=FixedClock(NOW))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    qtbot.waitUntil(lambda: has(window, "Sổ đã mở lại được"))
    assert has(window, "đã lấy lại từ bản sao lưu 17:14 ngày 31/10/2026.")
    assert has(window, "đọc thêm được 1 lần ghi")
    press(window, "Mở sổ")
    assert window.frame is not None
    assert window.frame.session.store.value("SELECT count(*) FROM member") == 2
    window.lock()


def test_a_new_machine_takes_the_book_from_a_backup(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    window = MainWindow(tmp_path / "new", Settings(tmp_path / "new"), clock=FixedClock(NOW))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    path = list_good(shelf_of(desk.folder))[0].path
    with pytest.MonkeyPatch.context() as chosen:
        chosen.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
        press(window, "Đã có bản sao lưu: lấy sổ lại …")
        press(window, "Chọn tệp sao lưu …")
    write(window, "Mật khẩu của ngày ấy", "sai mật khẩu rồi")
    press(window, "Lấy lại")
    qtbot.waitUntil(lambda: has(window, "Lấy lại") and not (tmp_path / "new" / DATABASE).exists())
    write(window, "Mật khẩu của ngày ấy", PASSWORD)
    qtbot.waitUntil(
        lambda: any(one.text() == "Lấy lại" and one.isEnabled() for one in shown(window, QPushButton))
    )
    press(window, "Lấy lại")
    qtbot.waitUntil(lambda: has(window, "Đã lấy lại sổ như lúc 17:14 ngày 31/10/2026."))
    opened = open_desk(tmp_path / "new", PASSWORD, clock=FixedClock(NOW))
    assert opened.store.value("SELECT full_name FROM member") == "Vàng A Chứ"
    opened.close()


def test_lost_keys_are_put_back_before_the_password_is_asked(qtbot: QtBot, desk: Desk) -> None:
    folder = desk.folder
    desk.close()
    (folder / "keys.json").unlink()
    window = MainWindow(folder, Settings(folder), clock=FixedClock(NOW))
    qtbot.addWidget(window)
    window.begin()
    window.show()
    assert has(window, "Hãy dùng mật khẩu của ngày ấy.")


def test_the_days_backup_is_made_in_a_quiet_minute_only(qtbot: QtBot, desk: Desk) -> None:
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    quiet = [False]
    hours = BackupHours(lambda: quiet[0])
    hours.watch(frame.session)
    hours.look()
    assert len(list_good(shelf_of(desk.folder))) == 1
    quiet[0] = True
    hours.look()
    add_member(desk, full_name="Lò Văn Hặc")  # an action while it is being made goes on
    qtbot.waitUntil(lambda: has(window, "· Sao lưu 17:14, đã kiểm tra"))
    hours.look()
    assert len(list_good(shelf_of(desk.folder))) == 2
    hours.rest()


def test_what_was_written_is_backed_up_after_the_window_is_gone(qtbot: QtBot, desk: Desk) -> None:
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    window.close()
    assert window.closed is desk
    back_up_closed(desk)
    assert [one.header.why for one in list_good(shelf_of(desk.folder))] == ["closed", "daily"]
