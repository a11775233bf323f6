"""Briefings, classes, study and exchanges as a page reads them: who took part, how often, which topics were taught."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.text import fold
from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.records.oversight import TOPICS
from chibo_desktop.rules import guidance
from chibo_desktop.store import Store


@dataclass(frozen=True)
class GatheringRow:
    """One gathering. `heads` are all who took part (lượt), `groups` the same by group."""

    id: str
    title: str
    sort: str
    sort_label: str
    held_on: date | None
    heads: int
    groups: Mapping[str, int]
    facts: Facts


def gatherings(store: Store, body: str, *, sort: str = "", year: int | None = None) -> list[GatheringRow]:
    """A body's gatherings, newest first; of one sort or year when named."""
    found = [
        _gathering(store, each)
        for each in select(store, "gathering")
        if organisations(store).same(each.text("body_id")) == body
        and (not sort or each.text("sort") == sort)
        and (year is None or ((day := each.day("held_on")) is not None and day.year == year))
    ]
    return sorted(found, key=lambda row: (row.held_on or date.max, made_order(row.id)), reverse=True)


def gathering_row(store: Store, gathering_id: str) -> GatheringRow | None:
    """One of them; None when it is not held or put away."""
    found = find(store, "gathering", gathering_id)
    return None if found is None or found.is_put_away else _gathering(store, found)


def _gathering(store: Store, facts: Facts) -> GatheringRow:
    groups: Counter[str] = Counter()
    for each in participants(store, facts.id):
        groups[each.text("group")] += _heads(each)
    return GatheringRow(
        id=facts.id,
        title=facts.text("title"),
        sort=facts.text("sort"),
        sort_label=facts.shown("sort"),
        held_on=facts.day("held_on"),
        heads=sum(number for group, number in groups.items() if group != "organisation"),
        groups=dict(groups),
        facts=facts,
    )


def participants(store: Store, gathering_id: str) -> list[Facts]:
    """Who took part, in the order of writing."""
    return children(store, "participant", "gathering_id", gathering_id)


def _heads(participant: Facts) -> int:
    return participant.count("heads") or 1


@dataclass(frozen=True)
class Turnout:
    """Who came to several gatherings: `heads` counts each time (lượt), `persons` each person once, `unnamed` nobody knows."""

    heads: int
    persons: int
    unnamed: int


def turnout(store: Store, rows: Sequence[GatheringRow]) -> Turnout:
    """Of these gatherings together. A member is known by his record, another by name and organisation."""
    heads, unnamed = 0, 0
    persons: set[tuple[str, ...]] = set()
    for row in rows:
        for each in participants(store, row.id):
            if each.text("group") == "organisation":
                continue
            heads += _heads(each)
            if each.text("member_id"):
                persons.add((each.text("member_id"),))
            elif each.text("full_name"):
                persons.add(
                    (organisations(store).same(each.text("organisation_id")), fold(each.text("full_name")))
                )
            else:
                unnamed += _heads(each)
    return Turnout(heads, len(persons), unnamed)


@dataclass(frozen=True)
class Span:
    """A month or quarter in which a briefing is due, and those held in it."""

    first: date
    last: date
    held: tuple[str, ...]
    is_over: bool


def briefings_due(store: Store, body: str, kind: str, year: int, today: date) -> list[Span]:
    """The months or quarters of a year, as guidance `briefings` sets it for the kind of body; [] for a cell."""
    days = [
        (row.held_on, row.id) for row in gatherings(store, body, sort="briefing", year=year) if row.held_on
    ]
    found = []
    for month in range(1, 13):
        rule = guidance.in_force("briefings", date(year, month, 1)).values["months_between"].get(kind)
        if not rule or (month - 1) % rule:
            continue
        first, after = date(year, month, 1), _month_after(year, month + rule - 1)
        last = date.fromordinal(after.toordinal() - 1)
        held = tuple(one for day, one in days if first <= day <= last)
        found.append(Span(first, last, held, last < today))
    return found


def _month_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def topics_taught(store: Store, body: str, first: date, last: date) -> dict[str, set[str]]:
    """Per topic of the classes held between two days, the members who were there; topics nobody taught are empty."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in gatherings(store, body, sort="training"):
        if row.held_on is not None and first <= row.held_on <= last:
            members = {each.text("member_id") for each in participants(store, row.id)}
            found[row.facts.text("topic") or "other"] |= members - {""}
    return {topic: found[topic] for topic, _ in TOPICS}
