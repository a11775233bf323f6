"""Promises of who took part: a name is looked up among the members, a list of an office is read and only the sure lines written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.desks import make_desk, make_members
from chibo_desktop.actions.decisions import add_assignment, report_assignment
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import add_meeting
from chibo_desktop.actions.members import add_member, end_standing
from chibo_desktop.actions.oversight import add_gathering, add_participants
from chibo_desktop.actions.participants import add_person, open_class_list, write_class_list
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.gatherings import gathering_row, gatherings, participants, turnout
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.invited import Invited, invited
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.settled import settled_assignments
from excel.rosters import Grid, as_xlsx, kept
from exchange.province import make_province

HELD = date(2026, 9, 10)


@pytest.fixture
def commune(tmp_path: Path, evening: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "commune", evening, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


@pytest.fixture
def cell(commune: Desk) -> Desk:
    """A cell of four members the commune types for; Vàng A Chứ is its secretary."""
    made = commune.for_organisation(add_cell(commune, name="Chi bộ bản Nà Hừ")[1])
    make_members(made, 4)
    return made


@pytest.fixture
def other(commune: Desk) -> Desk:
    """A second cell, in which another Lò Văn Hặc is the secretary."""
    made = commune.for_organisation(add_cell(commune, name="Chi bộ bản Suối Lanh")[1])
    add_member(made, full_name="Lò Văn Hặc", office="secretary")
    return made


@pytest.fixture
def gathering(commune: Desk) -> str:
    return add_gathering(commune, "training", "Lớp bí thư", held_on=HELD, topic="content")[1]


def called(desk: Desk, gathering: str) -> list[Invited]:
    facts = find(desk.store, "gathering", gathering)
    assert facts is not None
    return invited(desk.store, facts, desk.today)


def test_a_briefing_calls_the_secretary_of_each_cell_and_a_study_the_cells(
    commune: Desk, cell: Desk, other: Desk, gathering: str
) -> None:
    assert [(one.place, one.name) for one in called(commune, gathering)] == [
        ("Chi bộ bản Nà Hừ", "Vàng A Chứ"),
        ("Chi bộ bản Suối Lanh", "Lò Văn Hặc"),
    ]
    study = add_gathering(commune, "study", "Học nghị quyết", held_on=HELD)[1]
    assert [(one.place, one.member_id) for one in called(commune, study)] == [
        ("Chi bộ bản Nà Hừ", ""),
        ("Chi bộ bản Suối Lanh", ""),
    ]


def test_a_body_above_communes_calls_the_secretaries_of_all_cells_to_a_class(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        cell, commune, upper = province.cell, province.commune, province.upper
        secretary = make_members(cell, 2)[0]
        province.send(cell, commune)
        province.send(commune, upper)
        held = add_gathering(upper, "training", "Lớp bí thư", held_on=HELD, topic="content")[1]
        (one,) = called(upper, held)
        said = ("Bí thư Chi bộ bản Suối Lanh", "Đảng bộ xã Mường Sáy")
        assert (one.member_id, one.name, one.place, one.group) == (secretary, *said, "secretary")
        line = {"group": one.group, "member_id": one.member_id, "organisation_id": one.organisation_id}
        add_participants(upper, held, [line])
        assert [each.participant_id != "" for each in called(upper, held)] == [True]
        figures = report(upper.store, upper.organisation_id, "2026-01", "2026-12", keys=["IND-11b"]).own
        counted = figures.figures["IND-11b"]
        assert (counted.numerator, counted.denominator) == (1, 1)


def test_a_cell_without_a_secretary_is_called_itself(commune: Desk, gathering: str) -> None:
    bare = add_cell(commune, name="Chi bộ bản Suối Lanh")[1]
    (one,) = called(commune, gathering)
    assert (one.organisation_id, one.member_id, one.group) == (bare, "", "organisation")


def test_a_secretary_who_left_before_the_day_is_not_called(commune: Desk, cell: Desk, gathering: str) -> None:
    (one,) = called(commune, gathering)
    standing = cell.store.value("SELECT id FROM standing WHERE member_id = ?", (one.member_id,))
    end_standing(cell, str(standing), HELD.replace(day=1))
    assert [each.member_id for each in called(commune, gathering)] == [""]


def test_a_name_that_one_member_bears_is_that_member_by_his_office(
    commune: Desk, cell: Desk, gathering: str
) -> None:
    add_person(commune, gathering, full_name="vàng a chứ")
    (one,) = participants(commune.store, gathering)
    assert (one.text("group"), one.text("organisation_id")) == ("secretary", cell.organisation_id)
    assert [each.participant_id for each in called(commune, gathering)] == [one.id]


def test_a_name_two_members_bear_asks_for_the_cell(
    commune: Desk, cell: Desk, other: Desk, gathering: str
) -> None:
    with pytest.raises(Refusal, match="Có 2 đồng chí tên Lò Văn Hặc") as refused:
        add_person(commune, gathering, full_name="Lò Văn Hặc")
    assert refused.value.field == "organisation_id"
    add_person(commune, gathering, full_name="Lò Văn Hặc", organisation_id=cell.organisation_id)
    (one,) = participants(commune.store, gathering)
    assert one.text("group") == "member"


def test_somebody_of_the_people_keeps_his_name_though_a_member_bears_it(
    commune: Desk, cell: Desk, gathering: str
) -> None:
    add_person(commune, gathering, group="masses", full_name="Vàng A Chứ")
    (one,) = participants(commune.store, gathering)
    assert (one.text("member_id"), one.text("full_name")) == ("", "Vàng A Chứ")


@pytest.mark.parametrize(
    ("given", "field"), [({}, "full_name"), ({"group": "organisation"}, "organisation_id")]
)
def test_a_line_that_says_nobody_is_refused(
    commune: Desk, gathering: str, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        add_person(commune, gathering, **given)
    assert refused.value.field == field


def test_a_list_of_an_office_is_told_line_by_line_and_only_the_sure_are_written(
    commune: Desk, cell: Desk, other: Desk, gathering: str, tmp_path: Path
) -> None:
    add_person(commune, gathering, full_name="Giàng Thị Dua")
    grid: Grid = [
        ["Danh sách lớp bồi dưỡng"],
        ["STT", "Họ và tên", "Chi bộ"],
        [1, "VÀNG A CHỨ", ""],
        [2, "Lò Văn Hặc", "Suối Lanh"],
        [3, "Lò Văn Hặc", ""],
        [4, "Giàng Thị Dua", "Chi bộ bản Nà Hừ"],
        [5, "Sùng Thị Máy", "Nà Hừ"],
        [6, "Vàng A Chứ", ""],
    ]
    lines = open_class_list(commune, gathering, kept(tmp_path, as_xlsx(grid)))
    assert [line.state for line in lines] == ["known", "known", "several", "there", "named", "there"]
    assert lines[1].organisation_id == other.organisation_id
    assert len(participants(commune.store, gathering)) == 1
    write_class_list(commune, gathering, lines, unknown="masses")
    (row,) = gatherings(commune.store, commune.organisation_id)
    assert dict(row.groups) == {"member": 1, "secretary": 2, "masses": 1}
    assert turnout(commune.store, [row]).persons == 4


def test_a_list_without_names_is_refused_in_words(commune: Desk, gathering: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="Họ và tên"):
        open_class_list(commune, gathering, kept(tmp_path, as_xlsx([["Số thứ tự", "Ghi chú"], [1, "x"]])))


def test_a_gathering_put_away_is_none(commune: Desk, gathering: str) -> None:
    add_participants(commune, gathering, [{"group": "masses", "heads": 3}])
    row = gathering_row(commune.store, gathering)
    assert row is not None
    assert row.heads == 3
    assert gathering_row(commune.store, "nobody") is None


def test_a_task_reported_done_stands_among_the_done_with_its_result(desk: Desk, members: list[str]) -> None:
    given = add_meeting(desk, period="2026-08", held_on=date(2026, 8, 5))[1]
    heard = add_meeting(desk, period="2026-09", held_on=date(2026, 9, 5))[1]
    done, begun = (add_assignment(desk, given, title=title, leader_id=members[0])[1] for title in ("A", "B"))
    report_assignment(desk, done, heard, "done", "Đã rải 300 m")
    report_assignment(desk, begun, heard, "ongoing", "Đang làm")
    (row,) = settled_assignments(desk.store, desk.organisation_id)
    assert (row.title, row.leader_name, row.done_on, row.result) == (
        "A",
        "Vàng A Chứ",
        date(2026, 9, 5),
        "Đã rải 300 m",
    )
