"""Promises about who is offered as a guest: whoever came before, as they were written down last."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from actions.desks import make_desk
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_guest, add_meeting
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.lists.guests import guests_before


def come(desk: Desk, month: int, *guests: tuple[str, str]) -> str:
    """A meeting of that month with these guests."""
    _, meeting = add_meeting(desk, period=f"2026-{month:02d}", held_on=date(2026, month, 5))
    for name, office in guests:
        add_guest(desk, meeting, full_name=name, office=office)
    return meeting


def test_each_name_once_with_the_office_written_last_and_who_came_last_first(
    tmp_path: Path, clock: FixedClock
) -> None:
    desk = make_desk(tmp_path, clock)
    come(desk, 7, ("Hà Văn Thắng", "Đảng ủy viên"), ("Lò Thị Nghiên", "Phó Bí thư"))
    come(desk, 8, ("Hà Văn Thắng", "Ủy viên Ban Thường vụ"))
    now = come(desk, 9, ("Cà Thị Yên", "Chủ tịch Mặt trận"))
    found = guests_before(desk.store, desk.organisation_id, now)
    assert [(one.text("full_name"), one.text("office")) for one in found] == [
        ("Hà Văn Thắng", "Ủy viên Ban Thường vụ"),
        ("Lò Thị Nghiên", "Phó Bí thư"),
    ]
    desk.close()
