"""Starting the window for a folder: it opens, ends with 0, holds the folder for itself, and its paper reaches a printer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.papers import recovery_sheet
from chibo_desktop.base.errors import Trouble
from chibo_desktop.base.log import FILE_NAME
from chibo_desktop.ui import idle, look
from chibo_desktop.ui.main_window import MainWindow, smallest
from chibo_desktop.ui.one_window import OneWindow
from chibo_desktop.ui.printing import page_images, send_to
from chibo_desktop.ui.start import run_window
from structure import ROOT
from ui.hands import PASSWORD, make_desk, open_window, words_on

CODE = "7K2M-PD4X-9RTW-H2VN-4CJF-8YKA-P5GE-T6BZ"


def test_the_program_opens_first_start_and_ends_with_0(qapp: QApplication, tmp_path: Path) -> None:
    seen: list[str] = []

    def look_and_close() -> None:
        (window,) = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible()]
        seen.append(words_on(window))
        window.close()

    before = sys.excepthook
    QTimer.singleShot(300, look_and_close)
    assert run_window(tmp_path) == 0
    assert "Sổ sinh hoạt chi bộ" in seen[0]
    assert "Đơn vị nào?" in seen[0]
    assert sys.excepthook is before
    assert (tmp_path / "logs" / FILE_NAME).exists()


def test_a_folder_that_is_open_is_not_opened_twice(qapp: QApplication, tmp_path: Path) -> None:
    first = OneWindow(tmp_path)
    assert run_window(tmp_path) == 0  # comes back at once: nothing would close a second window here
    first.let_go()


def test_the_desk_locks_itself_when_nobody_uses_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "LOCK_AFTER_MS", 50)
    window, _ = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.frame is None)
    assert "Sổ đã tự khóa vì 30 phút không ai dùng." in words_on(window)


def test_it_never_locks_while_a_sheet_covers_the_page_list(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle, "LOCK_AFTER_MS", 300)
    window, frame = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    frame.page("today").covering.emit(True)
    assert "Các trang" not in words_on(window)
    qtbot.wait(700)
    assert window.frame is frame
    frame.page("today").covering.emit(False)
    qtbot.waitUntil(lambda: window.frame is None)


FOR_PAPERS_AND_TABLES = {"reportlab", "jinja2", "holidays", "pypdfium2", "docx", "xlsxwriter"}
FOR_BUNDLES = {"zstandard", "sqlite_utils", "python_calamine", "httpx", "socket", "multiprocessing"}
FOR_ANOTHER_PAGE = {
    "PySide6.QtPrintSupport",
    "chibo_desktop.cli",
    "chibo_desktop.excel",
    "chibo_desktop.papers",
    "chibo_desktop.ui.editors.meeting_sheet",
    "chibo_desktop.ui.pages.exchange",
    "chibo_desktop.ui.pages.members",
    "chibo_desktop.ui.pages.settings",
}
FOR_AN_OPEN_BOOK = {
    "argon2",
    "cryptography",
    "sqlcipher3",
    "logging.handlers",
    "chibo_desktop.records",
    "chibo_desktop.actions.desk",
    "chibo_desktop.ui.frame",
    "chibo_desktop.ui.pages",
}


def test_the_door_and_today_load_only_what_they_show_and_no_source_of_it(tmp_path: Path) -> None:
    make_desk(tmp_path).desk.close()
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "ui" / "one_start.py"), str(tmp_path), PASSWORD],
        env={"PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    door, today = (json.loads(line) for line in done.stdout.splitlines())
    assert "chibo_desktop.ui.dialogs.unlock" in door["modules"]
    assert "chibo_desktop.ui.pages.today" in today["modules"]
    for_later = FOR_PAPERS_AND_TABLES | FOR_BUNDLES | FOR_ANOTHER_PAGE
    assert for_later & set(today["modules"]) == set()
    assert (for_later | FOR_AN_OPEN_BOOK) & set(door["modules"]) == set()
    ours = {Path(file).stem for file in today["sources"] if Path(file).is_relative_to(ROOT / "src")}
    assert ours <= {"app", "plain_imports"}  # read before PySide's hook was taken out


def test_every_page_of_a_paper_reaches_the_printer_at_its_size(qapp: QApplication, tmp_path: Path) -> None:
    import pypdfium2

    desk = make_desk(tmp_path / "so").desk
    paper = recovery_sheet(desk, CODE)
    desk.close()
    (image,) = page_images(paper, 150)
    assert (image.width(), image.height()) == (1241, 1754)  # A4 at 150 dots
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    printer.setFullPage(True)
    send_to(printer, paper)
    printed = pypdfium2.PdfDocument(tmp_path / "in.pdf")
    assert len(printed) == 1
    printed.close()


class _OutOfPaper(QPrinter):
    def newPage(self) -> bool:
        return False


def test_a_printer_that_gives_up_on_the_way_is_said_with_the_page(qapp: QApplication, tmp_path: Path) -> None:
    import pypdfium2

    two = pypdfium2.PdfDocument.new()
    for _ in range(2):
        two.new_page(595, 842)
    two.save(tmp_path / "hai-trang.pdf")
    two.close()
    printer = _OutOfPaper(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "in.pdf"))
    with pytest.raises(Trouble, match="dừng sau trang 1"):
        send_to(printer, (tmp_path / "hai-trang.pdf").read_bytes())


@pytest.mark.parametrize(
    ("screen", "least"),
    [
        ((1366, 728), (640, 480)),
        ((1092, 574), (640, 480)),  # 125 %
        ((910, 472), (640, 432)),  # 150 %
        ((780, 400), (640, 360)),  # 175 %
        ((683, 344), (640, 304)),  # 200 %
        ((600, 400), (600, 360)),
    ],
)
def test_the_window_is_never_larger_than_the_screen_whatever_windows_is_set_to(
    screen: tuple[int, int], least: tuple[int, int]
) -> None:
    assert smallest(QSize(*screen)).toTuple() == least


def test_a_window_that_was_maximised_comes_back_from_the_task_bar_maximised(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window, _ = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    window.showMaximized()
    window.showMinimized()
    window.come_forward()
    assert window.isMaximized()
    assert not window.isMinimized()


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "Dark"), ("light", "Light"), ("sun", "Light")])
def test_the_frame_of_the_window_is_asked_to_be_as_light_as_the_page(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, theme: look.Theme, scheme: str
) -> None:
    asked: list[Qt.ColorScheme] = []
    monkeypatch.setattr(type(qapp.styleHints()), "setColorScheme", lambda _, value: asked.append(value))
    before = look.theme()
    look.set_theme(theme)
    look.apply()
    look.set_theme(before)
    assert asked[0] is Qt.ColorScheme[scheme]
