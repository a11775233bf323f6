"""What finalised minutes say of candidates: which person considered is which candidate, and what the vote came to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from weakref import WeakKeyDictionary

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.base.text import fold
from chibo_desktop.lists.ballot_base import Bases
from chibo_desktop.lists.ballots import ballot_row
from chibo_desktop.lists.births import born_apart
from chibo_desktop.lists.cases import cases_at
from chibo_desktop.lists.roster import meeting_day, people_at
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.said import one_book
from chibo_desktop.lists.tree import organisations
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

RESOLVED_BY = {"admission": "resolved", "full_membership": "official_resolved"}
"""By the matter of a person considered the step that is reached when the vote carries."""
_OF_CASES = "SELECT id FROM person_case WHERE matter IN ('admission', 'full_membership')"
_ABOUT = (
    f"SELECT m.*, c.* FROM person_case c JOIN meeting m ON m.id = c.meeting_id WHERE c.id IN ({_OF_CASES})",
    f"SELECT * FROM ballot WHERE case_id IN ({_OF_CASES})",
    f"SELECT * FROM resolution WHERE case_id IN ({_OF_CASES})",
)


class Considered:
    """One person considered for admission or full membership at a finalised meeting; the vote is counted when asked for."""

    def __init__(self, case: Facts, meeting: Facts, votes: Sequence[Facts], number: int | None) -> None:
        self.case, self.meeting, self.number = case, meeting, number
        self.on, self.step = meeting_day(meeting), RESOLVED_BY[case.text("matter")]
        self._last = max(votes, key=lambda vote: vote.count("round") or 1, default=None)
        self._counted: tuple[int, bool | None] = (-1, None)

    def carried(self, store: Store) -> bool | None:
        """What the newest round came to; None where no vote can be read.

        The base was kept when the minutes were finalised; of a vote without one it follows from who was there.
        """
        if self._last is None:
            return None
        has_base = self._last.count("base_count") is not None
        stamp = 0 if has_base else _written_of_rolls(store)
        if self._counted[0] != stamp:
            people = () if has_base else people_at(store, self.meeting.id)
            base = Bases(self.meeting, people).of(self._last)
            result = ballot_row(self.meeting, self._last, base).result
            self._counted = stamp, result.carried if result else None
        return self._counted[1]

    def sentence(self, store: Store) -> str:
        """The result in full."""
        rows = cases_at(store, self.meeting.id)
        return next((row.sentence for row in rows if row.facts.id == self.case.id), "")

    def mark(self, store: Store) -> int:
        """Differs as soon as something else is to be said of it."""
        return hash((self.case.id, self.meeting.id, self.on, self.number, self.carried(store), id(self)))


def _written_of_rolls(store: Store) -> int:
    """How often anything that says who was there was written."""
    sql = "SELECT count(*) AS n FROM touched WHERE kind IN ('attendance', 'standing', 'member')"
    return known(store, "writes of rolls", lambda: int(store.rows(sql)[0]["n"]))


@dataclass(frozen=True)
class _Kept:
    mark: int
    found: Sequence[Considered]


_KEPT: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


def considered(store: Store, around: int) -> Sequence[Considered]:
    """Everybody considered, the earliest first; kept over writes while none of these records changed, nor `around`."""
    mark = hash((around, *(hash(tuple(row)) for sql in _ABOUT for row in store.rows(sql))))
    kept = _KEPT.get(store)
    if kept is None or kept.mark != mark:
        kept = _KEPT[store] = _Kept(mark, _read(store))
    return kept.found


def _read(store: Store) -> Sequence[Considered]:
    cases = select(store, "person_case", f"id IN ({_OF_CASES})")
    of_these = f"id IN (SELECT meeting_id FROM person_case WHERE id IN ({_OF_CASES}))"
    meetings = {each.id: each for each in select(store, "meeting", of_these) if each.moment("finalised_at")}
    votes: defaultdict[str, list[Facts]] = defaultdict(list)
    for vote in select(store, "ballot", f"case_id IN ({_OF_CASES})"):
        votes[vote.text("case_id")].append(vote)
    papers = {each.text("case_id"): each for each in select(store, "resolution", f"case_id IN ({_OF_CASES})")}
    is_one, found = one_book(store), []
    for case in cases:
        meeting = meetings.get(case.text("meeting_id"))
        if meeting is None or not is_one(case.book, meeting.book):  # nobody adds to the minutes of another
            continue
        own = [vote for vote in votes[case.id] if is_one(vote.book, meeting.book)]
        paper = papers.get(case.id)
        found.append(Considered(case, meeting, own, paper.count("number") if paper else None))
    return sorted(found, key=lambda each: each.on)


def by_candidate(
    store: Store, every: Sequence[Considered], candidates: Iterable[Facts]
) -> Mapping[str, list[Considered]]:
    """By candidate the considerations that are about them, the earliest first."""
    people = _People(store, candidates)
    found: defaultdict[str, list[Considered]] = defaultdict(list)
    for each in every:
        if candidate_id := people.about(each):
            found[candidate_id].append(each)
    return found


class _People:
    """The candidates by what a case may name them by, each within their cell."""

    def __init__(self, store: Store, candidates: Iterable[Facts]) -> None:
        self._store, self._same = store, organisations(store).same
        self._by_id: dict[str, Facts] = {}
        self._by_member: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
        for each in candidates:
            cell, member = self._same(each.text("cell_id")), each.text("member_id")
            self._by_id[each.id] = each
            if member:
                self._by_member[cell, member].append(each)
            if name := fold(each.text("full_name")):
                self._by_name[cell, name].append(each)

    def about(self, one: Considered) -> str:
        """Whom a case is about: the one of this cell it names, the one the member was, or the only one of that name."""
        cell, member = self._same(one.meeting.text("cell_id")), one.case.text("member_id")
        if named := self._by_id.get(one.case.text("candidate_id")):
            return named.id if self._same(named.text("cell_id")) == cell else ""
        if member:
            found = self._by_member[cell, member]
        else:
            alike = self._by_name[cell, fold(one.case.text("full_name"))]
            found = [each for each in alike if self._may_be(each, one)]
        return found[0].id if len(found) == 1 else ""

    def _may_be(self, candidate: Facts, one: Considered) -> bool:
        """A name alone says little: only while they were prepared, and where nobody else on the list is called so."""
        if one.on < self._begun.get(candidate.id, date.max) or born_apart(candidate, one.case):
            return False
        listed = self._listed.get(fold(candidate.text("full_name")), ())
        others = (each for each in listed if each.id != candidate.text("member_id"))
        same_cell = (
            each
            for each in others
            if self._same(each.text("cell_id")) == self._same(candidate.text("cell_id"))
        )
        return all(born_apart(each, one.case) or _was_member(each, one.on) for each in same_cell)

    @cached_property
    def _begun(self) -> Mapping[str, date]:
        """By candidate the first step of the cell, else the day the record was made."""
        made = self._store.rows("SELECT id, ms FROM head WHERE kind = 'candidate'")
        found = {row["id"]: datetime.fromtimestamp(row["ms"] / 1_000, VIETNAM).date() for row in made}
        steps = self._store.rows(
            'SELECT s.candidate_id AS id, min(s."on") AS first FROM candidate_step s JOIN candidate c'
            " ON c.id = s.candidate_id AND c._book = s._book"
            " WHERE COALESCE(s.put_away, 0) = 0 AND s.\"on\" <> '' GROUP BY s.candidate_id"
        )
        told = (Facts("candidate_step", row["id"], {"on": row["first"]}) for row in steps)
        return found | {each.id: on for each in told if (on := each.day("on")) is not None}

    @cached_property
    def _listed(self) -> Mapping[str, list[Facts]]:
        """By folded name the members of these cells, whoever left too; names that no candidate has are left out."""
        names, found = {name for _, name in self._by_name}, defaultdict[str, list[Facts]](list)
        for row in self._store.rows("SELECT id, full_name FROM member WHERE full_name <> ''"):
            if (name := fold(row["full_name"])) in names:
                found[name] += select(self._store, "member", "id = ?", (row["id"],), away=True)
        return found


def _was_member(member: Facts, day: date) -> bool:
    """Already then, so that the meeting admitted somebody else."""
    since = member.day("decided_on") or member.day("admitted_on")
    return since is not None and since < day
