"""Tasks that are not done yet, with what was last reported and how late they are; giving and reporting are actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.roster import meeting_day, names_of
from chibo_desktop.lists.rows import Facts, children, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.rules.comparisons import months_late
from chibo_desktop.rules.deadlines import days_words
from chibo_desktop.store import Store
from chibo_desktop.store.known import known_meanwhile


@dataclass(frozen=True)
class AssignmentRow:
    """One task as it stands at a meeting or on a day. `report` is the report of that meeting, `last` the one before.

    `milestone` says what is to be looked back on ("Sơ kết", "Tổng kết"), `directed_by` whose direction it carries out.
    """

    id: str
    title: str
    leader_id: str
    leader_name: str
    helpers: str
    due_on: date | None
    due_words: str
    months_late: int
    given_period: str
    recurring: bool
    report: Facts | None
    last: Facts | None
    facts: Facts
    milestone: str = ""
    directed_by: str = ""

    @property
    def state_label(self) -> str:
        """The newest reported state in words, "chưa báo cáo" when nothing was reported."""
        newest = self.report or self.last
        return newest.shown("state") if newest else "chưa báo cáo"

    @property
    def state(self) -> str:
        """What was reported at this meeting: done, ongoing, not_done; "" while nothing is."""
        return self.report.text("state") if self.report else ""


@dataclass(frozen=True)
class DoneShare:
    """Of the tasks whose day has come or that are reported done (`asked`): how many are done, how many nobody told of."""

    done: int
    asked: int
    silent: int


def done_share(rows: Sequence[AssignmentRow], on: date) -> DoneShare:
    """The figure a score frame asks for; standing tasks have no day and are left out."""
    asked = [
        row.state
        for row in rows
        if not row.recurring and (row.state == "done" or row.due_on is None or row.due_on <= on)
    ]
    return DoneShare(asked.count("done"), len(asked), asked.count(""))


def open_assignments(store: Store, cell_id: str, on: date) -> list[AssignmentRow]:
    """Tasks of a cell not reported done by that day, the soonest due first; those of a meeting put away do not count."""
    found = []
    for task in _unsettled(store, cell_id, on):
        given = _given_at(store, task)
        if given is not None and given.is_put_away:
            continue
        reports = [report for day, report in reports_on(store, task) if day <= on]
        last = reports[-1] if reports else None
        if _is_open(task, last):
            found.append(_row(store, task, on, None, last))
    return sorted(found, key=_soonest)


def due_at(store: Store, meeting: Facts) -> list[AssignmentRow]:
    """Tasks given at earlier meetings that this one has to hear about: not done before, or reported at it.

    A milestone is heard of from the month of its day on.
    """
    return list(known_meanwhile(store, ("due at", meeting.id), lambda: _due_at(store, meeting)))


def _due_at(store: Store, meeting: Facts) -> list[AssignmentRow]:
    day = meeting_day(meeting)
    found = []
    for task in _unsettled(store, meeting.text("cell_id"), day, meeting.id):
        given = _given_at(store, task)
        if given is not None and (given.id == meeting.id or given.is_put_away or meeting_day(given) > day):
            continue
        reports = reports_on(store, task)
        here = next((report for _, report in reports if report.text("meeting_id") == meeting.id), None)
        before = [r for when, r in reports if when <= day and r.text("meeting_id") != meeting.id]
        last = before[-1] if before else None
        if here is not None or (_is_open(task, last) and not _is_to_come(task, day)):
            found.append(_row(store, task, day, here, last))
    return sorted(found, key=_soonest)


def given_at(store: Store, meeting: Facts) -> list[AssignmentRow]:
    """Tasks the meeting itself gave, in the order they were written."""
    return [
        _row(store, task, meeting_day(meeting), None, None)
        for task in children(store, "assignment", "meeting_id", meeting.id)
    ]


_SETTLED = """SELECT assignment_id FROM (
  SELECT r.assignment_id, r.state, m.held_on, row_number() OVER (PARTITION BY r.assignment_id
    ORDER BY m.held_on IS NULL DESC, m.held_on DESC, r.id DESC) AS place
  FROM assignment_report r JOIN meeting m ON m.id = r.meeting_id
  JOIN assignment t ON t.id = r.assignment_id AND t._book = r._book
  WHERE COALESCE(r.put_away, 0) = 0 AND COALESCE(m.put_away, 0) = 0 AND m.id <> ?
    AND (m.held_on IS NULL OR m.held_on <= ?) AND r.assignment_id IS NOT NULL)
WHERE place = 1 AND state = 'done' AND held_on IS NOT NULL"""
"""Tasks whose newest report by that day, of another meeting than the one named, says done; in the task's own book."""


def _unsettled(store: Store, cell_id: str, on: date, meeting_id: str = "") -> list[Facts]:
    """A cell's tasks without those surely done before: of ten years nearly all are, and each would be read at every key."""
    ids = together(store, "organisation", cell_id)
    told = "SELECT assignment_id FROM assignment_report WHERE meeting_id = ?"
    where = f"{among('cell_id', ids)} AND (recurring = 1 OR id IN ({told}) OR id NOT IN ({_SETTLED}))"
    return select(store, "assignment", where, (*ids, meeting_id, meeting_id, on.isoformat()))


def _given_at(store: Store, task: Facts) -> Facts | None:
    return find(store, "meeting", task.text("meeting_id")) if task.text("meeting_id") else None


def _is_open(task: Facts, last: Facts | None) -> bool:
    if task.flag("recurring"):
        return last is None or not last.flag("ended")
    return last is None or last.text("state") != "done"


def _is_to_come(task: Facts, on: date) -> bool:
    """Whether it is a milestone of a later month."""
    due = task.day("due_on") if task.text("milestone") else None
    return due is not None and (due.year, due.month) > (on.year, on.month)


def reports_on(store: Store, task: Facts) -> list[tuple[date, Facts]]:
    """Reports on a task with the days of their meetings, oldest first; those of a meeting put away do not count."""
    found = []
    for report in children(store, "assignment_report", "assignment_id", task.id):
        meeting = find(store, "meeting", report.text("meeting_id"))
        if meeting is not None and not meeting.is_put_away:
            found.append((meeting_day(meeting), report))
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def _row(store: Store, task: Facts, on: date, report: Facts | None, last: Facts | None) -> AssignmentRow:
    due = task.day("due_on")
    given = _given_at(store, task)
    leader, guest = task.text("leader_id"), task.text("guest_id")
    directing = find(store, "guest", guest) if guest else None
    return AssignmentRow(
        id=task.id,
        title=task.text("title"),
        leader_id=leader,
        leader_name=names_of(store, [leader]).get(leader, ""),
        helpers=task.shown("helpers"),
        due_on=due,
        due_words=days_words(due, on) if due else "",
        months_late=months_late(due, on) if due else 0,
        given_period=given.text("period") if given else "",
        recurring=task.flag("recurring"),
        report=report,
        last=last,
        facts=task,
        milestone=task.shown("milestone"),
        directed_by=directing.text("full_name") if directing else "",
    )


def _soonest(row: AssignmentRow) -> tuple[bool, str, str]:
    return (row.due_on is None, row.due_on.isoformat() if row.due_on else "", row.id)
