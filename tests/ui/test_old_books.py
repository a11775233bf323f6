"""Promises of copying old books: typed as in a spreadsheet, kept row by row, written whole, mended in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.old_books import OldMeeting, add_old_meetings
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meetings import list_meetings, resolution_of
from chibo_desktop.store.drafts import list_drafts
from chibo_desktop.ui.editors.old_books import OldBooks
from chibo_desktop.ui.session import Session
from driver import make_cell
from ui.fitting import cut
from ui.hands import button, editor, words_on
from ui.keys import type_letters
from ui.step_host import focused, key

KEY_S = 1.5
SUMMARY, CONCLUSION = "lãnh đạo nhiệm vụ tháng", "Giao tổ bảo vệ rừng trực ba đêm"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A cell of eight; every test copies a year of its own."""
    desk = make_cell(tmp_path_factory.mktemp("old") / "cell")
    yield desk
    desk.close()


@pytest.fixture
def show(book: Desk, qtbot: QtBot) -> Iterator[Callable[[int], OldBooks]]:
    session, shown = Session(book, Settings(book.folder)), []

    def show(year: int) -> OldBooks:
        grid = OldBooks(session)
        shown.append(grid)
        grid.begin()
        grid.show_year(year)
        grid.resize(1366, 640)
        grid.show()
        grid.activateWindow()
        qtbot.waitUntil(grid.isActiveWindow)
        grid.take_focus()
        return grid

    yield show
    for grid in shown:
        grid.may_leave()
        grid.close()
        grid.deleteLater()
    session.rest()
    QApplication.processEvents()


class Fingers:
    """Types where the keyboard is; `pressed` counts every key but those of prose."""

    def __init__(self) -> None:
        self.pressed = 0

    def words(self, letters: str) -> None:
        self.prose(letters)
        self.pressed += len(letters)

    def prose(self, letters: str) -> None:
        type_letters(focused(), letters)

    def enter(self) -> None:
        key(Qt.Key.Key_Return)
        self.pressed += 1

    def cells(self, *words: str) -> None:
        """Words, each followed by Enter."""
        for each in words:
            self.words(each)
            self.enter()


def write_all(grid: OldBooks, qtbot: QtBot) -> None:
    grid.write()
    qtbot.waitUntil(grid.may_leave, timeout=20_000)


def cell_of(grid: OldBooks, label: str) -> QLineEdit:
    found = editor(grid, label)
    assert isinstance(found, QLineEdit)
    return found


def rows_of(book: Desk, year: int) -> list[tuple[str, int, int, str]]:
    rows = [row for row in list_meetings(book.store) if row.period.startswith(str(year))]
    return [(row.period, row.due, row.present, row.kind.key) for row in reversed(rows)]


def test_a_year_is_typed_in_three_minutes_of_keys(
    book: Desk, show: Callable[[int], OldBooks], qtbot: QtBot
) -> None:
    grid, hand = show(2024), Fingers()
    assert focused().accessibleName() == "Ngày, 01/2024"
    hand.cells("5", "8", "đ", "chu", "1")
    for month in range(1, 13):
        if month > 1:
            hand.cells("5", *(("7", "1") if month in (4, 9) else ("đ",)))
        hand.prose(f"{SUMMARY} {month}")
        hand.enter()
        hand.prose(CONCLUSION)
        hand.enter()
    assert focused().accessibleName() == "Ghi 12 buổi"
    hand.enter()
    assert hand.pressed * KEY_S <= 180, f"{hand.pressed} keys"
    qtbot.waitUntil(grid.may_leave, timeout=20_000)
    assert "Đã ghi 12 buổi từ sổ cũ." in words_on(grid)
    assert rows_of(book, 2024)[3] == ("2024-04", 8, 7, "regular")
    assert len(rows_of(book, 2024)) == 12
    rows = [row for row in list_meetings(book.store) if row.period == "2024-12"]
    paper = resolution_of(book.store, rows[0].id)
    assert paper is not None
    assert (rows[0].notes, rows[0].is_finalised, paper.count("number")) == (("ghi từ sổ cũ",), True, 12)
    assert list_drafts(book.store) == []


def test_a_row_outlives_a_power_cut_with_the_word_being_composed(
    book: Desk, show: Callable[[int], OldBooks], qtbot: QtBot
) -> None:
    from ui.keys import compose

    show(2019)
    Fingers().cells("5", "8", "đ")
    compose(focused(), "vang")
    qtbot.waitUntil(lambda: any("vang" in draft.text for draft in list_drafts(book.store)), timeout=5_000)
    again = show(2019)
    assert [cell_of(again, f"{name}, 01/2019").text() for name in ("Ngày", "Có mặt", "Chủ trì")] == [
        "05/01/2019",
        "8",
        "vang",
    ]
    assert [row.period for row in list_meetings(book.store) if row.period.startswith("2019")] == []


def test_a_block_from_a_spreadsheet_fills_the_rows_and_the_wrong_one_stays_with_its_reason(
    book: Desk, show: Callable[[int], OldBooks], qtbot: QtBot
) -> None:
    grid = show(2022)
    QGuiApplication.clipboard().setText(
        "05/01/2022\tThường kỳ\t8\t8\t0\t0\t\t21\tNQ tháng 1\tNhất trí\r\n"
        "05/02/2022\tThường kỳ\t8\t9\t0\t0\t\t\t\t\r\n"
        '07/03/2022\tChuyên đề\t8\t6\t1\t1\t\t\t\t"Nhất trí\ncao"\r\n'
    )
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "Phải dự 8, nhưng có mặt 9" in words_on(grid)
    button(grid, "Ghi 2 buổi")
    write_all(grid, qtbot)
    assert rows_of(book, 2022) == [("2022-01", 8, 8, "regular"), ("2022-03", 8, 6, "thematic")]
    assert "Đã ghi 2 buổi từ sổ cũ. Còn 1 dòng cần sửa." in words_on(grid)
    assert "Phải dự 8, nhưng có mặt 9" in words_on(grid)
    assert focused().accessibleName() == "Phải dự, 02/2022"
    assert "Phải dự 8, nhưng" in focused().accessibleDescription()


