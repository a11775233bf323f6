"""The step "Nghị quyết, nhiệm vụ": the paper is begun by its kind, tasks by their words; refusals beside the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.hands import button, error_of, press, words_on
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def decisions(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "decisions")


def test_no_paper_is_written_before_its_kind_is_chosen(decisions: Callable[[], Host]) -> None:
    host = decisions()
    assert "Chưa có nghị quyết hay kết luận." in words_shown(host)
    assert host.sheet().resolution is None


def test_choosing_the_kind_begins_the_paper_with_a_proposed_subject(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Loại văn kiện: Nghị quyết")
    assert written(host, "Trích yếu: về việc") == "lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026"
    write(host, "Phương hướng, nhiệm vụ", "Chống rét cho gia súc.")
    press(host, "Loại văn kiện: Kết luận")
    paper = host.sheet().resolution
    assert paper is not None
    assert (paper.text("kind"), paper.text("direction")) == ("conclusion", "Chống rét cho gia súc.")


def test_a_paper_put_away_comes_back_with_its_words(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Loại văn kiện: Nghị quyết")
    write(host, "Tổ chức thực hiện", "Đảng viên thực hiện.")
    press(host, "Loại văn kiện: Không ra văn kiện")
    assert host.sheet().resolution is None
    press(host, "Loại văn kiện: Kết luận")
    assert written(host, "Tổ chức thực hiện") == "Đảng viên thực hiện."
    paper = host.sheet().resolution
    assert paper is not None
    assert paper.text("kind") == "conclusion"


def test_a_task_is_given_without_the_mouse(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    for words in ("Che chắn chuồng trại", "kiêm", "25/11/2026", "Lù Thị Lả", "12/2026"):
        type_letters(focused(), words)
        key(Qt.Key.Key_Return)
    press(host, "Xong")
    (task,) = host.sheet().given
    assert (task.title, task.leader_name, task.helpers) == (
        "Che chắn chuồng trại",
        "Quàng Văn Kiêm",
        "Lù Thị Lả",
    )
    assert task.facts.shown("report_at") == "12/2026"
    assert (
        "Che chắn chuồng trại, Quàng Văn Kiêm chủ trì · phối hợp: Lù Thị Lả · báo cáo kỳ 12/2026, hạn 25/11/2026"
        in words_on(host)
    )


def test_a_task_left_empty_is_never_written(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    key(Qt.Key.Key_Return)
    press(host, "Xong")
    assert host.sheet().given == ()


def test_what_was_typed_before_the_task_itself_waits_for_it(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Người chủ trì", "kiêm")
    assert host.sheet().given == ()
    assert "Gõ “Nhiệm vụ” trước" in error_of(host, "Nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    (task,) = host.sheet().given
    assert task.leader_name == "Quàng Văn Kiêm"
    assert error_of(host, "Nhiệm vụ") == ""


def test_a_due_day_before_the_meeting_is_refused_beside_it(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    write(host, "Hạn hoàn thành", "01/11/2026")
    assert "trước ngày giao 05/11/2026" in error_of(host, "Hạn hoàn thành")
    assert written(host, "Hạn hoàn thành") == "01/11/2026"
    assert host.sheet().given[0].due_on is None


def test_a_month_to_report_at_is_a_month(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    write(host, "Báo cáo tại kỳ", "2026")
    assert error_of(host, "Báo cáo tại kỳ") == "Ghi kỳ báo cáo là tháng và năm, ví dụ 12/2026."


def test_a_recurring_task_needs_no_day(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Thu đảng phí")
    write(host, "Người chủ trì", "gtd")
    press(host, "Nhiệm vụ thường xuyên, kỳ nào cũng báo cáo")
    press(host, "Xong")
    assert host.sheet().given[0].recurring
    assert "Chưa có hạn" not in words_on(host)


def test_a_task_is_put_away(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    press(host, "Bỏ nhiệm vụ này")
    assert host.sheet().given == ()
    assert "Chưa giao nhiệm vụ nào" in words_shown(host)


def test_a_finalised_sheet_gives_no_more_tasks(decisions: Callable[[], Host], cell: Cell) -> None:
    lock(cell[0], cell[1])
    host = decisions()
    assert "Buổi này đã chốt" in words_shown(host)
    assert not button(host, "Loại văn kiện: Nghị quyết").isEnabled()
