"""The parts "Chỉ tiêu kết nạp" and "Thôn, bản" in the window: numbers given and read, places from the first to their history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from actions.desks import make_members
from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.place_states import set_place_state
from chibo_desktop.actions.places import add_place
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.admission_targets import admission_targets
from chibo_desktop.lists.indicators.figure import Figure, Reported
from chibo_desktop.lists.place_states import place_rows
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.development_words import new_number_rows
from chibo_desktop.ui.pages.indicators_drawn import bars_of
from chibo_desktop.ui.session import Session
from chibo_desktop.ui.undo_words import words_for
from chibo_desktop.ui.widgets.check_list import CheckList
from ui.hands import error_of, make_desk, open_window, press, shown, words_on, write
from ui.test_every_zoom import faults

HU, LANH, CLINIC = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh", "Chi bộ Trạm y tế"


@pytest.fixture
def commune(tmp_path: Path) -> Desk:
    """A commune that types for three cells; of the first two members one was admitted this year."""
    desk = make_desk(tmp_path / "commune", "commune").desk
    cells = [desk.for_organisation(add_cell(desk, name=name)[1]) for name in (HU, LANH, CLINIC)]
    make_members(cells[0], 2)
    add_member(cells[0], full_name="Cứ Thị Mai", official=False, decided_on=date(2026, 5, 19))
    set_own_target(desk, 2026, 2030, 2)
    return desk


@pytest.fixture
def window(qtbot: QtBot, commune: Desk) -> Iterator[MainWindow]:
    made, _ = open_window(commune, "development")
    qtbot.addWidget(made)
    yield made
    made.close()


def row(window: MainWindow, begins: str) -> str:
    """The whole name of the row that begins so."""
    return next(words for words in words_on(window).split(" | ") if words.startswith(begins))


def given(commune: Desk) -> list[int]:
    """The numbers it gave for this year, the smallest first."""
    found = admission_targets(commune.store).by(commune.organisation_id, (2026, 2026))
    return sorted(each.count for each in found.values())


def test_a_commune_gives_numbers_sees_who_reached_theirs_and_that_the_years_are_more_than_the_term(
    window: MainWindow, commune: Desk
) -> None:
    press(window, "Phần của trang: Chỉ tiêu kết nạp")
    assert "1 · chưa giao" in row(window, HU)
    assert "2 đảng viên, Tính 2026–2030; đã có chỉ tiêu 0/5 năm, cộng 0" in row(window, "Nhiệm kỳ 2025–2030")
    press(window, "Giao chỉ tiêu")
    assert faults(window, zooms=(150,)) == []
    write(window, HU, "1")
    write(window, LANH, "nhiều")
    press(window, "Giao chỉ tiêu")
    assert "số nguyên" in error_of(window, LANH)
    write(window, LANH, "2")
    write(window, "Theo văn bản (nếu có)", "KH 12-KH/ĐU")
    press(window, "Giao chỉ tiêu")
    assert "1/1 = 100,0" in row(window, HU)
    assert row(window, HU).endswith("đạt")
    assert "0/2 = 0,0" in row(window, LANH)
    assert "Các năm cộng lại 3, nhiều hơn chỉ tiêu nhiệm kỳ 2 là 1." in words_on(window)
    assert faults(window, zooms=(150,)) == []
    press(window, f"{HU}, 1/1 = 100,0\N{NO-BREAK SPACE}%, đạt")
    assert "theo KH 12-KH/ĐU" in words_on(window)
    assert row(window, "Cứ Thị Mai")
    assert "Rút chỉ tiêu đã giao" in words_on(window)
    press(window, "Rút chỉ tiêu đã giao")
    assert given(commune) == [2]
    press(window, "Giao chỉ tiêu")
    press(window, "Giao các nơi đã chọn")
    assert "Đánh dấu ít nhất một nơi" in words_on(window)
    ticks = next(one for one in shown(window, CheckList) if one.accessibleName() == "Các nơi cùng một số")
    ticks.setCurrentRow(0)
    ticks.turn_current()
    write(window, "Số đảng viên mỗi nơi", "4")
    press(window, "Giao các nơi đã chọn")
    assert given(commune) == [2, 4]


def test_a_term_is_changed_or_taken_back_and_what_was_given_is_told_to_the_receiver(
    window: MainWindow, commune: Desk
) -> None:
    own = commune.organisation_id

    def terms() -> list[int]:
        return [term.given.count for term in admission_targets(commune.store).terms(own, 2026)]

    press(window, "Phần của trang: Chỉ tiêu kết nạp")
    press(window, row(window, "Nhiệm kỳ 2025–2030: 2"))
    write(window, "Số đảng viên phải kết nạp", "9")
    assert faults(window, zooms=(150,)) == []
    press(window, "Ghi")
    assert terms() == [9]
    press(window, row(window, "Nhiệm kỳ 2025–2030: 9"))
    press(window, "Bỏ chỉ tiêu này")
    assert terms() == []
    assert "Nhiệm kỳ" not in words_on(window).replace("Ghi chỉ tiêu nhiệm kỳ", "")
    assert window.frame is not None
    session = window.frame.session
    assert new_number_rows(session) == []
    cell = next(iter(session.store.rows("SELECT cell_id FROM member")))["cell_id"]
    give_targets(commune, 2026, {cell: 3})
    (told,) = new_number_rows(Session(commune.for_organisation(cell), session.settings))
    assert told.title == "Chỉ tiêu kết nạp năm 2026: 3 đảng viên"


def test_a_place_is_entered_and_what_is_decided_of_it_stands_in_its_history(
    window: MainWindow, commune: Desk
) -> None:
    press(window, "Phần của trang: Thôn, bản")
    press(window, "Thêm thôn, bản")
    write(window, "Tên", "Bản Nậm Pang")
    press(window, "Ghi vào sổ")
    assert "chưa có chi bộ" in row(window, "Bản Nậm Pang")
    press(window, row(window, "Bản Nậm Pang"))
    press(window, "Đổi trưởng thôn, bản")
    write(window, "Họ và tên", "Vàng A Chứ")
    write(window, "Từ ngày", "1/2/2026")
    assert faults(window, zooms=(150,)) == []
    press(window, "Ghi trưởng thôn, bản")
    assert "Trưởng thôn, bản: Vàng A Chứ, bí thư chi bộ, từ 01/02/2026 đến nay." in words_on(window)
    press(window, row(window, "Trưởng thôn, bản: Vàng A Chứ,"))
    write(window, "Đến hết ngày", "30/9/2026")
    press(window, "Ghi")
    (place,) = place_rows(commune.store, commune.organisation_id, commune.today)
    assert place.head is None
    press(window, "Sửa nơi này")
    write(window, "Còn đến hết ngày", "30/6/2026")
    assert faults(window, zooms=(150,)) == []
    press(window, "Ghi")
    assert "Nay không còn nơi này" in words_on(window)
    assert place_rows(commune.store, commune.organisation_id, commune.today) == []
    press(window, "Sửa nơi này")
    write(window, "Còn đến hết ngày", "")
    press(window, "Ghi")
    assert (
        words_for(commune.store, set_place_state(commune, place.id, "unstable")[0])
        == "Tình trạng: Bản Nậm Pang"
    )
    assert "đến hết 30/09/2026" in words_on(window)


def test_above_a_commune_places_are_read_body_by_body_or_by_their_state(qtbot: QtBot, tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "upper", "upper").desk
    places = [add_place(desk, name=name)[1] for name in ("Bản Đin", "Bản Hua Ngài", "Bản Cang")]
    set_place_state(desk, places[0], "no_members")
    set_place_state(desk, places[1], "has_cell")
    window, _ = open_window(desk, "development")
    qtbot.addWidget(window)
    press(window, "Phần của trang: Thôn, bản")
    assert "Bản Đin" not in words_on(window)
    press(window, "Lọc: Chưa có chi bộ, 2")
    named = [name in words_on(window) for name in ("Bản Đin", "Bản Cang", "Bản Hua Ngài")]
    assert named == [True, True, False]
    press(window, "Lọc: Theo đảng bộ, 3")
    line = row(window, "Đảng bộ tỉnh Nậm Sơn, Thôn, bản: 2/3")
    assert line.endswith("2 nơi chưa có chi bộ")
    press(window, line.replace(" %", "\N{NO-BREAK SPACE}%"))
    assert "Bản Hua Ngài" in words_on(window)
    press(window, "Mọi đảng bộ")
    assert "Bản Hua Ngài" not in words_on(window)
    window.close()


def test_a_count_without_a_number_stands_after_the_shares_without_a_bar() -> None:
    counted = {"a": (3, None), "b": (3, 2), "c": (1, 4)}
    figures = {one: Figure("IND-10", "", *said) for one, said in counted.items()}
    below = [Reported(one, one, "cell", {"IND-10": figure}) for one, figure in figures.items()]
    assert [(bar.key, bar.part) for bar in bars_of(below, "IND-10")[0]] == [
        ("c", 0.25),
        ("b", 1.0),
        ("a", None),
    ]
