"""Member development and its kin of the sample province, beside its facts: what is known of members, targets, ratings, places, figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from chibo_desktop.actions.sample.chance import Chance, Ids, pairs, person_name, words
from chibo_desktop.actions.sample.facts import World
from chibo_desktop.actions.sample.minutes import Put, put
from chibo_desktop.lists.ethnic_groups import is_minority
from chibo_desktop.lists.member_figures import UNKNOWN, YOUNG
from chibo_desktop.lists.place_states import HAMLETS
from chibo_desktop.lists.qualifications import SORT_NAMES
from chibo_desktop.records.derived_id import derived_id
from chibo_desktop.records.member import Member
from chibo_desktop.records.organisation import Organisation
from chibo_desktop.rules.standing import Period, Standing, standing_at

GRADES = (("excellent", 7), ("good", 60), ("fulfilled", 31), ("failed", 2))
"""The grades of 2023 and later with how many of a hundred organisations get them."""
DECISION_BEFORE = timedelta(days=9)
"""From the decision to admit to the ceremony."""


class Written(NamedTuple):
    """One record with the device that writes it, the book it goes to and the day."""

    device: str
    book: str
    day: date
    put: Put


@dataclass
class Growth:
    """What is made here for one world; the same for the same world, and no part of it: its golden figures stay."""

    world: World
    ids: Ids
    said: Mapping[str, Any] = field(default_factory=words)

    @cached_property
    def known_of(self) -> Mapping[str, Mapping[str, Any]]:
        """By member what the cell wrote besides: the ethnic group by the family's name, the day of the decision."""
        chance, groups = Chance(f"growth people {self.world.seed}"), self.said["ethnic_groups"]
        found: dict[str, Mapping[str, Any]] = {}
        for one in self.world.members:
            group = "Kinh" if chance.below(0.08) else groups[one.full_name.partition(" ")[0]]
            found[one.id] = {"ethnic_group": group} | _decision(one)
        return found

    @cached_property
    def levels(self) -> Mapping[str, Mapping[str, str]]:
        """By member the levels written down: those of the secretaries."""
        chance = Chance(f"growth levels {self.world.seed}")
        of_cells = [one for one in self.world.members if one.office == "secretary"]
        return {one.id: _levels(chance) for one in of_cells}

    def written(self) -> Iterator[Written]:
        """Everything but `known_of`, in no order of time."""
        for one in self.world.members:
            if one.id in self.levels:
                yield from self._levels_of(one)
        yield from self._given_by(self.world.upper_id)
        whole = 12 * len(self._communes)
        yield self._target(self.world.upper_id, self.world.upper_id, (2025, 2030), whole)
        fresh = pairs(self.said["hamlet_heads"], self.said["hamlet_tails"], 144)[-len(self._communes) :]
        for commune, name in zip(self._communes, fresh, strict=True):
            yield from self._given_by(commune)
            yield from self._places(commune, name)
            yield from self._figures(commune)

    @property
    def _years(self) -> tuple[int, int]:
        """The last two years that are over."""
        return self.world.today.year - 2, self.world.today.year - 1

    @cached_property
    def _communes(self) -> Sequence[str]:
        return [one.id for one in self.world.organisations if one.kind == "commune"]

    @cached_property
    def _below(self) -> Mapping[str, Sequence[Organisation]]:
        """By body those directly below it that stand today."""
        found: defaultdict[str, list[Organisation]] = defaultdict(list)
        for one in self.world.organisations:
            if not one.historic and self._stands(one.id):
                found[one.parent_id or ""].append(one)
        return found

    def _stands(self, organisation: str) -> bool:
        ends = [each.until_on for each in self.world.placements if each.organisation_id == organisation]
        return not ends or None in ends

    def _levels_of(self, one: Member) -> Iterator[Written]:
        device = self.world.writers[one.cell_id]
        made = put("qualification", self.ids.new(device), member_id=one.id, **self.levels[one.id])
        yield Written(device, one.cell_id, one.official_on or date.min, made)

    def _given_by(self, body: str) -> Iterator[Written]:
        """The year's number and the grades of two years for each directly below."""
        chance, this = Chance(f"growth {body} {self.world.seed}"), self.world.today.year
        for one in self._below[body]:
            most = 5 if one.kind == "commune" else 1
            for year in (this - 1, this):
                yield self._target(body, one.id, (year, year), chance.number(most // 2, most))
            for year in self._years:
                yield self._rating(body, one.id, year, chance.weighted(GRADES))

    def _target(self, body: str, whom: str, years: tuple[int, int], count: int) -> Written:
        one = derived_id("admission_target", body, whom, *map(str, years))
        said = {"first_year": years[0], "last_year": years[1], "basis": f"Kế hoạch năm {years[0]}"}
        made = put("admission_target", one, body_id=body, organisation_id=whom, count=count, **said)
        return self._to(body, whom, date(years[0], 1, 20), made)

    def _rating(self, body: str, whom: str, year: int, grade: str) -> Written:
        decided = date(year, 12, 28)
        said = {"year": year, "grade": grade, "decided_on": decided, "basis": f"Quyết định năm {year}"}
        one = self.ids.new(_device(body))
        made = put("organisation_rating", one, body_id=body, organisation_id=whom, **said)
        return self._to(body, whom, decided, made)

    def _to(self, body: str, whom: str, day: date, made: Put) -> Written:
        return Written(_device(body), body if whom == body else f"down:{whom}", day, made)

    def _own(self, body: str, kind: str, day: date, /, **values: object) -> Written:
        return Written(_device(body), body, day, put(kind, self.ids.new(_device(body)), **values))

    def _places(self, commune: str, name: str) -> Iterator[Written]:
        """Who heads each hamlet, and one more hamlet that has no cell."""
        chance, day = Chance(f"growth {commune} {self.world.seed}"), date(self.world.today.year, 1, 10)
        cells = {each.place_id: each.cell_id for each in self.world.places_served}
        for place in self.world.places:
            if place.body_id == commune and place.kind in HAMLETS and chance.below(0.9):
                head = self._head(chance, cells[place.id])
                yield self._own(commune, "place_person", day, place_id=place.id, role="head", **head)
        bare = self._own(commune, "place", day, body_id=commune, name=name, kind="hamlet")
        state = chance.one(("no_members", "no_cell"))
        yield bare
        yield self._own(commune, "place_standing", day, place_id=bare.put.id, state=state)
        named = {"full_name": person_name(chance, dict(self.said)), "is_member": state == "no_cell"}
        yield self._own(commune, "place_person", day, place_id=bare.put.id, role="head", **named)

    def _head(self, chance: Chance, cell: str) -> dict[str, Any]:
        """The secretary of the cell, another member of its list, or somebody by name."""
        listed = [one for one in self.world.members if one.cell_id == cell and one.office is not None]
        if listed and chance.below(0.65):
            return {"member_id": listed[0 if chance.below(0.6) else -1].id}
        return {"full_name": person_name(chance, dict(self.said))}

    @cached_property
    def _periods(self) -> Mapping[str, Sequence[Period]]:
        found: defaultdict[str, list[Period]] = defaultdict(list)
        for each in self.world.standings:
            found[each.member_id].append(Period(each.kind, each.from_on, each.until_on))
        return found

    def _figures(self, commune: str) -> Iterator[Written]:
        """What the commune fixed at the end of the last year and of the last month."""
        today = self.world.today
        for day in (date(today.year - 1, 12, 31), today.replace(day=1) - timedelta(days=1)):
            for measure, count in sorted(self._counts(commune, day).items()):
                said = {"organisation_id": commune, "on": day, "measure": measure}
                yield self._own(commune, "snapshot", day, count=count, **said)

    def _counts(self, commune: str, day: date) -> Counter[str]:
        """As lists/member_figures.py counts what is written of the members of its cells."""
        cells = {one.id for one in self._below[commune]}
        counts = Counter(dict.fromkeys(("members", "official", "probationary", "exempt", "away"), 0))
        for one in self.world.members:
            standing = standing_at(self._periods.get(one.id, ()), day)
            if one.cell_id in cells and standing.is_listed:
                counts.update(_standing(standing))
                counts.update(self._kinds(one, day))
        return counts

    def _kinds(self, one: Member, day: date) -> Iterator[str]:
        yield from ["women"] * (one.gender == "female")
        yield from ["minority"] * (is_minority(self.known_of[one.id]["ethnic_group"]) is True)
        levels = self.levels.get(one.id, {})
        yield from ["under_30"] * (one.birth_date is not None and day.year - one.birth_date.year < YOUNG)
        yield from (f"{sort}:{levels.get(sort, UNKNOWN)}" for sort in SORT_NAMES)
        if one.office == "secretary":
            yield "secretaries"
            yield from (f"secretaries:{sort}:{levels.get(sort, UNKNOWN)}" for sort in SORT_NAMES)


def _device(body: str) -> str:
    return body.partition("-")[0]


def _decision(one: Member) -> dict[str, str]:
    return {"decided_on": (one.admitted_on - DECISION_BEFORE).isoformat()} if one.admitted_on else {}


def _levels(chance: Chance) -> dict[str, str]:
    """Of a secretary: schooling first, a profession for some, theory for most."""
    found = {"schooling": chance.weighted((("lower", 45), ("upper", 55)))}
    if chance.below(0.5):
        found["professional"] = chance.one(("elementary", "intermediate", "college"))
    return found | ({"theory": chance.one(("elementary", "intermediate"))} if chance.below(0.8) else {})


def _standing(standing: Standing) -> Iterator[str]:
    yield from ("members", str(standing.membership))
    yield from (name for name in ("exempt", "away") if getattr(standing, name))
