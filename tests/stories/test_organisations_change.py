"""Two cells of a commune merge, a third is renamed, districts end: the tree and its figures before and after, and what was asked stays found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from actions.desks import make_members
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.proposals import add_proposal
from chibo_desktop.actions.structure import end_district_level, place_organisation, record_historic
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.lineage import line_of
from chibo_desktop.lists.proposals import list_proposals
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.structure import tree_rows
from chibo_desktop.lists.tree import organisations
from exchange.province import is_clean
from stories.joining import District, make_district

MERGED_ON, RENAMED_ON = date(2026, 9, 1), date(2026, 8, 1)
BEFORE, AFTER = date(2025, 6, 30), date(2026, 10, 1)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with make_district(tmp_path) as made:
        yield made


@pytest.fixture
def cells(district: District) -> list[str]:
    """Three cells typed for, of three, four and five members; the first has asked for something."""
    found = []
    for place, name in enumerate(("Nà Hừ", "Pa Thơm", "Suối Vàng")):
        _, cell = add_cell(district.commune, name=f"Chi bộ bản {name}")
        make_members(district.commune.for_organisation(cell), 3 + place)
        found.append(cell)
    add_proposal(district.commune.for_organisation(found[0]), content="Sửa đường vào bản", source="people")
    return found


def members_of(desk: Desk, body: str, day: date) -> int:
    """The members listed in every cell below the body as it stood that day."""
    tree = organisations(desk.store).at(day)
    return sum(len(list_members(desk.store, cell, AFTER)) for cell in tree.cells(body))


def names(desk: Desk, body: str, day: date) -> set[str]:
    return {row.name for row in tree_rows(desk.store, body, day) if row.kind == "cell"}


def test_the_tree_of_each_day_is_what_it_was_then_at_both_levels(
    district: District, cells: list[str]
) -> None:
    commune, upper = district.commune, district.upper
    first, second, third = cells
    own = commune.organisation_id
    _, huyen = record_historic(upper, name="Đảng bộ huyện Nậm Ngà", kind="district")
    place_organisation(upper, own, parent_id=huyen)
    end_district_level(upper, basis="Kết luận 137")
    merge(commune, [first, second], second, on=MERGED_ON, basis="QĐ 21")
    place_organisation(commune, third, from_on=RENAMED_ON, name="Chi bộ bản Suối Bạc", basis="QĐ 20")
    district.send(commune, upper)

    for desk in (commune, upper):
        assert names(desk, own, BEFORE) == {"Chi bộ bản Nà Hừ", "Chi bộ bản Pa Thơm", "Chi bộ bản Suối Vàng"}
        assert names(desk, own, AFTER) == {"Chi bộ bản Pa Thơm", "Chi bộ bản Suối Bạc"}
        assert (members_of(desk, own, BEFORE), members_of(desk, own, AFTER)) == (12, 9)
        known = organisations(desk.store)
        assert known.stood(first, date(2026, 8, 1), date(2026, 8, 31))
        assert not known.stood(first, date(2026, 8, 1), MERGED_ON)
        assert line_of(desk.store, second) == (second, first)
        (found,) = list_proposals(desk.store, second)
        assert (found.content, found.cell_id) == ("Sửa đường vào bản", first)
        assert is_clean(desk)

    top = upper.organisation_id
    before, after = (organisations(upper.store).at(day) for day in (BEFORE, AFTER))
    assert (before.path(own), after.path(own)) == ((own, huyen, top), (own, top))
    assert (before.below(top), after.below(top)) == ((huyen,), (own,))
    assert (len(before.cells(top)), len(after.cells(top))) == (3, 2)
