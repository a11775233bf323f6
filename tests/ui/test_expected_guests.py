"""Promises of the roll call about who announced to come: by the keyboard alone, with what is written down said before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.lists.rows import children
from chibo_desktop.ui import look
from driver import Secretary
from exchange.province import Province
from ui.hands import words_on
from visiting import make_visited, write_team

FIRST = "Ghi có mặt: Cà Văn Xôm, Đã báo dự · cấp xã, Ủy viên Ban Chấp hành"
SECOND = "Ghi có mặt: Hà Thị Xuân, Đã báo dự · cấp xã, Ủy viên Ban Chấp hành"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """Two people of the commune's team have announced to come in October."""
    with make_visited(tmp_path) as made:
        team = write_team(made.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
        for who in team.people.values():
            cell = made.cell.organisation_id
            plan_visit(made.commune, cell, "2026-10", team_id=team.id, official_id=who)
        made.send(made.commune, made.cell)
        yield made


def at_roll_call(province: Province) -> tuple[Secretary, str]:
    """The roll of October's meeting on the screen; its id."""
    add_member(province.cell, full_name="Vàng A Chứ", office="secretary")
    meeting = add_meeting(province.cell, period="2026-10")[1]
    person = Secretary(province.cell)
    person.press("Sinh hoạt thường kỳ tháng 10 năm 2026")
    person.press("Tiếp: Điểm danh")
    return person, meeting


def test_f4_writes_down_who_announced_one_after_the_other_then_opens_the_form(
    province: Province, qapp: object
) -> None:
    person, meeting = at_roll_call(province)
    store = province.cell.store

    def names() -> list[str]:
        return [guest.text("full_name") for guest in children(store, "guest", "meeting_id", meeting)]

    person.keys("F4")
    assert names() == ["Cà Văn Xôm"]
    assert "Họ và tên đại biểu" not in words_on(person.window)
    person.keys("F4")
    assert sorted(names()) == ["Cà Văn Xôm", "Hà Thị Xuân"]
    assert "Đã báo dự" not in words_on(person.window)
    person.keys("F4")
    assert "Họ và tên" in words_on(person.window)
    assert len(names()) == 2
    person.close()


@pytest.mark.parametrize("zoom", [100, 150])
def test_tab_comes_to_who_announced_before_who_else_came(province: Province, qapp: object, zoom: int) -> None:
    look.set_zoom(zoom)
    person, _ = at_roll_call(province)
    passed: list[str] = []
    for _ in range(30):
        person.keys("Tab")
        held = QApplication.focusWidget()
        passed.append(held.accessibleName() if held else "")
    found = [name for name in passed if name in {FIRST, SECOND, "Thêm đại biểu"} or "phí" in name]
    assert found[:3] == [FIRST, SECOND, "Thêm đại biểu"]
    person.close()
