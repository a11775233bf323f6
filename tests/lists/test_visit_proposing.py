"""What a plan would get: who is sent where as teams and duties change in the year, what he still lacks, written as shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from chibo_desktop.actions.visit_teams import NewMate, end_duty
from chibo_desktop.actions.visits import change_plan, make_plan, plan_visit, propose_visits
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.visit_clashes import clashes_among
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_proposing import suggestion
from exchange.province import Province
from visiting import add_official, assign_duty, make_team, make_visited, reorganise, write_met, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def test_who_answers_for_another_cell_from_a_day_on_is_sent_there_from_then_on(province: Province) -> None:
    desk, (lanh, hu) = province.commune, (cell.organisation_id for cell in province.cells)
    province.clock.set(datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
    xuan = add_official(desk, "Hà Thị Xuân")[1]
    duty = assign_duty(desk, xuan, lanh, from_on=date(2026, 1, 1))[1]
    end_duty(desk, duty, date(2026, 2, 28))
    assign_duty(desk, xuan, hu, from_on=date(2026, 3, 1))
    slots = suggestion(desk.store, make_plan(desk, 2026)[1]).slots
    assert [(slot.month, slot.cell_id) for slot in slots] == [
        (month, lanh if month < 3 else hu) for month in range(1, 13)
    ]


def test_who_leaves_a_team_and_is_given_a_cell_to_follow_goes_on_there(province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    province.clock.set(datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
    team = write_team(desk, "Tổ 1", "Cà Văn Xôm", "Lù Thị Lả")
    xom, la = team.people.values()
    reorganise(desk, team.id, date(2026, 6, 1), [NewMate(la, leads=True)])
    assign_duty(desk, xom, lanh, from_on=date(2026, 6, 1))
    slots = [
        slot for slot in suggestion(desk.store, make_plan(desk, 2026)[1]).slots if slot.official_id == xom
    ]
    assert [slot.month for slot in slots] == list(range(1, 13))
    assert {slot.cell_id for slot in slots if slot.month > 5} == {lanh}


def test_a_suggestion_says_who_still_lacks_visits_of_the_years_number(province: Province) -> None:
    desk = province.commune
    province.clock.set(datetime(2026, 1, 5, 9, tzinfo=VIETNAM))
    xuan = add_official(desk, "Hà Thị Xuân")[1]
    make_team(desk, "Tổ 1", [NewMate(xuan, leads=True, cadence="quarterly")], from_on=date(2026, 1, 1))
    plan = make_plan(desk, 2026, visits_each=6)[1]
    (share,) = suggestion(desk.store, plan).people
    assert (share.proposed, share.wanted, share.lacking) == (4, 6, 2)
    change_plan(desk, plan, visits_each=4)
    (share,) = suggestion(desk.store, plan).people
    assert share.lacking == 0


def test_what_was_shown_is_not_written_once_the_plan_is_another(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(desk, 2026)[1]
    shown = suggestion(desk.store, plan).slots
    for slot in shown:
        plan_visit(province.upper, slot.cell_id, f"2026-{slot.month:02d}")
    province.send(province.upper, desk)
    with pytest.raises(Refusal, match="vừa đổi"):
        propose_visits(desk, plan, shown)
    renewed = suggestion(desk.store, plan).slots
    assert propose_visits(desk, plan, renewed)[1] == len(renewed) > 0
    with pytest.raises(Refusal, match="vừa đổi"):
        propose_visits(desk, plan, renewed)
    every = planned_visits(desk.store, "2026-01", "2026-12")
    assert clashes_among(every) == []


def test_a_plan_that_asks_for_no_visits_at_all_is_refused(province: Province) -> None:
    with pytest.raises(Refusal):
        make_plan(province.commune, 2026, visits_each=0)
    with pytest.raises(Refusal):
        make_plan(province.commune, 2026, fixed_day=0)


def test_no_visit_is_proposed_where_the_day_of_this_month_is_over(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    propose_visits(desk, make_plan(desk, 2026, fixed_day=1)[1])
    days = [visit.planned_on for visit in planned_visits(desk.store, "2026-10", "2026-12")]
    assert days == [date(2026, 11, 1), date(2026, 12, 1)]


def test_no_visit_is_proposed_to_a_meeting_whose_minutes_are_finalised(province: Province) -> None:
    desk, (lanh, hu) = province.commune, (cell.organisation_id for cell in province.cells)
    write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    plan = make_plan(desk, 2026)[1]
    october = {slot.cell_id for slot in suggestion(desk.store, plan).slots if slot.month == 10}
    assert october == {lanh, hu}
    write_met(province.cell, date(2026, 10, 5))
    province.send(province.cell, desk)
    assert {slot.cell_id for slot in suggestion(desk.store, plan).slots if slot.month == 10} == {hu}


def test_visits_made_beside_the_plan_count_for_whoever_made_them(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    for month in (3, 6):
        write_met(province.cell, date(2026, month, 5), ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    plan = make_plan(desk, 2026, visits_each=4)[1]
    (share,) = suggestion(desk.store, plan).people
    assert (share.made, share.planned, share.proposed, share.lacking) == (2, 0, 3, 0)


def test_a_proposal_says_what_each_would_do_before_it_is_written_and_is_written_as_shown(
    province: Province,
) -> None:
    desk, (lanh, hu) = province.commune, (cell.organisation_id for cell in province.cells)
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", territory="Suối Lanh")
    plan = make_plan(desk, 2026)[1]
    plan_visit(desk, lanh, "2026-10", team_id=team.id, official_id=team.people["Hà Thị Xuân"], plan_id=plan)
    found = suggestion(desk.store, plan)
    assert [(each.name, each.team_name, each.planned, each.proposed) for each in found.people] == [
        ("Hà Thị Xuân", "Tổ 1", 1, 2)
    ]
    assert found.without == (hu,)
    assert len(planned_visits(desk.store, "2026-01", "2026-12")) == 1
    assert propose_visits(desk, plan, found.slots[:1])[1] == 1
    months = [visit.month for visit in planned_visits(desk.store, "2026-01", "2026-12")]
    assert months == ["2026-10", "2026-11"]
