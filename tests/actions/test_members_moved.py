"""Promises of lists after a move: two machines, meetings since, who left since or has no name, figures of the past."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actions import twins
from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.meetings import record_all_present
from chibo_desktop.actions.members import put_away_member
from chibo_desktop.actions.members_moving import may_move, move_left_members
from chibo_desktop.actions.oversight import add_gathering, add_participants
from chibo_desktop.actions.structure_successions import merge, merge_into_new, replace_with_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.indicators.people import lists_on
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.roster import list_members, standings_of
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.succession_left import left_members
from chibo_desktop.lists.tree import organisations
from exchange.province import PASSWORD, Province
from visiting import write_met

MARCH, APRIL, TODAY = date(2026, 3, 1), date(2026, 4, 5), date(2026, 10, 5)
NEW = "Chi bộ bản Nà Thơm"


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Two cells typed for, of three and four members."""
    found = []
    for place, name in enumerate(("Nà Hừ", "Pa Thơm")):
        cell = add_cell(commune, name=f"Chi bộ bản {name}", area="hamlet")[1]
        make_members(commune.for_organisation(cell), 3 + place)
        found.append(cell)
    return found


def into_new(desk: Desk, cells: list[str]) -> str:
    merge_into_new(desk, cells, name=NEW, on=MARCH)
    known = organisations(desk.store)
    return next(one for one in known.at(TODAY).nodes if known.name(one, TODAY) == NEW)


def listed(desk: Desk, cell: str, day: date = TODAY) -> int:
    return len(list_members(desk.store, cell, day))


def test_lists_of_a_past_day_keep_whoever_was_moved_or_left_since(commune: Desk, cells: list[str]) -> None:
    put_away_member(commune, list_members(commune.store, cells[0], TODAY)[0].id, left_on=date(2026, 2, 1))
    into_new(commune, cells)
    move_left_members(commune, cells[0])
    found = lists_on(Held(commune.store, Range("2025-12", "2025-12")), date(2025, 12, 31)).members
    assert [len(found.get(cell, ())) for cell in cells] == [3, 4]


def test_two_machines_that_both_move_put_everybody_on_the_list_once(
    province: Province, commune: Desk, cells: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(twins, "PASSWORD", PASSWORD)
    new = into_new(commune, cells)
    twin = twins.make_twin(commune, tmp_path / "twin")
    province.send(twin, province.upper)
    province.send(province.upper, commune)
    twins.exchange(commune, twin)
    for desk in (commune, twin):
        move_left_members(desk, new)
    twins.exchange(commune, twin)
    assert [listed(desk, new) for desk in (commune, twin)] == [7, 7]
    twin.close()


def test_who_was_moved_moved_back_and_moved_again_is_listed_and_can_be_marked_at_meetings(
    commune: Desk, cells: list[str]
) -> None:
    new = into_new(commune, cells)
    undo(commune, move_left_members(commune, new))
    assert listed(commune, new) == 0
    move_left_members(commune, new)
    rows = list_members(commune.store, new, TODAY)
    assert len(rows) == 7
    desk = commune.for_organisation(new)
    meeting = write_met(desk, TODAY, is_final=False)
    record_all_present(desk, meeting)
    assert {mark.text("member_id") for mark in select(desk.store, "attendance")} == {row.id for row in rows}


def test_the_list_of_the_other_cell_begins_after_the_last_meeting_that_was_finalised(
    commune: Desk, cells: list[str]
) -> None:
    merge(commune, [cells[0]], cells[1], on=MARCH)
    write_met(commune.for_organisation(cells[1]), APRIL)
    left = left_members(commune.store, cells[1], TODAY)
    assert left is not None
    assert left.on == date(2026, 4, 6)
    assert may_move(commune, cells[1])
    old = [row.id for row in list_members(commune.store, cells[0], TODAY)]
    move_left_members(commune, cells[1])
    assert [listed(commune, cells[1], day) for day in (APRIL, date(2026, 4, 6))] == [4, 7]
    assert {each.day("until_on") for one in old for each in standings_of(commune.store, one)} == {APRIL}


def test_members_of_a_cell_two_steps_back_are_moved_in_one_action_and_stood_on_each_list_in_its_time(
    commune: Desk, cells: list[str]
) -> None:
    replace_with_new(commune, cells[0], name=NEW, on=date(2024, 3, 1))
    known = organisations(commune.store)
    between = next(one for one in known.at(TODAY).nodes if known.name(one, TODAY) == NEW)
    merge(commune, [between], cells[1], on=MARCH)
    for asked in (cells[0], between, cells[1]):
        left = left_members(commune.store, asked, TODAY)
        assert left is not None
        assert (left.into_id, left.on, left.members) == (cells[1], MARCH, 3)
    changes = move_left_members(commune, cells[0])
    ends = date(2023, 12, 31), date(2024, 12, 31), date(2026, 3, 31)
    lists = [lists_on(Held(commune.store, Range("2023-12", "2026-10")), day).members for day in ends]
    found = [[len(each.get(cell, ())) for cell in (cells[0], between, cells[1])] for each in lists]
    assert found == [[3, 0, 4], [0, 3, 4], [0, 0, 7]]
    assert {each.book for each in select(commune.store, "member", "cell_id = ?", (between,), away=True)} == {
        between
    }
    undo(commune, changes)
    assert [listed(commune, cell) for cell in (cells[0], between, cells[1])] == [3, 0, 4]


def test_whoever_left_between_the_merger_and_the_move_is_on_the_new_list_until_then(
    commune: Desk, cells: list[str]
) -> None:
    gone = list_members(commune.store, cells[0], TODAY)[0]
    new = into_new(commune, cells)
    put_away_member(commune, gone.id, left_on=date(2026, 6, 30))
    move_left_members(commune, new)
    assert [listed(commune, new, day) for day in (APRIL, date(2026, 7, 1))] == [7, 6]


def test_one_without_a_name_stays_and_the_others_are_moved(commune: Desk, cells: list[str]) -> None:
    with commune.store.writing(cells[0], commune.user) as writer:
        writer.put("member", writer.new_id(), cell_id=cells[0])
    new = into_new(commune, cells)
    move_left_members(commune, new)
    assert [listed(commune, one) for one in (new, cells[0])] == [7, 1]
    with pytest.raises(Refusal, match="chưa có họ và tên"):
        move_left_members(commune, new)


def test_what_a_member_studied_before_the_lists_were_joined_still_counts(
    commune: Desk, cells: list[str]
) -> None:
    _, studied = add_gathering(commune, "study", "Học tập nghị quyết", held_on=date(2026, 2, 10))
    come = [{"group": "member", "member_id": row.id} for row in list_members(commune.store, cells[0], TODAY)]
    add_participants(commune, studied, come)
    merged = into_new(commune, cells)
    move_left_members(commune, cells[0])
    figure = report(commune.store, merged, "2026-01", "2026-12", keys=["IND-12"]).own.figures["IND-12"]
    assert [(row.numerator, row.denominator) for row in figure.parts() if row.key == "members"] == [(3, 7)]
