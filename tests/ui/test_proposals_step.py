"""The step "Kiến nghị": answers that came home are announced on the meeting's day, proposals written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.hands import press, words_on
from ui.keys import type_letters
from ui.step_host import Cell, Host, focused, key, lock, make_cell, opened, words_shown, write, written


@pytest.fixture
def cell(tmp_path: Path) -> Cell:
    return make_cell(tmp_path / "cell")


@pytest.fixture
def proposals(cell: Cell, qtbot: QtBot) -> Iterator[Callable[[], Host]]:
    yield from opened(cell, qtbot, "proposals")


def test_an_answer_that_came_home_is_announced_on_the_day_of_the_meeting(
    proposals: Callable[[], Host],
) -> None:
    host = proposals()
    assert "Xã cấp 1 bộ loa, giao trước ngày 20 tháng 11." in words_shown(host)
    press(host, "Đã thông báo trước chi bộ")
    assert host.sheet().to_announce[0].announced_on == date(2026, 11, 5)
    assert "Đã thông báo tại buổi này" in words_on(host)


def test_a_proposal_is_written_with_source_field_place_competence_and_kind(
    proposals: Callable[[], Host],
) -> None:
    host = proposals()
    press(host, "Thêm kiến nghị")
    press(host, "Kiến nghị của: Nhân dân")
    write(host, "Nội dung kiến nghị", "Đề nghị mở lớp xóa mù chữ")
    write(host, "Người nêu", "Bà con bản Nà Hừ")
    write(host, "Lĩnh vực", "giáo dục")
    write(host, "Nơi có việc", "bản Nà Hừ")
    press(host, "Thẩm quyền: Cấp xã")
    press(host, "Tính chất: Việc trong Đảng")
    press(host, "Xong")
    (row,) = host.sheet().proposals
    assert (row.source_label, row.field, row.place) == ("Nhân dân", "giáo dục", "bản Nà Hừ")
    assert (row.competence, row.facts.text("party_matter")) == ("commune", "party")
    assert row.facts.text("raised_by") == "Bà con bản Nà Hừ"
    assert "Đề nghị mở lớp xóa mù chữ, Nhân dân · giáo dục · bản Nà Hừ, Cấp xã" in words_on(host)


def test_words_and_two_digits_are_a_whole_proposal(proposals: Callable[[], Host]) -> None:
    host = proposals()
    key(Qt.Key.Key_F2)
    type_letters(focused(), "Đề nghị xã cấp loa cho bản")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_3)
    key(Qt.Key.Key_2)
    row = host.sheet().proposals[-1]
    assert (row.content, row.source_label, row.competence) == (
        "Đề nghị xã cấp loa cho bản",
        "Nhân dân",
        "commune",
    )
    assert focused().accessibleName() == "Lĩnh vực"


def test_whose_words_they_were_is_asked_only_where_it_was_not_the_cell(proposals: Callable[[], Host]) -> None:
    host = proposals()
    press(host, "Thêm kiến nghị")
    assert "Người nêu" not in words_shown(host)
    press(host, "Kiến nghị của: Đảng viên")
    assert "Người nêu" in words_shown(host)


def test_an_empty_proposal_is_never_written(proposals: Callable[[], Host]) -> None:
    host = proposals()
    press(host, "Thêm kiến nghị")
    press(host, "Thẩm quyền: Cấp xã")
    press(host, "Xong")
    assert host.sheet().proposals == ()


def test_leaving_the_step_writes_what_is_typed(proposals: Callable[[], Host]) -> None:
    host = proposals()
    press(host, "Thêm kiến nghị")
    type_letters(focused(), "Đề nghị đổ bê tông đường vào bản")
    assert host.step.may_leave()
    assert [row.content for row in host.sheet().proposals] == ["Đề nghị đổ bê tông đường vào bản"]
    assert written(host, "Nội dung kiến nghị") == "Đề nghị đổ bê tông đường vào bản"


def test_a_finalised_sheet_takes_no_more_proposals(proposals: Callable[[], Host], cell: Cell) -> None:
    lock(cell[0], cell[1])
    host = proposals()
    assert "Buổi này đã chốt" in words_shown(host)
    assert "Thêm kiến nghị" not in words_on(host)
