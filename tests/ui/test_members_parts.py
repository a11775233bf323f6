"""The parts of the page "Đảng viên": the list narrowed, levels on the card, a round of badges, figures that open their list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from chibo_desktop.actions.desk import Desk, open_desk
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.member_figures import snapshot_days
from chibo_desktop.lists.qualifications import levels_on
from chibo_desktop.lists.rows import find, select
from chibo_desktop.ui.frame import Frame
from chibo_desktop.ui.main_window import MainWindow
from chibo_desktop.ui.pages.members_badges import BadgesPart
from chibo_desktop.ui.widgets.check_list import CheckList
from ui.hands import PASSWORD, editor, make_desk, open_window, press, words_on, write
from ui.step_host import key

TODAY = date(2026, 10, 5)
CLOCK = FixedClock(datetime(2026, 10, 5, 19, 30, tzinfo=VIETNAM))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A cell of three, which the window of this module closes."""
    first = make_desk(tmp_path_factory.mktemp("parts")).desk
    first.close()
    made = open_desk(first.folder, PASSWORD, clock=CLOCK)
    add_member(made, full_name="Vàng A Chứ", decided_on=date(1986, 10, 20), gender="male", birth_date="1964")
    add_member(made, full_name="Giàng Thị Dua", gender="female", ethnic_group="Mông", birth_date="2000")
    add_member(made, full_name="Lò Văn Hặc")
    return made


@pytest.fixture(scope="module")
def shown(qapp: QApplication, desk: Desk) -> Iterator[tuple[MainWindow, Frame]]:
    """One window for all tests of this module, each of which goes to the part it is about."""
    window, frame = open_window(desk, "members")
    yield window, frame
    window.close()


def member(desk: Desk, name: str) -> str:
    return next(each.id for each in select(desk.store, "member") if each.text("full_name") == name)


def test_filters_narrow_the_list_and_the_count_follows(shown: tuple[MainWindow, Frame]) -> None:
    window, frame = shown
    frame.page("members").open("list")
    press(window, "Lọc")
    write(window, "Lọc: Giới tính", "Nữ")
    write(window, "Lọc: Tuổi", "Dưới 30 tuổi")
    assert "1 trên 3 người" in words_on(window)
    assert "Vàng A Chứ, " not in words_on(window)
    press(window, "Thôi lọc")
    assert "3 người" in words_on(window)


def test_a_level_written_on_the_card_is_today_s(shown: tuple[MainWindow, Frame], desk: Desk) -> None:
    window, frame = shown
    one = member(desk, "Lò Văn Hặc")
    frame.page("members").open(one)
    write(window, "Lý luận chính trị", "Trung cấp")
    write(window, "Có từ ngày", "1/9/2026")
    press(window, "Ghi trình độ")
    assert levels_on(desk.store, TODAY)[one].theory == "intermediate"
    assert "Lý luận chính trị: Trung cấp" in words_on(window)


def test_the_ethnic_group_is_kept_by_its_proper_name(shown: tuple[MainWindow, Frame], desk: Desk) -> None:
    window, frame = shown
    one = member(desk, "Lò Văn Hặc")
    frame.page("members").open(one)
    group = editor(window, "Dân tộc")
    group.setFocus()
    for letter in (Qt.Key.Key_T, Qt.Key.Key_H, Qt.Key.Key_A, Qt.Key.Key_I):
        QTest.keyClick(group, letter)
    key(Qt.Key.Key_Tab)
    facts = find(desk.store, "member", one)
    assert facts is not None
    assert facts.text("ethnic_group") == "Thái"


