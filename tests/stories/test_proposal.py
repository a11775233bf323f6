"""One proposal over three levels and back, by bundles only, in the windows: handed up, assigned, answered, read out, reopened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from actions.desks import make_desk, make_members
from chibo_desktop.actions.decisions import change_assignment
from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.base.dates import show_day
from driver import Secretary
from exchange.province import join
from stories.windows import EXCHANGE, MEETINGS, Table, go, make_table, seen
from ui.hands import write

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support"), pytest.mark.long]

PAGE = "Trang Kiến nghị"
ASKED = "Mở lớp bồi dưỡng nhận thức về Đảng tại cụm xã"
ANSWER = "Đồng ý mở một lớp tại cụm xã trong quý I năm 2027."
SEPTEMBER, OCTOBER = date(2026, 9, 5), date(2026, 10, 5)


@dataclass
class Levels:
    """Somebody at the window of each level."""

    table: Table
    cell: Secretary
    commune: Secretary
    upper: Secretary

    def carry(self, giver: Secretary, taker: Secretary) -> None:
        """A bundle for the other's organisation, made and read in the windows."""
        go(giver, EXCHANGE)
        if giver is self.cell:
            self.table.take(taker, self.table.send(giver))
            return
        own = taker.desk.store.value(
            "SELECT name FROM organisation WHERE id = ?", (taker.desk.organisation_id,)
        )
        write(giver.window, "Gửi cho", own)
        self.table.take(taker, self.table.send(giver, "Tạo gói vào thư mục …"))

    def up(self) -> None:
        self.carry(self.cell, self.commune)
        self.carry(self.commune, self.upper)

    def down(self) -> None:
        self.carry(self.upper, self.commune)
        self.carry(self.commune, self.cell)


@pytest.fixture
def levels(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Levels]:
    with make_table(qtbot, monkeypatch, tmp_path) as table:
        upper = make_desk(tmp_path / "upper", table.clock, "upper", "Đảng bộ tỉnh Nậm Sơn")
        commune = make_desk(tmp_path / "commune", table.clock, "commune", "Đảng bộ xã Mường Sáy")
        join(commune, upper)
        cell = make_desk(tmp_path / "cell", table.clock)
        join(cell, commune)
        make_members(cell, 3)
        yield Levels(table, table.sit(cell), table.sit(commune), table.sit(upper))


def open_proposal(person: Secretary) -> None:
    go(person, PAGE)
    if person.has("Các kiến nghị"):
        person.press("Các kiến nghị")
    if person.has("Lọc: Tất cả"):
        person.press("Lọc: Tất cả")
    person.press(ASKED)


def fill_meeting(person: Secretary, held_on: date) -> None:
    """Day, hours and place of the sheet that is open."""
    for label, words in (
        ("Ngày sinh hoạt", show_day(held_on)),
        ("Bắt đầu lúc", "19:30"),
        ("Kết thúc lúc", "21:15"),
        ("Địa điểm", "Nhà văn hóa bản"),
    ):
        person.write(label, words)


def close_meeting(person: Secretary) -> None:
    """Who writes the minutes is chosen behind the window: the picker of names is tested elsewhere."""
    store = person.desk.store
    meeting = store.value("SELECT id FROM meeting WHERE finalised_at IS NULL")
    writer = store.value("SELECT id FROM member WHERE office IS NULL LIMIT 1")
    change_meeting(person.desk, meeting, secretary_id=writer)
    person.press("Bước 2, Điểm danh")
    person.press("Tất cả còn lại có mặt")
    person.press("Bước 9, Đọc lại")
    person.press("Đã đọc lại, chi bộ nhất trí")
    person.press("Chốt biên bản")


def raise_it(levels: Levels) -> None:
    """At the meeting of September, at both levels above by bundle."""
    cell = levels.cell
    levels.table.wait(days=5)
    go(cell, MEETINGS)
    cell.keys("F2")
    fill_meeting(cell, SEPTEMBER)
    cell.press("Bước 7, Kiến nghị")
    cell.press("Thêm kiến nghị")
    cell.write("Nội dung kiến nghị", ASKED)
    cell.press("Thẩm quyền: Cấp xã")
    cell.press("Tính chất: Việc trong Đảng")
    cell.press("Xong")
    close_meeting(cell)
    levels.carry(cell, levels.commune)


