"""The board of a body: what became of every month of every cell below it; how it is drawn or printed is not here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from chibo_desktop.base.collecting import uncollected
from chibo_desktop.base.dates import first_day, last_day
from chibo_desktop.lists.board_shapes import Board, CellMonth, Line, State
from chibo_desktop.lists.board_waiting import Waiting, waiting_below
from chibo_desktop.lists.indicators.facts import Range, Session
from chibo_desktop.lists.indicators.report import scope_of
from chibo_desktop.lists.indicators.scope import Scope
from chibo_desktop.lists.rows import select
from chibo_desktop.lists.said import one_book, speaks_for_cell
from chibo_desktop.lists.scoring import kept_scores
from chibo_desktop.lists.visit_notices import told_visits
from chibo_desktop.lists.visits import MadeVisit, visits_made
from chibo_desktop.rules import guidance
from chibo_desktop.rules.kinds import kind_of
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, reading

_NOTED = """made_on IS NOT NULL AND COALESCE(purpose, 'cell') = 'cell'
    AND COALESCE(substr(month, 1, 7), substr(made_on, 1, 7)) BETWEEN ? AND ?"""

_GUESTS = """SELECT DISTINCT m.cell_id, substr(m.period, 1, 7) AS month, COALESCE(m.kind, 'regular') AS kind, m.held_on,
    m._book AS minutes, g._book AS book FROM guest g JOIN meeting m ON m.id = g.meeting_id
    WHERE substr(m.period, 1, 7) BETWEEN ? AND ? AND length(m.period) >= 7 AND m.finalised_at IS NOT NULL
    AND g.level IN ('commune', 'upper', 'centre') AND COALESCE(g.put_away, 0) = 0
    AND COALESCE(m.missed, 0) = 0 AND COALESCE(m.put_away, 0) = 0"""

_NOTABLE = """SELECT id, _book, cell_id, substr(period, 1, 7) AS month, held_on, COALESCE(kind, 'regular') AS kind,
    COALESCE(missed, 0) AS missed, finalised_at IS NOT NULL AS done, postponed_from,
    COALESCE(from_old_book, 0) AS old FROM meeting
    WHERE substr(period, 1, 7) BETWEEN ? AND ? AND length(period) >= 7 AND COALESCE(put_away, 0) = 0
    AND (finalised_at IS NULL OR missed = 1 OR from_old_book = 1 OR postponed_from IS NOT NULL OR held_on IS NULL)
    ORDER BY done, id"""


def board(
    store: Store,
    body: str,
    first_month: str,
    last_month: str,
    *,
    today: date | None = None,
    arriving: Mapping[str, Waiting] | None = None,
) -> Board:
    """Every cell below `body` in every month from the first to the last, both within.

    A cell is shown as long as it stood below the body on a day of the range. `arriving` says by sender which bundle
    lies here in part. Read in bulk: 130 cells over 24 months in about a tenth of a second; remembered until somebody
    writes.
    """
    day = today or store.clock.now().date()
    asked = tuple(sorted((arriving or {}).items()))
    with reading(store), uncollected():
        return known(
            store,
            ("board", body, first_month, last_month, day, asked),
            lambda: _Reading(store, body, Range(first_month, last_month), day, dict(asked)).board(),
        )


class _Reading:
    """One pass over everything a board shows."""

    def __init__(
        self, store: Store, body: str, within: Range, today: date, arriving: Mapping[str, Waiting]
    ) -> None:
        self._body, self._within, self._today = body, within, today
        self._scope: Scope = scope_of(store, body, within.first, within.last, today=today)
        self._held = self._scope.held
        self._organisations, self._rates = self._held.organisations, self._held.rates
        self._reached = self._scope.shared.reached
        self._scores, self._waiting = kept_scores(store), waiting_below(store, arriving)
        self._usual_day = int(guidance.in_force("month", today).values["cells_meet_by"])
        self._now = min(max(today, within.first_day), within.last_day)
        self._standing = self._held.tree(self._now)
        self._within_month = {month: Range(month, month) for month in within.months()}
        self._lengths = {
            month: (each.first_day, each.last_day.day) for month, each in self._within_month.items()
        }
        self._days: dict[str, int] = {}
        self._dates: dict[tuple[str, int], date] = {}
        self._other: dict[tuple[str, str], Any] = {}
        self._notes: dict[str, Any] = {}
        is_own = speaks_for_cell(store)
        for row in store.rows(_NOTABLE, within):
            if is_own(row["_book"], row["cell_id"] or ""):
                self._take(row)
        self._visited = self._read_visited(store)
        self._sessions: defaultdict[tuple[str, str], list[Session]] = defaultdict(list)
        for session in self._held.sessions:
            self._sessions[session.cell_id, session.month].append(session)
        for sessions in self._sessions.values():
            if len(sessions) > 1:
                sessions.sort(key=lambda each: (each.day, each.id))

    def _take(self, row: Any) -> None:
        """What a session does not tell: what was put off or taken from an old book, months that were missed, minutes still being written."""
        self._notes[row["id"]] = row
        day = _day(row["held_on"]) or last_day(row["month"])
        if (row["missed"] or not row["done"]) and kind_of(row["kind"], day).counts_as("regular"):
            self._other[self._organisations.same(row["cell_id"] or ""), row["month"]] = row

    def _read_visited(self, store: Store) -> frozenset[tuple[str, str]]:
        """The cells and months of `visits_made`, without asking who came: that takes as long as all the rest."""
        same, is_own, is_one = self._organisations.same, speaks_for_cell(store), one_book(store)
        found = {
            (same(each.text("organisation_id")), (each.text("month") or each.text("made_on"))[:7])
            for each in select(store, "visit", _NOTED, self._within)
        }
        found |= {
            (same(visit.text("organisation_id")), visit.text("month")[:7])
            for visit in (told.visit for told in told_visits(store).values())
            if visit.day("made_on") and visit.text("purpose") == "cell"
        }
        for row in store.rows(_GUESTS, self._within):
            if not (is_own(row["minutes"], row["cell_id"] or "") and is_one(row["book"], row["minutes"])):
                continue
            if kind_of(row["kind"], _day(row["held_on"]) or first_day(row["month"])).roll != "committee":
                found.add((same(row["cell_id"] or ""), row["month"]))
        return frozenset(found)

    def board(self) -> Board:
        trees = {month: self._held.tree(last_day(month)) for month in self._within.months()}
        here = {month: frozenset(tree.cells(self._body)) for month, tree in trees.items()}
        sat = {
            (cell, month)
            for (cell, month), sessions in self._sessions.items()
            if cell not in here[month] and any(self._scope.holds(cell, each.day) for each in sessions)
        }
        cells = set().union(*here.values(), {cell for cell, _ in sat})
        now, standing = self._now, self._standing
        present = frozenset(standing.cells(self._body))
        lines = [
            Line(
                cell,
                self._organisations.name(cell, now),
                self._above(cell),
                cell in present,
                tuple(
                    self._month(cell, month, is_here=cell in here[month] or (cell, month) in sat)
                    for month in here
                ),
            )
            for cell in cells
        ]
        names = {one: standing.nodes[one].name for one in standing.below(self._body)}
        ordered = sorted(lines, key=lambda line: (line.name.casefold(), line.cell_id))
        return Board(self._body, self._within, self._today, tuple(ordered), names)

    def _month(self, cell: str, month: str, *, is_here: bool) -> CellMonth:
        sessions = self._sessions.get((cell, month)) if is_here else None
        if not sessions:
            return self._unheld(cell, month, is_here=is_here)
        regular = next((each for each in reversed(sessions) if "regular" in each.counts), None)
        made = self._of_session(regular) if regular else self._unheld(cell, month, is_here=is_here)
        themes = [each for each in sessions if "thematic" in each.counts]
        theme = next((each for each in themes if each.theme_kind == "quarterly"), next(iter(themes), None))
        if theme is not None:
            made = made._replace(theme=theme.theme_kind, theme_id=theme.id)
        scored = next((each.id for each in sessions if each.id in self._scores), "") if self._scores else ""
        if regular is not None and regular.id in self._scores:
            scored = regular.id
        return made._replace(score=self._scores[scored], scored_id=scored) if scored else made

    def _of_session(self, session: Session) -> CellMonth:
        """A month whose regular session was held."""
        note, place = self._notes.get(session.id), (session.cell_id, session.month)
        rate = self._rates.get(session.id)
        present, due = (rate.present, rate.due) if rate else (0, 0)
        is_below = due > 0 and session.id not in self._reached
        waiting = self._waiting.of_meeting.get(session.id) if self._waiting.of_meeting else None
        return CellMonth(
            session.cell_id,
            session.month,
            "partial" if waiting else "below" if is_below else "received",
            self._due_by(session.cell_id, session.month),
            session.id,
            session.day if note is None or note["held_on"] else None,
            present,
            due,
            note is not None and bool(note["old"]),
            _day(note["postponed_from"]) if note else None,
            waiting.words if waiting else "",
            is_visited=place in self._visited,
        )

    def _unheld(self, cell: str, month: str, *, is_here: bool) -> CellMonth:
        """A month of which no session is known."""
        other = self._other.get((cell, month)) if is_here else None
        due_by, whole = self._due_by(cell, month), self._within_month[month]
        waiting = self._waiting.of_month.get((cell, month)) if is_here else None
        state: State = "late" if self._today > due_by else "not_yet"
        if other is not None and other["missed"] and other["done"]:
            state = "missed"
        elif not is_here or not self._held.stood(cell, whole):
            state = "none"
        elif whole.first_day > self._today:
            state = "future"
        elif waiting is not None:
            state = "partial"
        return CellMonth(
            cell,
            month,
            state,
            due_by,
            other["id"] if other else "",
            postponed_from=_day(other["postponed_from"]) if other else None,
            lacking=waiting.words if waiting else "",
            is_visited=is_here and (cell, month) in self._visited,
        )

    def _due_by(self, cell: str, month: str) -> date:
        day = self._days.get(cell) or self._day_set(cell)
        if (month, day) not in self._dates:
            first, length = self._lengths[month]
            self._dates[month, day] = first.replace(day=min(day, length))
        return self._dates[month, day]

    def _above(self, cell: str) -> tuple[str, ...]:
        """Those above a cell on the last day shown, or today; of one that does not stand then as its records say."""
        return self._standing.path(cell)[1:] or self._organisations.above(cell, self._now)

    def _day_set(self, cell: str) -> int:
        """The cell's own day, else that set by the nearest body above, else the usual one."""
        days = self._days
        if cell not in days:
            facts = self._organisations.facts(cell)
            own = facts.count("meeting_day") if facts else None
            above = (self._organisations.facts(one) for one in self._above(cell))
            set_above = (each.count("cells_meet_by") for each in above if each is not None)
            days[cell] = own or next((each for each in set_above if each), self._usual_day)
        return days[cell]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def visits_in(store: Store, cell: str, month: str) -> list[MadeVisit]:
    """Who from above came to a cell's sessions of a month."""
    day = first_day(month)
    return [
        each
        for each in visits_made(store, day, day)
        if each.organisation_id == cell and each.purpose == "cell"
    ]
