"""What the indicators count from, read in bulk for a range of months: sessions, who came, what each session had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from chibo_desktop.base.dates import first_day, last_day, month_after
from chibo_desktop.lists.indicators.roll_calls import Called, Rate, rates_of
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.said import ever_above, one_book, speaks_for_cell
from chibo_desktop.lists.same import read_as
from chibo_desktop.lists.tree import Organisations, Tree, organisations
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Store
from chibo_desktop.store.known import known


class Range(NamedTuple):
    """Whole months, both of them within it: Range("2026-01", "2026-06")."""

    first: str
    last: str

    @property
    def first_day(self) -> date:
        return first_day(self.first)

    @property
    def last_day(self) -> date:
        return last_day(self.last)

    def months(self) -> tuple[str, ...]:
        """Every month, the earliest first; () when the last comes before the first."""
        found, month = [], self.first
        while month <= self.last:
            found.append(month)
            month = month_after(month)
        return tuple(found)

    def quarters(self) -> tuple[Range, ...]:
        """The quarters that lie wholly within."""
        begins = [month for month in self.months() if month[5:] in ("01", "04", "07", "10")]
        quarters = [Range(month, month_after(month_after(month))) for month in begins]
        return tuple(quarter for quarter in quarters if quarter.last <= self.last)

    def holds(self, day: date | None) -> bool:
        """Whether a day lies within; None does not."""
        return day is not None and self.first_day <= day <= self.last_day

    def touches(self, first: str, last: str) -> bool:
        """Whether a period has a day within; its ends are years, months or days as they are stored."""
        return first[:7] <= self.last and last[:7] >= self.first[: len(last)]

    def lies_in(self, first: str, last: str) -> bool:
        """Whether a period, its ends as in `touches`, covers every month; one that begins or ends in a month holds it."""
        return first[:7] <= self.first and last[:7] >= self.last[: len(last)]


@dataclass(frozen=True, slots=True)
class Session:
    """One finalised meeting of a cell that was held (never a missed month) and counts in some figure.

    `cell_id` is the organisation it is read as; `month` the month of its period, also when it was put off; `day` the
    day whose tree and standing hold. `counts` are the figures its kind counts in: attendance, regular, thematic.
    """

    id: str
    cell_id: str
    month: str
    day: date
    kind: str
    counts: frozenset[str]
    theme_kind: str
    has_focus: bool
    is_typed: bool


_MEETINGS = """SELECT id, _book, cell_id, substr(period, 1, 7) AS month, held_on, COALESCE(kind, 'regular') AS kind,
    COALESCE(theme_kind, 'quarterly') AS theme_kind, trim(COALESCE(focus, '') || COALESCE(theme, '')) != '' AS has_focus,
    COALESCE(from_old_book, 0) AS from_old_book, due_count, present_count, excused_count, absent_count
    FROM meeting WHERE substr(period, 1, 7) BETWEEN ? AND ? AND length(period) >= 7 AND finalised_at IS NOT NULL
    AND COALESCE(missed, 0) = 0 AND COALESCE(put_away, 0) = 0"""

_OF_MEETINGS = """ JOIN meeting m ON m.id = x.meeting_id
    WHERE substr(m.period, 1, 7) BETWEEN ? AND ? AND COALESCE(x.put_away, 0) = 0"""
"""What belongs to a meeting counts from the book of its minutes alone."""


class Held:
    """The sessions of every cell held here over a range, with what is counted of them; each fact is one query."""

    def __init__(self, store: Store, within: Range) -> None:
        self.store, self.within = store, within
        self.organisations: Organisations = organisations(store)
        rows, is_own = store.rows(_MEETINGS, within), speaks_for_cell(store)
        self._rows = {row["id"]: row for row in rows if is_own(row["_book"], row["cell_id"] or "")}
        made = (self._session(row) for row in self._rows.values())
        self.sessions = tuple(each for each in made if each.counts)
        self._trees: dict[date, Tree] = {}
        self._stood: dict[tuple[str, str, str], bool] = {}

    def _session(self, row: Any) -> Session:
        day = _day_of(row)
        return Session(
            id=row["id"],
            cell_id=self.organisations.same(row["cell_id"] or ""),
            month=row["month"],
            day=day,
            kind=row["kind"],
            counts=kind_of(row["kind"], day).counts,
            theme_kind=row["theme_kind"],
            has_focus=bool(row["has_focus"]),
            is_typed=bool(row["from_old_book"]) and row["present_count"] is not None,
        )

    @cached_property
    def by_cell(self) -> Mapping[str, tuple[Session, ...]]:
        """Every session of a cell, wherever it stood, the earliest first."""
        found: defaultdict[str, list[Session]] = defaultdict(list)
        for session in sorted(self.sessions, key=lambda each: (each.month, each.day, each.id)):
            found[session.cell_id].append(session)
        return {cell: tuple(sessions) for cell, sessions in found.items()}

    @cached_property
    def rates(self) -> Mapping[str, Rate]:
        """Who came of who was due, by meeting; of every session that counts for attendance."""
        read = read_as(self.store, "organisation")
        called = [self._called(each, read) for each in self.sessions if "attendance" in each.counts]
        return rates_of(self.store, called, self.within)

    def _called(self, session: Session, read: Mapping[str, str]) -> Called:
        """Its roll is that of the cell the minutes name, read as joined ones are."""
        row = self._rows[session.id]
        cell = row["cell_id"] or ""
        return Called(session.id, read.get(cell, cell), session.day, row if session.is_typed else None)

    @cached_property
    def guests(self) -> Mapping[str, frozenset[str]]:
        """The levels of those who came from elsewhere, by meeting."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for meeting, level in self._pairs("guest", "level"):
            found[meeting].add(level)
        return {meeting: frozenset(levels) for meeting, levels in found.items()}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The meetings at which an opinion was given."""
        return self._with("opinion")

    @cached_property
    def concluded(self) -> frozenset[str]:
        """The meetings closed by a resolution or a conclusion that was issued; what is of one person closes none."""
        return self._with("resolution", "x.case_id IS NULL AND x.issued_on IS NOT NULL")

    @cached_property
    def feasible(self) -> frozenset[str]:
        """The meetings whose resolution a visitor of a body above the cell called feasible."""
        cells, said = {each.id: each for each in self.sessions}, set[str]()
        for facts in select(self.store, "assessment", "feasible = 'yes' AND meeting_id IS NOT NULL"):
            meeting = cells.get(facts.text("meeting_id"))
            if meeting is not None and self._is_above(facts.text("body_id"), meeting):
                said.add(meeting.id)
        return frozenset(said)

    def _is_above(self, body_id: str, session: Session) -> bool:
        body, above = self.organisations.same(body_id), self.organisations.above
        return body in above(session.cell_id, session.day) or body in ever_above(self.store, session.cell_id)

    @cached_property
    def supplied(self) -> frozenset[str]:
        """The meetings at which a material was used."""
        return self._with("material_use")

    def _with(self, kind: str, where: str = "1") -> frozenset[str]:
        return frozenset(meeting for meeting, _ in self._pairs(kind, "meeting_id", where))

    def _pairs(self, kind: str, column: str, where: str = "1") -> list[tuple[str, str]]:
        sql = (
            f"SELECT DISTINCT x.meeting_id, x.{column} AS said, x._book AS book, m._book AS minutes"
            f" FROM {kind} x{_OF_MEETINGS} AND {where}"
        )
        rows, is_one = self.store.rows(sql, self.within), one_book(self.store)
        return [(row["meeting_id"], row["said"] or "") for row in rows if is_one(row["book"], row["minutes"])]

    def tree(self, day: date) -> Tree:
        """The tree of a day."""
        if day not in self._trees:
            self._trees[day] = self.organisations.at(day)
        return self._trees[day]

    def stood(self, organisation_id: str, within: Range) -> bool:
        """Whether the organisation stood on every day of these months."""
        key = (organisation_id, *within)
        if key not in self._stood:
            self._stood[key] = self.organisations.stood(organisation_id, within.first_day, within.last_day)
        return self._stood[key]


def _day_of(row: Any) -> date:
    """The day held, else the last day of the period's month (as `roster.meeting_day`)."""
    try:
        return date.fromisoformat(row["held_on"] or "")
    except ValueError:
        return last_day(row["month"])


def held(store: Store, within: Range) -> Held:
    """What is counted from over these months, read once until somebody writes."""
    return known(store, ("held", within), lambda: Held(store, within))
