"""Promises of the cells a year's visits are about: whoever stood in part of the year is among them, with the days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.structure_successions import merge_into_new
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.lists.visit_places import YearCell, cells_of_year
from exchange.province import Province
from visiting import make_visited


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


def named(province: Province, year: int) -> dict[str, YearCell]:
    desk = province.commune
    return {cell.node.name: cell for cell in cells_of_year(desk.store, desk.organisation_id, year)}


def merge_two(province: Province, on: date) -> None:
    desk = province.commune
    both = [add_cell(desk, name=f"Chi bộ bản {name}")[1] for name in ("Suối Chuôn", "Suối Bươu")]
    merge_into_new(desk, both, name="Chi bộ bản Suối Chuôn Bươu", on=on)


def test_cells_that_ended_in_the_year_stand_after_those_of_today(province: Province) -> None:
    merge_two(province, date(2026, 9, 20))
    found = named(province, 2026)
    assert [*found][-2:] == ["Chi bộ bản Suối Bươu", "Chi bộ bản Suối Chuôn"]
    assert found["Chi bộ bản Suối Chuôn"].until == date(2026, 9, 19)
    assert found["Chi bộ bản Suối Lanh"].until is None


def test_the_year_after_knows_only_the_cell_that_came_after(province: Province) -> None:
    merge_two(province, date(2026, 9, 20))
    found = named(province, 2027)
    assert "Chi bộ bản Suối Chuôn Bươu" in found
    assert "Chi bộ bản Suối Chuôn" not in found


def test_a_merger_still_to_come_shows_both_with_their_days(province: Province) -> None:
    merge_two(province, date(2026, 12, 1))
    found = named(province, 2026)
    assert found["Chi bộ bản Suối Chuôn"].until == date(2026, 11, 30)
    assert found["Chi bộ bản Suối Chuôn Bươu"].since == date(2026, 12, 1)
    assert found["Chi bộ bản Suối Chuôn Bươu"].body_name == "Đảng bộ xã Mường Sáy"
