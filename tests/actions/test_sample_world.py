"""The sample province as data: the same for ever, wholly invented, and with every edge the figures have to know."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date

import pytest

from chibo_desktop.actions.sample.facts import Session, World
from chibo_desktop.actions.sample.world import as_json, make_world
from chibo_desktop.base.text import fold
from chibo_desktop.records.codec import to_json
from chibo_desktop.records.field import spec_of
from chibo_desktop.records.validate import check_fields
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.seal.digest import sha256
from structure import ROOT
from test_privacy import PLACES
from world import world

__all__ = ["world"]

DIGEST = ROOT / "tests" / "golden" / "world.sha256"
"""Of the world the expected figures in golden/indicators.json were worked out from; they change together or never."""


def _records(world: World) -> list[object]:
    return [
        one
        for value in vars(world).values()
        if isinstance(value, tuple)
        for one in value
        if not isinstance(one, Session)
    ]


def _counted(world: World) -> list[Session]:
    return [
        each
        for each in world.sessions
        if each.is_finalised
        and each.is_sent
        and not each.missed
        and kind_of(each.kind).counts_as("attendance")
    ]


def test_the_world_is_the_one_the_expected_figures_were_worked_out_from(world: World) -> None:
    assert sha256(as_json(world).encode()).hex() == DIGEST.read_text(encoding="utf-8").strip()


def test_another_seed_gives_another_world_and_the_same_seed_the_same() -> None:
    small = [make_world(seed, communes=3, cells=24, months=4) for seed in (1, 1, 2)]
    assert small[0] == small[1] != small[2]


def test_every_value_of_the_world_fits_its_declaration(world: World) -> None:
    for one in _records(world):
        values = {name: to_json(value) for name, value in vars(one).items() if name != "id"}
        assert check_fields(spec_of(type(one)), values) == values


def test_no_id_is_given_twice(world: World) -> None:
    ids = Counter(getattr(one, "id") for one in (*_records(world), *world.sessions))  # noqa: B009
    assert [each for each, times in ids.items() if times > 1] == []


def test_no_place_of_the_world_is_a_real_one(world: World) -> None:
    said = fold(as_json(world))
    assert [place for place in PLACES if f" {fold(place)} " in said or f' {fold(place)}"' in said] == []


def test_the_json_says_everything_to_somebody_who_never_saw_the_program(world: World) -> None:
    said = json.loads(as_json(world))
    assert {name: len(value) for name, value in said.items() if isinstance(value, list)} == {
        name: len(value) for name, value in vars(world).items() if isinstance(value, tuple)
    }
    session = next(each for each in world.sessions if each.guests)
    told = next(each for each in said["sessions"] if each["id"] == session.id)
    assert told["present"] == list(session.present)
    assert told["guests"][0]["level"] == session.guests[0].level


def test_everybody_due_is_marked_exactly_once(world: World) -> None:
    for session in world.sessions:
        marks = Counter((*session.came, *session.excused, *session.absent))
        assert set(marks.values()) <= {1}


@pytest.mark.parametrize("fate", ["founded", "ended", "merged", "split", "renamed", "moved", "unsent"])
def test_every_change_of_the_tree_is_among_the_cells(world: World, fate: str) -> None:
    cells = {each.id for each in world.organisations if each.kind == "cell"}
    spells = defaultdict(list)
    for placement in world.placements:
        if placement.organisation_id in cells:
            spells[placement.organisation_id].append(placement)
    followed = {each.how for each in world.successions}
    two = [each for each in spells.values() if len(each) == 2]
    found = {
        "founded": any(each[0].from_on and each[0].from_on.day > 1 for each in spells.values()),
        "ended": any(each[0].until_on == date(2026, 3, 20) for each in spells.values()),
        "merged": "merged" in followed,
        "split": "split" in followed,
        "renamed": any(each[0].name and not each[1].name for each in two),
        "moved": any(each[0].parent_id != each[1].parent_id and not each[0].name for each in two),
        "unsent": any(not each.is_sent for each in world.sessions),
    }
    assert found[fate]


def test_meetings_have_every_edge_a_figure_knows(world: World) -> None:
    counted, whole = _counted(world), world.sessions
    assert any(each.postponed_from and f"{each.held_on}"[:7] > each.period for each in counted)
    assert any(each.missed for each in whole)
    assert any(not each.is_finalised for each in whole)
    assert any(each.from_old_book for each in counted)
    assert {each.kind for each in whole} >= {"committee", "community", "extraordinary"}
    assert {each.theme_kind for each in counted} >= {"quarterly", "yearly", "key_task", "burning"}
    assert any(all(guest.level == "other" for guest in each.guests) for each in counted if each.guests)
    assert any(len({guest.level for guest in each.guests} - {"other"}) > 1 for each in counted)
    papers = [each.papers for each in counted]
    assert any(each and all(paper.of_case for paper in each) for each in papers)
    assert any(paper.issued_on is None for each in papers for paper in each)


def test_members_stand_in_every_way(world: World) -> None:
    assert {each.kind for each in world.standings} == {
        "official", "probationary", "visiting", "exempt", "away", "suspended", "charged",
    }  # fmt: skip
    sizes = Counter(each.cell_id for each in world.members)
    assert min(sizes.values()) >= 3
    assert {each.id for each in world.organisations if each.kind == "cell"} == sizes.keys()
