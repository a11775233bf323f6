"""A saved file opened in another program: what the system is asked, and what is said where nothing can be opened."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from border import Windows, windows
from chibo_desktop.base.errors import Trouble
from chibo_desktop.ui.outside import open_outside

__all__ = ["windows"]


class Desktop(QObject):
    """The system's choice of programs; it remembers where libraries came from while each was started."""

    def __init__(self, windows: Windows) -> None:
        super().__init__()
        self.windows, self.opened = windows, list[tuple[str, list[str | None]]]()

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append((url.toLocalFile(), list(self.windows.libraries)))


@pytest.fixture
def desktop(qapp: QApplication, windows: Windows) -> Iterator[Desktop]:
    made = Desktop(windows)
    QDesktopServices.setUrlHandler("file", made, "open")  # type: ignore[arg-type] # it takes a text alone
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_program_is_started_with_a_path_it_knows_and_without_our_libraries(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where the long path of Windows is a file of that name
    far = Path("\\\\?\\C:\\sổ\\biên bản.pdf")
    far.touch()
    monkeypatch.setattr(sys, "_MEIPASS", "C:\\chibo", raising=False)
    open_outside(far)
    assert desktop.opened == [("/C:\\sổ\\biên bản.pdf", [None])]  # the first sign is that of Qt on Linux
    assert desktop.windows.libraries == [None, "C:\\chibo"]


@pytest.mark.parametrize("name", ["gone.pdf", "x" * 300])
def test_a_file_that_is_gone_or_whose_disk_does_not_answer_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(Trouble, match="Không còn"):
        open_outside(tmp_path / name)
