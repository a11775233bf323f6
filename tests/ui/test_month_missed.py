"""Promises of a month without its meeting on the screen: no word of minutes there are none of, no sign of fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.postponing import miss_meeting
from chibo_desktop.lists.rows import select
from driver import Secretary, make_cell


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_cell(tmp_path / "cell")
    miss_meeting(made, "2026-09", "Mưa lũ, đường sạt lở")
    return made


def opened(desk: Desk) -> Secretary:
    person = Secretary(desk)
    person.press("Sinh hoạt thường kỳ tháng 9 năm 2026")
    return person


def test_a_month_without_its_meeting_is_closed_as_such_and_nothing_is_said_of_minutes(
    desk: Desk, qapp: object
) -> None:
    person = opened(desk)
    person.press("Bước 2, Chốt và in")
    assert "Chốt xong thì kỳ này ghi là không sinh hoạt được, không có biên bản." in person.screen()
    assert not person.has("Chốt biên bản")
    person.press("Chốt là không sinh hoạt")
    (held,) = select(desk.store, "meeting")
    assert held.moment("finalised_at")
    said = person.screen()
    assert "Mở chốt được đến khi gửi lên." in said
    assert "Đã báo lên đến đâu" in said
    assert "Biên bản bổ sung" not in said
    assert "Biên bản đang ở đâu" not in said
    assert person.focus() == "Tiếp: Gửi lên"
    person.keys("Enter")
    assert "Sang trang Gửi – nhận" in person.screen()
    person.press("Bước 1, Chuẩn bị")
    assert "Kỳ này đã chốt là không sinh hoạt ngày 05/10/2026: chỉ xem" in person.screen()
    person.close()


def test_beside_a_month_without_its_meeting_stands_why_there_is_no_paper_and_nothing_to_choose(
    desk: Desk, qapp: object
) -> None:
    person = opened(desk)
    person.press("Bước 1, Chuẩn bị")
    said = person.screen()
    assert "Kỳ này không sinh hoạt được nên không có biên bản." in said
    for gone in ("Văn bản xem bên cạnh", "In thử"):
        assert not person.has(gone)
    assert "để in" not in said
    person.follow("Bỏ ghi này")
    assert person.has("Văn bản xem bên cạnh")
    assert "nên không có biên bản" not in person.screen()
    person.close()
