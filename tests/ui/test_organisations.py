"""Tổ chức bên dưới: the tree of a day, a decision written from one organisation's card, refusals beside their field, drafts kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visits import plan_visit
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.places import hand_figures, places_served
from chibo_desktop.lists.put_away import list_put_away
from chibo_desktop.lists.structure import gone_rows, tree_rows
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.ui import look
from chibo_desktop.ui.editors.help_topics import topic_at, topics
from chibo_desktop.ui.editors.organisations import OrganisationsView
from chibo_desktop.ui.editors.organisations_card import OrganisationPanel
from chibo_desktop.ui.frame import Frame
from ui.fitting import cut
from ui.hands import (
    editor,
    error_of,
    make_desk,
    open_window,
    press,
    shown,
    words_on,
    write,
)
from ui.structure_hands import below, lines

NAMES = ("Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm")


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    return make_desk(tmp_path, "commune").desk


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Two cells typed for, there before the window opens."""
    return [add_cell(commune, name=name)[1] for name in NAMES]


@pytest.fixture
def frame(qtbot: QtBot, commune: Desk, cells: list[str]) -> Iterator[Frame]:
    window, frame = below(qtbot, commune)
    yield frame
    window.close()


def open_cell(frame: Frame, name: str = NAMES[0]) -> None:
    press(frame, f"{name}, chưa ghi loại địa bàn · nhập thay ở đây")


def names(desk: Desk, day: date) -> list[str]:
    return [row.name for row in tree_rows(desk.store, desk.organisation_id, day)]


def test_a_cell_is_renamed_from_a_day_and_the_tree_of_each_day_says_its_name(
    frame: Frame, commune: Desk
) -> None:
    open_cell(frame)
    press(frame, "Đổi tên")
    write(frame, "Tên mới", "Chi bộ bản Nà Hừ Mới")
    press(frame, "Ghi tên này")
    assert "Gõ ngày bắt đầu" in error_of(frame, "Từ ngày")
    write(frame, "Từ ngày", "1/7/2025")
    write(frame, "Quyết định", "QĐ 12")
    press(frame, "Ghi tên này")
    assert "Đã ghi tên “Chi bộ bản Nà Hừ Mới”." in words_on(frame)
    assert "Chi bộ bản Nà Hừ Mới" in names(commune, date(2025, 7, 1))
    write(frame, "Xem ngày", "30/6/2025")
    open_cell(frame)


def test_a_period_written_wrongly_is_put_away_from_its_line(frame: Frame, commune: Desk) -> None:
    open_cell(frame)
    press(frame, "Kết thúc hoạt động")
    write(frame, "Thôi hoạt động từ ngày", "1/3/2026")
    press(frame, "Ghi kết thúc")
    assert NAMES[0] not in names(commune, date(2026, 3, 1))
    press(frame, f"{NAMES[0]}, đến hết 28/02/2026 · thuộc Đảng bộ xã Mường Sáy")
    press(frame, "Cho vào lưu trữ")
    assert NAMES[0] in names(commune, date(2026, 3, 1))
    assert NAMES[0] in [
        row.name for row in list_put_away(commune.store, commune.organisation_id, commune.today)
    ]


def test_two_cells_become_a_new_one(frame: Frame, commune: Desk, cells: list[str]) -> None:
    open_cell(frame)
    press(frame, "Sáp nhập")
    press(frame, "Ghi sáp nhập")
    assert "Chọn tổ chức" in error_of(frame, "Sáp nhập vào")
    write(frame, "Sáp nhập vào", "Lập mới …")
    write(frame, "Tên chi bộ lập mới", "Chi bộ bản Nà Thơm")
    write(frame, "Cùng sáp nhập với", NAMES[1])
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi sáp nhập")
    assert names(commune, date(2026, 3, 1)) == ["Chi bộ bản Nà Thơm"]
    assert names(commune, date(2026, 2, 28)) == list(NAMES)
    new = organisations(commune.store).at(date(2026, 3, 1)).below(commune.organisation_id)[0]
    assert set(line_of(commune.store, new)) == {new, *cells}
    assert [name for _, name in gone_rows(commune.store, commune.organisation_id, date(2026, 3, 1))] == list(
        NAMES
    )


def test_a_name_that_is_taken_leaves_no_half_merger(frame: Frame, commune: Desk, cells: list[str]) -> None:
    open_cell(frame)
    press(frame, "Sáp nhập")
    write(frame, "Sáp nhập vào", "Lập mới …")
    write(frame, "Tên chi bộ lập mới", NAMES[1])
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi sáp nhập")
    assert "Lập mới thay thế" in error_of(frame, "Cùng sáp nhập với")
    write(frame, "Cùng sáp nhập với", NAMES[1])
    press(frame, "Ghi sáp nhập")
    assert "Đã có" in error_of(frame, "Tên chi bộ lập mới")
    assert names(commune, date(2026, 3, 1)) == list(NAMES)


