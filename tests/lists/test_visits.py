"""A guest in finalised minutes is a visit made: typed once, joined with the plan, counted by meeting and level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.visit_teams import NewMate
from chibo_desktop.actions.visits import note_made, note_visit, plan_visit
from chibo_desktop.lists.visits import MadeVisit, visits_made
from exchange.province import Province
from visiting import make_visited, reorganise, write_met, write_team

OCTOBER = date(2026, 10, 1)
FIFTH = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def made_at(province: Province, first: date = OCTOBER, last: date = OCTOBER) -> list[MadeVisit]:
    """What the commune reads once the cells have sent."""
    for cell in province.cells:
        province.send(cell, province.commune)
    return visits_made(province.commune.store, first, last)


def test_a_guest_from_above_in_finalised_minutes_is_a_visit_and_others_are_not(province: Province) -> None:
    write_met(province.cell, FIFTH, ("Hà Thị Xuân", "commune"), ("Lò Văn Yên", "other"))
    write_met(province.cells[1], FIFTH, ("Hà Thị Xuân", "commune"), is_final=False)
    write_met(province.cells[1], FIFTH, ("Hà Thị Xuân", "commune"), month="2026-09", missed=True)
    (visit,) = made_at(province)
    assert (visit.organisation_id, visit.level, visit.names) == (
        province.cell.organisation_id,
        "commune",
        ("Hà Thị Xuân",),
    )
    assert (visit.body_id, visit.team_id, visit.visit_id) == (province.commune.organisation_id, "", "")


def test_two_of_one_level_are_one_visit_and_two_levels_are_two(province: Province) -> None:
    write_met(
        province.cell, FIFTH, ("Hà Thị Xuân", "commune"), ("Cà Văn Xôm", "commune"), ("Mùa A Sính", "upper")
    )
    assert [(visit.level, len(visit.names)) for visit in made_at(province)] == [("commune", 2), ("upper", 1)]


def test_a_meeting_put_off_into_the_next_month_stays_its_own_months(province: Province) -> None:
    write_met(province.cell, date(2026, 10, 3), ("Hà Thị Xuân", "commune"), month="2026-09")
    assert made_at(province) == []
    assert [
        visit.day for visit in visits_made(province.commune.store, date(2026, 9, 1), date(2026, 9, 30))
    ] == [date(2026, 10, 3)]


def test_a_planned_visit_is_fulfilled_by_the_name_in_the_minutes_marks_of_letters_apart(
    province: Province,
) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    planned = plan_visit(province.commune, province.cell.organisation_id, "2026-10", team_id=team.id)[1]
    write_met(province.cell, FIFTH, ("HÀ THỊ XUÂN", "commune"))
    (visit,) = made_at(province)
    assert (visit.visit_id, visit.team_id, visit.official_ids) == (
        planned,
        team.id,
        (team.people["Hà Thị Xuân"],),
    )


def test_somebody_elses_visit_in_that_month_does_not_fulfil_the_plan(province: Province) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    plan_visit(province.commune, province.cell.organisation_id, "2026-10", team_id=team.id)
    write_met(province.cell, FIFTH, ("Lù Thị Lả", "commune"))
    (visit,) = made_at(province)
    assert (visit.visit_id, visit.team_id) == ("", "")


def test_a_note_of_the_meetings_own_day_is_the_visit_of_its_minutes(province: Province) -> None:
    planned = plan_visit(province.commune, province.cell.organisation_id, "2026-10")[1]
    note_made(province.commune, planned, FIFTH)
    write_met(province.cell, FIFTH, ("Lù Thị Lả", "commune"))
    assert [visit.visit_ids for visit in made_at(province)] == [(planned,)]


def test_a_note_without_minutes_is_a_visit_and_a_committees_meeting_is_told_apart(province: Province) -> None:
    note_visit(province.commune, province.cell.organisation_id, FIFTH)
    note_visit(province.upper, province.commune.organisation_id, FIFTH, purpose="committee")
    province.send(province.upper, province.commune)
    visits = visits_made(province.commune.store, OCTOBER, OCTOBER)
    assert {(visit.level, visit.purpose, visit.meeting_id) for visit in visits} == {
        ("commune", "cell", ""),
        ("upper", "committee", ""),
    }


def test_the_team_is_the_one_the_guest_belonged_to_that_day(province: Province) -> None:
    first = write_team(province.commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    second = write_team(province.commune, "Tổ 2", "Lù Thị Lả")
    reorganise(
        province.commune, first.id, date(2026, 10, 1), [NewMate(first.people["Cà Văn Xôm"], leads=True)]
    )
    moved = [NewMate(second.people["Lù Thị Lả"], leads=True), NewMate(first.people["Hà Thị Xuân"])]
    reorganise(province.commune, second.id, date(2026, 10, 1), moved)
    write_met(province.cell, date(2026, 9, 30), ("Hà Thị Xuân", "commune"))
    write_met(province.cells[1], FIFTH, ("Hà Thị Xuân", "commune"))
    found = made_at(province, date(2026, 9, 1), OCTOBER)
    assert [visit.team_id for visit in found] == [first.id, second.id]


def test_a_province_reads_whose_visit_it_was_from_the_cells_minutes(province: Province) -> None:
    team = write_team(province.upper, "Tổ 3", "Mùa A Sính")
    write_met(province.cell, FIFTH, ("Mùa A Sính", "upper"), kind="thematic")
    for sender, to in ((province.cell, province.commune), (province.commune, province.upper)):
        province.send(sender, to)
    (visit,) = visits_made(province.upper.store, OCTOBER, OCTOBER)
    assert (visit.body_id, visit.team_id, visit.is_thematic) == (
        province.upper.organisation_id,
        team.id,
        True,
    )


def test_a_cell_reads_the_visits_it_received_from_its_own_minutes(province: Province) -> None:
    write_met(province.cell, FIFTH, ("Hà Thị Xuân", "commune"))
    assert [visit.names for visit in visits_made(province.cell.store, OCTOBER, OCTOBER)] == [("Hà Thị Xuân",)]


def test_a_committee_meeting_with_a_guest_is_no_visit_to_the_cells_meeting(province: Province) -> None:
    write_met(province.cell, FIFTH, ("Hà Thị Xuân", "commune"), kind="committee")
    assert [visit.purpose for visit in made_at(province)] == ["committee"]


def test_a_visit_noted_at_a_session_put_off_into_the_next_month_is_one_visit(province: Province) -> None:
    desk, cell = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    planned = plan_visit(desk, cell, "2026-10", team_id=team.id, planned_on=date(2026, 10, 2))[1]
    note_made(desk, planned, date(2026, 10, 2))
    write_met(province.cell, date(2026, 10, 2), ("Hà Thị Xuân", "commune"), month="2026-09")
    assert made_at(province) == []
    (visit,) = made_at(province, date(2026, 9, 1), OCTOBER)
    assert (visit.month, visit.visit_ids) == ("2026-09", (planned,))


def test_a_december_session_held_in_january_is_counted_in_one_year_only(province: Province) -> None:
    desk, cell = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    planned = plan_visit(desk, cell, "2026-01", team_id=team.id)[1]
    write_met(province.cell, date(2026, 1, 3), ("Hà Thị Xuân", "commune"), month="2025-12")
    assert made_at(province, date(2026, 1, 1), date(2026, 12, 31)) == []
    (visit,) = made_at(province, date(2025, 1, 1), date(2025, 12, 31))
    assert visit.visit_ids == (planned,)


def test_the_visit_of_the_month_belongs_to_its_own_session_and_not_to_one_put_off_into_it(
    province: Province,
) -> None:
    desk, cell = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    planned = plan_visit(desk, cell, "2026-09", team_id=team.id)[1]
    write_met(province.cell, date(2026, 9, 2), ("Hà Thị Xuân", "commune"), month="2026-08")
    write_met(province.cell, date(2026, 9, 25), ("Hà Thị Xuân", "commune"))
    august, september = made_at(province, date(2026, 8, 1), date(2026, 9, 1))
    assert (august.visit_ids, september.visit_ids) == ((), (planned,))
    assert made_at(province, date(2026, 8, 1), date(2026, 8, 1)) == [august]


def test_a_visit_still_to_come_is_not_made_by_a_session_put_off_into_its_month(province: Province) -> None:
    desk, cell = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan_visit(desk, cell, "2026-10", team_id=team.id, planned_on=date(2026, 10, 25))
    write_met(province.cell, date(2026, 10, 2), ("Hà Thị Xuân", "commune"), month="2026-09")
    (visit,) = made_at(province, date(2026, 9, 1), OCTOBER)
    assert visit.visit_ids == ()
