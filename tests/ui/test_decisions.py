"""The step "Nghị quyết, nhiệm vụ": the paper is begun by its kind, tasks by their words; refusals beside the field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.meetings import change_agenda_item, change_meeting
from chibo_desktop.lists.meeting_sheet import meeting_sheet
from ui.hands import button, editor, error_of, press, words_on
from ui.hands import write as choose
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def decisions(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "decisions")


def empty(host: Host, label: str) -> None:
    """Takes everything out of the field of that label, and goes on."""
    field = editor(host, label)
    assert isinstance(field, QPlainTextEdit | QLineEdit)
    field.setFocus()
    field.selectAll()
    key(Qt.Key.Key_Delete)
    key(Qt.Key.Key_Tab)


def test_no_paper_is_written_before_its_kind_is_chosen(decisions: Callable[[], Host]) -> None:
    host = decisions()
    assert "Chưa có văn kiện." in words_shown(host)
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


def test_tasks_are_given_one_after_the_other_without_the_mouse(decisions: Callable[[], Host]) -> None:
    host = decisions()
    key(Qt.Key.Key_F2)
    for title, leader in (("Che chắn chuồng trại", "kiêm"), ("Thu đảng phí", "gtd")):
        type_letters(focused(), title)
        key(Qt.Key.Key_Return)
        assert focused() is editor(host, "Người chủ trì")
        type_letters(focused(), leader)
        key(Qt.Key.Key_Return)
        assert focused() is editor(host, "Hạn hoàn thành")
        assert written(host, "Hạn hoàn thành") == "04/12/2026"
        key(Qt.Key.Key_Return)
    assert focused() is editor(host, "Nhiệm vụ")
    press(host, "Tiếp: Kiến nghị")
    assert host.asked_for == ["proposals"]
    assert "Bỏ nhiệm vụ này" not in words_on(host)
    assert [(row.title, row.leader_name, row.due_on) for row in host.sheet().given] == [
        ("Che chắn chuồng trại", "Quàng Văn Kiêm", date(2026, 12, 4)),
        ("Thu đảng phí", "Giàng Thị Dua", date(2026, 12, 4)),
    ]
    assert "Che chắn chuồng trại, Quàng Văn Kiêm chủ trì, hạn 04/12/2026" in words_on(host)


def test_a_day_typed_over_the_proposed_one_is_taken(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    for words in ("Che chắn chuồng trại", "kiêm", "25/11/2026"):
        type_letters(focused(), words)
        key(Qt.Key.Key_Return)
    assert [row.due_on for row in host.sheet().given] == [date(2026, 11, 25)]


def test_a_proposed_day_that_was_emptied_is_not_written(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    empty(host, "Hạn hoàn thành")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    assert [row.due_on for row in host.sheet().given] == [None]


def test_several_help_and_names_are_offered_after_each_comma(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Che chắn chuồng trại")
    field = editor(host, "Phối hợp (nếu có)")
    field.setFocus()
    for words in ("Ban công tác Mặt trận, la", ", kiê"):
        type_letters(field, words)
        QTest.keyClick(QApplication.activePopupWidget() or field, Qt.Key.Key_Return)
    field.clearFocus()
    assert host.sheet().given[0].helpers == "Ban công tác Mặt trận, Lù Thị Lả, Quàng Văn Kiêm"


def test_what_is_unusual_of_a_task_is_said_on_its_line(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    write(host, "Nhiệm vụ", "Chuyên đề giảm nghèo")
    choose(host, "Mốc kiểm điểm", "Sơ kết")
    write(host, "Báo cáo tại kỳ", "12/2026")
    press(host, "Xong")
    (task,) = host.sheet().given
    assert task.facts.text("milestone") == "interim"
    assert "Chuyên đề giảm nghèo, báo cáo kỳ 12/2026 · sơ kết, Chưa có người chủ trì" in words_on(host)


def test_an_empty_task_goes_with_enter_and_is_never_written(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    key(Qt.Key.Key_Return)
    assert focused() is button(host, "Thêm nhiệm vụ")
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
    assert host.sheet().given[0].due_on == date(2026, 12, 4)


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
    assert written(host, "Hạn hoàn thành") == ""
    press(host, "Xong")
    (task,) = host.sheet().given
    assert (task.recurring, task.due_on) == (True, None)
    assert "Chưa có hạn" not in words_on(host)


def test_the_proposed_day_comes_back_when_a_task_is_no_standing_one(decisions: Callable[[], Host]) -> None:
    host = decisions()
    press(host, "Thêm nhiệm vụ")
    for there in ("", "04/12/2026"):
        press(host, "Nhiệm vụ thường xuyên, kỳ nào cũng báo cáo")
        assert written(host, "Hạn hoàn thành") == there


def test_the_paper_is_drafted_when_it_is_begun_and_the_empty_rest_when_asked(
    decisions: Callable[[], Host], cell: Cell
) -> None:
    desk, meeting, _ = cell
    sheet = meeting_sheet(desk.store, meeting)
    assert sheet is not None
    change_agenda_item(desk, sheet.agenda[2].facts.id, conclusion="Chống rét cho gia súc.")
    host = decisions()
    assert "Soạn phần còn trống" not in words_on(host)
    key(Qt.Key.Key_1)
    assert written(host, "Phương hướng, nhiệm vụ").startswith("Chống rét cho gia súc.\nTiếp tục thực hiện")
    assert "Đọc lại, sửa chỗ chưa đúng" in words_shown(host)
    write(host, "Phương hướng, nhiệm vụ", "Làm đường.")
    change_meeting(desk, meeting, last_month="Chi bộ làm tốt.")
    empty(host, "Tổ chức thực hiện")
    press(host, "Soạn phần còn trống")
    assert written(host, "Đánh giá kết quả lãnh đạo") == "Chi bộ làm tốt."
    assert written(host, "Phương hướng, nhiệm vụ") == "Làm đường."
    assert "Soạn phần còn trống" not in words_on(host)


def test_a_kind_offers_only_the_papers_that_may_close_it(decisions: Callable[[], Host], cell: Cell) -> None:
    change_meeting(cell[0], cell[1], kind="committee")
    host = decisions()
    assert "Loại văn kiện: Nghị quyết" not in words_on(host)
    key(Qt.Key.Key_1)
    paper = host.sheet().resolution
    assert paper is not None
    assert paper.text("kind") == "conclusion"


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
