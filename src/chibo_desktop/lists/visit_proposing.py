"""Visits that would fill the rest of a plan: who has to go, where they may go, what is taken; the choice is rules/visit_rota."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chibo_desktop.base.dates import first_day, last_day, month_of
from chibo_desktop.base.spans import Span, overlap
from chibo_desktop.base.text import fold, name_key
from chibo_desktop.lists.rows import find
from chibo_desktop.lists.tree import Organisations, Tree, organisations
from chibo_desktop.lists.visit_plans import Plan, PlannedVisit, planned_visits, plans_of
from chibo_desktop.lists.visit_teams import Team, duties_of, teams
from chibo_desktop.lists.visits import MadeVisit, visits_made
from chibo_desktop.rules.visit_rota import Goer, Place, Slot, day_of, propose
from chibo_desktop.store import Store

_KINDS_OF_NAMES = ("chi bo ", "dang bo xa ", "dang bo phuong ", "dang bo ", "ban ", "thon ")
"""What a name begins with; a territory is often written without."""
_PARTS = re.compile(r"[,;.()\n]")
"""What stands between two names of a territory."""


@dataclass(frozen=True)
class Share:
    """One who has to go: the visits he `made` in the plan's year, planned or not, those `planned` for him that are still
    open, and those proposed.

    `team_name` is "" of one who only answers for cells. `wanted` is how many the plan asks of everybody, None where it
    does not say; `lacking` how many of these he would still not have.
    """

    official_id: str
    name: str
    office: str
    team_name: str
    made: int
    planned: int
    proposed: int
    wanted: int | None

    @property
    def lacking(self) -> int:
        return max((self.wanted or 0) - self.made - self.planned - self.proposed, 0)


@dataclass(frozen=True)
class Suggestion:
    """What would be added to a plan. `without` are the cells nobody would go to in the year, by name."""

    slots: tuple[Slot, ...]
    without: tuple[str, ...]
    people: tuple[Share, ...]


def suggestion(store: Store, plan_id: str) -> Suggestion:
    """What `proposed_slots` would add, with what it comes to for each cell and person; nothing is written."""
    year = _year_of(store, plan_id)
    if year is None:
        return Suggestion((), (), ())
    slots = year.slots()
    visited = {cell for cell, _ in year.taken} | {slot.cell_id for slot in slots}
    names = year.tree.nodes
    without = sorted(set(year.cells) - visited, key=lambda cell: (fold(names[cell].name), cell))
    return Suggestion(tuple(slots), tuple(without), year.shares(slots))


def proposed_slots(store: Store, plan_id: str) -> list[Slot]:
    """What `rules/visit_rota` proposes for the months of the plan that are not over; [] for a plan not held here.

    Of this month those cells are left out whose regular meeting is over, by its day or by its minutes. Taken are months in which a visit to the cell is planned or made, by this body or
    any other whose plan came here.
    """
    year = _year_of(store, plan_id)
    return year.slots() if year is not None else []


@dataclass(frozen=True)
class _Bearing:
    """The plan of a year with everything that bears on it."""

    store: Store
    today: date
    plan: Plan
    known: Organisations
    tree: Tree
    planned: Sequence[PlannedVisit]
    made: Sequence[MadeVisit]
    goers: Sequence[Goer]
    met: Collection[str]
    """The cells whose regular meeting of this month is finalised."""

    @property
    def cells(self) -> tuple[str, ...]:
        return self.tree.cells(self.plan.body_id)

    @property
    def own(self) -> list[PlannedVisit]:
        """What this body wrote down of the year and did not excuse."""
        return [
            each for each in self.planned if each.body_id == self.plan.body_id and each.state != "excused"
        ]

    @property
    def taken(self) -> set[tuple[str, int]]:
        """The cells somebody goes to or went to, with the month."""
        made = {(each.organisation_id, int(each.month[5:7])) for each in self.made if each.purpose == "cell"}
        return made | {
            (each.organisation_id, int(each.month[5:7]))
            for each in self.planned
            if each.purpose == "cell" and each.state != "excused"
        }

    @property
    def goings(self) -> set[tuple[str, str, int]]:
        """Who goes or went, where and in which month; one excused had his turn."""
        planned = {
            (each.official_id, each.organisation_id, int(each.month[5:7]))
            for each in self.planned
            if each.official_id and each.body_id == self.plan.body_id and each.purpose == "cell"
        }
        return planned | {
            (official_id, each.organisation_id, int(each.month[5:7]))
            for each in self.made
            if each.purpose == "cell"
            for official_id in each.official_ids
        }

    def slots(self) -> list[Slot]:
        year = self.plan.year
        months = [month for month in self.plan.months if (year, month) >= (self.today.year, self.today.month)]
        if not months:
            return []
        return propose(
            year,
            self.goers,
            {cell: self._place(cell) for cell in self.cells},
            months=months,
            fixed_day=self.plan.fixed_day,
            taken=self.taken,
            going={(official_id, month) for official_id, _, month in self.goings},
            went=[(official_id, cell) for official_id, cell, _ in self.goings],
        )

    def _place(self, cell: str) -> Place:
        place = _place(self.store, self.known, self.tree, cell, self.plan.year)
        day = day_of(self.today.year, self.today.month, self.plan.fixed_day or place.usual_day)
        if self.plan.year == self.today.year and (cell in self.met or (day and day < self.today)):
            return replace(place, stands=place.stands - {self.today.month})
        return place

    def shares(self, slots: Iterable[Slot]) -> tuple[Share, ...]:
        """Everybody who has to go in the year, by name."""
        people = teams(self.store)
        proposed = Counter(slot.official_id for slot in slots)
        planned = Counter(visit.official_id for visit in self.own if visit.is_open)
        made = Counter(one for visit in self.made for one in visit.official_ids)
        found = []
        for goer in {goer.official_id: goer for goer in reversed(self.goers)}.values():
            facts, team = people.officials[goer.official_id], people.teams.get(goer.team_id)
            found.append(
                Share(
                    goer.official_id,
                    facts.text("full_name"),
                    facts.text("office"),
                    team.name if team else "",
                    made[goer.official_id],
                    planned[goer.official_id],
                    proposed[goer.official_id],
                    self.plan.visits_each,
                )
            )
        return tuple(sorted(found, key=lambda share: (name_key(share.name), share.official_id)))


def _year_of(store: Store, plan_id: str) -> _Bearing | None:
    facts = find(store, "visit_plan", plan_id)
    own = plans_of(store, facts.text("body_id")) if facts else []
    plan = next((each for each in own if each.id == plan_id), None)
    if plan is None:
        return None
    today, known = store.clock.now().date(), organisations(store)
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    tree = known.at(min(max(today, first), last))
    return _Bearing(
        store=store,
        today=today,
        plan=plan,
        known=known,
        tree=tree,
        planned=planned_visits(store, month_of(first), month_of(last)),
        made=visits_made(store, first, last),
        goers=list(_goers(store, plan, tree)),
        met=_met(store, known, month_of(today)),
    )


def _met(store: Store, known: Organisations, month: str) -> frozenset[str]:
    held = store.rows(
        "SELECT cell_id FROM meeting WHERE kind = 'regular' AND substr(period, 1, 7) = ?"
        " AND finalised_at IS NOT NULL AND COALESCE(put_away, 0) = 0",
        (month,),
    )
    return frozenset(known.same(row["cell_id"] or "") for row in held)


def _place(store: Store, known: Organisations, tree: Tree, cell: str, year: int) -> Place:
    facts = find(store, "organisation", cell)
    stands = frozenset(
        month
        for month in range(1, 13)
        if known.stood(cell, date(year, month, 1), last_day(f"{year:04d}-{month:02d}"))
    )
    return Place(cell, tree.nodes[cell].is_difficult, facts.count("meeting_day") if facts else None, stands)


def _goers(store: Store, plan: Plan, tree: Tree) -> Iterable[Goer]:
    """Everybody in a team in some month of the year, team by team, each with the cells of its territory; then, in the
    months he is in none, whoever only answers for cells, and goes to these alone, as often as a member of whom nothing
    is said. One for each stretch of the year in which he answers for the same cells.
    """
    people, seen = teams(store), defaultdict[str, set[int]](set)
    answered = _answered(store, plan, tree)
    for team in people.of(plan.body_id):
        cells = territory_cells(team, tree)
        for mate in team.mates:
            months = _months(plan.year, team.span, mate.span)
            if months and mate.official_id in people.officials:
                seen[mate.official_id] |= months
                for own, spell in _spells(months, answered.get(mate.official_id, {})):
                    reach = (*cells, *(cell for cell in sorted(own) if cell not in cells))
                    yield Goer(mate.official_id, team.id, mate.cadence, spell, reach, own)
    for official_id, own_months in answered.items():
        for own, spell in _spells(frozenset(own_months) - seen[official_id], own_months):
            yield Goer(official_id, "", "monthly", spell, tuple(sorted(own)), own)


def _spells(
    months: Iterable[int], answered: Mapping[int, set[str]]
) -> Iterable[tuple[frozenset[str], frozenset[int]]]:
    """The months by the cells answered for in them."""
    found = defaultdict[frozenset[str], set[int]](set)
    for month in sorted(months):
        found[frozenset(answered.get(month, ()))].add(month)
    return [(own, frozenset(spell)) for own, spell in found.items()]


def _answered(store: Store, plan: Plan, tree: Tree) -> dict[str, dict[int, set[str]]]:
    """By official and month the cells he answers for, also by answering for the body above them."""
    found: dict[str, dict[int, set[str]]] = {}
    for duty in duties_of(store, plan.body_id):
        cells = tree.cells(duty.organisation_id) if duty.organisation_id in tree.nodes else ()
        for month in _months(plan.year, duty.span) if cells else ():
            found.setdefault(duty.official_id, {}).setdefault(month, set()).update(cells)
    return found


def _months(year: int, *spans: Span) -> frozenset[int]:
    """The months of a year of which some day belongs to every span."""
    named = {month: f"{year:04d}-{month:02d}" for month in range(1, 13)}
    return frozenset(
        month for month, said in named.items() if overlap(*spans, (first_day(said), last_day(said)))
    )


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
