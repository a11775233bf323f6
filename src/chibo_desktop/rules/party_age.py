"""Tuổi đảng and the badges it brings: whole months from the decision, which round they are reached in; nobody is listed here."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chibo_desktop.rules.deadlines import working_days_taken
from chibo_desktop.rules.guidance import Guidance, in_force

YEAR = 12
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Round:
    """One of the year's rounds: whoever reaches the years from `first` to `last` has the badge on `on`."""

    on: date
    first: date
    last: date
    rule: str
    """The guidance that says so."""

    def holds(self, day: date) -> bool:
        """Whether somebody who reaches the years on that day belongs to this round."""
        return self.first <= day <= self.last


def party_months(decided_on: date, day: date, not_counted: int = 0) -> int:
    """Tuổi đảng in whole months on a day: since the day of the decision, less the months that do not count; never below 0.

    Source: 294-QĐ/TW §4.5 (from the decision, not the ceremony), HD 06 §5.3.
    """
    months = (day.year - decided_on.year) * YEAR + day.month - decided_on.month
    if day < _months_later(decided_on, months):
        months -= 1
    return max(0, months - not_counted)


def reached_on(decided_on: date, years: int, not_counted: int = 0) -> date:
    """The day on which somebody has so many years."""
    return _months_later(decided_on, years * YEAR + not_counted)


def age_words(months: int) -> str:
    """As in "41 năm 3 tháng", "7 tháng"."""
    years, rest = divmod(months, YEAR)
    parts = [f"{years} năm" if years else "", f"{rest} tháng" if rest or not years else ""]
    return " ".join(part for part in parts if part)


def kinds(day: date, *, extra: Iterable[Guidance] = ()) -> tuple[int, ...]:
    """The badges there are on a day, by years, the lowest first."""
    return tuple(in_force("badges", day, extra=extra).values["kinds"])


def rounds_of(year: int, *, extra: Iterable[Guidance] = ()) -> tuple[Round, ...]:
    """The rounds of a year, the first one first, by the guidance in force on its last day."""
    said = in_force("badges", date(year, 12, 31), extra=extra)
    return tuple(_round(each, year, said) for each in said.values["rounds"])


def coming_round(day: date, *, extra: Iterable[Guidance] = ()) -> Round:
    """The next round from a day on, that of the day itself included."""
    entries = tuple(extra)
    both = (*rounds_of(day.year, extra=entries), *rounds_of(day.year + 1, extra=entries))
    return next(each for each in both if each.on >= day)


def highest_reached(decided_on: date, day: date, not_counted: int = 0) -> int:
    """The highest badge somebody has the years for on a day; 0 for none."""
    years = party_months(decided_on, day, not_counted) // YEAR
    return max((each for each in kinds(day) if each <= years), default=0)


def reached_in(decided_on: date, within: Round, not_counted: int = 0) -> int:
    """The badge whose years are reached in a round; 0 for none."""
    return next(
        (each for each in kinds(within.on) if within.holds(reached_on(decided_on, each, not_counted))), 0
    )


def files_due(within: Round, *, extra: Iterable[Guidance] = ()) -> date:
    """The last day for the files of a round: a working day, with so many more until the round."""
    entries = tuple(extra)
    wanted = int(in_force("badges", within.on, extra=entries).values["file_working_days"])
    day = within.on - timedelta(days=wanted)
    while working_days_taken(day, within.on, extra=entries) < wanted or not _is_worked(day, entries):
        day -= ONE_DAY
    return day


def _is_worked(day: date, extra: tuple[Guidance, ...]) -> bool:
    return working_days_taken(day - ONE_DAY, day, extra=extra) == 1


def hints(day: date, *, extra: Iterable[Guidance] = ()) -> str:
    """What else decides and the program does not know: early badges, delays after discipline; one paragraph."""
    said = in_force("badges", day, extra=extra)
    values = said.values
    delays = ", ".join(f"{words} {months} tháng" for words, months in values["delays"].items())
    return (
        f"Ốm nặng có thể xét tặng sớm: không quá {values['early_months']} tháng, "
        f"từ {values['long_years']} năm tuổi đảng không quá {values['early_months_long']} tháng. "
        f"Bị kỷ luật thì xét chậm lại ({delays}). Theo {said.version}."
    )


def _round(values: Any, year: int, said: Guidance) -> Round:
    begins = year - 1 if values["from_month"] > values["month"] else year
    last = values["until_month"]
    return Round(
        on=date(year, values["month"], values["day"]),
        first=date(begins, values["from_month"], 1),
        last=date(year, last, monthrange(year, last)[1]),
        rule=said.version,
    )


def _months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
