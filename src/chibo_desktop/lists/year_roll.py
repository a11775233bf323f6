"""The roll calls of a cell over a range side by side: members against meetings, each share as the indicators count it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chibo_desktop.base.dates import month_of
from chibo_desktop.lists.indicators.facts import Session
from chibo_desktop.lists.indicators.report import scope_of
from chibo_desktop.lists.indicators.roll_calls import Rate
from chibo_desktop.lists.meetings import meetings_of
from chibo_desktop.lists.roster import kind_at, names_of, people_at
from chibo_desktop.lists.rows import Facts, by_name, find
from chibo_desktop.rules.attendance import Person
from chibo_desktop.store import Store


@dataclass(frozen=True)
class RollMeeting:
    """One session that counts for attendance. `rate.is_typed`: only its counts are known, no names."""

    session: Session
    rate: Rate
    people: Mapping[str, Person]


@dataclass(frozen=True)
class RollMember:
    """One member over the range: at how many sessions he was due, and how many of those he came to."""

    id: str
    name_shown: str
    came: int
    due: int


@dataclass(frozen=True)
class YearRoll:
    """The sessions in order of their days, everybody who was on the list at one of them, and the months not held."""

    meetings: tuple[RollMeeting, ...]
    members: tuple[RollMember, ...]
    missed: tuple[Facts, ...]

    @property
    def present(self) -> int:
        """Over all sessions, as IND-1b counts it."""
        return sum(each.rate.present for each in self.meetings)

    @property
    def due(self) -> int:
        """Over all sessions, as IND-1b counts it."""
        return sum(each.rate.due for each in self.meetings)


def year_roll(store: Store, cell_id: str, first: date, last: date) -> YearRoll:
    """Of one cell, over the months from that of `first` to that of `last`."""
    scope = scope_of(store, cell_id, month_of(first), month_of(last))
    sessions = sorted(scope.counted, key=lambda each: (each.day, each.id))
    meetings = tuple(
        RollMeeting(each, scope.rate(each), _people(store, each, scope.rate(each))) for each in sessions
    )
    return YearRoll(
        meetings, _members(store, meetings), missed_in(store, cell_id, month_of(first), month_of(last))
    )


def _people(store: Store, session: Session, rate: Rate) -> Mapping[str, Person]:
    """Nobody where only counts are known."""
    return {} if rate.is_typed else {one.member_id: one for one in people_at(store, session.id)}


def _members(store: Store, meetings: tuple[RollMeeting, ...]) -> tuple[RollMember, ...]:
    ids = dict.fromkeys(member for meeting in meetings for member in meeting.people)
    held = sorted((one for each in ids if (one := find(store, "member", each))), key=by_name)
    names = names_of(store, list(ids))
    return tuple(_member(each.id, names[each.id], meetings) for each in held)


def _member(member_id: str, name: str, meetings: tuple[RollMeeting, ...]) -> RollMember:
    due = [one for each in meetings if (one := each.people.get(member_id)) is not None and one.is_due]
    return RollMember(member_id, name, sum(one.came for one in due), len(due))


def missed_in(store: Store, cell_id: str, first: str, last: str) -> tuple[Facts, ...]:
    """The months ("2026-01" to "2026-12") a cell wrote down as without their meeting."""
    return tuple(
        each
        for each in meetings_of(store, cell_id)
        if each.flag("missed")
        and kind_at(each).counts_as("attendance")
        and first <= each.text("period")[:7] <= last
    )
