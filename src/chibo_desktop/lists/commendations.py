"""Who was commended: the register of a desk, what those below and bodies above entered, the totals, and what meetings carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.cases import CaseRow, cases_at
from chibo_desktop.lists.roster import meeting_day, names_of
from chibo_desktop.lists.rows import NOT_SENT, Facts, find, made_order, select
from chibo_desktop.lists.said import one_book
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.store import Store

OBJECTS = {
    "grassroots": "Tổ chức cơ sở đảng",
    "cell": "Chi bộ",
    "body": "Đảng bộ khác",
    "member": "Đảng viên",
}
"""What is commended, as registers tell apart (practice.md A23)."""


@dataclass(frozen=True)
class CommendationRow:
    """One commendation. `whom` is the organisation or the member, `where` the cell of a member; `object` a key of OBJECTS."""

    id: str
    whom: str
    where: str
    object: str
    level: str
    level_label: str
    form: str
    decided_on: date | None
    paper: str
    reason: str
    body_id: str
    body_name: str
    facts: Facts


@dataclass(frozen=True)
class CarriedCase:
    """A commendation a finalised meeting carried that is in no register yet; `paper` is the number of its resolution."""

    id: str
    name: str
    member_id: str
    on: date
    paper: str


def register(store: Store, own: str) -> list[CommendationRow]:
    """What this body entered itself, the newest first."""
    known = organisations(store)
    rows = (_row(store, known, each) for each in select(store, "commendation"))
    return _sorted(row for row in rows if row.body_id == known.same(own))


def entered_elsewhere(store: Store, own: str) -> list[CommendationRow]:
    """What bodies above entered of this organisation and its members, and what those below entered of their own."""
    known = organisations(store)
    one, today = known.same(own), store.clock.now().date()
    below = {one, *known.at(today).under(one)}
    rows = (_row(store, known, each) for each in select(store, "commendation"))
    return _sorted(row for row in rows if row.body_id != one and _is_of(store, known, row, below))


def _is_of(store: Store, known: Organisations, row: CommendationRow, whom: set[str]) -> bool:
    """Whether it is for one of these, by itself or by a body above it: nobody is commended by a stranger."""
    of = _whose(store, known, row.facts)
    return of in whom and (row.body_id == of or row.body_id in known.certified_above(of))


def _whose(store: Store, known: Organisations, facts: Facts) -> str:
    organisation = facts.text("organisation_id")
    if organisation:
        return known.same(organisation)
    member = find(store, "member", facts.text("member_id"))
    return known.same(member.text("cell_id")) if member else ""


def _row(store: Store, known: Organisations, facts: Facts) -> CommendationRow:
    of, member = _whose(store, known, facts), facts.text("member_id")
    day = facts.day("decided_on") or store.clock.now().date()
    name = known.name(of, day) if of else ""
    body = known.same(facts.text("body_id"))
    return CommendationRow(
        id=facts.id,
        whom=(names_of(store, [member]).get(member, "") or f"Đảng viên (tên {NOT_SENT})") if member else name,
        where=name if member else "",
        object="member" if member else _object(known, of),
        level=facts.text("level"),
        level_label=facts.shown("level"),
        form=facts.text("form"),
        decided_on=facts.day("decided_on"),
        paper=facts.text("paper"),
        reason=facts.text("reason"),
        body_id=body,
        body_name=known.name(body, day),
        facts=facts,
    )


def _object(known: Organisations, organisation_id: str) -> str:
    """A commune's committee is one directly above cells; a cell that is grassroots counts with those bodies."""
    facts = known.facts(organisation_id)
    if known.kind(organisation_id) == "cell":
        return "grassroots" if facts is not None and facts.flag("grassroots") else "cell"
    return "grassroots" if known.kind(organisation_id) == "commune" else "body"


def _sorted(rows: Iterable[CommendationRow]) -> list[CommendationRow]:
    return sorted(rows, key=lambda row: (row.decided_on or date.min, made_order(row.id)), reverse=True)


def totals(rows: Sequence[CommendationRow]) -> Mapping[tuple[str, str], int]:
    """By level and object how many; only what there is of."""
    return Counter((row.level, row.object) for row in rows)


def total_words(rows: Sequence[CommendationRow]) -> str:
    """As "10 tổ chức cơ sở đảng, 4 chi bộ, 2 đảng viên"; "" for none."""
    counts = Counter(row.object for row in rows)
    parts = [f"{counts[key]} {words[:1].lower()}{words[1:]}" for key, words in OBJECTS.items() if counts[key]]
    return ", ".join(parts)


def proposed_cases(store: Store, own: str) -> list[CarriedCase]:
    """Commendations that finalised meetings of a cell carried and its register does not have, the newest first."""
    entered = {each.text("case_id") for each in select(store, "commendation", "case_id IS NOT NULL")}
    ids, is_one = together(store, "organisation", own), one_book(store)
    where = (
        f"{among('cell_id', ids)} AND finalised_at IS NOT NULL AND id IN"
        " (SELECT meeting_id FROM person_case WHERE matter = 'commendation')"
    )
    found = [
        _carried(store, meeting, row)
        for meeting in select(store, "meeting", where, ids)
        for row in cases_at(store, meeting.id)
        if row.matter == "commendation" and row.carried and row.facts.text("member_id")
        if row.facts.id not in entered and is_one(row.facts.book, meeting.book)
    ]
    return sorted(found, key=lambda case: (case.on, made_order(case.id)), reverse=True)


def _carried(store: Store, meeting: Facts, row: CaseRow) -> CarriedCase:
    number = row.resolution.count("number") if row.resolution else None
    cell = find(store, "organisation", meeting.text("cell_id"))
    sign = cell.text("sign") if cell else "CB"
    paper = f"Nghị quyết số {paper_number(number, 'NQ', sign)}" if number else ""
    return CarriedCase(row.facts.id, row.name, row.facts.text("member_id"), meeting_day(meeting), paper)
