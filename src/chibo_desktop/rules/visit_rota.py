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

    `cells` are those he may go to in these months, `duties` those of them he answers for then: whose team or duties
    change within the year is several. Who belongs to no team has "" for it.
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
class _Held:
    """What the year holds so far: how often each cell is visited, when last, which months are taken; who went where."""

    taken: set[tuple[str, int]]
    visits: Counter[str] = field(default_factory=Counter)
    last: dict[str, int] = field(default_factory=dict)
    by_goer: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, cell_id: str, month: int) -> None:
        self.taken.add((cell_id, month))
        self.visits[cell_id] += 1
        self.last[cell_id] = max(month, self.last.get(cell_id, 0))

    def went(self, official_id: str, cell_id: str) -> None:
        self.by_goer[official_id] += 1
        self.pairs[official_id, cell_id] += 1


def months_due(cadence: str, months: Sequence[int], place: int) -> tuple[int, ...]:
    """From which months on somebody of that cadence goes: of these months one of each quarter, or of the year.

    `place` tells those of one cadence apart, so that they do not all go in one month. Somebody monthly goes in all.
    """
    if cadence == "monthly" or not months:
        return tuple(months)
    spans: dict[int, list[int]] = {}
    for month in months:
        spans.setdefault(_span(cadence, month)[0], []).append(month)
    return tuple(span[place % len(span)] for span in spans.values())


def _span(cadence: str, month: int) -> tuple[int, ...]:
    """The months of which somebody of that cadence goes in one: itself, its quarter, or the year."""
    if cadence == "monthly":
        return (month,)
    if cadence == "yearly":
        return tuple(range(1, 13))
    first = (month - 1) // 3 * 3 + 1
    return (first, first + 1, first + 2)


def propose(
    year: int,
    goers: Sequence[Goer],
    places: Mapping[str, Place],
    *,
    months: Sequence[int],
    fixed_day: int | None = None,
    taken: Collection[tuple[str, int]] = (),
    going: Collection[tuple[str, int]] = (),
    went: Iterable[tuple[str, str]] = (),
) -> list[Slot]:
    """Visits for whoever does not go yet, month by month; `months` are those of the plan that are not over.

    `taken` are the cells somebody already goes to, with the month; no cell gets two visits in a month. `going` are the
    officials who already go or went, with the month, also of months that are over: nobody is sent twice in a month, in
    a quarter who goes quarterly, in a year who goes yearly. `went` names, for each visit of somebody, him and the cell.

    Who may go to few cells chooses before who may go to many, then who goes least this year. The cell visited least
    comes first; of those alike a difficult one, then one the goer answers for, then the one he goes to least, then the
    one not visited longest. For whom no cell is left in a month, who goes monthly gets none; the others get the next
    month of their quarter or year.
    """
    held = _held(taken, went)
    due = _due(goers, months)
    gone, found = set(going), []
    for month in months:
        for goer in _in_turn(goers, held):
            if month not in goer.months or any(
                (goer.official_id, one) in gone for one in _span(goer.cadence, month)
            ):
                continue
            cell = _choose(goer, month, places, held) if _is_due(goer, month, due[goer]) else None
            if cell is not None:
                held.add(cell.cell_id, month)
                held.went(goer.official_id, cell.cell_id)
                gone.add((goer.official_id, month))
                day = day_of(year, month, fixed_day or cell.usual_day)
                found.append(Slot(month, cell.cell_id, goer.team_id, goer.official_id, day))
    return found


def _held(taken: Iterable[tuple[str, int]], went: Iterable[tuple[str, str]]) -> _Held:
    held = _Held(set())
    for cell_id, month in taken:
        held.add(cell_id, month)
    for official_id, cell_id in went:
        held.went(official_id, cell_id)
    return held


def _in_turn(goers: Iterable[Goer], held: _Held) -> list[Goer]:
    return sorted(goers, key=lambda goer: (len(goer.cells), held.by_goer[goer.official_id]))


def _is_due(goer: Goer, month: int, due: Collection[int]) -> bool:
    """Whether it is his month, or a later one of its quarter or year."""
    span = _span(goer.cadence, month)
    return any(one in span and one <= month for one in due)


def _due(goers: Iterable[Goer], months: Sequence[int]) -> dict[Goer, tuple[int, ...]]:
    """By goer his months; those of one cadence take turns, each official once."""
    places: dict[str, dict[str, int]] = {}
    found = {}
    for goer in goers:
        same = places.setdefault(goer.cadence, {})
        place = same.setdefault(goer.official_id, len(same))
        found[goer] = months_due(goer.cadence, [month for month in months if month in goer.months], place)
    return found


def _choose(goer: Goer, month: int, places: Mapping[str, Place], held: _Held) -> Place | None:
    open_ones = [
        place
        for cell_id in goer.cells
        if (place := places.get(cell_id)) and month in place.stands and (cell_id, month) not in held.taken
    ]

    def rank(place: Place) -> tuple[int, bool, bool, int, int]:
        cell = place.cell_id
        own, last = held.pairs[goer.official_id, cell], held.last.get(cell, 0)
        return (held.visits[cell], not place.is_difficult, cell not in goer.duties, own, last)

    return min(open_ones, key=rank, default=None)


def day_of(year: int, month: int, day: int | None) -> date | None:
    """That day of the month, its last one where the month is shorter; None for no day."""
    if day is None:
        return None
    return date(year, month, min(day, last_day(f"{year:04d}-{month:02d}").day))
