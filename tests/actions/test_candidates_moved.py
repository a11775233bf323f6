"""Those a cell prepared go along with its list: way, helper and remarks, once, whichever machine moves; and may be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions import twins
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    assign_helper,
    follow_probationary,
    stop_candidate,
    write_remark,
)
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_member
from chibo_desktop.actions.members_moving import move_left_members
from chibo_desktop.actions.structure_successions import merge_into_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.lists.candidate_way import ways
from chibo_desktop.lists.candidates import candidates_below, candidates_of, untracked_probationary
from chibo_desktop.lists.lineage import in_place_of
from exchange.province import PASSWORD, Province

NAME, YOUNG = "Giàng A Tủa", "Cứ A Sếnh"
CEREMONY = date(2025, 12, 1)


@pytest.fixture
def merged(commune: Desk) -> tuple[str, str]:
    """The cell that followed, and the one that prepared a candidate and has a probationary member."""
    cells = [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Pa Thơm")]
    desk = commune.for_organisation(cells[0])
    young = add_member(desk, full_name=YOUNG, official=False, admitted_on=CEREMONY)[1]
    helper = add_member(desk, full_name="Lò Văn Hặc")[1]
    follow_probationary(desk, young)
    candidate = add_candidate(desk, full_name=NAME)[1]
    add_step(desk, candidate, "selected", date(2026, 1, 5))
    add_step(commune, candidate, "allowed", date(2026, 5, 4), paper="12-CV/ĐU")
    helping = assign_helper(desk, candidate, helper, date(2026, 1, 5))[1]
    write_remark(desk, helping, "2026-02", "Chăm làm.")
    merge_into_new(commune, cells, name="Chi bộ bản Nà Thơm", on=date(2026, 9, 1))
    return in_place_of(commune.store, cells[0])[0].organisation_id, cells[0]


def names(desk: Desk, cell: str) -> list[str]:
    return sorted(row.name for row in candidates_of(desk.store, cell, desk.today) if not row.left_by_cell)


def test_candidates_go_along_with_their_way_helper_and_remarks_and_the_new_cell_goes_on(
    commune: Desk, merged: tuple[str, str]
) -> None:
    new, _ = merged
    move_left_members(commune, new)
    assert untracked_probationary(commune.store, new, commune.today) == []
    assert len(candidates_below(commune.store, commune.organisation_id, commune.today)) == 2
    rows = {row.name: row for row in candidates_of(commune.store, new, commune.today)}
    assert sorted(rows) == [YOUNG, NAME]
    assert rows[YOUNG].day_of("ceremony") == CEREMONY
    row = rows[NAME]
    assert [(line.step, line.on, line.by) for line in row.steps] == [
        ("selected", date(2026, 1, 5), "cell"),
        ("allowed", date(2026, 5, 4), "body"),
    ]
    assert row.helper is not None
    assert (row.helper.name, row.helper.trouble, row.helper.months) == ("Lò Văn Hặc", "", ("2026-02",))
    (remark,) = ways(commune.store).remarks(row.helper.id)
    assert remark.text("words") == "Chăm làm."
    add_step(commune.for_organisation(new), row.id, "applied", date(2026, 9, 7))
    stop_candidate(commune.for_organisation(new), row.id, date(2026, 9, 8), "chuyển đi")


def test_a_move_taken_back_and_made_again_leaves_everybody_once(
    commune: Desk, merged: tuple[str, str]
) -> None:
    new, _ = merged
    changes = move_left_members(commune, new)
    undo(commune, changes)
    assert names(commune, new) == []
    assert len(candidates_below(commune.store, commune.organisation_id, commune.today)) == 2
    move_left_members(commune, new)
    assert names(commune, new) == [YOUNG, NAME]
    (helper,) = next(
        row for row in candidates_of(commune.store, new, commune.today) if row.name == NAME
    ).helpers
    assert helper.months == ("2026-02",)


def test_two_machines_that_move_leave_one_line_of_each(
    province: Province,
    commune: Desk,
    merged: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(twins, "PASSWORD", PASSWORD)
    new, _ = merged
    twin = twins.make_twin(commune, tmp_path / "twin")
    province.send(twin, province.upper)
    province.send(province.upper, commune)
    twins.exchange(commune, twin)
    for desk in (commune, twin):
        move_left_members(desk, new)
    twins.exchange(commune, twin)
    for desk in (commune, twin):
        rows = {row.name: row for row in candidates_of(desk.store, new, desk.today)}
        assert sorted(rows) == [YOUNG, NAME]
        assert len(rows[NAME].steps) == 2
        assert len(rows[NAME].helpers) == 1
    twin.close()
