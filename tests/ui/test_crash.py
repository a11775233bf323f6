"""What no page caught: a fault gives a report without anybody's data, a refusal is said in its own words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from chibo_desktop.base.errors import Refusal
from chibo_desktop.ui import crash
from ui.hands import press, words_on

NAME = "Vàng A Chứ"


@pytest.fixture
def said(tmp_path: Path) -> Iterator[list[str]]:
    heard: list[str] = []
    before = crash.install(tmp_path, heard.append)
    yield heard
    sys.excepthook = before


def fail(error: Exception) -> None:
    """What Qt does with an exception that leaves a slot."""
    try:
        raise error
    except type(error):
        sys.excepthook(*sys.exc_info())


def test_the_report_names_places_and_no_person(
    qtbot: QtBot, said: list[str], tmp_path: Path, said_in_log: list[str]
) -> None:
    seen: list[str] = []

    def read_and_close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, crash.CrashDialog)
        seen.append(words_on(box))
        press(box, "Đóng")

    QTimer.singleShot(50, read_and_close)
    fail(KeyError(NAME))
    qtbot.waitUntil(lambda: bool(seen))
    (report,) = (tmp_path / "logs").glob("loi-*.txt")
    written = report.read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "test_crash.py" in written
    assert NAME not in written + seen[0]
    assert "Những gì đã ghi vẫn còn nguyên" in seen[0]
    assert not said
    assert any("the window met a fault" in line for line in said_in_log)
    said_in_log.clear()


def test_a_refusal_nobody_showed_is_said_and_is_no_fault(said: list[str], tmp_path: Path) -> None:
    fail(Refusal("Hãy chọn thư mục khác."))
    assert said == ["Hãy chọn thư mục khác."]
    assert not (tmp_path / "logs").exists()
