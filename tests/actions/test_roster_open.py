"""What a roster file leaves open: who is official is asked and never taken for granted; who was put away comes back in one entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, add_standing, change_member, put_away_member
from chibo_desktop.actions.roster_draft import open_roster, take_columns
from chibo_desktop.actions.roster_files import save_left
from chibo_desktop.actions.roster_import import BACK, EVERY_ROW, OPEN, Plan, plan_roster, write_roster
from chibo_desktop.actions.undo import undo
from chibo_desktop.lists.roster import MemberRow, list_members, standings_of
from chibo_desktop.store.access import list_access
from excel.rosters import Cell, as_xlsx, kept, simple

CHU: Sequence[Cell] = ("Vàng A Chứ", "15/08/1975", "01234567", "03/02/2001", "03/02/2002")
HAC: Sequence[Cell] = ("Lò Văn Hặc", "1990", "", "", "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def file_of(folder: Path, *people: Sequence[Cell]) -> Path:
    return kept(folder, as_xlsx(simple(*people)))


def plan_of(desk: Desk, folder: Path, *people: Sequence[Cell]) -> Plan:
    return plan_roster(desk, open_roster(desk, file_of(folder, *people)))


def outcomes(plan: Plan) -> list[str]:
    return [line.outcome for line in plan.lines]


def listed(desk: Desk) -> dict[str, MemberRow]:
    return {row.name: row for row in list_members(desk.store, desk.organisation_id, desk.today)}


def entries(desk: Desk) -> int:
    return int(desk.store.value("SELECT SUM(n) FROM chain"))


def test_nobody_becomes_official_without_the_file_or_a_person_saying_so(desk: Desk, folder: Path) -> None:
    draft = open_roster(desk, file_of(folder, CHU, HAC))
    plan = plan_roster(desk, draft)
    assert outcomes(plan) == ["add", "unsaid"]
    assert plan.to_write == 1
    write_roster(desk, draft, plan)
    assert list(listed(desk)) == ["Vàng A Chứ"]


def test_one_answer_holds_for_the_file_and_a_row_may_have_its_own(desk: Desk, folder: Path) -> None:
    draft = open_roster(desk, file_of(folder, CHU, HAC, ("Giàng Thị Dua", "1980", "", "", "")))
    answers = {EVERY_ROW: "official", 3: "probationary"}
    plan = plan_roster(desk, draft, memberships=answers)
    assert outcomes(plan) == ["add", "add", "add"]
    assert [line.is_unsaid for line in plan.lines] == [False, True, True]
    write_roster(desk, draft, plan, memberships=answers)
    kinds = {name: row.standing.membership for name, row in listed(desk).items()}
    assert kinds == {"Vàng A Chứ": "official", "Lò Văn Hặc": "probationary", "Giàng Thị Dua": "official"}


def test_what_else_is_wrong_with_an_open_row_is_told_at_once(desk: Desk, folder: Path) -> None:
    assert outcomes(plan_of(desk, folder, ("Lò Văn Hặc", "2090", "", "", ""))) == ["refuse"]


def test_whom_a_step_back_put_away_the_mended_file_brings_back_in_one_entry(desk: Desk, folder: Path) -> None:
    draft = open_roster(desk, file_of(folder, CHU, HAC))
    answers = {EVERY_ROW: "official"}
    plan = plan_roster(desk, draft, memberships=answers)
    undo(desk, write_roster(desk, draft, plan, memberships=answers).changes)
    assert listed(desk) == {}
    mended = ("Vàng A Chứ", "15/08/1975", "01234567", "03/02/2001", "19/05/2002")
    draft = open_roster(desk, file_of(folder, mended, HAC))
    waiting = plan_roster(desk, draft)
    assert [(line.outcome, line.may_come_back) for line in waiting.lines] == [("refuse", True)] * 2
    assert "Đưa trở lại" in waiting.lines[0].problems[0].sentence
    assert outcomes(plan_roster(desk, draft, {2: BACK})) == ["back", "refuse"]
    assert outcomes(plan_roster(desk, draft, {EVERY_ROW: BACK})) == ["back", "unsaid"]
    choices, answers, before = {EVERY_ROW: BACK}, {EVERY_ROW: "probationary"}, entries(desk)
    plan = plan_roster(desk, draft, choices, memberships=answers)
    written = write_roster(desk, draft, plan, choices, memberships=answers)
    assert (written.added, written.back, entries(desk) - before) == (0, 2, 1)
    people = listed(desk)
    assert {name: row.standing.membership for name, row in people.items()} == {
        "Vàng A Chứ": "official",
        "Lò Văn Hặc": "probationary",
    }
    chu = people["Vàng A Chứ"]
    assert chu.facts.day("official_on") == date(2002, 5, 19)
    assert [each.day("until_on") for each in standings_of(desk.store, chu.id)] == [date(2002, 5, 18), None]
    undo(desk, written.changes)
    assert listed(desk) == {}


def test_periods_of_the_same_days_come_back_and_are_not_written_again(desk: Desk, folder: Path) -> None:
    draft = open_roster(desk, file_of(folder, CHU))
    undo(desk, write_roster(desk, draft, plan_roster(desk, draft)).changes)
    choices = {2: BACK}
    write_roster(desk, draft, plan_roster(desk, draft, choices), choices)
    assert desk.store.value("SELECT COUNT(*) FROM standing") == 2
    assert len(standings_of(desk.store, listed(desk)["Vàng A Chứ"].id)) == 2


def test_what_somebody_was_beside_and_the_file_does_not_say_is_told(desk: Desk, folder: Path) -> None:
    _, chu = add_member(desk, full_name="Vàng A Chứ", birth_date="1975")
    add_standing(desk, chu, "exempt")
    put_away_member(desk, chu)
    draft = open_roster(desk, file_of(folder, CHU))
    (line,) = plan_roster(desk, draft, {2: BACK}).lines
    assert line.outcome == "back"
    assert ["miễn công tác" in str(note) for note in line.notes] == [True]


def test_who_was_not_written_is_saved_with_row_cell_and_reason(desk: Desk, folder: Path) -> None:
    plan = plan_of(desk, folder, CHU, HAC, ("Mùa A Sấu", "30/02/1990", "", "", "03/02/2002"))
    target = folder / "con-lai.xlsx"
    assert save_left(desk, target, plan.of(*OPEN), "danh-sach.xlsx") == 2
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert rows[3] == ("Dòng", "Ô", "Họ và tên", "Vì sao")
    assert rows[4][:3] == (3, "B3", "Lò Văn Hặc")
    assert "chính thức hay dự bị" in str(rows[4][3])
    assert rows[5][:3] == (4, "C4", "Mùa A Sấu")
    assert "không có ngày 30/02/1990" in str(rows[5][3])
    assert list_access(desk.store, "member")[0].note == "danh sách chưa ghi được khi nhập"


def test_the_first_person_of_a_file_without_a_head_is_a_person(desk: Desk, folder: Path) -> None:
    grid = [["Vàng A Chứ", "15/8/1975"], ["Lò Văn Hặc", "1990"]]
    draft = open_roster(desk, kept(folder, as_xlsx(grid)))
    assert not draft.table.has_head
    draft = take_columns(desk, draft, {0: "full_name", 1: "birth_date"})
    answers = {EVERY_ROW: "official"}
    write_roster(desk, draft, plan_roster(desk, draft, memberships=answers), memberships=answers)
    assert sorted(listed(desk)) == ["Lò Văn Hặc", "Vàng A Chứ"]
    assert not open_roster(desk, kept(folder, as_xlsx(grid))).remembered, "any two columns would be it"


def test_a_member_changed_by_hand_keeps_what_the_file_agrees_with(desk: Desk, folder: Path) -> None:
    draft = open_roster(desk, file_of(folder, CHU))
    write_roster(desk, draft, plan_roster(desk, draft))
    (row,) = listed(desk).values()
    change_member(desk, row.id, full_name="VÀNG A CHỨ")
    assert outcomes(plan_of(desk, folder, CHU)) == ["same"]


def test_namesakes_with_cards_of_their_own_are_two_people(desk: Desk, folder: Path) -> None:
    other = ("Vàng A Chứ", "15/08/1975", "01234599", "", "03/02/2002")
    assert outcomes(plan_of(desk, folder, CHU, other)) == ["add", "add"]
