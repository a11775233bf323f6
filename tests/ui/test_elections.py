"""The step "Bầu cử": rounds counted from the keyboard, figures refused beside their box, the roster changed only when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.elections import add_election, add_nominee, begin_round, change_election
from chibo_desktop.actions.finalise import finalise
from chibo_desktop.actions.meetings import add_meeting, change_meeting, record_all_present, record_attendance
from chibo_desktop.lists.rows import children, find
from chibo_desktop.store.drafts import list_drafts
from ui.hands import editor, press
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, make_cell, opened, words_shown, write, written


def begin(cell: Cell) -> Cell:
    """A congress of the cell of fourteen: one excused throughout, so nine vote of a base of nine."""
    desk, _, people = cell
    _, congress = add_meeting(
        desk,
        kind="congress",
        held_on=date(2026, 11, 5),
        started_at=time(19, 30),
        secretary_id=people[1],
        term_words="2026 – 2031",
    )
    record_all_present(desk, congress)
    record_attendance(desk, congress, people[2], "excused", "đi viện")
    return desk, congress, people


def elect(cell: Cell, office: str, seats: int, chosen: Mapping[int, int]) -> str:
    """A counted round of nine valid papers: `chosen` by the place of the member."""
    desk, congress, people = cell
    _, election = add_election(desk, congress, office=office, seats=seats)
    change_election(desk, election, issued_count=9, collected_count=9, valid_count=9, invalid_count=0)
    for place, number in chosen.items():
        add_nominee(desk, election, member_id=people[place], chosen_count=number)
    return election


def close(cell: Cell) -> None:
    """Finalises the congress as it stands."""
    change_meeting(cell[0], cell[1], ended_at=time(21, 0), read_back=True)
    finalise(cell[0], cell[1])


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return begin(make_cell(tmp_path / "cell"))


@pytest.fixture
def show(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "elections")


def letters(words: str) -> None:
    """Typed where the keyboard is, then Enter."""
    type_letters(focused(), words)
    key(Qt.Key.Key_Return)


def test_a_round_is_counted_from_the_keyboard_alone(show: Callable[[], Host]) -> None:
    host = show()
    key(Qt.Key.Key_F2)
    assert focused().accessibleName() == "Số lượng cần bầu"
    letters("3")
    for name in ("Vàng A Chứ", "dua", "Hà Thị Xuân", "kiem"):
        assert focused().accessibleName() == "Thêm người vào danh sách"
        letters(name)
    key(Qt.Key.Key_Return)
    for label, number in (("Phát ra", "9"), ("Thu về", ""), ("Hợp lệ", "8"), ("Không hợp lệ", "")):
        assert focused().accessibleName() == label
        letters(number)
    for number in ("8", "7", "5", "2"):
        assert focused().accessibleName().startswith("Số phiếu bầu ")
        letters(number)
    (row,) = host.sheet().elections
    papers = [row.facts.count(f"{name}_count") for name in ("issued", "collected", "valid", "invalid")]
    assert papers == [9, 9, 8, 1]
    assert [(each.name, each.chosen, each.rank) for each in row.nominees] == [
        ("Vàng A Chứ", 8, 1),
        ("Giàng Thị Dua", 7, 2),
        ("Hà Thị Xuân", 5, 3),
        ("Quàng Văn Kiêm", 2, None),
    ]
    assert (
        "Trúng cử 3 trên 3: Vàng A Chứ (8 phiếu), Giàng Thị Dua (7 phiếu), Hà Thị Xuân (5 phiếu)."
        in words_shown(host)
    )
    assert focused().accessibleName() == "Thêm cuộc bầu cử"


def test_the_office_whose_turn_it_is_is_proposed_with_its_one_seat(
    cell: Cell, show: Callable[[], Host]
) -> None:
    elect(cell, "committee", 3, {0: 8, 1: 7, 3: 6, 4: 1})
    host = show()
    key(Qt.Key.Key_F2)
    assert written(host, "Bầu") == "Bí thư"
    key(Qt.Key.Key_Return)
    _, row = host.sheet().elections
    assert (row.office, row.facts.count("seats")) == ("secretary", 1)
    assert focused().accessibleName() == "Thêm người vào danh sách"


def test_a_blank_card_with_nothing_typed_leaves_nothing_behind(show: Callable[[], Host]) -> None:
    host = show()
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Return)
    assert host.sheet().elections == ()
    assert focused().accessibleName() == "Thêm cuộc bầu cử"


def test_a_name_that_is_on_no_list_is_typed_whole(cell: Cell, show: Callable[[], Host]) -> None:
    host = show()
    key(Qt.Key.Key_F2)
    letters("1")
    letters("Chảo Láo Lở")
    (row,) = host.sheet().elections
    assert [(each.name, each.facts.text("member_id")) for each in row.nominees] == [("Chảo Láo Lở", "")]


def test_a_later_round_says_it_no_longer_fits_when_the_earlier_one_is_counted_again(
    cell: Cell, show: Callable[[], Host]
) -> None:
    first = elect(cell, "committee", 3, {0: 8, 1: 7, 3: 4, 4: 4})
    begin_round(cell[0], first)
    host = show()
    assert "lần trước" not in words_shown(host)
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 2 trên 3")
    write(host, "Số phiếu bầu Pờ Go Hừ", "5")
    press(host, "Bầu Chi ủy, lần 2, cần bầu 1 · danh sách 2, Chưa kiểm phiếu")
    assert "Lần này bầu 1 người, nhưng lần trước đã bầu đủ." in words_shown(host)
    assert "Pờ Go Hừ đã trúng cử lần trước." in words_shown(host)


def test_figures_that_cannot_be_are_refused_beside_their_box_and_kept(
    cell: Cell, show: Callable[[], Host]
) -> None:
    elect(cell, "committee", 3, {0: 8, 1: 7, 3: 4, 4: 2})
    host = show()
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 2 trên 3")
    write(host, "Số phiếu bầu Pờ Go Hừ", "10")
    assert "Pờ Go Hừ 10 phiếu, nhưng chỉ 9 phiếu hợp lệ." in words_shown(host)
    assert written(host, "Số phiếu bầu Pờ Go Hừ") == "10"
    assert host.sheet().elections[0].nominees[2].chosen == 4
    assert any(
        each.id == host.sheet().elections[0].nominees[2].facts.id for each in list_drafts(cell[0].store)
    )
    write(host, "Phát ra", "10")
    assert "chỉ 9 đảng viên chính thức có mặt" in words_shown(host)


def test_counts_that_only_fit_together_are_corrected_one_after_the_other(
    cell: Cell, show: Callable[[], Host]
) -> None:
    elect(cell, "secretary", 1, {0: 8})
    host = show()
    press(host, "Bầu Bí thư, cần bầu 1 · danh sách 1, Trúng cử đủ 1")
    write(host, "Thu về", "8")
    write(host, "Hợp lệ", "8")
    (row,) = host.sheet().elections
    assert (row.facts.count("collected_count"), row.facts.count("valid_count")) == (8, 8)


def test_after_a_failed_round_the_next_is_begun_with_who_remains(
    cell: Cell, show: Callable[[], Host]
) -> None:
    elect(cell, "committee", 3, {0: 8, 1: 7, 3: 4, 4: 2})
    host = show()
    press(host, "Bầu Chi ủy, cần bầu 3 · danh sách 4, Trúng cử 2 trên 3")
    said = words_shown(host)
    assert "Còn thiếu 1 người." in said
    assert "Bầu tiếp hay không do đại hội quyết định." in said
    press(host, "Bầu lần 2, còn 1 người")
    assert focused().accessibleName() == "Phát ra"
    _, again = host.sheet().elections
    assert [each.name for each in again.nominees] == ["Pờ Go Hừ", "Quàng Văn Kiêm"]


def test_who_is_absent_throughout_is_deducted_by_name(show: Callable[[], Host]) -> None:
    host = show()
    said = words_shown(host)
    assert "Tính trên 9 đảng viên chính thức" in said
    assert "1 vắng suốt đại hội có lý do (Lò Văn Hặc)" in said


def test_a_name_half_typed_is_there_again_after_a_power_cut(show: Callable[[], Host], qtbot: QtBot) -> None:
    host = show()
    key(Qt.Key.Key_F2)
    letters("1")
    type_letters(focused(), "Chảo Láo")
    qtbot.wait(700)
    again = host.again()
    again.show()
    assert written(again, "Thêm người vào danh sách") == "Chảo Láo"
    again.deleteLater()


def test_offices_are_written_into_the_roster_only_by_the_button_of_a_finalised_congress(
    cell: Cell, show: Callable[[], Host]
) -> None:
    desk, _, people = cell
    elect(cell, "committee", 3, {0: 4, 1: 8, 3: 7, 4: 6})
    elect(cell, "secretary", 1, {1: 8})
    close(cell)
    host = show()
    said = words_shown(host)
    assert "Vàng A Chứ: thôi Bí thư" in said
    assert "Giàng Thị Dua: Bí thư" in said
    assert [
        each.text("office") for each in (find(desk.store, "member", one) for one in people[:2]) if each
    ] == [
        "secretary",
        "",
    ]
    assert not editor(host, "Số lượng cần bầu").isEnabled()
    assert focused().accessibleName() == "Nhiệm kỳ mới từ ngày"
    assert written(host, "Nhiệm kỳ mới từ ngày") == "06/11/2026"
    write(host, "Đến ngày, nếu đã rõ", "5/11/2031")
    press(host, "Ghi chức vụ mới vào danh sách")
    offices = {
        each.text("full_name"): each.text("office")
        for each in children(desk.store, "member", "cell_id", desk.organisation_id)
        if each.text("office")
    }
    assert offices == {
        "Giàng Thị Dua": "secretary",
        "Pờ Go Hừ": "committee_member",
        "Quàng Văn Kiêm": "committee_member",
    }
    assert "Giàng Thị Dua: Bí thư" not in words_shown(host)
