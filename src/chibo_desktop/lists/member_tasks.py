"""What each member was given to lead in a year and what became of it, as facts beside the yearly rating; nothing is scored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import show_day
from chibo_desktop.lists.assignments import reports_on
from chibo_desktop.lists.roster import meeting_day
from chibo_desktop.lists.rows import Facts, find, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.rules.comparisons import months_late
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

STATES = {"done": "xong", "late": "xong chậm", "missed": "chưa xong", "open": "đang làm"}
"""`late`: heard of as done a month or more after its day; `missed`: its day has passed and it is not done."""


@dataclass(frozen=True)
class LedTask:
    """One task of a member in a year; `state` is a key of `STATES`, `done_on` the day of the meeting that heard of it."""

    id: str
    title: str
    due_on: date | None
    state: str
    done_on: date | None
    meeting_id: str

    @property
    def state_words(self) -> str:
        """As "xong ngày 03/12/2026"."""
        return STATES[self.state] + (f" ngày {show_day(self.done_on)}" if self.done_on else "")


def led_in_year(store: Store, cell_id: str, year: int, on: date) -> Mapping[str, Sequence[LedTask]]:
    """By member the tasks of a cell due in a year, those without a day by the year they were given in; as known on a day."""
    key = ("led in year", cell_id, year, on)
    return known(store, key, lambda: _led_in_year(store, cell_id, year, on))


def _led_in_year(store: Store, cell_id: str, year: int, on: date) -> Mapping[str, Sequence[LedTask]]:
    ids = together(store, "organisation", cell_id)
    where = f"{among('cell_id', ids)} AND leader_id IS NOT NULL AND (due_on IS NULL OR due_on LIKE ?)"
    found: defaultdict[str, list[LedTask]] = defaultdict(list)
    for task in select(store, "assignment", where, (*ids, f"{year}-%")):
        led = _led(store, task, year, on)
        if led is not None:
            found[task.text("leader_id")].append(led)
    return {member: sorted(tasks, key=_order) for member, tasks in found.items()}


def _led(store: Store, task: Facts, year: int, on: date) -> LedTask | None:
    meeting_id, due = task.text("meeting_id"), task.day("due_on")
    meeting = find(store, "meeting", meeting_id) if meeting_id else None
    if meeting is not None and meeting.is_put_away:
        return None
    if due is None and (meeting is None or meeting_day(meeting).year != year):
        return None
    told = [(day, report) for day, report in reports_on(store, task) if day <= on]
    day, last = told[-1] if told else (None, None)
    is_done = last is not None and last.text("state") == "done"
    state = _state(due, day if is_done else None, on)
    return LedTask(task.id, task.text("title"), due, state, day if is_done else None, meeting_id)


def _state(due: date | None, done_on: date | None, on: date) -> str:
    if done_on is not None:
        return "late" if due is not None and months_late(due, done_on) else "done"
    return "missed" if due is not None and due < on else "open"


def _order(task: LedTask) -> tuple[bool, date, str]:
    return task.due_on is None, task.due_on or date.max, task.id


def count_words(tasks: Sequence[LedTask]) -> str:
    """As "5 nhiệm vụ: 3 xong, 1 xong chậm, 1 chưa xong"; "" where none was given."""
    counts = {state: sum(task.state == state for task in tasks) for state in STATES}
    said = ", ".join(f"{counts[state]} {words}" for state, words in STATES.items() if counts[state])
    return f"{len(tasks)} nhiệm vụ: {said}" if tasks else ""
