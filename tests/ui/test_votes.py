"""The step "Biểu quyết": the base before any number, refusals in place, results as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.ballots import add_ballot
from chibo_desktop.actions.meetings import record_attendance
from chibo_desktop.store.drafts import list_drafts
from ui.hands import button, editor, error_of, press, shown, words_on
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def votes(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "votes")


def test_the_base_and_the_threshold_are_said_before_there_is_any_box(votes: Callable[[], Host]) -> None:
    host = votes()
    said = words_shown(host)
    assert "Tính trên 10 đảng viên chính thức: 14 trừ 2 miễn sinh hoạt không dự" in said
    assert "Pờ Lò Hừ" in said
    assert "Vàng Thị Mai" in said
    assert "Cần quá một nửa, tức 6 phiếu tán thành." in said
    assert "Tán thành" not in said.split(" | ")


def test_a_vote_is_begun_when_its_matter_is_left_and_never_empty(votes: Callable[[], Host]) -> None:
    host = votes()
    press(host, "Thêm việc biểu quyết")
    key(Qt.Key.Key_Return)
    press(host, "Xong")
    assert host.sheet().ballots == ()
    press(host, "Thêm việc biểu quyết")
    type_letters(focused(), "Đề nghị kết nạp quần chúng Vàng A Páo")
    press(host, "Hình thức: Phiếu kín")
    key(Qt.Key.Key_Tab)
    (row,) = host.sheet().ballots
    assert row.facts.text("matter") == "Đề nghị kết nạp quần chúng Vàng A Páo"
    press(host, "Tỷ lệ cần đạt: Ít nhất hai phần ba")
    (row,) = host.sheet().ballots
    assert (row.facts.text("method"), row.facts.text("threshold")) == ("secret", "two_thirds")
    assert "Cần ít nhất 2/3, tức 7 phiếu tán thành." in words_shown(host)


def test_a_counted_vote_says_its_result_and_paints_its_boxes(votes: Callable[[], Host], cell: Cell) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp", method="secret", threshold="two_thirds")
    host = votes()
    write(host, "Tán thành", "8")
    write(host, "Không tán thành", "1")
    said = words_shown(host)
    assert "8 trên 10 tán thành, đạt 80,0 %: đủ điều kiện." in said
    assert "Không tán thành 1, ý kiến khác 0." in said
    assert "8 trên 10 phiếu tán thành, cần 7, tức 2/3: đủ" in words_on(host)


def test_more_votes_than_members_present_are_refused_beside_the_box_and_nothing_typed_is_lost(
    votes: Callable[[], Host], cell: Cell
) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp")
    host = votes()
    write(host, "Tán thành", "8")
    write(host, "Không tán thành", "3")
    assert error_of(host, "Không tán thành") == (
        "8 + 3 là 11 phiếu, nhưng chỉ 9 đảng viên chính thức có mặt. "
        "Ô “Không tán thành” nhiều nhất là 1. Sửa số phiếu, hoặc xem lại điểm danh."
    )
    assert written(host, "Không tán thành") == "3"
    assert host.sheet().ballots[0].facts.count("no_count") == 0
    assert "8 trên 10 tán thành" not in words_shown(host)


def test_the_refusal_leads_to_the_roll_call(votes: Callable[[], Host], cell: Cell) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp")
    host = votes()
    write(host, "Tán thành", "12")
    (line,) = [label for label in shown(host, QLabel) if "href" in label.text()]
    line.linkActivated.emit("roll_call")
    assert host.asked_for == ["roll_call"]


def test_a_number_that_waited_is_written_once_the_other_leaves_room(
    votes: Callable[[], Host], cell: Cell
) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp")
    host = votes()
    write(host, "Tán thành", "8")
    write(host, "Không tán thành", "3")
    write(host, "Tán thành", "6")
    facts = host.sheet().ballots[0].facts
    assert (facts.count("yes_count"), facts.count("no_count")) == (6, 3)
    assert error_of(host, "Không tán thành") == ""
    assert "6 trên 10 tán thành, đạt 60,0 %: đủ điều kiện." in words_shown(host)


def test_a_roll_call_changed_afterwards_is_said_at_the_box(votes: Callable[[], Host], cell: Cell) -> None:
    desk, meeting, people = cell
    ballot = add_ballot(desk, meeting, matter="Đề nghị kết nạp", yes_count=9)[1]
    host = votes()
    host.session.do(record_attendance, meeting, people[0], "excused", "họp xã")
    button(host, "Đề nghị kết nạp, Giơ tay · quá một nửa, Đủ điều kiện").click()
    assert error_of(host, "Tán thành").startswith("Có 9 phiếu, nhưng chỉ 8 đảng viên chính thức có mặt.")
    assert host.sheet().ballots[0].facts.id == ballot


def test_several_votes_stand_one_after_the_other(votes: Callable[[], Host], qtbot: QtBot) -> None:
    host = votes()
    for matter in ("Đề nghị kết nạp Vàng A Páo", "Đề nghị kết nạp Lò Thị Inh"):
        key(Qt.Key.Key_F2)
        qtbot.waitUntil(lambda: focused().accessibleName() == "Việc biểu quyết" and not focused().text())  # type: ignore[attr-defined]
        type_letters(focused(), matter)
        key(Qt.Key.Key_Return)
    assert [row.facts.text("matter")[-3:] for row in host.sheet().ballots] == ["Páo", "Inh"]


def test_what_was_being_typed_is_there_again(votes: Callable[[], Host], cell: Cell, qtbot: QtBot) -> None:
    host = votes()
    press(host, "Thêm việc biểu quyết")
    type_letters(focused(), "Đề nghị kết n")
    qtbot.waitUntil(lambda: [draft.text for draft in list_drafts(cell[0].store)] == ["Đề nghị kết n"])
    assert host.sheet().ballots == ()
    assert written(host.again(), "Việc biểu quyết") == "Đề nghị kết n"


def test_a_finalised_vote_can_only_be_read(votes: Callable[[], Host], cell: Cell) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp", yes_count=8)
    lock(cell[0], cell[1])
    host = votes()
    assert "Buổi này đã chốt ngày 05/11/2026: chỉ xem" in words_shown(host)
    assert "8 trên 10 tán thành" in words_shown(host)
    assert "Thêm việc biểu quyết" not in words_on(host)


def test_ctrl_enter_goes_on(votes: Callable[[], Host], cell: Cell) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp")
    host = votes()
    type_letters(editor(host, "Tán thành"), "7")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert host.asked_for == ["decisions"]
    assert host.sheet().ballots[0].facts.count("yes_count") == 7


def test_the_list_of_what_is_missing_opens_the_vote_at_its_box(votes: Callable[[], Host], cell: Cell) -> None:
    ballot = add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp", yes_count=8)[1]
    host = votes()
    host.step.show_place(ballot, "no_count")
    assert focused() is editor(host, "Không tán thành")


def test_arrows_take_another_segment_and_tab_goes_on_from_there(votes: Callable[[], Host]) -> None:
    host = votes()
    for number in (1, 2):
        key(Qt.Key.Key_F2)
        type_letters(focused(), f"Đề nghị kết nạp quần chúng thứ {number}")
        key(Qt.Key.Key_Tab)
        for wanted in ("Hình thức: Phiếu kín", "Tỷ lệ cần đạt: Ít nhất hai phần ba"):
            key(Qt.Key.Key_Right)
            assert focused().accessibleName() == wanted
            key(Qt.Key.Key_Tab)
        type_letters(focused(), "7")
        key(Qt.Key.Key_Tab)
    counted = [row.facts for row in host.sheet().ballots]
    assert [(each.text("method"), each.text("threshold")) for each in counted] == [
        ("secret", "two_thirds")
    ] * 2
    assert [each.count("yes_count") for each in counted] == [7, 7]
