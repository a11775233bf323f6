"""The members of the sample province and the periods of their standing; which meetings they came to is elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from chibo_desktop.actions.sample.chance import Chance, person_name
from chibo_desktop.actions.sample.tree import Cell, Tree
from chibo_desktop.base.dates import PartialDate
from chibo_desktop.records.member import Member, Standing
from chibo_desktop.rules.standing import Period, standing_at
from chibo_desktop.rules.standing import Standing as StandingThatDay

SIZES = ((3, 5), (5, 10), (7, 16), (9, 22), (11, 16), (14, 12), (18, 9), (23, 6), (28, 4))
"""How many members a cell has, with how many cells of a hundred are like that."""
VACANT, LEFT_OFFICE = 17, 21
"""Of 40 cells, counted from 0: the one without a secretary, and the one whose secretary is on its list no more."""
FATES = (
    ("none", 78),
    ("probationary", 6),
    ("exempt", 4),
    ("exempt_later", 2),
    ("away", 4),
    ("suspended", 1),
    ("left", 3),
    ("joined", 2),
)


@dataclass
class People:
    """Everybody by cell, and the periods by member; `first` and `last` bound the days on which something changes."""

    tree: Tree
    chance: Chance
    first: date
    last: date
    members: list[Member] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    of_cell: defaultdict[str, list[Member]] = field(default_factory=lambda: defaultdict(list))
    periods: defaultdict[str, list[Period]] = field(default_factory=lambda: defaultdict(list))

    def at(self, cell_id: str, day: date) -> list[tuple[Member, StandingThatDay]]:
        """Everybody ever in the cell with how they stood that day."""
        return [(each, standing_at(self.periods[each.id], day)) for each in self.of_cell[cell_id]]

    def secretary(self, cell_id: str) -> Member | None:
        return next((each for each in self.of_cell[cell_id] if each.office == "secretary"), None)


def make_people(tree: Tree, seed: int, first: date, last: date) -> People:
    """Members with their standing; what changes does so between `first` and `last`."""
    chance = Chance(f"people {seed}")
    people = People(tree, chance, first, last)
    for number, cell in enumerate(tree.cells):
        for place in range(chance.weighted(SIZES)):
            _add_member(people, cell, place, _fate(chance, number, place))
        if chance.below(0.12):
            _add_visiting(people, cell)
        if number % 40 == VACANT:
            _leave_vacant(people, cell)
    for passed in tree.successions:
        if passed.how == "merged":
            _bring_over(people, passed.predecessor_id, passed.successor_id, passed.on)
    _charge_one(people)
    return people


def _fate(chance: Chance, number: int, place: int) -> str:
    """Whoever has an office has no fate of his own, but one secretary, who left."""
    drawn = chance.weighted(FATES)
    if place == 0:
        return "left" if number % 40 == LEFT_OFFICE else "none"
    return drawn if place > 2 else "none"


def _add_member(people: People, cell: Cell, place: int, fate: str) -> None:
    tree, chance, first, last = people.tree, people.chance, people.first, people.last
    is_man = chance.below(0.65)
    given = chance.one(tree.said["men" if is_man else "women"])
    day = first + timedelta(days=chance.number(20, max(21, (last - first).days - 60)))
    since = date(chance.number(1990, 2021), chance.number(1, 12), chance.number(1, 28))
    official_on = _official_on(fate, day, since)
    member = Member(
        id=tree.ids.new(cell.device),
        cell_id=cell.id,
        full_name=f"{chance.one(tree.said['surnames'])} {given}",
        gender="male" if is_man else "female",
        birth_date=PartialDate(chance.number(1950, 2000)),
        office=_office(place),
        phone=f"0900000{len(people.members) % 1000:03d}" if place == 0 else "",
        admitted_on=day if fate == "probationary" else date(since.year - 1, since.month, since.day),
        official_on=official_on,
    )
    _put(people, member)
    for spell in _spells(fate, day, official_on or last, chance):
        _stand(people, cell, member, spell)


def _office(place: int) -> str | None:
    return {0: "secretary", 1: "deputy_secretary", 2: "committee_member"}.get(place)


def _official_on(fate: str, day: date, since: date) -> date | None:
    """Twelve months after the admission for a new member, else as long ago as `since`."""
    return date(day.year + 1, day.month, min(day.day, 28)) if fate == "probationary" else since


def _spells(fate: str, day: date, official_on: date, chance: Chance) -> Sequence[Period]:
    before, later = day - timedelta(days=1), day + timedelta(days=chance.number(90, 200))
    whole = Period("official")
    spells: dict[str, Sequence[Period]] = {
        "probationary": (
            Period("probationary", day, official_on - timedelta(days=1)),
            Period("official", official_on),
        ),
        "exempt": (whole, Period("exempt")),
        "exempt_later": (whole, Period("exempt", day)),
        "away": (whole, Period("away", day, later)),
        "suspended": (whole, Period("suspended", day, later)),
        "left": (Period("official", None, before),),
        "joined": (Period("official", day),),
    }
    return spells.get(fate, (whole,))


def _stand(people: People, cell: Cell, member: Member, spell: Period) -> None:
    """One period, within the days on which the cell itself stood; none where nothing is left of it."""
    first, last = max(spell.from_on or date.min, cell.first), min(spell.until_on or date.max, cell.last)
    if first > last:
        return
    days = {
        "from_on": None if first == date.min else first,
        "until_on": None if last == date.max else last,
    }
    _put_standing(people, member, spell.kind, **days)


def _put_standing(people: People, member: Member, kind: str, **days: Any) -> None:
    device = member.id.partition("-")[0]
    people.standings.append(Standing(id=people.tree.ids.new(device), member_id=member.id, kind=kind, **days))
    people.periods[member.id].append(Period(kind, days.get("from_on"), days.get("until_on")))


def _put(people: People, member: Member) -> None:
    people.members.append(member)
    people.of_cell[member.cell_id].append(member)


def _add_visiting(people: People, cell: Cell) -> None:
    since = people.first + timedelta(days=people.chance.number(0, 300))
    member = Member(
        id=people.tree.ids.new(cell.device),
        cell_id=cell.id,
        full_name=person_name(people.chance, people.tree.said),
        official_on=date(2015, 5, 19),
    )
    _put(people, member)
    _stand(people, cell, member, Period("visiting", since, since + timedelta(days=180)))


def _leave_vacant(people: People, cell: Cell) -> None:
    """Nobody is secretary there."""
    for known in (people.members, people.of_cell[cell.id]):
        for place, each in enumerate(known):
            if each.cell_id == cell.id and each.office == "secretary":
                known[place] = replace(each, office=None)


def _bring_over(people: People, old: str, new: str, on: date) -> None:
    """Whoever was on the list of the merged cell on its last day is on that of the other one from then on."""
    cell = next(each for each in people.tree.cells if each.id == new)
    for each, standing in people.at(old, on - timedelta(days=1)):
        if not standing.is_listed:
            continue
        member = replace(each, id=people.tree.ids.new(cell.device), cell_id=cell.id, office=None)
        _put(people, member)
        _put_standing(people, member, standing.membership or "official", from_on=on)
        if standing.exempt:
            _put_standing(people, member, "exempt", from_on=on)


def _charge_one(people: People) -> None:
    """Charged is no ground for not having to attend."""
    able = [each for each in people.members if each.office is None and len(people.periods[each.id]) == 1]
    if able:
        since = people.first + timedelta(days=100)
        _put_standing(people, able[0], "charged", from_on=since, until_on=since + timedelta(days=120))
