"""How members were rated for a year: what meetings carried, what a body above decided, what a cell typed of years before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.cases import cases_at
from chibo_desktop.lists.every_member import periods_of_all
from chibo_desktop.lists.lineage import came_before, followers
from chibo_desktop.lists.member_tasks import LedTask, led_in_year
from chibo_desktop.lists.moved import people_by_record, records_before
from chibo_desktop.lists.own_and_told import is_told, own_first
from chibo_desktop.lists.roster import MemberRow, list_members
from chibo_desktop.lists.rows import Facts, find, made_order, select
from chibo_desktop.lists.said import one_book, reader_of_ids
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.ratings import MEMBERS, Grade, Scale, rated_year, scale_of
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, reading

REVIEW = "review"
"""The kind of meeting at which the year is looked back on."""


@dataclass(frozen=True)
class Word:
    """One grade given to a member. `source`: "meeting" (its id in `meeting_id`), "cell" (typed) or "body" (decided above)."""

    year: int
    grade: Grade
    source: str
    meeting_id: str = ""
    basis: str = ""
    decided_on: date | None = None


@dataclass(frozen=True)
class MemberYear:
    """One member in a year. `is_asked`: the rating of that year is for this member; `tasks` were due, or given, in it."""

    row: MemberRow
    decided: Word | None
    said: Word | None
    is_asked: bool
    tasks: Sequence[LedTask]

    @property
    def word(self) -> Word | None:
        """What counts: the decision of a body above, else what the cell said."""
        return self.decided or self.said


@dataclass(frozen=True)
class CellYear:
    """The members of one cell counted by grade; `left` have to be rated and are not."""

    id: str
    name: str
    counts: Mapping[str, int]
    rated: int
    left: int


def rated_at_meetings(store: Store, cell_id: str) -> Mapping[tuple[str, int], Word]:
    """By member and year what a finalised meeting of the cell carried; of several the last yearly review counts, before any other."""
    return known(store, ("rated at meetings", cell_id), lambda: _rated_at_meetings(store, cell_id))


def _rated_at_meetings(store: Store, cell_id: str) -> Mapping[tuple[str, int], Word]:
    ids, is_one = together(store, "organisation", cell_id), one_book(store)
    where = (
        f"{among('cell_id', ids)} AND finalised_at IS NOT NULL AND id IN"
        " (SELECT meeting_id FROM person_case WHERE matter = 'rating')"
    )
    meetings = select(store, "meeting", where, ids)
    found: dict[tuple[str, int], Word] = {}
    for meeting in sorted(meetings, key=_weight):
        year = rated_year(meeting.text("period"))
        scale = scale_of(MEMBERS, year)
        for case in cases_at(store, meeting.id):
            grade = case.facts.text("rating") if case.matter == "rating" and case.carried else ""
            if grade and is_one(case.facts.book, meeting.book):
                member = case.facts.text("member_id")
                found[member, year] = Word(year, scale.grade(grade), "meeting", meeting.id)
    return found


def _weight(meeting: Facts) -> tuple[bool, str, tuple[int, str]]:
    return meeting.text("kind") == REVIEW, meeting.text("period"), made_order(meeting.id)


def said_at_meetings(store: Store, cell_id: str, members: Sequence[str], year: int) -> Mapping[str, Word]:
    """By member what finalised meetings carried for a year, of the cell and of those it came from or gave way to."""
    whose = people_by_record(store, members)
    line = dict.fromkeys((*reversed(came_before(store, cell_id)), *followers(store, cell_id)))
    return {
        whose[member]: word
        for cell in line
        for (member, of), word in rated_at_meetings(store, cell).items()
        if of == year and member in whose
    }


def own_member_ratings(store: Store, own: str, member_id: str, year: int) -> list[Facts]:
    """What this desk itself wrote of a member for a year: a cell in its own book, a body in what it sent down.

    More than one only where two machines wrote one each; the last counts.
    """
    member = find(store, "member", member_id)
    if member is None:
        return []
    same = reader_of_ids(store)
    is_cell = same(member.text("cell_id")) == same(own)
    return [each for each in _written(store, (member.id,), year) if is_told(each) != is_cell]


def _written(store: Store, member_ids: Sequence[str], year: int | None = None) -> list[Facts]:
    """The cell's own words first; the last of each side counts."""
    ids = tuple(one for member in member_ids for one in together(store, "member", member))
    if not ids:
        return []
    of_year = "" if year is None else f" AND year = {int(year)}"
    return own_first(select(store, "member_rating", f"{among('member_id', ids)}{of_year}", ids))


