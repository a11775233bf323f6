"""Who goes where in which month of a plan: a proposal by cadence, the least visited cell first; what is written is not here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from chibo_desktop.base.dates import last_day

QUARTER_FIRST = (1, 4, 7, 10)


@dataclass(frozen=True)
class Goer:
    """One who has to go: `cadence` monthly, quarterly or yearly; `months` are those in which he has to.

    `cells` are those he may go to, `duties` those of them he answers for. Who belongs to no team has "" for it.
    """

    official_id: str
    team_id: str
    cadence: str
    months: frozenset[int]
    cells: tuple[str, ...]
    duties: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """A cell to be visited; `usual_day` is the day of the month it meets on, None when nobody wrote it down."""

    cell_id: str
    is_difficult: bool = False
    usual_day: int | None = None
    stands: frozenset[int] = frozenset(range(1, 13))
    """The months of the year in which it stands."""


@dataclass(frozen=True)
class Slot:
    """One proposed visit; `day` is None where no day is set."""

    month: int
    cell_id: str
    team_id: str
    official_id: str
    day: date | None


@dataclass
class _Year:
    """What the year holds so far: how often each cell is visited, when last, and which months are taken."""

    taken: set[tuple[str, int]]
    visits: Counter[str] = field(default_factory=Counter)
    last: dict[str, int] = field(default_factory=dict)

    def add(self, cell_id: str, month: int) -> None:
        self.taken.add((cell_id, month))
        self.visits[cell_id] += 1
        self.last[cell_id] = max(month, self.last.get(cell_id, 0))


def months_due(cadence: str, months: Sequence[int], place: int) -> tuple[int, ...]:
    """In which months of the plan somebody of that cadence goes.

    `place` tells those of one cadence apart, so that they do not all go in one month. Quarterly is once in each
    quarter, yearly once; with a plan of the quarters' first months both stay within these.
    """
    if cadence == "monthly" or not months:
        return tuple(months)
    if cadence == "yearly":
        return (months[place % len(months)],)
    quarters = [[month for month in months if (month - 1) // 3 == quarter] for quarter in range(4)]
    return tuple(quarter[place % len(quarter)] for quarter in quarters if quarter)


def propose(
    year: int,
    goers: Sequence[Goer],
    places: Mapping[str, Place],
    *,
    months: Sequence[int],
    fixed_day: int | None = None,
    taken: Collection[tuple[str, int]] = (),
    going: Collection[tuple[str, int]] = (),
) -> list[Slot]:
    """Visits for whoever does not go yet, month by month.

    `taken` are the cells somebody already goes to, with the month; no cell gets two visits in a month. `going` are the
    officials who already go, with the month. The cell visited least this year comes first; of those alike a difficult
    one, then one the goer answers for, then the one not visited longest. Who may go to few cells chooses before who
    may go to many. A goer for whom no cell is left in a month gets none.
    """
    so_far = _Year(set())
    for cell_id, month in taken:
        so_far.add(cell_id, month)
    due = {
        goer: months_due(goer.cadence, months, place)
        for same in _by_cadence(goers)
        for place, goer in enumerate(same)
    }
    gone, found = set(going), []
    for month in months:
        for goer in sorted(goers, key=lambda goer: len(goer.cells)):
            if month in due[goer] and month in goer.months and (goer.official_id, month) not in gone:
                cell = _choose(goer, month, places, so_far)
                if cell is not None:
                    so_far.add(cell.cell_id, month)
                    gone.add((goer.official_id, month))
                    day = day_of(year, month, fixed_day or cell.usual_day)
                    found.append(Slot(month, cell.cell_id, goer.team_id, goer.official_id, day))
    return found


def _by_cadence(goers: Iterable[Goer]) -> Iterable[list[Goer]]:
    found: dict[str, list[Goer]] = {}
    for goer in goers:
        found.setdefault(goer.cadence, []).append(goer)
    return found.values()


def _choose(goer: Goer, month: int, places: Mapping[str, Place], so_far: _Year) -> Place | None:
    open_ones = [
        place
        for cell_id in goer.cells
        if (place := places.get(cell_id)) and month in place.stands and (cell_id, month) not in so_far.taken
    ]

    def rank(place: Place) -> tuple[int, bool, bool, int]:
        cell = place.cell_id
        last = so_far.last.get(cell, 0)
        return (so_far.visits[cell], not place.is_difficult, cell not in goer.duties, last)

    return min(open_ones, key=rank, default=None)


def day_of(year: int, month: int, day: int | None) -> date | None:
    """That day of the month, its last one where the month is shorter; None for no day."""
    if day is None:
        return None
    return date(year, month, min(day, last_day(f"{year:04d}-{month:02d}").day))
