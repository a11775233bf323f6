"""Promises of who announced a visit where a secretary begins and prepares; and of the month of today beside an older one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.visits import excuse_visit, plan_visit, postpone_visit
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from driver import Secretary
from exchange.province import Province
from ui.hands import open_window, press, words_on
from visiting import make_visited, write_met, write_team

WHO = "Tổ 1, Hà Thị Xuân"
BESIDE = "Ủy viên Ban Chấp hành, Đảng bộ xã Mường Sáy"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """October, its cell has a member."""
    with make_visited(tmp_path) as made:
        add_member(made.cell, full_name="Vàng A Chứ", office="secretary")
        yield made


def announce(province: Province, *months: str) -> list[str]:
    """Visits of the commune's team to the first cell; their ids."""
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    who, cell = team.people["Hà Thị Xuân"], province.cell.organisation_id
    return [plan_visit(desk, cell, month, team_id=team.id, official_id=who)[1] for month in months]


def test_today_says_who_will_come_also_before_the_month_is_begun(qtbot: QtBot, province: Province) -> None:
    _, late, *_, ill = announce(province, "2026-10", "2026-11", "2026-12", "2026-12")
    postpone_visit(province.commune, late, date(2026, 11, 20), "lũ cuốn cầu")
    excuse_visit(province.commune, ill, "ốm")
    province.send(province.commune, province.cell)
    window, _ = open_window(province.cell, "today")
    qtbot.addWidget(window)
    said = words_on(window)
    assert f"Tháng 10: {WHO}, {BESIDE}, Sẽ dự" in said
    assert f"20/11: {WHO}, {BESIDE}, Đã lùi ngày" in said
    assert "Còn 1 lượt nữa ở trang Dự sinh hoạt" in said
    press(window, "Còn 1 lượt nữa ở trang Dự sinh hoạt")
    assert "Sẽ đến dự" in words_on(window)
    window.close()


def test_the_preparation_says_who_comes_that_month_and_where_the_day_is_another(
    province: Province, qapp: object
) -> None:
    visit, _ = announce(province, "2026-10", "2026-11")
    postpone_visit(province.commune, visit, date(2026, 10, 20), "lũ cuốn cầu")
    province.send(province.commune, province.cell)
    add_meeting(province.cell, period="2026-10", held_on=date(2026, 10, 25))
    person = Secretary(province.cell)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Bước 1, Chuẩn bị")
    said = person.screen()
    assert f"20/10: {WHO}, {BESIDE}, Khác ngày họp" in said
    assert f"Tháng 11: {WHO}" not in said
    person.close()


def test_once_the_minutes_are_final_nobody_is_announced_any_more(qtbot: QtBot, province: Province) -> None:
    announce(province, "2026-10")
    province.send(province.commune, province.cell)
    write_met(province.cell, date(2026, 10, 5), ("Hà Thị Xuân", "commune"))
    window, _ = open_window(province.cell, "today")
    qtbot.addWidget(window)
    assert WHO not in words_on(window)
    window.close()


def test_beside_an_older_month_that_of_today_can_be_begun(province: Province, qapp: object) -> None:
    write_met(province.cell, date(2026, 8, 5))
    clock = province.cell.store.clock
    assert isinstance(clock, FixedClock)
    clock.set(datetime(2026, 11, 2, 20, 0, tzinfo=VIETNAM))
    person = Secretary(province.cell, "Trang Hôm nay")
    assert person.has("Bắt đầu kỳ tháng 9")
    person.press("Bắt đầu kỳ tháng 11")
    periods = [row["period"] for row in province.cell.store.rows("SELECT period FROM meeting ORDER BY id")]
    assert "2026-11" in {period[:7] for period in periods}
    person.close()
