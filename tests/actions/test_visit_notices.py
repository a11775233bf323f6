"""Visits announced below: to whom it concerns and to nobody else, following the visit; figures below as above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visits import (
    change_visit,
    excuse_visit,
    make_plan,
    note_made,
    note_visit,
    plan_visit,
    postpone_visit,
    propose_visits,
    put_away_visit,
)
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.board import board
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.visit_clashes import clashes_among
from chibo_desktop.lists.visit_plans import PlannedVisit, planned_visits
from chibo_desktop.lists.visits import visits_made
from chibo_desktop.papers.evening_values import invitation_values
from exchange.province import Province, is_clean
from visiting import make_visited, write_met, write_team

FIFTH, NOVEMBER = date(2026, 10, 5), date(2026, 11, 12)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def plan_one(desk: Desk, place: str, on: date | None = NOVEMBER, month: str = "2026-11") -> str:
    """A visit of a team's leader."""
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    who = team.people["Hà Thị Xuân"]
    return plan_visit(desk, place, month, team_id=team.id, official_id=who, planned_on=on)[1]


def seen(desk: Desk) -> list[PlannedVisit]:
    return planned_visits(desk.store, "2026-01", "2027-12")


def carry_down(province: Province) -> None:
    province.send(province.upper, province.commune)
    for cell in province.cells:
        province.send(province.commune, cell)


def test_a_cell_is_told_who_of_its_commune_will_come_and_no_other_cell_is(province: Province) -> None:
    visit = plan_one(province.commune, province.cell.organisation_id)
    change_visit(province.commune, visit, prepared="nghe việc mất đoàn kết")
    carry_down(province)
    (told,) = seen(province.cell)
    assert (told.id, told.who, told.office, told.planned_on, told.state) == (
        visit,
        "Tổ 1, Hà Thị Xuân",
        "Ủy viên Ban Chấp hành",
        NOVEMBER,
        "planned",
    )
    assert told.is_told
    assert told.facts.text("prepared") == ""
    kinds = ("visit_notice", "visit", "official", "visit_team", "team_member", "visit_plan")
    assert [kind for kind in kinds if select(province.cells[1].store, kind, away=True)] == []
    assert is_clean(province.cell)


def test_the_invitation_of_a_cell_names_who_announced_to_come(province: Province) -> None:
    cell = province.cell
    plan_one(province.commune, cell.organisation_id)
    carry_down(province)
    meeting = write_met(
        cell, NOVEMBER, ("Cà Văn Xôm", "commune"), ("Già làng Giàng Nỏ Pó", "other"), is_final=False
    )
    coming = [each["name"] for each in invitation_values(cell.store, meeting)["from_above"]]
    assert coming == ["Cà Văn Xôm", "Hà Thị Xuân"]
    guest = select(cell.store, "guest")[0].id
    assert invitation_values(cell.store, guest)["from_above"] == []


def test_a_province_tells_the_cell_it_goes_to_and_the_commune_between(province: Province) -> None:
    visit = plan_one(province.upper, province.cell.organisation_id)
    carry_down(province)
    assert [[each.id for each in seen(desk)] for desk in (province.commune, *province.cells)] == [
        [visit],
        [visit],
        [],
    ]


def test_a_commune_is_told_that_its_committees_meeting_will_be_attended_and_its_cells_are_not(
    province: Province,
) -> None:
    plan_visit(province.upper, province.commune.organisation_id, "2026-11", purpose="committee")
    carry_down(province)
    assert [each.purpose for each in seen(province.commune)] == ["committee"]
    assert [seen(cell) for cell in province.cells] == [[], []]


def test_a_notice_follows_its_visit_through_every_change(province: Province) -> None:
    desk, cell = province.commune, province.cell
    visit = plan_one(desk, cell.organisation_id)
    postpone_visit(desk, visit, date(2026, 12, 3), "lũ cuốn cầu")
    province.send(desk, cell)
    assert [(each.state, each.planned_on) for each in seen(cell)] == [("postponed", date(2026, 12, 3))]
    other = write_team(desk, "Tổ 2", "Lù Thị Lả")
    change_visit(desk, visit, team_id=other.id, official_id=other.people["Lù Thị Lả"])
    province.send(desk, cell)
    assert [each.who for each in seen(cell)] == ["Tổ 2, Lù Thị Lả"]
    excuse_visit(desk, visit, "ốm")
    province.send(desk, cell)
    assert [each.state for each in seen(cell)] == ["excused"]
    put_away_visit(desk, visit)
    province.send(desk, cell)
    assert seen(cell) == []
    assert len(select(cell.store, "visit_notice", away=True)) == 1


def test_a_visit_that_goes_elsewhere_is_withdrawn_where_it_was_announced(province: Province) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    visit = plan_one(desk, lanh.organisation_id)
    carry_down(province)
    change_visit(desk, visit, organisation_id=hu.organisation_id)
    carry_down(province)
    assert [[each.id for each in seen(cell)] for cell in (lanh, hu)] == [[], [visit]]
    change_visit(desk, visit, organisation_id=lanh.organisation_id)
    carry_down(province)
    assert [[each.id for each in seen(cell)] for cell in (lanh, hu)] == [[visit], []]