def test_splitting_lets_the_old_one_go_on_unless_it_is_unticked(
    frame: Frame, commune: Desk, cells: list[str]
) -> None:
    open_cell(frame)
    press(frame, "Chia tách")
    write(frame, "Tổ chức được tách ra", "Lập mới …")
    write(frame, "Tên chi bộ lập mới", "Chi bộ bản Nà Hừ 2")
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi chia tách")
    assert names(commune, date(2026, 3, 1)) == [NAMES[0], "Chi bộ bản Nà Hừ 2", NAMES[1]]


def test_what_is_typed_stays_when_the_card_is_left_and_is_gone_when_it_is_written(
    frame: Frame, commune: Desk
) -> None:
    open_cell(frame)
    press(frame, "Kết thúc hoạt động")
    write(frame, "Quyết định", "QĐ 21-QĐ/ĐU")
    press(frame, "Đóng")
    press(frame, "Kết thúc hoạt động")
    field = editor(frame, "Quyết định")
    assert isinstance(field, QLineEdit)
    assert field.text() == "QĐ 21-QĐ/ĐU"
    write(frame, "Thôi hoạt động từ ngày", "1/3/2026")
    press(frame, "Ghi kết thúc")
    assert NAMES[0] not in names(commune, date(2026, 3, 1))
    assert commune.store.value("SELECT COUNT(*) FROM draft") == 0


def test_area_and_flags_of_a_cell_typed_for_are_kept_as_they_are_chosen(
    frame: Frame, commune: Desk, cells: list[str]
) -> None:
    open_cell(frame)
    write(frame, "Loại địa bàn", "Bản")
    for box in shown(frame, QCheckBox):
        box.click()
    node = organisations(commune.store).at(commune.today).nodes[cells[0]]
    assert (node.area, node.is_grassroots, node.is_difficult) == ("hamlet", True, True)


def test_a_place_named_for_the_first_time_is_kept_and_offered_to_the_next_cell(
    frame: Frame, commune: Desk
) -> None:
    open_cell(frame)
    press(frame, "Thêm địa bàn")
    write(frame, "Tên nơi ấy", "Bản Nà Hừ")
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi địa bàn")
    press(frame, "Đóng")
    open_cell(frame, NAMES[1])
    press(frame, "Thêm địa bàn")
    write(frame, "Thôn, bản, trường, trạm", "Bản Nà Hừ")
    press(frame, "Ghi địa bàn")
    assert [row.cell_name for row in places_served(commune.store)] == [NAMES[1], NAMES[0]]


def test_a_place_the_cell_leads_no_more_gets_its_last_day_on_its_line(frame: Frame, commune: Desk) -> None:
    open_cell(frame)
    press(frame, "Thêm địa bàn")
    write(frame, "Tên nơi ấy", "Bản Nà Hừ")
    press(frame, "Ghi địa bàn")
    press(frame, "Bản Nà Hừ, Bản · từ trước đến nay")
    write(frame, "Chi bộ lãnh đạo đến hết ngày", "28/2/2026")
    press(frame, "Ghi")
    assert [row.until_on for row in places_served(commune.store)] == [date(2026, 2, 28)]


def test_a_figure_by_hand_is_asked_for_its_source(frame: Frame, commune: Desk) -> None:
    press(frame, "Nhập số liệu tay")
    buttons = [one for one in shown(frame, QAbstractButton) if one.accessibleName() == "Nhập số liệu tay"]
    buttons[-1].click()
    for label, words in (("Từ kỳ", "2026"), ("Đến kỳ", "2026"), ("Số người", "2140")):
        write(frame, label, words)
    press(frame, "Ghi số liệu này")
    assert "để trống" in error_of(frame, "Nguồn số liệu")
    write(frame, "Nguồn số liệu", "UBND xã")
    press(frame, "Ghi số liệu này")
    (row,) = hand_figures(commune.store, commune.organisation_id)
    assert (row.denominator, row.source) == (2140, "UBND xã")


def test_the_province_writes_a_district_down_and_ends_the_level(qtbot: QtBot, tmp_path: Path) -> None:
    upper = make_desk(tmp_path, "upper").desk
    window, frame = below(qtbot, upper)
    press(frame, "Ghi tổ chức cũ")
    write(frame, "Tên đầy đủ", "Đảng bộ huyện Nậm Ngà")
    write(frame, "Loại", "Đảng bộ huyện (trước 7/2025)")
    press(frame, "Ghi tổ chức này")
    assert names(upper, upper.today) == ["Đảng bộ huyện Nậm Ngà"]
    press(frame, "Kết thúc cấp huyện")
    press(frame, "Ghi kết thúc cấp huyện")
    assert names(upper, date(2025, 6, 30)) == ["Đảng bộ huyện Nậm Ngà"]
    assert names(upper, date(2025, 7, 1)) == []
    window.close()


