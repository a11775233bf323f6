"""Promises of what goes along with a merger, a replacement or a split, and of moving the members of cells that ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.members import add_standing
from chibo_desktop.actions.members_moving import may_move, move_left_members
from chibo_desktop.actions.places import add_place, describe_below, serve_place
from chibo_desktop.actions.structure_successions import merge, merge_into_new, replace_with_new, split_off_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.actions.visit_names import assign_by_name
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.places import places_served
from chibo_desktop.lists.roster import list_members, standings_of
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.succession_left import left_members
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.typed_for import list_typed_for
from chibo_desktop.store import Changes

MARCH, TODAY = date(2026, 3, 1), date(2026, 10, 5)
BEFORE = MARCH - timedelta(days=1)
NEW = "Chi bộ bản Nà Thơm"


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Two cells typed for, of three and four members, each in a difficult or plain hamlet it leads, followed by one person."""
    found = []
    for place, name in enumerate(("Nà Hừ", "Pa Thơm")):
        cell = add_cell(commune, name=f"Chi bộ bản {name}", area="hamlet")[1]
        make_members(commune.for_organisation(cell), 3 + place)
        serve_place(commune, add_place(commune, name=f"Bản {name}")[1], cell)
        assign_by_name(commune, full_name="Hà Thị Xuân", organisation_id=cell, basis="CV 4")
        found.append(cell)
    describe_below(commune, found[0], difficult=True)
    return found


def new_one(desk: Desk) -> str:
    known = organisations(desk.store)
    return next(one for one in known.at(TODAY).nodes if known.name(one, TODAY) == NEW)


def into_new(desk: Desk, cells: list[str]) -> str:
    merge_into_new(desk, cells, name=NEW, on=MARCH, basis="QĐ 31")
    return new_one(desk)


def leading(desk: Desk, cell: str) -> list[tuple[str, str]]:
    return [(row.place_name, row.days) for row in places_served(desk.store) if row.cell_id == cell]


def test_places_go_along_to_the_cell_two_were_merged_into(commune: Desk, cells: list[str]) -> None:
    new = into_new(commune, cells)
    assert leading(commune, new) == [
        ("Bản Nà Hừ", "từ 01/03/2026 đến nay"),
        ("Bản Pa Thơm", "từ 01/03/2026 đến nay"),
    ]
    assert leading(commune, cells[0]) == [("Bản Nà Hừ", "đến hết 28/02/2026")]


def test_the_new_cell_is_of_the_kind_of_place_both_were_and_difficult_as_one_of_them(
    commune: Desk, cells: list[str]
) -> None:
    new = into_new(commune, cells)
    facts = organisations(commune.store).facts(new)
    assert facts is not None
    assert (facts.text("area"), facts.flag("difficult"), facts.flag("grassroots")) == ("hamlet", True, False)


def test_whoever_answered_for_both_answers_once_for_the_one_that_followed(
    commune: Desk, cells: list[str]
) -> None:
    new = into_new(commune, cells)
    running = [duty for duty in select(commune.store, "visit_duty") if duty.day("until_on") is None]
    assert [(duty.text("organisation_id"), duty.day("from_on"), duty.text("basis")) for duty in running] == [
        (new, MARCH, "CV 4")
    ]


def test_all_of_it_is_one_action_and_taken_back_whole(commune: Desk, cells: list[str]) -> None:
    before = {cell: leading(commune, cell) for cell in cells}
    changes = merge_into_new(commune, cells, name=NEW, on=MARCH)
    undo(commune, changes)
    assert {cell: leading(commune, cell) for cell in cells} == before
    assert all(duty.day("until_on") is None for duty in select(commune.store, "visit_duty"))


def test_one_that_takes_another_in_keeps_what_it_says_of_itself_and_leads_both_places(
    commune: Desk, cells: list[str]
) -> None:
    merge(commune, [cells[0]], cells[1], on=MARCH)
    facts = organisations(commune.store).facts(cells[1])
    assert facts is not None
    assert not facts.flag("difficult")
    assert [name for name, _ in leading(commune, cells[1])] == ["Bản Nà Hừ", "Bản Pa Thơm"]


def test_what_is_split_off_is_of_the_same_kind_and_the_other_goes_on_leading(
    commune: Desk, cells: list[str]
) -> None:
    split_off_new(commune, cells[0], name=NEW, on=MARCH)
    facts = organisations(commune.store).facts(new_one(commune))
    assert facts is not None
    assert (facts.text("area"), facts.flag("difficult")) == ("hamlet", True)
    assert leading(commune, cells[0]) == [("Bản Nà Hừ", "từ trước đến nay")]


def test_the_list_of_cells_typed_for_says_which_ended(commune: Desk, cells: list[str]) -> None:
    into_new(commune, cells)
    found = [(cell.name, cell.gone_since) for cell in list_typed_for(commune.store)]
    assert found == [(NEW, None), ("Chi bộ bản Nà Hừ", MARCH), ("Chi bộ bản Pa Thơm", MARCH)]


def test_everybody_is_moved_in_one_action_and_the_old_lists_end_the_day_before(
    commune: Desk, cells: list[str]
) -> None:
    new = into_new(commune, cells)
    for asked in (new, *cells):
        left = left_members(commune.store, asked, TODAY)
        assert left is not None
        assert (left.into_id, left.members) == (new, 7)
    names = {row.name for cell in cells for row in list_members(commune.store, cell, TODAY)}
    old = list_members(commune.store, cells[0], TODAY)[0]
    add_standing(commune, old.id, "exempt", date(2026, 1, 1))
    assert may_move(commune, new)
    changes = move_left_members(commune, new)
    moved = list_members(commune.store, new, TODAY)
    assert {row.name for row in moved} == names
    assert {row.office for row in moved} == {None}
    labels = [row.standing_label for row in moved if row.name == old.name]
    assert sorted(labels) == ["chính thức", "chính thức, miễn công tác và sinh hoạt"]  # of both cells one
    assert {each.day("from_on") for row in moved for each in standings_of(commune.store, row.id)} == {MARCH}
    assert {each.day("until_on") for each in standings_of(commune.store, old.id)} == {BEFORE}
    kept = find(commune.store, "member", old.id)
    assert kept is not None
    assert kept.book == cells[0]
    assert left_members(commune.store, new, TODAY) is None
    assert [len(list_members(commune.store, cell, TODAY)) for cell in cells] == [0, 0]
    undo(commune, changes)
    assert [len(list_members(commune.store, cell, TODAY)) for cell in (*cells, new)] == [3, 4, 0]


def test_a_day_that_has_not_come_moves_nobody(commune: Desk, cells: list[str]) -> None:
    merge(commune, [cells[0]], cells[1], on=date(2026, 12, 1))
    left = left_members(commune.store, cells[1], TODAY)
    assert left is not None
    assert (left.members, left.on) == (3, date(2026, 12, 1))
    assert not may_move(commune, cells[1])
    with pytest.raises(Refusal, match="01/12/2026 chưa đến"):
        move_left_members(commune, cells[1])


def test_a_replaced_cell_hands_everybody_to_the_one_in_its_place(commune: Desk, cells: list[str]) -> None:
    changes: Changes = replace_with_new(commune, cells[0], name=NEW, on=MARCH)
    assert changes
    move_left_members(commune, cells[0])
    assert len(list_members(commune.store, new_one(commune), TODAY)) == 3
