"""One of three cells a commune types for gets its laptop: its whole book goes over and the typing ends, in the windows."""

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
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.store.revocations import last_counted
from driver import Secretary
from stories.joining import hold
from stories.windows import EXCHANGE, MEETINGS, TODAY, Table, go, make_table, papers, seen, type_meeting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CELL, *OTHERS = "Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm", "Chi bộ Trạm Y tế"
MONTHS = (("2026-09", date(2026, 9, 5)), ("2026-10", date(2026, 10, 5)))
NOVEMBER = date(2026, 11, 5)
OCTOBER = "Sinh hoạt thường kỳ tháng 10 năm 2026"


@dataclass
class Kept:
    """A commune that has typed two months for three cells; the first one's id."""

    table: Table
    commune: Desk
    cell: str

    def counted(self) -> int:
        """The number of the last entry of the commune that counts in the cell's book."""
        store = self.commune.store
        return last_counted(store.connection, self.cell, store.device)


@pytest.fixture
def kept(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    with make_table(qtbot, monkeypatch, tmp_path) as table:
        commune = make_desk(tmp_path / "commune", table.clock, "commune", "Đảng bộ xã Mường Sáy")
        cells = [add_cell(commune, name=name)[1] for name in (CELL, *OTHERS)]
        for place, cell in enumerate(cells):
            make_members(commune.for_organisation(cell), 3 + place)
        for period, held_on in MONTHS:
            table.wait(days=31)
            for cell in cells:
                hold(commune.for_organisation(cell), period, held_on)
        yield Kept(table, commune, cells[0])


def open_book(kept: Kept, officer: Secretary, row: str, band: str) -> None:
    """The officer opens the book of a cell from the page "Sinh hoạt"."""
    go(officer, MEETINGS)
    officer.press(row)
    kept.table.reads(officer, band)
    go(officer, MEETINGS)


def close_book(kept: Kept, officer: Secretary) -> None:
    go(officer, MEETINGS)
    officer.press("Về Đảng ủy xã")
    kept.table.reads(officer, EXCHANGE)


def hand_over(kept: Kept, officer: Secretary, secretary: Secretary) -> None:
    """An invitation, a word over the telephone, six digits read back; the right to type ends with a number."""
    table = kept.table
    go(officer, EXCHANGE)
    word = table.invite(officer, f"{CELL} (đang ghi thay)")
    assert "chi bộ nhận cả sổ đã ghi thay và tự ghi tiếp; ở đây chỉ còn xem." in seen(officer)
    assert table.answer(secretary, word) == table.look(officer)
    assert f"Duyệt thì chi bộ ấy tự ghi tiếp sổ đang ghi thay: {CELL}." in seen(officer)
    number = kept.commune.store.value("SELECT n FROM chain WHERE b = ?", (kept.cell,))
    answer = table.approve(officer)
    assert f"Việc ghi thay dừng ở lần ghi số {number}; từ nay sổ ấy ở đây chỉ để xem." in seen(officer)
    assert kept.counted() == number
    said = table.take(secretary, answer, "Nhận tệp trả lời …")
    assert f"{CELL} · cấp trên ghi thay" in said
    assert "Xã đã nhận kỳ T10" in said
    secretary.press(f"Đúng, nối hai sổ: {CELL}")


def type_on(kept: Kept, officer: Secretary, secretary: Secretary) -> None:
    """The cell shows its complete book and types the next month in it."""
    table = kept.table
    strip = "Đã viết 02/10, xong; Đã in chưa in ở máy này, chưa có tin; Xã đã nhận"
    go(secretary, EXCHANGE)
    assert f"Sinh hoạt thường kỳ tháng 9 năm 2026: {strip}" in seen(secretary)
    go(secretary, "Trang Đảng viên")
    assert "3 đảng viên: 3 chính thức · phải dự 3" in seen(secretary)
    table.wait(days=4)
    type_meeting(secretary, NOVEMBER)
    table.take(officer, table.send(secretary))
    table.take(secretary, table.send(officer, "Tạo gói vào thư mục …"))
    table.reads(secretary, "Xã đã nhận kỳ T11")
    go(officer, TODAY)
    assert "1 / 3 chi bộ đã có biên bản kỳ này ở đây, còn 2" in seen(officer)


def type_for_the_others(kept: Kept, officer: Secretary) -> None:
    """At the commune the book can be looked at; typing is refused with a sentence, and goes on for another cell."""
    open_book(kept, officer, f"{CELL}, mở để xem", f"Chỉ xem: {CELL} có máy riêng từ 02/11/2026")
    officer.keys("F2")
    refused = "Chi bộ đã có máy riêng từ ngày 02/11/2026 nên ở đây chỉ xem. Cần sửa, hãy báo chi bộ."
    assert refused in seen(officer)
    close_book(kept, officer)
    open_book(kept, officer, f"{OTHERS[0]}, 4 đảng viên", f"Đang nhập thay cho {OTHERS[0]}")
    type_meeting(officer, NOVEMBER)
    close_book(kept, officer)
    go(officer, TODAY)
    assert "2 / 3 chi bộ đã có biên bản kỳ này ở đây, còn 1" in seen(officer)


def test_the_cell_that_gets_its_laptop_has_its_whole_book_and_the_commune_types_for_the_others_only(
    kept: Kept, tmp_path: Path
) -> None:
    table, officer = kept.table, kept.table.sit(kept.commune)
    open_book(kept, officer, f"{CELL}, 3 đảng viên", f"Đang nhập thay cho {CELL}")
    printed = papers(table, officer, OCTOBER)
    close_book(kept, officer)
    laptop = make_desk(tmp_path / "laptop", table.clock, name=CELL)
    secretary = table.sit(laptop)
    hand_over(kept, officer, secretary)
    assert papers(table, secretary, OCTOBER) == printed
    type_on(kept, officer, secretary)
    type_for_the_others(kept, officer)
    for desk in (laptop, kept.commune):
        assert examine(desk, rebuild=True).is_sound