def test_a_cell_set_up_anew_stands_for_the_old_one(frame: Frame, commune: Desk, cells: list[str]) -> None:
    open_cell(frame)
    press(frame, "Lập mới thay thế")
    write(frame, "Tổ chức thay thế", "Lập mới …")
    write(frame, "Tên chi bộ lập mới", "Chi bộ bản Nà Hừ Mới")
    write(frame, "Từ ngày", "1/3/2026")
    press(frame, "Ghi thay thế")
    assert "Đã ghi thay thế từ ngày 01/03/2026." in words_on(frame)
    assert names(commune, date(2026, 3, 1)) == ["Chi bộ bản Nà Hừ Mới", NAMES[1]]


def test_what_is_chosen_for_a_decision_is_there_again_after_closing(frame: Frame) -> None:
    open_cell(frame)
    press(frame, "Sáp nhập")
    write(frame, "Sáp nhập vào", "Lập mới …")
    press(frame, "Đóng")
    press(frame, "Sáp nhập")
    assert editor(frame, "Tên chi bộ lập mới").isVisibleTo(frame)


def test_those_that_do_not_stand_that_day_are_one_line_that_opens(frame: Frame, commune: Desk) -> None:
    open_cell(frame)
    press(frame, "Kết thúc hoạt động")
    write(frame, "Thôi hoạt động từ ngày", "1/3/2026")
    press(frame, "Ghi kết thúc")
    press(frame, "Đóng")
    gone = "Không hoạt động ngày này, 1 tổ chức, đang mở"
    assert lines(frame)[-2:] == [gone, f"{NAMES[0]}, đến hết 28/02/2026"]
    press(frame, gone)
    assert lines(frame)[-1] == gone.replace("mở", "gấp")


def test_the_way_back_leads_to_the_settings(frame: Frame, commune: Desk) -> None:
    press(frame, "Trở lại")
    write(frame, "Các chi bộ sinh hoạt trước ngày (hằng tháng)", "10")
    assert frame.page("settings").may_leave()
    own = commune.organisation_id
    assert commune.store.value("SELECT cells_meet_by FROM organisation WHERE id = ?", (own,)) == 10


def test_a_cell_has_no_such_card(qtbot: QtBot, tmp_path: Path) -> None:
    window, frame = open_window(make_desk(tmp_path).desk, "settings")
    qtbot.addWidget(window)
    assert "Tổ chức bên dưới" not in words_on(frame)
    frame.page("settings").open("below")
    assert "Thiết đặt" in words_on(frame)
    window.close()


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_tree_card_and_form_are_whole_at_every_zoom(qtbot: QtBot, commune: Desk, zoom: int) -> None:
    _, cell = add_cell(commune, name="Chi bộ Trường Phổ thông dân tộc bán trú Tiểu học Mường Sáy")
    merge(commune, [add_cell(commune, name=NAMES[0])[1]], cell, on=date(2026, 3, 1))
    look.set_zoom(zoom)
    window, frame = below(qtbot, commune)
    view = next(one for one in shown(frame, OrganisationsView))
    acts: list[Callable[[], object]] = [
        lambda: None,
        lambda: view.open(cell),
        lambda: press(frame, "Sáp nhập"),
        lambda: write(frame, "Sáp nhập vào", "Lập mới …"),
    ]
    for act in acts:
        act()
        window.resize(1366, 700)
        for _ in range(12):
            QApplication.processEvents()
        assert cut(window) == []
    window.close()


def test_f1_in_the_tree_opens_its_page_of_the_guide(frame: Frame) -> None:
    view = next(one for one in shown(frame, OrganisationsView))
    assert topic_at(view, "settings", "commune") == "to-chuc-ben-duoi"
    assert "to-chuc-ben-duoi" in {topic.name for topic in topics()}


def test_visits_left_at_a_merged_cell_are_moved_from_its_card(
    qtbot: QtBot, commune: Desk, cells: list[str]
) -> None:
    plan_visit(commune, cells[0], "2027-03")
    merge(commune, cells[:1], cells[1], on=commune.today)
    window, frame = below(qtbot, commune)
    panel = OrganisationPanel(frame.session)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_organisation(cells[0])
    assert "Còn 1 lượt dự" in words_on(panel)
    press(panel, f"Chuyển sang {NAMES[1]}")
    (visit,) = planned_visits(commune.store, "2027-03", "2027-03")
    assert visit.organisation_id == cells[1]
    assert "Còn 1 lượt dự" not in words_on(panel)
    window.close()
