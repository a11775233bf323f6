"""The window and its frame: every page opens, nothing is wider than the screen, lock, zoom, one window a folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.rows import find
from chibo_desktop.ui import look, pages
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.one_window import OneWindow
from chibo_desktop.ui.pages import PAGES
from chibo_desktop.ui.pages.page import Page
from ui.hands import NOW, PASSWORD, editor, join, make_desk, open_window, press, words_on, write
from ui.step_host import make_cell


@pytest.fixture(params=["cell", "commune", "upper"])
def window(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made, _ = open_window(make_desk(tmp_path, request.param).desk)
    qtbot.addWidget(made)
    yield made
    made.close()


class Strangers(QObject):
    """Remembers every window that shows itself besides the one: a label shown before it has a parent is one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_page_lets_a_part_of_itself_flash_up_as_a_window(window: MainWindow, qapp: QApplication) -> None:
    strangers = Strangers()
    qapp.installEventFilter(strangers)
    assert window.frame is not None
    for name in window.frame.page_names():
        window.frame.show_page(name)
        qapp.processEvents()
    qapp.removeEventFilter(strangers)
    assert strangers.seen == []


@pytest.mark.parametrize("zoom", [100, 150])
def test_every_page_opens_and_is_no_wider_than_the_screen(window: MainWindow, zoom: int) -> None:
    look.set_zoom(zoom)
    frame = window.frame
    assert frame is not None
    for name in frame.page_names():
        assert frame.show_page(name)
        assert frame.shown() == name
        QApplication.processEvents()
        assert window.minimumSizeHint().width() <= 1366, name
        assert window.minimumSizeHint().height() <= 690, name
        assert window.width() == 1366, name


@pytest.mark.parametrize("width", [1366, 900])
def test_no_step_of_a_meeting_flashes_up_as_a_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, width: int
) -> None:
    desk, meeting, _ = make_cell(tmp_path)
    window, frame = open_window(desk, "meetings")
    qtbot.addWidget(window)
    window.resize(width, 700)
    strangers = Strangers()
    qapp.installEventFilter(strangers)
    frame.page("meetings").open(meeting)
    qapp.processEvents()
    qapp.removeEventFilter(strangers)
    assert strangers.seen == []
    assert window.isActiveWindow()
    window.close()


def test_every_page_there_is_stands_in_the_tuple() -> None:
    found = set()
    for module in pkgutil.iter_modules(pages.__path__):
        held = vars(importlib.import_module(f"{pages.__name__}.{module.name}")).values()
        found |= {
            one
            for one in held
            if isinstance(one, type) and issubclass(one, Page) and "TITLE" in vars(one)
            if one.__name__.endswith("Page") and not one.__name__.startswith("_")
        }
    assert found == {door.page() for door in PAGES}


def test_alt_and_a_digit_lead_to_a_page_of_the_list(window: MainWindow) -> None:
    frame = window.frame
    assert frame is not None
    second = frame.page_names()[1]
    press(
        window,
        next(
            words
            for words in words_on(window).split(" | ")
            if words.startswith("Trang ") and frame.page(second).TITLE in words
        ),
    )
    assert frame.shown() == second


def test_locking_closes_the_book_and_the_password_opens_it_again(qtbot: QtBot, tmp_path: Path) -> None:
    window, _ = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    window.lock()
    assert window.frame is None
    assert "Mở sổ sinh hoạt" in words_on(window)
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    qtbot.waitUntil(lambda: window.frame is not None)
    window.close()


def test_a_change_of_another_program_is_shown_without_asking(qtbot: QtBot, tmp_path: Path) -> None:
    window, _ = open_window(make_desk(tmp_path).desk, "members")
    qtbot.addWidget(window)
    other = open_desk(tmp_path, PASSWORD)
    add_member(other, full_name="Vàng A Chứ")
    other.close()
    qtbot.waitUntil(lambda: "Vàng A Chứ" in words_on(window), timeout=5_000)
    window.close()


