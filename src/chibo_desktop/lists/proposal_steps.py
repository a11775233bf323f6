"""What bodies did with proposals, step by step, and which write made each record; what follows from it is not here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chibo_desktop.base.dates import VIETNAM
from chibo_desktop.lists.rows import Facts, select
from chibo_desktop.lists.said import body_of_devices
from chibo_desktop.lists.said_of_proposals import said_to_proposals
from chibo_desktop.lists.same import among
from chibo_desktop.store import Store


@dataclass(frozen=True)
class Written:
    """The first write of a record: into which book, by which device, its number, its place in the order of writing."""

    book: str
    device: str
    number: int
    order: tuple[int, int]

    @property
    def on(self) -> date:
        """The day by the clock of the machine that wrote it."""
        return datetime.fromtimestamp(self.order[0] / 1000, VIETNAM).date()


@dataclass(frozen=True)
class StepRow:
    """One step; `body_id` is the body whose device wrote it, whatever the record says."""

    id: str
    proposal_id: str
    sort: str
    label: str
    body_id: str
    taken_on: date | None
    competence: str
    field: str
    to_id: str
    agency: str
    paper_number: str
    paper_on: date | None
    due_on: date | None
    note: str
    outcome: str
    joined_id: str
    facts: Facts
    written: Written
    received_on: date | None = None

    @property
    def sent_on(self) -> date | None:
        """The day of its paper, else the day it was taken."""
        return self.paper_on or self.taken_on


def written_by_id(store: Store, kind: str, ids: Sequence[str] | None = None) -> Mapping[str, Written]:
    """Per record of a kind, or of these ids alone, its first write; one query."""
    where = "kind = ?" if ids is None else f"kind = ? AND {among('id', tuple(ids))}"
    rows = store.rows(f"SELECT id, b, d, n, ms, tick FROM head WHERE {where}", (kind, *(ids or ())))
    return {row["id"]: Written(row["b"], row["d"], row["n"], (row["ms"], row["tick"])) for row in rows}


def reopenings(store: Store, proposals: Sequence[str] | None = None) -> Mapping[str, Written]:
    """Per proposal opened again, of these or of all, the write that did; one query."""
    where = "1" if proposals is None else among("id", tuple(proposals))
    rows = store.rows(
        "SELECT id, b, d, n, ms, tick, over FROM head WHERE kind = 'proposal'"
        f" AND id IN (SELECT id FROM proposal WHERE reopened_on IS NOT NULL AND {where})",
        tuple(proposals or ()),
    )
    found = {}
    for row in rows:
        first = [row["d"], row["n"], row["ms"], row["tick"]]
        device, number, ms, tick = json.loads(row["over"]).get("reopened_on", first)[:4]
        found[row["id"]] = Written(row["b"], device, number, (ms, tick))
    return found


def body_of_device(store: Store, device: str) -> str:
    """The organisation that certified a device; "" for one nobody here knows."""
    return body_of_devices(store).get(device, "")


def steps_by_proposal(
    store: Store, proposals: Sequence[str] | None = None
) -> Mapping[str, Sequence[StepRow]]:
    """The steps of these proposals, or every one held, the earliest day first, of one day as they were written; of two
    that are one only the first.
    """
    where = "1" if proposals is None else among("proposal_id", tuple(proposals))
    facts = said_to_proposals(store, select(store, "proposal_step", where, tuple(proposals or ())))
    written = written_by_id(
        store, "proposal_step", None if proposals is None else [each.id for each in facts]
    )
    rows = [step_row(store, each, written[each.id]) for each in facts]
    held = {row.id for row in rows}
    found: defaultdict[str, list[StepRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: (each.taken_on or date.min, each.written.order)):
        if row.facts.text("twin_id") not in held:
            found[row.proposal_id].append(row)
    return found


def step_row(store: Store, facts: Facts, written: Written) -> StepRow:
    """A step's facts as a row."""
    return StepRow(
        id=facts.id,
        proposal_id=facts.text("proposal_id"),
        sort=facts.text("sort"),
        label=facts.shown("sort"),
        body_id=body_of_device(store, written.device),
        taken_on=facts.day("taken_on"),
        competence=facts.text("competence"),
        field=facts.text("field"),
        to_id=facts.text("to_id"),
        agency=facts.text("agency"),
        paper_number=facts.text("paper_number"),
        paper_on=facts.day("paper_on"),
        due_on=facts.day("due_on"),
        note=facts.text("note"),
        outcome=facts.text("outcome"),
        joined_id=facts.text("joined_id"),
        facts=facts,
        written=written,
        received_on=facts.day("received_on"),
    )


def newest_competence(steps: Sequence[StepRow], own: str) -> str:
    """Of the newest classification by its day, else what the proposal itself says; "" for none."""
    classified = [step.competence for step in steps if step.sort == "classified" and step.competence]
    return classified[-1] if classified else own


def joining(steps: Sequence[StepRow]) -> StepRow | None:
    """The step that joined a proposal to another, unless it was parted from it since."""
    newest = next((step for step in reversed(steps) if step.sort in ("joined", "parted")), None)
    return newest if newest is not None and newest.sort == "joined" else None


def joined_to(steps: Sequence[StepRow]) -> str:
    """The proposal this one was last joined to; "" for none, and where only a body above knows which."""
    step = joining(steps)
    return step.joined_id if step is not None else ""
