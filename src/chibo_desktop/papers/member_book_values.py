"""The values of the bound list of members (7-HSĐV as far as it is held); what leaves masked is blank without a reason."""

from __future__ import annotations

from typing import TypedDict

from chibo_desktop.lists.badges import BadgeRow
from chibo_desktop.lists.masked import MASKED
from chibo_desktop.lists.member_book import BookMember, left_in, member_book
from chibo_desktop.lists.member_figures import figures_on
from chibo_desktop.lists.qualifications import SORT_NAMES, level_words
from chibo_desktop.papers.occasion import iso_day, iso_of
from chibo_desktop.papers.range_head import RangeHead, cell_head
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class Listed(TypedDict):
    """One member; `levels` are schooling, profession, theory; `born`, `group`, `card` are "" where they are masked.

    `badges` as in "30 năm, số 12345678"; days are ISO, "" where none is held.
    """

    name: str
    office: str
    gender: str
    born: str
    group: str
    levels: list[str]
    admitted_on: str
    official_on: str
    card: str
    file_number: str
    badges: list[str]
    standing: str
    came_on: str
    left_on: str


class MemberBook(RangeHead):
    """`whole`: with what leaves masked otherwise. Members, official and probationary are those of `counted_on`."""

    whole: bool
    counted_on: str
    rows: list[Listed]
    members: int
    official: int
    probationary: int
    left: int


def member_book_values(store: Store, scope: Scope) -> MemberBook:
    """Of one cell; whole only for a reason, which is noted where the paper is saved."""
    day = scope.today
    rows = member_book(store, scope.organisation_id, scope.first, day)
    counted = figures_on(store, scope.organisation_id, day)
    return MemberBook(
        **cell_head(store, scope),
        whole=bool(scope.reason),
        counted_on=day.isoformat(),
        rows=[_listed(row, is_whole=bool(scope.reason)) for row in rows],
        members=counted.count("members") or 0,
        official=counted.count("official") or 0,
        probationary=counted.count("probationary") or 0,
        left=len(left_in(rows, scope.first)),
    )


def _listed(row: BookMember, *, is_whole: bool) -> Listed:
    member, facts = row.person.row, row.person.row.facts

    def shown(name: str) -> str:
        return facts.shown(name) if is_whole or name not in MASKED["member"] else ""

    levels = [level_words(sort, row.person.levels.of(sort)) for sort in SORT_NAMES]
    return Listed(
        name=member.name_shown,
        office=", ".join(part for part in (member.office_label, facts.text("other_office")) if part),
        gender=facts.shown("gender"),
        born=shown("birth_date"),
        group=shown("ethnic_group"),
        levels=[each or "–" for each in levels] if any(levels) else [],
        admitted_on=iso_day(facts, "admitted_on") or iso_day(facts, "decided_on"),
        official_on=iso_day(facts, "official_on"),
        card=shown("card_number"),
        file_number=facts.shown("file_number"),
        badges=[_badge(each) for each in row.badges],
        standing=member.standing_label if row.left_on is None else "",
        came_on=iso_of(row.came_on),
        left_on=iso_of(row.left_on),
    )


def _badge(row: BadgeRow) -> str:
    return f"{row.years} năm{f', số {row.number}' if row.number else ''}"
