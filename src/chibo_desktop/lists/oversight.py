"""Things to do and inspections as a page reads them: what is overdue, what was reported, who was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo_desktop.lists.rows import Facts, children, find, made_order, select
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules.deadlines import days_words
from chibo_desktop.store import Store


@dataclass(frozen=True)
class TaskReport:
    """What one organisation below said of something it was given."""

    organisation_id: str
    name: str
    result: str
    done_on: date | None


@dataclass(frozen=True)
class FollowUpRow:
    """Something to do or put right. `state` is done (settled by who gave it), reported (done by all asked), open or overdue.

    `where` is who has to do it ("mọi nơi trực thuộc" for all); `origin` the gathering or inspection it comes from.
    """

    id: str
    title: str
    sort: str
    sort_label: str
    body_name: str
    organisation_id: str
    where: str
    responsible: str
    due_on: date | None
    due_words: str
    state: str
    result: str
    done_on: date | None
    origin: str
    reports: tuple[TaskReport, ...]
    facts: Facts


STATES = {"overdue": "quá hạn", "open": "đang làm", "reported": "nơi làm báo đã xong", "done": "đã xong"}
TO_DO = ("overdue", "open")
"""The states of what is still to be done by the one it was given to."""
EVERYWHERE = "mọi nơi trực thuộc"

_UNSETTLED = "done_on IS NULL"


def follow_ups(store: Store, body: str, today: date, *, unsettled: bool = False) -> list[FollowUpRow]:
    """What a body gave or follows, overdue first, then the soonest due, the settled ones last, or without them."""
    found = select(store, "follow_up", _UNSETTLED if unsettled else "1")
    return _sorted([_row(store, each, today) for each in found if _same(store, each.text("body_id")) == body])


def given_to(
    store: Store, organisation_id: str, today: date, *, unsettled: bool = False
) -> list[FollowUpRow]:
    """What bodies above gave to an organisation, by name or with all others; its own shortcomings are `follow_ups`."""
    above = set(organisations(store).at(today).path(organisation_id)[1:])
    found = []
    for each in select(store, "follow_up", _UNSETTLED if unsettled else "1"):
        whose = each.text("organisation_id")
        if _same(store, each.text("body_id")) in above and (
            not whose or _same(store, whose) == organisation_id
        ):
            found.append(_row(store, each, today, reader=organisation_id))
    return _sorted(found)


def followed_below(store: Store, body: str, today: date) -> list[FollowUpRow]:
    """What organisations below follow on their own and have not settled, such as shortcomings; overdue first."""
    under = set(organisations(store).at(today).under(body))
    found = select(store, "follow_up", _UNSETTLED)
    return _sorted(
        [_row(store, each, today) for each in found if _same(store, each.text("body_id")) in under]
    )


def count_to_do(store: Store, organisation_id: str, today: date) -> int:
    """What a body above gave and was not told is done, with what is overdue or reported of its own."""
    given = given_to(store, organisation_id, today, unsettled=True)
    ours = follow_ups(store, organisation_id, today, unsettled=True)
    waiting = sum(row.state in TO_DO for row in given)
    return waiting + sum(row.state in ("overdue", "reported") for row in ours)


def follow_up_row(store: Store, follow_up_id: str, today: date, *, reader: str = "") -> FollowUpRow | None:
    """One of them, as who gave it sees it or, with a reader, as he does; None when it is not held or put away."""
    found = find(store, "follow_up", follow_up_id)
    return None if found is None or found.is_put_away else _row(store, found, today, reader=reader)


def _sorted(rows: Sequence[FollowUpRow]) -> list[FollowUpRow]:
    order = tuple(STATES)
    return sorted(rows, key=lambda row: (order.index(row.state), row.due_on or date.max, made_order(row.id)))


def _row(store: Store, facts: Facts, today: date, *, reader: str = "") -> FollowUpRow:
    due, done = facts.day("due_on"), facts.day("done_on")
    whose, names = facts.text("organisation_id"), organisations(store)
    reports = _reports(store, facts, today)
    return FollowUpRow(
        id=facts.id,
        title=facts.text("title"),
        sort=facts.text("sort"),
        sort_label=facts.shown("sort"),
        body_name=names.name(_same(store, facts.text("body_id")), today),
        organisation_id=whose,
        where=names.name(_same(store, whose), today) if whose else EVERYWHERE,
        responsible=facts.text("responsible"),
        due_on=due,
        due_words=days_words(due, today) if due and not done else "",
        state=_state(facts, reports, today, reader),
        result=facts.text("result"),
        done_on=done,
        origin=_origin(store, facts),
        reports=reports,
        facts=facts,
    )


def _state(facts: Facts, reports: Sequence[TaskReport], today: date, reader: str) -> str:
    """As the one who gave it sees it; with a reader, as he does: what he reported done is off his list."""
    due, whose = facts.day("due_on"), facts.text("organisation_id")
    if facts.day("done_on"):
        return "done"
    done = {each.organisation_id for each in reports if each.done_on}
    if reader in done or (not reader and whose and done):
        return "reported"
    return "overdue" if due is not None and due < today else "open"


def _reports(store: Store, facts: Facts, today: date) -> tuple[TaskReport, ...]:
    names = organisations(store)
    return tuple(
        TaskReport(where, names.name(where, today), each.text("result"), each.day("done_on"))
        for each in children(store, "follow_up_report", "follow_up_id", facts.id)
        if (where := _same(store, each.text("organisation_id")))
    )


def _origin(store: Store, facts: Facts) -> str:
    for kind, name, label in (
        ("gathering", "gathering_id", "title"),
        ("inspection", "inspection_id", "plan"),
    ):
        found = find(store, kind, facts.text(name)) if facts.text(name) else None
        if found is not None:
            return found.text(label) or found.shown("sort")
    return ""


def _same(store: Store, organisation_id: str) -> str:
    return organisations(store).same(organisation_id)


@dataclass(frozen=True)
class InspectionRow:
    """One inspection. `state` is planned, open (found something, not closed), overdue or closed."""

    id: str
    organisation_id: str
    name: str
    sort_label: str
    held_on: date | None
    due_on: date | None
    due_words: str
    state: str
    findings: str
    facts: Facts


INSPECTION_STATES = {
    "overdue": "quá hạn khắc phục",
    "open": "đang theo dõi",
    "planned": "chưa làm",
    "closed": "đã kết thúc",
}


def inspections(store: Store, body: str, today: date) -> list[InspectionRow]:
    """A body's inspections, those overdue first, then the newest."""
    order = tuple(INSPECTION_STATES)
    rows = [
        _inspection(store, each, today)
        for each in select(store, "inspection")
        if _same(store, each.text("body_id")) == body
    ]
    rows.sort(key=lambda row: row.held_on or date.max, reverse=True)
    return sorted(rows, key=lambda row: order.index(row.state))


