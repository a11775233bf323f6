"""Who is on a cell's list on a day, and who stood how at a meeting; counting them is the rules' work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.rows import NOT_SENT, Facts, by_name, children, find, of_cell, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.rules.attendance import Person, State
from chibo_desktop.rules.standing import LABELS, Period, Standing, standing_at
from chibo_desktop.store import Store


@dataclass(frozen=True)
class MemberRow:
    """One line of the roster. `name` is "" and `name_shown` says so where the name is not held at this level."""

    id: str
    name: str
    name_shown: str
    office: str | None
    office_label: str
    standing: Standing
    standing_label: str
    is_due: bool
    facts: Facts


def list_members(store: Store, cell_id: str, day: date, *, former: bool = False) -> list[MemberRow]:
    """The members on the list on that day, visiting ones included, by given name.

    Members without any period of standing are shown too, so that nobody entered is lost; with `former`, also
    those whose time is over or who were put away.
    """
    standings = periods_by_member(store, cell_id)
    members = of_cell(store, "member", cell_id, away=former)
    rows = [
        member_row(member, standing_at(standings[member.id], day)) for member in sorted(members, key=by_name)
    ]
    return [row for row in rows if former or row.standing.membership or not standings[row.id]]


def member_row(member: Facts, standing: Standing) -> MemberRow:
    """A member's facts and standing as a line of the roster."""
    name = member.text("full_name")
    return MemberRow(
        id=member.id,
        name=name,
        name_shown=name or (NOT_SENT if "full_name" in member.absent else "(chưa có tên)"),
        office=member.text("office") or None,
        office_label=member.shown("office"),
        standing=standing,
        standing_label=standing_label(standing),
        is_due=standing.is_due,
        facts=member,
    )


def standing_label(standing: Standing) -> str:
    """As in "chính thức" and "chính thức, miễn công tác và sinh hoạt"; who is on no list is said to be on none."""
    if standing.membership is None:
        return "không có trong danh sách"
    more = [LABELS[kind] for kind in ("exempt", "away", "suspended", "charged") if getattr(standing, kind)]
    return ", ".join([LABELS[standing.membership], *more])


def periods_by_member(store: Store, cell_id: str) -> Mapping[str, list[Period]]:
    """Every member's periods of standing that are not put away."""
    found: defaultdict[str, list[Period]] = defaultdict(list)
    ids = together(store, "organisation", cell_id)
    of_these = f"member_id IN (SELECT id FROM member WHERE {among('cell_id', ids)})"
    for facts in select(store, "standing", of_these, ids):
        found[facts.text("member_id")].append(period_of(facts))
    return found


def standings_of(store: Store, member_id: str) -> list[Facts]:
    """The periods of one member, oldest first."""
    return sorted(
        children(store, "standing", "member_id", member_id), key=lambda facts: facts.text("from_on")
    )


def period_of(facts: Facts) -> Period:
    """A standing record as the rules take it."""
    return Period(facts.text("kind"), facts.day("from_on"), facts.day("until_on"))


def meeting_day(meeting: Facts) -> date:
    """The day whose standing counts: the day held, else the last day of the meeting's month."""
    held = meeting.day("held_on")
    if held is not None:
        return held
    period = meeting.partial("period") or PartialDate(1900)
    after = date(period.year + (period.month or 12) // 12, (period.month or 12) % 12 + 1, 1)
    return after - timedelta(days=1)


def people_at(store: Store, meeting_id: str) -> list[Person]:
    """Everybody on the cell's list on the meeting's day, marked or not, by given name; [] for no such meeting."""
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    return Roll(store, meeting.text("cell_id")).people(
        meeting, children(store, "attendance", "meeting_id", meeting_id)
    )


class Roll:
    """Members and periods of one cell, read once, to answer for many meetings."""

    def __init__(self, store: Store, cell_id: str) -> None:
        self._members = sorted(of_cell(store, "member", cell_id, away=True), key=by_name)
        self._periods = periods_by_member(store, cell_id)

    def people(self, meeting: Facts, marks: Iterable[Facts]) -> list[Person]:
        """The people of one meeting with their marks."""
        marked = {mark.text("member_id"): mark for mark in marks}
        day = meeting_day(meeting)
        standings = {member.id: standing_at(self._periods[member.id], day) for member in self._members}
        return [
            _person(member, standings[member.id], marked.get(member.id))
            for member in self._members
            if standings[member.id].membership is not None
        ]


def _person(member: Facts, standing: Standing, mark: Facts | None) -> Person:
    if mark is None:
        return Person(member.id, member.text("full_name"), standing)
    return Person(
        member.id,
        member.text("full_name"),
        standing,
        cast("State | None", mark.text("state") or None),
        mark.text("reason"),
        left_early=mark.moment("left_at") is not None,
    )


def names_of(store: Store, member_ids: Sequence[str]) -> dict[str, str]:
    """Names to show by member id; `NOT_SENT` where a name is not held; a member not held has no key."""
    found = {}
    for member_id in dict.fromkeys(member_ids):
        member = find(store, "member", member_id) if member_id else None
        if member is not None:
            found[member_id] = member_row(member, Standing(None)).name_shown
    return found
