"""The values of the list that proposes badges of years in the Party for a round; layout stands in forms/."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypedDict

from chibo_desktop.lists.badges import BadgeRow, badges_in
from chibo_desktop.papers.facts import Issuer
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.people_values import issuer_of, signing_of
from chibo_desktop.papers.scope import Scope
from chibo_desktop.rules.party_age import age_words, coming_round
from chibo_desktop.store import Store


class Proposed(TypedDict):
    """One line; `born` is "" unless days of birth may leave, `decided_on` is the day of the decision to admit."""

    place: int
    name: str
    born: str
    decided_on: str
    admitted_on: str
    official_on: str
    age: str
    cell: str


class BadgeGroup(TypedDict):
    years: int
    people: list[Proposed]


class BadgeList(TypedDict):
    """Everybody of a round, the highest badge first, also once decided on: a second print agrees with what was sent.

    `estimated`: somebody's age is not sure.
    """

    issuer: Issuer
    issued_on: str
    signing: str
    round_on: str
    first: str
    last: str
    rule: str
    births: bool
    estimated: bool
    total: int
    groups: list[BadgeGroup]


def badge_values(store: Store, scope: Scope) -> BadgeList:
    """Of a body or a cell, for the round on or after the first day of the scope; with births where a reason is given."""
    within, births = coming_round(scope.first), bool(scope.reason)
    every = badges_in(store, scope.organisation_id, within, scope.issued_on)
    rows = sorted(every, key=lambda row: -row.years)
    return BadgeList(
        issuer=issuer_of(store, scope.organisation_id),
        issued_on=scope.issued_on.isoformat(),
        signing=signing_of(store, scope.organisation_id),
        round_on=within.on.isoformat(),
        first=within.first.isoformat(),
        last=within.last.isoformat(),
        rule=within.rule,
        births=births,
        estimated=any(row.is_estimated for row in rows),
        total=len(rows),
        groups=_groups(rows, births=births),
    )


def _groups(rows: Sequence[BadgeRow], *, births: bool) -> list[BadgeGroup]:
    placed = enumerate(rows, 1)
    return [
        BadgeGroup(years=years, people=[_proposed(place, row, births=births) for place, row in of_years])
        for years, of_years in groupby(placed, key=lambda pair: pair[1].years)
    ]


def _proposed(place: int, row: BadgeRow, *, births: bool) -> Proposed:
    facts = row.person.row.facts
    return Proposed(
        place=place,
        name=row.person.row.name_shown,
        born=facts.shown("birth_date") if births else "",
        decided_on=iso_of(facts.day("decided_on")),
        admitted_on=iso_of(facts.day("admitted_on")),
        official_on=iso_of(facts.day("official_on")),
        age=f"{age_words(row.months)}{' *' if row.is_estimated else ''}" if row.months else "",
        cell=row.person.cell_name,
    )
