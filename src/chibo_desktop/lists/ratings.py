"""How a body rated the organisations below it year by year, and one organisation over the years; members are in member_ratings.py."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chibo_desktop.base.text import percent
from chibo_desktop.lists.rows import Facts, made_order, select
from chibo_desktop.lists.said import ever_above
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.rules.ratings import ORGANISATIONS, Grade, Scale, scale_of
from chibo_desktop.store import Store


@dataclass(frozen=True)
class RatingLine:
    """One organisation in a year's table. `grade` None: not rated. `was_below`: it stood directly below on 31 December."""

    id: str
    name: str
    grade: Grade | None
    basis: str
    decided_on: date | None
    was_below: bool


@dataclass(frozen=True)
class GradeShare:
    """How many were given one grade, of those rated."""

    grade: Grade
    count: int
    rated: int

    @property
    def percent_shown(self) -> str:
        """One decimal; "–" where nobody was rated."""
        return percent(self.count, self.rated)


@dataclass(frozen=True)
class YearTable:
    """A body's ratings of one year, in the words of that year."""

    year: int
    scale: Scale
    lines: tuple[RatingLine, ...]

    @cached_property
    def shares(self) -> tuple[GradeShare, ...]:
        """One a grade of the year, the best first; then any other that was written down."""
        given = Counter(line.grade.key for line in self.lines if line.grade)
        known = [grade.key for grade in self.scale.grades]
        keys = [*known, *(key for key in given if key not in known)]
        return tuple(GradeShare(self.scale.grade(key), given[key], given.total()) for key in keys)

    @property
    def rated(self) -> int:
        return sum(line.grade is not None for line in self.lines)

    @property
    def left(self) -> int:
        """How many were not rated."""
        return len(self.lines) - self.rated

    @property
    def warning(self) -> str:
        """Said beside the figures where more than allowed are best; "" where not."""
        return self.scale.too_many({share.grade.key: share.count for share in self.shares})


def own_ratings(store: Store, body: str, year: int) -> Mapping[str, Sequence[Facts]]:
    """By organisation, as it is read today, what a body wrote of it for a year; where two machines wrote one each, the
    one decided or made last comes last and counts.
    """
    known, found = organisations(store), defaultdict[str, list[Facts]](list)
    for each in sorted(select(store, "organisation_rating", "year = ?", (year,)), key=_age):
        if known.same(each.text("body_id")) == known.same(body):
            found[known.same(each.text("organisation_id"))].append(each)
    return found


def year_table(store: Store, body: str, year: int) -> YearTable:
    """The organisations directly below on 31 December of the year by name, then any other the body rated for it."""
    known, scale = organisations(store), scale_of(ORGANISATIONS, year)
    last, held = date(year, 12, 31), own_ratings(store, body, year)
    below = known.at(last).below(known.same(body))
    others = sorted((one for one in held if one not in below), key=lambda one: known.name(one, last))
    return YearTable(
        year,
        scale,
        tuple(
            _line(known.name(one, last), one, held.get(one, ()), scale, was_below=one in below)
            for one in (*below, *others)
        ),
    )


@dataclass(frozen=True)
class YearOfOne:
    """What an organisation was given for a year, and by which body."""

    year: int
    grade: Grade
    body_name: str
    basis: str
    decided_on: date | None


def ratings_of(store: Store, organisation_id: str) -> list[YearOfOne]:
    """What bodies above gave an organisation, the newest year first; of one body the last word of a year.

    Above it by a certificate of any time, or by the tree on the last day of the year: nobody is rated by a stranger.
    """
    known = organisations(store)
    one = known.same(organisation_id)
    above = ever_above(store, one)
    by_year: dict[tuple[int, str], Facts] = {}
    for each in sorted(select(store, "organisation_rating"), key=_age):
        year, body = each.count("year") or date.max.year, known.same(each.text("body_id"))
        is_above = body in above or body in known.above(one, date(year, 12, 31))
        if known.same(each.text("organisation_id")) == one and is_above:
            by_year[year, body] = each
    return [_of_one(known, year, body, by_year[year, body]) for year, body in sorted(by_year, reverse=True)]


def _of_one(known: Organisations, year: int, body: str, facts: Facts) -> YearOfOne:
    grade = scale_of(ORGANISATIONS, year).grade(facts.text("grade"))
    name = known.name(body, date(year, 12, 31))
    return YearOfOne(year, grade, name, facts.text("basis"), facts.day("decided_on"))


def _line(name: str, one: str, held: Sequence[Facts], scale: Scale, *, was_below: bool) -> RatingLine:
    if not held:
        return RatingLine(one, name, None, "", None, was_below)
    last = held[-1]
    grade = scale.grade(last.text("grade"))
    return RatingLine(one, name, grade, last.text("basis"), last.day("decided_on"), was_below)


def _age(facts: Facts) -> tuple[date, tuple[int, str]]:
    return facts.day("decided_on") or date.min, made_order(facts.id)