def inspection_row(store: Store, inspection_id: str, today: date) -> InspectionRow | None:
    """One of them; None when it is not held or put away."""
    found = find(store, "inspection", inspection_id)
    return None if found is None or found.is_put_away else _inspection(store, found, today)


def _inspection(store: Store, facts: Facts, today: date) -> InspectionRow:
    held, due, closed = facts.day("held_on"), facts.day("due_on"), facts.day("closed_on")
    state = "closed" if closed else "planned" if held is None else "open"
    if state == "open" and due is not None and due < today:
        state = "overdue"
    where = _same(store, facts.text("organisation_id"))
    return InspectionRow(
        id=facts.id,
        organisation_id=where,
        name=organisations(store).name(where, held or today),
        sort_label=facts.shown("sort"),
        held_on=held,
        due_on=due,
        due_words=days_words(due, today) if due and not closed else "",
        state=state,
        findings=facts.text("findings"),
        facts=facts,
    )


@dataclass(frozen=True)
class Reached:
    """Of those directly below on a day, who was reached and who was not; ids, by name."""

    reached: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def every(self) -> int:
        return len(self.reached) + len(self.left)


def inspected(store: Store, body: str, first: date, last: date) -> Reached:
    """Whom of those directly below on the last day a body inspected between two days; each once."""
    held = {
        _same(store, each.text("organisation_id"))
        for each in select(store, "inspection")
        if _same(store, each.text("body_id")) == body
        and (day := each.day("held_on")) is not None
        and first <= day <= last
    }
    below = organisations(store).at(last).below(body)
    return Reached(tuple(one for one in below if one in held), tuple(one for one in below if one not in held))


def with_regulation(store: Store, body: str, day: date) -> Reached:
    """Which cells below have a regulation of their own in force on a day, and which have none."""
    cells = organisations(store).at(day).cells(body)
    have = {
        _same(store, each.text("body_id"))
        for each in select(store, "directive", "sort = 'regulation'")
        if (each.day("valid_from") or date.min) <= day <= (each.day("valid_until") or date.max)
    }
    return Reached(tuple(one for one in cells if one in have), tuple(one for one in cells if one not in have))
