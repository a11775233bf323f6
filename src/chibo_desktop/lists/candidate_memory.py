"""What was made of each candidate, kept over writes: only those whose records changed are read anew; what is made of one is in candidates.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from chibo_desktop.lists.candidate_minutes import Considered, by_candidate, considered
from chibo_desktop.lists.moved import with_later
from chibo_desktop.lists.proposal_memory import AROUND
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among, read_as
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

_T = TypeVar("_T")
NAMED = "SELECT member_id FROM helping UNION SELECT member_id FROM candidate WHERE member_id IS NOT NULL"
"""The members candidates have become, and those who help."""
MANY = 200
"""From so many changed ones on all are read."""
_PARTS = (
    (
        "SELECT candidate_id AS owner, s.*, h.d FROM candidate_step s LEFT JOIN head h"
        " ON h.kind = 'candidate_step' AND h.id = s.id"
    ),
    "SELECT candidate_id AS owner, * FROM helping",
    (
        "SELECT h.candidate_id AS owner, r.id, r.helping_id, r.month, r.put_away, r._book FROM helper_remark r"
        " JOIN helping h ON h.id = r.helping_id"
    ),
)
"""What belongs to a candidate and is said in a row."""


@dataclass(frozen=True)
class _Read:
    """The candidates as they were read; `marks` differ as soon as anything a row is made of does."""

    around: int
    written: Mapping[str, int]
    facts: Mapping[str, Facts]
    said: Mapping[str, Sequence[Considered]]
    marks: Mapping[str, int]


@dataclass(frozen=True)
class _Made:
    today: date
    marks: Mapping[str, int]
    rows: Mapping[str, Any]


_READ: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()
_MADE: WeakKeyDictionary[Store, _Made] = WeakKeyDictionary()


def candidates(store: Store) -> Mapping[str, Facts]:
    """Every candidate that is not put away."""
    return _now(store).facts


def said_in_minutes(store: Store) -> Mapping[str, Sequence[Considered]]:
    """By candidate the finalised considerations that are about them, the earliest first."""
    return _now(store).said


def made_of_each(
    store: Store, today: date, make: Callable[[Sequence[Facts]], Mapping[str, _T]]
) -> Mapping[str, _T]:
    """By candidate what `make` makes of those given; it must follow from their records, today, and who stands where."""
    read, before = _now(store), _MADE.get(store)
    rows: dict[str, _T] = {}
    if before is not None and before.today == today:
        rows = {one: before.rows[one] for one, mark in read.marks.items() if before.marks.get(one) == mark}
    rows |= make([facts for one, facts in read.facts.items() if one not in rows])
    _MADE[store] = _Made(today, read.marks, rows)
    return rows


def _now(store: Store) -> _Read:
    return known(store, "candidates read", lambda: _renewed(store))


def _renewed(store: Store) -> _Read:
    before, around, written = _READ.get(store), _around(store), _written(store)
    facts: dict[str, Facts] = {}
    same: set[str] = set()
    if before is not None and before.around == around:
        same = {one for one, mark in written.items() if before.written.get(one) == mark}
        facts = {one: before.facts[one] for one in same if one in before.facts}
    facts |= {each.id: each for each in _select(store, tuple(written.keys() - same))}
    said = by_candidate(store, considered(store, around), facts.values())
    marks = {
        one: hash((around, written[one], *(each.mark(store) for each in said.get(one, ())))) for one in facts
    }
    found = _READ[store] = _Read(around, written, facts, said, marks)
    return found


def _select(store: Store, ids: tuple[str, ...]) -> Iterable[Facts]:
    if not ids:
        return ()
    if len(ids) < MANY:
        return select(store, "candidate", among("id", ids), ids)
    wanted = set(ids)
    return [each for each in select(store, "candidate") if each.id in wanted]


def _around(store: Store) -> int:
    return hash((store.device, *(hash(tuple(tuple(row) for row in store.rows(sql))) for sql in AROUND)))


def _written(store: Store) -> Mapping[str, int]:
    """Per candidate what differs as soon as anything of its records does, or of the members named in them."""
    people, found = dict[str, set[str]](), dict[str, list[int]]()
    for row in store.rows("SELECT * FROM candidate WHERE COALESCE(put_away, 0) = 0"):
        found[row["id"]] = [hash(tuple(row))]
        people[row["id"]] = {row["member_id"] or ""}
    for sql in _PARTS:
        for row in store.rows(sql):
            if row["owner"] in found:
                found[row["owner"]].append(hash(tuple(row)))
    for row in store.rows("SELECT candidate_id, member_id FROM helping"):
        people.get(row["candidate_id"], set()).add(row["member_id"] or "")
    members = _members(store)
    return {
        one: hash((*marks, *(members.get(each, 0) for each in sorted(people[one]))))
        for one, marks in found.items()
    }


def _members(store: Store) -> Mapping[str, int]:
    """Per member named by a candidate or a helping what differs as soon as the record or a period does.

    Of who was joined to another or went on in the list of another cell, as soon as any of those records does.
    """
    joined = read_as(store, "member")
    gone = store.rows(f"SELECT id FROM member WHERE id IN ({NAMED}) AND put_away = 1")
    later = {row["id"]: with_later(store, [row["id"]]) - {row["id"]} for row in gone}
    more = tuple({*joined, *joined.values(), *chain.from_iterable(later.values())})
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for kind, owner in (("member", "id"), ("standing", "member_id")):
        where = f"{owner} IN ({NAMED})" + (f" OR {among(owner, more)}" if more else "")
        for row in store.rows(f"SELECT {owner} AS owner, * FROM {kind} WHERE {where}", more):
            marks[row["owner"]].append(hash(tuple(row)))
    found = {one: hash(tuple(each)) for one, each in marks.items()}
    for one, after in (*later.items(), *((one, {kept}) for one, kept in joined.items())):
        found[one] = hash((found.get(one), *(found.get(each) for each in sorted(after))))
    return found
