"""The levels and badges of a member whose list passes to another cell, written there too; the member's own move is in members_moving.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from chibo_desktop.actions.derived import put_derived
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.lists.badges import written_badges
from chibo_desktop.lists.own_and_told import is_told, said_last
from chibo_desktop.lists.qualifications import SORT_NAMES, written_levels
from chibo_desktop.lists.rows import Facts
from chibo_desktop.records.derived_id import derived_id

BADGE_DAYS = ("awarded_on", "decided_on", "proposed_on", "round_on")
"""Of a badge, from the last step back."""


def move_recognition(desk: Desk, writer: GuardedWriter, member_id: str, moved: str, into: str) -> None:
    """Copies them under ids that follow; what stands in the old list stays there, for the days before.

    What a cell and a body above wrote of one badge are two words in the new books too, where this desk may send
    down; of what two machines wrote alike one goes along.
    """
    by_day: defaultdict[str, list[Facts]] = defaultdict(list)
    for each in written_levels(desk.store, member_id):
        by_day[each.text("from_on")].append(each)
    for day, alike in by_day.items():
        levels = {sort: said_last([each.text(sort) for each in alike]) for sort in SORT_NAMES}
        values = {"member_id": moved, "from_on": alike[0].day("from_on"), **levels}
        put_derived(writer, "qualification", derived_id(moved, "qualification", day), into, **values)
    told = f"down:{into}"
    for years, found in written_badges(desk.store, member_id).items():
        by_book: defaultdict[str, list[Facts]] = defaultdict(list)
        for each in found:
            by_book[told if is_told(each) and desk.may_write(told) else into].append(each)
        for book, alike in by_book.items():
            _put_badge(writer, book, moved, years, alike)


def _put_badge(writer: GuardedWriter, book: str, moved: str, years: int, alike: Sequence[Facts]) -> None:
    """The one that has come furthest, whole: days of two might contradict each other."""
    one = max(alike, key=lambda each: [each.text(name) != "" for name in BADGE_DAYS])
    days = {name: one.day(name) for name in BADGE_DAYS}
    number = said_last([each.text("number") for each in alike]) or ""
    record_id = derived_id("badge", book, moved, str(years))
    put_derived(writer, "badge", record_id, book, member_id=moved, years=years, number=number, **days)
