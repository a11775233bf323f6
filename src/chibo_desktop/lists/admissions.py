"""Who was admitted, recognised as a full member or given a card between two days, at which cell; no target stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from chibo_desktop.lists.every_member import periods_of_all
from chibo_desktop.lists.moved import records_before
from chibo_desktop.lists.proposal_home import line_over
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.standing import MEMBERSHIPS, Period
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

ADMITTED, RECOGNISED, CARD = "decided_on", "official_on", "card_issued_on"
"""The fields of a member that hold the day: of the decision to admit, of full membership, of the card."""
LISTED = MEMBERSHIPS[:2]


def counted_by(day: date) -> str:
    """The field by whose day admissions are counted up to a day (guidance `admissions`)."""
    return str(guidance.in_force("admissions", day).values["counted_by"])


class Event(NamedTuple):
    """What happened to one member on a day, and the cell on whose list they stood."""

    member_id: str
    cell_id: str
    on: date


def events_of(store: Store, organisation_id: str, field: str, first: date, last: date) -> Sequence[Event]:
    """The events between two days, both included, at an organisation and below it, the earliest first.

    Each counts where the cell stood that day, also of who left, moved or died since; of a list that passed to another
    cell it counts in the old one, once. Whoever was entered by mistake, or was put on the list later as a full
    member from elsewhere, counts not.
    """
    return _by_organisation(store, field, first, last).get(organisations(store).same(organisation_id), ())


def _by_organisation(store: Store, field: str, first: date, last: date) -> Mapping[str, Sequence[Event]]:
    """By every organisation at or above the cells, read once until somebody writes."""
    return known(store, ("events", field, first, last), lambda: _dealt_out(store, field, first, last))


def _dealt_out(store: Store, field: str, first: date, last: date) -> Mapping[str, Sequence[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    lines: dict[tuple[str, int], tuple[str, ...]] = {}
    held = organisations(store)
    for event in sorted(_events(store, field, first, last), key=lambda each: (each.on, each.member_id)):
        key = (event.cell_id, id(held.at(event.on)))
        if key not in lines:
            lines[key] = line_over(store, event.cell_id, event.on)
        for organisation in lines[key]:
            found[organisation].append(event)
    return found


def _events(store: Store, field: str, first: date, last: date) -> list[Event]:
    same = organisations(store).same
    span = (first.isoformat(), last.isoformat())
    return [
        Event(facts.id, same(facts.text("cell_id")), on)
        for facts in select(store, "member", f"{field} BETWEEN ? AND ?", span, away=True)
        if (on := facts.day(field)) is not None and _counts(store, facts, field, on)
    ]


def _counts(store: Store, facts: Facts, field: str, on: date) -> bool:
    """Whether the event belongs to this record: not to an earlier one of the same person, nor to a list elsewhere."""
    before = (find(store, "member", one) for one in records_before(store, facts.id))
    if any(one is not None and one.day(field) and not _is_mistake(store, one) for one in before):
        return False
    return not _is_mistake(store, facts) and on >= _came_on(store, facts)


def _is_mistake(store: Store, facts: Facts) -> bool:
    """Put away with every period of standing; of who left those are kept."""
    return facts.is_put_away and not periods_of_all(store).get(facts.id)


def _came_on(store: Store, facts: Facts) -> date:
    """The first day on this list of who came to it as a full member from elsewhere; `date.min` of everybody else.

    A day on which somebody typed the list late is none on which anybody came: it is before full membership, or open.
    """
    periods = periods_of_all(store).get(facts.id, ())
    listed = [each for each in periods if each.kind in LISTED]
    if not listed:
        return date.max if periods else date.min
    begun = min(listed, key=_first_day)
    full = facts.day(RECOGNISED) or _year_after(facts.day(ADMITTED))
    came_full = begun.kind == "official" and full is not None and _first_day(begun) > full
    return _first_day(begun) if came_full else date.min


def _first_day(period: Period) -> date:
    return period.from_on or date.min


def _year_after(day: date | None) -> date | None:
    """Full membership comes twelve months after admission (294-QĐ/TW, 4.2.2)."""
    return day.replace(year=day.year + 1, day=min(day.day, 28)) if day else None
