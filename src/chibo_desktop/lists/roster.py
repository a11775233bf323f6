"""Who is on a cell's list on a day, and who stood how at a meeting; counting them is the rules' work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from chibo_desktop.base.dates import PartialDate
from chibo_desktop.lists.rows import NOT_SENT, Facts, by_name, children, find, of_cell, select
from chibo_desktop.lists.same import among, together
from chibo_desktop.records.member import OFFICES
from chibo_desktop.rules.attendance import (
    TYPED,
    Attendance,
    Person,
    State,
    attendance_of_counts,
    complete_counts,
    count_attendance,
)
from chibo_desktop.rules.kinds import MeetingKind, kind_of
from chibo_desktop.rules.standing import LABELS, Period, Standing, standing_at
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

COMMITTEE = ("secretary", "deputy_secretary", "committee_member")
"""The offices that make a cell's committee."""


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


def member_row(member: Facts, standing: Standing, kept: Mapping[str, str] | None = None) -> MemberRow:
    """A member's facts and standing as a line of the roster, at a meeting with its `kept_offices`."""
    name, office = member.text("full_name"), office_at(member, kept or {})
    return MemberRow(
        id=member.id,
        name=name,
        name_shown=name or (NOT_SENT if "full_name" in member.absent else "(chưa có tên)"),
        office=office or None,
        office_label=office_words(office),
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


def kind_at(meeting: Facts) -> MeetingKind:
    """What the meeting's kind asks for and where it counts, as set on its day."""
    return kind_of(meeting.text("kind"), meeting_day(meeting))


def attendance_of(meeting: Facts, people: Sequence[Person]) -> Attendance:
    """Who came of who was due: by the marks, or by the counts of an old book whose roll was not typed by name to its end."""
    if is_counted_only(meeting) and not is_roll_whole(people):
        return attendance_of_counts(old_counts(meeting))
    return count_attendance(people)


def is_roll_whole(people: Iterable[Person]) -> bool:
    """Whether somebody is due and everybody who is has a mark."""
    due = [person for person in people if person.is_due]
    return bool(due) and all(person.state for person in due)


def is_counted_only(meeting: Facts) -> bool:
    """Whether counts of an old book were typed for the meeting."""
    return meeting.flag("from_old_book") and meeting.count("present_count") is not None


def old_counts(meeting: Facts) -> dict[str, int]:
    """The counts of an old book as far as they were typed or follow from each other."""
    return complete_counts({name: meeting.count(f"{name}_count") for name in TYPED})


def people_at(store: Store, meeting_id: str) -> list[Person]:
    """Everybody on the meeting's roll on its day, marked or not, by given name; [] for no such meeting.

    The roll is the cell's list; of the committee those with an office, and whoever came along (not `is_called`).
    """
    return list(known(store, ("people at", meeting_id), lambda: _people_at(store, meeting_id)))


def _people_at(store: Store, meeting_id: str) -> list[Person]:
    meeting = find(store, "meeting", meeting_id)
    if meeting is None:
        return []
    marks = children(store, "attendance", "meeting_id", meeting_id)
    return roll_of(store, meeting.text("cell_id")).people(meeting, marks)


def roll_of(store: Store, cell_id: str) -> Roll:
    """The roll of a cell, as it stands since the last write."""
    return known(store, ("roll", cell_id), lambda: Roll(store, cell_id))


class Roll:
    """Members and periods of one cell, read once, to answer for many meetings."""

    def __init__(self, store: Store, cell_id: str) -> None:
        self._members = sorted(of_cell(store, "member", cell_id, away=True), key=by_name)
        self._by_id = {member.id: member for member in self._members}
        self._periods = periods_by_member(store, cell_id)

    def member(self, member_id: str) -> Facts:
        """The record of somebody who is among `people`; KeyError for anybody else."""
        return self._by_id[member_id]

    def people(
        self, meeting: Facts, marks: Iterable[Facts], only: Collection[str] | None = None
    ) -> list[Person]:
        """The people of one meeting with their marks; of `only` these members when some are named.

        Called to a meeting of the committee is who has an office in it; once finalised, who had one then.
        """
        written = list(marks)
        marked = marks_by_member(written)
        day, roll = meeting_day(meeting), kind_at(meeting).roll
        called = self._called(meeting, written) if roll == "committee" else None
        found = []
        for member in self._members:
            if only is not None and member.id not in only:
                continue
            standing = standing_at(self._periods[member.id], day)
            is_called = called is None or member.id in called
            if standing.membership and (is_called or member.id in marked):
                person = _person(member, standing, marked.get(member.id))
                found.append(replace(person, is_open=roll == "open", is_called=is_called))
        return found

    def _called(self, meeting: Facts, written: Sequence[Facts]) -> set[str]:
        """The members of the committee: by the offices kept when the meeting was finalised, before that by today's.

        Where none was kept, as in meetings finalised by an older program, whoever is marked.
        """
        if meeting.moment("finalised_at") is None:
            return {member.id for member in self._members if member.text("office") in COMMITTEE}
        return set(kept_offices(meeting, written)) or set(marks_by_member(written))


def marks_by_member(marks: Iterable[Facts]) -> dict[str, Facts]:
    """The marks by whose they are; a record that only keeps an office is no mark."""
    return {mark.text("member_id"): mark for mark in marks if mark.text("state")}


def kept_offices(meeting: Facts, written: Iterable[Facts]) -> dict[str, str]:
    """The offices kept when the meeting was finalised, by whose they were; `written` are its attendance records.

    {} before, and of a meeting finalised by an older program: then today's offices hold.
    """
    if meeting.moment("finalised_at") is None:
        return {}
    return {mark.text("member_id"): mark.text("office") for mark in written if mark.text("office")}


def office_at(member: Facts, kept: Mapping[str, str]) -> str:
    """A member's office at the meeting whose `kept_offices` are given, "" for none."""
    return kept.get(member.id, "") if kept else member.text("office")


def office_words(office: str) -> str:
    """As in “Bí thư”, "" for none; an office only a newer program knows stands as it is written."""
    return dict(OFFICES).get(office, office)


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
        late_at=mark.moment("late_at"),
        left_at=mark.moment("left_at"),
    )


def names_of(store: Store, member_ids: Sequence[str]) -> dict[str, str]:
    """Names to show by member id; `NOT_SENT` where a name is not held; a member not held has no key."""
    found = {}
    for member_id in dict.fromkeys(member_ids):
        member = find(store, "member", member_id) if member_id else None
        if member is not None:
            found[member_id] = member_row(member, Standing(None)).name_shown
    return found
