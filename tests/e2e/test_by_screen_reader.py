"""That somebody who sees nothing can begin a book and hold a whole meeting in it: a screen reader's tree, names alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import open_desk
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.setup import set_up
from chibo_desktop.actions.standing_files import accept_certificate, certify, request_certificate
from chibo_desktop.actions.unit import Unit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, show_day
from chibo_desktop.base.settings import Settings
from chibo_desktop.lists.meeting_sheet import meeting_sheet
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


def go_through(screen: Screen, book: Path, steps: list[list[str]]) -> None:
    """Starts the program on the folder and goes through the story with nothing but the tree."""
    if subprocess.run([SYSTEM_PYTHON, "-c", BINDINGS], capture_output=True, check=False).returncode:
        pytest.skip("needs python3-gi and gir1.2-atspi-2.0 of the system")
    program = [sys.executable, "-m", "chibo_desktop", "--data-dir", str(book)]
    reader = [SYSTEM_PYTHON, str(ROOT / "tests" / "e2e" / "reader.py"), json.dumps(steps)]
    done = subprocess.run(
        ["dbus-run-session", "--", *reader, *program],
        env={
            **screen.environment,
            "PYTHONPATH": str(ROOT / "src"),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-3000:]


def test_a_meeting_is_entered_and_finalised_by_accessible_names_alone(tmp_path: Path, screen: Screen) -> None:
    book = tmp_path / "so"
    go_through(screen, book, story(show_day(datetime.now(VIETNAM).date())))
    desk = open_desk(book, PASSWORD)
    assert desk.store.value("SELECT count(*) FROM meeting WHERE finalised_at IS NOT NULL") == 1
    states = [row["state"] for row in desk.store.rows("SELECT state FROM attendance ORDER BY state")]
    assert states == ["absent", "present", "present"]
    desk.close()


def make_book(folder: Path, bundles: Path, today: date) -> None:
    """Five members, the month before finalised with a task, joined to the commune; bundles went to that folder."""
    clock = FixedClock(datetime.combine(today, time(0, 1), VIETNAM))
    commune = Unit("Dang bo xa Muong Say", "commune", place_name="Muong Say")
    above = set_up(folder.parent / "xa", commune, password=PASSWORD, clock=clock).desk
    cell = Unit("Chi bo ban Suoi Lanh", "cell", parent_name="Dang bo xa Muong Say", usual_place="Nha van hoa")
    desk = set_up(folder, cell, password=PASSWORD, clock=clock).desk
    accept_certificate(desk, certify(above, request_certificate(desk)))
    above.close()
    people = [add_member(desk, full_name=name)[1] for name in (*PEOPLE, "Po Go Hu", "Quang Van Kiem")]
    before = today.replace(day=1) - timedelta(days=3)
    _, held = add_meeting(
        desk,
        period=f"{before:%Y-%m}",
        held_on=before,
        started_at=time(0, 0),
        ended_at=time(1, 40),
        chair_id=people[2],
        secretary_id=people[1],
    )
    record_all_present(desk, held)
    change_meeting(desk, held, read_back=True)
    add_assignment(desk, held, title="Nao vet muong", leader_id=people[0], due_on=before)
    finalise(desk, held)
    desk.close()
    bundles.mkdir()
    Settings(folder).put("bundle_folder", str(bundles))


def month(today: str) -> list[list[str]]:
    """Every step of the sheet, from the preparation to the bundle."""
    return [
        ["type", "Mật khẩu", PASSWORD],
        ["press", "Mở"],
        ["press", "Trang Sinh hoạt"],
        ["press", "Thêm kỳ…"],
        ["press", "Bước 1…"],
        ["type", "Ngày sinh hoạt", today],
        ["type", "Bắt đầu lúc", "00:00"],
        ["type", "Kết thúc lúc", "01:35"],
        ["press", "Bước 2…"],
        ["press", "Vắng không lý do, 0 người, phím 3"],
        ["press", "Tất cả còn lại có mặt"],
        ["wait", "1, Vang A Chu, Vắng không lý do"],
        ["press", "Bước 3…"],
        ["press", "Kết quả: Hoàn thành"],
        ["type", "Kết quả thực hiện", "Da nao vet xong"],
        ["press", "Bước 4…"],
        ["type", "Người phát biểu", "Dua"],
        ["type", "Ý kiến", "De nghi xa cho da dam"],
        ["type", "Kết luận nội dung", "Chi bo nhat tri"],
        ["press", "Bước 5…"],
        ["press", "Thêm việc biểu quyết"],
        ["type", "Việc biểu quyết", "Thong qua ket luan"],
        ["type", "Tán thành", "3"],
        ["type", "Không tán thành", "1"],
        ["press", "Bước 6…"],
        ["press", "Loại văn kiện: Không ra văn kiện"],
        ["press", "Thêm nhiệm vụ"],
        ["type", "Nhiệm vụ", "Sua duong nuoc"],
        ["type", "Người chủ trì", "Hac"],
        ["press", "Xong"],
        ["press", "Bước 7…"],
        ["press", "Thêm kiến nghị"],
        ["type", "Nội dung kiến nghị", "De nghi xa ho tro xi mang"],
        ["press", "Kiến nghị của: Nhân dân"],
        ["press", "Xong"],
        ["press", "Bước 8…"],
        ["wait", "Tổng điểm…"],
        ["press", "Bước 9…"],
        ["press", "Đã đọc lại, chi bộ nhất trí"],
        ["press", "Bước 10…"],
        ["press", "Chốt biên bản"],
        ["wait", "Mở chốt"],
        ["press", "Bước 11…"],
        ["press", "Ghi gói"],
        ["wait", "Đã ghi và đọc lại gói…"],
    ]


def test_a_whole_meeting_is_held_and_sent_by_accessible_names_alone(tmp_path: Path, screen: Screen) -> None:
    book, bundles = tmp_path / "so", tmp_path / "usb"
    today = datetime.now(VIETNAM).date()
    make_book(book, bundles, today)
    go_through(screen, book, month(show_day(today)))
    desk = open_desk(book, PASSWORD)
    newest = desk.store.value("SELECT id FROM meeting ORDER BY held_on DESC LIMIT 1")
    sheet = meeting_sheet(desk.store, str(newest))
    desk.close()
    assert sheet is not None
    assert sheet.is_finalised
    assert (sheet.attendance.due, sheet.attendance.present, sheet.attendance.absent) == (5, 4, 1)
    assert [task.state for task in sheet.due_before] == ["done"]
    assert [each.speaker for row in sheet.agenda for each in row.opinions] == ["Giang Thi Dua"]
    (ballot,) = sheet.ballots
    assert (ballot.facts.count("yes_count"), ballot.facts.count("no_count")) == (3, 1)
    assert [(task.title, task.leader_name) for task in sheet.given] == [("Sua duong nuoc", "Lo Van Hac")]
    assert [row.content for row in sheet.proposals] == ["De nghi xa ho tro xi mang"]
    assert list(bundles.iterdir())
