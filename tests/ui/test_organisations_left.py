"""Promises of the forms and the card about mergers: all that lacks is said at once, what is left to do has its button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure_successions import merge_into_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.roster import list_members
from chibo_desktop.ui.frame import Frame
from exchange.province import Province, make_province
from ui.hands import error_of, open_window, press, shown, words_on, write
from ui.structure_hands import below, lines

NEW = "Chi bộ bản Nà Thơm"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        yield made


@pytest.fixture
def cells(province: Province) -> list[str]:
    """Two cells typed for, of three and four members."""
    found = []
    for place, name in enumerate(("Nà Hừ", "Pa Thơm")):
        found.append(add_cell(province.commune, name=f"Chi bộ bản {name}")[1])
        make_members(province.commune.for_organisation(found[-1]), 3 + place)
    return found


def open_cell(frame: Frame, name: str) -> None:
    press(frame, next(line for line in lines(frame) if line.startswith(name)))


def buttons(frame: Frame) -> list[str]:
    return [one.accessibleName() for one in shown(frame, QAbstractButton)]


def test_the_form_says_all_that_lacks_and_both_that_end(
    qtbot: QtBot, province: Province, cells: list[str]
) -> None:
    window, frame = below(qtbot, province.commune)
    open_cell(frame, "Chi bộ bản Nà Hừ")
    press(frame, "Sáp nhập")
    write(frame, "Sáp nhập vào", "Lập mới …")
    press(frame, "Ghi sáp nhập")
    for label in ("Tên chi bộ lập mới", "Cùng sáp nhập với", "Từ ngày"):
        assert error_of(frame, label), label
    write(frame, "Cùng sáp nhập với", "Chi bộ bản Pa Thơm")
    assert "Chi bộ bản Nà Hừ và Chi bộ bản Pa Thơm thôi hoạt động" in words_on(frame)
    window.close()


def test_after_a_merger_the_card_moves_the_members_by_one_press(
    qtbot: QtBot, province: Province, cells: list[str]
) -> None:
    desk = province.commune
    window, frame = below(qtbot, desk)
    open_cell(frame, "Chi bộ bản Nà Hừ")
    press(frame, "Sáp nhập")
    write(frame, "Sáp nhập vào", "Lập mới …")
    write(frame, "Tên chi bộ lập mới", NEW)
    write(frame, "Cùng sáp nhập với", "Chi bộ bản Pa Thơm")
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi sáp nhập")
    assert f"Còn phải làm: chuyển 7 đảng viên sang {NEW}" in words_on(frame)
    assert "3 ở Chi bộ bản Nà Hừ, 4 ở Chi bộ bản Pa Thơm" in words_on(frame)
    press(frame, "Chuyển 7 đảng viên")
    assert f"Đã chuyển 7 đảng viên sang {NEW}." in words_on(frame)
    assert "Còn phải làm" not in words_on(frame)
    new = next(cell for cell in desk.books if ":" not in cell and _name(desk, cell) == NEW)
    assert len(list_members(desk.store, new, desk.today)) == 7
    window.close()


def _name(desk: Desk, cell: str) -> str:
    return str(desk.store.value("SELECT name FROM organisation WHERE id = ?", (cell,)))


def test_the_list_of_cells_typed_for_says_which_ended_and_who_is_still_on_their_lists(
    qtbot: QtBot, province: Province, cells: list[str]
) -> None:
    merge_into_new(province.commune, cells, name=NEW, on=date(2026, 3, 1))
    window, _ = open_window(province.commune, "meetings")
    qtbot.addWidget(window)
    said = words_on(window)
    assert "Chi bộ bản Nà Hừ, mở để xem; còn 3 đảng viên chưa chuyển, Thôi hoạt động từ 01/03/2026" in said
    assert f"Còn phải làm: chuyển 7 đảng viên sang {NEW}" in said
    press(window, "Chuyển 7 đảng viên")
    assert "Chi bộ bản Nà Hừ, mở để xem, Thôi hoạt động từ 01/03/2026" in words_on(window)
    window.close()


def test_one_that_begins_later_says_from_when(qtbot: QtBot, province: Province, cells: list[str]) -> None:
    merge_into_new(province.commune, cells, name=NEW, on=date(2026, 12, 1))
    window, frame = below(qtbot, province.commune)
    assert f"{NEW}, từ 01/12/2026" in lines(frame)
    open_cell(frame, NEW)
    assert "Từ ngày 01/12/2026 bấm chuyển ở đây." in words_on(frame)
    assert not [name for name in buttons(frame) if name.startswith("Chuyển 7")]
    window.close()


def test_where_there_is_nowhere_to_move_to_a_sentence_says_who_writes_it(
    qtbot: QtBot, province: Province, cells: list[str]
) -> None:
    window, frame = below(qtbot, province.commune)
    open_cell(frame, "Chi bộ bản Nà Hừ")
    press(frame, "Chuyển nơi trực thuộc")
    assert "Chuyển sang xã khác do cấp tỉnh ghi" in words_on(frame)
    assert "Ghi nơi trực thuộc" not in buttons(frame)
    press(frame, "Đóng")
    assert "Sáp nhập" in buttons(frame)
    window.close()
