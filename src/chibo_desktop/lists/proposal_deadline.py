"""Which body a proposal's level means, when that body received it, and until when it has to answer; no state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.exchange import own_organisation
from chibo_desktop.lists.proposal_steps import StepRow, Written, body_of_device
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.same import among
from chibo_desktop.lists.tree import organisations
from chibo_desktop.rules import guidance
from chibo_desktop.rules.deadlines import proposal_due
from chibo_desktop.store import Store
from chibo_desktop.store.certificates import path_up
from chibo_desktop.store.known import known

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
    """Per level the body that stands for it above a cell today, the cell itself among them."""
    return known(store, ("bodies above", cell_id), lambda: _bodies_above(store, cell_id))


def _bodies_above(store: Store, cell_id: str) -> dict[str, str]:
    tree = organisations(store).at(store.clock.now().date())
    path = tree.path(cell_id) or tuple(path_up(store, cell_id))
    found: dict[str, str] = {}
    for one in path:
        node = tree.nodes.get(one)
        found.setdefault(node.kind if node else "cell", one)
    return found


def received_on(
    store: Store, proposal: Facts, written: Written, steps: Sequence[StepRow], level: str
) -> date | None:
    """The day the body of a level received a proposal; None while nothing here says so.

    What was handed up counts from the receipt that came on that day or later, else from the day of the paper it was
    handed up with; anything else from the earliest receipt. At the body's own desk the first bundle that can have
    brought it counts too, at the desk that wrote it the day it was raised.
    """
    raised = proposal.day("raised_on") or written.on
    body = bodies_above(store, proposal.text("cell_id")).get(level, "")
    handed = [step for step in steps if step.sort == "handed_up" and _goes_to(step, level, body)]
    sent = min((day for step in handed if (day := step.sent_on)), default=None)
    if level == "cell" or (body and body_of_device(store, written.device) == body):
        return raised
    below = tuple(bodies_above(store, proposal.text("cell_id")).values())
    days = _days_received(store, body, below, written, raised) if body else []
    days += [day for step in handed for day in _days_of_receipts(store, body, step.written)]
    return min((day for day in days if sent is None or day >= sent), default=sent)


def _goes_to(step: StepRow, level: str, body: str) -> bool:
    return step.to_id == body if step.to_id else step.competence == level


def _days_received(
    store: Store, body: str, line: tuple[str, ...], written: Written, raised: date
) -> list[date]:
    days = _days_of_receipts(store, body, written)
    if body != own_organisation(store):
        return days
    made = datetime.fromtimestamp(written.order[0] // 1000, VIETNAM).isoformat(timespec="seconds")
    came = store.value(
        f"SELECT MIN(at) FROM bundle_in WHERE result = 'read' AND made >= ? AND {among('from_org', line)}",
        (made, *line),
    )
    return [*days, datetime.fromisoformat(came).date() if came else raised]


def _days_of_receipts(store: Store, body: str, written: Written) -> list[date]:
    """The day on which a body first signed that it holds the write; [] while it has not."""
    signed = store.value(
        "SELECT MIN(at) FROM receipt WHERE book = ? AND of_device = ? AND body = ? AND n >= ?",
        (written.book, written.device, body, written.number),
    )
    return [datetime.fromisoformat(signed).date()] if signed else []


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
    if level != "commune":
        return level
    node = (
        organisations(store)
        .at(store.clock.now().date())
        .nodes.get(bodies_above(store, cell_id).get("commune", ""))
    )
    return "grassroots" if node is not None and node.is_grassroots else level


def _due(store: Store, came: date, level: str) -> Due:
    def work_out() -> Due:
        found = proposal_due(came, level)
        rule = guidance.in_force("proposals", came)
        return Due(came, found.due_on, int(rule.values["working_days"][level]), found.rule, found.sentence)

    return known(store, ("proposal due", came, level), work_out)
