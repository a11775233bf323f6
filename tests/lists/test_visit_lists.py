"""Plans that meet name both sides; reports count lượt and distinct cells apart; compliance tells who has not gone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.structure import place_organisation, record_historic
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visits import (
    change_plan,
    change_visit,
    excuse_visit,
    make_plan,
    note_made,
    note_visit,
    plan_visit,
    postpone_visit,
)
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visit_clashes import Clash, by_visit, clashes_among
from chibo_desktop.lists.visit_compliance import compliance, wants_report
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_proposing import suggestion, territory_cells
from chibo_desktop.lists.visit_reports import extremes, visit_report
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.store import Store
from exchange.province import Province
from visiting import (
    add_official,
    assign_duty,
    make_team,
    make_visited,
    write_met,
    write_team,
)

JULY, DECEMBER = date(2026, 7, 1), date(2026, 12, 31)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def find_clashes(store: Store, first: str, last: str) -> list[Clash]:
    """Of every plan held there."""
    return clashes_among(planned_visits(store, first, last))


def test_plans_of_two_levels_that_meet_by_bundle_clash_and_name_both(province: Province) -> None:
    lanh = province.cell.organisation_id
    above = write_team(province.upper, "Tổ 3", "Mùa A Sính")
    theirs = plan_visit(province.upper, lanh, "2026-11", team_id=above.id, planned_on=date(2026, 11, 5))[1]
    below = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    own = plan_visit(province.commune, lanh, "2026-11", team_id=below.id, planned_on=date(2026, 11, 5))[1]
    assert find_clashes(province.commune.store, "2026-10", "2026-12") == []
    province.send(province.upper, province.commune)
    (clash,) = find_clashes(province.commune.store, "2026-10", "2026-12")
    assert {visit.id for visit in clash.visits} == {theirs, own}
    assert clash.same_day
    assert clash.sentence == (
        "Đảng bộ tỉnh Nậm Sơn (Tổ 3) ngày 05/11/2026 và Đảng bộ xã Mường Sáy (Tổ 1) ngày 05/11/2026: "
        "cùng ngày tại Chi bộ bản Suối Lanh"
    ) or clash.sentence.startswith("Đảng bộ xã Mường Sáy (Tổ 1)")
    assert by_visit([clash])[own] is by_visit([clash])[theirs] is clash


def test_putting_one_off_to_another_month_ends_the_clash(province: Province) -> None:
    lanh = province.cell.organisation_id
    teams = [
        write_team(province.commune, name, person)
        for name, person in (("Tổ 1", "Hà Thị Xuân"), ("Tổ 2", "Lù Thị Lả"))
    ]
    first, _ = (plan_visit(province.commune, lanh, "2026-11", team_id=team.id)[1] for team in teams)
    (clash,) = find_clashes(province.commune.store, "2026-11", "2026-11")
    assert not clash.same_day
    postpone_visit(province.commune, first, date(2026, 12, 2), "trùng lịch tổ 2")
    assert find_clashes(province.commune.store, "2026-10", "2026-12") == []


def test_two_of_one_team_or_one_that_is_excused_do_not_clash(province: Province) -> None:
    lanh, desk = province.cell.organisation_id, province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    for person in team.people.values():
        plan_visit(desk, lanh, "2026-11", team_id=team.id, official_id=person)
    other = plan_visit(desk, lanh, "2026-11")[1]
    assert len(find_clashes(desk.store, "2026-11", "2026-11")) == 1
    excuse_visit(desk, other, "họp tỉnh")
    assert find_clashes(desk.store, "2026-11", "2026-11") == []


def test_a_plan_says_of_each_visit_what_became_of_it(province: Province) -> None:
    lanh, desk = province.cell.organisation_id, province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    for month in ("2026-08", "2026-09", "2026-10", "2026-11", "2026-12"):
        plan_visit(desk, lanh, month, team_id=team.id)
    write_met(province.cell, date(2026, 8, 5), ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    visits = planned_visits(desk.store, "2026-08", "2026-12")
    excuse_visit(desk, visits[2].id, "họp tỉnh")
    postpone_visit(desk, visits[3].id, date(2026, 11, 20), "mưa")
    states = [visit.state for visit in planned_visits(desk.store, "2026-08", "2026-12")]
    assert states == ["made", "overdue", "excused", "postponed", "planned"]


def test_events_and_distinct_cells_are_counted_apart_and_committees_beside(province: Province) -> None:
    desk, (lanh, hu) = province.commune, province.cells
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    idle = write_team(desk, "Tổ 2", "Lù Thị Lả")
    for day in (date(2026, 8, 5), date(2026, 9, 5)):
        write_met(lanh, day, ("Hà Thị Xuân", "commune"))
    write_met(hu, date(2026, 9, 6), ("Hà Thị Xuân", "commune"), kind="thematic")
    for cell in province.cells:
        province.send(cell, desk)
    note_visit(desk, desk.organisation_id, date(2026, 9, 7), purpose="committee", team_id=team.id)
    report = visit_report(desk.store, desk.organisation_id, JULY, DECEMBER)
    total = report.total
    assert (total.events, total.cells, total.committee, total.thematic) == (3, 2, 1, 1)
    assert [(count.key, count.cells) for count in report.by_team] == [(team.id, 2), (idle.id, 0)]
    pair = extremes(report.by_team)
    assert pair is not None
    most, fewest = pair
    assert (most.sentence, fewest.sentence) == ("tổ: 02 chi bộ (Tổ 1)", "tổ: 00 chi bộ (Tổ 2)")
    bodies = extremes(report.by_body)
    assert bodies is not None
    assert bodies[0].unit == "đảng bộ"


def test_nothing_to_compare_has_no_most_and_no_fewest() -> None:
    assert extremes(()) is None


def test_a_rounds_report_takes_its_days_and_not_whole_months(province: Province) -> None:
    desk = province.commune
    for day in (date(2026, 9, 5), date(2026, 9, 25)):
        write_met(province.cell, day, ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    within = visit_report(desk.store, desk.organisation_id, date(2026, 9, 1), date(2026, 9, 20), by_day=True)
    assert within.total.events == 1


def test_difficult_cells_are_listed_with_their_visits_the_fewest_first(province: Province) -> None:
    desk = province.commune
    for cell in province.cells:
        with cell.writing() as writer:
            writer.put("organisation", cell.organisation_id, difficult=True)
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    for cell in province.cells:
        province.send(cell, desk)
    report = visit_report(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert report.difficult == (("Chi bộ bản Nà Hừ", 0), ("Chi bộ bản Suối Lanh", 1))


def test_compliance_tells_planned_made_excused_not_gone_and_reports(province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    xuan, xom = team.people.values()
    months = ("2026-07", "2026-08", "2026-09", "2026-10")
    first, second, third, _ = (
        plan_visit(desk, lanh, month, team_id=team.id, official_id=xuan)[1] for month in months
    )
    note_made(desk, first, date(2026, 7, 5))
    change_visit(desk, first, reported_on=date(2026, 7, 5) + timedelta(days=16))
    note_made(desk, second, date(2026, 8, 5))
    excuse_visit(desk, third, "ốm")
    found = {one.official_id: one for one in compliance(desk.store, desk.organisation_id, JULY, DECEMBER)}
    one = found[xuan]
    assert (len(one.planned), one.planned_made, one.excused, one.overdue) == (4, 2, 1, 0)
    assert (one.late, one.unreported) == (1, 1)
    assert found[xom].has_not_gone
    assert not one.has_not_gone


def test_a_report_sent_on_the_last_day_allowed_is_not_late(province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    visit = plan_visit(
        desk, province.cell.organisation_id, "2026-07", official_id=team.people["Hà Thị Xuân"]
    )[1]
    note_made(desk, visit, date(2026, 7, 5))
    change_visit(desk, visit, reported_on=date(2026, 7, 20))
    (one,) = compliance(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert (one.late, one.unreported) == (0, 0)


def test_a_clash_whose_days_are_over_is_named_no_more(province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    teams = [
        write_team(desk, name, person) for name, person in (("Tổ 1", "Hà Thị Xuân"), ("Tổ 2", "Lù Thị Lả"))
    ]
    for team in teams:
        plan_visit(desk, lanh, "2026-09", team_id=team.id)
    assert [visit.state for visit in planned_visits(desk.store, "2026-09", "2026-09")] == [
        "overdue",
        "overdue",
    ]
    assert find_clashes(desk.store, "2026-09", "2026-09") == []


def test_whoever_went_to_a_session_put_off_into_the_month_of_his_plan_is_not_among_those_who_have_not_gone(
    province: Province,
) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    plan_visit(
        desk,
        lanh,
        "2026-09",
        team_id=team.id,
        official_id=team.people["Hà Thị Xuân"],
        planned_on=date(2026, 9, 2),
    )
    write_met(province.cell, date(2026, 9, 2), ("Hà Thị Xuân", "commune"), month="2026-08")
    province.send(province.cell, desk)
    september = date(2026, 9, 1), date(2026, 9, 30)
    found = {one.name: one for one in compliance(desk.store, desk.organisation_id, *september)}
    assert found["Hà Thị Xuân"].planned_made == 1
    assert not found["Hà Thị Xuân"].has_not_gone
    assert found["Cà Văn Xôm"].has_not_gone


def test_visits_of_a_cell_that_moved_are_counted_where_it_stood_that_day_and_add_up(
    province: Province,
) -> None:
    upper, commune, cell = province.upper, province.commune, province.cells[1]
    other = record_historic(upper, name="Đảng bộ xã Pa Tần", kind="commune")[1]
    place_organisation(upper, cell.organisation_id, parent_id=other, from_on=date(2026, 9, 1))
    for day in (date(2026, 8, 5), date(2026, 9, 5)):
        write_met(cell, day, ("Hà Thị Xuân", "commune"))
    write_met(province.cell, date(2026, 9, 6), ("Hà Thị Xuân", "commune"))
    for each in province.cells:
        province.send(each, commune)
    province.send(commune, upper)
    events = [
        visit_report(upper.store, body, JULY, DECEMBER).total.events
        for body in (commune.organisation_id, other, upper.organisation_id)
    ]
    assert events == [2, 1, 3]


@pytest.mark.parametrize(
    ("territory", "named"),
    [
        ("bản Nà Hừ Mới 2", ["Chi bộ bản Nà Hừ Mới 2"]),
        ("bản Nà Hừ", ["Chi bộ bản Nà Hừ"]),
        ("bản Nà Hừ Mới 2, Nà Hừ", ["Chi bộ bản Nà Hừ", "Chi bộ bản Nà Hừ Mới 2"]),
        ("Nà Hừ; Mới 2", ["Chi bộ bản Nà Hừ"]),
    ],
)
def test_a_territory_names_the_village_of_the_longest_name_and_not_those_within_it(
    province: Province, territory: str, named: list[str]
) -> None:
    desk = province.commune
    add_cell(desk, name="Chi bộ bản Nà Hừ Mới 2")
    team = make_team(desk, "Tổ 9", territory=territory)[1]
    tree = organisations(desk.store).at(date(2026, 10, 5))
    cells = territory_cells(teams(desk.store).teams[team], tree)
    assert sorted(tree.nodes[cell].name for cell in cells) == named


def test_a_report_names_only_teams_of_its_own_body_as_most_and_fewest(province: Province) -> None:
    desk, lanh = province.commune, province.cell
    own = [write_team(desk, name, who).id for name, who in (("Tổ 1", "Hà Thị Xuân"), ("Tổ 2", "Lù Thị Lả"))]
    above = [
        write_team(province.upper, name, who).id
        for name, who in (("Tổ 3", "Mùa A Sính"), ("Tổ 4", "Tòng Thị Ly"))
    ]
    write_met(lanh, date(2026, 9, 5), ("Hà Thị Xuân", "commune"), ("Mùa A Sính", "upper"))
    province.send(lanh, desk)
    report = visit_report(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert report.total.events == 2
    assert [count.key for count in report.by_team] == own
    (pair,) = report.most_and_fewest
    assert [each.sentence for each in pair] == ["tổ: 01 chi bộ (Tổ 1)", "tổ: 00 chi bộ (Tổ 2)"]
    province.send(desk, province.upper)
    seen = visit_report(province.upper.store, province.upper.organisation_id, JULY, DECEMBER)
    assert [count.key for count in seen.by_team] == above
    assert [count.key for count in seen.other_teams] == own[:1]
    level = visit_report(desk.store, desk.organisation_id, JULY, DECEMBER, level="commune")
    assert ([count.key for count in level.by_team], level.total.events) == (own, 1)


def test_a_plan_that_wants_no_reports_makes_nobody_owe_one(province: Province) -> None:
    desk, lanh = province.commune, province.cell.organisation_id
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    visit = plan_visit(desk, lanh, "2026-07", official_id=team.people["Hà Thị Xuân"])[1]
    note_made(desk, visit, date(2026, 7, 5))
    plan = make_plan(desk, 2026)[1]
    (one,) = compliance(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert (one.unreported, wants_report(desk.store, desk.organisation_id, 2026)) == (1, True)
    change_plan(desk, plan, report_wanted=False)
    (one,) = compliance(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert (one.unreported, wants_report(desk.store, desk.organisation_id, 2026)) == (0, False)
    assert wants_report(desk.store, desk.organisation_id, 2027)


def test_what_the_plan_asks_of_each_is_counted_over_the_year_and_not_over_the_range(
    province: Province,
) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    for day in (date(2026, 3, 5), date(2026, 9, 5)):
        write_met(province.cell, day, ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    make_plan(desk, 2026, visits_each=4)
    found = {one.official_id: one for one in compliance(desk.store, desk.organisation_id, JULY, DECEMBER)}
    xuan, xom = (found[one] for one in team.people.values())
    assert (len(xuan.made), xuan.visits_each, xuan.made_in_year, xuan.lacking) == (1, 4, 2, 2)
    assert (xom.made_in_year, xom.lacking) == (0, 4)


def test_who_answers_for_a_cell_without_a_team_has_to_go_and_stands_among_those_who_have_not_gone(
    province: Province,
) -> None:
    desk, (lanh, hu) = province.commune, (cell.organisation_id for cell in province.cells)
    nha = add_official(desk, "Vàng A Nhà", "Phó Chủ tịch")[1]
    assign_duty(desk, nha, hu, from_on=date(2026, 11, 15))
    (one,) = compliance(desk.store, desk.organisation_id, JULY, DECEMBER)
    assert (one.name, one.teams, one.has_not_gone) == ("Vàng A Nhà", (), True)
    assert compliance(desk.store, desk.organisation_id, JULY, date(2026, 10, 31)) == []
    found = suggestion(desk.store, make_plan(desk, 2026)[1])
    assert [(slot.month, slot.cell_id, slot.team_id) for slot in found.slots] == [(11, hu, ""), (12, hu, "")]
    assert found.without == (lanh,)
