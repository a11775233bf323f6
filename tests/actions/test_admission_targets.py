"""Promises of giving numbers of members to admit: who may, in which book, taken back and written once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.desks import make_desk
from actions.twins import exchange, make_twin
from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.members_moving import move_left_members
from chibo_desktop.actions.same_as import join_same, organisations_to_join
from chibo_desktop.actions.structure_successions import merge_into_new, replace_with_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.admission_targets import (
    admission_targets,
    admitted_in,
    new_numbers,
    target_rows,
)
from chibo_desktop.lists.conflicts import conflict_rows
from chibo_desktop.lists.lineage import in_place_of
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import select
from exchange.province import make_province
from stories.joining import make_district


@pytest.fixture
def commune(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = make_desk(tmp_path / "commune", clock, "commune", "Đảng bộ xã Mường Sáy")
    yield made
    made.close()


def given(desk: Desk, year: int = 2026) -> dict[str, int]:
    return {
        one: each.count
        for one, each in admission_targets(desk.store).by(desk.organisation_id, (year, year)).items()
    }


def test_the_cell_sees_what_the_commune_gave_and_the_commune_what_the_upper_body_gave(tmp_path: Path) -> None:
    with make_province(tmp_path) as province:
        commune, cell = province.commune, province.cell
        for giver, taker in ((commune, cell), (province.upper, commune)):
            give_targets(giver, 2026, {taker.organisation_id: 2}, basis="  KH 12-KH/ĐU ")
            province.send(giver, taker)
            found = admission_targets(taker.store).to(taker.organisation_id, (2026, 2026))
            assert found is not None
            assert (found.count, found.basis, found.body_id) == (2, "KH 12-KH/ĐU", giver.organisation_id)
        with pytest.raises(Refusal, match="cấp trên giao"):
            give_targets(cell, 2026, {cell.organisation_id: 1})
        with pytest.raises(Refusal, match="cấp trên giao"), cell.writing() as writer:
            writer.put(
                "admission_target",
                writer.new_id(),
                body_id=cell.organisation_id,
                organisation_id=cell.organisation_id,
                first_year=2026,
                last_year=2026,
                count=1,
            )
        with pytest.raises(Refusal, match="không thuộc cấp mình"):
            give_targets(commune, 2026, {province.upper.organisation_id: 3})


def test_a_number_given_again_is_the_same_record_and_none_takes_it_back(commune: Desk) -> None:
    cells = [add_cell(commune, name=f"Chi bộ bản số {number}")[1] for number in (1, 2, 3)]
    give_targets(commune, 2026, {cells[0]: 2, cells[1]: 1})
    assert given(commune) == {cells[0]: 2, cells[1]: 1}
    changed = give_targets(commune, 2026, {cells[0]: 3, cells[1]: None, cells[2]: None})
    assert given(commune) == {cells[0]: 3}
    assert len(select(commune.store, "admission_target", away=True)) == 2
    undo(commune, changed)
    assert given(commune) == {cells[0]: 2, cells[1]: 1}
    give_targets(commune, 2026, {cells[1]: None})
    give_targets(commune, 2026, {cells[1]: 5})
    assert given(commune) == {cells[0]: 2, cells[1]: 5}
    with pytest.raises(Refusal, match="Chưa có số nào mới"):
        give_targets(commune, 2026, {cells[1]: 5})
    rows = target_rows(commune.store, commune.organisation_id, 2026, date(2026, 10, 5))
    assert [row.aimed.count if row.aimed else None for row in rows] == [2, 5, None]


def test_withdrawn_on_one_machine_and_changed_on_another_is_a_difference_people_see(
    commune: Desk, tmp_path: Path
) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    give_targets(commune, 2026, {cell: 2})
    twin = make_twin(commune, tmp_path / "twin")
    give_targets(commune, 2026, {cell: None})
    give_targets(twin, 2026, {cell: 4})
    exchange(commune, twin)
    for desk in (commune, twin):
        (open_one,) = conflict_rows(desk.store)
        assert desk.may_write(open_one.book)
        assert {side.words for side in open_one.sides} == {"", "4"}
    assert given(commune) == given(twin)
    twin.close()


def test_a_number_given_under_an_id_the_cell_had_before_is_the_one_that_changes(tmp_path: Path) -> None:
    with make_district(tmp_path) as district:
        commune = district.commune
        typed = add_cell(commune, name="Chi bộ bản Pa Thơm")[1]
        give_targets(commune, 2026, {typed: 5}, basis="KH 12-KH/ĐU")
        laptop = district.laptop("Chi bộ bản Pa Thơm")
        district.join(laptop, typed)
        for twice in organisations_to_join(laptop):
            join_same(laptop, twice.kind, twice.kept_id, twice.joined_id)
        district.up(laptop)
        cell = laptop.organisation_id
        assert given(commune) == {cell: 5}
        for count in (3, 4):
            give_targets(commune, 2026, {cell: count})
            assert given(commune) == {cell: count}
        district.send(commune, laptop)
        found = admission_targets(laptop.store).to(cell, (2026, 2026))
        assert found is not None
        assert (found.count, found.basis) == (4, "KH 12-KH/ĐU")
        give_targets(commune, 2026, {cell: None})
        assert given(commune) == {}


def test_a_receiver_is_told_of_late_what_it_was_given(commune: Desk, clock: FixedClock) -> None:
    cell = add_cell(commune, name="Chi bộ bản Nà Hừ")[1]
    give_targets(commune, 2026, {cell: 2})
    set_own_target(commune, 2025, 2029, 20)

    def told(one: str) -> list[tuple[int, date]]:
        return [(each.count, on) for each, on in new_numbers(commune.store, one, commune.today)]

    given_on = commune.today
    assert told(cell) == [(2, given_on)]
    assert told(commune.organisation_id) == []
    clock.set(clock.now() + timedelta(days=46))
    assert told(cell) == []
    give_targets(commune, 2026, {cell: 3})
    assert told(cell) == [(3, commune.today)]
    give_targets(commune, 2026, {cell: None})
    assert told(cell) == []


def test_a_term_written_wrongly_is_taken_back(commune: Desk) -> None:
    set_own_target(commune, 2025, 2030, 20)
    set_own_target(commune, 2025, 2029, 20)
    undone = set_own_target(commune, 2025, 2030, None)
    left = [
        each.given.years for each in admission_targets(commune.store).terms(commune.organisation_id, 2026)
    ]
    assert left == [(2025, 2029)]
    undo(commune, undone)
    assert len(admission_targets(commune.store).terms(commune.organisation_id, 2026)) == 2
    own = dict.fromkeys(("body_id", "organisation_id"), commune.organisation_id)
    with pytest.raises(Refusal, match="chưa ghi"), commune.writing() as writer:
        writer.put("admission_target", writer.new_id(), **own, first_year=2026, last_year=2026)


def test_a_body_writes_its_own_term_over_what_it_said_before(commune: Desk) -> None:
    for count in (20, 25):
        set_own_target(commune, 2025, 2030, count, basis="NQ Đại hội")
    term = admission_targets(commune.store).terms(commune.organisation_id, 2026)
    assert [(each.given.count, each.given.basis) for each in term] == [(25, "NQ Đại hội")]
    with pytest.raises(Refusal, match="nhiều nhất 10 năm"):
        set_own_target(commune, 2025, 2036, 5)
    with pytest.raises(Refusal, match="từ năm đầu"):
        set_own_target(commune, 2026, 2025, 5)


def test_whose_list_passed_on_twice_is_counted_once_and_where_they_were_admitted(commune: Desk) -> None:
    cells = [add_cell(commune, name=f"Chi bộ bản số {number}")[1] for number in (1, 2)]
    for cell in cells:
        add_member(
            commune.for_organisation(cell),
            full_name="Cứ Thị Mai",
            official=False,
            decided_on=date(2026, 1, 5),
            admitted_on=date(2026, 1, 9),
        )
    merge_into_new(commune, cells, name="Chi bộ bản Nà Thơm", on=date(2026, 3, 1))
    between = in_place_of(commune.store, cells[0])[0].organisation_id
    replace_with_new(commune, between, name="Chi bộ bản Nà Thơm mới", on=date(2026, 6, 1))
    last = in_place_of(commune.store, between)[0].organisation_id
    for moved in (False, True):
        if moved:
            move_left_members(commune, cells[0])
        counted = [admitted_in(commune.store, one, 2026) for one in (*cells, between, last)]
        assert [len(each) for each in counted] == [1, 1, 0, 0]
        assert len(admitted_in(commune.store, commune.organisation_id, 2026)) == 2
    assert len(list_members(commune.store, last, commune.today)) == 2
