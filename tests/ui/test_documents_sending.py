"""The forms of the page "Văn bản": for whom, words taken from a file, and that nothing typed or chosen is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QListWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.places import describe_below
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.materials_sent import coverage, sent
from chibo_desktop.lists.rows import select
from chibo_desktop.ui.editors.text_from_file import TextFromFile
from chibo_desktop.ui.main_window import MainWindow
from ui.hands import PASSWORD, button, editor, make_desk, open_window, press, shown, words_on, write

TODAY = date(2026, 11, 3)
CELLS = ("Chi bộ bản Nà Hừ", "Chi bộ bản Huổi Lóng", "Chi bộ bản Thẳm Mốn", "Chi bộ trường học")


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path / "commune", "commune").desk
    for name in CELLS:
        add_cell(made, name=name)
    return made


@pytest.fixture
def window(qtbot: QtBot, commune: Desk) -> Iterator[MainWindow]:
    """The form by which the commune sends something down."""
    made = form_of(commune)
    qtbot.addWidget(made)
    yield made
    made.close()


def form_of(desk: Desk) -> MainWindow:
    made, frame = open_window(desk, "documents")
    frame.page("documents").open("sent")
    press(made, "Gửi tài liệu, thông báo")
    return made


def tick(window: MainWindow, letters: str) -> None:
    write(window, "Tìm nơi nhận", letters)
    QTest.keyClick(editor(window, "Tìm nơi nhận"), Qt.Key.Key_Return)


def text_in(window: MainWindow, label: str) -> str:
    one = editor(window, label)
    if isinstance(one, QComboBox):
        return one.currentText()
    return one.text() if hasattr(one, "text") else one.toPlainText()


def take_file(qtbot: QtBot, window: MainWindow, path: Path, until: str) -> None:
    (taking,) = shown(window, TextFromFile)
    taking.take(path)
    qtbot.waitUntil(lambda: until in words_on(window), timeout=10_000)


def word_file(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "Ban tin so 10.docx"
    document.save(str(path))
    return path


def test_some_are_ticked_by_a_few_letters_each_and_the_sender_follows_them_in_one_line(
    window: MainWindow, commune: Desk
) -> None:
    write(window, "Tên", "Họp giao ban")
    press(window, "Gửi cho: Chọn nơi nhận")
    tick(window, "na hu")
    tick(window, "huoi")
    assert "Đã chọn 2 trong 4 nơi" in words_on(window)
    press(window, "Gửi xuống")
    (row,) = sent(commune.store, commune.organisation_id, today=TODAY)
    names = [reader.name for reader in coverage(commune.store, row.material.id, today=TODAY).readers]
    assert sorted(names) == ["Chi bộ bản Huổi Lóng", "Chi bộ bản Nà Hừ"]
    assert "0/2 nơi đã đọc" in words_on(window)


def test_a_list_of_receivers_is_one_stop_of_the_tab_key_and_space_ticks(window: MainWindow) -> None:
    press(window, "Gửi cho: Chọn nơi nhận")
    (places,) = shown(window, QListWidget)
    places.setFocus()
    places.setCurrentRow(0)
    QTest.keyClick(places, Qt.Key.Key_Space)
    QTest.keyClick(places, Qt.Key.Key_Down)
    QTest.keyClick(places, Qt.Key.Key_Space)
    assert "Đã chọn 2 trong 4 nơi" in words_on(window)
    QTest.keyClick(places, Qt.Key.Key_Space)
    assert "Đã chọn 1 trong 4 nơi" in words_on(window)
    QTest.mouseClick(
        places.viewport(), Qt.MouseButton.LeftButton, pos=places.visualItemRect(places.item(2)).center()
    )
    assert "Đã chọn 2 trong 4 nơi" in words_on(window)
    press(window, "Bỏ chọn hết")
    assert "Đã chọn 0 trong 4 nơi" in words_on(window)


def test_cells_of_one_kind_of_area_are_chosen_at_once(qtbot: QtBot, commune: Desk) -> None:
    cells = {facts.text("name"): facts.id for facts in select(commune.store, "organisation")}
    for name in CELLS[:3]:
        describe_below(commune, cells[name], area="hamlet")
    describe_below(commune, cells[CELLS[3]], area="school")
    window = form_of(commune)
    qtbot.addWidget(window)
    press(window, "Gửi cho: Chọn nơi nhận")
    write(window, "Chọn nhanh", "Chi bộ: bản (3)")
    assert "Đã chọn 3 trong 4 nơi" in words_on(window)
    write(window, "Chọn nhanh", "Chi bộ: trường học (1)")
    assert "Đã chọn 4 trong 4 nơi" in words_on(window)
    window.close()


def test_what_was_chosen_stands_there_again_after_the_program_was_killed(
    qtbot: QtBot, commune: Desk, window: MainWindow
) -> None:
    write(window, "Loại", "Thông báo")
    write(window, "Xác nhận", "Không cần")
    press(window, "Gửi cho: Chọn nơi nhận")
    tick(window, "huoi")
    write(window, "Ngày gửi", "1/11/2026")
    qtbot.waitUntil(
        lambda: bool(commune.store.value("SELECT count(*) FROM draft WHERE field = 'issued_on'")),
        timeout=3_000,
    )
    again = form_of(open_desk(commune.folder, PASSWORD, clock=commune.store.clock))  # as after kill -9
    qtbot.addWidget(again)
    assert (text_in(again, "Loại"), text_in(again, "Xác nhận")) == ("Thông báo", "Không cần")
    assert "Đã chọn 1 trong 4 nơi" in words_on(again)
    assert text_in(again, "Ngày gửi") == "1/11/2026"
    assert "chủ nhật" in words_on(again).lower()
    again.close()


def test_what_was_sent_leaves_no_choice_behind_for_the_next(window: MainWindow, commune: Desk) -> None:
    write(window, "Tên", "Họp giao ban")
    write(window, "Loại", "Thông báo")
    press(window, "Gửi cho: Chọn nơi nhận")
    tick(window, "huoi")
    press(window, "Gửi xuống")
    assert commune.store.value("SELECT count(*) FROM draft") == 0


def test_a_choice_taken_back_leaves_no_draft(window: MainWindow, commune: Desk) -> None:
    write(window, "Loại", "Thông báo")
    assert commune.store.value("SELECT count(*) FROM draft") == 1
    write(window, "Loại", "Bản tin")
    assert commune.store.value("SELECT count(*) FROM draft") == 0


def test_the_words_of_a_word_file_fill_the_form_and_can_be_taken_out_again(
    qtbot: QtBot, tmp_path: Path, window: MainWindow
) -> None:
    path = word_file(tmp_path, "Bản tin số 10", "Nêu gương bản Suối Lanh", "Làm đường nước")
    write(window, "Nội dung", "Kính gửi các chi bộ")
    take_file(qtbot, window, path, "Đã lấy 52 chữ cái từ “Ban tin so 10.docx”, đặt dưới phần đã có.")
    assert text_in(window, "Tên") == "Bản tin số 10"
    assert text_in(window, "Nội dung") == ("Kính gửi các chi bộ\n\nNêu gương bản Suối Lanh\nLàm đường nước")
    (taking,) = shown(window, TextFromFile)
    taking.give_back()
    assert (text_in(window, "Tên"), text_in(window, "Nội dung")) == ("", "Kính gửi các chi bộ")
    take_file(qtbot, window, path, "Đã lấy")
    write(window, "Tên", "Bản tin tháng 10")
    taking.give_back()
    assert text_in(window, "Tên") == "Bản tin tháng 10"
    assert "Xóa bằng tay chỗ không cần." in words_on(window)


def test_a_file_longer_than_the_field_is_refused_whole_and_nothing_is_cut(
    qtbot: QtBot, tmp_path: Path, window: MainWindow
) -> None:
    path = tmp_path / "dài.txt"
    path.write_text("Bản tin dài\n" + "Chi bộ " * 9_000, encoding="utf-8")
    take_file(qtbot, window, path, "ô này nhận nhiều nhất 60.000. Chưa lấy gì cả.")
    assert (text_in(window, "Tên"), text_in(window, "Nội dung")) == ("", "")


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    qtbot: QtBot, tmp_path: Path, window: MainWindow
) -> None:
    path = tmp_path / "cũ.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    take_file(qtbot, window, path, "“cũ.pdf” là tệp PDF, không lấy chữ ra được.")
    assert button(window, "Lấy chữ từ tệp Word").isEnabled()


def test_a_directive_takes_its_words_from_a_file_too(qtbot: QtBot, tmp_path: Path, commune: Desk) -> None:
    window, frame = open_window(commune, "documents")
    qtbot.addWidget(window)
    frame.page("documents").open("register")
    press(window, "Vào sổ văn bản")
    path = word_file(tmp_path, "Kế hoạch phòng chống rét", "Trâu bò có chuồng trước 15/11")
    take_file(qtbot, window, path, "Đã lấy")
    press(window, "Vào sổ")
    (row,) = select(commune.store, "directive")
    assert row.text("summary") == "Kế hoạch phòng chống rét"
    assert row.text("content") == "Trâu bò có chuồng trước 15/11"
    window.close()
