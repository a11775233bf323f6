"""Starting the window for a folder: it opens, ends with 0, holds the folder for itself, and its paper reaches a printer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.papers import recovery_sheet
from chibo_desktop.base.log import FILE_NAME
from chibo_desktop.ui import main_window
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.one_window import OneWindow
from chibo_desktop.ui.printing import page_images, send_to
from chibo_desktop.ui.start import run_window
from ui.hands import make_desk, open_window, words_on

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
    monkeypatch.setattr(main_window, "LOCK_AFTER_MS", 50)
    window, _ = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.frame is None)
    assert "Sổ đã tự khóa vì 30 phút không ai dùng." in words_on(window)


def test_it_never_locks_while_a_sheet_covers_the_page_list(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "LOCK_AFTER_MS", 300)
    window, frame = open_window(make_desk(tmp_path).desk)
    qtbot.addWidget(window)
    frame.page("today").covering.emit(True)
    assert "Các trang" not in words_on(window)
    qtbot.wait(700)
    assert window.frame is frame
    frame.page("today").covering.emit(False)
    qtbot.waitUntil(lambda: window.frame is None)


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
