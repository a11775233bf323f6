"""Many bundles in the window: dropped anywhere, looked over before anything is written, stopped, set aside, gone on with."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.exchange import read_bundle
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.store.arrivals import list_to_read
from chibo_desktop.ui.main_window import MainWindow
from exchange.province import (
    PASSWORD,
    Province,
    copy_desk,
    is_clean,
    make_province,
    state,
    write_meeting,
    write_proposal,
)
from ui.hands import button, open_window, press, shown, words_on

MONTHS = [f"2026-{month:02}" for month in range(1, 13)]
WAIT = 30_000


class Year:
    """Twelve bundles of a cell on a stick, each twice and in random order, among three damaged ones and other files."""

    def __init__(self, province: Province, stick: Path) -> None:
        cell, commune = province.cell, province.commune
        self.folder = stick.parent / "fresh"
        copy_desk(commune, self.folder).close()
        self.clock, self.stick = province.clock, stick
        self.bundles = []
        for month in MONTHS:
            write_meeting(cell, month)
            write_proposal(cell, f"Sửa mương tháng {month[5:]}")
            self.bundles.append(province.make(cell, commune))
            read_bundle(commune, self.bundles[-1])
            province.send(commune, cell)
        self.in_order = state(commune)
        self._lay_on_stick()

    def _lay_on_stick(self) -> None:
        dice = random.Random(5)
        copies = [*self.bundles, *self.bundles]
        dice.shuffle(copies)
        for place, bundle in enumerate(copies):
            folder = self.stick / ("" if place % 3 else f"sâu/hơn {place}")
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(bundle, folder / f"{place:02}.CBB")
        whole = self.bundles[3].read_bytes()
        (self.stick / "chép dở.cbb").write_bytes(whole[:-40])
        (self.stick / "hỏng giữa.cbb").write_bytes(whole[:900] + b"x" + whole[901:])
        (self.stick / "thư.cbb").write_text("Kính gửi xã", encoding="utf-8")
        (self.stick / "ghi chú.txt").write_text("không phải gói", encoding="utf-8")

    def open(self) -> Desk:
        """The commune's desk that has read nothing; the one before is thrown away."""
        folder = self.folder.with_name("trial")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return open_desk(folder, PASSWORD, clock=self.clock)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("office")
    stick = folder / "usb"
    stick.mkdir()
    with make_province(folder) as province:
        yield Year(province, stick)


@pytest.fixture
def desk(year: Year) -> Desk:
    return year.open()


def dragged(*places: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(place)) for place in places])
    return data


def hang(window: MainWindow, data: QMimeData, at: QPointF) -> QDragEnterEvent:
    """Drags it over the window, as the system tells Qt; gives what the window answered."""
    actions, button_, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(at.toPoint(), actions, data, button_, keys)
    QCoreApplication.sendEvent(window.windowHandle(), enter)
    QCoreApplication.sendEvent(
        window.windowHandle(), QDragMoveEvent(at.toPoint(), actions, data, button_, keys)
    )
    return enter


def drop(window: MainWindow, *places: Path, at: QPointF | None = None) -> None:
    """Drags files over the window and lets them go."""
    data, where = dragged(*places), at or QPointF(700, 400)
    assert hang(window, data, where).isAccepted()
    actions, button_, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QCoreApplication.sendEvent(window.windowHandle(), QDropEvent(where, actions, data, button_, keys))


def wait_for(qtbot: QtBot, window: QWidget, words: str) -> None:
    qtbot.waitUntil(lambda: words in words_on(window), timeout=WAIT)


def dropped(qtbot: QtBot, desk: Desk, *places: Path, until: str) -> MainWindow:
    """The window of a desk with files dropped on it, once it says of them what is waited for."""
    window, _ = open_window(desk, "exchange")
    qtbot.addWidget(window)
    drop(window, *places)
    wait_for(qtbot, window, until)
    return window


def held(desk: Desk) -> int:
    return int(desk.store.value("SELECT count(*) FROM journal"))


def test_a_stick_dropped_on_the_window_gives_the_state_of_reading_in_order(
    qtbot: QtBot, year: Year, desk: Desk
) -> None:
    window, frame = open_window(desk, "today")
    qtbot.addWidget(window)
    before = held(desk)
    drop(window, year.stick)
    wait_for(qtbot, window, "27 tệp: ")
    assert frame.shown() == "exchange"
    assert (
        "<b>12 gói</b> của Chi bộ bản Suối Lanh, 12 tệp trùng nhau, <b>3 tệp không đọc được</b>."
        in words_on(window)
    )
    assert "sinh hoạt tháng 1–12/2026" in words_on(window)
    assert "Để yên 1 tệp khác" in words_on(window)
    assert held(desk) == before

    press(window, "Đọc 12 gói vào sổ")
    wait_for(qtbot, window, "Đã nhận 12 trên 15 gói. 3 tệp không đọc được đã để riêng.")
    assert state(desk) == year.in_order
    assert is_clean(desk)
    assert "thư.cbb" in words_on(window)
    assert "12 kiến nghị" in words_on(window)
    drop(window, year.stick)
    wait_for(qtbot, window, "12 gói đã có ở đây")
    press(window, "Đọc 12 gói vào sổ")
    wait_for(qtbot, window, "Đã nhận 12 trên 15 gói.")
    assert state(desk) == year.in_order
    window.close()


