"""A cell's laptop is stolen: the telephone call, the key taken out of force, the thief's bundle, the new laptop, in the windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from actions.desks import make_desk, make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.doctor import examine
from chibo_desktop.actions.exchange import make_bundle, read_bundle
from chibo_desktop.store.certificates import has_key
from chibo_desktop.store.revocations import last_counted, revoked_devices
from driver import Secretary
from exchange.province import join
from stories.joining import hold
from stories.windows import (
    EXCHANGE,
    MEETINGS,
    TODAY,
    Table,
    choices,
    go,
    make_table,
    papers,
    seen,
    type_meeting,
)
from ui.hands import error_of, words_on, write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CELL = "Chi bộ bản Suối Lanh"
MONTHS = (("2026-09", date(2026, 9, 5)), ("2026-10", date(2026, 10, 5)))
NOVEMBER = date(2026, 11, 5)
OCTOBER = "Sinh hoạt thường kỳ tháng 10 năm 2026"
FIELD = f"Gõ “{CELL}” để xác nhận"


@dataclass
class Cell:
    """A cell of three with two months of meetings that its commune holds, and everybody's table."""

    table: Table
    laptop: Desk
    commune: Desk

    def kept(self) -> int:
        """The number of the last entry of the stolen laptop that counts at the commune."""
        return last_counted(
            self.commune.store.connection, self.laptop.organisation_id, self.laptop.store.device
        )


@pytest.fixture
def cell(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cell]:
    with make_table(qtbot, monkeypatch, tmp_path) as table:
        laptop = make_desk(tmp_path / "laptop", table.clock, name=CELL)
        commune = make_desk(tmp_path / "commune", table.clock, "commune", "Đảng bộ xã Mường Sáy")
        join(laptop, commune)
        make_members(laptop, 3)
        for period, held_on in MONTHS:
            table.wait(days=31)
            hold(laptop, period, held_on)
            for sender, to in ((laptop, commune), (commune, laptop)):
                table.wait()
                read_bundle(to, make_bundle(sender, to.organisation_id, table.stick).path)
        yield Cell(table, laptop, commune)


def revoke(officer: Secretary, choice: str = "") -> str:
    """The officer finds the cell, chooses what stays, types its name; gives what was said before the yes."""
    officer.press(f"{CELL}, Nhận gói gần nhất")
    if choice:
        write(
            officer.window,
            "Giữ những gì đã nhận",
            next(one for one in choices(officer, "Giữ những gì đã nhận") if choice in one),
        )
    said = seen(officer)
    write(officer.window, FIELD, CELL)
    officer.press("Thu hồi khóa của máy cũ")
    return said


def telephone_call(cell: Cell, officer: Secretary) -> None:
    """Whoever types no name revokes nothing; then the key is taken out of force, and what stays is said."""
    officer.press(f"{CELL}, Nhận gói gần nhất")
    officer.press("Thu hồi khóa của máy cũ")
    assert "Tên gõ chưa giống" in error_of(officer.window, FIELD)
    assert has_key(cell.commune.store, cell.laptop.organisation_id)
    number = cell.laptop.store.value("SELECT n FROM chain")
    stays = f"{number} lần ghi xã đã nhận của máy cũ giữ nguyên giá trị; máy ấy ghi gì sau đó đều không tính."
    assert stays in revoke(officer)
    said = seen(officer)
    assert f"Đã thu hồi khóa của {CELL}." in said
    assert f"{stays} Để chi bộ dùng máy mới: làm giấy mời" in said
    assert f"{CELL}, Nhận gói gần nhất 02/11/2026, Đã thu hồi" in said
    assert not has_key(cell.commune.store, cell.laptop.organisation_id)
    assert revoked_devices(cell.commune.store.connection) == [cell.laptop.store.device]
    assert cell.kept() == number


def theft(cell: Cell, thief: Secretary, officer: Secretary) -> None:
    """What is sealed with the stolen laptop is not taken in, and the window says whose machine made it."""
    table = cell.table
    type_meeting(thief, NOVEMBER)
    said = table.offer(officer, table.send(thief))
    assert f"Gói này do máy đã bị thu hồi của {CELL} làm ra nên không nhận phần nào." in said
    officer.press("Để riêng 1 tệp")
    table.reads(officer, "Đã nhận 0 trên 1 gói.")
    go(officer, MEETINGS)
    officer.press("Phần của trang: Biên bản tháng")
    assert choices(officer, "Kỳ sinh hoạt") == ["tháng 10/2026", "tháng 09/2026"]
    go(officer, TODAY)
    assert "0 / 1 chi bộ đã có biên bản kỳ này ở đây" in seen(officer)


