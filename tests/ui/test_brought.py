"""Bundles the program was started with: kept at the door, looked over once the book is open, handed to the window that is open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.settings import Settings
from chibo_desktop.store.arrivals import list_to_read
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.one_window import CALL, OneWindow
from chibo_desktop.ui.start import run_window
from exchange.province import PASSWORD, Province, make_province, write_meeting
from ui.hands import CHEAP, NOW, open_window, press, words_on, write

WAIT = 30_000


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    with make_province(tmp_path_factory.mktemp("brought")) as made:
        yield made


@pytest.fixture(scope="module")
def bundles(province: Province) -> list[Path]:
    """Two bundles of the cell for the commune."""
    made = []
    for month in ("2026-09", "2026-10"):
        write_meeting(province.cell, month)
        made.append(province.make(province.cell, province.commune))
    return made


@pytest.fixture
def folder(province: Province, bundles: list[Path], tmp_path: Path) -> Path:
    """The closed book of the commune, which has read nothing."""
    province.commune.store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copytree(province.commune.folder, tmp_path / "so"))


@pytest.fixture
def desk(folder: Path, province: Province) -> Desk:
    return open_desk(folder, PASSWORD, clock=province.clock)


def at_door(qtbot: QtBot, folder: Path, *files: Path) -> MainWindow:
    """The window of that folder, started with these files."""
    window = MainWindow(folder, Settings(folder), clock=FixedClock(NOW), cost=CHEAP)
    qtbot.addWidget(window)
    window.brought.bring(files)
    window.begin()
    window.show()
    return window


def looked_over(window: MainWindow, count: int) -> bool:
    return f"Đọc {count} gói vào sổ" in words_on(window)


def unlock_and_see(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """The password given, so many bundles are shown as looked over; the window is closed."""
    write(window, "Mật khẩu", PASSWORD)
    press(window, "Mở")
    qtbot.waitUntil(lambda: looked_over(window, count), timeout=WAIT)
    window.close()


def test_a_bundle_opened_by_its_icon_is_shown_once_the_password_was_given(
    qtbot: QtBot, folder: Path, bundles: list[Path]
) -> None:
    window = at_door(qtbot, folder, bundles[0])
    said = words_on(window)
    assert "Sẽ xem gói “" in said
    assert "sau khi mở sổ." in said
    assert list_to_read(folder) == []
    unlock_and_see(qtbot, window, 1)


def test_more_that_come_while_the_door_is_shut_are_counted_and_shown_together(
    qtbot: QtBot, folder: Path, bundles: list[Path]
) -> None:
    window = at_door(qtbot, folder)
    assert "Sẽ xem" not in words_on(window)
    for bundle in (bundles[0], bundles[1], bundles[0]):
        window.on_call([bundle])
    assert "Sẽ xem 2 gói sau khi mở sổ." in words_on(window)
    unlock_and_see(qtbot, window, 2)


def test_the_open_window_takes_bundles_one_after_the_other_and_looks_at_all(
    qtbot: QtBot, desk: Desk, bundles: list[Path]
) -> None:
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    for bundle in bundles:  # a desktop may start the program once for each
        window.on_call([bundle])
    assert frame.shown() == "exchange"
    qtbot.waitUntil(lambda: looked_over(window, 2), timeout=WAIT)
    window.close()


def test_a_file_that_is_gone_or_no_bundle_is_said_and_nothing_waits(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    letter = tmp_path / "thư.txt"
    letter.write_text("Kính gửi xã", encoding="utf-8")
    window, frame = open_window(desk)
    qtbot.addWidget(window)
    window.on_call([letter, tmp_path / "gói.cbb"])
    said = words_on(window)
    assert "Tệp “thư.txt” không phải gói" in said
    assert "Không thấy gói “gói.cbb”. Cắm lại USB" in said
    assert frame.shown() == "today"
    window.lock()
    assert "Không thấy gói" not in words_on(window)
    window.on_call([tmp_path / "gói.cbb"])
    assert "Không thấy gói “gói.cbb”. Cắm lại USB" in words_on(window)
    assert "Sẽ xem" not in words_on(window)
    window.close()


def test_while_typing_for_a_cell_it_is_said_where_bundles_are_opened(
    qtbot: QtBot, desk: Desk, bundles: list[Path]
) -> None:
    _, cell = add_cell(desk, name="Chi bộ bản Huổi Tao")
    window, _ = open_window(desk)
    qtbot.addWidget(window)
    assert window.type_for(cell)
    window.on_call(bundles)
    assert "về sổ của mình rồi mở hay thả lại các gói" in words_on(window)
    assert list_to_read(desk.folder) == []
    window.close()


def test_at_first_start_it_waits_until_the_desk_is_there(
    qtbot: QtBot, tmp_path: Path, bundles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "moi").mkdir()
    window = at_door(qtbot, tmp_path / "moi", bundles[0])
    assert "sau khi lập sổ." in words_on(window)
    write(window, "Tên chi bộ", "Chi bộ bản Nà Hừ")
    for label in ("Mật khẩu, ít nhất 8 ký tự", "Gõ lại"):
        write(window, label, PASSWORD)
    press(window, "Bắt đầu")
    qtbot.waitUntil(lambda: "In tờ mã khôi phục" in words_on(window))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "to-ma.pdf"), ""))
    press(window, "Lưu tệp PDF …")
    press(window, "Vào chương trình")
    qtbot.waitUntil(
        lambda: "không đọc được" in words_on(window), timeout=WAIT
    )  # it is the commune's, and said so
    window.close()


def test_every_call_reaches_the_first_window_with_its_files(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    first = OneWindow(tmp_path)
    heard: list[Path] = []
    first.called.connect(heard.extend)
    names = ["gói một.cbb", "gói\nhai.cbb", "gói ba.cbb"]
    for name in names:
        assert run_window(tmp_path, [tmp_path / name]) == 0
    qtbot.waitUntil(lambda: len(heard) == 3, timeout=WAIT)
    assert heard == [tmp_path / name for name in names]
    first.let_go()


def test_a_bundle_far_down_on_a_stick_with_quotes_in_its_name_arrives(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    place = tmp_path.joinpath(*(f"chi bộ bản Suối Lanh, quyển {number}" for number in range(12)))
    bundle = place / "gói 'tháng 10' “bổ sung”.cbb"
    assert len(str(bundle)) > 260
    first = OneWindow(tmp_path)
    with qtbot.waitSignal(first.called, timeout=WAIT) as heard:
        assert run_window(tmp_path, [bundle]) == 0
    assert heard.args == [[bundle]]
    first.let_go()


def test_eight_programs_started_at_once_are_all_heard(qtbot: QtBot, tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    heard: list[Path] = []
    first.called.connect(heard.extend)
    code = (
        "import sys; from pathlib import Path; from chibo_desktop.ui.one_window import OneWindow;"
        "OneWindow(Path(sys.argv[1])).call_first([Path(sys.argv[2])])"
    )
    names = [tmp_path / f"{number}.cbb" for number in range(8)]
    callers = [subprocess.Popen([sys.executable, "-c", code, tmp_path, name]) for name in names]
    qtbot.waitUntil(lambda: len(heard) == len(names), timeout=WAIT)
    assert sorted(heard) == names
    assert [caller.wait(WAIT) for caller in callers] == [0] * len(names)
    first.let_go()


@pytest.mark.parametrize(
    "line", [b"not a call\n", b'["../gan.cbb", 7, "a\\u0000b"]\n', b'{"a": 1}\n', b"[[[[\n"]
)
def test_what_is_no_call_only_wakes_the_window(qtbot: QtBot, tmp_path: Path, line: bytes) -> None:
    first = OneWindow(tmp_path)
    with qtbot.waitSignal(first.called, timeout=WAIT) as heard:
        (tmp_path / CALL).write_bytes(line)
    assert heard.args == [[]]
    first.let_go()


def test_a_window_whose_call_another_program_holds_still_lets_the_next_one_open(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = OneWindow(tmp_path)
    (tmp_path / CALL).unlink()
    (tmp_path / CALL).mkdir()  # cannot be unlinked, as on Windows a file that is open elsewhere
    first.let_go()
    (tmp_path / CALL).rmdir()
    second = OneWindow(tmp_path)
    assert second.is_first
    second.let_go()


def test_calls_left_by_a_window_that_broke_off_are_not_heard_again(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / CALL).write_text('["/media/usb/cu.cbb"]\n', encoding="ascii")
    first = OneWindow(tmp_path)
    with qtbot.waitSignal(first.called, timeout=WAIT) as heard:
        OneWindow(tmp_path).call_first([tmp_path / "moi.cbb"])
    assert heard.args == [[tmp_path / "moi.cbb"]]
    first.let_go()
    assert not (tmp_path / CALL).exists()