def test_a_month_without_its_meeting_needs_only_its_reason(
    book: Desk, show: Callable[[int], OldBooks], qtbot: QtBot
) -> None:
    grid = show(2021)
    box = editor(grid, "Loại, 01/2021")
    box.setFocus()
    type_letters(box, "kh")
    assert not cell_of(grid, "Ngày, 01/2021").isEnabled()
    key(Qt.Key.Key_Return)
    assert focused().accessibleName() == "Kết luận, 01/2021"
    type_letters(focused(), "lũ quét")
    write_all(grid, qtbot)
    row = next(row for row in list_meetings(book.store) if row.period == "2021-01")
    assert row.notes == ("không sinh hoạt được: lũ quét", "ghi từ sổ cũ")


def test_stopped_half_way_what_is_written_is_gone_from_the_grid_and_the_rest_stays(
    book: Desk, show: Callable[[int], OldBooks], qtbot: QtBot
) -> None:
    grid = show(2020)
    QGuiApplication.clipboard().setText("".join(f"05/{month:02d}/2020\t\t8\t8\n" for month in range(1, 13)))
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    grid.write()
    button(grid, "Dừng").click()
    qtbot.waitUntil(grid.may_leave, timeout=20_000)
    written = len(rows_of(book, 2020))
    kept = [draft for draft in list_drafts(book.store) if (draft.kind, draft.id) == ("old_book", "2020")]
    assert written < 12
    assert len(kept) == 12 - written
    button(grid, f"Ghi {12 - written} buổi")
    assert "Kỳ, 12/2020" in words_on(grid)


def test_the_year_begun_with_is_that_in_which_the_book_begins(tmp_path: Path, qapp: object) -> None:
    desk = make_cell(tmp_path / "cell")
    session = Session(desk, Settings(desk.folder))
    grid = OldBooks(session)
    begun = []
    for day in (None, date(2026, 9, 5), date(2025, 1, 5)):
        if day is not None:
            add_old_meetings(desk, [OldMeeting(held_on=day, due=8, present=8)])
        grid.begin()
        begun.append(editor(grid, "Năm của sổ cũ").currentText())  # type: ignore[union-attr]
    assert begun == ["năm 2025", "năm 2026", "năm 2024"]
    session.close()


def test_what_is_wrong_in_a_row_is_said_when_the_row_is_left(show: Callable[[int], OldBooks]) -> None:
    grid = show(2018)
    hand = Fingers()
    hand.cells("5", "8", "6")
    assert focused().accessibleName() == "Vắng có lý do, 01/2018"
    assert "Vắng 2 người" not in words_on(grid)
    key(Qt.Key.Key_Down)
    assert focused().accessibleName() == "Vắng có lý do, 02/2018"
    assert "Vắng 2 người: ghi bao nhiêu có lý do, bao nhiêu không lý do." in words_on(grid)


def test_a_second_meeting_of_a_month_has_a_row_of_its_own_after_the_months(
    show: Callable[[int], OldBooks],
) -> None:
    grid = show(2017)
    button(grid, "Thêm dòng").click()
    hand = Fingers()
    hand.cells("18/3")
    assert cell_of(grid, "Kỳ, 03/2017").text() == "03/2017"
    key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused().accessibleName() == "Loại, 03/2017"


@pytest.mark.parametrize("zoom", [100, 150])
def test_the_grid_is_read_whole_and_never_wider_than_the_window(
    show: Callable[[int], OldBooks], zoom: int
) -> None:
    from chibo_desktop.ui import look

    look.set_zoom(zoom)
    grid = show(2016)
    hand = Fingers()
    hand.cells("5", "8", "6")
    key(Qt.Key.Key_Down)
    grid.resize(1366, 640)
    for _ in range(4):
        QApplication.processEvents()
    assert (grid.width(), cut(grid)) == (1366, [])


def test_the_button_says_how_many_rows_are_written_not_how_many_were_begun(
    show: Callable[[int], OldBooks],
) -> None:
    grid, hand = show(2015), Fingers()
    hand.cells("5", "8", "đ")
    button(grid, "Ghi 1 buổi")
    cell_of(grid, "Ngày, 02/2015").setFocus()
    hand.cells("30")
    button(grid, "Ghi 1 buổi")
    cell_of(grid, "Ngày, 01/2015").setFocus()
    hand.words("x")
    assert button(grid, "Ghi vào sổ").isEnabled()


def test_a_block_pasted_by_its_days_brings_its_months_where_a_month_is_in_the_book_already(
    show: Callable[[int], OldBooks],
) -> None:
    grid = show(2014)
    QGuiApplication.clipboard().setText("05/03/2014\tThường kỳ\t8\t8\n05/04/2014\tThường kỳ\t8\t8\n")
    key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    button(grid, "Ghi 2 buổi")
    assert cell_of(grid, "Ngày, 03/2014").text() == "05/03/2014"
