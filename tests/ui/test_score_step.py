"""The step "Chấm điểm": proposals with their proof, points by digits, reasons in place, the running total, the lock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.meetings import change_meeting
from chibo_desktop.actions.scoring import choose_frame, give_points
from chibo_desktop.base.dates import read_time
from chibo_desktop.lists.scoring import ScoreRow, score_of, score_sheet
from ui.hands import editor, press, shown
from ui.keys import press as press_key
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, written

LOCAL = "score_08kh"


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    made = make_cell(tmp_path / "cell")
    change_meeting(made[0], made[1], ended_at=read_time("21:00"))
    return made


@pytest.fixture
def score(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "score")


def row(host: Host, code: str) -> ScoreRow:
    sheet = score_sheet(host.desk.store, host.sheet().meeting)
    found = sheet.row(code) if sheet else None
    assert found is not None
    return found


def digits(host: Host, typed: str) -> None:
    """Digits where the keyboard is."""
    for each in typed:
        press_key(focused(), Qt.Key(Qt.Key.Key_0 + int(each)), each)


def lines(host: Host) -> list[str]:
    """What a screen reader says of each line."""
    (view,) = shown(host, QListView)
    model = view.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [str(model.index(place, 0).data(role)) for place in range(model.rowCount())]
    return [each.replace("\u00a0", " ") for each in said]


def current(host: Host) -> str:
    (view,) = shown(host, QListView)
    return str(view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))


def test_every_item_says_its_points_where_they_come_from_and_the_proof(score: Callable[[], Host]) -> None:
    said = lines(score())
    assert said[0] == (
        "1, Chấp hành thời gian, thời lượng sinh hoạt, 5 trên 5 điểm, theo số liệu, "
        "Sinh hoạt 90 phút, quy định 90 phút."
    )
    assert "3.1, Chuẩn bị nội dung sinh hoạt, – trên 5 điểm, cần người chấm" in said
    assert "10/100 · còn 8 mục" in words_shown(score())


def test_looking_writes_nothing_and_the_first_points_begin_the_score(
    score: Callable[[], Host], cell: Cell
) -> None:
    host = score()
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Up)
    assert score_of(cell[0].store, cell[1]) is None
    digits(host, "4")
    assert score_of(cell[0].store, cell[1]) is not None
    assert row(host, "3.1").points == 4


def test_the_keyboard_stands_on_the_first_item_that_waits_and_enter_leads_to_the_next(
    score: Callable[[], Host],
) -> None:
    host = score()
    assert current(host).startswith("3.1,")
    digits(host, "5")
    key(Qt.Key.Key_Return)
    assert current(host).startswith("3.2,")


def test_a_number_of_two_digits_is_one_number(score: Callable[[], Host], cell: Cell) -> None:
    host = score()
    host.step.show_place("", "4.2")
    digits(host, "19")
    key(Qt.Key.Key_Down)
    assert row(host, "4.2").points == 19
    assert current(host).startswith("4.3,")
    digits(host, "1")
    assert row(host, "4.3").points is None
    key(Qt.Key.Key_Down)
    assert row(host, "4.3").points == 1


def test_space_gives_the_most_and_delete_gives_it_back_to_the_facts(score: Callable[[], Host]) -> None:
    host = score()
    key(Qt.Key.Key_Space)
    assert row(host, "3.1").points == 5
    key(Qt.Key.Key_Delete)
    assert row(host, "3.1").points is None


def test_more_than_an_item_can_get_is_refused_in_place(score: Callable[[], Host]) -> None:
    host = score()
    digits(host, "9")
    assert row(host, "3.1").points is None
    assert "Mục 3.1 từ 0 đến 5. Gõ lại điểm." in words_shown(host)
    digits(host, "3")
    assert "Gõ lại điểm" not in words_shown(host)
    assert row(host, "3.1").points == 3


def test_a_departure_asks_for_its_reason_at_once_and_enter_goes_on(score: Callable[[], Host]) -> None:
    host = score()
    host.step.show_place("", "1")
    digits(host, "3")
    assert focused() is editor(host, "Lý do, mục 1")
    type_letters(focused(), "Bắt đầu muộn 20 phút.")
    key(Qt.Key.Key_Return)
    assert row(host, "1").reason == "Bắt đầu muộn 20 phút."
    assert current(host).startswith("3.1,")
    assert isinstance(focused(), QListView)


def test_a_reason_half_typed_survives_and_is_written_when_the_step_is_left(score: Callable[[], Host]) -> None:
    host = score()
    host.step.show_place("", "1")
    digits(host, "3")
    type_letters(focused(), "Mưa to")
    assert host.step.may_leave()
    assert row(host, "1").reason == "Mưa to"


def test_the_proof_leads_to_the_step_behind_it(score: Callable[[], Host]) -> None:
    host = score()
    host.step.show_place("", "2")
    press(host, "Xem bước Điểm danh")
    assert host.asked_for == ["roll_call"]


def test_weaknesses_named_before_any_points_begin_the_score_and_stay(
    score: Callable[[], Host], cell: Cell
) -> None:
    host = score()
    field = editor(host, "Hạn chế, cách khắc phục")
    field.setFocus()
    type_letters(field, "Còn ít ý kiến.")
    host.step.may_leave()
    found = score_of(cell[0].store, cell[1])
    assert found is not None
    assert found.text("weaknesses") == "Còn ít ý kiến."


def test_weaknesses_being_typed_stay_when_somebody_else_begins_the_score(
    score: Callable[[], Host], cell: Cell
) -> None:
    host = score()
    field = editor(host, "Hạn chế, cách khắc phục")
    field.setFocus()
    type_letters(field, "Còn ít ý")
    give_points(cell[0], cell[1], "5", 4)
    host.refresh()
    assert written(host, "Hạn chế, cách khắc phục") == "Còn ít ý"
    type_letters(field, " kiến.")
    host.step.may_leave()
    found = score_of(cell[0].store, cell[1])
    assert found is not None
    assert found.text("weaknesses") == "Còn ít ý kiến."


def test_another_frame_shows_its_own_items(score: Callable[[], Host], cell: Cell) -> None:
    choose_frame(cell[0], cell[1], LOCAL)
    said = lines(score())
    assert said[1] == "2, Tỷ lệ đảng viên dự sinh hoạt, 5 trên 5 điểm"
    assert any(each.startswith("4.3,") and "không tính" in each for each in said)


def test_an_item_that_is_not_applied_takes_no_points(score: Callable[[], Host], cell: Cell) -> None:
    choose_frame(cell[0], cell[1], LOCAL)
    host = score()
    host.step.show_place("", "4.3")
    digits(host, "5")
    key(Qt.Key.Key_Space)
    assert row(host, "4.3").points is None


def test_not_scoring_after_all_takes_everything_back(score: Callable[[], Host], cell: Cell) -> None:
    host = score()
    digits(host, "4")
    press(host, "Không chấm buổi này")
    assert score_of(cell[0].store, cell[1]) is None
    assert "10/100 · còn 8 mục" in words_shown(host)


def test_the_total_and_the_grade_stand_there_once_everything_is_judged(
    score: Callable[[], Host], cell: Cell
) -> None:
    sheet = score_sheet(cell[0].store, score().sheet().meeting)
    assert sheet is not None
    for code in sheet.total.lacking:
        give_points(cell[0], cell[1], code, 4)
    host = score()
    assert "42/100 · Kém" in words_shown(host)
    key(Qt.Key.Key_Return)
    assert host.asked_for == ["read_back"]


def test_a_finalised_score_is_only_looked_at(score: Callable[[], Host], cell: Cell) -> None:
    sheet = score_sheet(cell[0].store, score().sheet().meeting)
    assert sheet is not None
    for code in sheet.total.lacking:
        give_points(cell[0], cell[1], code, 4)
    lock(cell[0], cell[1])
    host = score()
    key(Qt.Key.Key_Space)
    digits(host, "1")
    assert row(host, "3.1").points == 4
    assert "Buổi này đã chốt" in words_shown(host)
    assert not editor(host, "Hạn chế, cách khắc phục").isEnabled()
