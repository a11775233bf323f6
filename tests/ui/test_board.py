"""The board of Sinh hoạt above cells: filtered, walked by keys, opened, cells reminded, papers saved, gone down into a commune."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.rows import select
from chibo_desktop.papers.readback import read_pages
from chibo_desktop.ui import look
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.board import Board
from ui.hands import make_desk, open_window, press, shown, words_on, write

HU, LANH = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh"
NOW = datetime(2026, 11, 13, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def commune(tmp_path: Path) -> tuple[Desk, str, str]:
    """A commune with two cells: one met in October, the other has not yet this month, its day being the 5th."""
    desk = make_desk(tmp_path, "commune", FixedClock(NOW)).desk
    _, met = add_cell(desk, name=HU)
    _, late = add_cell(desk, name=LANH)
    own = desk.for_organisation(late)
    _, member = add_member(own, full_name="Vàng A Chứ")
    change_member(own, member, office="secretary", phone="0900 000 123")
    with desk.store.writing(late, desk.user) as writer:
        writer.put("organisation", late, meeting_day=5)
    for month in ("2026-10", "2026-11"):
        with desk.store.writing(met, desk.user) as writer:
            held = {
                "cell_id": met,
                "period": month,
                "kind": "regular",
                "held_on": date.fromisoformat(f"{month}-02"),
            }
            writer.put("meeting", writer.new_id(), **held, finalised_at=NOW)
    return desk, met, late


def table(window: MainWindow) -> Board:
    return shown(window, Board)[0]


def ring(window: MainWindow, row: int, column: int) -> None:
    board = table(window)
    board.setCurrentIndex(board.model().index(row, column))
    board.setFocus()


def said_of(window: MainWindow, row: int, column: int) -> str:
    """What a screen reader says of a cell of the board."""
    model = table(window).model()
    return str(model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)).replace(
        "\u00a0", " "
    )


def test_the_board_says_every_month_and_the_line_below_whom_to_ring_up(
    qtbot: QtBot, commune: tuple[Desk, str, str]
) -> None:
    window, _ = open_window(commune[0], "meetings")
    qtbot.addWidget(window)
    assert said_of(window, 0, 11) == "Bản Nà Hừ, tháng 11: đã sinh hoạt 02/11/2026"
    assert said_of(window, 1, 11) == "Bản Suối Lanh, tháng 11: chưa có tin đã sinh hoạt, quá 8 ngày"
    assert said_of(window, 1, 12) == "Bản Suối Lanh, tháng 12: chưa đến"
    said = words_on(window)
    assert "Bản Suối Lanh, quá 8 ngày · 0900 000 123" in said
    assert "Lọc: Xã đã nhận, 2" in said
    window.close()


def test_a_chip_leaves_the_cells_it_counts(qtbot: QtBot, commune: tuple[Desk, str, str]) -> None:
    window, _ = open_window(commune[0], "meetings")
    qtbot.addWidget(window)
    press(window, "Lọc: Xã đã nhận, 2")
    assert table(window).model().rowCount() == 1
    press(window, "Lọc: Tất cả, 24")
    assert table(window).model().rowCount() == 2
    window.close()


def test_arrows_walk_enter_opens_and_esc_closes(qtbot: QtBot, commune: tuple[Desk, str, str]) -> None:
    window, _ = open_window(commune[0], "meetings")
    qtbot.addWidget(window)
    ring(window, 0, 10)
    QTest.keyClick(table(window), Qt.Key.Key_Right)
    QTest.keyClick(table(window), Qt.Key.Key_Down)
    QTest.keyClick(table(window), Qt.Key.Key_Return)
    assert f"{LANH}, tháng 11 năm 2026" in words_on(window)
    assert "Bí thư Vàng A Chứ, 0900 000 123." in words_on(window)
    focus = window.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text() == "Nhắc chi bộ"
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert f"{LANH}, tháng 11 năm 2026" not in words_on(window)
    assert window.focusWidget() is table(window)
    window.close()


def test_a_reminder_goes_to_the_cell_alone_and_is_remembered(
    qtbot: QtBot, commune: tuple[Desk, str, str]
) -> None:
    desk, _, late = commune
    window, _ = open_window(desk, "meetings")
    qtbot.addWidget(window)
    ring(window, 1, 11)
    QTest.keyClick(table(window), Qt.Key.Key_Return)
    press(window, "Nhắc chi bộ")
    assert "Đã ghi lời nhắc" in words_on(window)
    (reminder,) = select(desk.store, "material")
    assert (reminder.book, reminder.text("sort")) == (f"down:{late}", "reminder")
    assert "đã quá 8 ngày" in reminder.text("content")
    ring(window, 1, 11)
    QTest.keyClick(table(window), Qt.Key.Key_Return)
    assert "Đã nhắc ngày 13/11/2026." in words_on(window)
    window.close()


def test_the_minutes_open_from_the_board(qtbot: QtBot, commune: tuple[Desk, str, str]) -> None:
    window, _ = open_window(commune[0], "meetings")
    qtbot.addWidget(window)
    ring(window, 0, 10)
    QTest.keyClick(table(window), Qt.Key.Key_Return)
    assert "Biên bản đang ở đâu" in words_on(window)
    press(window, "Mở biên bản")
    said = words_on(window)
    assert "Biên bản đã chốt: 1 trên 2 chi bộ" in said
    assert "02/10/2026" in said
    window.close()


def test_an_older_year_is_chosen_from_those_held(qtbot: QtBot, commune: tuple[Desk, str, str]) -> None:
    desk, met, _ = commune
    with desk.store.writing(met, desk.user) as writer:
        held = {"cell_id": met, "period": "2025-03", "kind": "regular", "held_on": date(2025, 3, 4)}
        writer.put("meeting", writer.new_id(), **held, finalised_at=NOW)
    window, _ = open_window(desk, "meetings")
    qtbot.addWidget(window)
    write(window, "Năm", "Năm 2025")
    assert "Sinh hoạt năm 2025" in words_on(window)
    assert said_of(window, 0, 3) == "Bản Nà Hừ, tháng 3: đã sinh hoạt 04/03/2025"
    window.close()


@pytest.mark.parametrize(
    "chosen",
    [
        ("Cần chấn chỉnh", "In danh sách", "chi bộ cần chấn chỉnh sinh hoạt từ"),
        ("Biên bản tháng", "Bảng sáu tháng", "sinh hoạt chi bộ từ 01/07/2026 đến 31/12/2026"),
        ("Biên bản tháng", "Bảng chất lượng tháng", "Chưa sinh hoạt trong tháng: 01 chi bộ"),
        ("Biên bản tháng", "Thông báo lịch sinh hoạt", "0900 000 123"),
    ],
)
def test_the_papers_of_the_board_are_saved_where_a_person_chose(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    commune: tuple[Desk, str, str],
    chosen: tuple[str, str, str],
) -> None:
    view, button, words = chosen
    target = tmp_path / "bang.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    window, _ = open_window(commune[0], "meetings")
    qtbot.addWidget(window)
    press(window, f"Phần của trang: {view}")
    press(window, button)
    qtbot.waitUntil(lambda: "Đã lưu bang.pdf" in words_on(window), timeout=10_000)
    read = " ".join(line.text for page in read_pages(target.read_bytes()) for line in page.lines)
    assert words in read.replace("\u00a0", " ")
    window.close()


def test_a_desk_without_cells_says_what_will_be_here(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path, "upper", FixedClock(NOW)).desk
    window, _ = open_window(desk, "meetings")
    qtbot.addWidget(window)
    assert "Sinh hoạt của các chi bộ sẽ hiện ở đây sau khi nhận gói." in words_on(window)
    assert not shown(window, Board)
    window.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_two_blocks_of_twelve_stand_beside_each_other_where_there_is_room(
    qtbot: QtBot, tmp_path: Path, zoom: int
) -> None:
    desk = make_desk(tmp_path, "commune", FixedClock(NOW)).desk
    for number in range(14):
        add_cell(desk, name=f"Chi bộ bản số {number:02d}")
    look.set_zoom(zoom)
    look.apply()
    window, _ = open_window(desk, "meetings")
    qtbot.addWidget(window)
    tables = shown(window, Board)
    assert [board.model().rowCount() for board in tables] == ([7, 7] if zoom == 100 else [14])
    if zoom == 100:
        tables[0].setCurrentIndex(tables[0].model().index(3, 12))
        tables[0].setFocus()
        QTest.keyClick(tables[0], Qt.Key.Key_Right)
        assert tables[1].current() is not None
        assert window.focusWidget() is tables[1]
    window.close()
