"""Promises of what a step is called in "Hoàn tác": the deed, and never what only follows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.structure_successions import merge
from chibo_desktop.actions.typing_for import add_cell
from chibo_desktop.actions.visit_names import found_team
from chibo_desktop.actions.visits import change_visit, excuse_visit, plan_visit, postpone_visit
from chibo_desktop.ui.undo_words import words_for
from exchange.province import Province
from visiting import make_visited, write_team


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_visited(tmp_path) as made:
        yield made


@pytest.fixture
def commune(province: Province) -> Desk:
    return province.commune


def test_a_merger_is_called_a_merger(commune: Desk) -> None:
    cells = [add_cell(commune, name=f"Chi bộ bản {name}")[1] for name in ("Pa Thơm", "Nà Ngần")]
    changes = merge(commune, cells[:1], cells[1], on=date(2026, 3, 1))
    assert words_for(commune.store, changes) == "Sáp nhập"


def test_founding_a_team_is_called_by_the_team(commune: Desk) -> None:
    changes = found_team(commune, name="Tổ 1", mates="Hà Thị Xuân, Phó Bí thư\nCà Văn Xôm, Chủ tịch")[0]
    assert words_for(commune.store, changes) == "Lập Tổ 1"


def test_a_visit_is_one_deed_whoever_is_told_of_it(province: Province, commune: Desk) -> None:
    team = write_team(commune, "Tổ 1", "Hà Thị Xuân", "Cà Văn Xôm")
    one, other = team.people.values()
    made, visit = plan_visit(
        commune, province.cell.organisation_id, "2026-11", team_id=team.id, official_id=one
    )
    moved = change_visit(commune, visit, official_id=other)
    late = postpone_visit(commune, visit, date(2026, 11, 20), "lũ cuốn cầu")
    ill = excuse_visit(commune, visit, "ốm")
    assert [words_for(commune.store, each) for each in (made, moved, late, ill)] == [
        "Thêm lượt dự",
        "Đổi người dự",
        "Hoãn lượt dự",
        "Vắng có lý do",
    ]
