"""Every page, step and door at every zoom on a screen of 1366×768: what is there can be read and reached whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.demo import make_demo
from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.ui import look
from chibo_desktop.ui.dialogs.first_start import FirstStart
from chibo_desktop.ui.dialogs.recovery_sheet import RecoverySheet
from chibo_desktop.ui.dialogs.unlock import Unlock
from chibo_desktop.ui.editors.meeting_sheet import SheetEditor
from chibo_desktop.ui.editors.steps import STEP_CLASSES
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.widgets.flow import Flow
from chibo_desktop.ui.widgets.reach import Reach
from chibo_desktop.ui.widgets.words import Words
from ui.fitting import cut
from ui.hands import NOW, make_desk, open_window, press, shown
from ui.step_host import make_cell

ZOOMS = (100, 125, 150, 200)
ROOM = (1366, 700)
"""What a maximised window has of 1366×768 between its title and the bar of the system."""
Places = Sequence[tuple[str, Callable[[], object]]]


def faults(
    window: QWidget, places: Places = (("", lambda: None),), zooms: Sequence[int] = ZOOMS
) -> list[str]:
    """What cannot be read whole on each of the places, at each zoom."""
    found = []
    for zoom in zooms:
        look.set_zoom(zoom)
        for name, show in places:
            show()
            window.resize(*ROOM)
            for _ in range(12):  # a field grows with its words and width, then its card, then what scrolls
                QApplication.processEvents()
            assert (window.width(), window.height()) == ROOM, f"{name} {zoom} widens the window"
            found += [f"{name} at {zoom} %: {line}" for line in cut(window)]
    return found


def pages_of(window: MainWindow) -> Places:
    frame = window.frame
    assert frame is not None
    return [(name, lambda name=name: frame.show_page(name)) for name in frame.page_names()]  # type: ignore[misc]


def steps_of(window: MainWindow, meeting: str) -> Places:
    assert window.frame is not None
    window.frame.show_page("meetings")
    window.frame.page("meetings").open(meeting)
    sheet = window.findChild(SheetEditor)
    assert sheet is not None
    return [(key, lambda key=key: sheet.show_step(key)) for key in [step.KEY for step in STEP_CLASSES]]  # type: ignore[misc]


@pytest.mark.parametrize("kind", ["cell", "commune", "upper"])
def test_the_pages_of_a_new_desk_are_whole_at_the_largest_zoom(
    qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    window, _ = open_window(make_desk(tmp_path, kind).desk)
    qtbot.addWidget(window)
    assert faults(window, pages_of(window), (200,)) == []
    window.close()


def test_every_step_of_a_meeting_is_whole_with_the_paper_beside_it_and_at_the_largest_zoom(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk, meeting, _ = make_cell(tmp_path)
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    assert faults(window, steps_of(window, meeting), (100, 200)) == []
    window.close()


def test_the_doors_are_whole_at_every_zoom(qtbot: QtBot, tmp_path: Path) -> None:
    made = make_desk(tmp_path / "so")
    doors = (
        FirstStart(tmp_path / "trong"),
        RecoverySheet(made.desk, made.recovery_code, Settings(made.desk.folder)),
        Unlock(made.desk.folder),
    )
    for door in doors:
        qtbot.addWidget(door)
        door.show()
        assert faults(door, zooms=(100, 150, 200)) == [], type(door).__name__
        door.close()
    made.desk.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Desk]:
    """Opens one desk of the sample by its folder, in November."""
    folder = tmp_path_factory.mktemp("demo") / "mau"
    demo = make_demo(folder, lambda _sentence: None)
    demo.close()
    clock = FixedClock(NOW, timedelta(seconds=1))
    return lambda name: open_desk(folder / name, demo.password, clock=clock)


@pytest.mark.long
@pytest.mark.parametrize("name", ["chi-bo-1", "xa", "cap-tren"])
def test_every_page_of_the_sample_is_whole_at_every_zoom(
    qtbot: QtBot, sample: Callable[[str], Desk], name: str
) -> None:
    desk = sample(name)
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    assert faults(window, pages_of(window)) == []
    record = desk.store.value("SELECT id FROM proposal ORDER BY id LIMIT 1")
    assert faults(window, [("proposal", lambda: _open(window, "proposals", record))]) == []
    if name != "cap-tren":
        member = desk.store.value("SELECT id FROM member ORDER BY id LIMIT 1")
        assert faults(window, [("member", lambda: _open(window, "members", member))]) == []
    assert frame.leave()
    window.close()


def _open(window: MainWindow, page: str, record: str) -> None:
    assert window.frame is not None
    window.frame.show_page(page)
    window.frame.page(page).open(record)


@pytest.mark.long
@pytest.mark.parametrize("period", ["2026-10", "2026-11"])
def test_every_step_of_the_sample_is_whole_at_every_zoom(
    qtbot: QtBot, sample: Callable[[str], Desk], period: str
) -> None:
    desk = sample("chi-bo-1")
    meeting = desk.store.value("SELECT id FROM meeting WHERE period = ?", (period,))
    if meeting is None:
        meeting = add_meeting(desk, period=period, held_on=date(2026, 11, 2))[1]
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    assert faults(window, steps_of(window, meeting)) == []
    window.close()


@pytest.fixture
def squeezed(qtbot: QtBot) -> QWidget:
    """A window of 300 × 200 with a page of 500 × 400 in it."""
    window, page, room = QWidget(), QWidget(), QVBoxLayout()
    column = QVBoxLayout(page)
    column.addWidget(Words("Một dòng chữ dài không được cắt ở đâu cả, dù cửa sổ có hẹp đến mấy đi nữa"))
    window.setLayout(room)
    room.addWidget(page)
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    room.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    window.resize(300, 200)
    window.show()
    QApplication.processEvents()
    return window


def test_a_label_that_is_cut_is_named(squeezed: QWidget) -> None:
    assert any("Một dòng chữ dài" in line for line in cut(squeezed))


def test_a_page_too_large_for_its_room_is_scrolled_and_not_cut(qtbot: QtBot) -> None:
    room, page = Reach(), QWidget()
    column = QVBoxLayout(page)
    column.addWidget(Words("Một dòng chữ dài không được cắt ở đâu cả, dù cửa sổ có hẹp đến mấy đi nữa"))
    room.add(page)
    room.show_page(page)
    qtbot.addWidget(room)
    room.resize(300, 200)
    room.show()
    QApplication.processEvents()
    assert cut(room) == []
    assert room.horizontalScrollBar().maximum() > 0


def test_a_line_that_is_too_short_goes_on_in_the_next(qtbot: QtBot) -> None:
    row = Flow()
    for words in ("Tất cả", "Chưa trả lời", "Đã trả lời", "Đã đọc tại chi bộ"):
        row.put(Words(words))
    qtbot.addWidget(row)
    row.show()
    row.resize(1000, row.height())
    QApplication.processEvents()
    high = row.height()
    row.resize(200, row.height())
    QApplication.processEvents()
    assert row.height() > high
    assert cut(row) == []


def test_on_a_narrow_screen_the_pages_come_when_they_are_called(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    look.set_zoom(200)
    window.resize(*ROOM)
    assert _names(window) == []
    press(window, "Các trang")
    assert "Trang Đảng viên" in _names(window)
    press(window, "Trang Đảng viên")
    assert frame.shown() == "members"
    assert _names(window) == []
    window.close()


def _names(window: QWidget) -> list[str]:
    names = [each.accessibleName() for each in shown(window, QWidget)]
    return [name for name in names if name.startswith("Trang ")]
