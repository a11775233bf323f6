"""The yearly rating as guidance sets it: the grades of a year in the words of that year, how many may be best; who was given what is in lists/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.rules import guidance

ORGANISATIONS, MEMBERS = "organisation_grades", "member_grades"
LATE_UNTIL = 3
"""A review held in a month up to this one speaks of the year before: many are held after New Year [I]."""


@dataclass(frozen=True)
class Grade:
    """One grade: `key` is stored, `words` are those of the guidance, `short` stands in tables."""

    key: str
    words: str
    short: str


@dataclass(frozen=True)
class Scale:
    """The grades of a year, the best first.

    At most `top_percent` percent of those given one of `top_of` may be given the first; 0 sets no limit. Members
    admitted less than `new_months` months before the end of the year are not rated; `not_rated` says who else is not.
    """

    grades: tuple[Grade, ...]
    top_percent: int
    top_of: tuple[str, ...]
    not_rated: tuple[str, ...]
    new_months: int
    version: str

    def grade(self, key: str) -> Grade:
        """The grade of that key; one the year does not know is called by its key."""
        return next((each for each in self.grades if each.key == key), Grade(key, key, key))

    def too_many(self, counts: Mapping[str, int]) -> str:
        """A sentence where more were given the best grade than the guidance allows; "" where not. It blocks nothing."""
        top, base = counts.get(self.grades[0].key, 0), sum(counts.get(key, 0) for key in self.top_of)
        if not self.top_percent or 100 * top <= self.top_percent * base:
            return ""
        of = ", ".join(self.grade(key).words.lower() for key in self.top_of)
        return (
            f"{top} {self.grades[0].words.lower()} vượt {self.top_percent}\u00a0% của {base} {of}, "
            f"theo {self.version}. Xem lại trước khi quyết định."
        )


def scale_of(what: str, year: int) -> Scale:
    """What was in force on the last day of a year, for `ORGANISATIONS` or `MEMBERS`."""
    rule = guidance.in_force(what, date(year, 12, 31))
    return Scale(
        grades=tuple(Grade(each["key"], each["words"], each["short"]) for each in rule.values["grades"]),
        top_percent=int(rule.values["top_percent"]),
        top_of=tuple(rule.values["top_of"]),
        not_rated=tuple(rule.values["not_rated"]),
        new_months=int(rule.values["new_months"]),
        version=rule.version,
    )


def rated_year(period: str) -> int:
    """The year a meeting of a month ("2026-12", "2027-01") rates."""
    return int(period[:4]) - (int(period[5:7]) <= LATE_UNTIL)


def forms_of(level: str, day: date) -> tuple[str, ...]:
    """The forms of commendation a level gives, the usual first; offered, never asked for."""
    return tuple(guidance.in_force("commendations", day).values["by_level"].get(level, ()))
