"""Promises of who follows whom into an organisation that is new, and of taking that back; merging known ones is in test_structure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure import record_historic
from chibo_desktop.actions.structure_successions import (
    merge_into_new,
    replace,
    replace_with_new,
    split_off_new,
)
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.undo import undo
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.standing_below import invitable
from chibo_desktop.lists.structure import gone_rows, organisation_card, tree_rows
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.typed_for import cells_below, list_typed_for
from chibo_desktop.store import Changes
from exchange.province import Province

MARCH, NOW = date(2026, 3, 1), date(2026, 10, 5)
NEW = "Chi bộ bản Nà Thơm"

Founding = Callable[[Desk, list[str]], Changes]
WAYS: tuple[Founding, ...] = (
    lambda desk, cells: merge_into_new(desk, cells, name=NEW, on=MARCH),
    lambda desk, cells: split_off_new(desk, cells[0], name=NEW, on=MARCH),
    lambda desk, cells: replace_with_new(desk, cells[0], name=NEW, on=MARCH),
)


@pytest.fixture
def cells(commune: Desk) -> list[str]:
    """Two cells typed for."""
    return [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Nà Hừ", "Pa Thơm")]


def names_everywhere(desk: Desk) -> set[str]:
    """What the lists of a commune name: the tree of both days, those gone, those typed for, those one may invite."""
    own = desk.organisation_id
    found = {row.name for day in (MARCH, NOW) for row in tree_rows(desk.store, own, day)}
    found |= {name for _, name in gone_rows(desk.store, own, NOW)}
    found |= {cell.name for cell in list_typed_for(desk.store)}
    found |= {one.name for one in invitable(desk.store, own)}
    return found | {body_name(desk.store, one) for one in cells_below(desk.store, own)}


@pytest.mark.parametrize("found", WAYS)
def test_taken_back_no_list_names_the_new_one_any_more_and_again_it_stands(
    commune: Desk, cells: list[str], found: Founding
) -> None:
    before = names_everywhere(commune)
    changes = found(commune, cells)
    assert NEW in names_everywhere(commune)
    back = undo(commune, changes)
    assert names_everywhere(commune) == before
    undo(commune, back)
    known = organisations(commune.store)
    assert NEW in {known.name(one, NOW) for one in known.at(NOW).nodes}


def test_a_cell_set_up_anew_under_another_id_has_the_old_one_behind_it(
    commune: Desk, cells: list[str]
) -> None:
    replace_with_new(commune, cells[0], name=NEW, on=MARCH, basis="QĐ 5")
    known = organisations(commune.store)
    new = next(one for one in known.at(NOW).nodes if known.name(one, NOW) == NEW)
    card = organisation_card(commune.store, new, NOW)
    assert card is not None
    assert [(row.name, row.how_label, row.on) for row in card.before] == [
        ("Chi bộ bản Nà Hừ", "Lập mới thay thế", MARCH)
    ]
    assert line_of(commune.store, new) == (new, cells[0])
    assert cells[0] not in known.at(MARCH).nodes


def test_a_cell_becomes_a_party_committee(province: Province) -> None:
    upper = province.upper
    _, cell = record_historic(upper, name="Chi bộ Công ty Nậm Ngà", kind="cell")
    _, body = record_historic(upper, name="Đảng bộ Công ty Nậm Ngà", kind="commune", from_on=date(2027, 1, 1))
    replace(upper, cell, body, on=MARCH)
    known = organisations(upper.store)
    assert (cell in known.at(NOW).nodes, body in known.at(MARCH).nodes) == (False, True)
