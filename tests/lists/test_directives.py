"""Directives and their targets as each desk reads them, carried by bundles; a cell's regulations, one a term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import put_away_target, register_directive, set_target
from chibo_desktop.lists.directives import (
    DirectiveRow,
    directives,
    indicator_titles,
    regulations,
    regulations_below,
)
from chibo_desktop.lists.indicators import INDICATORS
from exchange.province import Province, make_province

SUMMARY = "Nâng cao chất lượng sinh hoạt chi bộ"


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    with make_province(tmp_path) as made:
        made.send(made.cell, made.commune)
        made.send(made.commune, made.upper)
        yield made


def register(desk: Desk, **fields: Any) -> str:
    return register_directive(desk, sort="resolution", summary=SUMMARY, **fields)[1]


def held(desk: Desk) -> list[DirectiveRow]:
    return directives(desk.store, desk.organisation_id)


def test_a_directive_of_the_upper_body_reaches_commune_and_cell_with_its_targets(province: Province) -> None:
    directive = register(province.upper, shared=True, number="07-NQ/TU")
    set_target(province.upper, directive, indicator="IND-1", percent=90)
    set_target(province.upper, directive, indicator="IND-5", percent=60, area="hamlet")
    province.send(province.upper, province.commune)
    province.send(province.commune, province.cell)
    for desk in (province.commune, province.cell):
        (row,) = held(desk)
        assert (row.name, row.body_name, row.is_own) == (
            "Nghị quyết 07-NQ/TU",
            "Đảng bộ tỉnh Nậm Sơn",
            False,
        )
        assert [(each.indicator, each.level_words) for each in row.targets] == [
            ("IND-1", "từ 90\u00a0%"),
            ("IND-5", "từ 60\u00a0%"),
        ]
    assert held(province.cell)[0].targets[1].scope_words == "bản"


def test_what_a_commune_keeps_in_its_own_register_its_cells_do_not_read(province: Province) -> None:
    register(province.commune)
    province.send(province.commune, province.cell)
    province.send(province.commune, province.upper)
    assert held(province.cell) == []
    assert [row.is_own for row in held(province.commune)] == [True]
    assert held(province.upper) == []


def test_a_target_is_shown_by_the_title_of_its_indicator(province: Province) -> None:
    directive = register(province.commune, shared=True)
    target = set_target(province.commune, directive, indicator=INDICATORS[0].key, percent=90)[1]
    assert held(province.commune)[0].targets[0].title == indicator_titles()[INDICATORS[0].key]
    put_away_target(province.commune, target)
    assert held(province.commune)[0].targets == ()


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_directive_binds_from_its_first_to_its_last_day(
    province: Province, day: date, in_force: bool
) -> None:
    register(province.upper, valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30))
    assert held(province.upper)[0].is_in_force(day) is in_force


def test_one_without_days_binds_from_its_issue_without_end(province: Province) -> None:
    register(province.upper, issued_on=date(2016, 2, 1))
    (row,) = held(province.upper)
    assert row.is_in_force(date(2026, 2, 1))
    assert not row.is_in_force(date(2016, 1, 31))


def test_a_cell_has_one_regulation_a_term_and_the_commune_reads_it(province: Province) -> None:
    cell = province.cell
    for first, last in ((2020, 2025), (2025, 2030)):
        register_directive(
            cell,
            sort="regulation",
            summary=f"Quy chế {first}",
            valid_from=date(first, 4, 10),
            valid_until=date(last, 4, 9),
        )
    province.send(cell, province.commune)
    for desk in (cell, province.commune):
        found = regulations(desk.store, cell.organisation_id)
        assert [row.summary for row in found] == ["Quy chế 2025", "Quy chế 2020"]
        in_force = [row.summary for row in found if row.is_in_force(date(2024, 1, 1))]
        assert in_force == ["Quy chế 2020"]
    assert held(cell) == []
    below = {
        year: [
            (one, row.summary if row else "")
            for one, row in regulations_below(
                province.commune.store, province.commune.organisation_id, date(year, 1, 1)
            )
        ]
        for year in (2024, 2026, 2031)
    }
    summaries = {2024: "Quy chế 2020", 2026: "Quy chế 2025", 2031: ""}
    assert below == {year: [(cell.organisation_id, said)] for year, said in summaries.items()}
