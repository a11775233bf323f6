"""The organisations below at the body above communes: who is told, what is marked, what bodies are; and what a desk says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.structure import place_organisation
from chibo_desktop.lists.materials import received
from chibo_desktop.lists.structure import tree_rows
from exchange.province import Province, join, make_province
from exchange.province import make_desk as make_other
from ui.hands import make_desk, open_window, press, shown, words_on, write
from ui.structure_hands import below, lines


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        made.send(made.cell, made.commune)
        made.send(made.commune, made.upper)
        yield made


def test_a_cell_that_moved_is_marked_and_both_communes_hear_of_it(
    qtbot: QtBot, tmp_path: Path, province: Province
) -> None:
    other = make_other(tmp_path / "other", province.clock, "commune", "Đảng bộ xã Pa Nậm")
    join(other, province.upper)
    province.send(other, province.upper)
    window, frame = below(qtbot, province.upper)
    press(frame, next(line for line in lines(frame) if line.startswith("Chi bộ bản Suối Lanh")))
    press(frame, "Chuyển nơi trực thuộc")
    assert "lập sổ mới rồi xin nối theo giấy mời của đảng bộ mới" in words_on(frame)
    write(frame, "Trực thuộc", "Đảng bộ xã Pa Nậm")
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi nơi trực thuộc")
    assert "Thông báo đi theo gói tới cho" in words_on(frame)
    assert "Chi bộ bản Suối Lanh, chưa nối nơi mới" in lines(frame)
    assert "còn đi qua Đảng bộ xã Mường Sáy" in words_on(frame)
    assert "nối xong thì bấm Lập mới thay thế" in words_on(frame)
    assert not [one for one in shown(frame, QAbstractButton) if one.accessibleName() == "Làm giấy mời"]
    for commune in (province.commune, other):
        province.send(province.upper, commune)
        assert "Chi bộ bản Suối Lanh" in received(commune.store, commune.organisation_id)[0].title
    other.close()
    window.close()


def test_one_that_comes_directly_under_this_body_leads_to_the_invitations(
    qtbot: QtBot, province: Province
) -> None:
    upper, cell = province.upper, province.cell.organisation_id
    place_organisation(upper, cell, parent_id=upper.organisation_id, from_on=date(2026, 3, 1))
    window, frame = below(qtbot, upper)
    press(frame, next(line for line in lines(frame) if line.startswith("Chi bộ bản Suối Lanh")))
    press(frame, "Làm giấy mời")
    assert "Mời cấp dưới nối vào" in words_on(frame)
    window.close()


def test_the_box_unticked_nobody_hears_of_it(qtbot: QtBot, province: Province) -> None:
    window, frame = below(qtbot, province.upper)
    press(frame, next(line for line in lines(frame) if line.startswith("Chi bộ bản Suối Lanh")))
    press(frame, "Đổi tên")
    write(frame, "Tên mới", "Chi bộ bản Suối Bạc")
    write(frame, "Từ ngày", "1/3/2026")
    next(one for one in shown(frame, QCheckBox) if "thông báo" in one.text()).click()
    press(frame, "Ghi tên này")
    assert "Thông báo đi theo gói tới" not in words_on(frame)
    assert province.upper.store.value("SELECT COUNT(*) FROM material") == 0
    window.close()


def test_what_bodies_are_is_counted_by_sort_and_the_level_ends_only_while_a_district_stands(
    qtbot: QtBot, tmp_path: Path
) -> None:
    upper = make_desk(tmp_path, "upper").desk
    window, frame = below(qtbot, upper)
    ending = "Kết thúc cấp huyện"
    assert ending not in [one.accessibleName() for one in shown(frame, QAbstractButton)]
    for name, level, sort in (
        ("Đảng bộ huyện Nậm Ngà", "Đảng bộ huyện (trước 7/2025)", "Huyện"),
        ("Đảng bộ thành phố Nậm Sơn", "Đảng bộ huyện (trước 7/2025)", "Thành phố"),
        ("Đảng bộ Quân sự tỉnh", "Đảng bộ xã, phường", "Lực lượng vũ trang"),
        ("Đảng bộ xã Pa Nậm", "Đảng bộ xã, phường", "như tên cấp"),
    ):
        press(frame, "Ghi tổ chức cũ")
        write(frame, "Tên đầy đủ", name)
        write(frame, "Loại", level)
        write(frame, "Loại hình", sort)
        press(frame, "Ghi tổ chức này")
    counted = "1 đảng bộ huyện, 1 đảng bộ thành phố, 1 đảng bộ lực lượng vũ trang, 1 đảng bộ xã, phường"
    assert counted in words_on(frame)
    press(frame, ending)
    press(frame, "Ghi kết thúc cấp huyện")
    assert ending not in [one.accessibleName() for one in shown(frame, QAbstractButton)]
    assert "1 đảng bộ lực lượng vũ trang, 1 đảng bộ xã, phường." in words_on(frame)
    window.close()


def test_a_desk_says_itself_what_it_is(qtbot: QtBot, province: Province) -> None:
    for desk, label, words in (
        (province.cell, "Loại địa bàn", "Doanh nghiệp"),
        (province.commune, "Loại hình đảng bộ", "Phường"),
    ):
        window, frame = open_window(desk, "settings")
        qtbot.addWidget(window)
        write(frame, label, words)
    province.send(province.cell, province.commune)
    province.send(province.commune, province.upper)
    rows = tree_rows(province.upper.store, province.upper.organisation_id, province.upper.today)
    assert [(row.kind_label, row.area_label) for row in rows] == [
        ("Đảng bộ phường", ""),
        ("Chi bộ", "Doanh nghiệp"),
    ]
