"""Promises of targets: the nearest body above sets them, for an area and for a time, else the dated guidance does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chibo_desktop.lists.targets import target_for
from chibo_desktop.records.proposal import COMPETENCES
from chibo_desktop.rules import guidance
from chibo_desktop.rules.comparisons import Target
from lists.small_upper import SmallUpper, make_small_upper, share

DAY = date(2026, 3, 31)


@pytest.fixture
def upper(tmp_path: Path) -> Iterator[SmallUpper]:
    made = make_small_upper(tmp_path / "upper")
    yield made
    made.desk.close()


def order(upper: SmallUpper, body: str, percent: int, *, book: str = "", **values: Any) -> None:
    """A directive of a body in the book for all below it, with one target."""
    where = book or f"all:{body}"
    paper = {name: values.pop(name) for name in ("valid_from", "valid_until") if name in values}
    directive = upper.put(
        "directive",
        book=where,
        body_id=body,
        sort="resolution",
        number="07-NQ/TU",
        summary="Sinh hoạt",
        **paper,
    )
    given = {"indicator": "IND-5"} | values
    upper.put("target", book=where, directive_id=directive, percent=percent, **given)


def test_without_a_directive_the_dated_guidance_sets_the_target(upper: SmallUpper) -> None:
    found = target_for(upper.store, "IND-1b", upper.upper, DAY)
    assert found == Target(90, True, "mức đặt sẵn của chương trình")
    assert target_for(upper.store, "IND-16", upper.upper, DAY) is None


def test_the_nearest_body_above_sets_it_and_is_named(upper: SmallUpper) -> None:
    ours, other = upper.commune(), upper.commune("Đảng bộ xã Nậm Khao")
    cells = [upper.cell(ours, 0), upper.cell(other, 0)]
    order(upper, upper.upper, 70)
    order(upper, ours, 80, strict=True)
    found = [target_for(upper.store, "IND-5", one, DAY) for one in (upper.upper, ours, other, *cells)]
    assert [(each.percent, each.strict) for each in found if each] == [
        (70, False),
        (80, True),
        (70, False),
        (80, True),
        (70, False),
    ]
    assert found[0] is not None
    assert found[0].rule == "Nghị quyết số 07-NQ/TU"


def test_one_for_an_area_holds_for_cells_of_that_area_alone(upper: SmallUpper) -> None:
    commune = upper.commune()
    hamlet, school = upper.cell(commune, 0, area="hamlet"), upper.cell(commune, 0, area="school")
    order(upper, commune, 75, area="hamlet")
    found = [target_for(upper.store, "IND-5", one, DAY) for one in (hamlet, school, commune)]
    assert [each.percent for each in found if each] == [75, 60, 60]


def test_it_holds_on_its_days_and_the_newest_of_one_body_counts(upper: SmallUpper) -> None:
    order(upper, upper.upper, 70, valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30))
    order(upper, upper.upper, 75, from_on=date(2026, 3, 1))
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 1), date(2026, 7, 1))
    found = [target_for(upper.store, "IND-5", upper.upper, day) for day in days]
    assert [each.percent for each in found if each] == [60, 70, 75, 75]


def test_nobody_sets_a_target_in_another_bodys_name_and_no_cell_sets_its_own(upper: SmallUpper) -> None:
    cell = upper.cell(upper.commune(), 0)
    order(upper, upper.upper, 10, book=cell)
    order(upper, cell, 5, book=cell)
    found = target_for(upper.store, "IND-5", cell, DAY)
    assert found is not None
    assert found.percent == 60


def test_a_session_is_judged_by_the_target_of_its_own_day(upper: SmallUpper) -> None:
    cell = upper.cell(official=10)
    order(upper, upper.upper, 80, indicator="IND-1", from_on=date(2026, 3, 1))
    upper.session(cell, "2026-02", 8)
    upper.session(cell, "2026-03", 8)
    figure = upper.figure("IND-1", "2026-02", "2026-03")
    assert (share(figure), [row.met for row in figure.rows]) == ((1, 2), [False, True])


def test_every_entry_names_each_competence_in_one_group() -> None:
    for entry in guidance.entries("indicators"):
        groups = [*entry.values["grassroots"], *entry.values["above"]]
        assert sorted(groups) == sorted(key for key, _ in COMPETENCES)
