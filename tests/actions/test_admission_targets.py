"""Promises of giving numbers of members to admit: who may, in which book, taken back and written once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_desk
from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.members_moving import move_left_members
from chibo_desktop.actions.structure_successions import merge_into_new, replace_with_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.clock import FixedClock
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.admission_targets import admission_targets, admitted_in, target_rows
from chibo_desktop.lists.lineage import in_place_of
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.rows import select
from exchange.province import make_province


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
