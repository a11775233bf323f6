"""Who is on the lists of cells on a day, and who took part in gatherings of a range, read in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.every_member import people_of_all, periods_of_all
from chibo_desktop.lists.indicators.facts import Held, Range
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store.known import known


@dataclass(frozen=True)
class Lists:
    """By cell the members of one day, official and probationary; and those of them who are its secretary.

    The office is the one on record now: offices are not kept by date outside of meetings.
    """

    members: Mapping[str, frozenset[str]]
    secretaries: Mapping[str, frozenset[str]]


def lists_on(held: Held, day: date) -> Lists:
    """The lists of every cell on a day, read once until somebody writes.

    Whoever left since and was put away was on them; of one entered by mistake the periods are put away too.
    """
    return known(held.store, ("lists on", day), lambda: _lists_on(held, day))


def _lists_on(held: Held, day: date) -> Lists:
    members: defaultdict[str, set[str]] = defaultdict(set)
    secretaries: defaultdict[str, set[str]] = defaultdict(set)
    periods, same = periods_of_all(held.store), held.organisations.same
    for one in people_of_all(held.store):
        if standing_at(periods.get(one.id, ()), day).is_listed:
            cell = same(one.cell_id)
            members[cell].add(one.id)
            if one.office == "secretary":
                secretaries[cell].add(one.id)
    return Lists(_frozen(members), _frozen(secretaries))


def _frozen(found: Mapping[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {cell: frozenset(ids) for cell, ids in found.items()}


@dataclass(frozen=True)
class TookPart:
    """A participant with the day and the body of the gathering."""

    facts: Facts
    held_on: date
    body_id: str


def took_part(held: Held, within: Range, sort: str) -> list[TookPart]:
    """The participants of gatherings of a sort held in the range; whoever asks for many organisations keeps them."""
    every = known(held.store, ("took part", sort), lambda: _took_part(held, sort))
    return [each for each in every if within.holds(each.held_on)]


def _took_part(held: Held, sort: str) -> list[TookPart]:
    gatherings = {each.id: each for each in select(held.store, "gathering", "sort = ?", (sort,))}
    of_sort = "gathering_id IN (SELECT id FROM gathering WHERE sort = ?)"
    found = []
    for facts in select(held.store, "participant", of_sort, (sort,)):
        gathering = gatherings.get(facts.text("gathering_id"))
        day = gathering.day("held_on") if gathering else None
        if gathering is not None and day is not None:
            found.append(TookPart(facts, day, gathering.text("body_id")))
    return found
