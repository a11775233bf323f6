"""Workbooks taken away: the template others can fill in, the list without what is private, and every one of them noted."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.roster_draft import open_roster
from chibo_desktop.actions.roster_files import save_roster, save_template
from chibo_desktop.actions.roster_import import plan_roster
from chibo_desktop.base.errors import Refusal, Trouble
from chibo_desktop.records.member import STANDINGS
from chibo_desktop.store.access import list_access


@pytest.fixture
def two(desk: Desk) -> None:
    add_member(
        desk, full_name="Vàng A Chứ", birth_date="1975-08-15", card_number="01234567", office="secretary"
    )
    add_member(desk, full_name="Giàng Thị Dua", other_office="=1+1", phone="0900000678")


def words_in(path: Path) -> list[list[object]]:
    return [list(row) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]


def test_the_template_offers_every_choice_whole_though_labels_hold_commas(desk: Desk, tmp_path: Path) -> None:
    save_template(desk, tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    sheet, lists = book.worksheets
    assert lists.sheet_state == "hidden"
    offered = [[cell.value for cell in column if cell.value] for column in lists.iter_cols()]
    assert [label for _, label in STANDINGS] in offered
    assert len(sheet.data_validations.dataValidation) == len(offered)
    assert sheet.freeze_panes == "C6"
    assert sheet["D20"].number_format == "@"


def test_a_filled_template_is_read_without_a_question(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    save_template(desk, path)
    book = openpyxl.load_workbook(path)
    columns = {cell.value: cell.column for cell in book.worksheets[0][5]}
    for heading, value in {
        "Họ và tên": "Mùa A Sấu",
        "Giới tính": "Nam",
        "Ngày sinh": "1990",
        "Diện sinh hoạt": "Dự bị",
        "Chức vụ trong chi bộ": "Chi ủy viên",
        "Ngày về chi bộ": "01/09/2026",
    }.items():
        book.worksheets[0].cell(7, columns[heading], value)
    book.save(path)
    (line,) = plan_roster(desk, open_roster(desk, path)).lines
    assert (line.outcome, line.row.number) == ("add", 7)
    assert line.new is not None
    assert (line.new.membership, line.new.joined_on) == ("probationary", "2026-09-01")
    assert dict(line.new.values) == {
        "full_name": "Mùa A Sấu", "gender": "male", "birth_date": "1990", "office": "committee_member",
    }  # fmt: skip


@pytest.mark.usefixtures("two")
def test_the_list_leaves_without_births_and_cards_and_is_noted(desk: Desk, tmp_path: Path) -> None:
    assert save_roster(desk, tmp_path / "ds.xlsx") == 2
    said = str(words_in(tmp_path / "ds.xlsx"))
    assert "Vàng A Chứ" in said
    assert "1975" not in said
    assert "01234567" not in said
    assert [(line.what, line.kind, line.note) for line in list_access(desk.store, "member")] == [
        ("exported", "member", "")
    ]


@pytest.mark.usefixtures("two")
def test_with_a_reason_births_and_cards_are_in_it_and_the_reason_is_kept(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, tmp_path / "ds.xlsx", reason="đối chiếu thẻ đảng")
    said = str(words_in(tmp_path / "ds.xlsx"))
    assert "15/08/1975" in said
    assert "01234567" in said
    assert list_access(desk.store, "member")[0].note == "đối chiếu thẻ đảng"


@pytest.mark.usefixtures("two")
def test_the_list_can_be_read_back_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    for reason in ("", "đối chiếu thẻ đảng"):
        save_roster(desk, tmp_path / "ds.xlsx", reason=reason)
        plan = plan_roster(desk, open_roster(desk, tmp_path / "ds.xlsx"))
        assert [line.outcome for line in plan.lines] == ["same", "same"]


@pytest.mark.usefixtures("two")
def test_words_that_look_like_a_formula_stay_words(desk: Desk, tmp_path: Path) -> None:
    save_roster(desk, tmp_path / "ds.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "ds.xlsx").active.iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_another_ending_is_refused_and_a_missing_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"kết thúc bằng \.xlsx"):
        save_template(desk, tmp_path / "mau.xls")
    with pytest.raises(Trouble, match="không còn thư mục ấy"):
        save_template(desk, tmp_path / "khong-co" / "mau.xlsx")
    assert list(tmp_path.glob("*.part")) == []
