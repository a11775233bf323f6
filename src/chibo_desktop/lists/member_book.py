"""The bound list of members (sổ danh sách): everybody who was on a cell's list in a range, with what is known on its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.badges import BadgeRow, badges_of_member
from chibo_desktop.lists.member_people import PersonOn, person_on
from chibo_desktop.lists.roster import list_members, period_of, standings_of
from chibo_desktop.rules.standing import MEMBERSHIPS, Period
from chibo_desktop.store import Store

LISTED = MEMBERSHIPS[:2]
"""Whoever is only visiting stands in the book of the cell that sent them."""


@dataclass(frozen=True)
class BookMember:
    """`came_on` and `left_on` are the first and the last day on this list, None where it is open or not written down.

    `badges` are those that were decided or handed over by the last day.
    """

    person: PersonOn
    came_on: date | None
    left_on: date | None
    badges: tuple[BadgeRow, ...]


def member_book(store: Store, cell_id: str, first: date, last: date) -> list[BookMember]:
    """Who was official or probationary on some day of the range, and whoever has no period yet; by given name."""
    within = Period("", first, last)
    found = []
    for row in list_members(store, cell_id, last, former=True):
        periods = [period_of(each) for each in standings_of(store, row.id)]
        listed = [each for each in periods if each.kind in LISTED]
        if any(each.overlaps(within) for each in listed) or not (periods or row.facts.is_put_away):
            found.append(_member(store, person_on(store, row, last), listed, last))
    return found


def _member(store: Store, person: PersonOn, listed: Sequence[Period], last: date) -> BookMember:
    begun = min((each.from_on or date.min for each in listed), default=date.min)
    ended = max((each.until_on or date.max for each in listed), default=date.max)
    badges = badges_of_member(store, person.row.facts, last)
    return BookMember(
        person=person,
        came_on=None if begun == date.min else begun,
        left_on=ended if ended < last else None,
        badges=tuple(each for each in badges if _is_had(each, last)),
    )


def _is_had(badge: BadgeRow, last: date) -> bool:
    day = badge.awarded_on or badge.decided_on
    return day is not None and day <= last


def left_in(rows: Sequence[BookMember], first: date) -> list[BookMember]:
    """Those of the book whose time on the list ended in the range that began on `first`."""
    return [row for row in rows if row.left_on is not None and row.left_on >= first]
