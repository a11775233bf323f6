"""Who was admitted, recognised as a full member or given a card between two days, at which cell; no target stands here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from chibo_desktop.base.text import fold
from chibo_desktop.lists.births import born_apart
from chibo_desktop.lists.every_member import periods_of_all
from chibo_desktop.lists.meetings import finalised_days
from chibo_desktop.lists.moved import moved_from, records_before
from chibo_desktop.lists.proposal_home import line_over
from chibo_desktop.lists.rows import Facts, find, made_order, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.admission import official_day
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
    """What happened to one member, or candidate, on a day, and the cell on whose list they stood."""

    member_id: str
    cell_id: str
    on: date


def events_of(store: Store, organisation_id: str, field: str, first: date, last: date) -> Sequence[Event]:
    """The events between two days, both included, at an organisation and below it, the earliest first.

    Each counts where the cell stood that day, also of who left, moved or died since; of a list that passed to another
    cell it counts in the old one, once. Whoever was entered by mistake, or came to the list later from elsewhere,
    counts not; two records that are of one person by name, birth and decision count once, where names are held.
    """
    return _by_organisation(store, field, first, last).get(organisations(store).same(organisation_id), ())


def _by_organisation(store: Store, field: str, first: date, last: date) -> Mapping[str, Sequence[Event]]:
    """By every organisation at or above the cells, read once until somebody writes."""
    key = ("events", field, first, last)
    return known(store, key, lambda: _dealt_out(store, _events(store, field, first, last)))


def decided_unlisted(store: Store, organisation_id: str, first: date, last: date) -> int:
    """How many were decided on between two days whom their cell has not put on its list, so that no event counts them."""
    key = ("decided, not listed", first, last)
    found = known(store, key, lambda: _dealt_out(store, _unlisted(store, first, last)))
    return len(found.get(organisations(store).same(organisation_id), ()))


def _unlisted(store: Store, first: date, last: date) -> list[Event]:
    """By candidate; one who was given up after the decision is waited for no more."""
    steps = select(store, "candidate_step", "step IN ('decided', 'stopped')")
    decided, stopped = (
        {
            each.text("candidate_id"): on
            for each in steps
            if each.text("step") == step and (on := each.day("on"))
        }
        for step in ("decided", "stopped")
    )
    return [
        Event(facts.id, facts.text("cell_id"), on)
        for facts in (select(store, "candidate", "member_id IS NULL") if decided else ())
        if (on := decided.get(facts.id)) and first <= on <= last and stopped.get(facts.id, date.min) < on
    ]


def _dealt_out(store: Store, events: Sequence[Event]) -> Mapping[str, Sequence[Event]]:
    found: defaultdict[str, list[Event]] = defaultdict(list)
    lines: dict[tuple[str, int], tuple[str, ...]] = {}
    held = organisations(store)
    for event in sorted(events, key=lambda each: (each.on, each.member_id)):
        key = (event.cell_id, id(held.at(event.on)))
        if key not in lines:
            lines[key] = line_over(store, event.cell_id, event.on)
        for organisation in lines[key]:
            found[organisation].append(event)
    return found


def _events(store: Store, field: str, first: date, last: date) -> list[Event]:
    same = organisations(store).same
    span = (first.isoformat(), last.isoformat())
    held = select(store, "member", f"{field} BETWEEN ? AND ?", span, away=True)
    counted = [
        facts for facts in held if (on := facts.day(field)) is not None and _counts(store, facts, field, on)
    ]
    return [
        Event(facts.id, same(facts.text("cell_id")), facts.day(field) or first)
        for facts in _each_once(store, counted)
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
    """The first day on this list of who came to it from elsewhere; `date.min` of everybody else.

    They came who are on it from a day after full membership, or as probationers from a day after the ceremony. A day on
    which somebody typed the list late is none on which anybody came: it is open, or follows a finalised meeting.
    """
    periods = _periods_of(store, facts)
    listed = [each for each in periods if each.kind in LISTED]
    if not listed:
        return date.max if periods else date.min
    begun = min(listed, key=_first_day)
    first, ceremony = _first_day(begun), facts.day("admitted_on")
    if begun.kind == "official":
        since = facts.day(RECOGNISED) or _full_after(ceremony or facts.day(ADMITTED))
        return first if since is not None and first > since else date.min
    came = ceremony is not None and first > ceremony and not _was_typed_late(store, facts, first)
    return first if came else date.min


def _periods_of(store: Store, facts: Facts) -> list[Period]:
    """On this list, and on those it was passed on from."""
    every = periods_of_all(store)
    return [each for one in (facts.id, *records_before(store, facts.id)) for each in every.get(one, ())]


def _was_typed_late(store: Store, facts: Facts, first: date) -> bool:
    """Whether a first day follows a finalised meeting: the list begins then for whoever is entered without a day."""
    cell = organisations(store).same(facts.text("cell_id"))
    days = known(store, ("finalised days", cell), lambda: frozenset(finalised_days(store, cell)))
    return first - timedelta(days=1) in days


def _first_day(period: Period) -> date:
    return period.from_on or date.min


def _full_after(day: date | None) -> date | None:
    return official_day(day) if day else None


def _each_once(store: Store, found: Sequence[Facts]) -> list[Facts]:
    """Without the later of two records of one person, as where somebody moved and the first day there is not known."""
    kept: list[Facts] = []
    alike: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
    for facts in sorted(found, key=lambda each: (_left_after(store, each), made_order(each.id))):
        name = fold(facts.text("full_name"))
        others = alike[name, facts.text(ADMITTED)] if name and facts.text(ADMITTED) else []
        if not any(_is_one_person(store, other, facts) for other in others):
            others.append(facts)
            kept.append(facts)
    return kept


def _is_one_person(store: Store, one: Facts, other: Facts) -> bool:
    """Of one name and one decision: the births agree, or where one is not written, the one left and the other is elsewhere.

    Whose list passed to another cell did not leave.
    """
    if one.text("birth_date") and other.text("birth_date"):
        return not born_apart(one, other)
    same = organisations(store).same
    is_elsewhere = same(one.text("cell_id")) != same(other.text("cell_id"))
    lines = known(store, "lines passed on", lambda: frozenset(moved_from(store).values()))
    return is_elsewhere and one.id not in lines and _left_after(store, one) < date.max


def _left_after(store: Store, facts: Facts) -> date:
    """The last day on the list; `date.max` of who is on it still."""
    listed = [each for each in periods_of_all(store).get(facts.id, ()) if each.kind in LISTED]
    return max((each.until_on or date.max for each in listed), default=date.max)
