"""Who was commended: the register of a desk, what those below and bodies above entered, the totals, and what meetings carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.cases import CaseRow, cases_at
from chibo_desktop.lists.lineage import came_before
from chibo_desktop.lists.roster import meeting_day, member_row
from chibo_desktop.lists.rows import NOT_SENT, Facts, find, made_order, select
from chibo_desktop.lists.said import ever_above, one_book
from chibo_desktop.lists.same import among, together
from chibo_desktop.lists.tree import Organisations, organisations
from chibo_desktop.rules.numbering import paper_number
from chibo_desktop.rules.standing import Standing
from chibo_desktop.store import Store
from chibo_desktop.store.known import known, reading

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
    """What this body entered itself, the newest first; a carried case two machines entered once."""
    held = organisations(store)
    one, cases = held.same(own), set[str]()
    found = []
    for each in select(store, "commendation"):
        case = each.text("case_id")
        if held.same(each.text("body_id")) == one and case not in cases:
            found.append(each)
            cases |= {case} - {""}
    return _rows(store, found)


def entered_elsewhere(store: Store, own: str) -> list[CommendationRow]:
    """What bodies above entered of this organisation and its members, and what those below entered of their own.

    Also of those that came before it, and before those below.
    """
    held = organisations(store)
    one, today = held.same(own), store.clock.now().date()
    below = {before for each in (one, *held.at(today).under(one)) for before in came_before(store, each)}
    every = select(store, "commendation")
    found = [
        each for each in every if held.same(each.text("body_id")) != one and _is_of(store, held, each, below)
    ]
    return _rows(store, found)


def _is_of(store: Store, held: Organisations, facts: Facts, whom: set[str]) -> bool:
    """Whether it is for one of these, by itself or by a body ever above it: nobody is commended by a stranger."""
    of, body = _whose(store, held, facts), held.same(facts.text("body_id"))
    return of in whom and (body == of or body in ever_above(store, of))


def _rows(store: Store, found: Sequence[Facts]) -> list[CommendationRow]:
    held = organisations(store)
    with reading(store):
        rows = [_row(store, held, each) for each in found]
    return sorted(rows, key=lambda row: (row.decided_on or date.min, made_order(row.id)), reverse=True)


def _whose(store: Store, held: Organisations, facts: Facts) -> str:
    organisation = facts.text("organisation_id")
    if organisation:
        return held.same(organisation)
    member = _member(store, facts)
    return held.same(member.text("cell_id")) if member else ""


def _member(store: Store, facts: Facts) -> Facts | None:
    one = facts.text("member_id")
    return _commended(store).get(one) or (find(store, "member", one) if one else None)


def _commended(store: Store) -> Mapping[str, Facts]:
    """By id the members commendations name, read at once; one joined to another since is not among them."""
    return known(store, "commended", lambda: _read_commended(store))


def _read_commended(store: Store) -> Mapping[str, Facts]:
    named = "id IN (SELECT member_id FROM commendation)"
    return {each.id: each for each in select(store, "member", named, away=True)}


def _row(store: Store, held: Organisations, facts: Facts) -> CommendationRow:
    of, member = _whose(store, held, facts), _member(store, facts)
    is_member = bool(facts.text("member_id"))
    day = facts.day("decided_on") or store.clock.now().date()
    name = held.name(of, day) if of else ""
    body = held.same(facts.text("body_id"))
    return CommendationRow(
        id=facts.id,
        whom=_name(member) if is_member else name,
        where=name if is_member else "",
        object="member" if is_member else _object(held, of),
        level=facts.text("level"),
        level_label=facts.shown("level"),
        form=facts.text("form"),
        decided_on=facts.day("decided_on"),
        paper=facts.text("paper"),
        reason=facts.text("reason"),
        body_id=body,
        body_name=held.name(body, day),
        facts=facts,
    )


def _name(member: Facts | None) -> str:
    shown = member_row(member, Standing(None)).name_shown if member else NOT_SENT
    return f"Đảng viên (tên {NOT_SENT})" if shown == NOT_SENT else shown


def _object(held: Organisations, organisation_id: str) -> str:
    """A commune's committee is one directly above cells; a cell that is grassroots counts with those bodies."""
    facts = held.facts(organisation_id)
    if held.kind(organisation_id) == "cell":
        return "grassroots" if facts is not None and facts.flag("grassroots") else "cell"
    return "grassroots" if held.kind(organisation_id) == "commune" else "body"


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
