"""How many candidates stand where and how long, whose files wait for a body, and counts by organisation below without a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from chibo_desktop.lists.candidates import CandidateRow, candidates_below, ended_cells
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.admission import STATES
from chibo_desktop.store import Store

_ORDER = tuple(STATES)


@dataclass(frozen=True)
class Standing:
    """Those who stand at one state: how many, and how many days they have stood there."""

    state: str
    label: str
    rows: tuple[CandidateRow, ...]
    usual_days: int | None
    longest_days: int | None


def by_state(rows: Sequence[CandidateRow], today: date) -> list[Standing]:
    """The states anybody stands at, in the order of the way, with the time spent there so far."""
    found = defaultdict(list)
    for row in rows:
        found[row.way.state].append(row)
    return [_standing(state, found[state], today) for state in sorted(found, key=_place)]


def _place(state: str) -> int:
    """In the order of the way; what only a newer program knows at the end."""
    return _ORDER.index(state) if state in _ORDER else len(_ORDER)


def _standing(state: str, rows: Sequence[CandidateRow], today: date) -> Standing:
    days = [each for row in rows if (each := row.days_waiting(today)) is not None]
    return Standing(
        state,
        STATES.get(state, state),
        tuple(rows),
        round(median(days)) if days else None,
        max(days, default=None),
    )


def waiting_for_body(rows: Sequence[CandidateRow]) -> list[CandidateRow]:
    """Files that lie with the body: sent and neither decided nor returned, those due first."""
    found = [row for row in rows if row.way.by == "body" and _is_with_body(row)]
    return sorted(found, key=lambda row: (row.dues[0].due_on if row.dues else date.max, row.shown))


def _is_with_body(row: CandidateRow) -> bool:
    return row.way.next_step in ("appraised", "decided", "official_decided") or row.way.state == "course_done"


@dataclass(frozen=True)
class BelowCount:
    """One organisation directly below and how its candidates stand, without a name.

    `total` are those who wait for the cell, for a body, and the probationary members, each counted once.
    """

    organisation_id: str
    name: str
    total: int
    waiting_cell: int
    waiting_body: int
    probationary: int
    near: int
    rows: tuple[CandidateRow, ...]


def counts_below(store: Store, body: str, today: date) -> list[BelowCount]:
    """By organisation directly below those whose way is not over; none left out.

    Those of a cell that stands no more count where it last stood.
    """
    names = organisations(store)
    tree, ended = names.at(today), ended_cells(store, today)
    homes = {cell: one for one in tree.below(body) for cell in tree.cells(one)}
    by_home: defaultdict[str, list[CandidateRow]] = defaultdict(list)
    for row in candidates_below(store, body, today):
        if row.way.is_over:
            continue
        above = names.above(row.cell_id, ended[row.cell_id]) if row.cell_id in ended else ()
        last = next((one for one in above if one in tree.below(body)), row.cell_id)
        by_home[homes.get(row.cell_id, last)].append(row)
    ordered = [*tree.below(body), *sorted(by_home.keys() - set(tree.below(body)))]
    return [_below(one, names.name(one, today), by_home[one]) for one in ordered]


def _below(organisation_id: str, name: str, rows: Sequence[CandidateRow]) -> BelowCount:
    probationary = [row for row in rows if row.day_of("ceremony") is not None]
    waits = Counter(row.way.by for row in rows if row.day_of("ceremony") is None)
    return BelowCount(
        organisation_id=organisation_id,
        name=name,
        total=len(rows),
        waiting_cell=waits["cell"],
        waiting_body=waits["body"],
        probationary=len(probationary),
        near=sum(bool(row.near) for row in rows),
        rows=tuple(rows),
    )
