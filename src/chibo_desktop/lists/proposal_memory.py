"""The rows of all proposals held, kept over writes: only those whose records changed are made anew; what a row is, is in proposal_rows.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from chibo_desktop.lists.proposal_read import read_at_meetings
from chibo_desktop.lists.proposal_rows import ProposalRow, RowReader
from chibo_desktop.lists.proposal_steps import joined_to
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.same import among
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

MANY = 200
"""From so many changed ones on all are read."""
OWNERS = {"proposal": "id", "proposal_step": "proposal_id", "answer": "proposal_id"}
"""The kinds a row is made of, and their field with the proposal."""
AROUND = (
    "SELECT * FROM organisation",
    "SELECT * FROM placement",
    "SELECT * FROM succession",
    "SELECT * FROM same_as",
    "SELECT * FROM stands_for",
    "SELECT digest FROM certificate",
    "SELECT digest FROM limit_line",
    "SELECT count(*), sum(n), min(at), max(at) FROM receipt",
    "SELECT count(*), max(rowid), max(at), max(made) FROM bundle_in",
)
"""What every row depends on: who stands where, who wrote what, who received what. Where it changed all are read."""


@dataclass(frozen=True)
class _Kept:
    around: int
    marks: Mapping[str, int]
    rows: Mapping[str, ProposalRow]
    issues: Mapping[str, str]


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def all_rows(store: Store) -> Mapping[str, ProposalRow]:
    """By id every proposal held, put away or not, and those known by an answer alone; each with its own state, joined or not."""
    return _now(store).rows


def issues(store: Store, rows: Iterable[ProposalRow]) -> list[str]:
    """Of each of these the matter it is about: the earliest of those that repeat one another or were joined, through any
    number of steps.
    """
    found = _now(store).issues
    return [found.get(row.id, row.id) for row in rows]


def _now(store: Store) -> _Kept:
    return known(store, ("proposal memory", store.clock.now().date()), lambda: _renewed(store))


def _renewed(store: Store) -> _Kept:
    before = _KEPT.get(store)
    around, marks = _around(store), _marks(store)
    same: Iterable[str] = ()
    if before is not None and before.around == around:
        same = [one for one, mark in marks.items() if before.marks.get(one) == mark]
    rows = {one: before.rows[one] for one in same if one in before.rows} if before is not None else {}
    changed = tuple(marks.keys() - set(same))
    rows |= {row.id: row for row in _read(store, changed)} if changed else {}
    found = _KEPT[store] = _Kept(around, marks, rows, _issues(rows.values()))
    return found


def _issues(rows: Iterable[ProposalRow]) -> Mapping[str, str]:
    """By proposal that repeats, is repeated or was joined, the earliest of all it hangs together with."""
    raised: dict[str, tuple[date, str]] = {}
    together: dict[str, set[str]] = {}
    for row in rows:
        raised[row.id] = (row.raised_on or date.min, row.id)
        for other in (row.facts.text("repeats_id"), joined_to(row.steps) if row.steps else ""):
            if other and other != row.id:
                united = together.get(row.id, {row.id}) | together.get(other, {other})
                together |= dict.fromkeys(united, united)
    return {
        one: min(all_of_it, key=lambda each: raised.get(each, (date.max, each)))
        for one, all_of_it in together.items()
    }


def _around(store: Store) -> int:
    found = [hash(tuple(tuple(row) for row in store.rows(sql))) for sql in AROUND]
    return hash((store.clock.now().date(), store.device, read_at_meetings(store), *found))


def _marks(store: Store) -> Mapping[str, int]:
    """Per proposal what differs as soon as anything of its records does."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for kind, owner in OWNERS.items():
        rows = store.rows("SELECT id, b, d, n, ms, tick, over FROM head WHERE kind = ?", (kind,))
        heads = {row["id"]: tuple(row) for row in rows}
        for row in store.rows(f'SELECT * FROM "{kind}"'):
            found[row[owner] or ""].append(hash((heads.get(row["id"]), *row)))
    return {one: hash(tuple(marks)) for one, marks in found.items()}


def _read(store: Store, changed: Sequence[str]) -> list[ProposalRow]:
    ids = None if len(changed) >= MANY else changed
    where = "1" if ids is None else among("id", tuple(ids))
    wanted, reader = set(changed), RowReader(store, ids)
    found = select(store, "proposal", where, tuple(ids or ()), away=True)
    missing = wanted - {each.id for each in found}
    told = [each for each in told_by_answers(store) if each.id in missing] if missing else []
    return [reader.row(each) for each in (*found, *told) if each.id in wanted]


def told_by_answers(store: Store) -> list[Facts]:
    """The proposals whose record stands in no book held here, as far as their newest answer copies them."""
    asked = select(
        store, "answer", "COALESCE(asked, '') <> '' AND proposal_id NOT IN (SELECT id FROM proposal)"
    )
    found = {
        answer.text("proposal_id"): {
            "cell_id": answer.book.removeprefix("down:"),
            "content": answer.text("asked"),
            "source": "cell",
        }
        for answer in asked
    }
    return [Facts("proposal", each, dict(values)) for each, values in found.items()]
