"""The indicators of the sample province, out of real books: what must hold of them whatever they are."""

from __future__ import annotations

from datetime import date

import pytest

from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.sample.world import World
from chibo_desktop.base.dates import last_day
from chibo_desktop.lists.indicators.facts import Range, held
from chibo_desktop.lists.indicators.figure import Report
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.roster import attendance_of, people_at
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import organisations
from chibo_desktop.lists.visits import all_visits_made, visits_made
from world import province_folder, upper_desk, world

__all__ = ["province_folder", "upper_desk", "world"]

FIRST, LAST = "2026-01", "2026-06"
POOLED = ("IND-1b", "IND-16")
"""Behind these stand sessions and cells, not the marks and months they count."""


@pytest.fixture(scope="module")
def made(upper_desk: Desk, world: World) -> Report:
    return report(upper_desk.store, world.upper_id, FIRST, LAST)


def number_behind(upper_desk: Desk, refs: tuple[tuple[str, str], ...]) -> int:
    """How many the records say; a number to be admitted is the sum of those that were given."""
    found = [find(upper_desk.store, kind, one) for kind, one in set(refs)]
    return sum(
        (each.count("count") or 0) if each and each.kind == "admission_target" else 1 for each in found
    )


def test_as_many_records_stand_behind_every_number_as_it_says(made: Report, upper_desk: Desk) -> None:
    for reported in (made.own, *made.below):
        for figure in reported.figures.values():
            if figure.key not in POOLED:
                assert len(set(figure.ids.numerator)) == figure.numerator or figure.key == "IND-8"
                behind = number_behind(upper_desk, figure.ids.denominator)
                assert figure.denominator in (None, behind), figure.key
            for row in figure.rows:
                assert row.denominator is None or row.numerator <= row.denominator or row.key == "masses"


@pytest.mark.parametrize("key", ["IND-1", "IND-1b", "IND-5", "IND-8", "IND-9", "IND-16", "IND-11b"])
def test_what_is_counted_below_is_counted_above_once(made: Report, key: str) -> None:
    parts = [each.figures[key] for each in made.below]
    own = made.own.figures[key]
    assert own.numerator > 0
    assert own.numerator == sum(part.numerator for part in parts)
    assert (own.denominator or 0) == sum(part.denominator or 0 for part in parts)


def test_the_cells_of_a_commune_make_up_its_figures(upper_desk: Desk, world: World, made: Report) -> None:
    store, keys = upper_desk.store, ["IND-2", "IND-6"]
    cells = [
        report(store, cell, FIRST, LAST, keys=keys, with_below=False).own
        for cell in organisations(store).at(last_day(LAST)).cells(world.upper_id)
    ]
    for key in keys:
        reached = {each.organisation_id for each in cells if each.figures[key].numerator}
        assert {cell for _, cell in made.own.figures[key].ids.numerator} == reached


def test_every_session_of_the_province_is_counted_as_one_alone(upper_desk: Desk, world: World) -> None:
    rates = held(upper_desk.store, Range(world.first, LAST)).rates
    assert len(rates) > 2_000
    for session in sorted(rates)[::19]:
        meeting = find(upper_desk.store, "meeting", session)
        assert meeting is not None
        alone = attendance_of(meeting, people_at(upper_desk.store, session))
        assert rates[session] == (alone.present, alone.due, alone.is_typed)


@pytest.mark.parametrize(
    ("first", "last"), [("2024-10", "2024-10"), ("2025-06", "2025-08"), ("2026-09", "2026-09")]
)
def test_the_visits_of_a_range_are_those_of_all_time_in_it(upper_desk: Desk, first: str, last: str) -> None:
    every = [made for made in all_visits_made(upper_desk.store) if first <= made.month <= last]
    asked = visits_made(upper_desk.store, date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{last}-28"))
    assert every
    assert asked == every
