"""Promises of the step "Gửi lên": the bundle is written from the sheet, and what stands in its way is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.hands import join, make_desk, press
from ui.step_host import Cell, Host, focused, lock, make_cell, opened, words_shown


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    made = make_cell(tmp_path / "cell")
    lock(*made[:2])
    return made


@pytest.fixture
def send(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "send")


def test_the_bundle_goes_into_the_folder_of_last_time_by_one_key(
    send: Callable[[], Host], cell: Cell, tmp_path: Path, qtbot: QtBot
) -> None:
    commune = make_desk(tmp_path / "commune", "commune").desk
    join(commune, cell[0])
    commune.close()
    stick = tmp_path / "usb"
    stick.mkdir()
    host = send()
    host.session.settings.put("bundle_folder", str(stick))
    host.refresh()
    assert "Gửi Đảng bộ xã Mường Sáy" in words_shown(host)
    assert focused().accessibleName() == "Ghi gói"
    press(host, "Ghi gói")
    qtbot.waitUntil(lambda: "Đã ghi và đọc lại gói" in words_shown(host), timeout=20_000)
    assert len(list(stick.glob("*.cbb"))) == 1
    assert focused().accessibleName() == "Ghi gói"


def test_a_book_that_stands_alone_is_led_to_where_it_is_joined(send: Callable[[], Host]) -> None:
    host = send()
    led: list[str] = []
    host.step.left_for_page.connect(lambda page, _record: led.append(page))
    assert "chưa nối với cấp trên" in words_shown(host)
    press(host, "Sang trang Gửi – nhận")
    assert led == ["exchange"]
