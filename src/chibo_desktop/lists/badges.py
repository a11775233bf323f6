"""Who reaches which badge of years in the Party in a round, what was proposed, decided and handed over; and who has no card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.member_people import PersonOn, people_on, person_on
from chibo_desktop.lists.own_and_told import is_told, own_first, said_last
from chibo_desktop.lists.roster import member_row
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.party_age import Round, highest_reached, party_months, reached_in, reached_on
from chibo_desktop.rules.standing import Standing
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

STATES = {
    "due": "Chưa đề nghị",
    "proposed": "Đã đề nghị",
    "decided": "Đã có quyết định",
    "awarded": "Đã trao",
}
"""From the list of a round to the handing over."""
DECIDING = ("decided_on", "awarded_on")
"""What of a badge a body above wrote stands by its word alone."""


@dataclass(frozen=True)
class BadgeRow:
    """One badge of one member: written down, or due in a round and not written yet (no `records`).

    `is_estimated`: counted from the ceremony, for the day of the decision is not written down. A body's word stands before the cell's own; `own_word` says the days the cell wrote and that do not count. `number` is
    "" where none is written or it is not held here.
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
    own_word: str = ""

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
    written, is_sure = _written(store), _takes_word(store, body, within, today)
    rows = []
    for person in people_on(store, body, today):
        reached = _reached(person, within)
        kept = {
            years: _row(person, years, found, within.on, is_sure)
            for years, found in written.get(person.id, {}).items()
        }
        if reached and reached not in kept:
            kept[reached] = _row(person, reached, (), within.on)
        rows += [
            row
            for years, row in sorted(kept.items())
            if row.round_on == within.on or (years == reached and row.round_on is None)
        ]
    return rows


def unwritten_before(store: Store, body: str, within: Round, today: date) -> list[BadgeRow]:
    """Who had the years for a badge before a round's window and of whom neither that badge nor a higher one is written.

    And whoever was put into an earlier round and, by the body's word or where it says nothing the cell's, was not
    decided on. Whoever reaches the next one in the round is in its list.
    """
    written, found = _written(store), []
    for person in people_on(store, body, today):
        kept, reached = written.get(person.id, {}), _reached(person, within)
        rows = [_row(person, years, kept[years], within.on) for years in sorted(kept)]
        found += [row for row in rows if row.years >= reached and _is_left(row, within)]
        begun = counted_from(person.row.facts)
        if begun is None or reached:
            continue
        years = highest_reached(begun, within.first, _not_counted(person.row.facts))
        if years and not any(each >= years for each in kept):
            found.append(_row(person, years, (), within.on))
    return found


def _is_left(row: BadgeRow, within: Round) -> bool:
    """Whether it was put into an earlier round and went no further."""
    return row.round_on is not None and row.round_on < within.on and row.state in ("due", "proposed")


def _takes_word(store: Store, body: str, within: Round, today: date) -> bool:
    """Whether a cell's own word decides: for itself, and of rounds that are over. In one to come it is the body's to say."""
    return organisations(store).kind(body) == "cell" or within.on < today


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
    kept = written_badges(store, member.id)
    person = person_on(store, member_row(member, Standing(None)), today)
    return [_row(person, years, kept[years], None) for years in sorted(kept)]


def written_badges(store: Store, member_id: str) -> Mapping[int, Sequence[Facts]]:
    """By years the records of a member's badges, the cell's own word first."""
    return _written(store).get(member_id, {})


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


def _written(store: Store) -> Mapping[str, Mapping[int, Sequence[Facts]]]:
    """By member and years the records of a badge, the cell's own first, then what a body wrote."""
    return known(store, "badges written", lambda: _read(store))


def _read(store: Store) -> Mapping[str, Mapping[int, Sequence[Facts]]]:
    found: defaultdict[str, defaultdict[int, list[Facts]]] = defaultdict(lambda: defaultdict(list))
    for each in own_first(select(store, "badge")):
        found[each.text("member_id")][each.count("years") or 0].append(each)
    return found


def _row(
    person: PersonOn, years: int, records: Sequence[Facts], counted_on: date | None, is_sure: bool = True
) -> BadgeRow:
    """`is_sure`: where no body above wrote of it the cell's own decision and handing over stand."""
    facts, begun = person.row.facts, counted_from(person.row.facts)
    told = [each for each in records if is_told(each)]
    own = [each for each in records if not is_told(each)]
    sure = told or (records if is_sure else ())
    round_on, proposed_on = (_last_day(records, name) for name in ("round_on", "proposed_on"))
    decided_on, awarded_on = (_last_day(sure, name) for name in DECIDING)
    on = counted_on or round_on
    return BadgeRow(
        person=person,
        years=years,
        reached_on=reached_on(begun, years, _not_counted(facts)) if begun else None,
        months=party_months(begun, on, _not_counted(facts)) if begun and on else 0,
        is_estimated=begun is not None and facts.day("decided_on") is None,
        round_on=round_on,
        proposed_on=proposed_on,
        decided_on=decided_on,
        awarded_on=awarded_on,
        number=said_last([each.text("number") for each in sure]) or "",
        records=tuple(records),
        own_word=_own_word(own, (decided_on, awarded_on)),
    )


def _own_word(own: Sequence[Facts], counted: tuple[date | None, date | None]) -> str:
    days = [_last_day(own, name) for name in DECIDING]
    said = zip(("quyết định", "trao"), days, counted, strict=True)
    words = [f"{what} {show_day(day)}" for what, day, other in said if day is not None and day != other]
    return f"chi bộ ghi: {', '.join(words)}" if words else ""


def _last_day(records: Sequence[Facts], name: str) -> date | None:
    return said_last([each.day(name) for each in records])