def test_what_is_missing_before_a_bundle_is_said_before_and_after_reading(
    qtbot: QtBot, year: Year, desk: Desk
) -> None:
    window = dropped(qtbot, desk, *year.bundles[:8], year.bundles[9], until="Thiếu gói tháng 9/2026")
    press(window, "Đọc 9 gói vào sổ")
    wait_for(qtbot, window, "<b>Chi bộ bản Suối Lanh</b> thiếu gói tháng 9/2026")
    drop(window, year.bundles[8])
    wait_for(qtbot, window, "<b>1 gói</b>")
    press(window, "Đọc 1 gói vào sổ")
    wait_for(qtbot, window, "Đã nhận 1 trên 1 gói.")
    assert "thiếu" not in words_on(window)
    window.close()


def test_stopped_in_the_middle_what_was_read_stays_and_the_rest_goes_on_after_opening_again(
    qtbot: QtBot, year: Year, desk: Desk
) -> None:
    window = dropped(qtbot, desk, *year.bundles, until="<b>12 gói</b>")
    press(window, "Đọc 12 gói vào sổ")
    press(window, "Dừng")
    wait_for(qtbot, window, "gói chưa đọc, đã chép trong máy.")
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith("Đọc tiếp")
    read = desk.store.value("SELECT count(*) FROM bundle_in")
    assert read < 12
    assert is_clean(desk)
    window.close()

    again, _ = open_window(open_desk(desk.folder, PASSWORD, clock=year.clock), "exchange")
    qtbot.addWidget(again)
    left = 12 - read
    assert f"Còn {left} gói đã chép vào máy mà chưa đọc." in words_on(again)
    press(again, f"Đọc tiếp {left} gói")
    wait_for(qtbot, again, f"Đã nhận {left} trên {left} gói.")
    assert again.frame is not None
    assert state(again.frame.session.desk) == year.in_order
    again.close()


def test_closing_the_window_while_reading_leaves_a_whole_book(qtbot: QtBot, year: Year, desk: Desk) -> None:
    window = dropped(qtbot, desk, *year.bundles, until="<b>12 gói</b>")
    press(window, "Đọc 12 gói vào sổ")
    window.close()
    reopened = open_desk(desk.folder, PASSWORD, clock=year.clock)
    assert is_clean(reopened)
    reopened.close()


def test_over_a_field_one_writes_in_a_bundle_is_a_bundle_and_not_its_name(
    qtbot: QtBot, tmp_path: Path, year: Year, desk: Desk
) -> None:
    window, frame = open_window(desk, "proposals")
    qtbot.addWidget(window)
    field = QPlainTextEdit(frame.page("proposals"))
    field.setGeometry(10, 10, 300, 100)
    field.show()
    at = QPointF(field.mapTo(window, field.rect().center()))
    drop(window, year.bundles[0], at=at)
    wait_for(qtbot, window, "<b>1 gói</b>")
    assert field.toPlainText() == ""
    window.close()


def test_other_files_are_not_taken_and_the_sign_goes_when_the_drag_leaves(
    qtbot: QtBot, tmp_path: Path, year: Year, desk: Desk
) -> None:
    window, _ = open_window(desk, "today")
    qtbot.addWidget(window)
    other = tmp_path / "danh-sach.xlsx"
    other.write_bytes(b"x")
    assert not hang(window, dragged(other), QPointF(700, 400)).isAccepted()
    hang(window, dragged(year.stick), QPointF(700, 400))
    assert "Thả vào đây để xem các gói" in words_on(window)
    QCoreApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert "Thả vào đây" not in words_on(window)
    window.close()


def test_files_set_aside_are_tried_again_or_let_go_by_one_button_each(
    qtbot: QtBot, year: Year, desk: Desk
) -> None:
    window = dropped(
        qtbot, desk, year.stick / "thư.cbb", year.stick / "chép dở.cbb", until="2 tệp không đọc được"
    )
    press(window, "Để riêng 2 tệp")
    wait_for(qtbot, window, "chép dở.cbb, ")
    qtbot.waitUntil(lambda: button(window, "Thử đọc lại").isEnabled())
    press(window, "Thử đọc lại")
    wait_for(qtbot, window, "Đã nhận 0 trên 2 gói.")
    assert "xin gửi lại" in words_on(window)
    press(window, "Bỏ khỏi danh sách")
    assert "Để riêng: không đọc được" not in words_on(window)
    assert not any((desk.folder / "aside").iterdir())
    window.close()


def test_typing_goes_on_while_files_are_read(qtbot: QtBot, year: Year, desk: Desk) -> None:
    window = dropped(qtbot, desk, *year.bundles, until="<b>12 gói</b>")
    press(window, "Đọc 12 gói vào sổ")
    assert window.frame is not None
    _, member = window.frame.session.do(add_member, full_name="Giàng Thị Dua")
    wait_for(qtbot, window, "Đã nhận 12 trên 12 gói.")
    assert desk.store.record("member", member) is not None
    window.close()


def names(widgets: Sequence[QWidget]) -> list[str]:
    return [widget.accessibleName() for widget in widgets]


def test_every_control_has_a_name_and_the_yes_has_the_keyboard(qtbot: QtBot, year: Year, desk: Desk) -> None:
    window = dropped(qtbot, desk, year.bundles[0], until="<b>1 gói</b>")
    focus = window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Đọc 1 gói vào sổ"
    assert "" not in names(
        [one for one in shown(window, QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    )
    window.close()


def test_while_typing_for_a_cell_a_drop_says_where_bundles_are_read(
    qtbot: QtBot, desk: Desk, year: Year
) -> None:
    _, cell = add_cell(desk, name="Chi bộ bản Huổi Tao")
    window, _ = open_window(desk, "today")
    qtbot.addWidget(window)
    assert window.type_for(cell)
    drop(window, year.bundles[0])
    assert "về sổ của mình rồi mở hay thả lại các gói" in words_on(window)
    assert not list_to_read(desk.folder)
    window.close()
