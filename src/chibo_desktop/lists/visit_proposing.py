"""Visits that would fill the rest of a plan: who has to go, where they may go, what is taken; the choice is rules/visit_rota."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.base.spans import overlap
from chibo_desktop.base.text import fold
from chibo_desktop.lists.rows import find, select
from chibo_desktop.lists.tree import Organisations, Tree, organisations
from chibo_desktop.lists.visit_plans import Plan, planned_visits, plans_of
from chibo_desktop.lists.visit_teams import Mate, Team, teams
from chibo_desktop.lists.visits import visits_made
from chibo_desktop.rules.visit_rota import Goer, Place, Slot, propose
from chibo_desktop.store import Store

_KINDS_OF_NAMES = ("chi bo ", "dang bo xa ", "dang bo phuong ", "dang bo ", "ban ", "thon ")
"""What a name begins with; a territory is often written without."""
_PARTS = re.compile(r"[,;.()\n]")
"""What stands between two names of a territory."""


def proposed_slots(store: Store, plan_id: str) -> list[Slot]:
    """What `rules/visit_rota` proposes for the months of the plan that are not over; [] for a plan not held here.

    A day that is over is left open. Taken are months in which a visit to the cell is planned or made, by this body or any other whose plan came here.
    """
    body_id = _body_of(store, plan_id)
    plan = next((each for each in plans_of(store, body_id) if each.id == plan_id), None)
    if plan is None:
        return []
    today = store.clock.now().date()
    months = [month for month in plan.months if (plan.year, month) >= (today.year, today.month)]
    if not months:
        return []
    known = organisations(store)
    planned = planned_visits(store, f"{plan.year}-01", f"{plan.year}-12")
    made = visits_made(store, date(plan.year, 1, 1), date(plan.year, 12, 31))
    taken = {(each.organisation_id, int(each.month[5:7])) for each in made if each.purpose == "cell"}
    taken |= {
        (each.organisation_id, int(each.month[5:7]))
        for each in planned
        if each.purpose == "cell" and each.state != "excused"
    }
    going = {
        (each.official_id, int(each.month[5:7]))
        for each in planned
        if each.official_id and each.body_id == body_id
    }
    tree = known.at(max(today, date(plan.year, months[0], 1)))
    places = {cell: _place(store, known, tree, cell, plan.year) for cell in tree.cells(body_id)}
    goers = list(_goers(store, plan, tree))
    slots = propose(
        plan.year, goers, places, months=months, fixed_day=plan.fixed_day, taken=taken, going=going
    )
    return [replace(slot, day=None) if slot.day and slot.day < today else slot for slot in slots]


def _body_of(store: Store, plan_id: str) -> str:
    plan = find(store, "visit_plan", plan_id)
    return plan.text("body_id") if plan else ""


def _place(store: Store, known: Organisations, tree: Tree, cell: str, year: int) -> Place:
    facts = find(store, "organisation", cell)
    stands = frozenset(
        month
        for month in range(1, 13)
        if known.stood(cell, date(year, month, 1), last_day(f"{year:04d}-{month:02d}"))
    )
    return Place(cell, tree.nodes[cell].is_difficult, facts.count("meeting_day") if facts else None, stands)


def _goers(store: Store, plan: Plan, tree: Tree) -> Iterable[Goer]:
    """Everybody in a team in some month of the year, team by team, each with the cells of its territory."""
    people = teams(store)
    duties = [
        (facts.text("official_id"), facts.text("organisation_id"))
        for facts in select(store, "visit_duty")
        if (facts.day("until_on") or date.max) >= date(plan.year, 1, 1)
    ]
    for team in people.of(plan.body_id):
        cells = territory_cells(team, tree)
        for mate in team.mates:
            months = frozenset(
                month for month in range(1, 13) if _is_in(team, mate, f"{plan.year:04d}-{month:02d}")
            )
            own = {place for official, place in duties if official == mate.official_id}
            if months:
                answered = frozenset(
                    cell for place in own if place in tree.nodes for cell in tree.cells(place)
                )
                reach = (*cells, *(cell for cell in sorted(answered) if cell not in cells))
                yield Goer(mate.official_id, team.id, mate.cadence, months, reach, answered)


def _is_in(team: Team, mate: Mate, month: str) -> bool:
    return overlap(team.span, mate.span, (first_day(month), last_day(month)))


def territory_cells(team: Team, tree: Tree) -> tuple[str, ...]:
    """The cells of a team: those its territory names, or those below what it names; every cell where it names none.

    The longest name first, and its words are then spent: "Nà Hừ Mới" does not name "Nà Hừ" as well.
    """
    every = tree.cells(team.body_id)
    shorts = {one: _short(tree.nodes[one].name) for one in tree.under(team.body_id)}
    said = f" {' | '.join(_words(part) for part in _PARTS.split(team.territory))} "
    found = set()
    for short in sorted(set(shorts.values()) - {""}, key=lambda name: (-len(name), name)):
        while f" {short} " in said:
            said = said.replace(f" {short} ", " | ")
            found.add(short)
    cells = dict.fromkeys(cell for one, short in shorts.items() if short in found for cell in tree.cells(one))
    return tuple(cells) or every


def _short(name: str) -> str:
    """A name without its kind, as "muong say" of "Đảng bộ xã Mường Sáy"."""
    folded = _words(name)
    for begin in _KINDS_OF_NAMES:
        folded = folded.removeprefix(begin)
    return folded


def _words(said: str) -> str:
    """Folded words with one space between, without signs."""
    return " ".join(re.findall(r"\w+", fold(said)))
