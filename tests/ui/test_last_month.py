"""The step "Tháng trước": every task told by one key and a few words; nothing written that nobody said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.meetings import add_meeting
from ui.hands import editor, error_of, press, words_on
from ui.keys import press as press_key
from ui.keys import type_letters
from ui.step_host import TASKS, Cell, Host, focused, key, lock, make_cell, opened, words_shown, write


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def last_month(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "last_month")


def digit(number: str) -> None:
    """A digit where the keyboard is."""
    press_key(focused(), Qt.Key(Qt.Key.Key_0 + int(number)), number)


def reports(host: Host) -> list[tuple[str, str]]:
    return [
        (task.report.text("state"), task.report.text("result")) if task.report else ("", "")
        for task in host.sheet().due_before
    ]


def test_each_unfinished_task_is_there_with_who_by_when_and_how_late(last_month: Callable[[], Host]) -> None:
    said = words_shown(last_month())
    for title, _, _ in TASKS:
        assert title in said
    assert "Lù Thị Lả chủ trì · hạn 05/10/2026 · giao kỳ tháng 10 năm 2026" in said
    assert "Chậm 1 tháng" in words_on(last_month())
    assert "đã báo cáo 0 trên 3 việc" in said


def test_three_tasks_are_told_with_one_key_and_enter_each(last_month: Callable[[], Host]) -> None:
    host = last_month()
    for state, words in (("1", "Đã xong."), ("2", "Còn 120 m."), ("3", "Chưa có lớp.")):
        digit(state)
        type_letters(focused(), words)
        key(Qt.Key.Key_Return)
    assert reports(host) == [("done", "Đã xong."), ("ongoing", "Còn 120 m."), ("not_done", "Chưa có lớp.")]
    assert focused() is editor(host, "Đánh giá kết quả tháng trước")
    assert "đã báo cáo 3 trên 3 việc" in words_shown(host)


def test_a_result_without_a_state_waits_and_says_what_is_missing(last_month: Callable[[], Host]) -> None:
    host = last_month()
    write(host, "Kết quả thực hiện", "Đã lập danh sách.")
    assert reports(host)[0] == ("", "")
    assert "Chọn kết quả trước: phím 1 hoàn thành" in words_shown(host)
    host.step.take_focus()
    digit("1")
    assert reports(host)[0] == ("done", "Đã lập danh sách.")


def test_a_digit_in_the_words_is_a_digit(last_month: Callable[[], Host]) -> None:
    host = last_month()
    digit("2")
    type_letters(focused(), "3 hộ")
    key(Qt.Key.Key_Return)
    assert reports(host)[0] == ("ongoing", "3 hộ")


def test_the_month_praise_and_reminders_are_kept(last_month: Callable[[], Host]) -> None:
    host = last_month()
    write(host, "Đánh giá kết quả tháng trước", "Hoàn thành 2 trên 3 việc.")
    write(host, "Biểu dương", "Đồng chí Pờ Go Hừ.")
    write(host, "Nhắc nhở, phê bình", "Không có.")
    meeting = host.sheet().meeting
    assert [meeting.text(name) for name in ("last_month", "praised", "reminded")] == [
        "Hoàn thành 2 trên 3 việc.",
        "Đồng chí Pờ Go Hừ.",
        "Không có.",
    ]


def test_a_finalised_month_cannot_be_typed_into(last_month: Callable[[], Host], cell: Cell) -> None:
    lock(cell[0], cell[1])
    host = last_month()
    assert "Buổi này đã chốt" in words_shown(host)
    assert not editor(host, "Đánh giá kết quả tháng trước").isEnabled()


def test_a_task_nobody_told_about_is_found_from_the_list_of_what_is_missing(
    last_month: Callable[[], Host],
) -> None:
    host = last_month()
    second = host.sheet().due_before[1]
    host.step.show_place(second.id, "state")
    digit("1")
    assert [state for state, _ in reports(host)] == ["", "done", ""]


def test_how_much_is_done_is_asked_only_of_what_goes_on(last_month: Callable[[], Host]) -> None:
    host = last_month()
    assert "Đã làm được (%)" not in words_shown(host)
    digit("2")
    write(host, "Đã làm được (%)", "70")
    report = host.sheet().due_before[0].report
    assert report is not None
    assert report.count("percent_done") == 70
    write(host, "Đã làm được (%)", "100")
    assert "Chọn kết quả “Hoàn thành”" in error_of(host, "Đã làm được (%)")


def test_enter_in_the_words_goes_to_the_next_task_past_the_share(last_month: Callable[[], Host]) -> None:
    host = last_month()
    digit("2")
    type_letters(focused(), "Còn 2 hộ.")
    key(Qt.Key.Key_Return)
    digit("1")
    assert [state for state, _ in reports(host)] == ["ongoing", "done", ""]


def test_the_share_of_what_is_due_is_said_as_the_score_counts_it(last_month: Callable[[], Host]) -> None:
    host = last_month()
    assert "Việc đến hạn: đã hoàn thành 0 trên 3, 0,0 %, còn 3 việc chưa ghi kết quả." in words_shown(host)
    for state in ("1", "1", "2"):
        digit(state)
        key(Qt.Key.Key_Return)
    assert "đã hoàn thành 2 trên 3, 66,7 %. Con số này dùng khi chấm điểm." in words_shown(host)


def earlier_task(cell: Cell, **fields: object) -> str:
    """A task given in September."""
    desk = cell[0]
    _, september = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5))
    return add_assignment(desk, september, **fields)[1]  # type: ignore[arg-type]


def test_a_standing_task_is_ended_here(last_month: Callable[[], Host], cell: Cell) -> None:
    task = earlier_task(cell, title="Thu đảng phí", recurring=True)
    host = last_month()
    host.step.show_place(task, "state")
    press(host, "Kết thúc việc này, kỳ sau không nhắc lại")
    assert "Chọn kết quả trước" in words_shown(host)
    digit("1")
    press(host, "Kết thúc việc này, kỳ sau không nhắc lại")
    (report,) = [row.report for row in host.sheet().due_before if row.id == task]
    assert report is not None
    assert report.flag("ended")


def test_a_milestone_of_this_month_is_said(last_month: Callable[[], Host], cell: Cell) -> None:
    earlier_task(cell, title="Chuyên đề giảm nghèo", due_on=date(2026, 11, 30), milestone="interim")
    assert "Sơ kết kỳ này" in words_on(last_month())
