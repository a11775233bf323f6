"""Promises of figures about members: levels of a day, counts that open their list, two days compared, what goes up without names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member, add_standing, put_away_member
from chibo_desktop.actions.places import record_hand_figure
from chibo_desktop.actions.qualifications import add_levels, put_away_levels
from chibo_desktop.actions.snapshots import fix_figures
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.base.dates import VIETNAM, PartialDate
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.ethnic_groups import is_minority
from chibo_desktop.lists.member_figures import BY_KEY, figures_on, fixed_on, shares_below, snapshot_days, who
from chibo_desktop.lists.member_filters import FILTERS, narrowed
from chibo_desktop.lists.member_people import age_on, people_on, roster_on
from chibo_desktop.lists.qualifications import Levels, levels_on, written_levels
from chibo_desktop.lists.rows import select
from exchange.province import Province, join, make_desk, make_province

TODAY, NEW_YEAR = date(2026, 10, 5), date(2025, 12, 31)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Province]:
    """Five members in one cell, one in the other; the commune holds both."""
    folder = tmp_path_factory.mktemp("figures")
    with make_province(folder, "Chi bộ bản Suối Lanh", "Chi bộ bản Nà Hừ") as made:
        made.clock.set(datetime(2026, 10, 5, 20, 0, tzinfo=VIETNAM))
        write_people(*made.cells)
        for cell in made.cells:
            made.send(cell, made.commune)
        yield made


def write_people(first: Desk, second: Desk) -> None:
    people: dict[str, dict[str, Any]] = {
        "Vàng A Chứ": {"gender": "male", "ethnic_group": "Mông", "birth_date": "1975", "office": "secretary"},
        "Giàng Thị Dua": {"gender": "female", "ethnic_group": "Mông", "birth_date": "1997-03-02"},
        "Lò Văn Hặc": {"gender": "male", "ethnic_group": "Kinh", "birth_date": "1996-10-05"},
        "Pờ Go Hừ": {},
    }
    for name, fields in people.items():
        add_member(first, full_name=name, **fields)
    add_member(first, full_name="Lù Thị Lả", gender="female", official=False, admitted_on=date(2026, 3, 2))
    add_member(first, full_name="Khách Tạm Trú", visiting=True)
    add_member(second, full_name="Sùng A Dơ", gender="male")
    ids = {each.text("full_name"): each.id for each in select(first.store, "member")}
    add_levels(first, ids["Vàng A Chứ"], {"schooling": "lower", "theory": "elementary"})
    add_levels(first, ids["Vàng A Chứ"], {"theory": "intermediate"}, from_on=date(2026, 6, 1))
    add_standing(first, ids["Pờ Go Hừ"], "exempt", date(2026, 1, 1))


def member(desk: Desk, name: str) -> str:
    return next(each.id for each in select(desk.store, "member") if each.text("full_name") == name)


def test_a_level_holds_from_its_day_until_a_newer_one_of_its_sort(province: Province) -> None:
    cell, one = province.cell, member(province.cell, "Vàng A Chứ")
    assert levels_on(cell.store, date(2026, 5, 31))[one] == Levels("lower", "", "elementary")
    assert levels_on(cell.store, date(2026, 6, 1))[one] == Levels("lower", "", "intermediate")


def test_levels_are_refused_without_one_twice_a_day_or_ahead(province: Province) -> None:
    cell, one = province.cell, member(province.cell, "Vàng A Chứ")
    with pytest.raises(Refusal, match="chưa chọn trình độ"):
        add_levels(cell, one, {})
    with pytest.raises(Refusal, match="đã ghi trình độ từ 01/06/2026"):
        add_levels(cell, one, {"theory": "advanced"}, from_on=date(2026, 6, 1))
    with pytest.raises(Refusal, match="chưa đến"):
        add_levels(cell, one, {"theory": "advanced"}, from_on=date(2027, 6, 1))
    with pytest.raises(Refusal, match="không được ghi vào sổ"):
        add_levels(province.commune, one, {"professional": "college"})


def test_a_level_written_by_mistake_is_put_away_and_may_be_written_again(province: Province) -> None:
    cell, one = province.cell, member(province.cell, "Giàng Thị Dua")
    made = add_levels(cell, one, {"schooling": "primary"})[1]
    put_away_levels(cell, made)
    assert written_levels(cell.store, one) == []
    assert add_levels(cell, one, {"schooling": "upper"})[1] == made
    assert levels_on(cell.store, TODAY)[one].schooling == "upper"
    put_away_levels(cell, made)


def test_every_number_is_that_of_its_list(province: Province) -> None:
    for desk in (province.cell, province.commune):
        counts = figures_on(desk.store, desk.organisation_id, TODAY).counts
        for key in BY_KEY:
            assert counts[key] == len(who(desk.store, desk.organisation_id, TODAY, key)), key


def test_members_are_counted_by_sort_without_whoever_is_on_another_list(province: Province) -> None:
    counts = figures_on(province.commune.store, province.commune.organisation_id, TODAY).counts
    wanted = {
        "members": 6, "official": 5, "probationary": 1, "exempt": 1, "women": 2, "minority": 2,
        "minority:unknown": 3, "under_30": 1, "age:unknown": 3, "schooling:lower": 1, "theory:intermediate": 1,
        "theory:unknown": 5, "secretaries": 1, "secretaries:theory:intermediate": 1,
    }  # fmt: skip
    assert {key: counts[key] for key in wanted} == wanted


def test_an_earlier_day_is_counted_as_it_was(province: Province) -> None:
    counts = figures_on(province.cell.store, province.cell.organisation_id, date(2026, 2, 1)).counts
    assert (counts["members"], counts["probationary"], counts["theory:elementary"]) == (4, 0, 1)


@pytest.mark.parametrize(
    ("born", "age"),
    [("1996-10-05", 30), ("1996-10-06", 29), ("1996-11", 29), ("1996-10", 30), ("1996", 30)],
)
def test_age_is_whole_years_as_far_as_the_birth_is_known(born: str, age: int) -> None:
    assert age_on(PartialDate.from_iso(born), TODAY) == age


def test_filters_narrow_together_and_each_option_has_its_people(province: Province) -> None:
    people = people_on(province.commune.store, province.commune.organisation_id, TODAY)
    names = [one.row.name for one in narrowed(people, {"gender": "female", "standing": "official"})]
    assert names == ["Giàng Thị Dua"]
    assert len(narrowed(people, {"age": "", "gender": "male"})) == 1
    for each in FILTERS[1:4]:
        split = [narrowed(people, {each.key: option.key}) for option in each.options if each.key != "age"]
        assert each.key == "age" or sum(map(len, split)) == len(people)
    listed = roster_on(province.cell.store, province.cell.organisation_id, TODAY)
    assert len(listed) == 6  # who is here for a time is listed, and counted in no figure


def test_figures_fixed_on_a_day_stay_what_they_were(province: Province) -> None:
    cell, own = province.cells[1], province.cells[1].organisation_id
    fix_figures(cell, NEW_YEAR)
    fix_figures(cell, TODAY)
    put_away_member(cell, member(cell, "Sùng A Dơ"), left_on=date(2025, 12, 1))
    assert figures_on(cell.store, own, NEW_YEAR).count("members") == 0
    assert [fixed_on(cell.store, own, day).count("members") for day in (NEW_YEAR, TODAY)] == [1, 1]
    assert snapshot_days(cell.store, own) == [TODAY, NEW_YEAR]
    fix_figures(cell, NEW_YEAR)
    assert fixed_on(cell.store, own, NEW_YEAR).count("members") == 0
    with pytest.raises(Refusal, match="chưa đến"):
        fix_figures(cell, date(2027, 1, 1))


def test_an_upper_body_adds_what_its_communes_fixed_and_names_who_did_not(province: Province) -> None:
    commune, upper = province.commune, province.upper
    province.send(commune, upper)
    before = figures_on(upper.store, upper.organisation_id, TODAY)
    assert before.missing == (commune.organisation_id,)
    assert (before.count("official"), before.count("women")) == (5, None)
    record_hand_figure(
        commune, indicator="population", period_from=PartialDate(2025), period_until=PartialDate(2025),
        numerator=120, source="UBND xã",
    )  # fmt: skip
    fix_figures(commune, TODAY)
    province.send(commune, upper)
    after = figures_on(upper.store, upper.organisation_id, TODAY)
    assert (after.missing, after.count("women"), after.count("schooling:upper")) == ((), 2, 0)
    assert fixed_on(upper.store, commune.organisation_id, TODAY).population == 120
    assert all("Giàng" not in str(each.values) for each in select(upper.store, "snapshot"))
    assert figures_on(upper.store, upper.organisation_id, NEW_YEAR).missing == (commune.organisation_id,)
    for key in ("members", "women"):
        shares = shares_below(upper.store, upper.organisation_id, TODAY, key)
        assert [each.id for each in shares] == [commune.organisation_id]
        assert sum(each.count for each in shares) == after.count(key) != 0


def test_figures_of_two_days_are_never_fixed_as_one(tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        upper, first = made.upper, date(2026, 6, 30)
        fix_figures(made.commune, first)
        made.send(made.commune, upper)
        with pytest.raises(Refusal, match="là của ngày 30/06/2026"):
            fix_figures(upper, upper.today)
        fix_figures(upper, first)
        assert fixed_on(upper.store, upper.organisation_id, first).summed == (1, 1)


def test_what_an_upper_body_could_not_count_was_not_nobody(tmp_path: Path) -> None:
    with make_province(tmp_path, "Chi bộ bản Suối Lanh") as made:
        add_member(made.cell, full_name="Vàng A Chứ", gender="female", office="secretary")
        made.send(made.cell, made.commune)
        made.send(made.commune, made.upper)
        upper, today = made.upper, made.upper.today
        fix_figures(upper, today)
        fixed = fixed_on(upper.store, upper.organisation_id, today)
        assert (fixed.count("members"), fixed.count("women"), fixed.summed) == (1, None, (0, 1))
        fix_figures(made.cell, today)
        fix_figures(made.commune, today)
        made.send(made.cell, made.commune)
        made.send(made.commune, upper)
        fix_figures(upper, today)
        fixed = fixed_on(upper.store, upper.organisation_id, today)
        assert (fixed.count("women"), fixed.summed) == (1, (1, 1))
        told = [each for each in select(upper.store, "snapshot") if each.book == made.cell.organisation_id]
        assert told
        assert all({"measure", "count"} <= each.absent for each in told)  # a count of one tells of one person


def test_figures_fixed_before_others_came_into_a_commune_are_missing(tmp_path: Path) -> None:
    with make_province(tmp_path) as made:
        other = make_desk(tmp_path / "other", made.clock, "commune", "Đảng bộ xã Mường Lăng")
        join(other, made.upper)
        upper, first, later = made.upper, date(2026, 6, 30), made.upper.today
        for desk, count in ((made.commune, 5), (other, 7)):
            with desk.store.writing(desk.organisation_id, "vp") as writer:
                told = {"organisation_id": desk.organisation_id, "on": first, "measure": "women"}
                writer.put("snapshot", writer.new_id(), count=count, **told)
            made.send(desk, upper)
        assert figures_on(upper.store, upper.organisation_id, first).count("women") == 12
        merge(upper, [other.organisation_id], made.commune.organisation_id, on=date(2026, 8, 1))
        figures = figures_on(upper.store, upper.organisation_id, later)
        assert (figures.count("women"), figures.missing) == (None, (made.commune.organisation_id,))
        other.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [("Mông", True), ("người Kinh", False), ("Không rõ", None), ("-", None), ("", None)],
)
def test_only_a_group_that_is_known_is_a_minority(words: str, said: bool | None) -> None:
    assert is_minority(words) is said


def test_nobody_fixes_figures_for_another(province: Province) -> None:
    other = province.cell.organisation_id
    with pytest.raises(Refusal, match="của tổ chức mình"), province.commune.writing() as writer:
        writer.put("snapshot", writer.new_id(), organisation_id=other, on=TODAY, measure="members", count=99)
