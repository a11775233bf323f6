"""A notice follows its visit whatever two machines wrote, whoever was renamed since, and nobody handles one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions import twins
from chibo_desktop.actions.conflicts import settle
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.putting_away import bring_back, put_away
from chibo_desktop.actions.undo import take_value, undo
from chibo_desktop.actions.visit_teams import change_official, change_team
from chibo_desktop.actions.visits import (
    change_visit,
    excuse_visit,
    make_plan,
    plan_visit,
    postpone_visit,
    propose_visits,
    put_away_visit,
)
from chibo_desktop.actions.visits_told import tell_anew
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.conflicts import conflict_count, conflict_rows
from chibo_desktop.lists.history import recent_history
from chibo_desktop.lists.put_away import list_put_away
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.search import search
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.store.history import history
from exchange.province import PASSWORD, Province
from visiting import make_visited, write_met, write_team

TENTH, TWENTIETH = date(2026, 11, 10), date(2026, 11, 20)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


@pytest.fixture
def twin(province: Province, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A second machine of the commune's office, which the province and the cells have heard of."""
    monkeypatch.setattr(twins, "PASSWORD", PASSWORD)
    made = twins.make_twin(province.commune, tmp_path / "twin")
    province.send(made, province.upper)
    province.send(province.upper, province.commune)
    carry_down(province, made, province.commune)
    yield made
    made.close()


def carry_down(province: Province, *desks: Desk) -> None:
    for desk in desks:
        for cell in province.cells:
            province.send(desk, cell)


def seen(desk: Desk) -> list[tuple[str, date | None]]:
    return [(each.month, each.planned_on) for each in planned_visits(desk.store, "2026-01", "2027-12")]


def names_seen(desk: Desk) -> list[str]:
    return [each.who for each in planned_visits(desk.store, "2026-01", "2027-12")]


def write_apart(province: Province, twin: Desk) -> str:
    """A visit both machines set another day for; each knows the other's by now."""
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-11")[1]
    twins.exchange(desk, twin)
    for one, day in ((desk, TENTH), (twin, TWENTIETH)):
        province.wait()
        change_visit(one, visit, planned_on=day)
    twins.exchange(desk, twin)
    return visit


def test_the_day_chosen_between_two_machines_is_the_day_the_cell_is_told(
    province: Province, twin: Desk
) -> None:
    desk = province.commune
    visit = write_apart(province, twin)
    (row,) = conflict_rows(desk.store)
    assert (row.kind, row.id) == ("visit", visit)
    settle(desk, [(row.key, next(side.head for side in row.sides if "10" in side.words))])
    twins.exchange(desk, twin)
    carry_down(province, desk, twin, desk)
    assert seen(province.cell) == [("2026-11", TENTH)]
    assert [conflict_count(each.store) for each in (desk, twin, province.cell)] == [0, 0, 0]
    assert select(desk.store, "visit_notice", "id IN (SELECT id FROM conflict)") == []


def test_a_cell_is_never_asked_to_choose_between_notices(province: Province, twin: Desk) -> None:
    write_apart(province, twin)
    carry_down(province, twin)
    assert conflict_rows(province.cell.store) == []


def test_a_visit_moved_by_one_machine_and_put_off_by_the_other_is_told_where_it_goes(
    province: Province, twin: Desk
) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    visit = plan_visit(desk, lanh.organisation_id, "2026-11")[1]
    twins.exchange(desk, twin)
    province.wait()
    change_visit(desk, visit, organisation_id=hu.organisation_id)
    province.wait()
    postpone_visit(twin, visit, date(2026, 12, 3), "lũ")
    twins.exchange(desk, twin)
    carry_down(province, desk, twin)
    assert seen(lanh) == []
    assert seen(hu) == [("2026-12", date(2026, 12, 3))]
    assert not tell_anew(desk)


def test_a_corrected_name_and_a_renamed_team_are_told_with_the_next_bundle(province: Province) -> None:
    desk, cell = province.commune, province.cell
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    who = team.people["Hà Thị Xuân"]
    for month in ("2026-10", "2026-11"):
        plan_visit(desk, cell.organisation_id, month, team_id=team.id, official_id=who)
    carry_down(province, desk)
    change_official(desk, who, full_name="Hà Thị Xuân Mai")
    change_team(desk, team.id, name="Tổ Một")
    carry_down(province, desk)
    assert names_seen(cell) == ["Tổ Một, Hà Thị Xuân Mai"] * 2


def test_what_is_over_keeps_team_and_office_as_they_were_told(province: Province) -> None:
    desk, cell = province.commune, province.cell
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan_visit(desk, cell.organisation_id, "2026-10", team_id=team.id)
    carry_down(province, desk)
    province.clock.set(province.clock.now().replace(month=12))
    change_team(desk, team.id, name="Tổ Một")
    carry_down(province, desk)
    assert names_seen(cell) == ["Tổ 1"]


def test_telling_anew_writes_nothing_where_all_is_told(province: Province) -> None:
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-11")[1]
    change_visit(desk, visit, prepared="nghe báo cáo")
    assert not tell_anew(desk)
    (notice,) = select(desk.store, "visit_notice")
    assert len(history(desk.store, "visit_notice", notice.id)) == 1
    assert not tell_anew(province.cell)


