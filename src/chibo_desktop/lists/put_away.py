"""Lưu trữ: what was put away, by whom and when, and the members whose time on the list is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.lists.roster import list_members, standings_of
from chibo_desktop.lists.rows import Facts, find, select, select_away
from chibo_desktop.lists.said_values import machine_words, name_of, user_words
from chibo_desktop.records import SPECS
from chibo_desktop.records.visits import FOLLOWING
from chibo_desktop.store import Store
from chibo_desktop.store.history import Version, history

NOT_LISTED = (
    "organisation",
    "attendance",
    "assignment_report",
    "opening",
    "same_as",
    "score_line",
    "nominee",
    "material_reading",
    *FOLLOWING,
)
"""Marks taken back, and records that are no piece of work of their own."""


@dataclass(frozen=True)
class PutAwayRow:
    """One record that was put away; `left_on` is the last day of a member who left."""

    kind: str
    id: str
    title: str
    name: str
    at: datetime | None
    user: str
    machine: str
    book: str
    of: str
    left_on: date | None = None


def list_put_away(store: Store, organisation_id: str, today: date) -> list[PutAwayRow]:
    """Everything put away in books held, newest first, and this cell's members who left."""
    rows = [
        _row(store, facts)
        for kind in SPECS
        if kind not in NOT_LISTED
        for facts in select(store, kind, "COALESCE(put_away, 0) = 1", away=True)
        if not _went_along(store, facts)
    ]
    known = {row.id for row in rows}
    rows += [_row(store, each) for each in _left(store, organisation_id, today) if each.id not in known]
    return sorted(
        rows, key=lambda row: (row.at is not None, row.at.timestamp() if row.at else 0), reverse=True
    )


def _went_along(store: Store, facts: Facts) -> bool:
    """A period of somebody who is put away comes back with them, and the votes on a person considered with that person."""
    about = facts.text("case_id") if facts.kind in ("ballot", "resolution") else ""
    case = find(store, "person_case", about) if about else None
    if case is not None and case.is_put_away:
        return True
    member = find(store, "member", facts.text("member_id")) if facts.kind == "standing" else None
    return member is not None and member.is_put_away


def put_away_with(store: Store, whole: Facts, kind: str, parent_field: str) -> list[Facts]:
    """The parts of a record that was put away which the same entry put away; not those taken off it before."""
    entry = store.field_head(whole.kind, whole.id, "put_away")
    return [
        part
        for part in select_away(store, kind, parent_field, whole.id)
        if part.book == whole.book and store.field_head(kind, part.id, "put_away") == entry
    ]


def _left(store: Store, organisation_id: str, today: date) -> list[Facts]:
    """Members with periods, none of which covers today or is still to come."""
    return [
        row.facts
        for row in list_members(store, organisation_id, today, former=True)
        if row.standing.membership is None and _has_ended(store, row.id, today)
    ]


def _has_ended(store: Store, member_id: str, today: date) -> bool:
    periods = standings_of(store, member_id)
    return bool(periods) and all((day := each.day("until_on")) and day < today for each in periods)


def left_on(store: Store, member_id: str) -> date | None:
    """The last day of the member's last period; None while one has no end."""
    days = [each.day("until_on") for each in standings_of(store, member_id)]
    return max((day for day in days if day), default=None) if all(days) else None


def _row(store: Store, facts: Facts) -> PutAwayRow:
    version = _putting(store, facts)
    meeting = SPECS[facts.kind].field("meeting_id")
    of = find(store, "meeting", facts.text("meeting_id")) if meeting and facts.text("meeting_id") else None
    return PutAwayRow(
        kind=facts.kind,
        id=facts.id,
        title=SPECS[facts.kind].title,
        name=_name(store, facts),
        at=version.at if version else None,
        user=user_words(store, version.device, version.user) if version else "",
        machine=machine_words(store, version.device, version.book) if version else "",
        book=facts.book,
        of=name_of(store, of) if of else "",
        left_on=left_on(store, facts.id) if facts.kind == "member" else None,
    )


def _name(store: Store, facts: Facts) -> str:
    """As others call the record; a period also by what it was."""
    name = name_of(store, facts)
    return f"{name}: {facts.shown('kind').lower()}" if facts.kind == "standing" else name


def _putting(store: Store, facts: Facts) -> Version | None:
    """The write that put it away, for a member who left the one that ended the last period."""
    found = [each for each in history(store, facts.kind, facts.id) if each.values.get("put_away") is True]
    if not found and facts.kind == "member":
        found = [
            each
            for standing in standings_of(store, facts.id)
            for each in history(store, "standing", standing.id)
            if each.values.get("until_on")
        ]
    return max(found, key=lambda each: each.at, default=None)
