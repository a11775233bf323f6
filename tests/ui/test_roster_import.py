"""A roster file in the window: looked at before anything is written, mended by hand, written whole, and told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QTableWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.members import add_member
from chibo_desktop.lists.roster import list_members
from chibo_desktop.store.access import list_access
from chibo_desktop.ui.editors.roster_import import RosterImport
from chibo_desktop.ui.main_window import MainWindow
from excel.rosters import as_xls, as_xlsx, kept, simple, ward_list
from ui.hands import button, error_of, make_desk, open_window, press, shown, words_on, write

CHU = ("Vàng A Chứ", "15/08/1975", "01234567", "03/02/2001", "03/02/2002")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made, _ = open_window(make_desk(tmp_path / "so").desk, "members")
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    grid, spans = ward_list()
    return kept(tmp_path, as_xls(grid, spans), "danh-sach.xls")


@pytest.fixture
def looked_at(qtbot: QtBot, window: MainWindow, ward: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """The window with the list of the ward chosen and read: two people to write, one who cannot be."""
    choose(qtbot, window, ward, monkeypatch)
    return window


def choose(qtbot: QtBot, window: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Goes to the import, chooses a file and waits until it has been read."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(path), ""))
    press(window, "Nhập từ Excel …")
    press(window, "Chọn tệp …")
    wait(qtbot, window)


def wait(qtbot: QtBot, window: MainWindow) -> None:
    """Until the worker is done: the arrow back can be pressed again."""
    qtbot.waitUntil(lambda: button(window, "Trở lại").isEnabled(), timeout=20_000)


def write_all(qtbot: QtBot, window: MainWindow, yes: str, told: str) -> None:
    """Presses the button that says yes and waits until it is told what was done."""
    press(window, yes)
    qtbot.waitUntil(lambda: f"Đã ghi vào sổ: {told}." in words_on(window), timeout=20_000)


def names(window: MainWindow) -> list[str]:
    assert window.frame is not None
    desk = window.frame.session.desk
    return sorted(row.name for row in list_members(desk.store, desk.organisation_id, desk.today))


def test_a_file_is_looked_at_then_written_whole(qtbot: QtBot, looked_at: MainWindow) -> None:
    assert "3 người: thêm 2, chưa ghi được 1. Không ghi 1 dòng của chi bộ khác." in words_on(looked_at)
    assert names(looked_at) == []
    press(looked_at, "Xem: Từng người")
    assert "Lò Văn Hặc, Ô E12: “1/13/1990”: không có tháng 13." in words_on(looked_at)
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "thêm 2 đảng viên")
    assert names(looked_at) == ["Giàng Thị Dua", "Vàng A Chứ"]
    press(looked_at, "Xem danh sách")
    assert "2 đảng viên: 2 chính thức · phải dự 2" in words_on(looked_at)


def test_the_columns_can_be_named_by_hand(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path, as_xlsx(simple(("Vàng A Chứ", "1975"), head=("", "Người", "Đẻ năm"))))
    choose(qtbot, window, path, monkeypatch)
    assert "Chưa biết cột nào là họ và tên." in words_on(window)
    assert not button(window, "Chưa có ai để ghi").isEnabled()
    name_column(window, "Cột B là", "Họ và tên")
    wait(qtbot, window)
    name_column(window, "Cột C là", "Ngày sinh")
    wait(qtbot, window)
    press(window, "Xem: Từng người")
    press(window, "Tất cả là chính thức")
    wait(qtbot, window)
    assert "Vàng A Chứ, chính thức · sinh 1975, Sẽ thêm" in words_on(window)


def name_column(window: MainWindow, label: str, words: str) -> None:
    (box,) = [one for one in shown(window, QComboBox) if one.accessibleName() == label]
    place = box.findText(words)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_wrong_cell_is_marked_in_the_grid_and_may_be_left_empty(
    qtbot: QtBot, looked_at: MainWindow
) -> None:
    (grid,) = shown(looked_at, QTableWidget)
    cells = [
        grid.item(row, column) for row in range(2, grid.rowCount()) for column in range(grid.columnCount())
    ]
    marked = [cell.text() for cell in cells if cell is not None and not cell.icon().isNull()]
    assert marked == ["1/13/1990"]
    press(looked_at, "Xem: Từng người")
    press(looked_at, "Ô sai thì để trống, vẫn ghi người ấy")
    wait(qtbot, looked_at)
    assert button(looked_at, "Ghi 3 đảng viên").isEnabled()


def test_a_person_says_who_a_namesake_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.frame is not None
    desk = window.frame.session.desk
    for born in ("1950", "1960"):
        add_member(desk, full_name="Vàng A Chứ", birth_date=born)
    choose(qtbot, window, kept(tmp_path, as_xlsx(simple(CHU))), monkeypatch)
    press(window, "Xem: Từng người")
    (row,) = [one for one in words_on(window).split(" | ") if one.startswith("Vàng A Chứ, Dòng 2")]
    press(window, row)
    assert "Người này là ai?" in words_on(window)
    press(window, "Là Vàng A Chứ, sinh 1960")
    wait(qtbot, window)
    assert "Ngày sinh | 1960 → 15/08/1975" in plain(window)
    write_all(qtbot, window, "Ghi 1 đảng viên", "sửa 1 đảng viên")
    assert names(window) == ["Vàng A Chứ", "Vàng A Chứ"]


def plain(window: MainWindow) -> str:
    """The words on the screen without the marks of rich text."""
    import re

    return re.sub(r"<[^>]*>", "", words_on(window))


def test_one_row_can_be_left_out(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = kept(tmp_path, as_xlsx(simple(CHU, ("Lò Văn Hặc", "1990", "", "", "3/2/2015"))))
    choose(qtbot, window, path, monkeypatch)
    press(window, "Xem: Từng người")
    press(window, "Lò Văn Hặc, chính thức · sinh 1990 · chính thức từ 03/02/2015, Sẽ thêm")
    press(window, "Bỏ qua dòng này")
    wait(qtbot, window)
    assert "2 người: thêm 1, bỏ qua 1." in words_on(window)


def test_a_file_can_be_dropped(qtbot: QtBot, window: MainWindow, ward: Path) -> None:
    press(window, "Nhập từ Excel …")
    (panel,) = shown(window, RosterImport)
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(ward))])
    panel.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            carried,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    wait(qtbot, window)
    assert "3 người" in words_on(window)


def test_a_file_that_is_no_table_is_told_in_place(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, window, kept(tmp_path, b"%PDF-1.7", "bien-ban.xlsx"), monkeypatch)
    assert "“bien-ban.xlsx” là tệp PDF, không phải bảng tính." in words_on(window)
    assert button(window, "Chọn tệp …").isEnabled()
    press(window, "Trở lại")
    assert "Thêm đảng viên" in words_on(window)


def test_the_same_layout_is_shown_by_person_at_once_the_second_time(
    qtbot: QtBot, looked_at: MainWindow
) -> None:
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "thêm 2 đảng viên")
    press(looked_at, "Nhập tệp đã sửa …")
    wait(qtbot, looked_at)
    assert "Các cột lấy theo lần trước đã nhập mẫu này." in plain(looked_at)
    assert "Vàng A Chứ, cùng số thẻ đảng viên, Như cũ" in words_on(looked_at)


def test_the_list_leaves_with_births_only_for_a_reason(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.frame is not None
    desk = window.frame.session.desk
    press(window, "Thêm đảng viên")
    write(window, "Họ và tên", "Vàng A Chứ")
    press(window, "Ghi, thêm người nữa")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "ds"), ""))
    press(window, "Ra tệp Excel …")
    press(window, "Kèm ngày sinh, dân tộc và số thẻ đảng viên")
    press(window, "Chọn nơi lưu …")
    assert error_of(window, "Lý do (được ghi vào sổ truy cập)").startswith("Ghi lý do")
    assert not (tmp_path / "ds.xlsx").exists()
    write(window, "Lý do (được ghi vào sổ truy cập)", "đối chiếu thẻ đảng")
    press(window, "Chọn nơi lưu …")
    assert (tmp_path / "ds.xlsx").read_bytes().startswith(b"PK")
    assert "Đã ghi 1 người vào “ds.xlsx”." in words_on(window)
    assert list_access(desk.store, "member")[0].note == "đối chiếu thẻ đảng"


def test_the_empty_template_is_saved_from_the_same_place(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "mau.xlsx"), ""))
    press(window, "Nhập từ Excel …")
    press(window, "Lưu tệp mẫu để điền …")
    assert (tmp_path / "mau.xlsx").exists()
    assert "Đã lưu tệp mẫu “mau.xlsx”." in words_on(window)


def test_the_keyboard_stands_on_the_choice_of_a_file(window: MainWindow) -> None:
    press(window, "Nhập từ Excel …")
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Chọn tệp …"


def test_what_was_taken_back_is_no_longer_said_to_be_written(qtbot: QtBot, looked_at: MainWindow) -> None:
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "thêm 2 đảng viên")
    next(
        one for one in shown(looked_at, QAbstractButton) if one.accessibleName().startswith("Hoàn tác:")
    ).click()
    assert names(looked_at) == []
    assert "Đã ghi vào sổ: thêm 2 đảng viên." not in words_on(looked_at)
    assert "1/13/1990" not in words_on(looked_at)


def test_who_is_official_is_asked_once_and_may_be_said_one_by_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [(name, "1990", "", "", "") for name in ("Lò Văn Hặc", "Giàng Thị Dua")]
    choose(qtbot, window, kept(tmp_path, as_xlsx(simple(CHU, *others))), monkeypatch)
    asked = "Tệp không ghi diện chính thức/dự bị của 2 người; tất cả là chính thức?"
    assert asked in words_on(window)
    assert button(window, "Ghi 1 đảng viên").isEnabled()
    press(window, "Chọn từng người")
    assert button(window, "Lọc: Cần xem, 2").isChecked()
    press(window, "Lò Văn Hặc, Dòng 3: tệp không ghi chính thức hay dự bị · sinh 1990, Chọn diện")
    press(window, "Dự bị")
    wait(qtbot, window)
    press(window, "Tất cả là chính thức")
    wait(qtbot, window)
    assert asked not in words_on(window)
    assert "ghi là chính thức, trừ ai đã chọn khác" in words_on(window)
    write_all(qtbot, window, "Ghi 3 đảng viên", "thêm 3 đảng viên")
    press(window, "Xem danh sách")
    assert "3 đảng viên: 2 chính thức" in words_on(window)


def test_after_a_step_back_the_same_file_brings_its_people_back(qtbot: QtBot, looked_at: MainWindow) -> None:
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "thêm 2 đảng viên")
    press(looked_at, "Hoàn tác: Đảng viên, 2 người, phím Ctrl Z")
    press(looked_at, "Chọn tệp …")
    wait(qtbot, looked_at)
    (row,) = [one for one in words_on(looked_at).split(" | ") if one.startswith("Vàng A Chứ, Ô ")]
    press(looked_at, row)
    press(looked_at, "Đưa trở lại")
    wait(qtbot, looked_at)
    assert "đưa trở lại 1" in words_on(looked_at)
    press(looked_at, "Đóng")
    press(looked_at, "Đưa trở lại")
    wait(qtbot, looked_at)
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "đưa trở lại 2 đảng viên")
    assert names(looked_at) == ["Giàng Thị Dua", "Vàng A Chứ"]


def test_who_could_not_be_written_stays_on_the_screen_and_can_be_saved(
    qtbot: QtBot, looked_at: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(qtbot, looked_at, "Ghi 2 đảng viên", "thêm 2 đảng viên")
    assert "Lò Văn Hặc, dòng 12" in plain(looked_at)
    assert "Ô E12: “1/13/1990”: không có tháng 13." in plain(looked_at)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "con-lai"), ""))
    press(looked_at, "Lưu danh sách …")
    assert "Đã lưu 1 người vào “con-lai.xlsx”." in words_on(looked_at)
    assert (tmp_path / "con-lai.xlsx").read_bytes().startswith(b"PK")
