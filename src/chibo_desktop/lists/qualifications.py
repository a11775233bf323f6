"""Which levels of schooling, profession and theory members have on a day, and since when; who writes them is in actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.rows import Facts, children, made_order, select
from chibo_desktop.records.member import PROFESSIONAL, SCHOOLING, THEORY
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

SORTS = (
    ("schooling", "Trình độ học vấn", SCHOOLING),
    ("professional", "Trình độ chuyên môn", PROFESSIONAL),
    ("theory", "Lý luận chính trị", THEORY),
)
"""The three sorts of levels: the field, its words, its choices from the lowest on."""
SORT_NAMES = tuple(name for name, _, _ in SORTS)


@dataclass(frozen=True)
class Levels:
    """What somebody has on a day; "" where nothing is written down or it is not held at this level."""

    schooling: str = ""
    professional: str = ""
    theory: str = ""

    def of(self, sort: str) -> str:
        """The level of one sort."""
        return str(getattr(self, sort))


def levels_on(store: Store, day: date) -> Mapping[str, Levels]:
    """By member the levels of a day; who has none is not in it. Read once until somebody writes."""
    return known(store, ("levels on", day), lambda: _levels_on(store, day))


def _levels_on(store: Store, day: date) -> Mapping[str, Levels]:
    written: defaultdict[str, list[Facts]] = defaultdict(list)
    for facts in known(store, "every qualification", lambda: select(store, "qualification")):
        written[facts.text("member_id")].append(facts)
    return {member: levels_of(found, day) for member, found in written.items()}


def levels_of(written: Iterable[Facts], day: date) -> Levels:
    """What follows from the records of one member for a day: of each sort the last one that had come by then."""
    come = [facts for facts in _in_order(written) if (facts.day("from_on") or date.min) <= day]
    return Levels(**{sort: _last([facts.text(sort) for facts in come]) for sort in SORT_NAMES})


def _last(values: Sequence[str]) -> str:
    return next((value for value in reversed(values) if value), "")


def written_levels(store: Store, member_id: str) -> list[Facts]:
    """The records of one member, the earliest first."""
    return _in_order(children(store, "qualification", "member_id", member_id))


def _in_order(written: Iterable[Facts]) -> list[Facts]:
    return sorted(written, key=lambda each: (each.day("from_on") or date.min, made_order(each.id)))


def level_words(sort: str, level: str) -> str:
    """The label of a level; one only a newer program knows stands as it is written."""
    choices = next(each for name, _, each in SORTS if name == sort)
    return dict(choices).get(level, level)
