"""First start: the questions make a desk, the recovery sheet comes before the pages, and nothing typed is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.book_files import has_desk
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.let_reopen import wishes_reopening
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.rows import find
from chibo_desktop.store.access import list_access
from chibo_desktop.ui.dialogs.first_start import FirstStart, proper_name
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import CHEAP, NOW, PASSWORD, button, editor, error_of, press, words_on, write


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(tmp_path / "so", Settings(tmp_path), clock=FixedClock(NOW), cost=CHEAP)
    qtbot.addWidget(made)
    (tmp_path / "so").mkdir()
    made.begin()
    made.show()
    return made


def answer(window: MainWindow, password: str = PASSWORD, again: str = PASSWORD) -> None:
    write(window, "Tên chi bộ", "Chi bộ bản Suối Lanh")
    write(window, "Trực thuộc", "Đảng bộ xã Mường Sáy")
    write(window, "Mật khẩu, ít nhất 8 ký tự", password)
    write(window, "Gõ lại", again)
    press(window, "Bắt đầu")


def test_the_answers_make_a_desk_that_opens_with_the_password(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    answer(window)
    qtbot.waitUntil(lambda: "In tờ mã khôi phục" in words_on(window))
    desk = open_desk(tmp_path / "so", PASSWORD)
    own = find(desk.store, "organisation", desk.organisation_id)
    assert own is not None
    assert (own.text("name"), own.text("parent_name"), own.text("place_name")) == (
        "Chi bộ bản Suối Lanh", "Đảng bộ xã Mường Sáy", "Mường Sáy",
    )  # fmt: skip
    desk.close()


def test_one_goes_on_only_after_the_recovery_sheet_was_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(window)
    qtbot.waitUntil(lambda: "In tờ mã khôi phục" in words_on(window))
    assert not button(window, "Vào chương trình").isEnabled()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "to-ma.pdf"), ""))
    press(window, "Lưu tệp PDF …")
    assert (tmp_path / "to-ma.pdf").read_bytes().startswith(b"%PDF")
    press(window, "Vào chương trình")
    assert window.frame is not None
    assert "Ba việc đầu tiên" in words_on(window)
    noted = list_access(window.frame.session.store, "organisation")
    assert [(line.what, line.note) for line in noted] == [("saved", "recovery sheet")]


def test_two_different_passwords_are_refused_beside_the_field_and_nothing_is_made(
    window: MainWindow, tmp_path: Path
) -> None:
    answer(window, again="con trâu đen xì")
    assert error_of(window, "Gõ lại") == "Hai lần gõ mật khẩu khác nhau. Gõ lại ô này."
    assert editor(window, "Tên chi bộ").text() == "Chi bộ bản Suối Lanh"  # type: ignore[union-attr]
    assert not has_desk(tmp_path / "so")


def test_a_short_password_is_refused_with_what_to_do(window: MainWindow) -> None:
    answer(window, "ngắn", "ngắn")
    assert "ít nhất 8 ký tự" in error_of(window, "Mật khẩu, ít nhất 8 ký tự")


def test_who_may_open_the_book_again_is_chosen_and_said_as_waiting(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Quên thì chỉ tờ mã khôi phục mở lại được" in words_on(window)
    press(window, "Quên thì cho cả Đảng ủy xã mở lại giúp, sau khi đã nối")
    assert "Quên thì tờ mã, hoặc Đảng ủy xã khi đã nối" in words_on(window)
    answer(window)
    qtbot.waitUntil(lambda: "In tờ mã khôi phục" in words_on(window))
    assert "chỉ mã này mở lại được sổ. Cấp trên thì chỉ khi đã nối." in words_on(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "to-ma.pdf"), ""))
    press(window, "Lưu tệp PDF …")
    press(window, "Vào chương trình")
    assert window.frame is not None
    assert wishes_reopening(window.frame.session.store)


def test_the_body_above_is_named_by_the_level_chosen_and_not_asked_of_where_there_is_none(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = FirstStart(tmp_path, cost=CHEAP)
    qtbot.addWidget(first)
    first.show()
    press(first, "Quên thì cho cả Đảng ủy xã mở lại giúp, sau khi đã nối")
    press(first, "Đảng ủy xã, theo dõi nhiều chi bộ")
    assert "cho cả cấp trên mở lại" in words_on(first)
    assert "Quên thì chỉ tờ mã khôi phục mở lại được" in words_on(first)
    press(first, "Cấp trên, theo dõi nhiều xã")
    assert "mở lại giúp" not in words_on(first)


def test_a_commune_is_not_asked_for_a_roster(qtbot: QtBot, tmp_path: Path) -> None:
    first = FirstStart(tmp_path, cost=CHEAP)
    qtbot.addWidget(first)
    first.show()
    assert "Danh sách đảng viên lấy ở đâu?" in words_on(first)
    press(first, "Đảng ủy xã, theo dõi nhiều chi bộ")
    assert "Danh sách đảng viên lấy ở đâu?" not in words_on(first)
    assert editor(first, "Tên đảng bộ xã, phường").isEnabled()


def test_the_sample_opens_beside_the_real_folder_which_stays_empty(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    press(window, "Xem thử với dữ liệu mẫu")
    assert not button(window, "Bắt đầu").isEnabled()
    qtbot.waitUntil(lambda: window.frame is not None, timeout=60_000)
    assert "Sổ mẫu" in words_on(window)
    assert not has_desk(tmp_path / "so")
    assert (tmp_path / "so-mau").is_dir()
    window.close()


@pytest.mark.parametrize(
    ("words", "place"),
    [("Đảng bộ xã Mường Sáy", "Mường Sáy"), ("đảng bộ", ""), ("Mường Sáy", ""), ("", "")],
)
def test_the_place_on_the_papers_is_the_proper_name_of_the_commune(words: str, place: str) -> None:
    assert proper_name(words) == place


def test_whoever_has_the_roster_in_excel_is_asked_for_the_file_next(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(window, "Tệp Excel, chọn tệp sau đây")
    answer(window)
    qtbot.waitUntil(lambda: "In tờ mã khôi phục" in words_on(window))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "to-ma.pdf"), ""))
    press(window, "Lưu tệp PDF …")
    press(window, "Vào chương trình")
    assert "Chọn tệp có danh sách đảng viên" in words_on(window)
    assert button(window, "Chọn tệp …").isVisible()
