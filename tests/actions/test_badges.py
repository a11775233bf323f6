"""Promises of badges of years in the Party: who is due in a round, several at once, whose word counts, who has no card."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from chibo_desktop.actions.badges import (
    award_badges,
    decide_badges,
    note_badge,
    propose_badges,
    put_away_badge,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, change_member
from chibo_desktop.actions.members_moving import move_left_members
from chibo_desktop.actions.qualifications import add_levels
from chibo_desktop.actions.report_papers import fill_report, report_bytes, report_scope
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.badges import (
    BadgeRow,
    badges_in,
    badges_of_member,
    unwritten_before,
    without_card,
    without_decision,
)
from chibo_desktop.lists.member_people import people_on
from chibo_desktop.lists.rows import find, select
from chibo_desktop.papers.badge_values import badge_values
from chibo_desktop.papers.check import check_pdf
from chibo_desktop.rules.party_age import rounds_of
from exchange.province import Province, make_province

NOVEMBER = rounds_of(2026)[3]
TODAY = date(2026, 10, 5)


@pytest.fixture
def province(one_province: Province) -> Province:
    """The same books for every test of this module; each begins without a badge."""
    for desk in (one_province.cell, one_province.commune):
        for each in select(desk.store, "badge"):
            if desk.may_write(each.book):
                put_away_badge(desk, each.id)
    one_province.send(one_province.cell, one_province.commune)
    one_province.send(one_province.commune, one_province.cell)
    return one_province


@pytest.fixture(scope="module")
def one_province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    with make_province(tmp_path_factory.mktemp("badges"), "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        made.clock.set(datetime(2026, 10, 5, 20, 0, tzinfo=VIETNAM))
        first, second = made.cells
        add_member(first, full_name="Vàng A Chứ", decided_on=date(1986, 10, 20), birth_date="1964")
        add_member(first, full_name="Giàng Thị Dua", admitted_on=date(1996, 11, 2))
        add_member(first, full_name="Lò Văn Hặc", decided_on=date(1971, 5, 1), card_number="01234567")
        add_member(first, full_name="Pờ Go Hừ")
        add_member(second, full_name="Sùng A Dơ", decided_on=date(1986, 11, 1), months_not_counted=2)
        for cell in made.cells:
            made.send(cell, made.commune)
        yield made


def due(desk: Desk) -> dict[str, BadgeRow]:
    found = badges_in(desk.store, desk.organisation_id, NOVEMBER, TODAY)
    return {row.person.row.name: row for row in found}


def whose(desk: Desk, *names: str) -> list[tuple[str, int]]:
    return [(due(desk)[name].person.id, due(desk)[name].years) for name in names]


def test_whoever_fills_the_years_in_the_window_is_due(province: Province) -> None:
    rows = due(province.commune)
    assert {name: (row.years, row.state, row.is_estimated) for name, row in rows.items()} == {
        "Vàng A Chứ": (40, "due", False),
        "Giàng Thị Dua": (30, "due", True),
    }
    assert rows["Vàng A Chứ"].reached_on == date(2026, 10, 20)
    assert due(province.cells[1]) == {}  # two months of his do not count


def test_whoever_had_the_years_before_and_no_badge_written_is_named(province: Province) -> None:
    cell = province.cell
    before = unwritten_before(cell.store, cell.organisation_id, NOVEMBER, TODAY)
    assert [(row.person.row.name, row.years) for row in before] == [("Lò Văn Hặc", 55)]
    note_badge(cell, before[0].person.id, 55, awarded_on=date(2026, 9, 2))
    assert unwritten_before(cell.store, cell.organisation_id, NOVEMBER, TODAY) == []


def test_several_go_from_the_list_of_a_round_to_the_handing_over_at_once(province: Province) -> None:
    commune = province.commune
    both = whose(commune, "Vàng A Chứ", "Giàng Thị Dua")
    propose_badges(commune, both, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 20))
    decide_badges(commune, both, decided_on=date(2026, 10, 1), numbers={both[0]: "NS 0001234"})
    changes = award_badges(commune, both[:1], awarded_on=date(2026, 10, 4))
    rows = due(commune)
    assert (rows["Vàng A Chứ"].state, rows["Vàng A Chứ"].number) == ("awarded", "NS 0001234")
    assert rows["Giàng Thị Dua"].state == "decided"
    undo(commune, changes)
    assert due(commune)["Vàng A Chứ"].state == "decided"


def test_the_cell_reads_what_the_body_wrote_and_its_own_earlier_word_gives_way(province: Province) -> None:
    cell, commune = province.cell, province.commune
    one = whose(cell, "Vàng A Chứ")
    propose_badges(cell, one, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 1))
    province.send(cell, commune)
    propose_badges(commune, one, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 20))
    decide_badges(commune, one, decided_on=date(2026, 10, 1), numbers={one[0]: "NS 0001234"})
    province.send(commune, cell)
    row = due(cell)["Vàng A Chứ"]
    assert row.number == "NS 0001234"
    assert (row.proposed_on, row.decided_on, len(row.records)) == (date(2026, 9, 20), date(2026, 10, 1), 2)


def test_what_a_body_wrote_is_decided_and_handed_over_by_its_word_alone(province: Province) -> None:
    cell, commune = province.cell, province.commune
    one = whose(cell, "Vàng A Chứ")
    note_badge(cell, *one[0], decided_on=date(2026, 9, 1), awarded_on=date(2026, 9, 2), number="NS 9")
    province.send(cell, commune)
    alone = due(commune)["Vàng A Chứ"]
    said = "chi bộ ghi: quyết định 01/09/2026, trao 02/09/2026"
    assert (alone.state, alone.number, alone.own_word) == ("due", "", said)
    propose_badges(commune, one, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 20))
    row = due(commune)["Vàng A Chứ"]
    assert (row.state, row.decided_on, row.own_word) == ("proposed", None, said)
    paper = badge_values(commune.store, report_scope(commune, NOVEMBER.on, NOVEMBER.on))
    assert "Vàng A Chứ" in [each["name"] for group in paper["groups"] for each in group["people"]]
    decide_badges(commune, one, decided_on=date(2026, 10, 1))
    note_badge(cell, *one[0], decided_on=date(2026, 10, 1), awarded_on=date(2026, 10, 4))
    province.send(cell, commune)
    row = due(commune)["Vàng A Chứ"]
    assert (row.state, row.own_word) == ("decided", "chi bộ ghi: trao 04/10/2026")


def test_at_the_cell_and_of_rounds_that_are_over_its_own_word_stands(province: Province) -> None:
    cell, commune = province.cell, province.commune
    one = whose(cell, "Vàng A Chứ")[0]
    note_badge(cell, *one, round_on=NOVEMBER.on, decided_on=date(2026, 9, 1), awarded_on=date(2026, 9, 2))
    assert due(cell)["Vàng A Chứ"].state == "awarded"
    province.send(cell, commune)
    later = badges_in(commune.store, commune.organisation_id, NOVEMBER, date(2026, 11, 8))
    assert {row.person.row.name: row.state for row in later}["Vàng A Chứ"] == "awarded"
    february = rounds_of(2027)[0]
    left = unwritten_before(commune.store, commune.organisation_id, february, date(2026, 11, 8))
    assert "Vàng A Chứ" not in [row.person.row.name for row in left]


def test_a_badge_stands_in_one_round_whatever_the_cell_says(province: Province) -> None:
    cell, commune = province.cell, province.commune
    one, february = whose(commune, "Giàng Thị Dua"), rounds_of(2027)[0]
    propose_badges(commune, one, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 20))
    propose_badges(cell, one, round_on=february.on, proposed_on=date(2026, 9, 1))
    province.send(cell, commune)
    assert "Giàng Thị Dua" in due(commune)
    others = badges_in(commune.store, commune.organisation_id, february, TODAY)
    assert "Giàng Thị Dua" not in [row.person.row.name for row in others]


def test_whoever_was_proposed_and_not_decided_on_is_named_before_the_next_round(province: Province) -> None:
    commune = province.commune
    one = whose(commune, "Vàng A Chứ")
    propose_badges(commune, one, round_on=NOVEMBER.on, proposed_on=date(2026, 9, 20))
    february, later = rounds_of(2027)[0], date(2026, 12, 1)

    def left() -> dict[tuple[str, int], str]:
        before = unwritten_before(commune.store, commune.organisation_id, february, later)
        return {(row.person.row.name, row.years): row.state for row in before}

    assert left()["Vàng A Chứ", 40] == "proposed"
    propose_badges(commune, one, round_on=february.on, proposed_on=date(2026, 9, 20))
    assert ("Vàng A Chứ", 40) not in left()
    rows = badges_in(commune.store, commune.organisation_id, february, later)
    assert ("Vàng A Chứ", february.on) in [(row.person.row.name, row.round_on) for row in rows]


def test_a_badge_of_another_cell_s_member_is_refused_and_counts_nowhere(province: Province) -> None:
    cell, commune = province.cell, province.commune
    stranger = next(
        each.id for each in select(commune.store, "member") if each.text("full_name") == "Sùng A Dơ"
    )
    with cell.store.writing(cell.organisation_id, "bt") as writer:
        forged = writer.new_id()
        writer.put("badge", forged, member_id=stranger, years=40, awarded_on=date(2026, 9, 2))
    province.send(cell, commune)
    assert find(commune.store, "badge", forged) is None
    with pytest.raises(Refusal):
        note_badge(cell, stranger, 40, awarded_on=date(2026, 9, 2))


@pytest.mark.parametrize(
    ("years", "days", "said"),
    [
        (35, {}, "chỉ có các loại"),
        (40, {"decided_on": date(2026, 9, 1), "awarded_on": date(2026, 8, 1)}, "trước ngày quyết định"),
        (40, {"awarded_on": date(2027, 2, 3)}, "chưa đến"),
    ],
)
def test_an_impossible_badge_is_refused(
    province: Province, years: int, days: dict[str, date], said: str
) -> None:
    one = whose(province.cell, "Vàng A Chứ")[0][0]
    with pytest.raises(Refusal, match=said):
        note_badge(province.cell, one, years, **days)


def test_nobody_chosen_is_said(province: Province) -> None:
    with pytest.raises(Refusal, match="Chưa chọn ai"):
        award_badges(province.commune, [], awarded_on=TODAY)


def test_official_members_without_a_card_and_without_a_decision_are_named(province: Province) -> None:
    cell = province.cell
    names = [each.row.name for each in without_card(cell.store, cell.organisation_id, TODAY)]
    assert names == ["Vàng A Chứ", "Giàng Thị Dua", "Pờ Go Hừ"]
    unsure = [each.row.name for each in without_decision(cell.store, cell.organisation_id, TODAY)]
    assert unsure == ["Giàng Thị Dua", "Pờ Go Hừ"]
    one = without_card(cell.store, cell.organisation_id, TODAY)[1].id
    with pytest.raises(Refusal, match="trước ngày 02/11/1996"):
        change_member(cell, one, card_issued_on=date(1990, 1, 1))


def test_the_list_paper_leaves_births_out_unless_they_were_asked_for(province: Province) -> None:
    commune = province.commune
    scope = report_scope(commune, NOVEMBER.on, NOVEMBER.on)
    paper = badge_values(commune.store, scope)
    assert [(group["years"], [each["name"] for each in group["people"]]) for group in paper["groups"]] == [
        (40, ["Vàng A Chứ"]),
        (30, ["Giàng Thị Dua"]),
    ]
    assert [each["born"] for group in paper["groups"] for each in group["people"]] == ["", ""]
    assert (paper["total"], paper["estimated"]) == (2, True)
    assert check_pdf(report_bytes(fill_report(commune, "de-nghi-huy-hieu", scope))) == []
    asked = badge_values(commune.store, report_scope(commune, NOVEMBER.on, NOVEMBER.on, reason="đợt 7/11"))
    assert asked["groups"][0]["people"][0]["born"] == "1964"


def test_levels_numbers_and_badges_go_along_when_a_cell_gives_way(commune: Desk) -> None:
    cells = [
        add_cell(commune, name=f"Chi bộ bản {name}", area="hamlet")[1] for name in ("Huổi Khao", "Pa Thơm")
    ]
    old = commune.for_organisation(cells[0])
    one = add_member(
        old, full_name="Vàng A Chứ", ethnic_group="Mông", file_number="001234 NS", months_not_counted=3
    )[1]
    add_levels(old, one, {"theory": "elementary"}, from_on=date(2020, 1, 1))
    note_badge(commune, one, 30, awarded_on=date(2025, 9, 2))
    merge(commune, [cells[0]], cells[1], on=date(2026, 3, 1))
    move_left_members(commune, cells[0])
    (moved,) = people_on(commune.store, cells[1], commune.today)
    facts = moved.row.facts
    assert (moved.cell_id, moved.levels.theory) == (cells[1], "elementary")
    assert (facts.text("ethnic_group"), facts.count("months_not_counted")) == ("Mông", 3)
    (badge,) = badges_of_member(commune.store, facts, commune.today)
    assert (badge.years, badge.awarded_on) == (30, date(2025, 9, 2))
