"""How many members there are of each sort on a day, what was fixed on earlier days, and what lies between; names are in member_people.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from chibo_desktop.lists.every_member import people_of_all, periods_of_all
from chibo_desktop.lists.lineage import links
from chibo_desktop.lists.member_people import PersonOn, cells_of, people_on
from chibo_desktop.lists.qualifications import SORTS
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.standing import standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

UNKNOWN = "unknown"
YOUNG = 30
POPULATION = "population"
SECRETARIES = "secretaries"
SUMMED = "summed"
"""What a snapshot of an upper body says of itself: how many of those below are in it, of how many."""
Holds = Callable[[PersonOn], bool]


class Measure(NamedTuple):
    """One line of the figures. `key` is what a snapshot keeps; `holds` tells who is counted in it.

    `is_public`: counted from what travels to every level. `is_gap`: counts those of whom nothing is written down.
    """

    key: str
    words: str
    group: str
    holds: Holds
    is_public: bool = False
    is_gap: bool = False


MEMBERS, PEOPLE = "Đảng viên", "Giới tính, dân tộc, tuổi"
OF_SECRETARIES = "Trình độ của bí thư chi bộ"


def _standing(name: str) -> Holds:
    return lambda one: bool(getattr(one.row.standing, name))


def _is_secretary(one: PersonOn) -> bool:
    return one.row.office == "secretary"


def _with_level(sort: str, level: str, among: Holds) -> Holds:
    return lambda one: among(one) and one.levels.of(sort) == level


def _levels(prefix: str, group: str, among: Holds) -> tuple[Measure, ...]:
    made = []
    for sort, title, choices in SORTS:
        of = group or title
        start = f"{title}: " if group else ""
        made += [
            Measure(f"{prefix}{sort}:{level}", f"{start}{words}", of, _with_level(sort, level, among))
            for level, words in choices
        ]
        blank = _with_level(sort, "", among)
        made.append(
            Measure(f"{prefix}{sort}:{UNKNOWN}", f"{start}Chưa ghi", of, blank, is_gap=True),
        )
    return tuple(made)


MEASURES = (
    Measure("members", "Đảng viên", MEMBERS, lambda _one: True, is_public=True),
    Measure(
        "official",
        "Chính thức",
        MEMBERS,
        lambda one: one.row.standing.membership == "official",
        is_public=True,
    ),
    Measure(
        "probationary",
        "Dự bị",
        MEMBERS,
        lambda one: one.row.standing.membership == "probationary",
        is_public=True,
    ),
    Measure("exempt", "Miễn công tác và sinh hoạt", MEMBERS, _standing("exempt"), is_public=True),
    Measure("away", "Sinh hoạt tạm thời nơi khác", MEMBERS, _standing("away"), is_public=True),
    Measure("women", "Nữ", PEOPLE, lambda one: one.gender == "female"),
    Measure("gender:unknown", "Chưa ghi giới tính", PEOPLE, lambda one: not one.gender, is_gap=True),
    Measure("minority", "Dân tộc thiểu số", PEOPLE, lambda one: one.is_minority is True),
    Measure("minority:unknown", "Chưa ghi dân tộc", PEOPLE, lambda one: one.is_minority is None, is_gap=True),
    Measure("under_30", "Dưới 30 tuổi", PEOPLE, lambda one: one.age is not None and one.age < YOUNG),
    Measure("age:unknown", "Chưa ghi năm sinh", PEOPLE, lambda one: one.age is None, is_gap=True),
    *_levels("", "", lambda _one: True),
    Measure(SECRETARIES, "Bí thư chi bộ", OF_SECRETARIES, _is_secretary),
    *_levels(f"{SECRETARIES}:", OF_SECRETARIES, _is_secretary),
)
BY_KEY = {each.key: each for each in MEASURES}
_NOBODY = dict.fromkeys(BY_KEY, 0)


@dataclass(frozen=True)
class Figures:
    """The counts of one day by measure. `missing`: the organisations below whose part is not in `counts`."""

    on: date
    counts: Mapping[str, int]
    missing: tuple[str, ...] = ()
    population: int | None = None
    used: Mapping[str, date] = field(default_factory=dict)
    """Below an upper body, by commune the day of the snapshot that was taken."""
    summed: tuple[int, int] | None = None
    """Of an upper body how many of those directly below are in the sum, and of how many."""

    def count(self, key: str) -> int | None:
        """How many; None where nobody could count it."""
        return self.counts.get(key)


def figures_on(store: Store, body: str, day: date, *, exact: bool = False) -> Figures:
    """What a desk counts for a day: from the lists where it holds them, an upper body from its communes' snapshots.

    `exact`: of snapshots only those of that very day, so that nothing in the sum is of another.
    """
    population = population_on(store, body, day)
    if organisations(store).kind(body) == "upper":
        return _of_upper(store, body, day, population, exact=exact)
    people = people_on(store, body, day)
    counts = {each.key: sum(map(each.holds, people)) for each in MEASURES}
    return Figures(day, counts, population=population)


def who(store: Store, body: str, day: date, key: str) -> list[PersonOn]:
    """Those a measure counts, where their names are held."""
    return [one for one in people_on(store, body, day) if BY_KEY[key].holds(one)]


@dataclass(frozen=True)
class Share:
    """What one organisation below has in a number of an upper body, and of which day."""

    id: str
    count: int
    on: date


def shares_below(store: Store, body: str, day: date, key: str) -> list[Share]:
    """Who makes up a number of an upper body: each organisation directly below with its share; one without a part is left out."""
    found, fixed = organisations(store), _by_organisation(store)
    every = found.at(day).below(found.same(body))
    if BY_KEY[key].is_public:
        return [Share(one, public_counts(store, one, day)[key], day) for one in every]
    used = _of_upper(store, body, day, None).used
    return [Share(one, fixed[one][on].get(key, 0), on) for one, on in used.items()]


def _of_upper(store: Store, body: str, day: date, population: int | None, *, exact: bool = False) -> Figures:
    """Who stands how is public and counted now; all else is what each organisation directly below last fixed by that day."""
    counts = dict(public_counts(store, body, day))
    found, missing, used = organisations(store), [], dict[str, date]()
    fixed = _by_organisation(store)
    every = found.at(day).below(found.same(body))
    for below in every:
        days = fixed.get(below, {})
        kept = max((each for each in days if each == day or (each < day and not exact)), default=None)
        if kept is None or _joined_or_split(store, below, kept, day):
            missing.append(below)
            continue
        used[below] = kept
        for key, count in fixed[below][kept].items():
            if key in BY_KEY and not BY_KEY[key].is_public:
                counts[key] = counts.get(key, 0) + count
    if used:
        counts = {**_NOBODY, **counts}
    return Figures(day, counts, tuple(missing), population, used, (len(used), len(every)))


def _joined_or_split(store: Store, organisation_id: str, fixed: date, day: date) -> bool:
    """Whether others came into it, or parts left it, after its figures were fixed: they are of other people."""
    every = (*links(store, "successor_id", organisation_id), *links(store, "predecessor_id", organisation_id))
    return any(fixed < on <= day for each in every if (on := each.day("on")) is not None)


def public_counts(store: Store, body: str, day: date) -> Mapping[str, int]:
    """Counts of standing over every cell under a body, from what travels to every level."""
    return known(store, ("public counts", body, day), lambda: _public_counts(store, body, day))


def _public_counts(store: Store, body: str, day: date) -> Mapping[str, int]:
    by_cell = known(store, ("public counts by cell", day), lambda: _public_by_cell(store, day))
    counts = dict.fromkeys((each.key for each in MEASURES if each.is_public), 0)
    for cell in frozenset(cells_of(store, body, day)):
        for key, count in by_cell.get(cell, {}).items():
            counts[key] += count
    return counts


def _public_by_cell(store: Store, day: date) -> Mapping[str, Mapping[str, int]]:
    """In one pass over everybody, for bodies are asked of one by one."""
    same, periods = organisations(store).same, periods_of_all(store)
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in people_of_all(store):
        standing = standing_at(periods.get(one.id, ()), day)
        if not standing.is_listed:
            continue
        counts = found[same(one.cell_id)]
        counts["members"] += 1
        counts[str(standing.membership)] += 1
        for key in ("exempt", "away"):
            counts[key] += bool(getattr(standing, key))
    return found


def population_on(store: Store, body: str, day: date) -> int | None:
    """The population a body wrote down by hand: the newest figure that had begun by a day; None without one."""
    same = organisations(store).same
    written = [
        (each.text("period_from"), each.count("numerator"))
        for each in select(store, "hand_figure", "indicator = ?", (POPULATION,))
        if same(each.text("organisation_id") or each.text("body_id")) == same(body)
        and each.text("period_from") <= day.isoformat()
    ]
    return max(written, key=lambda pair: pair[0])[1] if written else None


def snapshot_days(store: Store, body: str) -> list[date]:
    """The days a body fixed its figures on, the newest first."""
    return sorted(_by_organisation(store).get(organisations(store).same(body), {}), reverse=True)


def fixed_on(store: Store, body: str, day: date) -> Figures:
    """What a body fixed on a day; a measure it did not keep counted nobody, or could not be counted by an upper body."""
    own = organisations(store).same(body)
    kept = _by_organisation(store).get(own, {}).get(day, {})
    is_whole = kept.get("members") == 0 or any(key in BY_KEY and not BY_KEY[key].is_public for key in kept)
    counts = {**_NOBODY, **kept} if is_whole else {**kept}
    totals = _totals(store)
    of, count = totals.get((own, day, SUMMED)), kept.get(SUMMED)
    summed = (count, of) if count is not None and of is not None else None
    return Figures(day, counts, population=totals.get((own, day, POPULATION)), summed=summed)


def snapshots_of(store: Store, body: str, day: date) -> Sequence[Facts]:
    """The records of one snapshot."""
    same = organisations(store).same
    return [
        each
        for each in _every_snapshot(store)
        if same(each.text("organisation_id")) == same(body) and each.day("on") == day
    ]


def _every_snapshot(store: Store) -> Sequence[Facts]:
    return known(store, "every snapshot", lambda: select(store, "snapshot"))


def _by_organisation(store: Store) -> Mapping[str, Mapping[date, Mapping[str, int]]]:
    return known(store, "snapshots by organisation", lambda: _read(store))


def _read(store: Store) -> Mapping[str, Mapping[date, Mapping[str, int]]]:
    found: defaultdict[str, defaultdict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    same = organisations(store).same
    for each in _every_snapshot(store):
        day, count = each.day("on"), each.count("count")
        if day is not None and count is not None:
            found[same(each.text("organisation_id"))][day][each.text("measure")] = count
    return found


def _totals(store: Store) -> Mapping[tuple[str, date, str], int]:
    """By organisation, day and measure the whole a count is of, where one was kept."""
    same = organisations(store).same
    return {
        (same(each.text("organisation_id")), day, each.text("measure")): of
        for each in _every_snapshot(store)
        if (day := each.day("on")) is not None and (of := each.count("of")) is not None
    }
