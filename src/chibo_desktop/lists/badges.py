"""Who reaches which badge of years in the Party in a round, what was proposed, decided and handed over; and who has no card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.member_people import PersonOn, people_on, person_on
from chibo_desktop.lists.roster import member_row
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.rules.party_age import Round, highest_reached, party_months, reached_in, reached_on
from chibo_desktop.rules.standing import Standing
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

WITH_BIRTHS = "births"
"""The level of a paper's scope that lets days of birth leave: a reason for it was noted."""
STATES = {
    "due": "Chưa đề nghị",
    "proposed": "Đã đề nghị",
    "decided": "Đã có quyết định",
    "awarded": "Đã trao",
}
"""From the list of a round to the handing over."""
_DAYS = ("round_on", "proposed_on", "decided_on", "awarded_on")


@dataclass(frozen=True)
class BadgeRow:
    """One badge of one member: written down, or due in a round and not written yet (no `records`).

    `is_estimated`: counted from the ceremony, for the day of the decision is not written down. A body's word stands before the cell's own. `number` is "" where none is written or it is not held here.
    """

    person: PersonOn
    years: int
    reached_on: date | None
    months: int
    is_estimated: bool
    round_on: date | None
    proposed_on: date | None
    decided_on: date | None
    awarded_on: date | None
    number: str
    records: tuple[Facts, ...]

    @property
    def key(self) -> str:
        """The member and the years: one line each."""
        return f"{self.person.id}/{self.years}"

    @property
    def state(self) -> str:
        """How far it has come, a key of `STATES`."""
        days = {"awarded": self.awarded_on, "decided": self.decided_on, "proposed": self.proposed_on}
        return next((name for name, day in days.items() if day is not None), "due")


def badges_in(store: Store, body: str, within: Round, today: date) -> list[BadgeRow]:
    """The badges of a round: whoever reaches the years in its window, and whoever was proposed for it; by cell."""
    written = _written(store)
    rows = []
    for person in people_on(store, body, today):
        kept = written.get(person.id, {})
        reached = _reached(person, within)
        years = {reached} - {0} | {each for each, found in kept.items() if _is_for(found, within)}
        rows += [
            _row(person, each, kept.get(each, ()), within.on)
            for each in sorted(years)
            if each != reached or _is_for(kept.get(each, ()), within, or_none=True)
        ]
    return rows


def unwritten_before(store: Store, body: str, within: Round, today: date) -> list[BadgeRow]:
    """Who had the years for a badge before a round's window and of whom neither that badge nor a higher one is written.

    Whoever reaches the next one in the round is in its list.
    """
    written, rows = _written(store), []
    for person in people_on(store, body, today):
        begun = counted_from(person.row.facts)
        if begun is None or _reached(person, within):
            continue
        years = highest_reached(begun, within.first, _not_counted(person.row.facts))
        if years and not any(each >= years for each in written.get(person.id, {})):
            rows.append(_row(person, years, (), within.on))
    return rows


def without_decision(store: Store, body: str, today: date) -> list[PersonOn]:
    """Of whom the day of the decision is not written down: whose tuổi đảng is not sure, or cannot be counted."""
    return [each for each in people_on(store, body, today) if each.row.facts.day("decided_on") is None]


def without_card(store: Store, body: str, today: date) -> list[PersonOn]:
    """Official members to whom no card was given, as far as is written: neither its day nor its number."""
    return [
        each
        for each in people_on(store, body, today)
        if each.row.standing.membership == "official" and not _has_card(each.row.facts)
    ]


def badges_of_member(store: Store, member: Facts, today: date) -> list[BadgeRow]:
    """Every badge written down of one member, the lowest first."""
    kept = _written(store).get(member.id, {})
    person = person_on(store, member_row(member, Standing(None)), today)
    return [_row(person, years, kept[years], None) for years in sorted(kept)]


def written_badge(store: Store, member_id: str, years: int) -> Sequence[Facts]:
    """The records of one badge of a member, the cell's own word first."""
    return _written(store).get(member_id, {}).get(years, ())


def counted_from(facts: Facts) -> date | None:
    """From when tuổi đảng is counted: the decision; for the time being the ceremony, which is never before it."""
    return facts.day("decided_on") or facts.day("admitted_on")


def _has_card(facts: Facts) -> bool:
    return bool(facts.day("card_issued_on") or facts.text("card_number"))


def _not_counted(facts: Facts) -> int:
    return facts.count("months_not_counted") or 0


def _reached(person: PersonOn, within: Round) -> int:
    begun = counted_from(person.row.facts)
    return reached_in(begun, within, _not_counted(person.row.facts)) if begun else 0


def _is_for(found: Sequence[Facts], within: Round, *, or_none: bool = False) -> bool:
    """Whether a badge was put into this round; with `or_none` also one put into no round at all."""
    days = {each.day("round_on") for each in found} - {None}
    return within.on in days or (or_none and not days)


def _written(store: Store) -> Mapping[str, Mapping[int, Sequence[Facts]]]:
    """By member and years the records of a badge, the cell's own first, then what a body wrote."""
    return known(store, "badges written", lambda: _read(store))


def _read(store: Store) -> Mapping[str, Mapping[int, Sequence[Facts]]]:
    found: defaultdict[str, defaultdict[int, list[Facts]]] = defaultdict(lambda: defaultdict(list))
    every = sorted(
        select(store, "badge"), key=lambda each: (each.book.startswith("down:"), made_order(each.id))
    )
    for each in every:
        found[each.text("member_id")][each.count("years") or 0].append(each)
    return found


def _row(person: PersonOn, years: int, records: Sequence[Facts], counted_on: date | None) -> BadgeRow:
    facts = person.row.facts
    begun = counted_from(facts)
    days = {name: _said_last([each.day(name) for each in records]) for name in _DAYS}
    numbers = [each.text("number") for each in records if each.text("number")]
    on = counted_on or days["round_on"]
    return BadgeRow(
        person=person,
        years=years,
        reached_on=reached_on(begun, years, _not_counted(facts)) if begun else None,
        months=party_months(begun, on, _not_counted(facts)) if begun and on else 0,
        is_estimated=begun is not None and facts.day("decided_on") is None,
        number=numbers[-1] if numbers else "",
        records=tuple(records),
        **days,
    )


def _said_last(days: Sequence[date | None]) -> date | None:
    """A body's word before the cell's: the last that says a day."""
    return next((day for day in reversed(days) if day is not None), None)
