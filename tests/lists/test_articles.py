"""The figures three articles print, counted out of worlds shaped like them: out of the bare facts and out of books."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from actions.desks import CHEAP
from chibo_desktop.actions.sample.articles import article_b, article_l, article_m
from chibo_desktop.actions.sample.upper import make_upper
from chibo_desktop.actions.sample.world import Session, World
from chibo_desktop.lists.indicators.report import report
from chibo_desktop.lists.visits import visits_made


def _by(world: World, level: str) -> list[Session]:
    return [each for each in world.sessions if any(guest.level == level for guest in each.guests)]


def _figures(world: World, level: str) -> tuple[int, int, int, int]:
    """Cells visited, of them grassroots, of them others, and meetings that were thematic."""
    grassroots = {each.id for each in world.organisations if each.grassroots}
    found = _by(world, level)
    cells = {each.cell_id for each in found}
    return (
        len(cells),
        len(cells & grassroots),
        len(cells - grassroots),
        sum(each.kind == "thematic" for each in found),
    )


def _per_team(world: World, level: str) -> Counter[str]:
    return Counter(
        guest.full_name for each in world.sessions for guest in each.guests if guest.level == level
    )


def test_visits_of_the_first_article_add_up() -> None:
    world = article_b()
    assert _figures(world, "upper") == (68, 2, 66, 6)
    assert _figures(world, "commune") == (596, 113, 483, 101)
    teams = _per_team(world, "upper").values()
    assert (max(teams), min(teams)) == (10, 3)
    assert min(_per_team(world, "commune").values()) == 8
    bodies = Counter(each.parent_id for each in world.organisations if each.kind == "cell")
    assert max(bodies.values()) == 128
    made = Counter(each.body_id == world.upper_id for each in world.visits)
    assert (made[True], made[False]) == (25, 199)


def test_nobody_in_the_first_article_has_the_name_of_another_of_the_same_body() -> None:
    world = article_b()
    names = Counter((each.body_id, each.full_name) for each in world.officials)
    assert set(names.values()) == {1}


def test_proposals_of_the_second_article_add_up() -> None:
    world = article_l()
    above = sum(each.competence in ("district", "upper") for each in world.proposals)
    assert (len(world.proposals), above, len(world.rounds)) == (317, 282, 11)
    assert {each.round_id for each in world.proposals} == {each.id for each in world.rounds}


def test_inspections_of_the_third_article_cover_everybody() -> None:
    world = article_m()
    below = {each.id for each in world.organisations if each.parent_id == world.upper_id}
    assert (len(below), {each.organisation_id for each in world.inspections} == below) == (42, True)
    assert len(world.inspections) == 47


def test_visits_of_the_first_article_are_counted_out_of_its_books(tmp_path: Path) -> None:
    desk = make_upper(tmp_path / "b", article_b(), lambda _: None, cost=CHEAP)
    made = visits_made(desk.store, date(2023, 1, 1), date(2023, 6, 30))
    desk.close()
    count = Counter((each.level, each.purpose) for each in made)
    assert count == {
        ("upper", "cell"): 68,
        ("upper", "committee"): 25,
        ("commune", "cell"): 596,
        ("commune", "committee"): 199,
    }
    cells = Counter((each.level, each.is_grassroots) for each in made if each.purpose == "cell")
    assert (cells["upper", True], cells["commune", True]) == (2, 113)


def test_inspections_of_the_third_article_are_counted_out_of_its_books(tmp_path: Path) -> None:
    desk = make_upper(tmp_path / "m", article_m(), lambda _: None, cost=CHEAP)
    covered = report(desk.store, desk.organisation_id, "2017-01", "2017-12", with_below=False).own.figures[
        "IND-7"
    ]
    desk.close()
    assert (covered.numerator, covered.denominator) == (42, 42)