def found_anew(cell: Cell, officer: Secretary, secretary: Secretary) -> None:
    """An invitation, a word over the telephone, six digits read back, one file: the book is there again."""
    table = cell.table
    go(officer, EXCHANGE)
    word = table.invite(officer, f"{CELL} (mất máy, dùng máy mới)")
    assert table.answer(secretary, word) == table.look(officer)
    assert f"Duyệt thì máy này thay máy đã mất của {CELL}." in seen(officer)
    answer = table.approve(officer)
    assert word not in seen(officer)
    assert "Đã thu hồi khóa của" not in seen(officer)
    go(officer, TODAY)
    assert "biên bản mới nhất: tháng 10 năm 2026, Chưa sinh hoạt" in seen(officer)
    said = table.take(secretary, answer, "Nhận tệp trả lời …")
    assert f"{CELL} · sổ ghi ở máy trước" in said
    assert "Xã đã nhận kỳ T10" in said
    secretary.press(f"Đúng, nối hai sổ: {CELL}")
    strip = "Đã viết 02/11, xong; Đã in chưa in ở máy này, chưa có tin; Xã đã nhận 02/11, xong"
    assert f"Sinh hoạt thường kỳ tháng 10 năm 2026: {strip}" in seen(secretary)


def next_month(cell: Cell, officer: Secretary, secretary: Secretary) -> None:
    """The meeting that follows is typed at the new laptop, sent, read, confirmed."""
    table = cell.table
    type_meeting(secretary, NOVEMBER)
    assert "Xã đã nhận kỳ T10 · chờ xã nhận 1" in seen(secretary)
    table.take(officer, table.send(secretary))
    table.take(secretary, table.send(officer, "Tạo gói vào thư mục …"))
    table.reads(secretary, "Xã đã nhận kỳ T11")
    go(officer, TODAY)
    assert "1 / 1 chi bộ đã có biên bản kỳ này ở đây" in seen(officer)
    go(officer, MEETINGS)
    officer.press("Phần của trang: Biên bản tháng")
    write(officer.window, "Kỳ sinh hoạt", "tháng 11/2026")
    assert f"{CELL}, 05/11/2026 · có mặt 3 trên 3, 100,0 %, đạt" in seen(officer)


def test_a_stolen_laptop_from_the_telephone_call_to_the_next_meeting(cell: Cell, tmp_path: Path) -> None:
    table = cell.table
    old, officer = table.sit(cell.laptop), table.sit(cell.commune)
    printed = papers(table, old, OCTOBER)
    assert len(printed) == 2
    table.wait(days=3)
    telephone_call(cell, officer)
    table.wait(days=2)
    theft(cell, old, officer)
    new = make_desk(tmp_path / "new", table.clock, name=CELL)
    secretary = table.sit(new)
    found_anew(cell, officer, secretary)
    assert papers(table, secretary, OCTOBER) == printed
    next_month(cell, officer, secretary)
    for desk in (new, cell.commune):  # every signature of the old laptop that counts still holds
        assert examine(desk, rebuild=True).is_sound


def test_what_the_thief_sent_before_the_call_counts_no_more_once_the_last_good_bundle_is_named(
    cell: Cell,
) -> None:
    table = cell.table
    held = cell.laptop.store.value("SELECT n FROM chain")
    thief, officer = table.sit(cell.laptop, MEETINGS), table.sit(cell.commune)
    table.wait(days=5)
    type_meeting(thief, NOVEMBER)
    table.take(officer, table.send(thief))
    officer.press("Đóng")
    written = cell.laptop.store.value("SELECT n FROM chain") - held

    officer.press(f"{CELL}, Nhận gói gần nhất")
    assert "không tính" in seen(officer)
    officer.press("Thôi, không thu hồi")
    said = revoke(officer, "Chỉ giữ tới gói nhận 08:30 02/11/2026")
    assert f"{held} lần ghi xã đã nhận của máy cũ giữ nguyên giá trị; {written} lần ghi nhận sau đó" in said
    assert f"{written} lần ghi nhận sau đó, và máy ấy ghi gì nữa, đều không tính." in seen(officer)
    assert cell.kept() == held
    go(officer, MEETINGS)
    officer.press("Phần của trang: Biên bản tháng")
    assert choices(officer, "Kỳ sinh hoạt") == ["tháng 10/2026", "tháng 09/2026"]
    assert "05/11/2026" not in words_on(officer.window)
    assert examine(cell.commune, rebuild=True).is_sound
