"""How many members organisations are to admit, who gave the number, and how many they admitted; the share is IND-10's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo_desktop.base.text import title_key
from chibo_desktop.lists.admissions import CARD, RECOGNISED, Event, counted_by, events_of
from chibo_desktop.lists.proposal_home import line_over
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.lists.said import ever_above
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.history import history
from chibo_desktop.store.known import known

Years = tuple[int, int]
"""The first and the last year, both included."""
NEW_FOR = timedelta(days=45)
"""How long a number that was given is told as new."""


@dataclass(frozen=True)
class Given:
    """One number given: by which body, to whom, for which years; `id` and `book` are those of its record."""

    id: str
    body_id: str
    organisation_id: str
    years: Years
    count: int
    basis: str
    book: str

    @property
    def is_term(self) -> bool:
        """Of several years."""
        return self.years[0] < self.years[1]


@dataclass(frozen=True)
class Aimed:
    """What an organisation has to reach in some years: the number and the records it comes from."""

    count: int
    given: tuple[Given, ...]
    is_sum: bool = False
    """Whether it is the sum of what the body gave to those below, because nobody gave it one."""


@dataclass(frozen=True)
class TargetRow:
    """One organisation directly below in a year. `aimed` None: nobody gave it a number."""

    organisation_id: str
    name: str
    aimed: Aimed | None
    admitted: int


@dataclass(frozen=True)
class Term:
    """A number for several years, and what was given for each of them so far."""

    given: Given
    by_year: tuple[tuple[int, int | None], ...]

    @property
    def sum(self) -> int:
        return sum(count or 0 for _, count in self.by_year)

    @property
    def is_whole(self) -> bool:
        """Whether every year has its number."""
        return all(count is not None for _, count in self.by_year)


@dataclass(frozen=True)
class Counters:
    """What happened at an organisation and below it between two days; they need not match, years carry over."""

    admitted: int
    recognised: int
    cards: int
    badges: int


class Targets:
    """Every number held here that a body above, or the body itself, may give; one withdrawn has no count."""

    def __init__(self, store: Store) -> None:
        self._store, self._same = store, organisations(store).same
        self._to: defaultdict[tuple[str, Years], list[Given]] = defaultdict(list)
        self._by: defaultdict[tuple[str, Years], list[Given]] = defaultdict(list)
        for facts in sorted(select(store, "admission_target"), key=lambda each: made_order(each.id)):
            given = self._read(facts)
            if facts.count("count") is not None and self._may_give(given):
                self._to[given.organisation_id, given.years].append(given)
                self._by[given.body_id, given.years].append(given)

    def _read(self, facts: Facts) -> Given:
        first = facts.count("first_year") or 0
        return Given(
            facts.id,
            self._same(facts.text("body_id")),
            self._same(facts.text("organisation_id")),
            (first, facts.count("last_year") or first),
            facts.count("count") or 0,
            facts.text("basis"),
            facts.book,
        )

    def _may_give(self, given: Given) -> bool:
        """A body gives itself its own, and others only where it stands above them, that year or ever by certificates."""
        return given.body_id in (given.organisation_id, *self._above(given))

    def _above(self, given: Given) -> tuple[str, ...]:
        """Nearest first."""
        line = line_over(self._store, given.organisation_id, date(given.years[1], 12, 31))
        return (*line, *sorted(ever_above(self._store, given.organisation_id)))

    def to(self, organisation_id: str, years: Years) -> Given | None:
        """The number for exactly these years by the nearest body above, else its own; of two of one body always the same."""
        found = self._to.get((self._same(organisation_id), years), [])
        from_above = [each for each in found if each.body_id != each.organisation_id]
        if from_above:
            line = self._above(from_above[0])
            return min(reversed(from_above), key=lambda each: line.index(each.body_id))
        return found[-1] if found else None

    def by(self, body: str, years: Years) -> Mapping[str, Given]:
        """What a body gave to others for exactly these years, by organisation."""
        found = self._by.get((self._same(body), years), [])
        return {each.organisation_id: each for each in found if each.organisation_id != each.body_id}

    def written(self, body: str, organisation_id: str, years: Years) -> list[Given]:
        """What a body gave an organisation for exactly these years: one record, two where that had another id before."""
        found = self._to.get((self._same(organisation_id), years), [])
        return [each for each in found if each.body_id == self._same(body)]

    def from_above(self, organisation_id: str, year: int) -> list[Given]:
        """The numbers by bodies above that count for a year or later ones, those of a term too, the earliest first."""
        one = self._same(organisation_id)
        spans = sorted(years for org, years in self._to if org == one and years[1] >= year)
        found = [self.to(one, years) for years in spans]
        return [given for given in found if given is not None and given.body_id != one]

    def aimed(self, organisation_id: str, year: int) -> Aimed | None:
        """What it has to reach in a year: what it was given, else the sum of what it gave; None where there is neither."""
        if (given := self.to(organisation_id, (year, year))) is not None:
            return Aimed(given.count, (given,))
        below = tuple(self.by(organisation_id, (year, year)).values())
        return Aimed(sum(each.count for each in below), below, is_sum=True) if below else None

    def terms(self, organisation_id: str, year: int) -> list[Term]:
        """The numbers of several years that cover a year, its own last."""
        one = self._same(organisation_id)
        spans = sorted({years for org, years in self._to if org == one and years[0] < years[1]})
        found = [self.to(one, years) for years in spans if years[0] <= year <= years[1]]
        return [self._term(given) for given in found if given is not None]

    def _term(self, given: Given) -> Term:
        first, last = given.years
        aimed = {year: self.aimed(given.organisation_id, year) for year in range(first, last + 1)}
        return Term(given, tuple((year, one.count if one else None) for year, one in aimed.items()))

    def years_of(self, organisation_id: str) -> set[int]:
        """The years for which it was given, or gave, a number."""
        one = self._same(organisation_id)
        spans = [years for org, years in (*self._to, *self._by) if org == one]
        return {year for first, last in spans for year in range(first, last + 1)}


def admission_targets(store: Store) -> Targets:
    """Every number held here, read once until somebody writes."""
    return known(store, "admission targets", lambda: Targets(store))


def new_numbers(store: Store, organisation_id: str, today: date) -> list[tuple[Given, date]]:
    """The numbers bodies above gave of late for this year or later ones, with the day on which each was written last."""
    found = []
    for given in admission_targets(store).from_above(organisation_id, today.year):
        written = history(store, "admission_target", given.id)
        if written and written[-1].at.date() >= today - NEW_FOR:
            found.append((given, written[-1].at.date()))
    return found


def admitted_in(store: Store, organisation_id: str, year: int) -> Sequence[Event]:
    """Whom an organisation, with all below it, admitted in a year."""
    return admitted_between(store, organisation_id, date(year, 1, 1), date(year, 12, 31))


def admitted_between(store: Store, organisation_id: str, first: date, last: date) -> Sequence[Event]:
    """The same of any two days, both included."""
    return events_of(store, organisation_id, counted_by(last), first, last)


def target_rows(store: Store, body: str, year: int, today: date) -> list[TargetRow]:
    """Those directly below at the end of the year, or today while it runs, by name; others that have a number come last."""
    day = min(date(year, 12, 31), max(today, date(year, 1, 1)))
    below = organisations(store).at(day).below(organisations(store).same(body))
    more = [one for one in admission_targets(store).by(body, (year, year)) if one not in below]
    rows = [_row(store, one, year, day) for one in (*below, *more)]
    return sorted(
        rows, key=lambda row: (row.organisation_id in more, title_key(row.name), row.organisation_id)
    )


def _row(store: Store, one: str, year: int, day: date) -> TargetRow:
    return TargetRow(
        one,
        organisations(store).name(one, day),
        admission_targets(store).aimed(one, year),
        len(admitted_in(store, one, year)),
    )


def counters(store: Store, body: str, first: date, last: date) -> Counters:
    """Admissions, recognitions, cards and badges proposed between two days, each by its own day (practice.md A20)."""
    recognised, cards = (len(events_of(store, body, field, first, last)) for field in (RECOGNISED, CARD))
    admitted = len(admitted_between(store, body, first, last))
    return Counters(admitted, recognised, cards, badges=len(_proposed(store, body, first, last)))


def _proposed(store: Store, body: str, first: date, last: date) -> Sequence[Facts]:
    same, held = (
        organisations(store).same,
        select(store, "badge", "proposed_on BETWEEN ? AND ?", _iso(first, last)),
    )
    cells = {each.id: each.text("cell_id") for each in select(store, "member", away=True)} if held else {}
    return [
        each
        for each in held
        if (on := each.day("proposed_on")) is not None
        and (cell := cells.get(each.text("member_id")))
        and same(body) in line_over(store, cell, on)
    ]


def _iso(first: date, last: date) -> tuple[str, str]:
    return first.isoformat(), last.isoformat()
