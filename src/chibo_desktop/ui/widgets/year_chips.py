"""The years there is something of, as chips with how many, the newest first; what is of a year is its page's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from chibo_desktop.ui.widgets.chips import Chip, Chips

YEARS_BACK = 30


class YearChips(Chips):
    """Offers next year where there is something of it, this one, and those before."""

    def __init__(self, today: date) -> None:
        every = range(today.year + 1, today.year - YEARS_BACK, -1)
        super().__init__([_year(year, 0) for year in every], str(today.year), "Chọn năm")
        self._today = today.year

    def show_days(self, days: list[date | None]) -> int:
        """Offers the years of these days; gives the year taken."""
        return self.show_counts(Counter(day.year for day in days if day is not None))

    def show_counts(self, counts: Mapping[int, int]) -> int:
        """Offers these years, each with its number; gives the year taken."""
        offered = {*counts, self._today, int(self.taken())} & {int(key) for key in self._buttons}
        self.show_only([_year(year, counts.get(year, 0)) for year in sorted(offered, reverse=True)])
        return int(self.taken())


def _year(year: int, count: int) -> Chip:
    return Chip(str(year), f"Năm {year}", count)


def span_of(year: int) -> tuple[date, date]:
    """The first and the last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)
