"""One thing somebody does with visits is one action, undone whole: founding, assigning, noting, many reports at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visit_names import assign_by_name, found_team
from chibo_desktop.actions.visit_teams import change_duty, put_away_duty
from chibo_desktop.actions.visits import note_made, note_reports, note_visit, plan_visit
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_teams import duties_of
from chibo_desktop.lists.visits import visits_made
from exchange.province import Province
from visiting import make_visited, write_met

FIFTH = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def test_a_duty_is_corrected_with_the_office_of_who_has_it_in_one_action(province: Province) -> None:
    desk, (lanh, hu) = province.commune, (cell.organisation_id for cell in province.cells)
    duty = assign_by_name(desk, full_name="Vàng A Nhà", office="Chủ tịch", organisation_id=lanh)[1]
    fields = {"organisation_id": hu, "from_on": FIFTH, "basis": "Thông báo 12-TB/ĐU"}
    changes = change_duty(desk, duty, office="Phó Chủ tịch", **fields)
    (now,) = duties_of(desk.store, desk.organisation_id)
    assert (now.organisation_id, now.from_on) == (hu, FIFTH)
    assert [each.text("office") for each in select(desk.store, "official")] == ["Phó Chủ tịch"]
    undo(desk, changes)
    (was,) = duties_of(desk.store, desk.organisation_id)
    assert (was.organisation_id, was.from_on) == (lanh, None)
    put_away_duty(desk, duty)
    assert duties_of(desk.store, desk.organisation_id) == []


def test_what_was_founded_assigned_or_noted_by_mistake_is_undone_whole(province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    undo(desk, found_team(desk, name="Tổ 1", mates="Hà Thị Xuân\nCà Văn Xôm", from_on=FIFTH)[0])
    undo(desk, assign_by_name(desk, full_name="Vàng A Nhà", organisation_id=lanh)[0])
    undo(desk, note_visit(desk, lanh, FIFTH)[0])
    kinds = ("visit_team", "team_member", "official", "visit_duty", "visit")
    assert [kind for kind in kinds if select(desk.store, kind)] == []


def test_a_committees_meeting_is_planned_and_noted_when_it_was_held(province: Province) -> None:
    upper, commune = province.upper, province.commune.organisation_id
    visit = plan_visit(upper, commune, "2026-10", purpose="committee", planned_on=FIFTH)[1]
    assert planned_visits(upper.store, "2026-10", "2026-10")[0].state == "planned"
    note_made(upper, visit, FIFTH)
    (made,) = visits_made(upper.store, FIFTH, FIFTH)
    assert (made.organisation_id, made.purpose, made.visit_ids) == (commune, "committee", (visit,))
    with pytest.raises(Refusal, match="Chọn chi bộ, đảng bộ"):
        plan_visit(upper, "", "2026-10")


def test_one_day_is_noted_for_the_reports_of_many_visits_in_one_action(province: Province) -> None:
    desk = province.commune
    for cell in province.cells:
        write_met(cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
        province.send(cell, desk)
    planned = note_visit(desk, desk.organisation_id, date(2026, 9, 7), purpose="committee")[1]
    every = [made.id for made in visits_made(desk.store, date(2026, 9, 1), FIFTH)]
    changes = note_reports(desk, every, date(2026, 9, 10))
    held = {facts.id: facts.day("reported_on") for facts in select(desk.store, "visit")}
    assert len(every) == len(held) == 3
    assert set(held.values()) == {date(2026, 9, 10)}
    undo(desk, changes)
    assert [facts.id for facts in select(desk.store, "visit")] == [planned]
