"""The values of the papers about oversight: things to do, inspections and regulations, gatherings; layout stands in forms/."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from chibo_desktop.lists.gatherings import GatheringRow, gathering_row, gatherings, participants, turnout
from chibo_desktop.lists.oversight import (
    INSPECTION_STATES,
    STATES,
    FollowUpRow,
    InspectionRow,
    follow_ups,
    inspected,
    inspections,
    with_regulation,
)
from chibo_desktop.lists.roster import names_of
from chibo_desktop.lists.rows import Facts
from chibo_desktop.lists.tree import organisations
from chibo_desktop.papers.occasion import iso_of
from chibo_desktop.papers.range_head import RangeHead, range_head
from chibo_desktop.papers.scope import Scope
from chibo_desktop.store import Store


class Duty(TypedDict):
    """One thing to do; `told` are the results of those below, each as "nơi: kết quả"."""

    title: str
    where: str
    responsible: str
    origin: str
    due_on: str
    state: str
    result: str
    done_on: str
    told: list[str]


class DutyBook(RangeHead):
    """What a body follows: everything unsettled, and what was settled in the range."""

    rows: list[Duty]
    done: int
    overdue: int


class Inspected(TypedDict):
    name: str
    sort: str
    plan: str
    held_on: str
    findings: str
    due_on: str
    state: str
    closing: str


class InspectionBook(RangeHead):
    """Inspections of the range, planned ones too; `reached` of `every` directly below; `left` by name.

    `regulated` of `cells` have a regulation in force on the last day, `unregulated` by name have none.
    """

    rows: list[Inspected]
    reached: int
    every: int
    left: list[str]
    regulated: int
    cells: int
    unregulated: list[str]


class Held(TypedDict):
    title: str
    sort: str
    held_on: str
    organiser: str
    topic: str
    heads: int
    organisations: int


class Attender(TypedDict):
    name: str
    place: str
    group: str
    heads: int


class GatheringPaper(RangeHead):
    """One gathering with its people (`one` true), or those of a range; `heads` each time, `persons` each once."""

    one: bool
    place: str
    conclusions: str
    gatherings: list[Held]
    people: list[Attender]
    heads: int
    persons: int
    unnamed: int


def duty_values(store: Store, scope: Scope) -> DutyBook:
    """Of a body, or of a cell what it follows on its own."""
    every = follow_ups(store, scope.organisation_id, scope.issued_on)
    rows = [row for row in every if row.done_on is None or scope.first <= row.done_on <= scope.last]
    states = [row.state for row in rows]
    return DutyBook(
        **range_head(store, scope),
        rows=[_duty(row) for row in rows],
        done=states.count("done"),
        overdue=states.count("overdue"),
    )


def _duty(row: FollowUpRow) -> Duty:
    return Duty(
        title=row.title,
        where=row.where,
        responsible=row.responsible,
        origin=row.origin or row.sort_label,
        due_on=iso_of(row.due_on),
        state=STATES[row.state],
        result=row.result,
        done_on=iso_of(row.done_on),
        told=[f"{each.name}: {each.result or 'đã xong'}" for each in row.reports],
    )


def inspection_values(store: Store, scope: Scope) -> InspectionBook:
    """The inspections of a body in the range, whom they reached, and which cells have a regulation."""
    body, names = scope.organisation_id, organisations(store)
    every = inspections(store, body, scope.issued_on)
    rows = [row for row in every if row.held_on is None or scope.first <= row.held_on <= scope.last]
    reached, regulated = (
        inspected(store, body, scope.first, scope.last),
        with_regulation(store, body, scope.last),
    )
    return InspectionBook(
        **range_head(store, scope),
        rows=[_inspected(row) for row in sorted(rows, key=lambda row: row.held_on or date.max)],
        reached=len(reached.reached),
        every=reached.every,
        left=[names.name(one, scope.last) for one in reached.left],
        regulated=len(regulated.reached),
        cells=regulated.every,
        unregulated=[names.name(one, scope.last) for one in regulated.left],
    )


def _inspected(row: InspectionRow) -> Inspected:
    return Inspected(
        name=row.name,
        sort=row.sort_label,
        plan=row.facts.text("plan"),
        held_on=iso_of(row.held_on),
        findings=row.findings,
        due_on=iso_of(row.due_on),
        state=INSPECTION_STATES[row.state],
        closing=row.facts.text("closing"),
    )


def gathering_values(store: Store, scope: Scope) -> GatheringPaper:
    """Of the gathering `scope.record_id` everybody who took part; without one the gatherings of the range."""
    told = gathering_row(store, scope.record_id) if scope.record_id else None
    rows = [told] if told else _held_within(store, scope)
    counted = turnout(store, rows)
    return GatheringPaper(
        **range_head(store, scope),
        one=told is not None,
        place=told.facts.text("place") if told else "",
        conclusions=told.facts.text("conclusions") if told else "",
        gatherings=[_held(row) for row in rows],
        people=_people(store, told, scope.last) if told else [],
        heads=counted.heads,
        persons=counted.persons,
        unnamed=counted.unnamed,
    )


def _held_within(store: Store, scope: Scope) -> list[GatheringRow]:
    rows = gatherings(store, scope.organisation_id)[::-1]
    return [row for row in rows if row.held_on is not None and scope.first <= row.held_on <= scope.last]


def _held(row: GatheringRow) -> Held:
    return Held(
        title=row.title,
        sort=row.sort_label,
        held_on=iso_of(row.held_on),
        organiser=row.facts.text("organiser"),
        topic=row.facts.shown("topic") if row.facts.text("topic") else "",
        heads=row.heads,
        organisations=row.groups.get("organisation", 0),
    )


def _people(store: Store, row: GatheringRow, last: date) -> list[Attender]:
    every = participants(store, row.id)
    names = names_of(store, [each.text("member_id") for each in every if each.text("member_id")])
    day = row.held_on or last
    return [_attender(store, each, names.get(each.text("member_id"), ""), day) for each in every]


def _attender(store: Store, each: Facts, member: str, day: date) -> Attender:
    known, where = organisations(store), each.text("organisation_id")
    return Attender(
        name=member or each.text("full_name"),
        place=known.name(known.same(where), day) if where else "",
        group=each.shown("group"),
        heads=each.count("heads") or 1,
    )
