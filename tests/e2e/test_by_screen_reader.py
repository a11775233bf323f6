"""That somebody who sees nothing can begin a book, call the roll and finalise: a screen reader's tree, names alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import open_desk
from chibo_desktop.base.dates import VIETNAM, show_day
from e2e.screen import Screen, open_screen
from structure import ROOT

pytestmark = [pytest.mark.long, pytest.mark.needs("Xvfb", "xdotool", "dbus-run-session", "dbus-daemon")]

SYSTEM_PYTHON = "/usr/bin/python3"
"""The bindings of AT-SPI come with the system, not from the package index."""
BINDINGS = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
PASSWORD = "con trau trang"
PEOPLE = ("Vang A Chu", "Giang Thi Dua", "Lo Van Hac")


def add(name: str) -> list[list[str]]:
    """One member, and the sentence that says so."""
    return [["type", "Họ và tên", name], ["press", "Ghi, thêm người nữa"], ["wait", f"Đã ghi {name}."]]


def story(today: str) -> list[list[str]]:
    """From first start to the lock. Words without marks: they are typed on a keyboard that has none."""
    return [
        ["type", "Tên chi bộ", "Chi bo ban Suoi Lanh"],
        ["type", "Nơi thường sinh hoạt", "Nha van hoa"],
        ["type", "Mật khẩu, ít nhất 8 ký tự", PASSWORD],
        ["type", "Gõ lại", PASSWORD],
        ["press", "Bắt đầu"],
        ["press", "Lưu tệp PDF …"],
        ["press", "Lưu"],
        ["press", "Vào chương trình"],
        ["press", "Trang Đảng viên"],
        ["press", "Thêm đảng viên"],
        *(step for name in PEOPLE for step in add(name)),
        ["press", "Trang Sinh hoạt"],
        ["press", "Thêm kỳ…"],
        ["type", "Ngày sinh hoạt", today],
        ["type", "Bắt đầu lúc", "00:00"],
        ["type", "Kết thúc lúc", "00:01"],
        ["type", "Chủ trì", PEOPLE[2]],
        ["type", "Thư ký ghi biên bản", PEOPLE[1]],
        ["press", "Bước 2…"],
        ["press", "Vắng không lý do, 0 người, phím 3"],
        ["press", "Tất cả còn lại có mặt"],
        ["wait", "1, Vang A Chu, Vắng không lý do"],
        ["wait", "3, Lo Van Hac, Có mặt"],
        ["press", "Bước 9…"],
        ["press", "Đã đọc lại, chi bộ nhất trí"],
        ["press", "Bước 10…"],
        ["press", "Chốt biên bản"],
        ["wait", "Mở chốt"],
    ]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with open_screen(tmp_path) as opened:
        yield opened


def test_a_meeting_is_entered_and_finalised_by_accessible_names_alone(tmp_path: Path, screen: Screen) -> None:
    if subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, check=False).returncode:
        pytest.skip("needs python3-gi and gir1.2-atspi-2.0 of the system")
    book = tmp_path / "so"
    today = show_day(datetime.now(VIETNAM).date())
    program = [sys.executable, "-m", "chibo_desktop", "--data-dir", str(book)]
    reader = [SYSTEM_PYTHON, str(ROOT / "tests" / "e2e" / "reader.py"), json.dumps(story(today))]
    done = subprocess.run(
        ["dbus-run-session", "--", *reader, *program],
        env={
            **screen.environment,
            "PYTHONPATH": str(ROOT / "src"),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]
    desk = open_desk(book, PASSWORD)
    assert desk.store.value("SELECT count(*) FROM meeting WHERE finalised_at IS NOT NULL") == 1
    states = [row["state"] for row in desk.store.rows("SELECT state FROM attendance ORDER BY state")]
    assert states == ["absent", "present", "present"]
    desk.close()