def test_the_last_entry_stands_in_the_status_bar_and_the_zoom_is_remembered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, _ = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    assert "Đã ghi 17:14:25" in words_on(window)
    window.change_zoom(1)
    assert Settings(tmp_path).get("zoom", 100) == 110
    window.close()


def test_the_top_bar_says_when_there_is_nobody_above_and_then_who(qtbot: QtBot, tmp_path: Path) -> None:
    cell, commune = make_desk(tmp_path / "cell").desk, make_desk(tmp_path / "commune", "commune").desk
    window, frame = open_window(cell)
    qtbot.addWidget(window)
    assert "Chưa nối với cấp trên" in words_on(window)
    join(commune, cell)
    frame.session.look()
    qtbot.waitUntil(lambda: "Chưa nối với cấp trên" not in words_on(window), timeout=5_000)
    window.close()
    commune.close()


def test_a_second_window_calls_the_first_and_does_not_open(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    assert first.is_first
    second = OneWindow(tmp_path)
    assert not second.is_first
    with qtbot.waitSignal(first.called, timeout=5_000):
        second.call_first()
    first.let_go()
    third = OneWindow(tmp_path)
    assert third.is_first
    third.let_go()


def test_the_unit_is_changed_in_the_settings_and_the_top_bar_follows(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path).desk
    window, _ = open_window(desk, "settings")
    qtbot.addWidget(window)
    name = editor(window, "Tên tổ chức đảng")
    name.setFocus()
    name.end(False)  # type: ignore[union-attr]
    from ui.keys import type_letters

    type_letters(name, " 2")
    editor(window, "Trực thuộc").setFocus()
    own = find(desk.store, "organisation", desk.organisation_id)
    assert own is not None
    assert own.text("name") == "Chi bộ bản Suối Lanh 2"
    qtbot.waitUntil(lambda: "Chi bộ bản Suối Lanh 2" in words_on(window))
    window.close()


def test_another_password_is_set_only_with_the_old_one(qtbot: QtBot, tmp_path: Path) -> None:
    window, _ = open_window(make_desk(tmp_path).desk, "settings")
    qtbot.addWidget(window)
    write(window, "Mật khẩu đang dùng", "con trâu đen")
    write(window, "Mật khẩu mới", "mùa lúa chín vàng")
    write(window, "Gõ lại", "mùa lúa chín vàng")
    press(window, "Đổi mật khẩu")
    open_desk(tmp_path, PASSWORD).close()
    write(window, "Mật khẩu đang dùng", PASSWORD)
    press(window, "Đổi mật khẩu")
    assert "Đã đổi mật khẩu." in words_on(window)
    open_desk(tmp_path, "mùa lúa chín vàng").close()
    window.close()


def test_a_new_desk_shows_three_things_to_do_and_ticks_what_is_stored(qtbot: QtBot, tmp_path: Path) -> None:
    desk: Desk = make_desk(tmp_path).desk
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    assert "xong 0 trên 3" in words_on(window)
    assert "Mở giấy mời của Đảng ủy xã" in words_on(window)
    press(window, "Nhập danh sách đảng viên")
    assert window.frame is not None
    assert window.frame.shown() == "members"
    add_member(desk, full_name="Vàng A Chứ")
    window.frame.session.look()
    window.frame.show_page("today")
    assert "xong 1 trên 3" in words_on(window)
    window.close()


def test_nothing_is_counted_from_a_clock_that_was_set_back(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    desk: Desk = make_desk(tmp_path, clock=clock).desk
    add_meeting(desk, period="2026-11", held_on=NOW.date() + timedelta(days=9), started_at=time(19, 30))
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    assert "ngày" in words_on(window)
    assert "nữa là" in words_on(window)
    clock.set(NOW - timedelta(days=400))
    frame.page("today").refresh()
    QApplication.processEvents()
    said = words_on(window)
    assert "Hãy chỉnh lại ngày giờ" in said
    assert "nữa là" not in said
    assert "Bây giờ" not in said
    window.close()
