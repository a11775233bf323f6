"""The step "Biểu quyết": the base before any number, refusals in place, results as sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
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
    key(Qt.Key.Key_Tab)
    press(host, "Xong")
    assert host.sheet().ballots == ()
    press(host, "Thêm việc biểu quyết")
    type_letters(focused(), "Đề nghị kết nạp quần chúng Vàng A Páo")
    press(host, "Hình thức: Phiếu kín")
    key(Qt.Key.Key_Tab)
    (row,) = host.sheet().ballots
    assert row.facts.text("matter") == "Đề nghị kết nạp quần chúng Vàng A Páo"
    choose(host, "Loại việc", "admission")
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
        key(Qt.Key.Key_Down)
        assert focused().accessibleName() == "Loại việc"
        key(Qt.Key.Key_Tab)
        while focused().accessibleName() != "Hình thức: Thẻ đảng viên":
            key(Qt.Key.Key_Right)
        key(Qt.Key.Key_Tab)
        type_letters(focused(), "7")
        key(Qt.Key.Key_Tab)
    counted = [row.facts for row in host.sheet().ballots]
    assert [tuple(each.text(name) for name in ("decision", "method", "threshold")) for each in counted] == [
        ("admission", "card", "two_thirds")
    ] * 2
    assert [each.count("yes_count") for each in counted] == [7, 7]


def test_the_usual_vote_with_one_against_costs_five_keys(votes: Callable[[], Host]) -> None:
    votes()
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Return)
    assert focused().accessibleName() == "Tán thành"
    key(Qt.Key.Key_Return)
    type_letters(focused(), "1")
    key(Qt.Key.Key_Return)
    assert focused().accessibleName() == "Tán thành: 8 (số còn lại)"


def test_what_nobody_typed_is_not_counted_until_the_rest_is_taken(votes: Callable[[], Host]) -> None:
    host = votes()
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    type_letters(focused(), "1")
    key(Qt.Key.Key_Return)
    assert host.sheet().ballots[0].facts.count("yes_count") is None
    key(Qt.Key.Key_Return)
    (row,) = host.sheet().ballots
    assert row.facts.text("matter") == "Thông qua nghị quyết tháng 11"
    assert (row.facts.count("yes_count"), row.facts.count("no_count")) == (8, 1)
    assert "8 trên 10 tán thành, đạt 80,0 %: đủ điều kiện." in words_shown(host)
    assert focused().accessibleName() == "Thêm việc biểu quyết"


def test_a_proposed_matter_is_written_only_when_enter_takes_it(votes: Callable[[], Host]) -> None:
    host = votes()
    key(Qt.Key.Key_F2)
    key(Qt.Key.Key_Tab)
    assert host.sheet().ballots == ()


def test_papers_that_do_not_add_up_are_refused_beside_their_box_and_mended_together(
    votes: Callable[[], Host], cell: Cell
) -> None:
    add_ballot(cell[0], cell[1], matter="Đề nghị kết nạp", decision="admission")
    host = votes()
    for label, number in (("Phát ra", "9"), ("Thu về", "9"), ("Hợp lệ", "8"), ("Không hợp lệ", "1")):
        write(host, label, number)
    write(host, "Tán thành", "9")
    assert error_of(host, "Tán thành").startswith("Có 9 phiếu, nhưng chỉ 8 phiếu hợp lệ.")
    write(host, "Tán thành", "8")
    write(host, "Thu về", "8")
    assert error_of(host, "Không hợp lệ").startswith("8 hợp lệ + 1 không hợp lệ là 9 phiếu, nhưng thu về 8.")
    write(host, "Không hợp lệ", "0")
    facts = host.sheet().ballots[0].facts
    names = ("issued_count", "collected_count", "valid_count", "invalid_count", "yes_count")
    assert [facts.count(name) for name in names] == [9, 8, 8, 0, 8]
    assert error_of(host, "Không hợp lệ") == ""
    assert "Phiếu: phát ra 9, thu về 8, hợp lệ 8, không hợp lệ 0." in words_shown(host)


def test_the_papers_are_asked_for_only_where_there_are_papers(votes: Callable[[], Host], cell: Cell) -> None:
    add_ballot(cell[0], cell[1], matter="Thông qua nghị quyết")
    host = votes()
    assert "Phát ra" not in words_shown(host).split(" | ")
    press(host, "Hình thức: Phiếu kín")
    assert "Phát ra" in words_shown(host).split(" | ")


def test_the_hour_of_a_vote_says_who_was_there(votes: Callable[[], Host], cell: Cell) -> None:
    desk, meeting, people = cell
    record_attendance(desk, meeting, people[0], "present", left_at=time(20, 30))
    add_ballot(desk, meeting, matter="Thông qua nghị quyết")
    host = votes()
    write(host, "Biểu quyết lúc", "20:15")
    write(host, "Tán thành", "9")
    assert host.sheet().ballots[0].counted.present_official == 9
    write(host, "Biểu quyết lúc", "20:45")
    assert error_of(host, "Tán thành").startswith("Có 9 phiếu, nhưng chỉ 8 đảng viên chính thức có mặt.")


def test_another_reading_of_the_rule_is_offered_only_where_it_turns_the_result(
    votes: Callable[[], Host], cell: Cell
) -> None:
    desk, meeting, _people = cell
    add_ballot(desk, meeting, matter="Đề nghị kết nạp", decision="admission", yes_count=6, no_count=3)
    host = votes()
    button(host, "Đề nghị kết nạp, Phiếu kín · ít nhất hai phần ba, Chưa đủ điều kiện").click()
    press(host, "Không tính người vắng có lý do vào mẫu số")
    said = words_shown(host)
    assert "6 trên 9 tán thành, đạt 66,7 %: đủ điều kiện đề nghị kết nạp." in said
    assert "Tính trên 9 đảng viên chính thức: 14 trừ 2 miễn sinh hoạt không dự" in said
    assert "1 vắng có lý do" in said
    assert "hội nghị thường" not in said
    assert host.sheet().ballots[0].facts.flag("excused_deducted")


def choose(root: QWidget, label: str, choice: str) -> None:
    """Takes a choice of a drop-down list by its key, as Enter in the open list does."""
    box = editor(root, label)
    assert isinstance(box, QComboBox)
    box.setFocus()
    for _ in range(box.count()):
        if box.currentData() == choice:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