def member_years(
    store: Store, cell_id: str, year: int, today: date, *, with_tasks: bool = True
) -> list[MemberYear]:
    """Those on the list on the last day of the year, or today in the year that runs; by given name.

    Also who left, died or went over to another cell since; what was said of a person in the list before or after
    counts here. Without `with_tasks` none is read.
    """
    day = min(date(year, 12, 31), today)
    scale, rows = scale_of(MEMBERS, year), _on_list(store, cell_id, day)
    whose = people_by_record(store, [row.id for row in rows])
    written = _by_source(_written(store, tuple(whose), year), scale, whose)
    meetings = said_at_meetings(store, cell_id, [row.id for row in rows], year)
    tasks = _led(store, cell_id, year, today, whose) if with_tasks else {}
    return [
        MemberYear(
            row,
            written.get((row.id, "body")),
            meetings.get(row.id) or written.get((row.id, "cell")),
            _is_asked(row, scale, year),
            tasks.get(row.id, ()),
        )
        for row in rows
    ]


def _on_list(store: Store, cell_id: str, day: date) -> list[MemberRow]:
    """As `list_members`, also whoever was put away since."""
    periods = periods_of_all(store)
    return [
        row
        for row in list_members(store, cell_id, day, former=True)
        if row.standing.membership or not (row.facts.is_put_away or periods.get(row.id))
    ]


def _led(
    store: Store, cell_id: str, year: int, today: date, whose: Mapping[str, str]
) -> Mapping[str, Sequence[LedTask]]:
    found: dict[str, list[LedTask]] = {}
    for cell in reversed(came_before(store, cell_id)):
        for member, tasks in led_in_year(store, cell, year, today).items():
            found.setdefault(whose.get(member, member), []).extend(tasks)
    return found


def _by_source(written: list[Facts], scale: Scale, whose: Mapping[str, str]) -> dict[tuple[str, str], Word]:
    """The last word of each side; a grade not sent to this level says nothing."""
    found: dict[tuple[str, str], Word] = {}
    for each in written:
        if "grade" not in each.absent:
            word = _word(each, scale)
            found[whose.get(each.text("member_id"), each.text("member_id")), word.source] = word
    return found


def _word(facts: Facts, scale: Scale) -> Word:
    return Word(
        facts.count("year") or 0,
        scale.grade(facts.text("grade")),
        "body" if is_told(facts) else "cell",
        basis=facts.text("basis"),
        decided_on=facts.day("decided_on"),
    )


def _is_asked(row: MemberRow, scale: Scale, year: int) -> bool:
    """Not of those exempt or suspended, nor of those admitted too short a time before the end of the year."""
    standing, admitted = row.standing, row.facts.day("admitted_on")
    is_new = bool(scale.new_months and admitted and admitted > date(year, 13 - scale.new_months, 1))
    return standing.is_listed and not (standing.exempt or standing.suspended or is_new)


def years_of_member(store: Store, cell_id: str, member_id: str) -> list[tuple[int, Word | None, Word | None]]:
    """Year, what a body decided and what the cell said, the newest year first; also in the lists before this one."""
    found: dict[int, dict[str, Word]] = {}
    ids = (member_id, *records_before(store, member_id))
    for each in _written(store, ids):
        if "grade" in each.absent:
            continue
        word = _word(each, scale_of(MEMBERS, each.count("year") or 0))
        found.setdefault(word.year, {})[word.source] = word
    for cell in reversed(came_before(store, cell_id)):
        for (member, year), word in rated_at_meetings(store, cell).items():
            if member in ids:
                found.setdefault(year, {})["cell"] = word
    return [(year, each.get("body"), each.get("cell")) for year, each in sorted(found.items(), reverse=True)]


def cell_years(store: Store, body: str, year: int, today: date) -> list[CellYear]:
    """Per cell directly below on the last day of the year, or today, how many members were given each grade."""
    tree_day = min(date(year, 12, 31), today)
    names = organisations(store)
    tree = names.at(tree_day)
    cells = [one for one in tree.below(names.same(body)) if tree.nodes[one].kind == "cell"]
    with reading(store):
        return [_cell_year(store, cell, tree.nodes[cell].name, year, today) for cell in cells]


def _cell_year(store: Store, cell: str, name: str, year: int, today: date) -> CellYear:
    rows = member_years(store, cell, year, today, with_tasks=False)
    counts = Counter(row.word.grade.key for row in rows if row.word)
    left = sum(row.is_asked and row.word is None for row in rows)
    return CellYear(cell, name, counts, counts.total(), left)


def best_warning(cells: Sequence[CellYear], year: int) -> str:
    """Said where over all cells together more than allowed are best: the share is of the whole grassroots body."""
    total: Counter[str] = Counter()
    for each in cells:
        total.update(each.counts)
    return scale_of(MEMBERS, year).too_many(total)
