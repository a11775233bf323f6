"""Ratings, commendations and reviews of directives in the window: the sheet by keys, the tasks beside, the register, the years left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from actions.desks import make_members
from chibo_desktop.actions.decisions import add_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import register_directive
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.ratings import rate_member_of_year, rate_organisation
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.commendations import register
from chibo_desktop.lists.directive_reviews import reviews
from chibo_desktop.lists.member_ratings import years_of_member
from chibo_desktop.lists.ratings import year_table
from chibo_desktop.ui.frame import Frame
from ui.hands import make_desk, open_window, press, words_on, write

HU, LANH = "Chi bộ bản Nà Hừ", "Chi bộ bản Suối Lanh"


@dataclass(frozen=True)
class Opened:
    """The window of a commune that types for two cells; the first member of the first leads a task."""

    commune: Desk
    cell: Desk
    frame: Frame
    members: list[str]

    def part(self, words: str) -> None:
        self.frame.show_page("members")
        press(self.frame, f"Phần của trang: {words}")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, dressed: None) -> Iterator[Opened]:
    folder: Path = tmp_path_factory.mktemp("recognition")
    commune = make_desk(folder / "commune", "commune").desk
    cell, _ = (commune.for_organisation(add_cell(commune, name=name)[1]) for name in (HU, LANH))
    members = make_members(cell, 2)
    meeting = add_meeting(cell, period="2026-10", held_on=date(2026, 10, 5))[1]
    add_assignment(cell, meeting, title="Rải đá đường bản", leader_id=members[0], due_on=date(2026, 10, 20))
    window, frame = open_window(commune)
    yield Opened(commune, cell, frame, members)
    window.close()


def grade_of(root: QWidget, name: str) -> QComboBox:
    said = f"Mức xếp loại của {name}"
    return next(each for each in root.findChildren(QComboBox) if each.accessibleName() == said)


def test_organisations_are_rated_by_letters_and_enter(opened: Opened) -> None:
    opened.part("Xếp loại")
    first = grade_of(opened.frame, HU)
    first.setFocus()
    QTest.keyClicks(first, "hqx")
    QTest.keyClick(first, Qt.Key.Key_Return)
    second = grade_of(opened.frame, LANH)
    assert QApplication.focusWidget() is second
    QTest.keyClicks(second, "4")
    QTest.keyClick(second, Qt.Key.Key_Return)
    table = year_table(opened.commune.store, opened.commune.organisation_id, 2026)
    assert [line.grade.key if line.grade else "" for line in table.lines] == ["excellent", "failed"]
    assert "Đã xếp loại 2, chưa xếp loại 0 nơi." in words_on(opened.frame)
    link = next(each for each in opened.frame.findChildren(QLabel) if f">{HU}</a>" in each.text())
    link.linkActivated.emit(opened.cell.organisation_id)
    assert "Năm 2026: Hoàn thành xuất sắc nhiệm vụ" in words_on(opened.frame)
    assert "vượt 20 %" in words_on(opened.frame)
    assert "X hoặc 1" in words_on(opened.frame)


def test_a_grade_that_was_decided_is_changed_only_when_said_so_again(opened: Opened) -> None:
    commune = opened.commune
    rate_organisation(commune, opened.cell.organisation_id, 2025, "good", basis="QĐ 03-QĐ/ĐU")
    opened.part("Xếp loại")
    write(opened.frame, "Năm xếp loại", "Năm 2025")

    def grade() -> str:
        table = year_table(commune.store, commune.organisation_id, 2025)
        return next(line.grade.key for line in table.lines if line.grade)

    def type_excellent() -> None:
        choice = grade_of(opened.frame, HU)
        choice.setFocus()
        QTest.keyClicks(choice, "x")
        QTest.keyClick(choice, Qt.Key.Key_Return)

    type_excellent()
    assert "Mức này đã có quyết định nên chưa sửa." in words_on(opened.frame)
    assert (grade(), grade_of(opened.frame, HU).currentText()) == ("good", "Hoàn thành tốt nhiệm vụ")
    press(opened.frame, "Giữ như quyết định")
    assert (grade(), "nên chưa sửa" in words_on(opened.frame)) == ("good", False)
    type_excellent()
    press(opened.frame, "Sửa mức đã quyết định")
    assert grade() == "excellent"
    write(opened.frame, "Năm xếp loại", "Năm 2026")


def test_help_is_about_the_part_that_is_shown(opened: Opened) -> None:
    for part, title in (("Xếp loại", "Xếp loại, khen thưởng"), ("Số liệu", "Huy hiệu, số liệu đảng viên")):
        opened.part(part)
        opened.frame.ask_help()
        assert words_on(opened.frame.page("help")).count(title) > 0, part


def test_a_member_is_rated_beside_the_tasks_of_the_year(opened: Opened) -> None:
    opened.part("Xếp loại")
    press(opened.frame, f"{HU}, chưa xếp loại ai, 0/2 đã xếp loại")
    press(opened.frame, "Vàng A Chứ, 1 nhiệm vụ: 1 chưa xong, chưa xếp loại")
    assert "Rải đá đường bản, hạn 20/10/2026, chưa xong" in words_on(opened.frame)
    write(opened.frame, "Mức xếp loại năm 2026", "Hoàn thành tốt nhiệm vụ")
    press(opened.frame, "Ghi xếp loại")
    years = years_of_member(opened.commune.store, opened.cell.organisation_id, opened.members[0])
    assert [(year, decided.grade.key) for year, decided, _ in years if decided] == [(2026, "good")]
    write(opened.frame, "Quyết định, nguồn", "QĐ 12")
    press(opened.frame, "Ghi xếp loại")
    years = years_of_member(opened.commune.store, opened.cell.organisation_id, opened.members[0])
    (decided,) = (decided for _, decided, _ in years if decided)
    assert (decided.grade.key, decided.basis) == ("good", "QĐ 12")
    press(opened.frame, "Bỏ xếp loại")
    assert "Đã bỏ xếp loại" in words_on(opened.frame)
    write(opened.frame, "Mức xếp loại năm 2026", "Hoàn thành tốt nhiệm vụ")
    press(opened.frame, "Ghi xếp loại")
    press(opened.frame, "Trở lại")
    assert "cấp trên quyết định" in words_on(opened.frame)
    press(opened.frame, "Các chi bộ")
    assert "1 tốt" in words_on(opened.frame)


def test_too_many_best_is_said_over_all_cells_and_not_of_one_that_is_no_grassroots_body(
    opened: Opened,
) -> None:
    for one in opened.members:
        rate_member_of_year(opened.commune, one, 2024, "excellent")
    opened.part("Xếp loại")
    write(opened.frame, "Năm xếp loại", "Năm 2024")
    assert "2 hoàn thành xuất sắc nhiệm vụ vượt 20 %" in words_on(opened.frame)
    press(opened.frame, f"{HU}, 2 xuất sắc, 2/2 đã xếp loại")
    assert "2 xuất sắc" in words_on(opened.frame)
    assert "vượt 20" not in words_on(opened.frame)
    press(opened.frame, "Các chi bộ")
    write(opened.frame, "Năm xếp loại", "Năm 2026")


def test_a_commendation_takes_any_words_and_stands_in_the_register(opened: Opened) -> None:
    opened.part("Khen thưởng")
    press(opened.frame, "Thêm khen thưởng")
    write(opened.frame, "Hình thức khen", "Kỷ niệm chương")
    press(opened.frame, "Vào sổ")
    assert "Chọn nơi được khen." in words_on(opened.frame)
    write(opened.frame, "Nơi được khen", LANH)
    press(opened.frame, "Vào sổ")
    assert "Chọn đảng viên, hoặc cả tổ chức." in words_on(opened.frame)
    write(opened.frame, "Đảng viên được khen", "Cả tổ chức")
    press(opened.frame, "Vào sổ")
    assert "Ghi ngày quyết định." in words_on(opened.frame)
    write(opened.frame, "Ngày quyết định", "2/9/2026")
    press(opened.frame, "Vào sổ")
    assert [
        (row.whom, row.form) for row in register(opened.commune.store, opened.commune.organisation_id)
    ] == [(LANH, "Kỷ niệm chương")]
    assert "Sổ khen thưởng: 1 chi bộ" in words_on(opened.frame)


def test_a_commendation_left_in_the_middle_comes_back_for_the_same_member(opened: Opened) -> None:
    opened.part("Khen thưởng")
    press(opened.frame, "Thêm khen thưởng")
    write(opened.frame, "Nơi được khen", HU)
    write(opened.frame, "Đảng viên được khen", "Vàng A Chứ")
    write(opened.frame, "Hình thức khen", "Giấy khen")
    write(opened.frame, "Ngày quyết định", "3/9/2026")
    press(opened.frame, "Thôi")
    press(opened.frame, "Thêm khen thưởng")
    press(opened.frame, "Vào sổ")
    entered = register(opened.commune.store, opened.commune.organisation_id)
    assert [row.facts.text("member_id") for row in entered if row.form == "Giấy khen"] == opened.members[:1]


def test_a_year_not_looked_back_on_is_said_and_written_in_place(opened: Opened) -> None:
    programme = register_directive(
        opened.commune,
        sort="programme",
        summary="Nâng cao chất lượng chi bộ",
        valid_from=date(2025, 1, 1),
        valid_until=date(2026, 12, 31),
    )[1]
    opened.frame.show_page("documents")
    page = opened.frame.page("documents")
    page.open("register")
    assert "chưa sơ kết 2025" in words_on(opened.frame)
    page.open(programme)
    press(opened.frame, "Năm 2025, chưa sơ kết")
    write(opened.frame, "Kết quả thực hiện", "Đạt 8 trên 10 chỉ tiêu")
    press(opened.frame, "Ghi sơ kết")
    written = reviews(opened.commune.store, opened.commune.organisation_id, programme)
    assert [(row.year, row.result) for row in written] == [(2025, "Đạt 8 trên 10 chỉ tiêu")]
    assert "chưa sơ kết" not in words_on(opened.frame)
