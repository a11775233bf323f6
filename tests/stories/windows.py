"""People at the windows of a cell and of its commune, and the folder that is the stick between them; only waits, asserts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM, show_day
from chibo_desktop.ui import look
from driver import Secretary
from ui.hands import editor, words_on, write
from windows_left import put_away

PATIENCE_MS = 20_000
EXCHANGE, MEETINGS, TODAY = "Trang Gửi – nhận", "Trang Sinh hoạt", "Trang Hôm nay"
_WORD, _DIGITS = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}"), re.compile(r"[0-9]{3} [0-9]{3}")
_TAG = re.compile(r"<[^>]+>")


@dataclass
class Table:
    """Where the people meet: one clock, one stick, and what the system's next file dialog answers."""

    qtbot: QtBot
    monkeypatch: pytest.MonkeyPatch
    folder: Path
    clock: FixedClock
    people: list[Secretary] = field(default_factory=list)

    @property
    def stick(self) -> Path:
        return self.folder / "usb"

    def sit(self, desk: Desk, page: str = EXCHANGE) -> Secretary:
        """Somebody opens the window of a desk."""
        person = Secretary(desk, page)
        self.qtbot.addWidget(person.window)
        self.people.append(person)
        return person

    def wait(self, **span: float) -> None:
        """Time goes on, ten minutes unless said otherwise."""
        self.clock.set(self.clock.now() + timedelta(**(span or {"minutes": 10})))

    def choose(self, path: Path) -> None:
        """What is picked in the system's next file dialog."""
        for name, answer in (
            ("getSaveFileName", (str(path), "")),
            ("getOpenFileName", (str(path), "")),
            ("getOpenFileNames", ([str(path)], "")),
            ("getExistingDirectory", str(path)),
        ):
            self.monkeypatch.setattr(QFileDialog, name, lambda *_args, answer=answer: answer)

    def reads(self, person: Secretary, words: str) -> str:
        """Waits until these words stand before somebody; gives everything that stands there."""
        self.qtbot.waitUntil(lambda: words in seen(person), timeout=PATIENCE_MS)
        return seen(person)

    def newest(self) -> Path:
        """The bundle that came onto the stick last."""
        return max(self.stick.glob("*.cbb"), key=lambda path: path.stat().st_mtime_ns)

    def send(self, person: Secretary, button: str = "Gửi lên cấp trên") -> Path:
        """Somebody makes a bundle onto the stick."""
        self.wait()
        go(person, EXCHANGE)
        before = set(self.stick.glob("*.cbb"))
        self.choose(self.stick)
        person.press(button)
        self.reads(person, "Rút USB được rồi")
        (made,) = set(self.stick.glob("*.cbb")) - before
        return made

    def offer(self, person: Secretary, bundle: Path, button: str = "Chọn gói để nhận …") -> str:
        """Somebody opens a bundle; gives what the window says before anything is read."""
        self.wait()
        go(person, EXCHANGE)
        self.choose(bundle)
        person.press(button)
        return self.reads(person, "1 tệp:")

    def take(self, person: Secretary, bundle: Path, button: str = "Chọn gói để nhận …") -> str:
        """The same, and reads it."""
        self.offer(person, bundle, button)
        person.press("Đọc 1 gói vào sổ")
        return self.reads(person, "Đã nhận 1 trên 1 gói.")

    def invite(self, officer: Secretary, whom: str) -> str:
        """The officer makes the file of the invitation; gives the word that is read out over the telephone."""
        write(officer.window, "Mời ai?", whom)
        self.choose(self.stick / "giay-moi.txt")
        officer.press("Làm giấy mời …")
        self.reads(officer, "Đã lưu giấy mời")
        return _shown(officer, _WORD)

    def answer(self, person: Secretary, word: str) -> str:
        """The person at the laptop opens the invitation and types the word; gives the six digits shown there."""
        self.choose(self.stick / "giay-moi.txt")
        person.press("Mở giấy mời …")
        write(person.window, "Từ khóa mời", word.lower())
        self.choose(self.stick / "xin-noi.cbj")
        person.press("Làm tệp xin nối …")
        self.reads(person, "Đã lưu “xin-noi.cbj”")
        return _shown(person, _DIGITS)

    def look(self, officer: Secretary) -> str:
        """The officer opens the request; gives the six digits shown there."""
        self.choose(self.stick / "xin-noi.cbj")
        officer.press("Mở tệp xin nối …")
        return _shown(officer, _DIGITS)

    def approve(self, officer: Secretary) -> Path:
        """The officer approves what was looked at; gives the one file to carry back."""
        self.wait()
        before = set(self.stick.glob("*.cbb"))
        self.choose(self.stick)
        officer.press("Đúng số, duyệt và lưu tệp trả lời …")
        self.reads(officer, "Đã duyệt.")
        (made,) = set(self.stick.glob("*.cbb")) - before
        return made


def go(person: Secretary, page: str) -> None:
    """Somebody goes to a page, out of a meeting's sheet if need be."""
    if not person.has(page):
        person.press("Các trang")
    person.press(page)


def seen(person: Secretary) -> str:
    """Everything that stands before somebody, without the marks of bold letters."""
    return _TAG.sub("", words_on(person.window))


def _shown(person: Secretary, shape: re.Pattern[str]) -> str:
    return next(words for words in seen(person).split(" | ") if shape.fullmatch(words))


def choices(person: Secretary, label: str) -> list[str]:
    """What stands in a drop-down list."""
    box = editor(person.window, label)
    return [box.itemText(place) for place in range(box.count())]  # type: ignore[union-attr]


def papers(table: Table, person: Secretary, title: str) -> dict[str, str]:
    """Saves the papers of a finalised meeting; gives by file name the words that stand on their pages."""
    go(person, MEETINGS)
    person.press(title)
    person.press("Bước 10, Chốt và in")
    folder = table.folder / f"papers{len(list(table.folder.glob('papers*')))}"
    folder.mkdir()
    table.choose(folder)
    person.press("Lưu PDF")
    table.reads(person, "vào thư mục")
    return {file.name: _words_of(file) for file in folder.iterdir()}


def _words_of(file: Path) -> str:
    with PdfDocument(file) as paper:
        return "\n".join(page.get_textpage().get_text_range() for page in paper)


def type_meeting(person: Secretary, held_on: date) -> None:
    """The month's meeting typed on the page "Sinh hoạt", everybody present, read back and finalised."""
    go(person, MEETINGS)
    person.keys("F2")
    for label, words in (
        ("Ngày sinh hoạt", show_day(held_on)),
        ("Bắt đầu lúc", "19:30"),
        ("Kết thúc lúc", "21:15"),
        ("Địa điểm", "Nhà văn hóa bản"),
    ):
        person.write(label, words)
    person.press("Bước 2, Điểm danh")
    person.press("Tất cả còn lại có mặt")
    person.press("Bước 9, Đọc lại")
    person.press("Đã đọc lại, chi bộ nhất trí")
    person.press("Chốt biên bản")


@contextmanager
def make_table(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Table]:
    """An empty table in the morning of 1 September 2026."""
    look.apply()
    clock = FixedClock(datetime(2026, 9, 1, 8, 0, tzinfo=VIETNAM))
    table = Table(qtbot, monkeypatch, folder, clock)
    table.stick.mkdir()
    try:
        yield table
    finally:
        for person in table.people:
            person.close()
        put_away()