def hand_up(levels: Levels) -> None:
    commune = levels.commune
    levels.table.wait(days=3)
    open_proposal(commune)
    assert "60 ngày làm việc với cấp trên trực tiếp của tổ chức cơ sở đảng, theo 294-QĐ/TW" in seen(commune)
    commune.press("Chuyển cấp trên")
    commune.write("Số văn bản", "45-CV/ĐU")
    commune.press("Ghi: chuyển cấp trên")
    assert "Chuyển cấp trên (Cấp tỉnh) · Đảng bộ xã Mường Sáy · số 45-CV/ĐU" in seen(commune)
    assert not commune.has("Chuyển lên tỉnh")
    levels.carry(commune, levels.upper)


def answer_it(levels: Levels) -> None:
    upper = levels.upper
    levels.table.wait(days=2)
    open_proposal(upper)
    upper.press("Giao cơ quan")
    upper.press("Ghi: giao cơ quan")
    assert "Ghi tên cơ quan được giao giải quyết." in seen(upper)
    upper.write("Cơ quan được giao", "Ban Tuyên giáo và Dân vận Tỉnh ủy")
    upper.press("Ghi: giao cơ quan")
    upper.press("Báo đang giải quyết")
    upper.write("Ghi chú, lý do", "Chờ kế hoạch mở lớp quý I.")
    upper.press("Ghi: báo đang giải quyết")
    upper.write("Nội dung trả lời", ANSWER)
    write(upper.window, "Kết quả giải quyết", "Đã giải quyết")
    upper.write("Số văn bản trả lời (nếu có)", "218-CV/TU")
    upper.write("Việc giao cho chi bộ (nếu có)", "Lập danh sách quần chúng")
    upper.write("Hạn của việc giao", "30/11/2026")
    upper.press("Ghi trả lời")
    assert "ngày làm việc, hạn 60" in seen(upper)
    levels.down()


def read_it_out(levels: Levels) -> None:
    """Its item stands on the agenda without a hand; finalising closes it; its task is given."""
    cell = levels.cell
    open_proposal(cell)
    said = seen(cell)
    assert "Trả lời sau" in said
    assert "Chờ kế hoạch mở lớp quý I." in said
    assert "Kèm 1 việc cho chi bộ: Lập danh sách quần chúng, hạn 30/11/2026" in said
    levels.table.clock.set(levels.table.clock.now().replace(month=10, day=5, hour=21))
    cell.press("Đưa vào chương trình kỳ T10")
    fill_meeting(cell, OCTOBER)
    cell.press("Bước 7, Kiến nghị")
    assert "Có trong chương trình, chốt là đã thông báo" in seen(cell)
    assert ANSWER in seen(cell)
    cell.press("Giao việc này")
    assert "Lập danh sách quần chúng, hạn 30/11/2026. Đã giao." in seen(cell)
    assign_leader(cell)
    close_meeting(cell)


def assign_leader(cell: Secretary) -> None:
    """Whatever a task needs besides its words is said in its own step."""
    store = cell.desk.store
    leader = store.value("SELECT MIN(id) FROM member")
    task = store.value("SELECT id FROM assignment WHERE answer_id IS NOT NULL")
    change_assignment(cell.desk, task, leader_id=leader)


def test_a_proposal_goes_up_three_levels_and_its_answer_comes_home(levels: Levels) -> None:
    raise_it(levels)
    hand_up(levels)
    answer_it(levels)
    read_it_out(levels)
    levels.up()
    for person in (levels.cell, levels.commune, levels.upper):
        open_proposal(person)
        assert "Đã đọc" in seen(person)
        row = person.desk.store.row("SELECT announced_on FROM proposal")
        assert row is not None
        assert row["announced_on"] == "2026-10-05"
    cell = levels.cell
    cell.press("Mở lại")
    cell.press("Ghi mở lại")
    assert "Ghi lý do mở lại" in seen(cell)
    cell.write("Lý do mở lại", "Lớp chưa mở.")
    cell.press("Ghi mở lại")
    levels.up()
    for person in (levels.commune, levels.upper):
        open_proposal(person)
        assert "Mở lại ngày 05/10/2026: Lớp chưa mở." in seen(person)
    assert levels.commune.has("Chuyển lên tỉnh")