def test_a_notice_is_never_handled_by_itself(province: Province) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    visit = plan_visit(desk, lanh.organisation_id, "2026-11")[1]
    change_visit(desk, visit, organisation_id=hu.organisation_id)
    (gone,) = (each for each in select(desk.store, "visit_notice", away=True) if each.is_put_away)
    first = history(desk.store, "visit_notice", gone.id)[0].head
    with pytest.raises(Refusal):
        bring_back(desk, "visit_notice", gone.id)
    with pytest.raises(Refusal):
        put_away(desk, "visit_notice", f"{visit}/{hu.organisation_id}")
    with pytest.raises(Refusal):
        take_value(desk, "visit_notice", gone.id, "put_away", first)
    put_away_visit(desk, visit)
    carry_down(province, desk)
    assert [row.kind for row in list_put_away(desk.store, desk.organisation_id, desk.today)] == ["visit"]
    assert list_put_away(lanh.store, lanh.organisation_id, lanh.today) == []


def test_an_action_whose_notice_was_mended_since_can_still_be_undone(province: Province) -> None:
    desk, cell = province.commune, province.cell
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    planned, visit = plan_visit(desk, cell.organisation_id, "2026-11", team_id=team.id)
    change_team(desk, team.id, name="Tổ Một")
    carry_down(province, desk)
    undo(desk, planned)
    carry_down(province, desk)
    assert seen(cell) == []
    held = find(desk.store, "visit", visit)
    assert held is not None
    assert held.is_put_away


def test_proposing_for_many_cells_is_one_line_of_the_diary_and_no_hit_of_the_search(
    province: Province,
) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(desk, 2026)[1]
    before = len(recent_history(desk.store))
    assert propose_visits(desk, plan)[1] == 3
    assert len(recent_history(desk.store)) == before + 1
    carry_down(province, desk)
    assert [search(cell.store, "Xuân") for cell in province.cells] == [[], []]
    labels = {group.label: [hit.kind for hit in group.hits] for group in search(desk.store, "Xuân")}
    assert labels == {"Dự sinh hoạt": ["official"]}


def test_another_of_the_team_who_came_makes_the_visit_made_below_as_above(province: Province) -> None:
    desk, cell = province.commune, province.cell
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    who = team.people["Hà Thị Xuân"]
    visit = plan_visit(desk, cell.organisation_id, "2026-10", team_id=team.id, official_id=who)[1]
    carry_down(province, desk)
    write_met(cell, date(2026, 10, 5), ("Cà Văn Xôm", "commune"))
    write_met(cell, date(2026, 10, 6), ("Mùa A Sính", "upper"), kind="thematic")
    province.send(cell, desk)
    states = [
        [(each.id, each.state) for each in planned_visits(one.store, "2026-10", "2026-10")]
        for one in (desk, cell)
    ]
    assert states == [[(visit, "made")]] * 2


def test_a_visit_excused_is_not_made_by_another_guest_of_that_level(province: Province) -> None:
    desk, cell = province.commune, province.cell
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    visit = plan_visit(desk, cell.organisation_id, "2026-10", team_id=team.id)[1]
    excuse_visit(desk, visit, "ốm")
    carry_down(province, desk)
    write_met(cell, date(2026, 10, 5), ("Cà Văn Xôm", "commune"))
    assert [each.state for each in planned_visits(cell.store, "2026-10", "2026-10")] == ["excused"]


def test_a_machine_that_knows_less_does_not_tell_the_old_day_again(province: Province, twin: Desk) -> None:
    desk, cell = province.commune, province.cell
    visit = plan_visit(desk, cell.organisation_id, "2026-11", planned_on=TENTH)[1]
    twins.exchange(desk, twin)
    carry_down(province, desk)
    province.wait()
    change_visit(desk, visit, planned_on=TWENTIETH)
    carry_down(province, desk)
    province.send(cell, twin)
    assert seen(twin) == [("2026-11", TENTH)]
    carry_down(province, twin)
    assert seen(cell) == [("2026-11", TWENTIETH)]


def test_two_machines_that_tell_alike_come_to_rest(province: Province, twin: Desk) -> None:
    desk = province.commune
    write_apart(province, twin)
    for one in (desk, twin):
        province.wait()
        tell_anew(one)
    twins.exchange(desk, twin)
    province.wait()
    assert [bool(tell_anew(one)) for one in (desk, twin)] == [False, False]


@pytest.mark.parametrize("said", [{"purpose": "congress", "month": "2026-11"}, {"month": "2026"}])
def test_a_visit_that_cannot_be_told_here_does_not_stop_the_others(
    province: Province, said: dict[str, str]
) -> None:
    desk, cell = province.commune, province.cell
    with desk.store.writing(desk.organisation_id, desk.user) as writer:
        place = {"body_id": desk.organisation_id, "organisation_id": cell.organisation_id}
        writer.put_checked("visit", writer.new_id(), {**place, **said})
    plan_visit(desk, cell.organisation_id, "2026-12")
    carry_down(province, desk)
    assert seen(cell) == [("2026-12", None)]


@pytest.mark.parametrize("is_moved", [True, False])
def test_undoing_gives_back_the_notice_of_a_visit_whose_day_is_over(
    province: Province, *, is_moved: bool
) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    day = date(2026, 10, 6)
    visit = plan_visit(desk, lanh.organisation_id, "2026-10", planned_on=day)[1]
    carry_down(province, desk)
    province.wait(days=3)
    moved = {"organisation_id": hu.organisation_id}
    undo(desk, change_visit(desk, visit, **moved) if is_moved else put_away_visit(desk, visit))
    carry_down(province, desk)
    assert [seen(each) for each in (lanh, hu)] == [[("2026-10", day)], []]
