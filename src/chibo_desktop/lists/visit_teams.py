"""Who may go to cells' meetings: officials, teams, who belonged to which team on a day; made visits are in visits.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.spans import Span, covers
from chibo_desktop.base.text import fold
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class Mate:
    """One member of a team; both days belong to the membership, None is open."""

    id: str
    team_id: str
    official_id: str
    name: str
    office: str
    leads: bool
    cadence: str
    from_on: date | None
    until_on: date | None

    @property
    def span(self) -> Span:
        return self.from_on, self.until_on

    def belongs(self, day: date) -> bool:
        """Whether he was in the team on that day."""
        return covers(self.span, day)


@dataclass(frozen=True)
class Team:
    """One team of a body with everybody who ever belonged to it, the leader first."""

    id: str
    body_id: str
    name: str
    territory: str
    basis: str
    from_on: date | None
    until_on: date | None
    mates: tuple[Mate, ...]

    @property
    def span(self) -> Span:
        return self.from_on, self.until_on

    def stood(self, day: date) -> bool:
        """Whether the team was at work on that day."""
        return covers(self.span, day)

    def mates_on(self, day: date) -> tuple[Mate, ...]:
        """Who belonged to it on that day."""
        return tuple(mate for mate in self.mates if mate.belongs(day)) if self.stood(day) else ()


@dataclass(frozen=True)
class Teams:
    """Every team and official held here, also those whose time is over."""

    teams: Mapping[str, Team]
    officials: Mapping[str, Facts]
    by_name: Mapping[str, tuple[Mate, ...]]
    """By folded full name every membership that name ever had."""
    officials_by_name: Mapping[str, tuple[Facts, ...]]

    def of(self, body_id: str, day: date | None = None) -> tuple[Team, ...]:
        """The teams of a body by name; with a day only those at work that day."""
        found = [
            team
            for team in self.teams.values()
            if team.body_id == body_id and (day is None or team.stood(day))
        ]
        return tuple(sorted(found, key=lambda team: (natural(team.name), team.id)))

    def officials_of(self, body_id: str) -> tuple[Facts, ...]:
        """A body's officials, in the order in which they were written down."""
        return tuple(each for each in self.officials.values() if each.text("body_id") == body_id)

    def name_of(self, official_id: str) -> str:
        """An official's name; "" for one not held here."""
        facts = self.officials.get(official_id)
        return facts.text("full_name") if facts else ""


@dataclass(frozen=True)
class Duty:
    """Who answers for which organisation; both days belong to it, None is open."""

    id: str
    official_id: str
    organisation_id: str
    from_on: date | None
    until_on: date | None

    @property
    def span(self) -> Span:
        return self.from_on, self.until_on


def duties_of(store: Store, body_id: str) -> list[Duty]:
    """The duties of a body's officials, also those that are over, in the order in which they were written down."""
    people = {facts.id for facts in teams(store).officials_of(body_id)}
    same = organisations(store).same
    return [
        Duty(
            facts.id,
            facts.text("official_id"),
            same(facts.text("organisation_id")),
            facts.day("from_on"),
            facts.day("until_on"),
        )
        for facts in select(store, "visit_duty")
        if facts.text("official_id") in people
    ]


def teams(store: Store) -> Teams:
    """Officials and teams, read once until somebody writes."""
    return known(store, "visit teams", lambda: _read(store))


def _read(store: Store) -> Teams:
    officials = {facts.id: facts for facts in select(store, "official")}
    mates: defaultdict[str, list[Mate]] = defaultdict(list)
    for facts in select(store, "team_member"):
        mates[facts.text("team_id")].append(_mate(facts, officials.get(facts.text("official_id"))))
    found = {facts.id: _team(facts, mates[facts.id]) for facts in select(store, "visit_team")}
    by_name: defaultdict[str, list[Mate]] = defaultdict(list)
    for mate in (mate for team in found.values() for mate in team.mates if mate.name):
        by_name[fold(mate.name)].append(mate)
    named: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in officials.values():
        named[fold(facts.text("full_name"))].append(facts)
    return Teams(
        found,
        officials,
        {name: tuple(each) for name, each in by_name.items()},
        {name: tuple(each) for name, each in named.items() if name},
    )


def _mate(facts: Facts, official: Facts | None) -> Mate:
    return Mate(
        id=facts.id,
        team_id=facts.text("team_id"),
        official_id=facts.text("official_id"),
        name=official.text("full_name") if official else "",
        office=official.text("office") if official else "",
        leads=facts.flag("leads"),
        cadence=facts.text("cadence"),
        from_on=facts.day("from_on"),
        until_on=facts.day("until_on"),
    )


def _team(facts: Facts, mates: list[Mate]) -> Team:
    return Team(
        id=facts.id,
        body_id=facts.text("body_id"),
        name=facts.text("name"),
        territory=facts.text("territory"),
        basis=facts.text("basis"),
        from_on=facts.day("from_on"),
        until_on=facts.day("until_on"),
        mates=tuple(sorted(mates, key=lambda mate: not mate.leads)),
    )


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts "Tổ 9" before "Tổ 10"."""
    return tuple((int(word), "") if word.isdecimal() else (-1, fold(word)) for word in name.split())
