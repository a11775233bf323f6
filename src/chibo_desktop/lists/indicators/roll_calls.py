"""Who came of who was due at thousands of sessions, read in bulk; equal to `roster.attendance_of` for every session."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from chibo_desktop.lists.every_member import people_of_all, periods_of_all
from chibo_desktop.lists.rows import made_order
from chibo_desktop.lists.said import one_book, read_as_today
from chibo_desktop.lists.same import read_as
from chibo_desktop.rules.attendance import TYPED, attendance_of_counts, complete_counts
from chibo_desktop.rules.presence import PRESENT
from chibo_desktop.rules.standing import MEMBERSHIPS, Period, standing_at
from chibo_desktop.store import Store

ONE_DAY = timedelta(days=1)
Span = tuple[date, date]
"""Days on which a member is due, the last one included."""


class Rate(NamedTuple):
    """Who came of who was due; `is_typed`: by the counts of an old book."""

    present: int
    due: int
    is_typed: bool = False


class Called(NamedTuple):
    """A session whose roll is to be counted: of which cell's members, on which day; `old` holds an old book's counts."""

    meeting_id: str
    cell_id: str
    day: date
    old: Any = None


def rates_of(store: Store, called: Sequence[Called], months: tuple[str, str]) -> Mapping[str, Rate]:
    """The rate of each session; `months` ("2026-01", "2026-06") hold the periods of all of them."""
    due = _Due(store, {each.cell_id for each in called})
    marks = _Marks(store, months)
    found = {}
    for each in called:
        must = due.at(each.cell_id, each.day)
        if each.old is not None and not (must and must <= marks.marked(each.meeting_id)):
            found[each.meeting_id] = _typed(each.old)
        else:
            found[each.meeting_id] = Rate(len(must & marks.present(each.meeting_id)), len(must))
    return found


def _typed(old: Any) -> Rate:
    counted = attendance_of_counts(complete_counts({name: old[f"{name}_count"] for name in TYPED}))
    return Rate(counted.present, counted.due, True)


class _Due:
    """Who of a cell is due on a day."""

    def __init__(self, store: Store, cells: Iterable[str]) -> None:
        self._spans = _spans_by_cell(store, frozenset(cells))
        self._turns = {cell: _turns(spans) for cell, spans in self._spans.items()}
        self._at: dict[tuple[str, int], frozenset[str]] = {}

    def at(self, cell: str, day: date) -> frozenset[str]:
        key = (cell, bisect_right(self._turns.get(cell, ()), day))
        if key not in self._at:
            spans = self._spans.get(cell, ())
            self._at[key] = frozenset([member for member, first, last in spans if first <= day <= last])
        return self._at[key]


def _turns(spans: Iterable[tuple[str, date, date]]) -> list[date]:
    """The days from which on somebody else is due than before: between two of them all days are alike."""
    firsts = {first for _, first, _ in spans}
    return sorted(firsts | {last + ONE_DAY for _, _, last in spans if last < date.max})


def _spans_by_cell(store: Store, cells: frozenset[str]) -> Mapping[str, list[tuple[str, date, date]]]:
    read, periods = read_as(store, "organisation"), periods_of_all(store)
    found: defaultdict[str, list[tuple[str, date, date]]] = defaultdict(list)
    for member in people_of_all(store):
        cell = read.get(member.cell_id, member.cell_id)
        if cell in cells:
            found[cell] += [(member.id, *span) for span in due_spans(periods.get(member.id, ()))]
    return found


def due_spans(periods: Sequence[Period]) -> list[Span]:
    """The days on which a member with these periods is due."""
    if len(periods) == 1:
        only = periods[0]
        listed = only.kind in MEMBERSHIPS[:2]
        return [(only.from_on or date.min, only.until_on or date.max)] if listed else []
    edges = {date.min}
    for period in periods:
        edges.add(period.from_on or date.min)
        if period.until_on and period.until_on < date.max:
            edges.add(period.until_on + timedelta(days=1))
    starts = sorted(edges)
    ends = [start - timedelta(days=1) for start in starts[1:]] + [date.max]
    return [
        (first, last) for first, last in zip(starts, ends, strict=True) if standing_at(periods, first).is_due
    ]


# Only the marks of the months are read, not those of ten years; all that is asked stands in their index.
_MARKS = """SELECT m.id AS meeting_id, (SELECT group_concat(a.member_id) FROM attendance a
    WHERE a.meeting_id = m.id AND a._book = m._book AND {where} AND COALESCE(a.put_away, 0) = 0) AS members
    FROM meeting m WHERE substr(m.period, 1, 7) BETWEEN ? AND ?"""
# What was begun in one book goes on in another where an organisation was joined, and nowhere else.
_ELSEWHERE = """SELECT m.id AS meeting_id, m._book AS minutes, a._book AS book, group_concat(a.member_id) AS members
    FROM meeting m CROSS JOIN attendance a ON a.meeting_id = m.id AND a._book <> m._book
    WHERE substr(m.period, 1, 7) BETWEEN ? AND ? AND {where} AND COALESCE(a.put_away, 0) = 0 GROUP BY m.id, a._book"""


class _Marks:
    """Who is marked, and who of them came, by meeting."""

    def __init__(self, store: Store, months: tuple[str, str]) -> None:
        came = ", ".join(f"'{state}'" for state in PRESENT)
        self._store, self._months = store, months
        self._present = self._read(f"a.state IN ({came})")
        self._marked: dict[str, str] | None = None
        self._joined = self._of_joined()

    def _read(self, where: str) -> dict[str, str]:
        rows = self._store.rows(_MARKS.format(where=where), self._months)
        found = {row["meeting_id"]: row["members"] for row in rows if row["members"]}
        if read_as_today(self._store):
            is_one = one_book(self._store)
            for row in self._store.rows(_ELSEWHERE.format(where=where), self._months):
                if is_one(row["book"], row["minutes"]):
                    here = found.get(row["meeting_id"])
                    found[row["meeting_id"]] = f"{here},{row['members']}" if here else row["members"]
        return found

    def present(self, meeting_id: str) -> frozenset[str]:
        return self._read_as(meeting_id, self._present, PRESENT)

    def marked(self, meeting_id: str) -> frozenset[str]:
        if self._marked is None:  # asked of meetings from an old book alone, and of none of most books
            self._marked = self._read("COALESCE(a.state, '') != '' AND m.from_old_book = 1")
        return self._read_as(meeting_id, self._marked, None)

    def _read_as(
        self, meeting_id: str, found: Mapping[str, str], states: tuple[str, ...] | None
    ) -> frozenset[str]:
        members = frozenset((found.get(meeting_id) or "").split(","))
        joined = self._joined.get(meeting_id)
        if not joined:
            return members
        right = {member for member, state in joined.items() if (state in states if states else state)}
        return (members - joined.keys()) | right

    def _of_joined(self) -> Mapping[str, Mapping[str, str]]:
        """By meeting the state of each member of whom two records were joined: his own mark before the joined one's."""
        members_as = read_as(self._store, "member")
        if not members_as:
            return {}
        ids = json.dumps(sorted({*members_as, *members_as.values()}))
        rows = self._store.rows(
            "SELECT id, meeting_id, member_id, state FROM attendance WHERE COALESCE(put_away, 0) = 0"
            " AND member_id IN (SELECT value FROM json_each(?))",
            (ids,),
        )
        found: defaultdict[str, dict[str, tuple[bool, bool, tuple[int, str], str]]] = defaultdict(dict)
        for row in rows:
            kept = members_as.get(row["member_id"], row["member_id"])
            is_own = row["member_id"] == kept
            mark = (is_own, bool(row["state"]), made_order(row["id"]), row["state"] or "")
            found[row["meeting_id"]][kept] = max(mark, found[row["meeting_id"]].get(kept, mark))
        return {meeting: {kept: mark[3] for kept, mark in marks.items()} for meeting, marks in found.items()}
