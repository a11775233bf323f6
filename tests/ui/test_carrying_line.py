"""A line that hangs holds up nothing in the window: other work goes on, and the window closes at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.carrying import choose_mailbox
from exchange.carriers.servers import place_at, silent
from exchange.province import make_province, write_meeting
from ui.hands import open_window, press, words_on


@pytest.fixture
def no_network() -> None:
    """Here, and only here, the window may open a socket: to a server on loopback that never answers."""


def test_while_the_line_hangs_a_bundle_goes_onto_a_stick_and_the_window_closes_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QFileDialog

    stick = tmp_path / "usb"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    with make_province(tmp_path) as province, silent() as port:
        choose_mailbox(province.cell, place_at(port))
        write_meeting(province.cell, "2026-10")
        window, frame = open_window(province.cell, "exchange")
        qtbot.addWidget(window)
        press(frame, "Gửi và nhận ngay")
        qtbot.waitUntil(lambda: "Đang gửi và nhận" in words_on(frame), timeout=5_000)
        press(frame, "Tạo gói vào thư mục …")
        qtbot.waitUntil(lambda: "Rút USB được rồi" in words_on(frame), timeout=10_000)
        assert "Đang gửi và nhận" in words_on(frame)
        begun = time.monotonic()
        window.close()
        assert time.monotonic() - begun < 3
    assert len(list(stick.iterdir())) == 1
