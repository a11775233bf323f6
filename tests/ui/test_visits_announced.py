"""Who announced a visit stands at the cell, and becomes a guest of the month's meeting by one press, typed by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.meetings import add_meeting, put_away_guest
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.visits import excuse_visit, plan_visit, postpone_visit
from chibo_desktop.lists.guests import announced_guests
from chibo_desktop.lists.rows import Facts, children, find
from driver import Secretary
from exchange.province import Province
from ui.hands import open_window, words_on
from visiting import make_visited, write_met, write_team

FIFTH = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def announce(province: Province, *months: str) -> list[str]:
    """Visits of a commune's team to the first cell, which has read of them; their ids."""
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    who = team.people["Hà Thị Xuân"]
    cell = province.cell.organisation_id
    made = [plan_visit(desk, cell, month, team_id=team.id, official_id=who)[1] for month in months]
    province.send(desk, province.cell)
    return made


def test_the_cells_page_says_who_will_come_when_and_of_which_body(qtbot: QtBot, province: Province) -> None:
    _, late, ill = announce(province, "2026-10", "2026-11", "2026-12")
    postpone_visit(province.commune, late, date(2026, 11, 20), "lũ cuốn cầu")
    excuse_visit(province.commune, ill, "ốm")
    province.send(province.commune, province.cell)
    window, _ = open_window(province.cell, "visits")
    qtbot.addWidget(window)
    said = words_on(window)
    who = "Đảng bộ xã Mường Sáy: Tổ 1, Hà Thị Xuân, Ủy viên Ban Chấp hành"
    assert f"tháng 10/2026, {who}, Sẽ dự" in said
    assert f"20/11/2026, {who}, Đã lùi ngày" in said
    assert f"tháng 12/2026, {who}, Không đến được" in said
    assert "lũ cuốn cầu" not in said
    window.close()


def test_who_was_announced_becomes_a_guest_by_one_press(province: Province, qapp: object) -> None:
    announce(province, "2026-10")
    desk = province.cell
    add_member(desk, full_name="Vàng A Chứ", office="secretary", official_on=date(2020, 1, 1))
    meeting = add_meeting(desk, period="2026-10", held_on=FIFTH)[1]
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Ghi có mặt: Hà Thị Xuân, Đã báo dự · cấp xã, Ủy viên Ban Chấp hành")
    (guest,) = children(desk.store, "guest", "meeting_id", meeting)
    assert [guest.text(name) for name in ("full_name", "office", "level")] == [
        "Hà Thị Xuân",
        "Ủy viên Ban Chấp hành",
        "commune",
    ]
    assert "Đã báo dự" not in words_on(person.window)
    put_away_guest(desk, guest.id)
    assert len(announced_guests(desk.store, find_meeting(province, meeting))) == 1
    person.close()


def test_who_is_excused_or_goes_in_another_month_is_not_offered(province: Province) -> None:
    visits = announce(province, "2026-11", "2026-10")
    meeting = add_meeting(province.cell, period="2026-10", held_on=FIFTH)[1]
    facts = find_meeting(province, meeting)
    assert [guest.key for guest in announced_guests(province.cell.store, facts)] == visits[1:]
    excuse_visit(province.commune, visits[1], "ốm")
    province.send(province.commune, province.cell)
    assert announced_guests(province.cell.store, facts) == []


def test_finalised_minutes_offer_nobody(province: Province, qapp: object) -> None:
    announce(province, "2026-10")
    write_met(province.cell, FIFTH)
    person = Secretary(province.cell)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Bước 2, Điểm danh")
    said = words_on(person.window)
    assert "Đại biểu cấp trên" in said
    assert "Đã báo dự" not in said
    person.close()


def find_meeting(province: Province, meeting: str) -> Facts:
    found = find(province.cell.store, "meeting", meeting)
    assert found is not None
    return found


def test_two_of_one_name_from_two_levels_are_both_offered(province: Province) -> None:
    announce(province, "2026-10")
    upper, lanh = province.upper, province.cell.organisation_id
    team = write_team(upper, "Tổ 3", "Hà Thị Xuân")
    plan_visit(upper, lanh, "2026-10", team_id=team.id, official_id=team.people["Hà Thị Xuân"])
    province.send(upper, province.commune)
    province.send(province.commune, province.cell)
    meeting = add_meeting(province.cell, period="2026-10", held_on=FIFTH)[1]
    offered = announced_guests(province.cell.store, find_meeting(province, meeting))
    assert sorted((guest.full_name, guest.level) for guest in offered) == [
        ("Hà Thị Xuân", "commune"),
        ("Hà Thị Xuân", "upper"),
    ]
