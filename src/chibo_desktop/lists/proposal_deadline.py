"""Which body a proposal's level means, when that body received it, and until when it has to answer; no state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.proposal_steps import StepRow, Written, body_of_device
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.deadlines import proposal_due
from chibo_desktop.store import Store
from chibo_desktop.store.known import known

if TYPE_CHECKING:
    from chibo_desktop.lists.proposal_rows import ProposalRow

_K = TypeVar("_K")
_M = TypeVar("_M", int, str)

LEVELS = ("cell", "commune", "upper", "centre")
"""The levels that can answer today, from below; those of a proposal's competence but the district that ended."""


@dataclass(frozen=True)
class Due:
    """Until when a body has to answer: how many working days the rule gives it from which day on, and the rule's sentence."""

    received_on: date
    due_on: date
    days: int
    rule: str
    sentence: str


def bodies_above(store: Store, cell_id: str) -> dict[str, str]:
    """Per level the body that stands for it above a cell, the cell itself among them.

    By certificates: whom the cell's book travels to is who can answer it, also while it is placed elsewhere already.
    """
    return known(store, ("bodies above", cell_id), lambda: _bodies_above(store, cell_id))


def _bodies_above(store: Store, cell_id: str) -> dict[str, str]:
    held = organisations(store)
    found: dict[str, str] = {}
    for one in (held.same(cell_id), *held.certified_above(cell_id)):
        found.setdefault(held.kind(one) or "cell", one)
    return found


def received_on(
    store: Store, proposal: Facts, written: Written, steps: Sequence[StepRow], level: str
) -> date | None:
    """The day the body of a level received a proposal; None while nothing here says so.

    The day the body itself gave last, that stamped on the paper, goes before what bundles say. Otherwise what was handed up under
    a numbered paper counts from the day of that paper; what was handed up without from the receipt that came on that day
    or later, else from that day; anything else from the earliest receipt. At the body's own desk the first bundle that
    can have brought it counts too, at the desk that wrote it the day it was raised. No body received a proposal later
    than it first took a step with it, or answered.
    """
    body = bodies_above(store, proposal.text("cell_id")).get(level, "")
    own = [step for step in steps if body and step.body_id == body]
    dealt = first_dealt(store, proposal.id, own, written, body)
    stamped = [step for step in own if step.received_on]
    if stamped:
        newest = max(stamped, key=lambda step: step.written.order).received_on
        return min((day for day in (newest, dealt) if day), default=None)
    raised = proposal.day("raised_on") or written.on
    if level == "cell" or (body and body_of_device(store, written.device) == body):
        return raised
    handed = [step for step in steps if step.sort == "handed_up" and _goes_to(step, level, body)]
    sent = min((day for step in handed if (day := step.sent_on)), default=None)
    below = tuple(bodies_above(store, proposal.text("cell_id")).values())
    days = _days_received(store, body, below, written, raised) if body else []
    days += [day for step in handed for day in _days_of_receipts(store, body, step.written)]
    days += [day for step in handed if step.paper_number and (day := step.sent_on)]
    days += [dealt] if dealt else []
    return min((day for day in days if sent is None or day >= sent), default=sent)


def first_dealt(
    store: Store, proposal_id: str, own: Iterable[StepRow], written: Written, body: str
) -> date | None:
    """The day of the first step other than receiving that a body took, of these of its own, or of its first answer."""
    days = [day for step in own if step.sort != "received" and (day := step.taken_on)]
    return min([*days, *_days_answered(store, proposal_id, body, written)], default=None)


def came_on(store: Store, row: ProposalRow, level: str) -> date | None:
    """The same of a row, since it was raised or opened again: what a form offers before somebody types the stamp's day."""
    return received_on(store, row.facts, row.asked, row.live_steps, level)


def _days_answered(store: Store, proposal_id: str, body: str, written: Written) -> list[date]:
    """The days of a body's answers written after the write from which one is owed."""
    answers = known(store, "days answered", lambda: _answers_by_proposal(store))
    return [
        day
        for device, order, day in answers.get(proposal_id, ())
        if order > written.order and body_of_device(store, device) == body
    ]


def _answers_by_proposal(store: Store) -> Mapping[str, Sequence[tuple[str, tuple[int, int], date]]]:
    """Per proposal the device that wrote each answer, its place in the order of writing, and its day."""
    found: defaultdict[str, list[tuple[str, tuple[int, int], date]]] = defaultdict(list)
    for row in store.rows(
        "SELECT a.proposal_id, a.answered_on, h.d, h.ms, h.tick FROM answer a JOIN head h ON h.id = a.id"
        " WHERE h.kind = 'answer' AND a.answered_on IS NOT NULL AND COALESCE(a.put_away, 0) = 0"
    ):
        day = date.fromisoformat(row["answered_on"])
        found[row["proposal_id"]].append((row["d"], (row["ms"], row["tick"]), day))
    return found


