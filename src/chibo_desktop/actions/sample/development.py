"""Entering member development and its kin of the sample: candidates, ratings, badges, places, targets; the same actions as the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chibo_desktop.actions.admission_targets import give_targets, set_own_target
from chibo_desktop.actions.badges import note_badge
from chibo_desktop.actions.candidates import (
    add_candidate,
    add_step,
    assign_helper,
    follow_probationary,
    write_remark,
)
from chibo_desktop.actions.commendations import add_commendation
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.directives import add_review, register_directive
from chibo_desktop.actions.place_states import put_in_charge, set_place_head, set_place_state
from chibo_desktop.actions.places import add_place, serve_place
from chibo_desktop.actions.ratings import rate_member_of_year, rate_organisation
from chibo_desktop.actions.sample.cell import enter_member, person, read_sample, without
from chibo_desktop.actions.snapshots import fix_figures
from chibo_desktop.lists.candidates import candidates_of
from chibo_desktop.lists.exchange import body_name
from chibo_desktop.lists.roster import list_members
from chibo_desktop.lists.tree import organisations

Given = Mapping[str, Any]
Ids = Mapping[str, str]
"""Ids by the names the sample knows."""


def read_development() -> dict[str, Any]:
    """Member development in the sample as it stands in resources/sample."""
    return read_sample("development-2026.toml")


def develop_in_cell(desk: Desk, given: Given) -> None:
    """What a cell writes after its meeting of October: whom it prepares and follows, last year's ratings, badges, praise."""
    for joined in given.get("joined", ()):
        enter_member(desk, joined)
    people = _people(desk, desk.organisation_id)
    for candidate in given["candidates"]:
        _prepare(desk, candidate, people)
    for followed in given["followed"]:
        _, one = follow_probationary(desk, people[followed["member"]])
        assign_helper(desk, one, people[followed["helper"]], followed["since"])
    if "ratings" in given:
        _rate_members(desk, given["ratings"], people)
    _honour(desk, given, people)


def develop_in_commune(desk: Desk, given: Given) -> None:
    """What the commune writes once its cells' books have come: targets, places, ratings, its programme, figures of two days."""
    cells = _cells(desk)
    people = {name: one for cell in cells.values() for name, one in _people(desk, cell).items()}
    for step in given["steps"]:
        add_step(desk, _candidates(desk, cells)[step["candidate"]], **without(step, "candidate"))
    targets = given["targets"]
    counts = {cells[name]: count for name, count in targets["counts"].items()}
    give_targets(desk, targets["year"], counts, basis=targets["basis"])
    for place in given["places"]:
        _enter_place(desk, place, cells, people)
    for rated in given["ratings"]:
        for name, grade in rated["grades"].items():
            rate_organisation(desk, cells[name], grade=grade, **without(rated, "grades"))
    _honour(desk, given, people, cells)
    _, programme = register_directive(desk, shared=True, **given["programme"])
    add_review(desk, programme, **given["review"])
    for day in given["figures"]:
        fix_figures(desk, day)


def develop_in_upper(desk: Desk, commune: str, given: Given) -> None:
    """What the upper body writes: its own number for the term, the commune's for the year, the commune's ratings."""
    set_own_target(desk, **given["own"])
    targets = given["targets"]
    give_targets(desk, targets["year"], {commune: targets["count"]}, basis=targets["basis"])
    for rated in given["ratings"]:
        rate_organisation(desk, commune, **rated)


def _people(desk: Desk, cell: str) -> Ids:
    return {row.name: row.id for row in list_members(desk.store, cell, desk.today)}


def _cells(desk: Desk) -> Ids:
    below = organisations(desk.store).at(desk.today).cells(desk.organisation_id)
    return {body_name(desk.store, cell): cell for cell in below}


def _candidates(desk: Desk, cells: Ids) -> Ids:
    every = (row for cell in cells.values() for row in candidates_of(desk.store, cell, desk.today))
    return {row.name: row.id for row in every}


def _prepare(desk: Desk, given: Given, people: Ids) -> None:
    """One candidate with the helper since the choice, the steps in their order and the helper's remarks by month."""
    _, one = add_candidate(desk, **person(given))
    chosen = given["steps"][0]
    basis = f"Nghị quyết {chosen['paper']}"
    _, helping = assign_helper(desk, one, people[given["helper"]], chosen["on"], basis=basis)
    for step in given["steps"]:
        add_step(desk, one, **step)
    for month, words in given.get("remarks", {}).items():
        write_remark(desk, helping, month, words)


def _rate_members(desk: Desk, given: Given, people: Ids) -> None:
    decision = {name: given[name] for name in ("basis", "decided_on")}
    for grade in without(given, "year", *decision):
        for name in given[grade]:
            rate_member_of_year(desk, people[name], given["year"], grade, **decision)


def _honour(desk: Desk, given: Given, people: Ids, cells: Ids | None = None) -> None:
    """Badges and commendations; one of a cell where the sample names one."""
    for badge in given.get("badges", ()):
        note_badge(desk, people[badge["member"]], **without(badge, "member"))
    for praised in given.get("commendations", ()):
        whose = (
            {"member_id": people[praised["member"]]}
            if cells is None
            else {"organisation_id": cells[praised["cell"]]}
        )
        add_commendation(desk, **whose, **without(praised, "member", "cell"))


def _enter_place(desk: Desk, given: Given, cells: Ids, people: Ids) -> None:
    """A place with the cell that leads it, or how it stands without one; its head and who is in charge of it."""
    _, place = add_place(desk, name=given["name"], kind=given.get("kind", "hamlet"))
    if "cell" in given:
        serve_place(desk, place, cells[given["cell"]])
    else:
        set_place_state(desk, place, given["state"], from_on=given.get("from_on"))
    if "head" in given:
        named = without(given["head"], "member")
        set_place_head(desk, place, member_id=people.get(given["head"].get("member", ""), ""), **named)
    if "in_charge" in given:
        put_in_charge(desk, place, people[given["in_charge"]], from_on=given["from_on"])