def test_what_is_undone_is_undone_for_those_who_were_told(province: Province) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    planned, visit = plan_visit(desk, lanh.organisation_id, "2026-11")
    undo(desk, planned)
    carry_down(province)
    assert seen(lanh) == []
    visit = plan_visit(desk, lanh.organisation_id, "2026-11")[1]
    undo(desk, postpone_visit(desk, visit, date(2026, 12, 3), "lũ"))
    undo(desk, change_visit(desk, visit, organisation_id=hu.organisation_id))
    carry_down(province)
    assert [(each.month, each.planned_on, each.state) for each in seen(lanh)] == [
        ("2026-11", None, "planned")
    ]
    assert seen(hu) == []


def test_a_visit_moved_back_into_the_past_stays_withdrawn(province: Province) -> None:
    desk, cell = province.commune, province.cell
    visit = plan_visit(desk, cell.organisation_id, "2026-08")[1]
    undo(desk, change_visit(desk, visit, month=PartialDate(2026, 11)))
    province.send(desk, cell)
    assert seen(cell) == []


def test_a_proposed_year_is_announced_and_taken_back_in_one_action(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    changes, count = propose_visits(desk, make_plan(desk, 2026)[1])
    carry_down(province)
    assert sum(len(seen(cell)) for cell in province.cells) == count == 3
    undo(desk, changes)
    carry_down(province)
    assert [seen(cell) for cell in province.cells] == [[], []]


def test_a_visit_whose_time_is_over_is_announced_to_nobody(province: Province) -> None:
    visit = plan_visit(province.commune, province.cell.organisation_id, "2026-09")[1]
    change_visit(province.commune, visit, prepared="nghe báo cáo")
    assert select(province.commune.store, "visit_notice") == []


def test_a_commune_needs_no_notice_of_its_own_for_a_cell_it_types_for_but_hears_of_the_provinces(
    province: Province,
) -> None:
    typed = add_cell(province.commune, name="Chi bộ bản Pa Thơm")[1]
    plan_visit(province.commune, typed, "2026-11")
    assert select(province.commune.store, "visit_notice") == []
    province.send(province.commune, province.upper)
    theirs = plan_one(province.upper, typed)
    carry_down(province)
    (clash,) = clashes_among(seen(province.commune))
    assert theirs in [visit.id for visit in clash.visits]
    assert "Đảng bộ tỉnh Nậm Sơn (Tổ 1, Hà Thị Xuân) ngày 12/11/2026" in clash.sentence
    assert [seen(cell) for cell in province.cells] == [[], []]


def test_minutes_that_name_who_was_announced_say_that_the_visit_was_made(province: Province) -> None:
    visit = plan_one(province.commune, province.cell.organisation_id, None, "2026-10")
    carry_down(province)
    write_met(province.cell, FIFTH, ("Hà Thị Xuân", "commune"))
    assert [(each.id, each.state) for each in seen(province.cell)] == [(visit, "made")]
    (made,) = visits_made(province.cell.store, FIFTH, FIFTH)
    assert (made.visit_ids, made.body_id) == ((visit,), province.commune.organisation_id)


def test_a_visit_noted_as_made_is_counted_below_as_above(province: Province) -> None:
    cell = province.cell
    meeting = write_met(cell, FIFTH, kind="thematic")
    province.send(cell, province.commune)
    province.send(province.commune, province.upper)
    note_visit(province.upper, cell.organisation_id, FIFTH)
    planned = plan_one(province.commune, province.cells[1].organisation_id, FIFTH, "2026-10")
    note_made(province.commune, planned, FIFTH)
    carry_down(province)
    province.send(province.commune, province.upper)
    below, above = (
        [(each.level, each.meeting_id, each.is_thematic) for each in visits_made(desk.store, FIFTH, FIFTH)]
        for desk in (province.commune, province.upper)
    )
    assert sorted(below) == sorted(above) == [("commune", "", False), ("upper", meeting, True)]
    held = province.commune
    rows = board(held.store, held.organisation_id, "2026-10", "2026-10", today=FIFTH).lines
    assert sum(month.is_visited for row in rows for month in row.months) == 2


def test_what_an_older_program_wrote_for_all_below_is_read_once_and_not_told_again(
    province: Province,
) -> None:
    upper, lanh = province.upper, province.cell.organisation_id
    with upper.writing(f"all:{upper.organisation_id}") as writer:
        visit = writer.new_id()
        named = {"body_id": upper.organisation_id, "organisation_id": lanh}
        writer.put("visit", visit, month=PartialDate(2026, 11), **named)
    postpone_visit(upper, visit, date(2026, 12, 3), "lũ")
    carry_down(province)
    assert [(each.id, each.state, each.is_told) for each in seen(province.commune)] == [
        (visit, "postponed", False)
    ]
    assert select(upper.store, "visit_notice") == []