def _goes_to(step: StepRow, level: str, body: str) -> bool:
    return step.to_id == body if step.to_id else step.competence == level


def _days_received(
    store: Store, body: str, line: tuple[str, ...], written: Written, raised: date
) -> list[date]:
    days = _days_of_receipts(store, body, written)
    if body != own_organisation(store):
        return days
    made = datetime.fromtimestamp(written.order[0] // 1000, VIETNAM).isoformat(timespec="seconds")
    bundles = known(store, "bundles that came", lambda: _bundles_that_came(store))
    came = min((day for org in line if (day := _first_from(bundles.get(org, ()), made))), default=raised)
    return [*days, came]


def _days_of_receipts(store: Store, body: str, written: Written) -> list[date]:
    """The day on which a body first signed that it holds the write; [] while it has not."""
    receipts = known(store, "receipts by chain", lambda: _receipts_by_chain(store))
    signed = _first_from(receipts.get((written.book, written.device, body), ()), written.number)
    return [signed] if signed else []


def _receipts_by_chain(store: Store) -> Mapping[tuple[str, str, str], Sequence[tuple[int, date]]]:
    """Per book, device and body that signed: from the highest entry down, the day by which that many were held."""
    return _earliest(
        ((row["book"], row["of_device"], row["body"]), row["n"], row["at"])
        for row in store.rows("SELECT book, of_device, body, n, at FROM receipt ORDER BY n DESC")
    )


def _bundles_that_came(store: Store) -> Mapping[str, Sequence[tuple[str, date]]]:
    """Per organisation: from the bundle made last back, the day the earliest of those made then or later was read."""
    return _earliest(
        (row["from_org"], row["made"], row["at"])
        for row in store.rows(
            "SELECT from_org, made, at FROM bundle_in WHERE result = 'read' AND made IS NOT NULL ORDER BY made DESC"
        )
    )


def _earliest(found: Iterable[tuple[_K, _M, str]]) -> Mapping[_K, Sequence[tuple[_M, date]]]:
    """Per key its marks, falling, each with the earliest day of those so far."""
    kept: defaultdict[_K, list[tuple[_M, date]]] = defaultdict(list)
    for key, mark, at in found:
        day, before = datetime.fromisoformat(at).date(), kept[key]
        before.append((mark, min(day, before[-1][1]) if before else day))
    return kept


def _first_from(marks: Sequence[tuple[_M, date]], least: _M) -> date | None:
    """The earliest day of the marks from one on; None where there is none."""
    reach = [day for mark, day in marks if mark >= least]
    return reach[-1] if reach else None


def is_receipted(store: Store, body: str, written: Written) -> bool:
    """Whether a body signed that it holds the write."""
    return bool(_days_of_receipts(store, body, written))


def first_receipt(store: Store, body: str, written: Written) -> date | None:
    """The day on which it first did; None while it has not."""
    return next(iter(_days_of_receipts(store, body, written)), None)


def due_of(
    store: Store, proposal: Facts, written: Written, steps: Sequence[StepRow], level: str
) -> Due | None:
    """Until when the body of a level has to answer; None for civic matters, and while nobody knows it was received.

    A commune that is a grassroots organisation has the limit of one (practice.md 2.e): the level as it is set up here.
    """
    if proposal.text("party_matter") != "party" or level not in LEVELS:
        return None
    came = received_on(store, proposal, written, steps, level)
    return None if came is None else _due(store, came, rule_level(store, proposal.text("cell_id"), level))


def rule_level(store: Store, cell_id: str, level: str) -> str:
    """The name the rule knows a level by: a commune set up as a grassroots organisation is `grassroots`."""
    is_one = level == "commune" and is_grassroots(store, bodies_above(store, cell_id).get(level, ""))
    return "grassroots" if is_one else level


def is_grassroots(store: Store, body: str) -> bool:
    """Whether a body is set up as a grassroots organisation (đảng bộ, chi bộ cơ sở)."""
    facts = organisations(store).facts(body)
    return facts is not None and facts.flag("grassroots")


def _due(store: Store, came: date, level: str) -> Due:
    def work_out() -> Due:
        found = proposal_due(came, level)
        rule = guidance.in_force("proposals", came)
        return Due(came, found.due_on, int(rule.values["working_days"][level]), found.rule, found.sentence)

    return known(store, ("proposal due", came, level), work_out)
