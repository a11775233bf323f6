"""A roster into the book: who is added, changed, left, asked about; nothing before yes, everything or nothing after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from actions.roster_written import draft_of, entries, member, only, outcomes, plan_of, write
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, put_away_member
from chibo_desktop.actions.roster_draft import EVERY_CELL, open_roster, take_cell, take_columns
from chibo_desktop.actions.roster_import import EVERY_ROW, NEW, SKIP, plan_roster, write_roster
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.roster import list_members
from excel.rosters import Cell, as_xls, kept, ward_list

CHU: Sequence[Cell] = ("Vàng A Chứ", "15/08/1975", "01234567", "03/02/2001", "03/02/2002")
DUA: Sequence[Cell] = ("Giàng Thị Dua", "1980", "", "", "19/05/2011")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_nothing_is_written_before_yes(desk: Desk, folder: Path) -> None:
    before = entries(desk), desk.store.value("SELECT value FROM meta WHERE name = 'last_number'")
    plan = plan_of(desk, folder, CHU, DUA)
    assert outcomes(plan) == ["add", "add"]
    after = entries(desk), desk.store.value("SELECT value FROM meta WHERE name = 'last_number'")
    assert after == before
    assert list_members(desk.store, desk.organisation_id, desk.today) == []


def test_everybody_is_written_in_one_entry(desk: Desk, folder: Path) -> None:
    before = entries(desk)
    written = write(desk, draft_of(desk, folder, CHU, DUA))
    assert (written.added, written.changed, entries(desk) - before) == (2, 0, 1)
    dua, chu = sorted(list_members(desk.store, desk.organisation_id, desk.today), key=lambda row: row.name)
    assert (dua.facts.text("birth_date"), dua.standing.membership) == ("1980", "official")
    assert (chu.facts.text("card_number"), chu.facts.text("official_on")) == ("01234567", "2002-02-03")
    assert chu.is_due


def test_the_same_file_again_changes_nothing(desk: Desk, folder: Path) -> None:
    write(desk, draft_of(desk, folder, CHU, DUA))
    draft = draft_of(desk, folder, CHU, DUA)
    plan = plan_roster(desk, draft)
    assert [(line.outcome, line.reason) for line in plan.lines] == [
        ("same", "cùng số thẻ đảng viên"),
        ("same", "cùng họ tên, cùng năm sinh"),
    ]
    with pytest.raises(Refusal, match="Không có ai để ghi"):
        write_roster(desk, draft, plan)


def test_a_change_is_told_field_by_field_and_what_the_file_does_not_say_stays(
    desk: Desk, folder: Path
) -> None:
    _, dua = add_member(desk, full_name="Giàng Thị Dua", birth_date="1980-03-02", phone="0900 000 678")
    draft = draft_of(desk, folder, ("GIÀNG THỊ DUA", "1980", "01234568", "", ""))
    line = only(plan_roster(desk, draft))
    assert (line.outcome, line.member_id, line.reason) == ("change", dua, "cùng họ tên, cùng năm sinh")
    assert [(each.label, each.old, each.new) for each in line.changes] == [
        ("Số thẻ đảng viên", "", "01234568")
    ]
    write(desk, draft)
    facts = member(desk, dua)
    assert facts.text("card_number") == "01234568"
    assert (facts.text("birth_date"), facts.text("phone")) == ("1980-03-02", "0900 000 678")
    assert facts.text("full_name") == "Giàng Thị Dua"


def test_an_empty_cell_clears_nothing(desk: Desk, folder: Path) -> None:
    _, chu = add_member(desk, full_name="Vàng A Chứ", birth_date="1975-08-15", card_number="01234567")
    assert outcomes(plan_of(desk, folder, ("Vàng A Chứ", "", "…", "-", ""))) == ["same"]
    assert member(desk, chu).text("card_number") == "01234567"


def test_the_card_number_finds_a_person_whose_name_was_written_otherwise(desk: Desk, folder: Path) -> None:
    _, chu = add_member(desk, full_name="Vàng A Trứ", birth_date="1975", card_number="01 234567")
    line = only(plan_of(desk, folder, CHU))
    assert (line.outcome, line.member_id, line.reason) == ("change", chu, "cùng số thẻ đảng viên")
    assert ("Họ và tên", "Vàng A Trứ", "Vàng A Chứ") in [(e.label, e.old, e.new) for e in line.changes]


def test_the_same_card_under_another_name_is_asked_about(desk: Desk, folder: Path) -> None:
    add_member(desk, full_name="Lò Văn Hặc", card_number="01234567")
    line = only(plan_of(desk, folder, CHU))
    assert (line.outcome, [each.words for each in line.candidates]) == ("ask", ["Lò Văn Hặc"])


def test_two_people_of_one_name_are_told_apart_by_their_birth(desk: Desk, folder: Path) -> None:
    add_member(desk, full_name="Vàng A Chứ", birth_date="1950")
    _, young = add_member(desk, full_name="Vàng A Chứ", birth_date="1975")
    assert only(plan_of(desk, folder, CHU)).member_id == young


def test_a_person_decides_between_people_of_one_name(desk: Desk, folder: Path) -> None:
    ids = [add_member(desk, full_name="Vàng A Chứ")[1] for _ in range(2)]
    draft = draft_of(desk, folder, CHU)
    line = only(plan_roster(desk, draft))
    assert (line.outcome, [each.member_id for each in line.candidates]) == ("ask", ids)
    assert len({each.words for each in line.candidates}) == 2
    assert only(plan_roster(desk, draft, {2: ids[1]})).outcome == "change"
    assert only(plan_roster(desk, draft, {2: NEW})).outcome == "add"
    assert only(plan_roster(desk, draft, {2: SKIP})).outcome == "skip"
    write(desk, draft, {2: ids[1]})
    assert [member(desk, each).text("card_number") for each in ids] == ["", "01234567"]


def test_another_year_of_birth_is_asked_about_and_not_taken_for_the_same_person(
    desk: Desk, folder: Path
) -> None:
    add_member(desk, full_name="Vàng A Chứ", birth_date="1950")
    assert only(plan_of(desk, folder, CHU)).outcome == "ask"


def test_a_wrong_cell_refuses_its_row_and_no_other(desk: Desk, folder: Path) -> None:
    draft = draft_of(desk, folder, CHU, ("Lò Văn Hặc", "30/02/1990", "", "", ""))
    plan = plan_roster(desk, draft)
    assert outcomes(plan) == ["add", "refuse"]
    assert str(plan.lines[1].problems[0]).startswith("Ô C3: “30/02/1990”: không có ngày 30/02/1990.")
    assert write(desk, draft).added == 1


def test_a_wrong_cell_may_be_left_empty_but_never_a_name(desk: Desk, folder: Path) -> None:
    official = "03/02/2015"
    draft = draft_of(
        desk, folder, ("Lò Văn Hặc", "30/02/1990", "", "", official), ("Hặc", "1990", "", "", official)
    )
    assert outcomes(plan_roster(desk, draft, leave_wrong=True)) == ["add", "refuse"]
    write(desk, draft, leave_wrong=True)
    (row,) = list_members(desk.store, desk.organisation_id, desk.today)
    assert row.facts.text("birth_date") == ""


@pytest.mark.parametrize(
    ("person", "cell", "said"),
    [
        (("Lò Văn Hặc", "2090", "", "", ""), "C2", "ngày chưa đến"),
        (("Lò Văn Hặc", "", "", "03/02/2002", "03/02/2001"), "F2", "không thể trước ngày"),
        (("Lò Văn Hặc", "2002", "", "03/02/2001", ""), "C2", "sinh sau khi vào Đảng"),
        (("Lò Văn Hặc", "", "x" * 30, "", ""), "D2", "nhiều nhất 20"),
        (("Lò Văn Hặc", "", "", "", "03/02/2030"), "F2", "ngày chưa đến"),
    ],
)
def test_what_the_window_would_refuse_is_refused_at_its_cell(
    desk: Desk, folder: Path, person: Sequence[Cell], cell: str, said: str
) -> None:
    (problem,) = only(plan_of(desk, folder, person)).problems
    assert problem.cell == cell
    assert said in problem.sentence


def test_the_same_person_twice_in_a_file_is_written_once(desk: Desk, folder: Path) -> None:
    plan = plan_of(desk, folder, CHU, ("VÀNG A CHỨ", "15/8/1975", "", "", ""))
    assert outcomes(plan) == ["add", "refuse"]
    assert "trùng người với dòng 2" in plan.lines[1].problems[0].sentence


def test_namesakes_of_different_birth_in_one_file_are_two_people(desk: Desk, folder: Path) -> None:
    assert outcomes(plan_of(desk, folder, CHU, ("Vàng A Chứ", "1950", "", "", "03/02/1980"))) == [
        "add",
        "add",
    ]


def test_somebody_taken_off_the_list_is_not_entered_a_second_time(desk: Desk, folder: Path) -> None:
    _, chu = add_member(desk, full_name="Vàng A Chứ", birth_date="1975", joined_on=date(2020, 1, 1))
    put_away_member(desk, chu, left_on=date(2026, 9, 1))
    line = only(plan_of(desk, folder, CHU))
    assert line.outcome == "refuse"
    assert "đã đưa ra khỏi danh sách" in line.problems[0].sentence
    assert "ở trang Nhật ký, mục Lưu trữ" in line.problems[0].sentence, "where it is brought back"


def test_days_that_are_all_corrected_at_once_are_taken_together(desk: Desk, folder: Path) -> None:
    add_member(desk, full_name="Mùa A Sấu", official=False, admitted_on=date(2025, 9, 3))
    draft = draft_of(desk, folder, ("Mùa A Sấu", "", "", "03/02/2025", "03/02/2026"))
    assert only(plan_roster(desk, draft)).outcome == "change"
    assert write(desk, draft).changed == 1


def test_after_a_finalised_meeting_new_people_count_from_the_day_after(
    desk: Desk, finalised: str, folder: Path
) -> None:
    write(desk, draft_of(desk, folder, ("Mùa A Sấu", "MSH"), head=("Họ và tên", "Tình trạng")))
    assert finalised
    names = [row.name for row in list_members(desk.store, desk.organisation_id, date(2026, 10, 5))]
    assert "Mùa A Sấu" not in names
    later = {row.name: row for row in list_members(desk.store, desk.organisation_id, date(2026, 10, 6))}
    assert later["Mùa A Sấu"].standing.exempt


def test_the_book_that_changed_meanwhile_is_looked_at_again(desk: Desk, folder: Path) -> None:
    draft = draft_of(desk, folder, CHU)
    plan = plan_roster(desk, draft)
    add_member(desk, full_name="Vàng A Chứ", card_number="01234567")
    with pytest.raises(Refusal, match="Xem lại"):
        write_roster(desk, draft, plan)
    assert len(list_members(desk.store, desk.organisation_id, desk.today)) == 1


def test_one_step_back_takes_the_whole_file_back(desk: Desk, folder: Path) -> None:
    from chibo_desktop.actions.undo import undo

    _, dua = add_member(desk, full_name="Giàng Thị Dua")
    written = write(desk, draft_of(desk, folder, CHU, DUA))
    undo(desk, written.changes)
    assert [row.id for row in list_members(desk.store, desk.organisation_id, desk.today)] == [dua]
    assert member(desk, dua).text("birth_date") == ""


def test_a_settled_layout_needs_nothing_the_next_time(desk: Desk, folder: Path) -> None:
    head = ("Tên gọi", "Ngày quan trọng")
    draft = draft_of(desk, folder, ("Vàng A Chứ", "15/8/1975"), head=head)
    assert draft.table.mapped == {}
    with pytest.raises(Refusal, match="Không có mục “tuoi”"):
        take_columns(desk, draft, {1: "tuoi"})
    draft = take_columns(desk, draft, {1: "full_name", 2: "birth_date"})
    assert not draft.remembered
    write(desk, draft, memberships={EVERY_ROW: "official"})
    again = draft_of(desk, folder, ("Lò Văn Hặc", "1990"), head=head)
    assert again.remembered
    plan = plan_roster(desk, again, memberships={EVERY_ROW: "official"})
    assert [(line.outcome, line.row.values) for line in plan.lines] == [
        ("add", {"full_name": "Lò Văn Hặc", "birth_date": "1990"})
    ]


def test_only_the_rows_of_this_cell_are_written(desk: Desk, folder: Path) -> None:
    grid, spans = ward_list()
    draft = open_roster(desk, kept(folder, as_xls(grid, spans), "a.xls"))
    assert (draft.cells, draft.cell) == ({"Bản Suối Lanh": 3, "Bản Nà Hừ": 1}, "Bản Suối Lanh")
    assert outcomes(plan_roster(desk, draft)) == ["add", "add", "elsewhere", "refuse"]
    with pytest.raises(Refusal, match="không có chi bộ"):
        take_cell(draft, "Bản Lạ")
    assert outcomes(plan_roster(desk, take_cell(draft, EVERY_CELL)))[2] == "add"


def test_a_file_of_strange_cells_waits_until_one_is_chosen(desk: Desk, folder: Path) -> None:
    people = (("Vàng A Chứ", "Nà Hừ"), ("Lò Văn Hặc", "Nậm Én"))
    draft = draft_of(desk, folder, *people, head=("Họ và tên", "Chi bộ"))
    assert draft.cell is None
    assert outcomes(plan_roster(desk, draft)) == ["elsewhere", "elsewhere"]
    assert outcomes(plan_roster(desk, take_cell(draft, "Nà Hừ"))) == ["unsaid", "elsewhere"]
