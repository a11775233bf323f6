"""The bar below the pages: what must be read stays until it is, what went well goes with the page it happened on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from ui.hands import make_desk, open_window, press, words_on

SAVED = "Đã lưu bien-ban.pdf vào thư mục “USB”."
FULL = "Ổ đĩa đầy. Xóa bớt tệp rồi thử lại."


def test_what_went_well_needs_no_reading_and_is_gone_on_the_next_page(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    frame.session.succeeded.emit(SAVED)
    assert SAVED in words_on(window)
    assert "Đã đọc" not in words_on(window)
    frame.show_page("members")
    assert SAVED not in words_on(window)
    window.close()


def test_what_went_well_is_gone_when_a_meeting_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = open_window(make_desk(tmp_path).desk, "meetings")
    qtbot.addWidget(window)
    frame.session.succeeded.emit(SAVED)
    press(window, "Thêm kỳ sinh hoạt đầu tiên")
    assert SAVED not in words_on(window)
    window.close()


def test_what_must_be_read_stays_on_every_page_and_is_not_covered_by_what_went_well(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, frame = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    frame.session.said.emit(FULL)
    frame.session.succeeded.emit(SAVED)
    frame.show_page("members")
    assert FULL in words_on(window)
    assert SAVED not in words_on(window)
    press(window, "Đã đọc")
    assert FULL not in words_on(window)
    window.close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    files: list[str] = []

    def show(url: QUrl) -> bool:
        files.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return files


def test_a_saved_paper_is_opened_from_there_in_the_program_for_it(
    qtbot: QtBot, tmp_path: Path, shown: list[str]
) -> None:
    window, frame = open_window(make_desk(tmp_path / "sổ").desk)
    qtbot.addWidget(window)
    paper = tmp_path / "Biên bản #1 100%.pdf"
    paper.write_bytes(b"%PDF")
    frame.session.saved.emit(SAVED, paper)
    press(window, "Mở tệp")
    assert shown == [str(paper)]
    frame.session.saved.emit(SAVED, tmp_path)
    press(window, "Mở thư mục")
    assert shown[1:] == [str(tmp_path)]
    frame.show_page("members")
    assert "Mở thư mục" not in words_on(window)
    window.close()


def test_a_paper_whose_stick_was_pulled_is_said_to_be_gone(
    qtbot: QtBot, tmp_path: Path, shown: list[str]
) -> None:
    window, frame = open_window(make_desk(tmp_path / "sổ").desk)
    qtbot.addWidget(window)
    frame.session.saved.emit(SAVED, tmp_path / "biên bản.pdf")
    press(window, "Mở tệp")
    assert "Không còn “biên bản.pdf”" in words_on(window)
    assert shown == []
    window.close()
