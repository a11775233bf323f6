"""The card "Chương trình": an installer is looked at first, and only one that was checked here is started."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.backups import find_backups
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.updating import Ready
from chibo_desktop.base.paths import default_data_dir
from chibo_desktop.base.setups import this_system
from chibo_desktop.exchange.release import KEY as KEY_FILE
from chibo_desktop.exchange.release import Release, write_release
from chibo_desktop.seal.digest import file_sha256
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.settings_program import ProgramCard
from exchange.test_release import AT, KEY, OTHER, make_setup
from ui.hands import make_desk, open_window, press, words_on

LINK = "Kiểm bộ cài rồi cập nhật"


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
def started() -> list[Path]:
    return []


@pytest.fixture
def card(window: MainWindow, qtbot: QtBot, started: list[Path]) -> ProgramCard:
    """As of a program that was built with a release key."""

    def start(program: Path, _words: Sequence[str]) -> None:
        started.append(program)

    frame = window.frame
    assert frame is not None
    made = ProgramCard(frame.session, KEY.public, start)
    qtbot.addWidget(made)
    made.show()
    return made


def look(qtbot: QtBot, card: ProgramCard, setup: Path) -> None:
    card.look(setup)
    qtbot.waitUntil(lambda: not card.is_busy)


def test_a_program_without_a_release_key_says_so_and_asks_where_the_installer_comes_from(
    window: MainWindow,
) -> None:
    said = words_on(window)
    assert "không mang khóa phát hành" in said
    assert "nhận tận tay từ cấp trên" in said
    assert "Sao lưu rồi cập nhật" not in said
    assert "Quay về bản trước" not in said


def test_a_signed_installer_is_told_then_prepared(
    qtbot: QtBot, card: ProgramCard, desk: Desk, tmp_path: Path, started: list[Path]
) -> None:
    setup = make_setup(tmp_path)
    write_release(setup, KEY, AT)
    look(qtbot, card, setup)
    said = words_on(card)
    assert "Bản 7.0.0, phát hành 01/12/2026" in said
    assert "Chữ ký đúng của nơi phát hành" in said
    assert not find_backups(desk.folder)
    press(card, "Sao lưu rồi cập nhật")
    qtbot.waitUntil(lambda: not card.is_busy)
    assert [good.header.why for good in find_backups(desk.folder)] == ["upgrade"]
    (copy,) = (default_data_dir() / "updates").glob(f"*/{setup.name}")
    if this_system() == "windows":
        assert started == [copy]
    else:
        assert f'sudo apt install "{copy}"' in words_on(card)


def test_a_forged_installer_is_refused_and_cannot_be_started(
    qtbot: QtBot, card: ProgramCard, desk: Desk, tmp_path: Path
) -> None:
    setup = make_setup(tmp_path)
    write_release(setup, OTHER, AT)
    look(qtbot, card, setup)
    assert "không phải của nơi phát hành" in words_on(card)
    assert "Sao lưu rồi cập nhật" not in words_on(card)
    assert not (default_data_dir() / "updates").exists()


def test_an_older_installer_is_told_and_not_offered(qtbot: QtBot, card: ProgramCard, tmp_path: Path) -> None:
    setup = make_setup(tmp_path, "0.0.1")
    write_release(setup, KEY, AT)
    look(qtbot, card, setup)
    assert "không cần cài" in words_on(card)
    assert "Sao lưu rồi cập nhật" not in words_on(card)


def test_on_windows_the_installer_is_started_and_the_window_closes(
    card: ProgramCard, tmp_path: Path, started: list[Path]
) -> None:
    folder = tmp_path / "fresh"
    folder.mkdir()
    setup = make_setup(folder, form="chibo-desktop-{}-setup.exe")
    ready = Ready(Release(setup, "7.0.0", "windows", 1, file_sha256(setup), None, is_checked=True))
    (folder / "version.dll").touch()
    card.begin_setup(ready)
    assert started == []
    assert "đã bị đổi sau khi kiểm" in words_on(card)
    (folder / "version.dll").unlink()
    card.begin_setup(ready)
    assert started == [setup]
    assert not card.isVisible()


def test_a_spoilt_release_key_stops_updates_and_neither_the_page_nor_the_checking(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / KEY_FILE).write_text("no key")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)  # as in a frozen program
    window, _ = open_window(desk, "settings")
    qtbot.addWidget(window)
    said = words_on(window)
    assert "Khóa phát hành trong chương trình đã hỏng" in said
    assert "Sao lưu" in said
    frame = window.frame
    assert frame is not None
    frame.receive((make_setup(tmp_path),))
    (card,) = window.findChildren(ProgramCard)
    assert not card.is_busy
    assert "Sao lưu rồi cập nhật" not in words_on(window)
    window.close()


def test_an_installer_dropped_on_the_window_is_looked_at_in_settings(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    frame = window.frame
    assert frame is not None
    frame.show_page("today")
    frame.receive((make_setup(tmp_path),))
    assert frame.shown() == "settings"
    qtbot.waitUntil(lambda: "Bản 7.0.0" in words_on(window))
    assert "Không kiểm được chữ ký" in words_on(window)


def test_a_stick_with_bundles_and_a_newer_program_says_both(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    frame = window.frame
    assert frame is not None
    frame.receive((stick,))
    assert "bộ cài bản mới" not in words_on(window)
    make_setup(stick)
    frame.receive((stick,))
    assert frame.shown() == "exchange"
    assert "Ở đây còn có bộ cài bản mới của chương trình." in words_on(window)
    next(label for label in window.findChildren(QLabel) if LINK in label.text()).linkActivated.emit(
        "settings"
    )
    assert frame.shown() == "settings"
    qtbot.waitUntil(lambda: "Bản 7.0.0" in words_on(window))