def test_a_round_is_proposed_for_everybody_ticked(shown: tuple[MainWindow, Frame], desk: Desk) -> None:
    window, frame = shown
    frame.page("members").open("badges")
    assert "huy hiệu 40 năm · đủ ngày 20/10/2026" in words_on(window)
    (part,) = window.findChildren(BadgesPart)
    assert [each.checked() for each in part.findChildren(CheckList)] == [
        (f"{member(desk, 'Vàng A Chứ')}/40",)
    ]
    write(window, "Ngày đề nghị", "20/9/2026")
    # somebody writes something else meanwhile
    frame.session.do(change_member, member(desk, "Lò Văn Hặc"), phone="0900 000 678")
    press(window, "Ghi cho các đồng chí đã đánh dấu")
    (badge,) = select(desk.store, "badge")
    assert (badge.day("round_on"), badge.day("proposed_on")) == (date(2026, 11, 7), date(2026, 9, 20))
    assert "Đã đề nghị" in words_on(window)
    press(window, "Việc ghi: Có quyết định")
    press(window, "Ghi cho các đồng chí đã đánh dấu")
    assert "Ghi ngày quyết định." in words_on(window)


def test_the_number_of_a_badge_is_typed_in_its_own_form(shown: tuple[MainWindow, Frame], desk: Desk) -> None:
    window, frame = shown
    frame.page("members").open("badges")
    row = next(words for words in words_on(window).split(" | ") if words.startswith("Vàng A Chứ, huy"))
    press(window, row)
    write(window, "Số huy hiệu", "NS 0001234")
    press(window, "Ghi huy hiệu")
    assert "số NS 0001234" in words_on(window)


def test_a_badge_of_former_years_is_written_and_put_away_again(
    shown: tuple[MainWindow, Frame], desk: Desk
) -> None:
    window, frame = shown
    frame.page("members").open("badges")
    press(window, "Ghi huy hiệu khác …")
    write(window, "Đảng viên", "Lò Văn Hặc")
    write(window, "Huy hiệu", "30 năm")
    write(window, "Ngày đề nghị", "10/9/2026")
    press(window, "Ghi huy hiệu")
    assert "Lò Văn Hặc, huy hiệu 30 năm" in words_on(window)
    row = next(words for words in words_on(window).split(" | ") if words.startswith("Lò Văn Hặc, huy"))
    press(window, row)
    press(window, "Cho vào lưu trữ")
    assert [each.count("years") for each in select(desk.store, "badge")] == [40]


def test_whoever_was_left_out_of_earlier_rounds_is_offered_and_not_ticked(
    shown: tuple[MainWindow, Frame], desk: Desk
) -> None:
    window, frame = shown
    frame.session.do(change_member, member(desk, "Lò Văn Hặc"), decided_on=date(1980, 5, 19))
    frame.page("members").open("badges")
    press(window, "Việc ghi: Đề nghị")
    (part,) = window.findChildren(BadgesPart)
    (listed,) = (each for each in part.findChildren(CheckList) if each.isVisibleTo(part))
    late = f"{member(desk, 'Lò Văn Hặc')}/45"
    assert late not in listed.checked()
    listed.check([late])
    press(window, "Ghi cho các đồng chí đã đánh dấu")
    assert [each.day("round_on") for each in select(desk.store, "badge", "years = 45")] == [date(2026, 11, 7)]


def test_a_number_opens_its_list_and_figures_are_fixed(shown: tuple[MainWindow, Frame], desk: Desk) -> None:
    window, frame = shown
    frame.page("members").open("figures")
    write(window, "Số liệu ngày", "99/99/2026")
    press(window, "Dưới 30 tuổi, 1")
    write(window, "Số liệu ngày", "5/10/2026")
    assert "Dưới 30 tuổi, ngày 05/10/2026" in words_on(window)
    press(window, "Chốt số liệu")
    assert snapshot_days(desk.store, desk.organisation_id) == [TODAY]
    write(window, "So với ngày đã chốt", "05/10/2026")
    assert "1 → 1 (0)" in words_on(window)


def test_a_birth_leaves_on_paper_only_with_a_reason(shown: tuple[MainWindow, Frame]) -> None:
    window, frame = shown
    frame.page("members").open("badges")
    press(window, "Kèm ngày sinh")
    press(window, "In danh sách đề nghị …")
    assert "Ghi lý do, ví dụ" in words_on(window)
    assert "ngày chính thức của" in words_on(window)
