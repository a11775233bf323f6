"""Proposing badges of years in the Party, noting their decision and that they were handed over; who is due is in lists/badges.py."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chibo_desktop.actions.derived import put_once
from chibo_desktop.actions.desk import Desk
from chibo_desktop.actions.guard import GuardedWriter
from chibo_desktop.actions.meetings import change_part, need_part
from chibo_desktop.base.errors import Refusal
from chibo_desktop.lists.badges import written_badges
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Changes

Whose = tuple[str, int]
"""A member's id and the years of the badge."""


def propose_badges(desk: Desk, whose: Iterable[Whose], *, round_on: date, proposed_on: date) -> Changes:
    """Puts several badges on the list of a round, all or none."""
    return _write(desk, {each: {"round_on": round_on, "proposed_on": proposed_on} for each in whose})


def decide_badges(
    desk: Desk, whose: Iterable[Whose], *, decided_on: date, numbers: Mapping[Whose, str] | None = None
) -> Changes:
    """Notes the day of the decision on several badges, and the number of each where it is known."""
    given = numbers or {}
    return _write(
        desk,
        {
            each: {"decided_on": decided_on, **({"number": given[each]} if given.get(each) else {})}
            for each in whose
        },
    )


def award_badges(desk: Desk, whose: Iterable[Whose], *, awarded_on: date) -> Changes:
    """Notes that several badges were handed over."""
    return _write(desk, {each: {"awarded_on": awarded_on} for each in whose})


def note_badge(desk: Desk, /, member_id: str, years: int, **fields: object) -> Changes:
    """Writes down one badge, as one received in former years; only the fields given."""
    return _write(desk, {(member_id, years): fields})


def put_away_badge(desk: Desk, badge_id: str) -> Changes:
    """It was written by mistake."""
    return change_part(desk, "badge", badge_id, put_away=True)


def _write(desk: Desk, given: Mapping[Whose, Mapping[str, Any]]) -> Changes:
    """Each badge into the book of its cell, or the one that cell reads; all or none."""
    if not given:
        raise Refusal("Chưa chọn ai. Đánh dấu các đồng chí trong danh sách.")
    by_book: defaultdict[str, list[Whose]] = defaultdict(list)
    for each in given:
        by_book[_book_of(desk, each[0])].append(each)
    written = []
    with desk.store.transaction():
        for book, whose in by_book.items():
            with desk.writing(book) as writer:
                for each in whose:
                    _put(desk, writer, *each, given[each])
            written.append(writer.changes)
    return Changes.of_one_action(*written)


def _book_of(desk: Desk, member_id: str) -> str:
    member, same = need_part(desk, "member", member_id), organisations(desk.store).same
    cell = member.text("cell_id")
    return member.book if same(cell) == same(desk.organisation_id) else f"down:{cell}"


def _put(desk: Desk, writer: GuardedWriter, member_id: str, years: int, fields: Mapping[str, Any]) -> None:
    """Changes the record of the badge that stands in the block's book, or makes it."""
    written = written_badges(desk.store, member_id).get(years, ())
    held = [each for each in written if each.book == writer.book]
    if held:
        writer.put("badge", held[-1].id, **fields)
    else:
        put_once(writer, "badge", (member_id, str(years)), member_id=member_id, years=years, **fields)
