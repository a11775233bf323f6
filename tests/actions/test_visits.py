"""Teams, plans and visits: what they refuse, what one entry changes, and that undo gives back what was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visit_names import assign_by_name, found_team, reorganise_by_names, show_mates
from chibo_desktop.actions.visit_teams import NewMate, end_team, visit_book
from chibo_desktop.actions.visits import (
    change_visit,
    excuse_visit,
    make_plan,
    make_round,
    note_made,
    note_report,
    note_visit,
    plan_visit,
    postpone_visit,
    propose_visits,
    take_back_excuse,
)
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.visit_plans import planned_visits
from chibo_desktop.lists.visit_teams import teams
from chibo_desktop.lists.visits import visits_made
from chibo_desktop.store.rebuild import dump
from exchange.province import Province
from visiting import add_official, assign_duty, make_team, make_visited, reorganise, write_met, write_team

FIFTH = date(2026, 10, 5)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def names_on(province: Province, team_id: str, day: date) -> list[str]:
    return [mate.name for mate in teams(province.commune.store).teams[team_id].mates_on(day)]


def test_a_reorganised_team_has_its_old_people_to_the_day_before_and_its_new_ones_from_the_day(
    province: Province,
) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    new = add_official(desk, "Lù Thị Lả")[1]
    mates = [NewMate(team.people["Cà Văn Xôm"], leads=True), NewMate(new)]
    changes = reorganise(desk, team.id, date(2026, 7, 1), mates, "QĐ 37")
    assert names_on(province, team.id, date(2026, 6, 30)) == ["Hà Thị Xuân", "Cà Văn Xôm"]
    assert names_on(province, team.id, date(2026, 7, 1)) == ["Cà Văn Xôm", "Lù Thị Lả"]
    leaders = [
        mate.name for mate in teams(desk.store).teams[team.id].mates_on(date(2026, 7, 1)) if mate.leads
    ]
    assert leaders == ["Cà Văn Xôm"]
    assert len(changes.entries) == 1


def test_undo_gives_back_the_team_as_it_was(province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    new = add_official(desk, "Lù Thị Lả")[1]
    undo(desk, reorganise(desk, team.id, date(2026, 7, 1), [NewMate(new, leads=True)]))
    assert names_on(province, team.id, date(2026, 8, 1)) == ["Hà Thị Xuân"]


def test_reorganising_into_the_same_team_is_refused(province: Province) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    with pytest.raises(Refusal, match="vẫn như cũ"):
        reorganise(province.commune, team.id, FIFTH, [NewMate(team.people["Hà Thị Xuân"], leads=True)])


def test_a_team_that_ends_lets_everybody_go_with_its_last_day(province: Province) -> None:
    team = write_team(province.commune, "Tổ 1", "Hà Thị Xuân")
    end_team(province.commune, team.id, FIFTH)
    assert names_on(province, team.id, FIFTH) == ["Hà Thị Xuân"]
    assert names_on(province, team.id, FIFTH + timedelta(days=1)) == []


def test_what_cannot_be_so_of_a_team_is_refused_beside_its_field(province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    with pytest.raises(Refusal, match="đã có tổ mang tên này"):
        make_team(desk, "tổ 1", from_on=FIFTH)
    with pytest.raises(Refusal, match="đã ở trong tổ"), desk.writing() as writer:
        writer.put("team_member", writer.new_id(), team_id=team.id, official_id=team.people["Hà Thị Xuân"])
    province.send(desk, province.upper)
    theirs = make_team(province.upper, "Tổ 1")[1]
    with pytest.raises(Refusal, match="cấp ủy khác"), province.upper.writing() as writer:
        writer.put("team_member", writer.new_id(), team_id=theirs, official_id=team.people["Hà Thị Xuân"])
    second = add_official(desk, "Lù Thị Lả")[1]
    with pytest.raises(Refusal, match="tổ trưởng"), desk.writing() as writer:
        writer.put("team_member", writer.new_id(), team_id=team.id, official_id=second, leads=True)


def test_every_body_keeps_teams_and_visits_in_its_own_book_and_a_cell_keeps_none(province: Province) -> None:
    for desk in (province.upper, province.commune):
        team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
        assign_duty(desk, team.people["Hà Thị Xuân"], province.cell.organisation_id)
        propose_visits(desk, make_plan(desk, 2026)[1])
        kinds = ("official", "visit_team", "team_member", "visit_duty", "visit_plan", "visit")
        books = {facts.book for kind in kinds for facts in select(desk.store, kind)}
        assert books == {desk.organisation_id}
    with pytest.raises(Refusal, match="chỉ xem"):
        visit_book(province.cell)


def test_a_plan_is_filled_for_the_months_left_and_only_once(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(desk, 2026)[1]
    changes, count = propose_visits(desk, plan)
    found = planned_visits(desk.store, "2026-01", "2026-12")
    assert count == len(found) == 3
    assert [visit.month for visit in found] == ["2026-10", "2026-11", "2026-12"]
    assert len({visit.organisation_id for visit in found}) == 2
    with pytest.raises(Refusal, match="Không có lượt nào để thêm"):
        propose_visits(desk, plan)
    undo(desk, changes)
    assert planned_visits(desk.store, "2026-01", "2026-12") == []


def test_the_plan_of_quarters_first_days_names_those_days(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    plan = make_plan(desk, 2027, months="quarter_first", fixed_day=1)[1]
    propose_visits(desk, plan)
    days = [visit.planned_on for visit in planned_visits(desk.store, "2027-01", "2027-12")]
    assert days == [date(2027, month, 1) for month in (1, 4, 7, 10)]


def test_a_proposal_keeps_off_the_months_a_province_has_taken_and_prefers_who_answers_for_a_cell(
    province: Province,
) -> None:
    theirs = [
        plan_visit(province.upper, province.cells[0].organisation_id, f"2026-{month}") for month in (10, 11)
    ]
    assert len(theirs) == 2
    province.send(province.upper, province.commune)
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    assign_duty(desk, team.people["Hà Thị Xuân"], province.cells[0].organisation_id)
    propose_visits(desk, make_plan(desk, 2026)[1])
    own = planned_visits(desk.store, "2026-01", "2026-12", body_id=desk.organisation_id)
    lanh, hu = (cell.organisation_id for cell in province.cells)
    assert [(visit.month, visit.organisation_id) for visit in own] == [
        ("2026-10", hu),
        ("2026-11", hu),
        ("2026-12", lanh),
    ]


def test_a_territory_named_keeps_a_team_to_its_cells(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân", territory="Các bản: Nà Hừ; điểm bản")
    propose_visits(desk, make_plan(desk, 2026)[1])
    places = {visit.organisation_name for visit in planned_visits(desk.store, "2026-01", "2026-12")}
    assert places == {"Chi bộ bản Nà Hừ"}


def test_a_second_plan_of_a_year_is_refused(province: Province) -> None:
    make_plan(province.commune, 2026)
    with pytest.raises(Refusal, match="đã có kế hoạch năm 2026"):
        make_plan(province.commune, 2026)


def test_a_visit_put_off_moves_with_its_month_and_keeps_the_first_day_and_the_reason(
    province: Province,
) -> None:
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-10", planned_on=date(2026, 10, 20))[1]
    postpone_visit(desk, visit, date(2026, 10, 28), "lũ")
    postpone_visit(desk, visit, date(2026, 11, 3), "lũ cuốn cầu")
    facts = find(desk.store, "visit", visit)
    assert facts is not None
    assert (facts.text("month"), facts.day("planned_on"), facts.day("postponed_from")) == (
        "2026-11",
        date(2026, 11, 3),
        date(2026, 10, 20),
    )
    with pytest.raises(Refusal, match="Hoãn sang ngày sau"):
        postpone_visit(desk, visit, date(2026, 11, 1), "lũ")
    with pytest.raises(Refusal, match="Gõ lý do"):
        postpone_visit(desk, visit, date(2026, 11, 9), "  ")


def test_a_visit_without_a_day_is_put_off_from_its_month_and_no_day_is_made_up(province: Province) -> None:
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-10")[1]
    with pytest.raises(Refusal, match="định vào tháng 10/2026"):
        postpone_visit(desk, visit, date(2026, 9, 30), "lũ cuốn cầu")
    postpone_visit(desk, visit, date(2026, 11, 1), "lũ cuốn cầu")
    (put_off,) = planned_visits(desk.store, "2026-11", "2026-11")
    assert (put_off.state, put_off.put_off) == ("postponed", "hoãn từ tháng 10/2026: lũ cuốn cầu")


def test_what_minutes_tell_is_not_noted_put_off_or_excused_again(province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    visit = plan_visit(desk, province.cell.organisation_id, "2026-10", team_id=team.id)[1]
    write_met(province.cell, FIFTH, ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    for again in (
        lambda: note_made(desk, visit, FIFTH),
        lambda: postpone_visit(desk, visit, date(2026, 11, 1), "lũ"),
        lambda: excuse_visit(desk, visit, "ốm"),
        lambda: note_visit(desk, province.cell.organisation_id, FIFTH),
    ):
        with pytest.raises(Refusal, match="đã ghi người dự"):
            again()
    assert len(visits_made(desk.store, FIFTH, FIFTH)) == 1


def test_minutes_that_forgot_the_guest_are_joined_with_the_note(province: Province) -> None:
    desk = province.commune
    meeting = write_met(province.cell, FIFTH, kind="thematic")
    province.send(province.cell, desk)
    note_visit(desk, province.cell.organisation_id, FIFTH)
    (made,) = visits_made(desk.store, FIFTH, FIFTH)
    assert (made.meeting_id, made.is_thematic) == (meeting, True)


def test_a_report_gives_an_unplanned_visit_its_record_without_counting_it_twice(province: Province) -> None:
    desk = province.commune
    write_team(desk, "Tổ 1", "Hà Thị Xuân")
    write_met(province.cell, date(2026, 9, 5), ("Hà Thị Xuân", "commune"))
    province.send(province.cell, desk)
    (made,) = visits_made(desk.store, date(2026, 9, 1), date(2026, 9, 1))
    note_report(desk, made.id, date(2026, 9, 8))
    (again,) = visits_made(desk.store, date(2026, 9, 1), date(2026, 9, 1))
    assert again.visit_id
    assert select(desk.store, "visit")[0].day("reported_on") == date(2026, 9, 8)


def test_what_cannot_be_so_of_a_visit_is_refused(province: Province) -> None:
    desk, cell = province.commune, province.cell.organisation_id
    visit = plan_visit(desk, cell, "2026-10")[1]
    for fields, said in (
        ({"planned_on": date(2026, 11, 2)}, "không trong tháng 10"),
        ({"made_on": date(2026, 12, 2)}, "ngày chưa đến"),
        ({"made_on": FIFTH, "reported_on": date(2026, 10, 4)}, "trước ngày dự"),
        ({"postponed_from": FIFTH}, "Gõ lý do hoãn"),
        ({"made_on": FIFTH, "excused": True, "excused_because": "ốm"}, "lượt này đã dự"),
        ({"excused": True}, "thì gõ lý do"),
    ):
        with pytest.raises(Refusal, match=said):
            change_visit(desk, visit, **fields)
    with pytest.raises(Refusal, match="không phải chi bộ"):
        plan_visit(desk, desk.organisation_id, "2026-10")
    with pytest.raises(Refusal, match="phải là một tháng"):
        plan_visit(desk, cell, "2026")


def test_rounds_have_numbers_of_their_own_and_no_day_in_common(province: Province) -> None:
    desk = province.commune
    make_round(desk, 11, from_on=date(2026, 7, 1), until_on=date(2026, 9, 30))
    with pytest.raises(Refusal, match="đã có kỳ thứ 11"):
        make_round(desk, 11, from_on=date(2026, 10, 1))
    with pytest.raises(Refusal, match="trùng ngày"):
        make_round(desk, 12, from_on=date(2026, 9, 30))


def test_the_orientation_of_a_round_reaches_the_cells_by_bundle(province: Province) -> None:
    make_round(province.commune, 12, from_on=FIFTH, orientation="Bàn việc giữ rừng")
    province.send(province.commune, province.cell)
    assert [each.text("orientation") for each in select(province.cell.store, "round")] == [
        "Bàn việc giữ rừng"
    ]


def test_a_team_is_written_down_by_its_lines_and_shown_by_them_again(province: Province) -> None:
    desk = province.commune
    lines = "1. Hà Thị Xuân, Phó Bí thư Đảng ủy\n- Cà Văn Xôm; hằng quý\n\nLù Thị Lả, Chủ tịch Hội; hằng năm"
    team = found_team(desk, name="Tổ 1", mates=lines, from_on=date(2026, 1, 1))[1]
    made = teams(desk.store).teams[team]
    assert show_mates(made, FIFTH) == (
        "Hà Thị Xuân, Phó Bí thư Đảng ủy\nCà Văn Xôm; hằng quý\nLù Thị Lả, Chủ tịch Hội; hằng năm"
    )
    assert [mate.name for mate in made.mates if mate.leads] == ["Hà Thị Xuân"]


def test_a_name_already_written_down_is_the_same_official(province: Province) -> None:
    desk = province.commune
    team = write_team(desk, "Tổ 1", "Hà Thị Xuân")
    assign_by_name(desk, full_name="Hà Thị Xuân", organisation_id=province.cell.organisation_id)
    reorganise_by_names(desk, team.id, on=date(2026, 7, 1), mates="Cà Văn Xôm\nHà Thị Xuân")
    assert sorted(each.text("full_name") for each in select(desk.store, "official")) == [
        "Cà Văn Xôm",
        "Hà Thị Xuân",
    ]


def test_a_line_that_is_no_person_is_refused_with_its_words_and_nothing_is_written(
    province: Province,
) -> None:
    desk = province.commune
    for lines, said in (
        ("Hà Thị Xuân\n???", "Dòng “\\?\\?\\?”"),
        ("Hà Thị Xuân; thỉnh thoảng", "hằng tháng, hằng quý"),
        ("Hà Thị Xuân\nhà thị xuân", "hai dòng"),
        (" \n", "ít nhất một người"),
    ):
        with pytest.raises(Refusal, match=said):
            found_team(desk, name="Tổ 1", mates=lines)
    assert select(desk.store, "official") == []


def test_what_is_prepared_and_why_somebody_does_not_go_stays_with_the_body_that_goes(
    province: Province,
) -> None:
    upper, commune, lanh = province.upper, province.commune, province.cell.organisation_id
    prepared, late, ill = "nghe việc mất đoàn kết", "họp đột xuất", "đi chữa bệnh"
    first = plan_visit(upper, lanh, "2026-11", prepared=prepared)[1]
    postpone_visit(upper, first, date(2026, 11, 20), late)
    second = plan_visit(upper, lanh, "2026-12")[1]
    excuse_visit(upper, second, ill)
    province.send(upper, commune)
    for cell in province.cells:
        province.send(commune, cell)
    told = {first: "postponed", second: "excused"}
    for desk, known in ((commune, told), (province.cell, told), (province.cells[1], {})):
        held = str(dump(desk.store.connection))
        assert [said for said in (prepared, late, ill) if said in held] == []
        states = {visit.id: visit.state for visit in planned_visits(desk.store, "2026-11", "2026-12")}
        assert states == known


def test_the_reasons_of_a_commune_are_read_by_the_body_above(province: Province) -> None:
    upper, commune, lanh = province.upper, province.commune, province.cell.organisation_id
    visit = plan_visit(commune, lanh, "2026-11", prepared="bàn việc giữ rừng")[1]
    excuse_visit(commune, visit, "lũ cuốn cầu")
    province.send(commune, upper)
    found = find(upper.store, "visit", visit)
    assert found is not None
    assert (found.text("prepared"), found.text("excused_because")) == ("bàn việc giữ rừng", "lũ cuốn cầu")


def test_a_visit_whose_excuse_is_taken_back_is_open_again(province: Province) -> None:
    desk = province.commune
    visit = plan_visit(desk, province.cell.organisation_id, "2026-11")[1]
    excuse_visit(desk, visit, "ốm")
    take_back_excuse(desk, visit)
    assert planned_visits(desk.store, "2026-11", "2026-11")[0].state == "planned"
