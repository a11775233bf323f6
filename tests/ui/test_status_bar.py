"""The bar below the pages: what must be read stays until it is, what went well goes with the page it happened on."""

from __future__ import annotations

from pathlib import Path

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
