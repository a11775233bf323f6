"""How many members there are of each sort on a day, what was fixed on earlier days, and what lies between; names are in member_people.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from chibo_desktop.lists.every_member import people_of_all, periods_of_all
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


@dataclass(frozen=True)
class Figures:
    """The counts of one day by measure. `missing`: the organisations below whose part is not in `counts`."""

    on: date
    counts: Mapping[str, int]
    missing: tuple[str, ...] = ()
    population: int | None = None
    used: Mapping[str, date] = field(default_factory=dict)
    """Below an upper body, by commune the day of the snapshot that was taken."""

    def count(self, key: str) -> int | None:
        """How many; None where nobody could count it."""
        return self.counts.get(key)


def figures_on(store: Store, body: str, day: date) -> Figures:
    """What a desk counts for a day: from the lists where it holds them, an upper body from its communes' snapshots."""
    population = population_on(store, body, day)
    if organisations(store).kind(body) == "upper":
        return _of_upper(store, body, day, population)
    people = people_on(store, body, day)
    counts = {each.key: sum(map(each.holds, people)) for each in MEASURES}
    return Figures(day, counts, population=population)


def who(store: Store, body: str, day: date, key: str) -> list[PersonOn]:
    """Those a measure counts, where their names are held."""
    return [one for one in people_on(store, body, day) if BY_KEY[key].holds(one)]


def _of_upper(store: Store, body: str, day: date, population: int | None) -> Figures:
    """Who stands how is public and counted now; all else is what each organisation directly below last fixed by that day."""
    counts = dict(public_counts(store, body, day))
    found, missing, used = organisations(store), [], dict[str, date]()
    fixed = _by_organisation(store)
    for below in found.at(day).below(found.same(body)):
        kept = max((each for each in fixed.get(below, {}) if each <= day), default=None)
        if kept is None:
            missing.append(below)
            continue
        used[below] = kept
        for key, count in fixed[below][kept].items():
            if key in BY_KEY and not BY_KEY[key].is_public:
                counts[key] = counts.get(key, 0) + count
    if used:
        counts = {**{each.key: 0 for each in MEASURES}, **counts}
    return Figures(day, counts, tuple(missing), population, used)


def public_counts(store: Store, body: str, day: date) -> Mapping[str, int]:
    """Counts of standing over every cell under a body, from what travels to every level."""
    return known(store, ("public counts", body, day), lambda: _public_counts(store, body, day))


def _public_counts(store: Store, body: str, day: date) -> Mapping[str, int]:
    cells, same = frozenset(cells_of(store, body, day)), organisations(store).same
    periods = periods_of_all(store)
    counts = dict.fromkeys((each.key for each in MEASURES if each.is_public), 0)
    for one in people_of_all(store):
        standing = standing_at(periods.get(one.id, ()), day)
        if not standing.is_listed or same(one.cell_id) not in cells:
            continue
        counts["members"] += 1
        counts[str(standing.membership)] += 1
        for key in ("exempt", "away"):
            counts[key] += bool(getattr(standing, key))
    return counts


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
    """What a body fixed on a day; a measure it did not keep counted nobody."""
    own = organisations(store).same(body)
    kept = _by_organisation(store).get(own, {}).get(day, {})
    counts = {**{each.key: 0 for each in MEASURES}, **kept} if kept else {}
    population = _populations(store).get((own, day))
    return Figures(day, counts, population=population)


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


def _populations(store: Store) -> Mapping[tuple[str, date], int]:
    same = organisations(store).same
    return {
        (same(each.text("organisation_id")), day): of
        for each in _every_snapshot(store)
        if each.text("measure") == POPULATION
        and (day := each.day("on")) is not None
        and (of := each.count("of")) is not None
    }
